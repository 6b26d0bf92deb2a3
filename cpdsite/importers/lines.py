"""Rows of a table with what their cells are for, and the fate of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from cpdsite.importers.columns import Column
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.source import Cell

At = tuple[int, int, int]
"""Where a cell stands: grid, row and column, from 0; what stands outside has the grid -1."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a cell, before it is known which candidate it went into."""

    outcome: Outcome
    field: str = ""
    reason: str = ""
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that is not empty, and its column; ``is_copy`` where it is merged with one above."""

    column: Column
    cell: Cell
    at: At
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or a block of a form; ``year`` is that of the heading above it, or 0."""

    place: str
    cells: tuple[Placed, ...]
    year: int = 0


def find_origins(rows: Sequence[Sequence[Cell]]) -> dict[str, tuple[int, Cell]]:
    """Return the cells that others are merged with, by place, each with its row."""
    return {
        cell.place: (at, cell) for at, row in enumerate(rows) for cell in row if not cell.copy_of
    }
