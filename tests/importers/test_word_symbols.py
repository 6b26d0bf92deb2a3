"""Boxes and symbols of all kinds."""

import pytest

from cpdsite.importers.word_symbols import (
    MARK,
    TICKED,
    UNTICKED,
    clean_words,
    find_boxes,
    make_mark,
    read_symbol,
    read_symbols,
    write_boxes,
)


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", 0xF0FE, "☑"),
        ("Wingdings", 0xFE, "☑"),
        ("wingdings", 0xF0A8, "☐"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Symbol", 0xF0B7, "•"),
        ("Some Font", 0xF0A8, "☐"),
        ("Wingdings", 0xF021, "\ufffd"),
        ("MS Gothic", 0x2612, "☒"),
        ("MS Gothic", 0xE002, "\ufffd"),
    ],
)
def test_a_symbol_is_what_it_stands_for(font: str, code: int, shown: str) -> None:
    assert read_symbol(font, code) == shown


def test_letters_in_a_font_of_symbols_are_symbols_and_others_are_not() -> None:
    assert read_symbols("Wingdings", "o \xfe") == "☐ ☑"
    assert read_symbols("Arial", "o \uf0a8") == "o ☐"


def test_boxes_are_found_and_written() -> None:
    assert find_boxes("☐ a ☒ b ☑ c ✓ d") == f"{UNTICKED} a {TICKED} b {TICKED} c ✓ d"
    assert write_boxes(f"{TICKED} a {UNTICKED}(b){TICKED}") == "[x] a [ ] (b)[x]"


def test_no_text_is_taken_for_a_mark() -> None:
    mark = make_mark("note", 12)
    assert MARK.fullmatch(mark)
    assert not MARK.search(clean_words(f"{mark} {TICKED}"))
    assert TICKED not in clean_words(TICKED)
