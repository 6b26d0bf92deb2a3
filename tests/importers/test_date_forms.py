"""The forms in which people write when something took place."""

import pytest

from cpdsite.importers.date_forms import READERS
from cpdsite.portfolio.dates import PartialDate


def find_reader(text: str) -> str:
    """Return the name of the form that a normalised text is first taken for."""
    return next((it.__name__ for it in READERS if it(text, text, "dmy")), "")


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("may 2025 -", "_read_open"),
        ("may 2025", "_read_single"),
        ("may 2025 to date", "_read_ongoing"),
        ("w/c 3 june 2024", "_read_week"),
        ("2024/25", "_read_parts_of_years"),
        ("spring 2025", "_read_season"),
        ("3 and 10 may 2025", "_read_list"),
        ("3-10 may 2025", "_read_span"),
        ("since may 2025", "_read_since"),
        ("circa may 2025", "_read_about"),
        ("w/c 2025", ""),
        ("words", ""),
    ],
)
def test_each_form_has_its_reader(text: str, reader: str) -> None:
    assert find_reader(text) == reader


def test_a_span_may_begin_with_from() -> None:
    found = next(filter(None, (it("from 1 may 2025 to 3 june 2025", "", "dmy") for it in READERS)))
    assert (found.date, found.end) == (PartialDate(2025, 5, 1), PartialDate(2025, 6, 3))


def test_a_text_of_many_dashes_is_not_looked_at_as_a_span() -> None:
    text = " - ".join(["3 may 2025"] * 12)
    assert not find_reader(text)
