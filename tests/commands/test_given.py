"""What is given on the command line for a new entry."""

import pytest

from cpdsite.commands.given import choose_name, read_given, read_given_date
from cpdsite.errors import UsageError
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, OBJECTIVE, PAGE


def test_a_value_is_read_as_front_matter_is() -> None:
    assert read_given(ACTIVITY, "title", "  A   course ") == "A course"
    assert read_given_date(OBJECTIVE, "by", "2026-03") == PartialDate(2026, 3)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("title", " ", "title is empty"),
        ("date", "12/3/2026", "--date: expected a date such as 2026-03-12"),
        ("date", "2026-02-30", "not in the calendar"),
    ],
)
def test_what_is_no_value_is_a_sentence(name: str, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_given(ACTIVITY, name, text)


def test_what_is_no_date_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="--title: expected a date"):
        read_given_date(ACTIVITY, "title", "A course")


def test_a_name_needs_something_to_make_an_address_of() -> None:
    assert choose_name(PAGE, "a") == "a"
    with pytest.raises(UsageError, match="such as: cpdsite new --kind page 'Negotiation'"):
        choose_name(PAGE, "")
    with pytest.raises(UsageError, match="such as: cpdsite new 'Negotiation'"):
        choose_name(ACTIVITY, "")
