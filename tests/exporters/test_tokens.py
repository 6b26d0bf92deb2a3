"""Cells as data for the PDF."""

from typing import Any

import pytest

from cpdsite.exporters.pdf_runs import Place
from cpdsite.exporters.printed import Action, Line, PrintedPart, Prose
from cpdsite.exporters.tokens import can_be_heading, is_leftward, write_blocks, write_cell
from cpdsite.prose.blocks import (
    Block,
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

PLACE = Place(fit=str, measure=lambda text: 500 * len(text), width=300.0)
ARABIC = "تعلمت"
BOLD = Style(bold=True)


def say(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def write(*blocks: Block) -> Any:
    return write_blocks(blocks, PLACE)


def cell(*parts: PrintedPart) -> Any:
    return write_cell(parts, PLACE)


def table(*rows: tuple[str, ...], head: bool = True) -> Grid:
    return Grid(
        tuple(
            tuple(Cell((Run(text),), is_head=head and not at) for text in row)
            for at, row in enumerate(rows)
        )
    )


def test_lines_actions_and_headings_have_kinds() -> None:
    parts = (
        Line("title", "Title", "https://a.example/"),
        Line("provider", "Someone"),
        Action("Do it", "Due May 2026"),
        Prose("learning", "What I learned", (say("Much."),)),
        Prose("application", "", (say("Well."),)),
    )
    assert cell(*parts) == [
        ["title", False, [["Title", "", "https://a.example/"]]],
        ["paragraph", False, [["Someone", "", ""]]],
        ["paragraph", False, [["Do it", "", ""]]],
        ["aside", False, [["Due May 2026", "", ""]]],
        ["heading", False, [["What I learned", "b", ""]]],
        ["paragraph", False, [["Much.", "", ""]]],
        ["paragraph", False, [["Well.", "", ""]]],
    ]


@pytest.mark.parametrize("title", ["", " ", "\xad", "word " * 101])
def test_what_cannot_be_a_heading_is_bold(title: str) -> None:
    assert not can_be_heading(title)
    ((kind, _, runs),) = cell(Line("title", title))
    assert kind == "paragraph"
    assert all(run[1] == "b" for run in runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", False), (ARABIC, True), ("12 (שלום) abc", True), ("a שלום", False), ("12", False)],
)
def test_the_first_letter_says_which_way_a_text_runs(text: str, expected: bool) -> None:
    assert is_leftward(text) is expected
    assert write(say(text))[0][1] is expected


def test_lists_hold_their_items() -> None:
    items = (Item((say("one"),)), Item((say("two"), Items((Item((say("three"),)),), 7))))
    ((kind, _, within),) = write(Items(items))
    assert (kind, len(within)) == ("bullets", 2)
    assert within[1][1] == ["numbers", False, [[["paragraph", False, [["three", "", ""]]]]], 7]
    assert write(Items((Item((say(ARABIC),)),)))[0][1] is True
    assert write(Items((Item(()),), 10**12))[0][3] == 10**9


def test_tasks_have_boxes() -> None:
    items = (Item((say("a"),), checked=True), Item((say("b"),), checked=False), Item((say("c"),)))
    ((kind, _, _, marks),) = write(Items(items))
    assert (kind, marks) == ("tasks", ["☑", "☐", "•"])


def test_deep_lists_and_quotations_stay_at_an_edge() -> None:
    block: Block = say("x")
    for _ in range(50):
        block = Items((Item((Quotation((block,)), say("y"))),))
    found = str(write(block))
    assert found.count("'bullets'") == 2
    assert found.count("'quotation'") == 2
    assert found.count("'y'") == 50
    assert "•" in found


def test_deep_items_begin_with_their_mark() -> None:
    block: Block = Items((Item((say("x"),)), Item((Rule(),))), 3)
    for _ in range(4):
        block = Quotation((block,))
    within = write(block)
    for _ in range(4):
        within = within[0][2]
    assert within[0] == ["paragraph", False, [["3. ", "", ""], ["x", "", ""]]]
    assert [it[0] for it in within] == ["paragraph", "paragraph", "rule"]


def test_code_keeps_its_spaces() -> None:
    ((kind, _, runs),) = write(Code("if x:\n    y  = 1\n"))
    assert kind == "code"
    assert runs == [["if x:", "c", ""], 0, ["\xa0\xa0\xa0\xa0y\xa0\xa0= 1", "c", ""]]


def test_a_short_bold_paragraph_stays_with_what_follows() -> None:
    assert write(Paragraph((Run("Term", BOLD),)))[0][0] == "lead"
    assert write(Paragraph((Run("word " * 30, BOLD),)))[0][0] == "paragraph"


def test_a_table_is_a_grid_where_it_has_room() -> None:
    ((kind, leftward, widths, aligns, head, rows),) = write(table(("A", "Bcd"), ("1", "2" * 90)))
    assert (kind, leftward, len(widths)) == ("grid", False, 2)
    assert sum(widths) == pytest.approx(300.0, abs=0.2)
    assert widths[1] > widths[0]
    assert aligns == ["start", "start"]
    assert head == [[[["A", "b", ""]], [["Bcd", "b", ""]]]]
    assert rows[0][0] == [["1", "", ""]]


def test_a_wide_table_is_told_row_by_row() -> None:
    head, *rows = (tuple(f"{row}{letter}" for letter in "abcdefghijk") for row in range(3))
    found = write(table(head, *rows))
    assert [it[0] for it in found] == ["paragraph", "paragraph"]
    assert "".join(run[0] for run in found[0][2]).startswith("0a: 1a · 0b: 1b")
    assert len(write(table(head))) == 1
    assert write(Grid(()), Grid(((),))) == []
