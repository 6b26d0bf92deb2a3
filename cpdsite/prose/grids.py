"""Tables within the prose: cells laid out in rows of one length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cpdsite import limits
from cpdsite.prose.runs import join_runs
from cpdsite.prose.shapes import Block, Cell, Code, Grid, Items, Paragraph, Quotation, Run, Style

WIDEST_SPAN = 20
"""How many columns or rows a cell may stand for; more is a slip, or meant to cost memory."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, and how many columns and rows it stands for."""

    cell: Cell
    columns: int = 1
    rows: int = 1


def make_grid(rows: tuple[tuple[Placed, ...], ...]) -> tuple[Block, ...]:
    """Return rows as a table whose rows are all of one length, empty cells filling them up.

    One that would have too many cells becomes a paragraph for each row; one without words, nothing.
    """
    laid = _lay_out(rows)
    width = max(map(len, laid), default=0)
    if not any(cell.runs for row in laid for cell in row):
        return ()
    if width * len(laid) > limits.MOST_CELLS:
        joined = (join_runs((cell.runs for cell in row), " | ") for row in laid)
        return tuple(Paragraph(runs) for runs in joined if runs)
    return (Grid(tuple(_fill(row, width) for row in laid)),)


def _lay_out(rows: tuple[tuple[Placed, ...], ...]) -> list[list[Cell]]:
    """Return the cells of each row, with an empty one wherever a cell reaches beyond its place."""
    laid: list[list[Cell]] = []
    reaching: dict[int, tuple[int, Cell]] = {}
    left = limits.MOST_CELLS
    for row in rows:
        cells: list[Cell] = []
        still: dict[int, tuple[int, Cell]] = {}
        for placed in row:
            _take_reaching(cells, reaching, still)
            columns = min(placed.columns, WIDEST_SPAN) if left > 0 else 1
            empty = replace(placed.cell, runs=())
            if placed.rows > 1 and left > 0:
                reach = min(placed.rows, WIDEST_SPAN) - 1
                still |= dict.fromkeys(range(len(cells), len(cells) + columns), (reach, empty))
            cells += [placed.cell, *[empty] * (columns - 1)]
        _take_reaching(cells, reaching, still)
        # What reaches into this row beyond its cells goes on reaching.
        still = {**reaching, **still}
        reaching = {at: (count, cell) for at, (count, cell) in still.items() if count > 0}
        left -= len(cells)
        laid.append(cells)
    return laid


def _take_reaching(
    cells: list[Cell], reaching: dict[int, tuple[int, Cell]], still: dict[int, tuple[int, Cell]]
) -> None:
    """Add the empty cells that cells of earlier rows leave at this place."""
    while len(cells) in reaching:
        count, empty = reaching.pop(len(cells))
        still[len(cells)] = (count - 1, empty)
        cells.append(empty)


def _fill(row: list[Cell], width: int) -> tuple[Cell, ...]:
    is_head = bool(row) and all(cell.is_head for cell in row)
    return (*row, *[Cell((), is_head)] * (width - len(row)))


def join_blocks(blocks: Iterable[Block]) -> tuple[Run, ...]:
    """Return blocks as the runs of one cell: each paragraph and item on a line of its own."""
    return join_runs(_find_paragraphs(blocks), "\n")


def _find_paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.runs
            case Items():
                for item in block.items:
                    yield from _find_paragraphs(item.blocks)
            case Quotation():
                yield from _find_paragraphs(block.blocks)
            case Grid():
                yield from (join_runs((it.runs for it in row), " | ") for row in block.rows)
            case Code():
                yield (Run(" ".join(block.text.split()), Style(code=True)),)
            case _:
                pass
