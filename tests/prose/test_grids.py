"""Tables within the prose."""

from cpdsite import limits
from cpdsite.prose.grids import WIDEST_SPAN, Placed, join_blocks, make_grid
from cpdsite.prose.shapes import (
    Cell,
    Code,
    Grid,
    Item,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Style,
)


def put(text: str, columns: int = 1, rows: int = 1) -> Placed:
    return Placed(Cell((Run(text),) if text else ()), columns, rows)


def show(rows: tuple[tuple[Placed, ...], ...]) -> list[str]:
    (grid,) = make_grid(rows)
    assert isinstance(grid, Grid)
    return ["".join(cell.runs[0].text if cell.runs else "." for cell in row) for row in grid.rows]


def test_cells_that_reach_further_leave_empty_ones() -> None:
    rows = (
        (put("a", rows=3), put("b", 2), put("c")),
        (put("d"), put("e", rows=2)),
        (put("f"),),
        (put("g"),),
    )
    assert show(rows) == ["ab.c", ".de.", ".f..", "g..."]


def test_no_cell_reaches_without_end() -> None:
    rows = ((put("a", 10**9, 10**9), put("b")), *[(put("c"),)] * (WIDEST_SPAN + 1))
    shown = show(rows)
    assert shown[0] == "a" + "." * (WIDEST_SPAN - 1) + "b"
    assert [it.index("c") for it in shown[1:]] == [WIDEST_SPAN] * (WIDEST_SPAN - 1) + [0, 0]


def test_a_table_without_words_is_nothing() -> None:
    assert make_grid(()) == ()
    assert make_grid(((put(""), put("")),)) == ()


def test_a_table_of_too_many_cells_is_a_paragraph_for_each_row() -> None:
    size = int(limits.MOST_CELLS**0.5) + 1
    rows = (tuple(put("a") for _ in range(size)), *[(put("b"),)] * size, (put(""),))
    blocks = make_grid(rows)
    assert len(blocks) == size + 1
    assert blocks[1] == Paragraph((Run("b"),))


def test_blocks_within_a_cell_stand_on_lines_of_their_own() -> None:
    one, two = Paragraph((Run("a"),)), Paragraph((Run("b"),))
    blocks = (
        Items((Item((one,)), Item((two,)))),
        Rule(),
        Quotation((one,)),
        Code("x\n  y"),
        Grid(((Cell((Run("c"),)), Cell((Run("d"),))),)),
    )
    runs = join_blocks(blocks)
    assert "".join(run.text for run in runs) == "a\nb\na\nx y\nc | d"
    assert Run("x y", Style(code=True)) in runs
