"""Blocks as Markdown and as plain text."""

import pytest

from cpdsite.importers.cells import find_lines, write_cell
from cpdsite.importers.normal_form import tidy_blocks
from cpdsite.limits import MOST_CELL_MARKS
from cpdsite.prose.tree import parse_html


@pytest.mark.parametrize(
    ("html", "markdown", "plain"),
    [
        ("<p>a <b>b</b></p><p>c</p>", "a **b**\n\nc", "a b\nc"),
        ("<p>a</p><p></p><p>c</p><p></p>", "a\n\n\n\nc", "a\n\nc"),
        ("<p></p><p>c</p>", "\n\nc", "\nc"),
        ("<p>a<br>b</p>", "a  \nb", "a\nb"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n    1. b", "a\nb"),
        ("<h1>T</h1><h2>S</h2><h3>H</h3>", "# T\n\n## S\n\n### H", "T\nS\nH"),
        ("<p>☑ a ☐(b)</p>", "[x] a [ ] (b)", "[x] a [ ] (b)"),
        ("<p>- a</p><p>1. b</p>", "\\- a\n\n1\\. b", "- a\n1. b"),
        ("<p>12\xa0March</p>", "12\xa0March", "12 March"),
        ("", "", ""),
    ],
)
def test_a_cell_reads_so(html: str, markdown: str, plain: str) -> None:
    cell = write_cell("table 1", tidy_blocks(parse_html(html)))
    assert (cell.markdown, cell.plain) == (markdown, plain)


def test_a_table_within_a_cell_is_one_of_markdown() -> None:
    html = "<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr><tr><td>d</td></tr></table>"
    cell = write_cell("", tidy_blocks(parse_html(html)))
    assert [line.strip() for line in cell.markdown.split("\n")] == [
        *("| a | b<br>c |", "| --- | --- |", "| d |  |"),
    ]
    assert cell.plain == "a\tbc\nd"


def test_a_table_of_one_row_or_column_is_lines() -> None:
    html = "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"
    assert write_cell("", tidy_blocks(parse_html(html))).markdown == "a\n\nb"


def test_a_paragraph_with_too_many_marks_loses_them() -> None:
    html = "<p>" + "<b>a</b>b" * (MOST_CELL_MARKS + 1) + "</p>"
    assert "*" not in write_cell("", tidy_blocks(parse_html(html))).markdown


def test_lines_of_quotations_and_code() -> None:
    html = "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><pre>c\nd</pre>"
    assert list(find_lines(tidy_blocks(parse_html(html)))) == ["a", "b", "c", "d", ""]
