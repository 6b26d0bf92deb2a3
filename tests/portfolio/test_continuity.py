"""What somebody who reads the whole would ask: of reviews, of variety, of gaps."""

import datetime as dt
from typing import Any

import pytest

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.continuity import ask_whole, find_gaps
from cpdsite.portfolio.dates import CpdYear, Ongoing, Period, YearStart
from cpdsite.portfolio.question import Question
from tests.portfolio.asking import make_asking
from tests.portfolio.values import TODAY, make_activity, make_date, make_portfolio, make_review

ONGOING = Ongoing.ONGOING


def make_dated(*dates: str, **values: Any) -> tuple[Activity, ...]:
    """Return an activity on each date, in the order of time."""
    return tuple(make_activity(f"on-{it}", it, **values) for it in sorted(dates))


def find(code: str, *activities: Activity, **values: Any) -> list[Question]:
    """Return the questions of a code about a portfolio."""
    asking = make_asking(**{key: values.pop(key) for key in ("year_starts",) if key in values})
    asked = ask_whole(make_portfolio(*activities, **values), asking)
    return [it for it in asked if it.code == code]


def test_nothing_is_asked_where_nothing_has_begun() -> None:
    assert list(ask_whole(make_portfolio(), make_asking())) == []
    assert list(ask_whole(make_portfolio(make_activity(date="2027")), make_asking())) == []


# Reviews


def test_without_a_review_for_fifteen_months_one_is_asked_for() -> None:
    old = make_activity(date="2024-03")
    (question,) = find("review", old, reviews=(make_review(period=CpdYear(2024)),))
    assert question.path == "content/profile.md"
    assert "last twelve months" in question.message


@pytest.mark.parametrize(
    "period",
    [
        CpdYear(2025),
        CpdYear(2026),
        Period(dt.date(2024, 9, 1), dt.date(2025, 8, 23)),
        Period(dt.date(2024, 9, 1), None),
    ],
)
def test_a_review_of_the_last_year_answers(period: CpdYear | Period) -> None:
    old = make_activity(date="2024-03")
    assert find("review", old, reviews=(make_review(period=period),)) == []


def test_fifteen_months_and_a_day_are_too_long() -> None:
    period = Period(dt.date(2024, 9, 1), dt.date(2025, 8, 22))
    assert find("review", make_activity(date="2024-03"), reviews=(make_review(period=period),))


def test_who_began_within_the_year_has_nothing_to_look_back_on() -> None:
    assert find("review", make_activity(date="2025-11-23")) == []
    assert len(find("review", make_activity(date="2025-11-22"))) == 1


# Variety


def test_a_year_with_one_type_alone_is_asked_about() -> None:
    kinds = ("course", "Course", "webinar", "COURSE")
    activities = [make_activity(f"a{number}", type=kind) for number, kind in enumerate(kinds)]
    (question,) = find("one-type", *activities)
    assert "2026 (course)" in question.message
    assert question.path == "content/profile.md"


@pytest.mark.parametrize(
    "kinds",
    [
        ("course",) * 3,
        ("course", "course", "course", "reading"),
        ("course", "course", "course", ""),
        ("",) * 4,
    ],
)
def test_few_or_different_types_and_none_are_not_asked_about(kinds: tuple[str, ...]) -> None:
    activities = [make_activity(f"a{number}", type=kind) for number, kind in enumerate(kinds)]
    assert find("one-type", *activities) == []


def test_what_is_ongoing_belongs_to_each_of_its_years() -> None:
    courses = make_dated("2025-02", "2025-03", "2025-04", "2025-05", type="course")
    mentor = make_activity("mentor", "2024-01", type="mentoring", end_date=ONGOING)
    assert len(find("one-type", *courses)) == 1
    assert find("one-type", mentor, *courses) == []


def test_years_are_those_of_the_person() -> None:
    courses = make_dated("2025-02", "2025-03", "2025-10", "2025-11", type="course")
    assert find("one-type", *courses, year_starts=YearStart(9, 1)) == []
    later = make_dated("2025-10", "2025-11", "2026-01", "2026-02", type="course")
    (question,) = find("one-type", *later, year_starts=YearStart(9, 1))
    assert "2025-26 (course)" in question.message


def test_of_many_years_the_latest_are_named() -> None:
    dates = [f"{year}-0{month}" for year in range(2020, 2026) for month in range(1, 5)]
    (question,) = find("one-type", *make_dated(*dates, type="reading"))
    named = "in 2023 (reading), 2024 (reading) and 2025 (reading), and 3 times before:"
    assert named in question.message


# Gaps


def test_more_than_six_months_without_an_activity_are_named() -> None:
    activities = make_dated("2025-03-12", "2025-12-01", "2026-02", "2026-11-01")
    questions = find("gap", *activities)
    assert [it.message.partition(":")[0] for it in questions] == [
        "there is no activity from March 2025 to November 2025 and from March 2026 to October 2026"
    ]
    assert questions[0].path == "content/profile.md"


def test_a_gap_that_goes_on_has_no_end() -> None:
    (question,) = find("gap", make_activity(date="2026-02-10"))
    assert "no activity since February 2026:" in question.message


def test_of_five_gaps_the_latest_three_are_named() -> None:
    dates = [f"{year}-06" for year in range(2021, 2027)]
    (question,) = find("gap", *make_dated(*dates))
    assert "July 2023" in question.message
    assert "July 2022" not in question.message
    assert "and twice before" not in question.message
    assert "and 2 times before" in question.message


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        (("2026-05-23",), 0),
        (("2026-05-22",), 1),
        (("2025-05-23", "2025-11-23", "2026-05-23"), 0),
        (("2025-05-22", "2025-11-23", "2026-05-23"), 1),
        (("2025", "2026-05-31"), 0),
        (("2027-01",), 0),
    ],
)
def test_six_months_to_the_day_are_no_gap(dates: tuple[str, ...], count: int) -> None:
    begun = tuple(it for it in make_dated(*dates) if it.first_day <= TODAY)
    assert len(find_gaps(begun, TODAY) if begun else ()) == count


def test_what_lasts_fills_its_months() -> None:
    long = make_activity(date="2025-01", end_date=make_date("2026-10"))
    assert find_gaps((long,), TODAY) == ()
    assert find_gaps((long, make_activity("short", "2025-02")), TODAY) == ()


def test_what_is_ongoing_bridges_a_year_and_no_more() -> None:
    ongoing = make_activity("ongoing", "2024-11-01", end_date=ONGOING)
    assert find_gaps((ongoing, *make_dated("2025-03-01", "2026-01-01")), TODAY) == ()
    assert find_gaps((ongoing,), TODAY) == ((dt.date(2024, 11, 2), dt.date(2026, 11, 22)),)
    late = make_activity("late", "2026-01-01", end_date=ONGOING)
    assert len(find_gaps((*make_dated("2025-03-01"), late), TODAY)) == 1
