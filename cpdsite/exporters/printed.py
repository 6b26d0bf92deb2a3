"""The rows of a record as printed formats show them: cells of titles, lines, prose and actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.record import Excerpt, Part, Row, Text, describe_dates
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.blocks import Block, make_blocks
from cpdsite.prose.passage import Passage
from cpdsite.prose.tree import parse_html

ReadPassage = Callable[[str], Passage]
"""What converts a piece of Markdown, once for all formats."""


@dataclass(frozen=True, slots=True)
class Line:
    """A short text in a cell; ``field`` says which, such as ``title``; ``url`` where it leads."""

    field: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A section in a cell; ``heading`` stands above it where it is not empty."""

    section: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A further action; ``dates`` says when it is due and was done."""

    text: str
    dates: str = ""


PrintedPart = Line | Prose | Action


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed formats show it; ``year`` names the CPD year in which it begins."""

    activity: Activity
    year: str
    cells: tuple[tuple[PrintedPart, ...], ...]


def print_rows(filed: FiledRecord, read_passage: ReadPassage) -> tuple[PrintedRow, ...]:
    """Return the rows of a record as printed formats show them; sections that show nothing are left out."""
    links = dict(filed.links)
    addresses = dict(filed.addresses)

    def print_part(activity: Activity, part: Part) -> Iterator[PrintedPart]:
        match part:
            case Text(value=value, text=text):
                yield Line(value, text)
            case FurtherAction(action=action):
                yield Action(action, describe_dates(part))
            case Evidence():
                address = addresses.get((activity.path, part.file), "")
                yield Line("evidence", part.title or part.link or part.file, part.link or address)
            case Excerpt(section=section, heading=heading):
                known = dict(links.get((activity.path, section.name), ()))
                blocks = make_blocks(parse_html(read_passage(section.text).html), known)
                if blocks:
                    yield Prose(section.name, heading, blocks)

    def print_row(row: Row) -> PrintedRow:
        year = filed.year_starts.name_of(filed.year_starts.year_of(row.activity.first_day))
        cells = (
            tuple(it for part in cell for it in print_part(row.activity, part))
            for cell in row.cells
        )
        return PrintedRow(row.activity, year, tuple(cells))

    return tuple(print_row(row) for row in filed.record.rows)


def group_by_year(rows: tuple[PrintedRow, ...]) -> Iterator[tuple[str, tuple[PrintedRow, ...]]]:
    """Yield the rows of each year, as the record runs."""
    for year, found in groupby(rows, key=lambda row: row.year):
        yield year, tuple(found)
