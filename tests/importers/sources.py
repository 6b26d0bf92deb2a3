"""Sources made by hand: grids of texts, with merged cells, typed cells and Markdown."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from cpdsite.content.schemes import read_scheme
from cpdsite.importers.gather import Options, gather
from cpdsite.importers.gathered import Accounted, Candidate, Gathered
from cpdsite.importers.source import Cell, Grid, Source
from cpdsite.importers.wording import escape_markdown
from cpdsite.portfolio.scheme import Scheme
from cpdsite.shipped import PACKAGE

LEFT, ABOVE = "<", "^"
"""A cell that is merged with the one on its left, or with the one above."""

IKT_HEAD = (
    "Dates",
    "Description of development/learning activity",
    "Provided by (e.g. name of mentor/coach, course provider, research/relevant publication etc)",
    "What did you learn & how did/will you apply it?",
    "Any further action?",
)

Value = str | dt.date | float | Cell


@cache
def find_scheme(name: str = "ikt") -> Scheme:
    """Return a scheme that comes with cpdsite."""
    path = PACKAGE / "schemes" / f"{name}.toml"
    scheme, problems = read_scheme(name, path.name, path.read_bytes())
    assert scheme
    assert not problems
    return scheme


def markdown(text: str) -> Cell:
    """Return a cell of that Markdown, to be placed."""
    return Cell("", text, text.replace("**", "").replace("## ", "").replace("# ", ""))


def make_cell(place: str, value: Value) -> Cell:
    """Return a cell that holds a text, a day, a number or the Markdown of another cell."""
    match value:
        case Cell():
            return Cell(place, value.markdown, value.plain, value.day, value.number)
        case dt.date():
            return Cell(place, value.isoformat(), value.isoformat(), day=value)
        case float():
            return Cell(place, f"{value:g}", f"{value:g}", number=value)
        case _:
            return Cell(place, escape_markdown(value), value)


def make_grid(rows: Sequence[Sequence[Value]], name: str = "table 1") -> Grid:
    """Return a grid of values; rows that are short are filled up with empty cells."""
    width = max((len(row) for row in rows), default=0)
    made: list[tuple[Cell, ...]] = []
    for at, row in enumerate(rows, 1):
        cells: list[Cell] = []
        for column in range(1, width + 1):
            place = f"{name}, row {at}, column {column}"
            value = row[column - 1] if column <= len(row) else ""
            if value == LEFT:
                cells.append(Cell(place, "", "", copy_of=cells[-1].copy_of or cells[-1].place))
            elif value == ABOVE:
                above = made[-1][column - 1]
                cells.append(Cell(place, "", "", copy_of=above.copy_of or above.place))
            else:
                cells.append(make_cell(place, value))
        made.append(tuple(cells))
    return Grid(name, tuple(made))


def make_source(*grids: Grid, outside: tuple[str, ...] = ()) -> Source:
    """Return a source of grids and of paragraphs outside of them."""
    paragraphs = (Cell(f"paragraph {at}", it, it) for at, it in enumerate(outside, 1))
    return Source("record.docx", "digest", grids, tuple(paragraphs))


def gather_rows(
    *rows: Sequence[Value],
    outside: tuple[str, ...] = (),
    scheme: str = "ikt",
    **options: object,
) -> Gathered:
    """Return what comes of one grid."""
    source = make_source(make_grid(rows), outside=outside)
    return gather(source, find_scheme(scheme), Options(**options))  # type: ignore[arg-type]


def gather_one(*cells: Value, head: tuple[str, ...] = IKT_HEAD, scheme: str = "ikt") -> Candidate:
    """Return the one candidate that comes of a row below a head."""
    (candidate,) = gather_rows([*head], [*cells], scheme=scheme).candidates
    return candidate


def find_accounted(gathered: Gathered, text: str) -> Accounted:
    """Return what became of the first cell with that text."""
    return next(it for it in gathered.account if it.text == text)


def show_sections(candidate: Candidate) -> dict[str, str]:
    """Return the texts of a candidate's sections by name."""
    return {it.name: it.text for it in candidate.sections}
