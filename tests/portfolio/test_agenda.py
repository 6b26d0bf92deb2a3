"""What time changes: told from the day on which it matters, and no longer than it does."""

import datetime as dt
from typing import Any

import pytest

from cpdsite.portfolio.activity import ActionReference, Activity, FurtherAction, Status
from cpdsite.portfolio.agenda import HEADINGS, Matter, make_agenda
from cpdsite.portfolio.dates import CpdYear, Ongoing, Period, YearStart
from cpdsite.portfolio.objective import State
from tests.portfolio.values import (
    TODAY,
    make_activity,
    make_application,
    make_date,
    make_objective,
    make_page,
    make_portfolio,
    make_review,
)

CALENDAR = YearStart()
RECENT = "2026-11-01"


def find(*activities: Activity, starts: YearStart = CALENDAR, **values: Any) -> list[Matter]:
    """Return the matters that wait."""
    return [it.matter for it in make_agenda(make_portfolio(*activities, **values), starts, TODAY)]


def test_nothing_waits_where_nothing_is() -> None:
    assert find() == []
    assert find(make_activity(date=RECENT)) == []


@pytest.mark.parametrize(
    ("due", "matter"),
    [
        ("2026-11-22", Matter.ACTION_OVERDUE),
        ("2026-10", Matter.ACTION_OVERDUE),
        ("2026-11-23", Matter.ACTION_DUE),
        ("2026-11", Matter.ACTION_DUE),
        ("2027-01-22", Matter.ACTION_DUE),
        ("2027-01-23", None),
        ("2027-01", None),
    ],
)
def test_an_action_waits_from_sixty_days_before(due: str, matter: Matter | None) -> None:
    action = FurtherAction("Write", make_date(due))
    activity = make_activity(date=RECENT, further_action=(action,))
    assert find(activity) == ([matter] if matter else [])
    done = FurtherAction("Write", make_date(due), make_date(RECENT))
    assert find(make_activity(date=RECENT, further_action=(done, FurtherAction("Read")))) == []


def test_an_action_that_another_activity_closes_does_not_wait() -> None:
    action = FurtherAction("Write", make_date("2026-10"))
    activity = make_activity(date=RECENT, further_action=(action,))
    closer = make_activity("closer", RECENT, closes=(ActionReference("entry", 1),))
    assert find(activity, closer) == []


@pytest.mark.parametrize(
    ("values", "matter"),
    [
        ({"by": make_date("2026-10")}, Matter.OBJECTIVE_OVERDUE),
        ({"by": make_date("2026-12")}, Matter.OBJECTIVE_DUE),
        ({"by": make_date("2027-12")}, None),
        ({"by": make_date("2026-10"), "state": State.MET}, None),
        ({}, None),
    ],
)
def test_an_open_objective_waits_from_sixty_days_before(
    values: dict[str, Any], matter: Matter | None
) -> None:
    found = find(objectives=(make_objective(**values),))
    assert found == ([matter] if matter else [])


@pytest.mark.parametrize(
    ("revisit", "count"),
    [("2025", 1), ("2026-12-23", 1), ("2026-12", 1), ("2026-12-24", 0), ("2027-01", 0)],
)
def test_an_entry_waits_to_be_looked_at_again(revisit: str, count: int) -> None:
    activity = make_activity(date=RECENT, revisit=make_date(revisit))
    assert find(activity) == [Matter.REVISIT] * count


# Reviews


@pytest.mark.parametrize(
    "period",
    [
        CpdYear(2025),
        Period(dt.date(2025, 4, 1), dt.date(2026, 3, 31)),
        Period(dt.date(2024, 9, 1), dt.date(2025, 8, 31)),
        Period(dt.date(2025, 1, 1), None),
    ],
)
def test_the_last_complete_year_waits_for_a_review_of_most_of_it(period: CpdYear | Period) -> None:
    assert find(make_activity(date="2025-03")) == [Matter.REVIEW]
    assert find(make_activity(date="2025-03"), reviews=(make_review(period=period),)) == []


@pytest.mark.parametrize("period", [CpdYear(2024), Period(dt.date(2025, 12, 1), TODAY)])
def test_a_review_of_another_year_is_none(period: CpdYear | Period) -> None:
    reviews = (make_review(period=period),)
    assert find(make_activity(date="2025-03"), reviews=reviews) == [Matter.REVIEW]


def test_a_year_without_an_activity_needs_no_review() -> None:
    assert find(make_activity(date="2024-03"), make_activity("new", RECENT)) == []
    ongoing = make_activity(date="2024-03", end_date=Ongoing.ONGOING)
    assert find(ongoing) == [Matter.REVIEW]


def test_a_missing_review_says_how_to_begin_it() -> None:
    activity = make_activity(date="2026-03")
    (item,) = make_agenda(make_portfolio(activity), YearStart(9, 1), TODAY)
    assert (item.title, item.path) == ("2025-26", "content/reviews/")
    assert item.words == "2025-26: begin with cpdsite new --kind review --year 2025-26"


# What is unfinished


def test_drafts_of_every_kind_wait() -> None:
    draft: dict[str, Any] = {"status": Status.DRAFT}
    kinds: dict[str, Any] = {
        "objectives": (make_objective(**draft),),
        "reviews": (make_review(**draft),),
        "applications": (make_application(**draft),),
        "pages": (make_page(**draft),),
    }
    activity = make_activity(date=RECENT, **draft)
    agenda = make_agenda(make_portfolio(activity, **kinds), CALENDAR, TODAY)
    assert {it.matter for it in agenda} == {Matter.DRAFT}
    assert [it.words for it in agenda] == [
        "Entry (activity)",
        "Member (application)",
        "Objective (objective)",
        "Page (page)",
        "Review 2025 (review)",
    ]


def test_what_begins_after_today_is_planned_and_no_unfinished_draft() -> None:
    planned = make_activity(date="2026-11-24", status=Status.DRAFT)
    (item,) = make_agenda(make_portfolio(planned), CALENDAR, TODAY)
    assert (item.matter, item.words) == (Matter.PLANNED, "Entry (24 November 2026)")


@pytest.mark.parametrize(
    ("default", "count"), [(Status.PRIVATE, 1), (Status.DRAFT, 1), (Status.PUBLISHED, 0)]
)
def test_what_says_no_status_waits_where_that_leaves_it_out(default: Status, count: int) -> None:
    activity = make_activity(date=RECENT, status=None)
    assert find(activity, default_status=default) == [Matter.NO_STATUS] * count


def test_what_is_private_does_not_wait() -> None:
    assert find(make_activity(date=RECENT, status=Status.PRIVATE)) == []


# The order


def test_what_waits_longest_comes_first_within_its_matter() -> None:
    def make(slug: str, *dues: str) -> Activity:
        actions = tuple(FurtherAction(f"Do {it}", make_date(it)) for it in dues)
        return make_activity(slug, RECENT, further_action=actions)

    draft = make_activity("draft", RECENT, status=Status.DRAFT)
    portfolio = make_portfolio(
        draft, make("b", "2026-12-01", "2026-10-01"), make("a", "2026-11-01")
    )
    agenda = make_agenda(portfolio, CALENDAR, TODAY)
    assert [it.words for it in agenda] == [
        "B: Do 2026-10-01 (due 1 October 2026)",
        "A: Do 2026-11-01 (due 1 November 2026)",
        "B: Do 2026-12-01 (due 1 December 2026)",
        "Draft (activity)",
    ]
    assert str(agenda[0].date) == "2026-10-01"


def test_every_matter_has_a_heading() -> None:
    assert {*HEADINGS} == {*Matter}
