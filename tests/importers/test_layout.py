"""A page as tables and what stands outside."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.layout import Layout, lay_out
from cpdsite.limits import MOST_GRID_COLUMNS
from cpdsite.prose.convert import clean_html
from cpdsite.prose.tree import find_text, parse_html, write_html


def read(html: str) -> Layout:
    return lay_out("a.docx", parse_html(clean_html(html)))


def show(layout: Layout) -> list[list[str]]:
    (table,) = layout.tables
    return [
        [("=" if cell.copy_of else "") + find_text(cell.blocks) for cell in row]
        for row in table.rows
    ]


def test_places_say_before_and_after_which_table() -> None:
    layout = read(
        "<p>a</p><table><tr><td>1</td></tr></table><p>b</p><p> </p><table><tr><td>2</td></tr></table><p>c</p>"
    )
    assert [it.place for it in layout.outside] == [
        "paragraph 1, before table 1",
        "paragraph 2, before table 2",
        "paragraph 3, after table 2",
    ]
    assert [it.name for it in layout.tables] == ["table 1", "table 2"]
    assert read("<p>a</p>").outside[0].place == "paragraph 1"


def test_merged_cells_are_repeated_and_marked() -> None:
    layout = read(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>"
    )
    assert show(layout) == [["a", "b", "=b"], ["=a", "c", "d"], ["e", "", ""]]
    assert layout.tables[0].rows[1][0].copy_of == "table 1, row 1, column 1"


def test_a_cell_may_span_many_rows() -> None:
    layout = read(
        "<table><tr><td rowspan=4>a</td><td>b</td></tr>" + "<tr><td>c</td></tr>" * 4 + "</table>"
    )
    assert show(layout) == [["a", "b"], *[["=a", "c"]] * 3, ["c", ""]]


def test_columns_that_no_cell_begins_in_are_left_out() -> None:
    layout = read(
        "<table><tr><td colspan=3>a</td><td>b</td></tr><tr><td colspan=3>c</td><td>d</td></tr></table>"
    )
    assert show(layout) == [["a", "b"], ["c", "d"]]
    assert layout.tables[0].rows[1][1].place == "table 1, row 2, column 2"


def test_a_span_beyond_the_table_ends_with_it() -> None:
    assert show(read("<table><tr><td rowspan=9>a</td><td>b</td></tr></table>")) == [["a", "b"]]


def test_a_row_in_bold_is_not() -> None:
    layout = read(
        "<table><tr><td><b>A</b></td><td></td></tr><tr><td><b>b</b></td><td>c</td></tr></table>"
    )
    assert write_html(layout.tables[0].rows[0][0].blocks) == "<p>A</p>"
    assert write_html(layout.tables[0].rows[1][0].blocks) == "<p><strong>b</strong></p>"


def test_a_frame_around_tables_is_opened() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    layout = read(f"<table><tr><td><p>x</p>{inner}</td><td>{inner}</td></tr></table>")
    assert len(layout.tables) == 2
    assert [find_text(it.blocks) for it in layout.outside] == ["x"]


def test_tables_without_measure_are_refused_or_held(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = read(f"<table><tr><td colspan={10**7}>a</td></tr></table>")
    assert len(wide.tables[0].rows[0]) == 1
    with pytest.raises(RefusedError, match="columns"):
        read("<table><tr>" + "<td>a</td>" * (MOST_GRID_COLUMNS + 1) + "</tr></table>")
    monkeypatch.setattr("cpdsite.importers.layout.SHEET_CELLS", 10)
    with pytest.raises(RefusedError, match="10 cells"):
        read("<table>" + "<tr><td>a</td></tr>" * 11 + "</table>")
