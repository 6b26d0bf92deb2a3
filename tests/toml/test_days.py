"""The day that a text is meant as is written as TOML wants it."""

import tomllib
from datetime import date

import pytest

from cpdsite.toml.days import suggest_day


@pytest.mark.parametrize(
    ("key", "text", "hint"),
    [
        ("from", "2025-01", "write from = 2025-01-01, without quotes"),
        ("to", "2024-02", "write to = 2024-02-29, without quotes"),
        ("from", "2025", "write from = 2025-01-01, without quotes"),
        ("to", "2025", "write to = 2025-12-31, without quotes"),
        ("from", '"01/01/2025"', "write from = 2025-01-01, without quotes"),
        ("to", "31.12.2025", "write to = 2025-12-31, without quotes"),
        ("to", "5/1/2025", "write to = 2025-01-05 or to = 2025-05-01, without quotes"),
        ("read_on", "2025/3/4", "write read_on = 2025-03-04, without quotes"),
    ],
)
def test_a_day_is_told_as_it_must_be_written(key: str, text: str, hint: str) -> None:
    assert suggest_day(key, text) == hint


@pytest.mark.parametrize("text", ["soon", "", "31/31/2025", "2025-13", "0000", "2025-02-30"])
def test_what_names_no_day_is_told_by_an_example_that_can_be_read(text: str) -> None:
    cure = suggest_day("to", text).removeprefix("write ").removesuffix(", without quotes")
    assert tomllib.loads(cure) == {"to": date(2026, 12, 31)}
