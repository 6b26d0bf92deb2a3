"""Which rows are one activity, and which row is several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpdsite.importers.cell_text import flatten, split_blocks, split_lines
from cpdsite.importers.lines import Line, Placed
from cpdsite.importers.source import Cell
from cpdsite.importers.when import read_when

LEAST_OTHERS = 2
"""In how many cells beside that of the dates the lines must correspond, to be several activities."""

GOES_ON = re.compile(
    r"^(?:[-\u2010-\u2015]|to\b|until\b|and\b|&)|(?:[-\u2010-\u2015]|\bto|\buntil|\band|&)$",
    re.IGNORECASE,
)
"""A line of dates that belongs to the one before or after it."""

MOST_LINES = 200
"""How many lines of dates a cell may have to be looked at as several activities."""


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of one activity; ``doubts`` says what makes that uncertain."""

    place: str
    cells: tuple[Placed, ...]
    year: int
    doubts: tuple[str, ...] = ()


def group_lines(lines: Sequence[Line]) -> tuple[Group, ...]:
    """Return the lines of a table as activities, in their order."""
    has_title = any(it.column.field == "title" for line in lines for it in line.cells)
    groups: list[Group] = []
    added: list[list[Placed]] = []
    for line in lines:
        names = {it.column.field: it for it in line.cells}
        title, when = names.get("title"), names.get("date")
        is_merged = title is not None and title.is_copy
        is_open = title is None and (when is None or when.is_copy)
        if groups and has_title and (is_merged or is_open):
            own = [it for it in line.cells if not it.is_copy]
            added[-1] += own
            added[-1] += [it for it in line.cells if it.is_copy]
            if is_open:
                doubt = f"What stands in {line.place} has no title of its own: it was added here."
                groups[-1] = replace(groups[-1], doubts=(*groups[-1].doubts, doubt))
        else:
            groups.append(Group(line.place, (), line.year))
            added.append(list(line.cells))
    return tuple(
        replace(group, cells=tuple(cells)) for group, cells in zip(groups, added, strict=True)
    )


def split_group(group: Group) -> tuple[Group, ...]:
    """Return the activities of a row, where the lines of its cells correspond; else the row."""
    dates = [it for it in group.cells if it.column.field == "date"]
    lines = (
        [it.strip() for it in dates[0].cell.plain.split("\n") if it.strip()]
        if len(dates) == 1
        else []
    )
    is_span = any(GOES_ON.search(it) for it in lines) and not all(it[0] == "-" for it in lines)
    if not 1 < len(lines) <= MOST_LINES or is_span or not all(map(_is_date, lines)):
        return (group,)
    others = [it for it in group.cells if it is not dates[0]]
    pieces = [_split(it, len(lines)) for it in others]
    if len(others) < LEAST_OTHERS or not all(pieces):
        count = len(lines)
        doubt = (
            f"Its dates stand on {count} lines: if they are {count} activities, divide the entry."
        )
        return (replace(group, doubts=(*group.doubts, doubt)),)
    return tuple(
        replace(
            group,
            cells=(
                _put(dates[0], line, line),
                *(
                    _put(it, cut[at], flatten(cut[at]))
                    for it, cut in zip(others, pieces, strict=True)
                ),
            ),
        )
        for at, line in enumerate(lines)
    )


def _is_date(text: str) -> bool:
    if not re.search(r"\d", text):
        return False
    when = read_when(text, "", 2000)
    return when.date is not None or when.is_ambiguous


def _split(placed: Placed, count: int) -> list[str]:
    blocks = split_blocks(placed.cell.markdown)
    if len(blocks) == count:
        return blocks
    lines = split_lines(placed.cell.markdown)
    return lines if len(lines) == count else []


def _put(placed: Placed, markdown: str, plain: str) -> Placed:
    return replace(
        placed, cell=Cell(placed.cell.place, markdown, plain, copy_of=placed.cell.copy_of)
    )
