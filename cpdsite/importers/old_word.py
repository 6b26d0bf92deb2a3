"""Word files of the older kinds (.doc, .rtf) and OpenDocument texts, by way of LibreOffice."""

import hashlib
from dataclasses import replace

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import check_size
from cpdsite.importers.compound import SIGNATURE, read_streams
from cpdsite.importers.office import convert_file, find_office
from cpdsite.importers.source import Source
from cpdsite.importers.spreadsheet import read_spreadsheet
from cpdsite.importers.word import read_word


def read_old_word(name: str, data: bytes) -> Source:
    """Return what a .doc file holds; ``RefusedError`` says what to do without LibreOffice."""
    if data.startswith(SIGNATURE) and "EncryptedPackage" in read_streams(name, data):
        raise RefusedError(f"{name} is protected by a password: save it without one")
    return _read_converted(name, data, "doc", "docx")


def read_rich_text(name: str, data: bytes) -> Source:
    """Return what an .rtf file holds, as ``read_old_word`` does."""
    return _read_converted(name, data, "rtf", "docx")


def read_open_text(name: str, data: bytes) -> Source:
    """Return what an .odt file holds, as ``read_old_word`` does."""
    return _read_converted(name, data, "odt", "docx")


def read_word_markup(name: str, data: bytes) -> Source:
    """Return what a Word file of 2003 in XML holds, as ``read_old_word`` does."""
    return _read_converted(name, data, "xml", "docx")


def read_excel_markup(name: str, data: bytes) -> Source:
    """Return what an Excel file of 2003 in XML holds, as ``read_old_word`` does."""
    return _read_converted(name, data, "xml", "xlsx")


def _read_converted(name: str, data: bytes, old: str, new: str) -> Source:
    check_size(name, data)
    office = find_office()
    if office is None:
        program = "Word" if new == "docx" else "Excel"
        raise RefusedError(
            f"{name} is in an older form, which only {program} or LibreOffice can read: open it "
            f"there, save it as .{new}, and import that; or install LibreOffice, and import it again"
        )
    converted = convert_file(office, name, data, old, new)
    read = read_word if new == "docx" else read_spreadsheet
    source = read(name, converted)
    # LibreOffice stamps what it writes with the time, so the digest is that of the file given.
    return replace(source, digest=hashlib.sha256(data).hexdigest())
