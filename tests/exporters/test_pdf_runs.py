"""Runs of text as data, and where long words may break."""

from typing import Any

import pytest

from cpdsite.exporters.pdf_runs import Place, clean_address, is_visible, write_runs
from cpdsite.prose.blocks import Run, Style

PLACE = Place(fit=str, measure=lambda text: 500 * len(text), width=90.0, size=9.0)
"""A line holds ten times the size of the text: twenty letters."""


def write(*runs: Run, place: Place = PLACE) -> Any:
    return write_runs(runs, place)


def test_runs_keep_text_style_and_address() -> None:
    every = Style(bold=True, italic=True, code=True, struck=True, raised=True, lowered=True)
    assert write(Run("a"), Run("b", every), Run("c", Style(bold=True), "https://a.example/")) == [
        ["a", "", ""],
        ["b", "bicsrl", ""],
        ["c", "b", "https://a.example/"],
    ]


def test_line_breaks_stand_by_themselves() -> None:
    assert write(Run("a\nb\n"), Run("\nc")) == [
        ["a", "", ""],
        0,
        ["b", "", ""],
        0,
        0,
        ["c", "", ""],
    ]


def test_a_word_that_no_line_holds_may_break() -> None:
    (before, long, after) = write(Run("so " + "x" * 50 + " it is"))
    assert (before[0], after[0]) == ("so ", " it is")
    assert "".join(long[0]) == "x" * 50
    assert max(map(len, long[0])) <= 4
    assert write(Run("x" * 20)) == [["x" * 20, "", ""]]


def test_a_word_breaks_after_its_signs() -> None:
    ((pieces, _, _),) = write(Run("https://a.example/one/two/three"))
    assert pieces == ["https://", "a.", "example/", "one/", "two/", "three"]


def test_a_long_word_may_run_through_several_runs() -> None:
    written = write(Run("x" * 15), Run("y" * 15, Style(bold=True)))
    assert all(isinstance(pieces, list) for pieces, _, _ in written)
    assert ["".join(pieces) for pieces, _, _ in written] == ["x" * 15, "y" * 15]


def test_a_word_of_the_language_is_hyphenated() -> None:
    place = Place(fit=str, measure=PLACE.measure, width=90.0, hyphenates=True)
    assert write(Run("an internationalisation!"), place=place) == [
        ["an ", "", ""],
        ["internationalisation!", "h", ""],
    ]
    assert isinstance(write(Run("a" * 21), place=place)[0][0], list)


def test_what_typst_parts_by_itself_is_left_to_it() -> None:
    assert write(Run("漢" * 50)) == [["漢" * 50, "", ""]]
    assert write(Run("[U+6F22]" * 9)) == [["[U+6F22]" * 9, "", ""]]


def test_a_huge_word_has_few_pieces() -> None:
    place = Place(fit=str, measure=PLACE.measure, width=300.0)
    ((pieces, _, _),) = write(Run("a/" * 50_000), place=place)
    assert len(pieces) < 5_000


def test_code_is_wider_than_it_measures() -> None:
    assert isinstance(write(Run("i" * 19, Style(code=True)))[0][0], list)


def test_links_show_something_and_are_addresses() -> None:
    assert write(Run(" \xad", url="https://a.example/")) == [[" \xad", "", ""]]
    assert is_visible("\xad.")
    assert not is_visible("\xad \u200b")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"),
        ("https://a.example/ö ü", "https://a.example/%C3%B6%20%C3%BC"),
        ("https://a.example/\ud800\x00", "https://a.example/?%00"),
        ("https://a.example/" + "a" * 3_000, ""),
    ],
)
def test_addresses_have_the_characters_of_addresses(url: str, expected: str) -> None:
    assert clean_address(url) == expected


def test_places_within_places_are_narrower_down_to_a_depth() -> None:
    place = PLACE
    for _ in range(9):
        place = place.set_in()
    assert place.depth == 4
    assert place.width == 30.0
    assert PLACE.narrow(500.0).width > 0
