"""Bytes of a TOML file: values, or one mistake at its place in plain words."""

from typing import Any

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.toml.decode import decode_toml


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
