"""Bytes of a TOML file: values, or one mistake at its place in plain words."""

from typing import Any

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.toml.decode import decode_toml

THEME = 'theme = "folio"\n[theme]\n'


def decode(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    values, _, problems = decode_toml("a.toml", text.encode())
    return values, problems


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    values, lines, problems = decode_toml("a.toml", b'\xef\xbb\xbfa = "b"\r\nc = 1\r\n')
    assert values == {"a": "b", "c": 1}
    assert lines == ['a = "b"', "c = 1"]
    assert problems == []


def test_bytes_that_are_no_utf8_are_an_error() -> None:
    values, _, problems = decode_toml("a.toml", b'a = "caf\xe9"')
    assert values is None
    assert [it.code for it in problems] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "location", "message"),
    [
        pytest.param('a = "b"\nc = d', Location("a.toml", 2, 5), "found d", id="without-quotes"),
        pytest.param('a = "b\n', Location("a.toml", 1, 7), "never closed", id="open-text"),
        pytest.param('a = ["b",\n', Location("a.toml", 1), "Invalid value", id="open-list"),
        pytest.param(
            'a = 1\nb = ["c"\n', Location("a.toml", 2), "Unclosed array", id="open-list-at-end"
        ),
        pytest.param(
            "a = 2026-02-30", Location("a.toml", 1, 5), "not in the calendar", id="no-such-date"
        ),
        pytest.param(
            "a = " + "[" * 9999, Location("a.toml", 1, 1), "nested more than", id="too-deep"
        ),
        pytest.param("a = " + "9" * 9999, Location("a.toml", 1), "digits", id="too-long-a-number"),
        pytest.param('a = "\u2028"\nb = c', Location("a.toml", 2, 5), "found c", id="odd-line-end"),
    ],
)
def test_what_is_no_toml_is_an_error_at_its_place(
    text: str, location: Location, message: str
) -> None:
    values, problems = decode(text)
    assert values is None
    (problem,) = problems
    assert (problem.location, problem.code) == (location, "toml")
    assert message in problem.message
    assert text.split("\n")[location.line - 1].startswith(problem.source)
    assert problem.source


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            f"a = 1\n{THEME}",
            "the theme is named twice: on line 2, and by the table [theme]",
            'delete line 2, and write name = "folio" under [theme]',
        ),
        (
            "record = 1\n[record]\n",
            '"record" appears twice: as a key on line 1, and as the table [record]',
            "keep one of them",
        ),
        (
            "[theme]\nx = 1\n[theme.x]\n",
            "[theme.x] has a name that is taken above",
            "write it once, with all its keys below it",
        ),
    ],
)
def test_a_table_with_the_name_of_a_key_is_told_in_a_sentence_of_its_own(
    text: str, message: str, hint: str
) -> None:
    _, (problem,) = decode(text)
    assert (problem.message, problem.hint) == (message, hint)


def test_a_colour_without_quotes_is_told_to_be_a_comment() -> None:
    _, (problem,) = decode("a = #7a2e5d")
    assert problem.message == "a # begins a comment, so this key has no value"
    assert problem.hint == 'write a = "#7a2e5d"'
