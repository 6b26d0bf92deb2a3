"""Rows with what their cells are for."""

from cpdsite.importers.lines import find_origins
from tests.importers.sources import ABOVE, LEFT, make_grid


def test_cells_that_others_are_merged_with_are_found_by_place() -> None:
    rows = make_grid([["a", LEFT], [ABOVE, "b"]]).rows
    origins = find_origins(rows)
    assert {it.copy_of for row in rows for it in row if it.copy_of} <= origins.keys()
    assert [(at, cell.plain) for at, cell in origins.values()] == [(0, "a"), (1, "b")]
