"""The person and the history of their memberships."""

from datetime import date

import pytest

from cpdsite.portfolio.person import Membership, find_membership
from tests.portfolio.values import make_date, make_person

PERSON = make_person(
    memberships=(
        Membership("ikt", "", "member", make_date("2025-06-01")),
        Membership("ikt", "K-1", "associate", make_date("2023")),
        Membership("ikt", "K-2", "fellow", make_date("2026-02")),
        Membership("iet", "1100", "member"),
    )
)


@pytest.mark.parametrize(
    ("day", "grade", "number"),
    [
        pytest.param(date(2023, 1, 1), "associate", "K-1", id="first-day-of-a-year"),
        pytest.param(date(2025, 5, 31), "associate", "K-1", id="day-before"),
        pytest.param(date(2025, 6, 1), "member", "K-1", id="day-of-change-keeps-the-number"),
        pytest.param(date(2026, 1, 31), "member", "K-1", id="before-the-month"),
        pytest.param(date(2026, 2, 1), "fellow", "K-2", id="new-number"),
        pytest.param(None, "fellow", "K-2", id="latest"),
    ],
)
def test_the_membership_held_on_a_day_is_the_latest_begun(
    day: date | None, grade: str, number: str
) -> None:
    found = find_membership(PERSON, "ikt", day)
    assert found
    assert (found.grade, found.number) == (grade, number)


def test_no_membership_is_held_before_the_first() -> None:
    assert find_membership(PERSON, "ikt", date(2022, 12, 31)) is None


def test_a_membership_without_a_date_is_held_from_the_beginning() -> None:
    assert find_membership(PERSON, "iet", date(1900, 1, 1)) == PERSON.memberships[3]


def test_there_is_no_membership_of_another_body() -> None:
    assert find_membership(PERSON, "cipd", None) is None
