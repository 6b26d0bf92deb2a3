"""CSV and its relations: tables as text, in whatever dialect and encoding."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import check_size
from cpdsite.importers.encodings import decode_unknown
from cpdsite.importers.source import Grid, Source
from cpdsite.importers.wording import make_text_cell
from cpdsite.limits import MOST_GRID_COLUMNS, SHEET_CELLS

DELIMITERS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
"""What stands between columns; those first that the words in them hold least often."""

SAMPLE = 200_000
"""How many characters are read to find what stands between columns."""

DECLARED = re.compile(r'"?sep=([,;\t|])"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)
"""The first line with which Excel is told what stands between columns."""

GUARD = re.compile("'(?=[=+@'\t\r-])")
"""What keeps spreadsheets from taking a text for a formula; our own export writes it."""

LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: the line on which it begins, from 1, and its fields."""

    number: int
    fields: tuple[str, ...]


def read_delimited(name: str, data: bytes) -> Source:
    """Return the table of a CSV file: one with commas, semicolons, tabs or bars.

    Raises ``RefusedError`` for one that is empty or not within bounds. ``notes`` says how it was
    read where that was a guess.
    """
    check_size(name, data)
    decoded = decode_unknown(data)
    text = decoded.text
    declared = DECLARED.match(text)
    delimiter = declared[1] if declared else find_delimiter(name, text)
    skipped = 1 if declared else 0
    lines = list(_read_bounded(name, text[declared.end() if declared else 0 :], delimiter, skipped))
    notes = []
    if decoded.is_guess:
        notes.append(
            f"the file does not say how its letters are written; it was read as {decoded.encoding}, "
            f"with {DELIMITERS[delimiter]} between columns; if letters look wrong, save it as UTF-8"
        )
    grids = (_make_grid(name, lines),) if lines else ()
    return Source(name, hashlib.sha256(data).hexdigest(), grids, (), tuple(notes))


def find_delimiter(name: str, text: str) -> str:
    """Return what stands between the columns: what divides most rows into as many fields.

    A comma where nothing does; a tab comes first in a file whose name ends with ``.tsv``.
    """
    sample = text[:SAMPLE]
    scores = {it: _score(sample, it) for it in DELIMITERS}
    if scores["\t"] and name.lower().endswith((".tsv", ".tab")):
        return "\t"
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else ","


def split_rows(text: str, delimiter: str) -> Iterator[_Line]:
    """Yield the rows of a text, quoted fields without their quotes; a quote within is doubled.

    A quote that has no end, or stands within a field, is a character like others.
    """
    apart = re.escape(delimiter)
    pattern = re.compile(
        rf'[ ]*"((?:[^"]|"")*+)"(?=[ ]*(?:{apart}|\r|\n|\Z))[ ]*|([^{apart}\r\n]*)'
    )
    place, number, begun = 0, 1, 1
    fields: list[str] = []
    while place <= len(text):
        match = pattern.match(text, place)
        if match is None:  # pragma: no cover - the second half matches anything
            break
        quoted = match[1]
        fields.append(match[2] if quoted is None else quoted.replace('""', '"'))
        number += _count_lines(quoted or "")
        place = match.end()
        if text.startswith(delimiter, place):
            place += 1
            continue
        yield _Line(begun, tuple(fields))
        fields = []
        end = LINE_END.match(text, place)
        if end is None or end.end() == len(text):
            return
        place = end.end()
        number += 1
        begun = number


def remove_guard(field: str) -> str:
    """Return a field without the apostrophe that keeps it from being a formula, if it has one."""
    return GUARD.sub("", field, count=1) if GUARD.match(field) else field


def _count_lines(text: str) -> int:
    return len(LINE_END.findall(text)) if "\n" in text or "\r" in text else 0


def _score(sample: str, delimiter: str) -> float:
    """Return the share of rows that have the usual number of fields, more than one; in tenths."""
    if delimiter not in sample:
        return 0
    widths = Counter(len(line.fields) for line in split_rows(sample, delimiter) if any(line.fields))
    several = [count for width, count in widths.items() if width > 1]
    return round(max(several, default=0) / max(1, widths.total()), 1)


def _read_bounded(name: str, text: str, delimiter: str, skipped: int) -> Iterator[_Line]:
    cells = 0
    for line in split_rows(text, delimiter):
        cells += len(line.fields)
        if cells > SHEET_CELLS or len(line.fields) > MOST_GRID_COLUMNS:
            raise RefusedError(
                f"{name} has more than {SHEET_CELLS:,} cells, or more than {MOST_GRID_COLUMNS} in "
                f"line {line.number + skipped:,}: divide it, and import the parts"
            )
        if any(field.strip() for field in line.fields):
            yield _Line(line.number + skipped, line.fields)


def _make_grid(name: str, lines: list[_Line]) -> Grid:
    width = max(_find_width(line.fields) for line in lines)
    if width * len(lines) > SHEET_CELLS:
        raise RefusedError(
            f"{name} has more than {SHEET_CELLS:,} cells: divide it, and import the parts"
        )
    rows = []
    for line in lines:
        fields = (*line.fields, *("",) * (width - len(line.fields)))[:width]
        rows.append(
            tuple(
                make_text_cell(f"line {line.number}, column {column}", remove_guard(field))
                for column, field in enumerate(fields, 1)
            )
        )
    return Grid(name, tuple(rows))


def _find_width(fields: tuple[str, ...]) -> int:
    """Return how many fields a row has up to the last that is filled."""
    return max((column for column, field in enumerate(fields, 1) if field.strip()), default=0)
