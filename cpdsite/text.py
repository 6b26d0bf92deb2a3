"""Bytes of a file to text: UTF-8 with plain line ends, or one problem that says why not."""

import codecs
import re

from cpdsite.errors import Location, Problem

LINE_ENDS = re.compile(r"\r\n?")
SEPARATORS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""What YAML takes for line ends and editors do not: word processors put them into text."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no page and no feed can hold."""

MARKS = (
    ("UTF-32", codecs.BOM_UTF32_LE),
    ("UTF-32", codecs.BOM_UTF32_BE),
    ("UTF-16", codecs.BOM_UTF16_LE),
    ("UTF-16", codecs.BOM_UTF16_BE),
)
"""Encodings by the bytes with which a file in them begins; the longer ones first."""

LONGEST_WORD = 30
"""How much of a word a message quotes, in characters."""

HALF_EMPTY = re.compile(rb"(?:[^\x00]\x00){4}|(?:\x00[^\x00]){4}")
"""Plain letters in UTF-16 without a mark: every other byte is zero."""

CURE = (
    "save the file as UTF-8 (in Windows Notepad: Save as, Encoding: UTF-8; "
    "in Word: Save as, Plain text, Unicode (UTF-8))"
)


def decode_text(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file, or the reason why it has none."""
    problem = _find_other_encoding(path, data) or _find_broken_character(path, data)
    if problem:
        return None, (problem,)
    text = decode_known(data)
    problem = _find_control(path, text)
    return (None, (problem,)) if problem else (text, ())


def decode_known(data: bytes) -> str:
    """Return the text of bytes that are known to hold one, as ``decode_text`` would."""
    text = data.decode("utf-8-sig")
    if "\r" in text:
        text = LINE_ENDS.sub("\n", text)
    if not data.isascii():
        text = text.translate(SEPARATORS)
    return text


def _find_other_encoding(path: str, data: bytes) -> Problem | None:
    marked = next((name for name, mark in MARKS if data.startswith(mark)), "")
    name = marked or ("UTF-16" if HALF_EMPTY.match(data) else "")
    if not name:
        return None
    message = f"expected text in UTF-8, found {name}"
    return Problem(Location(path, 1, 1), "encoding", message, CURE)


def _find_broken_character(path: str, data: bytes) -> Problem | None:
    if data.isascii():
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec drops a byte-order mark before it counts, and so does ``object``.
        lines = LINE_ENDS.sub("\n", error.object[: error.start].decode("utf-8")).split("\n")
        byte = error.object[error.start : error.start + 1]
        meant = byte.decode("cp1252", "ignore")
        shown = f'its "{meant}"' if meant.isprintable() and meant else f"its byte 0x{byte.hex()}"
        message = f"this file was saved in an older form: {shown} cannot be read"
        rest = LINE_ENDS.sub("\n", error.object[error.start :].decode("cp1252", "replace"))
        source = CONTROL.sub(" ", lines[-1] + rest.partition("\n")[0])
        location = Location(path, len(lines), len(lines[-1]) + 1)
        return Problem(location, "encoding", message, CURE, source=source)
    return None


def _find_control(path: str, text: str) -> Problem | None:
    found = CONTROL.findall(text)
    if not found:
        return None
    start = text.index(found[0])
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    words = text[start - column + 1 : start].split()
    where = f'after "{words[-1][-LONGEST_WORD:]}"' if words else "at the beginning of the line"
    message = f"there is an invisible character {where} (U+{ord(found[0]):04X})"
    if len(found) > 1:
        message += f", the first of {len(found)}"
    source = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.split("\n")[line - 1])
    hint = "delete the line and type it again"
    return Problem(Location(path, line, column), "control", message, hint, source=source)
