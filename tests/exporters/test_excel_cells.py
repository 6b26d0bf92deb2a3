"""What the cells of an Excel sheet hold, and how large they are."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.exporters.excel_cells import (
    HIGHEST,
    LONGEST,
    WIDEST,
    continue_columns,
    cut_text,
    find_height,
    find_widths,
)
from cpdsite.exporters.table import Table, TableColumn
from tests.properties import check_often

COLUMNS = (TableColumn("title", "Title", 30), TableColumn("learning", "Learning", 60))


def measure(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", [0]),
        ("x" * LONGEST, [LONGEST]),
        ("x" * (LONGEST + 1), [LONGEST, 1]),
        ("\U0001f600" * LONGEST, [LONGEST - 1, LONGEST - 1, 2]),
        ("x" * (LONGEST - 5) + " " + "y" * 99, [LONGEST - 4, 99]),
        ("x" * (LONGEST - 9) + "\nz z " + "y" * 99, [LONGEST - 8, 103]),
        ("x " + "y" * LONGEST, [LONGEST, 2]),
    ],
)
def test_a_text_is_cut_after_a_line_or_a_word(text: str, lengths: list[int]) -> None:
    pieces = list(cut_text(text))
    assert [measure(it) for it in pieces] == lengths
    assert "".join(pieces) == text


@check_often(30)
@given(st.lists(st.sampled_from(("word ", "line\n", "\U0001f600", "x" * 999)), max_size=40))
def test_put_together_the_pieces_are_the_text(parts: list[str]) -> None:
    text = "".join(parts) * 9
    pieces = list(cut_text(text))
    assert "".join(pieces) == text
    assert all(0 < measure(it) <= LONGEST for it in pieces) or not text


def test_what_is_too_long_goes_on_at_the_right_end() -> None:
    long = "x" * (2 * LONGEST + 3)
    table = Table(COLUMNS, (("a", long), ("b", "short")))
    continued, notes = continue_columns(table)
    assert [it.label for it in continued.columns] == [
        *("Title", "Learning", "Learning (continued)", "Learning (continued 2)"),
    ]
    first, second = continued.rows
    assert "".join(map(str, first[1:])) == long
    assert second == ("b", "short", "", "")
    assert notes == (
        (
            "1 text is longer than a cell of Excel can be (32,767 characters): the rest stands in "
            'the columns at the right end that are headed "(continued)"'
        ),
    )


def test_what_fits_stays_as_it_is() -> None:
    rows = (("a\r\n\x00b", date(2026, 3, 12)), ("\ud800", Decimal("1.5")))
    continued, notes = continue_columns(Table(COLUMNS, rows))
    assert continued.columns == COLUMNS
    assert continued.rows == (("a\nb", date(2026, 3, 12)), ("\ufffd", Decimal("1.5")))
    assert notes == ()
    assert continue_columns(Table(COLUMNS, ())) == (Table(COLUMNS, ()), ())


def test_several_long_texts_are_counted() -> None:
    long = "x" * (LONGEST + 1)
    _, notes = continue_columns(Table(COLUMNS, ((long, long), ("b", long))))
    assert notes[0].startswith("3 texts are longer")


def test_columns_grow_with_what_would_not_fit_the_highest_row() -> None:
    rows = (("short", "x" * 2_000), (date(2026, 3, 12), "x" * 90_000))
    assert find_widths(Table((TableColumn("date", "Date", 9), COLUMNS[1]), rows)) == [18, WIDEST]
    assert find_widths(Table(COLUMNS, (("short", "x" * 2_000),))) == [30, 76]


def test_rows_are_as_high_as_their_longest_text() -> None:
    assert find_height(("a", date(2026, 3, 12)), [10, 10]) == pytest.approx(16.5)
    assert find_height(("a\nb", "x" * 25), [10, 10]) == pytest.approx(43.5)
    assert find_height(("x" * 9_999,), [10]) == HIGHEST
