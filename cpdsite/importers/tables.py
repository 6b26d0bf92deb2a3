"""The tables of activities in a record kept elsewhere: heads, rows, and what is no activity."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cpdsite.importers.columns import (
    Column,
    holds_dates,
    match_by_content,
    match_columns,
    tell_heading,
)
from cpdsite.importers.forms import find_form
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.headers import has_labels
from cpdsite.importers.labels import CERTAIN, OF_HEADERS, Labels, recognise
from cpdsite.importers.lines import At, Fate, Line, Placed, find_origins
from cpdsite.importers.source import Cell, Grid
from cpdsite.importers.when import read_when
from cpdsite.portfolio.loose_dates import YEAR
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import DESCRIPTION

HEAD_WITHIN = 40
"""Among how many rows at the top of a grid its head is looked for."""

LABELLED = 0.6
"""How much of a row must be labels for it to be a head."""

LONGEST_TITLE = 100
"""In characters; a longer text across the table is no title of the rows below."""

TOTAL = re.compile(
    r"\W*(?:sub-?\s?|grand |overall )?total(?:s|led)?\b|\W*sum\b(?! of)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of activities: its columns, and the lines that hold one or more of them.

    ``grid`` is the number of its grid; ``year`` is that of the grid's name, 0 for none.
    """

    grid: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a grid; ``above`` is what stands over the tables, row by row."""

    tables: tuple[Table, ...]
    fates: tuple[tuple[At, Fate], ...]
    above: tuple[tuple[tuple[At, Cell], ...], ...]


def find_tables(
    number: int, grid: Grid, labels: Labels, scheme: Scheme, previous: Table | None
) -> Found:
    """Return the tables of activities of a grid; ``previous`` is the last before it."""
    rows = grid.rows
    form = find_form(number, rows, labels)
    if form:
        return Found((Table(number, form[0], form[1]),), form[2], ())
    heads = _find_heads(rows, labels)
    columns = () if heads else _continue(rows, previous)
    if not heads and not columns and not has_labels(rows, scheme):
        columns = match_by_content(_fill(rows), scheme, labels)
    starts = [at for at, _ in heads] or ([-1] if columns else [])
    top = starts[0] if starts else len(rows)
    above = tuple(
        tuple(((number, at, it), cell) for it, cell in enumerate(row))
        for at, row in enumerate(rows[: max(top, 0)])
    )
    year = _find_year(grid.name)
    origins = find_origins(rows)
    tables: list[Table] = []
    fates: list[tuple[At, Fate]] = []
    for at, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=False)):
        below = rows[start + 1 : end]
        if heads:
            head = heads[at][1]
            columns = match_columns(head, _fill(below), labels)
            fates += _tell_head(number, start, columns)
        lines, more = _read_rows(_Below(number, start + 1, below, columns, origins), year)
        tables.append(Table(number, columns, lines))
        fates += more
    return Found(tuple(tables), tuple(fates), above)


def _fill(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    return [row for row in rows if sum(not it.is_empty for it in row) > 1]


def _continue(rows: Sequence[Sequence[Cell]], previous: Table | None) -> tuple[Column, ...]:
    """Return the columns of the table before, where this one looks like more of it."""
    if not previous or not rows or len(rows[0]) != len(previous.columns):
        return ()
    dated = [it.index for it in previous.columns if it.field == "date"]
    if not any(holds_dates(rows, at) for at in dated):
        return ()
    reason = "the table has no heading row, and goes on with the one before"
    return tuple(
        replace(it, place=rows[0][it.index].place, reason=reason) for it in previous.columns
    )


def _find_heads(rows: Sequence[Sequence[Cell]], labels: Labels) -> list[tuple[int, Sequence[Cell]]]:
    """Return the rows that are heads, each with its labels; copies of one are not among them."""
    first = max(
        ((_weigh(row, labels), -at) for at, row in enumerate(rows[:HEAD_WITHIN])), default=(0, 0)
    )
    if not first[0]:
        return []
    heads = [(-first[1], rows[-first[1]])]
    known = _texts(heads[0][1])
    for at in range(heads[0][0] + 1, len(rows)):
        row = rows[at]
        if len(_texts(row)) < len(row) / 2 or _is_again(row, known):
            continue
        if _weigh(row, labels) >= max(first[0] / 2, 2 * CERTAIN + 1):
            heads.append((at, row))
            known = _texts(row)
    return heads


def _texts(row: Sequence[Cell]) -> list[str]:
    return [" ".join(it.plain.split()).casefold() for it in row if not it.is_empty]


def _is_again(row: Sequence[Cell], head: list[str]) -> bool:
    texts = _texts(row)
    return len(texts) > 1 and texts == head


def _weigh(row: Sequence[Cell], labels: Labels) -> int:
    """Return how much a row looks like a head, 0 where it is none."""
    texts = _texts(row)
    if len(texts) < 2 or any(len(it) > 2 * HEAD_TEXT for it in texts):  # noqa: PLR2004 - two columns
        return 0
    known = [(text, found) for text in texts if (found := recognise(text, labels))]
    fields = {it.field for _, it in known}
    telling = [text for text, _ in known if text.strip(" :") not in OF_HEADERS]
    certain = {it.field for _, it in known if it.weight == CERTAIN}
    # Nobody's data says "Dates"; without that, most cells must be labels.
    is_dated = len(certain) > 1 and "date" in certain and not any(map(_is_date, texts))
    if len(fields) < 2 or not telling or not certain:  # noqa: PLR2004 - the same
        return 0
    is_head = is_dated or len(known) >= LABELLED * len(texts)
    return sum(it.weight for _, it in known) if is_head else 0


def _is_date(text: str) -> bool:
    when = read_when(text)
    return when.date is not None or when.is_ambiguous


HEAD_TEXT = 150
"""In characters; a head with twice as long a text is none."""


def _tell_head(number: int, at: int, columns: Sequence[Column]) -> Iterator[tuple[At, Fate]]:
    for column in columns:
        reason = tell_heading("heading", column)
        yield (number, at, column.index), Fate(Outcome.LEFT_OUT, column.field, reason)


def _find_year(text: str) -> int:
    years = set(YEAR.findall(text))
    # A heading such as 2024/25 or 2024-2025 leaves two.
    is_one = len(years) == 1 and not re.search(r"\d{4}\s*[-/\u2013]\s*\d", text)
    return int(years.pop()) if is_one else 0


@dataclass(frozen=True, slots=True)
class _Below:
    """The rows below a head: from which row of which grid on, under which columns."""

    number: int
    start: int
    rows: Sequence[Sequence[Cell]]
    columns: tuple[Column, ...]
    origins: Mapping[str, tuple[int, Cell]]


def _read_rows(below: _Below, year: int) -> tuple[tuple[Line, ...], list[tuple[At, Fate]]]:
    """Return the rows that hold activities, and why the others hold none."""
    head = [it.heading.casefold() for it in below.columns if it.heading]
    lines: list[Line] = []
    fates: list[tuple[At, Fate]] = []
    for at, row in enumerate(below.rows, below.start):
        reason, found = _find_reason(row, below.columns, head)
        year = found or year
        if reason:
            fate = Fate(Outcome.LEFT_OUT, "", reason)
            fates += [((below.number, at, it), fate) for it in range(len(row))]
            continue
        placed = tuple(_place(below, at, row))
        if any(not it.is_copy for it in placed):
            lines.append(Line(_name_row(row), _spread(placed, row), year))
    return tuple(lines), fates


def _find_reason(
    row: Sequence[Cell], columns: Sequence[Column], head: list[str]
) -> tuple[str, int]:
    """Return why a row is no activity, ``""`` if it is one, and the year that it gives to others."""
    own = [it for it in row if not it.is_empty]
    if not own:
        return "", 0
    if _is_again(row, head):
        return "the heading row again", 0
    text = " ".join(own[0].plain.split())
    if TOTAL.match(text):
        return "it adds up the rows above", 0
    if len(own) > 1 or len(text) > LONGEST_TITLE:
        return "", 0
    column = columns[row.index(own[0])]
    spans = [it for it in row if it.copy_of == own[0].place]
    is_across = len(spans) >= len(row) / 2
    is_in_front = row[0] is own[0] and column.field in ("date", "", "title") and len(row) > 2  # noqa: PLR2004 - two make a form
    is_year = re.fullmatch(r"\D*(?:(?:19|20)\d\d)(?:\s*[-/\u2013]\s*\d{2,4})?\W*", text) is not None
    is_word = column.field == "date" and not re.search(r"\d", text)
    if is_across or (is_in_front and is_year and len(text) <= 40) or (is_in_front and is_word):  # noqa: PLR2004 - a title
        return "it heads the rows below", _find_year(text)
    return "", 0


def _spread(placed: tuple[Placed, ...], row: Sequence[Cell]) -> tuple[Placed, ...]:
    """Return a text that spans most of a row as a description, whatever column it begins in."""
    own = [it for it in placed if not it.is_copy]
    spans = [it for it in row if it.copy_of and it.copy_of == own[0].cell.place]
    if len(own) > 1 or len(spans) < len(row) / 2:
        return placed
    column = replace(own[0].column, field=DESCRIPTION, heading="")
    return tuple(replace(it, column=column) if it is own[0] else it for it in placed)


def _name_row(row: Sequence[Cell]) -> str:
    return next(it.place for it in row if not it.is_empty)


def _place(below: _Below, at: int, row: Sequence[Cell]) -> Iterator[Placed]:
    """Yield the cells of a row, those that are merged with one above among them."""
    for column in below.columns:
        cell = row[column.index]
        if not cell.is_empty:
            yield Placed(column, cell, (below.number, at, column.index))
        elif cell.copy_of in below.origins:
            above, origin = below.origins[cell.copy_of]
            if above < at and origin.plain.strip():
                yield Placed(column, origin, (below.number, at, column.index), is_copy=True)
