"""Blocks of prose as paragraphs, lists and tables of a word processor."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.exporters.word_blocks import (
    MOST_COLUMNS,
    Place,
    share_width,
    split_grid,
    write_blocks,
)
from cpdsite.exporters.word_runs import References
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
)
from tests.exporters.word_xml import NEWER, WORD, find_style, parse_parts, read_text
from tests.properties import check_often

PLACE = Place(5_000)


def say(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph((Run(text),))


def write(*blocks: Block, references: References | None = None) -> ET.Element:
    """Return blocks as parsed XML."""
    return parse_parts("".join(write_blocks(blocks, references or References(), PLACE)))


def outline(root: ET.Element) -> list[tuple[str, str, str]]:
    """Return style, numbering with level, and text of every paragraph."""
    found = []
    for it in root.iter(f"{WORD}p"):
        number, level = it.find(f".//{WORD}numId"), it.find(f".//{WORD}ilvl")
        numbering = (
            f"{number.get(f'{WORD}val')}/{level.get(f'{WORD}val')}"
            if number is not None and level is not None
            else ""
        )
        found.append((find_style(it), numbering, read_text(it)))
    return found


def test_each_kind_of_block_has_its_style() -> None:
    blocks = (say("a"), Quotation((say("b"),)), Code("c\n  d"), Rule())
    assert outline(write(*blocks)) == [
        ("Celltext", "", "a"),
        ("Quotation", "", "b"),
        ("Code", "", "c\n  d"),
        ("Rule", "", ""),
    ]


def test_lists_nest_and_each_numbered_one_counts_by_itself() -> None:
    inner = Items((Item((say("x"),)), Item((say("y"),))), start=1)
    outer = Items((Item((say("a"), inner, say("more"), Code("z"))), Item((say("b"),))))
    references = References()
    assert outline(write(outer, Items((Item((say("c"),)),), start=5), references=references)) == [
        ("ListBullet", "1/0", "a"),
        ("ListNumber", "4/1", "x"),
        ("ListNumber", "4/1", "y"),
        ("ListContinue", "", "more"),
        ("Code2", "", "z"),
        ("ListBullet", "1/0", "b"),
        ("ListNumber", "5/0", "c"),
    ]
    assert references.numberings == [(1, 1), (0, 5)]


def test_an_item_that_begins_with_no_paragraph_has_its_mark() -> None:
    assert outline(write(Items((Item((Code("x"),)), Item(()))))) == [
        ("ListBullet", "1/0", ""),
        ("Code2", "", "x"),
        ("ListBullet", "1/0", ""),
    ]


def test_tasks_have_boxes_that_can_be_ticked() -> None:
    tasks = Items((Item((say("done"),), checked=True), Item((say("open"),), checked=False)))
    root = write(tasks)
    assert outline(root) == [
        ("ListTask", "2/0", "\u2612 done"),
        ("ListTask", "2/0", "\u2610 open"),
    ]
    assert [it.get(f"{NEWER}val") for it in root.iter(f"{NEWER}checked")] == ["1", "0"]
    ids = [it.get(f"{WORD}val") for it in root.findall(f".//{WORD}sdtPr/{WORD}id")]
    assert ids == ["1", "2"]


def test_a_list_in_a_quotation_is_both() -> None:
    quoted = Quotation((Items((Item((say("a"), say("b"))),)),))
    root = write(quoted)
    assert outline(root) == [("Quotation", "1/0", "a"), ("Quotation2", "", "b")]
    indent = root.find(f".//{WORD}ind")
    assert indent is not None
    assert indent.get(f"{WORD}left") == "454"


def test_lists_deeper_than_word_counts_stay_on_its_last_level() -> None:
    block: Block = say("deepest")
    for _ in range(40):
        block = Items((Item((say("x"), block)),))
    levels = outline(write(block))
    assert levels[8][1] == levels[39][1] == "1/8"
    assert levels[40] == ("ListContinue9", "", "deepest")


GRID = Grid(
    (
        (Cell((Run("Name"),), is_head=True), Cell((Run("n"),), is_head=True, align="right")),
        (Cell((Run("a long text in a cell"),)), Cell((Run("12"),), align="right")),
    )
)


def test_tables_have_a_head_widths_and_room_after_them() -> None:
    root = write(GRID, GRID)
    assert [it.tag.removeprefix(WORD) for it in root] == ["tbl", "p", "tbl", "p"]
    table = root[0]
    columns = [it.get(f"{WORD}w") for it in table.iter(f"{WORD}gridCol")]
    for row in table.iter(f"{WORD}tr"):
        assert [it.get(f"{WORD}w") for it in row.iter(f"{WORD}tcW")] == columns
    assert sum(int(it or 0) for it in columns) == 5_000
    assert len(table.findall(f".//{WORD}tblHeader")) == 1
    assert outline(table)[0][0] == "Tablehead"
    assert outline(table)[-1] == ("Tabletext", "", "12")
    assert [it.get(f"{WORD}val") for it in table.iter(f"{WORD}jc")] == ["right", "right"]


def test_a_table_without_a_head_has_none() -> None:
    root = write(Grid(GRID.rows[1:]))
    assert root.find(f".//{WORD}tblHeader") is None
    look = root.find(f".//{WORD}tblLook")
    assert look is not None
    assert look.get(f"{WORD}firstRow") == "0"


def test_no_table_is_wider_than_word_allows() -> None:
    row = tuple(Cell((Run(str(at)),)) for at in range(MOST_COLUMNS * 2 + 1))
    assert [len(it.rows[0]) for it in split_grid(Grid((row, row)))] == [63, 63, 1]
    assert list(split_grid(Grid(()))) == []
    assert len(outline(write(Grid((row,))))) == len(row) + 3


@check_often(60)
@given(st.lists(st.text("ab ", max_size=90), min_size=1, max_size=63), st.integers(200, 12_000))
def test_columns_share_the_width(texts: list[str], width: int) -> None:
    widths = share_width(Grid((tuple(Cell((Run(it),)) for it in texts),)), width)
    assert sum(widths) == width
    assert min(widths) > 0


@pytest.mark.parametrize(("short", "long"), [("Count", "many words that go on and on")])
def test_a_word_is_not_broken_where_there_is_room(short: str, long: str) -> None:
    narrow, wide = share_width(Grid(((Cell((Run(short),)), Cell((Run(long),))),)), 3_000)
    assert narrow >= len(short) * 100
    assert wide > narrow
