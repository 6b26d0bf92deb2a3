"""What an activity knows of itself."""

from datetime import date

import pytest

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import Ongoing
from cpdsite.portfolio.sections import Section
from tests.portfolio.values import make_activity, make_date


@pytest.mark.parametrize(
    ("activity", "first", "last"),
    [
        pytest.param(
            make_activity(date="2026-03-12"), date(2026, 3, 12), date(2026, 3, 12), id="day"
        ),
        pytest.param(
            make_activity(date="2026-02"), date(2026, 2, 1), date(2026, 2, 28), id="month"
        ),
        pytest.param(
            make_activity(date="2025-12-30", end_date=make_date("2026")),
            date(2025, 12, 30),
            date(2026, 12, 31),
            id="until-a-year",
        ),
        pytest.param(
            make_activity(date="2025", end_date=Ongoing.ONGOING),
            date(2025, 1, 1),
            None,
            id="ongoing",
        ),
    ],
)
def test_an_activity_lasts_from_its_first_day_to_its_last(
    activity: Activity, first: date, last: date | None
) -> None:
    assert (activity.first_day, activity.last_day) == (first, last)


def test_a_section_is_found_by_its_name() -> None:
    description = Section("description", "", "Two days.", 5)
    learning = Section("learning", "What I learned", "A lot.", 8)
    activity = make_activity(sections=(description, learning))
    assert activity.find_section("learning") == learning
    assert activity.description == description
    assert activity.find_section("benefit") is None


def test_an_activity_without_a_body_has_no_description() -> None:
    assert make_activity().description is None
