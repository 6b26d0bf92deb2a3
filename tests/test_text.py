"""Bytes to text: right, or one problem at its place that says what to do."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import Location, Problem
from cpdsite.text import CONTROL, decode_text
from tests.properties import check_property


def find_problem(data: bytes) -> Problem:
    """Return the only problem of a file that has no text."""
    text, (problem,) = decode_text("a.md", data)
    assert text is None
    assert problem.is_error
    return problem


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Zoë\n".encode(), "Zoë\n", id="plain"),
        pytest.param(codecs.BOM_UTF8 + "Zoë".encode(), "Zoë", id="byte-order-mark"),
        pytest.param(b"a\r\nb\rc\n", "a\nb\nc\n", id="line-ends"),
        pytest.param("a\u2028b\u2029c\x85d".encode(), "a b c d", id="separators"),
        pytest.param(b"", "", id="empty"),
        pytest.param(b"\t|\n", "\t|\n", id="tab"),
        pytest.param("\u202eabc\u200b\U0001f600".encode(), "\u202eabc\u200b\U0001f600", id="odd"),
    ],
)
def test_text_in_utf8_is_read_with_plain_line_ends(data: bytes, text: str) -> None:
    assert decode_text("a.md", data) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_named(encoding: str) -> None:
    problem = find_problem("---\ntitle: A\n---\n".encode(encoding))
    assert problem.code == "encoding"
    name = encoding[:6].upper()
    assert problem.message == f"expected text in UTF-8, found {name}"
    assert "UTF-8" in problem.hint
    assert problem.location == Location("a.md", 1, 1)


def test_a_letter_of_an_older_encoding_is_shown_where_it_stands() -> None:
    problem = find_problem("one\r\ntwo café three\r\n".encode("cp1252"))
    assert problem.location == Location("a.md", 2, 8)
    assert problem.source == "two café three"
    assert problem.message == 'this file was saved in an older form: its "é" cannot be read'


def test_a_byte_that_stands_for_nothing_is_named_alone() -> None:
    problem = find_problem(b"\x81")
    assert problem.message == "this file was saved in an older form: its byte 0x81 cannot be read"


@pytest.mark.parametrize(
    ("char", "name"),
    [("\x00", "U+0000"), ("\x0b", "U+000B"), ("\x7f", "U+007F"), ("\x9f", "U+009F"),
     ("\ufffe", "U+FFFE")],
)  # fmt: skip
def test_characters_that_no_page_can_show_are_told_at_the_first(char: str, name: str) -> None:
    problem = find_problem(f"one\ntwo{char} {char}\n".encode())
    assert problem.location == Location("a.md", 2, 4)
    assert problem.code == "control"
    expected = f'there is an invisible character after "two" ({name}), the first of 2'
    assert problem.message == expected
    assert not CONTROL.search(problem.source)
    assert len(problem.source) == len("two_ _")


@check_property
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_one_problem(data: bytes) -> None:
    text, problems = decode_text("a.md", data)
    assert (text is None) == bool(problems)
    if text is not None:
        assert "\r" not in text
        assert not CONTROL.search(text)
    for problem in problems:
        assert problem.location.line >= 1
        assert not CONTROL.search(problem.source)
        assert "\n" not in problem.source
