"""Which reader reads a file: told from what it holds, since names often lie."""

import re
from collections.abc import Callable, Mapping
from enum import Enum

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import check_size, list_parts, read_parts
from cpdsite.importers.compound import SIGNATURE, read_streams
from cpdsite.importers.delimited import read_delimited
from cpdsite.importers.encodings import decode_unknown
from cpdsite.importers.old_word import (
    read_excel_markup,
    read_old_word,
    read_open_text,
    read_rich_text,
    read_word_markup,
)
from cpdsite.importers.source import Source
from cpdsite.importers.spreadsheet import read_spreadsheet
from cpdsite.importers.web_page import read_web_page
from cpdsite.importers.word import read_word


class Kind(Enum):
    """What a file is, whatever its name."""

    WORD = "Word"
    OLD_WORD = "Word 97"
    RICH_TEXT = "rich text"
    OPEN_TEXT = "OpenDocument text"
    WORD_MARKUP = "Word 2003 in XML"
    EXCEL_MARKUP = "Excel 2003 in XML"
    SPREADSHEET = "spreadsheet"
    WEB_PAGE = "HTML"
    DELIMITED = "CSV"


READERS: Mapping[Kind, Callable[[str, bytes], Source]] = {
    Kind.WORD: read_word,
    Kind.OLD_WORD: read_old_word,
    Kind.RICH_TEXT: read_rich_text,
    Kind.OPEN_TEXT: read_open_text,
    Kind.WORD_MARKUP: read_word_markup,
    Kind.EXCEL_MARKUP: read_excel_markup,
    Kind.SPREADSHEET: read_spreadsheet,
    Kind.WEB_PAGE: read_web_page,
    Kind.DELIMITED: read_delimited,
}
"""What reads each kind of file."""

BEGINNING = 4_000
"""How much of a text is looked at, in characters."""

OTHERS = (
    (b"%PDF", "a PDF file", "open the file that it was made of, and import that; or copy its table into Word or Excel, save it, and import that"),
    (b"\x89PNG", "a picture", "import the file that it was made of"),
    (b"\xff\xd8\xff", "a picture", "import the file that it was made of"),
    (b"GIF8", "a picture", "import the file that it was made of"),
    (b"7z\xbc\xaf", "a packed folder", "unpack it, and import the files in it"),
    (b"Rar!", "a packed folder", "unpack it, and import the files in it"),
    (b"\x1f\x8b", "a packed file", "unpack it, and import the file in it"),
    (b"\x09\x08", "a spreadsheet of before 1997", "open it in Excel or LibreOffice, save it as .xlsx, and import that"),
)  # fmt: skip
"""What is read by nobody: how it begins, what it is, and what to do."""

LONE = "open it in the program that made it, save it as .docx, .xlsx or .csv, and import that"

OUR_PAGE = '<p class="quiet">Copy a field, and paste it into the form of your institute.'
OUR_TEXT = re.compile(
    r"^=+\n\d+ of \d+: .*\n=+\n\n.*\n\[[\d,]+ characters?, [\d,]+ words?\]$", re.MULTILINE
)
"""What only the files have from which ``cpdsite export`` lets people paste."""

MAIL = re.compile(r"\s*MIME-Version:", re.IGNORECASE)
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|style|title|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
EXCEL_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"


def read_source(name: str, data: bytes) -> Source:
    """Return what a file holds, read by what it is and not by how it is called.

    Raises ``RefusedError`` for what cannot be read, with a sentence that says what to do.
    """
    return READERS[find_kind(name, data)](name, data)


def find_kind(name: str, data: bytes) -> Kind:
    """Return what a file is; ``RefusedError`` says what to do where nothing reads it."""
    check_size(name, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _find_archive(name, data)
    if data.startswith(SIGNATURE):
        return _find_compound(name, data)
    if data.startswith(b"{\\rtf"):
        return Kind.RICH_TEXT
    for beginning, what, cure in OTHERS:
        if data.startswith(beginning):
            raise RefusedError(f"{name} is {what}, which cannot be read: {cure}")
    return _find_text(name, data)


def _find_archive(name: str, data: bytes) -> Kind:
    parts = set(list_parts(name, data))
    if any(it.startswith("xl/workbook.") for it in parts):
        return Kind.SPREADSHEET
    if any(it.startswith("word/") for it in parts):
        return Kind.WORD
    if "mimetype" in parts:
        kind = read_parts(name, data, lambda part: part == "mimetype")["mimetype"]
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return Kind.SPREADSHEET
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return Kind.OPEN_TEXT
    if any(it.startswith("Index/") for it in parts):
        raise RefusedError(
            f"{name} is a Pages or Numbers file: export it as Word or Excel, and import that"
        )
    if "[Content_Types].xml" in parts:
        return (
            Kind.SPREADSHEET
            if name.lower().endswith(("x", "m", "b")) and ".xl" in name.lower()
            else Kind.WORD
        )
    raise RefusedError(f"{name} is a packed folder: unpack it, and import the files in it")


def _find_compound(name: str, data: bytes) -> Kind:
    streams = read_streams(name, data)
    if "EncryptedPackage" in streams:
        raise RefusedError(f"{name} is protected by a password: save it without one")
    if "WordDocument" in streams:
        return Kind.OLD_WORD
    if streams.keys() & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Kind.SPREADSHEET
    raise RefusedError(f"{name} is no Word file and no spreadsheet: {LONE}")


def _find_text(name: str, data: bytes) -> Kind:
    beginning = decode_unknown(data[:BEGINNING]).text
    if MAIL.match(beginning):
        raise RefusedError(
            f"{name} is a web page saved as one file: open it in Word or Excel, "
            "save it as .docx or .xlsx, and import that"
        )
    if OUR_PAGE in beginning or OUR_TEXT.search(beginning.replace("\r\n", "\n")):
        raise RefusedError(
            f"{name} is a file of cpdsite export to copy from, which holds no dates and fields "
            "to read: import the .json of it instead"
        )
    if beginning.lstrip().startswith("<?xml") or beginning.lstrip().startswith("<?mso"):
        if EXCEL_2003 in beginning:
            return Kind.EXCEL_MARKUP
        if WORD_2003 in beginning:
            return Kind.WORD_MARKUP
    if HTML.match(beginning):
        return Kind.WEB_PAGE
    if beginning.count("\x00") or name.lower().endswith(
        (".doc", ".docx", ".xlsx", ".xlsb", ".ods", ".odt", ".docm", ".xlsm")
    ):
        raise RefusedError(f"{name} is damaged, or of a kind that cannot be read: {LONE}")
    return Kind.DELIMITED
