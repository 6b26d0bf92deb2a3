"""Lines with tabs as tables."""

from cpdsite.importers.normal_form import tidy_blocks
from cpdsite.importers.tabbed_lines import find_tabbed_lines, split_at_tabs
from cpdsite.prose.tree import parse_html, write_html


def read(*lines: str) -> str:
    html = "".join(f"<p>{line}</p>" for line in lines)
    return write_html(tuple(find_tabbed_lines(tidy_blocks(parse_html(html)))))


def test_three_lines_of_three_columns_are_a_table() -> None:
    html = read("x", "a\tb\tc", "d\t\te\tf", "g\th\ti", "y")
    assert html.startswith("<p>x</p><table><tbody><tr><td><p>a</p></td>")
    assert "<td><p>d</p></td><td><p>e</p></td><td><p>f</p></td>" in html
    assert html.endswith("</table><p>y</p>")


def test_fewer_lines_or_columns_are_none() -> None:
    assert "<table" not in read("a\tb\tc", "d\te\tf")
    assert "<table" not in read("NAME:\ta", "NUMBER:\tb", "GRADE:\tc")


def test_an_empty_column_stays_where_all_lines_have_it() -> None:
    assert read("a\t\tb\tc", "d\t\te\tf", "g\t\th\ti").count("<td>") == 12


def test_marks_are_divided() -> None:
    parts = split_at_tabs(parse_html("a<b>b\tc</b>d"))
    assert [write_html(it) for it in parts] == ["a<b>b</b>", "<b>c</b>d"]
