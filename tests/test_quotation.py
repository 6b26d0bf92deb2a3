"""A line quoted: still, cut to a width, with a caret below the column."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.quotation import BEFORE, CUT, LIVE, WIDEST, quote_line, still_text

MARK = "\N{REPLACEMENT CHARACTER}"


def quote(source: str, column: int) -> tuple[str, str]:
    """Return the line and the caret that are shown."""
    line, caret = quote_line(source, column)
    return line, caret


def measure(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(it) in "WF" for it in text)
    return len(text) + wide - sum(unicodedata.category(it) in ("Mn", "Me", "Cf") for it in text)


def test_a_line_has_a_caret_below_its_column() -> None:
    assert quote("date: x", 7) == ("date: x", "      ^")


def test_a_line_without_a_column_has_no_caret() -> None:
    assert quote_line("date: x", 0) == ("date: x",)


@pytest.mark.parametrize("source", ["", " ", "\t\n"])
def test_a_line_in_which_nothing_stands_is_not_quoted(source: str) -> None:
    assert quote_line(source, 1) == ()


def test_what_ends_a_line_is_not_quoted() -> None:
    assert quote("date: x  \r\n", 1) == ("date: x", "^")


def test_a_column_behind_the_end_of_a_line_has_its_caret_there() -> None:
    assert quote("date:", 6) == ("date:", "     ^")


def test_the_caret_stands_below_its_character_when_tabs_come_before_it() -> None:
    assert quote("a\tb!", 4) == ("a\tb!", " \t ^")


@pytest.mark.parametrize("before", ["abc", "日本語", "Cafe\u0301", "\u200bx", "👩\u200d🔬", ""])
def test_the_caret_stands_below_its_character_whatever_the_width_of_what_is_before_it(
    before: str,
) -> None:
    line, caret = quote(f"{before}!", len(before) + 1)
    assert line == f"{before}!"
    assert len(caret) == measure(before) + 1


@given(st.text("ab日e\u0301 ", max_size=300), st.integers(1, 300))
def test_any_line_is_shown_no_wider_than_it_may_be(source: str, column: int) -> None:
    at = min(column, len(source.rstrip()) + 1)
    shown, caret = quote(f"x{source}", at)
    assert len(shown) <= WIDEST + 2 * len(CUT)
    assert shown.removeprefix(CUT).removesuffix(CUT) in f"x{source}"
    assert caret.strip(" ") == "^"


@pytest.mark.parametrize("at", [0, 50, 99, 100, 5_000, 399_990, 399_999])
def test_a_line_without_end_is_cut_around_the_column(at: int) -> None:
    source = "x" * at + "!" + "x" * (399_999 - at)
    line, caret = quote(source, at + 1)
    assert line[len(caret) - 1] == "!"
    assert len(line) <= WIDEST + 2 * len(CUT)
    assert line.startswith(CUT) == (at > BEFORE)
    assert line.endswith(CUT) == (at < 399_900 + BEFORE)


def test_a_line_without_end_is_cut_where_there_is_no_column() -> None:
    assert quote_line("x" * 400_000, 0) == ("x" * WIDEST + CUT,)


LIVELY = [
    "\x1b",
    "\x07",
    "\x00",
    "\r",
    "\n",
    "\x7f",
    "\x9b",
    "\udce9",
    "\u202e",
    "\u2066",
    "\u2028",
]


@pytest.mark.parametrize("live", LIVELY)
def test_a_character_that_a_terminal_acts_on_becomes_a_mark_and_keeps_its_place(live: str) -> None:
    assert still_text(f"a{live}b") == f"a{MARK}b"
    assert quote(f"a{live}b!", 4) == (f"a{MARK}b!", "   ^")


def test_a_tab_is_kept_in_a_line_alone() -> None:
    assert still_text("a\tb") == f"a{MARK}b"
    assert quote_line("a\tb", 0) == ("a\tb",)


@given(st.text(st.characters(codec=None), max_size=20), st.integers(0, 30))
def test_any_text_is_still_and_can_be_written(source: str, column: int) -> None:
    for line in (still_text(source), *quote_line(source, column)):
        assert not LIVE.search(line.replace("\t", ""))
        line.encode()
