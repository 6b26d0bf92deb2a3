"""The record as a PDF: tagged, the same bytes on every run, in fonts of ours and of the site."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.fonts import (
    ENDINGS,
    FOLDER,
    Fonts,
    add_fonts,
    describe_uncovered,
    read_font,
    read_shipped,
)
from cpdsite.exporters.pdf_form import make_form
from cpdsite.exporters.pdf_runs import Json
from cpdsite.settings import FILE_NAME
from cpdsite.shipped import PACKAGE

FAMILIES = (
    *("cpdsite Sans", "cpdsite Sans Hebrew", "cpdsite Sans Arabic", "cpdsite Operators"),
    *("cpdsite Symbols", "cpdsite Letterlike", "cpdsite Mono"),
)
"""Our own fonts in the order in which they are asked for a character."""

Files = tuple[tuple[str, bytes], ...]
"""Font files, as bytes by name."""

SHEET = PACKAGE / "exporters" / "sheet.typ"
STANDARDS = ["ua-1"]
ARCHIVAL = ["ua-1", "a-2a"]
EPOCH = 0
"""When every PDF says that it was made: no clock shall change its bytes."""

LONGEST_REASON = 200
"""How much of what typst says is told, in characters."""

ANOTHER_FORMAT = "choose another format, such as docx, and tell the makers of cpdsite"


class _RefusalError(Exception):
    """Tells that typst made no PDF, and what it said."""


def write_pdf(request: Request) -> Exported:
    """Return a record as PDF, and what it could not show.

    Fonts of the site that turn out to be broken are left out, with a note. Raises
    ``ProblemsError`` for a record that typst refuses all the same.
    """
    shipped = read_shipped()
    usable = tuple(it for it in request.fonts if _is_font(*it))
    attempts: tuple[tuple[Fonts, Files], ...] = ((shipped, ()), (shipped.without_marks(), ()))
    if usable:
        attempts = ((add_fonts(shipped, (content for _, content in usable)), usable), *attempts)
    refusal: _RefusalError | None = None
    for fonts, files in attempts:
        # typst refuses a text that it cannot show as it should be. Marks can make it do so.
        try:
            return _write_with(fonts, files, request)
        except _RefusalError as error:
            refusal = error
    raise ProblemsError((_describe_refusal(refusal),)) from refusal


def _describe_refusal(refusal: Exception | None) -> Problem:
    first = next((line for line in str(refusal).splitlines() if line.strip()), "no reason")
    message = f"the PDF cannot be made: typst, which sets it, says: {first[:LONGEST_REASON]}"
    return Problem(Location(FILE_NAME), "record_files", message, ANOTHER_FORMAT)


def _is_font(name: str, content: bytes) -> bool:
    return name.lower().endswith(ENDINGS) and bool(read_font(content))


def _write_with(fonts: Fonts, files: Files, request: Request) -> Exported:
    uncovered: set[str] = set()
    form = make_form(request, fonts, uncovered)
    standards = ARCHIVAL if request.is_archival else STANDARDS
    unused = [name for name, content in request.fonts if (name, content) not in files]
    notes = (*map(_describe_unused, unused), *describe_uncovered(uncovered))
    if not files:
        return Exported(_compile(form, standards, _open_shipped()), notes)
    with TemporaryDirectory(prefix="cpdsite-", ignore_cleanup_errors=True) as folder:
        for number, (name, content) in enumerate(files):
            # A name of our own: theirs may be anything, and only the ending matters.
            Path(folder, f"{number}{PurePosixPath(name).suffix.lower()}").write_bytes(content)
        return Exported(_compile(form, standards, _open_fonts(str(FOLDER), folder)), notes)


def _describe_unused(name: str) -> str:
    return (
        f"The font {name} is not used: expected a TrueType or OpenType font (.ttf, .otf),"
        " found a file that is none or is broken."
    )


def _compile(form: dict[str, Json], standards: Any, fonts: Any) -> bytes:  # noqa: ANN401 - typst's own
    import typst

    # A letter and its marks are looked for in the families that are named, one after another.
    families = [it for it in fonts.families() if it not in FAMILIES]
    sheet = json.dumps({**form, "families": [*FAMILIES, *families]})
    with _catch_refusal():
        content: bytes = typst.compile(
            SHEET,
            root=SHEET.parent,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"sheet": sheet},
            pdf_standards=standards,
            timestamp=EPOCH,
        )
    return content


@cache
def _open_shipped() -> Any:  # noqa: ANN401 - typst's own
    return _open_fonts(str(FOLDER))


def _open_fonts(*folders: str) -> Any:  # noqa: ANN401 - typst's own
    import typst

    with _catch_refusal():
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
        )


@contextmanager
def _catch_refusal() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise _RefusalError(str(error)) from error
    except BaseException as error:
        # A fault within the library is no ``Exception``.
        if type(error).__name__ == "PanicException":
            raise _RefusalError(str(error)) from error
        raise
