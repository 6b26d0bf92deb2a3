"""What PDF files say of who made them; the one place that knows pypdf."""

import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath

from pypdf import PdfReader

from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import DOCUMENT_OBJECTS

PROPERTIES = (
    ("author", "/Author", "dc_creator"),
    ("title", "/Title", "dc_title"),
    ("subject", "/Subject", "dc_description"),
    ("keywords", "/Keywords", "pdf_keywords"),
    ("program", "/Creator", "xmp_creator_tool"),
)
"""What is reported: its name here, in the Info dictionary, and in XMP."""

PROGRAM = "program"
LONGEST_VALUE = 80
"""How much of a property a message quotes, in characters."""

CLEAR = (
    "clear the properties in the program that made it and export it again; "
    "if they may be known, leave it as it is"
)
REPLACE = "open it in a PDF reader, and print it to a new PDF file without a password"


def examine_document(path: str, data: bytes) -> tuple[Problem, ...]:
    """Return a warning that says which properties of a PDF file anyone can read."""
    name = PurePosixPath(path).name
    if _count_objects(data) > DOCUMENT_OBJECTS:
        message = f"{name} has more than {DOCUMENT_OBJECTS:,} objects, so what it says was not read"
        return (_warn(path, message, "look at them in a PDF reader"),)
    found = read_properties(data)
    if found is None:
        message = f"{name} is encrypted or damaged, so what it says of you could not be read"
        return (_warn(path, message, REPLACE),)
    # A program alone says nothing of a person, and every PDF file names one.
    if not found.keys() - {PROGRAM}:
        return ()
    listed = ", ".join(f'{key} "{_cut(value)}"' for key, value in found.items())
    return (_warn(path, f"{name} says: {listed}: anyone who opens it can read that", CLEAR),)


def _count_objects(data: bytes) -> int:
    """Return how many objects and trailers are read one by one where the table of them is broken."""
    return data.count(b"obj") - data.count(b"endobj") + data.count(b"trailer")


def _warn(path: str, message: str, hint: str) -> Problem:
    return Problem(Location(path), "pdf", message, hint, Severity.WARNING)


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1].rstrip()}…"


def read_properties(data: bytes) -> dict[str, str] | None:
    """Return the properties of a PDF file by name, from both of its stores of them.

    ``None`` for a file that cannot be read. Where the stores differ, both values are given.
    """
    logger = logging.getLogger("pypdf")
    level = logger.level
    # What pypdf tells its log is about broken files, of which the warning says enough.
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data)
    except Exception:  # noqa: BLE001 - a hostile file can make pypdf raise anything
        return None
    finally:
        logger.setLevel(level)


def _read(data: bytes) -> dict[str, str] | None:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    info, xmp = reader.metadata, reader.xmp_metadata
    found: dict[str, str] = {}
    for name, key, attribute in PROPERTIES:
        stated = [info.get(key)] if info else []
        values = [*stated, *_flatten(getattr(xmp, attribute, None))]
        texts = dict.fromkeys(" ".join(str(it).split()) for it in values if it is not None)
        if text := ", ".join(it for it in texts if it):
            found[name] = text
    return found


def _flatten(value: object) -> Iterator[object]:
    """Yield the texts of a value of XMP: one, a list, or one for each language."""
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
    else:
        yield value
