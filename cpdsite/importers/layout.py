"""A page as tables, and as what stands outside of them, each with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpdsite.errors import RefusedError
from cpdsite.importers.cells import find_rows
from cpdsite.importers.normal_form import is_wholly_bold, tidy_blocks, unwrap_bold
from cpdsite.importers.tabbed_lines import find_tabbed_lines
from cpdsite.limits import MOST_GRID_COLUMNS, SHEET_CELLS
from cpdsite.prose.tree import Document, Element, Node, find_text, walk

LONGEST_NUMBER = 8
"""No honest number of rows or columns has more figures."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Blocks, and where they stand; ``copy_of`` is the place of the cell that it is merged with."""

    place: str
    blocks: tuple[Element, ...]
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table: every row has as many cells as the widest."""

    name: str
    rows: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a page, and what stands before, between and after them."""

    tables: tuple[PlacedTable, ...]
    outside: tuple[Placed, ...]


def lay_out(name: str, document: Document, first: int = 1) -> Layout:
    """Return the tables of a page, numbered from ``first``, and its other blocks.

    A table of one row that holds tables is a frame for them; lines that tabs divide into columns
    are a table too. Raises ``RefusedError``, with the file's name, for a table without measure.
    """
    blocks = list(find_tabbed_lines(_open_frames(tidy_blocks(document))))
    last = first + sum(1 for it in blocks if it.name == "table") - 1
    tables: list[PlacedTable] = []
    outside: list[Placed] = []
    for block in blocks:
        if block.name == "table":
            tables.append(_place_table(name, f"table {first + len(tables)}", block))
        elif find_text((block,)).strip():
            number = first + len(tables)
            place = f"paragraph {len(outside) + 1}"
            if number <= last:
                place += f", before table {number}"
            elif tables:
                place += f", after table {last}"
            outside.append(Placed(place, (block,)))
    return Layout(tuple(tables), tuple(outside))


def _open_frames(blocks: Iterable[Element]) -> Iterator[Element]:
    for block in blocks:
        rows = list(find_rows(block)) if block.name == "table" else []
        cells = [it for row in rows for it in row.children if isinstance(it, Element)]
        if len(rows) == 1 and any(it.name == "table" for it in walk(cells)):
            for cell in cells:
                yield from _open_frames(tidy_blocks(cell.children))
        else:
            yield block


def _place_table(name: str, table_name: str, table: Element) -> PlacedTable:
    rows = [_unwrap_head(row) for row in _spread(name, table)]
    width = max((len(row) for row in rows), default=0)
    kept = [
        it for it in range(width) if any(it < len(row) and not row[it].is_across for row in rows)
    ]
    numbers = {column: number for number, column in enumerate(kept, 1)}

    def place(row: int, column: int) -> str:
        return f"{table_name}, row {row + 1}, column {numbers.get(column, 1)}"

    placed = []
    for y, row in enumerate(rows):
        cells = []
        for x in kept:
            slot = row[x] if x < len(row) else Slot((), y, x)
            origin = place(slot.row, slot.column) if (slot.row, slot.column) != (y, x) else ""
            cells.append(Placed(place(y, x), slot.blocks, origin))
        placed.append(tuple(cells))
    return PlacedTable(table_name, tuple(placed))


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a table, with the blocks of its cell and the row and column where that begins."""

    blocks: tuple[Element, ...]
    row: int
    column: int
    is_across: bool = False


def _spread(name: str, table: Element) -> list[list[Slot]]:
    """Return the rows of a table, cells that span several repeated in each."""
    rows: list[list[Slot]] = []
    below: dict[int, tuple[int, Slot]] = {}
    count = 0
    for y, row in enumerate(find_rows(table)):
        slots: list[Slot] = []

        def take_below(slots: list[Slot] = slots) -> None:
            while len(slots) in below:
                left, slot = below.pop(len(slots))
                if left > 1:
                    below[len(slots)] = (left - 1, slot)
                slots.append(slot)

        for cell in (it for it in row.children if isinstance(it, Element)):
            take_below()
            blocks = tidy_blocks(cell.children)
            across, down = _read_span(cell, "colspan"), _read_span(cell, "rowspan")
            start = len(slots)
            for x in range(start, max(start + 1, min(start + across, MOST_GRID_COLUMNS))):
                slot = Slot(blocks, y, start, is_across=x > start)
                slots.append(slot)
                if down > 1:
                    below[x] = (down - 1, slot)
        take_below()
        count += len(slots)
        if count > SHEET_CELLS or len(slots) > MOST_GRID_COLUMNS:
            raise RefusedError(
                f"{name} has a table of more than {MOST_GRID_COLUMNS:,} columns or {SHEET_CELLS:,} "
                "cells: copy the rows of your record into a new file and import that"
            )
        rows.append(slots)
    return rows


def _read_span(cell: Element, name: str) -> int:
    text = cell.get(name) or ""
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return max(1, min(int(text), SHEET_CELLS)) if is_number else 1


def _unwrap_head(row: list[Slot]) -> list[Slot]:
    """Return a row as it is, or not bold if all of it is, as head rows are."""
    filled = [slot for slot in row if find_text(slot.blocks).strip()]
    if not filled or not all(is_wholly_bold(slot.blocks) for slot in filled):
        return row
    return [
        Slot(_only_elements(unwrap_bold(it.blocks)), it.row, it.column, it.is_across) for it in row
    ]


def _only_elements(nodes: tuple[Node, ...]) -> tuple[Element, ...]:
    return tuple(it for it in nodes if isinstance(it, Element))
