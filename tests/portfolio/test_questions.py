"""The questions of ``check`` about entries: told, not told, and accepted."""

from collections.abc import Iterator
from typing import Any

import pytest

from cpdsite.portfolio.activity import ActionReference, Activity, FurtherAction, Status
from cpdsite.portfolio.dates import CpdYear, Ongoing
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.question import CODES, LEARNING, Question
from cpdsite.portfolio.questions import find_questions
from cpdsite.portfolio.sections import DESCRIPTION
from tests.portfolio.asking import accept, find_codes, make_asking, make_section
from tests.portfolio.values import (
    make_activity,
    make_application,
    make_date,
    make_objective,
    make_person,
    make_portfolio,
    make_review,
)

UNANSWERED = make_section(DESCRIPTION, "Words.\nOpen: What next")
APPLIED = (make_section("learning"), make_section("application"))


def make_applied(slug: str = "entry", date: str = "2026-08", **values: Any) -> Activity:
    """Return an activity of which nothing is to be asked."""
    return make_activity(slug, date, **{"sections": APPLIED, **values})


def find(*activities: Activity, **values: Any) -> list[Question]:
    """Return the questions about a portfolio."""
    return list(find_questions(make_portfolio(*activities, **values), make_asking()))


def test_a_good_portfolio_is_asked_nothing() -> None:
    review = make_review("2025")
    objective = make_objective("goal", review="2025", by=make_date("2026-12"))
    assert (
        find(make_applied(objectives=("goal",)), objectives=(objective,), reviews=(review,)) == []
    )


# Application


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"date": "2026-08-22"}, True),
        ({"date": "2026-08-23"}, False),
        ({"date": "2026-06", "end_date": make_date("2026-09")}, False),
        ({"date": "2026-06", "end_date": Ongoing.ONGOING}, False),
        ({"date": "2027-06"}, False),
        ({"sections": (make_section("learning"), make_section("application", ""))}, True),
        ({"sections": (make_section("learning"), make_section("application"))}, False),
        ({"sections": (make_section("reflection"),)}, False),
        ({"sections": (make_section("learning"),)}, True),
        ({"status": Status.PRIVATE}, False),
        ({"status": Status.DRAFT}, False),
        ({"status": None}, False),
        ({"accept": accept("application")}, False),
        ({"accept": accept("overdue")}, True),
    ],
)
def test_what_came_of_it_is_asked_three_months_later(values: dict[str, Any], asked: bool) -> None:
    activity = make_activity(**{"date": "2026-07", "sections": (), **values})
    assert ("application" in find_codes(find(activity))) is asked


# Further actions


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        (FurtherAction("Write", make_date("2026-11-22")), True),
        (FurtherAction("Write", make_date("2026-11-23")), False),
        (FurtherAction("Write", make_date("2026-11")), False),
        (FurtherAction("Write", make_date("2026-10")), True),
        (FurtherAction("Write"), False),
        (FurtherAction("Write", make_date("2026-10"), make_date("2026-11")), False),
    ],
)
def test_an_overdue_action_is_asked_about(action: FurtherAction, asked: bool) -> None:
    questions = find(make_applied(further_action=(action,)))
    assert find_codes(questions) == ["overdue"] * asked


def test_each_overdue_action_is_pointed_at() -> None:
    actions = (FurtherAction("Read", make_date("2026")), FurtherAction("Write", make_date("2025")))
    activity = make_applied(further_action=(*actions, FurtherAction("Ask", make_date("2024"))))
    questions = find(activity)
    assert [(it.key, it.text) for it in questions] == [
        ("further_action", "Write"),
        ("further_action", "Ask"),
    ]
    assert "closes: entry#2" in questions[0].hint


def test_what_another_activity_closed_is_not_overdue() -> None:
    action = FurtherAction("Write", make_date("2026-10"))
    closer = make_applied("closer", closes=(ActionReference("entry", 1),))
    assert find(make_applied(further_action=(action,)), closer) == []


def test_a_private_entry_is_asked_about_its_actions_and_a_draft_is_not() -> None:
    actions = (FurtherAction("Write", make_date("2026-10")),)
    private = make_applied(further_action=actions, status=Status.PRIVATE)
    assert find_codes(find(private)) == ["overdue"]
    assert find(make_applied(further_action=actions, status=Status.DRAFT)) == []


# Objectives


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, True),
        ({"state": State.MET}, True),
        ({"state": State.DROPPED}, False),
        ({"state": State.CARRIED}, False),
        ({"begins": "2026-08-22"}, True),
        ({"begins": "2026-08-23"}, False),
        ({"status": Status.PRIVATE}, True),
        ({"status": Status.DRAFT}, False),
        ({"accept": accept("objective-activities")}, False),
    ],
)
def test_an_objective_that_nothing_serves(values: dict[str, Any], asked: bool) -> None:
    questions = find(make_applied(), objectives=(make_objective(**values),))
    assert find_codes(questions) == ["objective-activities"] * asked


def test_a_draft_and_a_plan_serve_an_objective_too() -> None:
    objective = make_objective("goal")
    draft = make_activity(objectives=("goal",), status=Status.DRAFT)
    plan = make_activity(date="2027", objectives=("goal",))
    assert find(make_applied("other"), draft, objectives=(objective,)) == []
    assert find(make_applied("other"), plan, objectives=(objective,)) == []


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"by": make_date("2026-10")}, True),
        ({"by": make_date("2026-11")}, False),
        ({"by": make_date("2026-10"), "state": State.MET}, False),
        ({"by": make_date("2026-10"), "state": State.DROPPED}, False),
        ({"by": make_date("2026-10"), "status": Status.DRAFT}, False),
        ({"by": make_date("2026-10"), "accept": accept("objective-due")}, False),
        ({}, False),
    ],
)
def test_an_open_objective_whose_time_is_over(values: dict[str, Any], asked: bool) -> None:
    serving = make_applied(objectives=("goal",))
    questions = find(serving, objectives=(make_objective("goal", **values),))
    assert [(it.code, it.key) for it in questions] == [("objective-due", "by")] * asked


# Reviews


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, True),
        ({"status": Status.PRIVATE}, True),
        ({"status": Status.DRAFT}, False),
        ({"accept": accept("review-objectives")}, False),
    ],
)
def test_a_review_in_which_no_objective_was_set(values: dict[str, Any], asked: bool) -> None:
    questions = find(make_applied(), reviews=(make_review("2025", **values),))
    assert find_codes(questions) == ["review-objectives"] * asked
    assert all("--from-review 2025" in it.hint for it in questions)


# Applications, the whole, and what is accepted


def find_every() -> Iterator[Portfolio]:
    """Yield a portfolio of which all is asked, and the same with each question accepted."""
    for person, accepted in [
        (make_person(), ()),
        (make_person(accept=accept("gap", "one-type", "review")), CODES),
        (make_person(accept=accept(*CODES)), ()),
    ]:
        values: dict[str, Any] = {"accept": accept(*accepted)}
        actions = (FurtherAction("Write", make_date("2023-10")),)
        yield make_portfolio(
            *(make_activity(f"a{it}", "2023-03", type="course", **values) for it in range(4)),
            make_activity("b", "2023-04", type="course", further_action=actions, **values),
            person=person,
            objectives=(make_objective(begins="2023", by=make_date("2024"), **values),),
            reviews=(make_review("2023", period=CpdYear(2023), body=UNANSWERED, **values),),
            applications=(
                make_application(limit=1, body=make_section(DESCRIPTION, "Two words."), **values),
            ),
        )


def test_every_question_can_be_asked_and_accepted_in_its_file_and_in_the_profile() -> None:
    asked, own, whole = (list(find_questions(it, make_asking())) for it in find_every())
    assert {*find_codes(asked), LEARNING} == {*CODES}
    assert own == whole == []
    assert all(f"; to leave it so, write accept: {{{it.code}: " in it.hint for it in asked)


def test_nothing_is_asked_of_an_application_that_is_a_draft() -> None:
    application = make_application(status=Status.DRAFT)
    assert find(make_applied(), applications=(application,)) == []


def test_an_unknown_question_cannot_be_accepted() -> None:
    person = make_person(accept=accept("gaps"))
    activity = make_applied(accept=accept("poetry"), status=Status.DRAFT)
    entry, profile = find(activity, person=person)
    assert (entry.code, entry.key, entry.text) == ("accept", "accept", "poetry")
    assert entry.hint == f"choose from {', '.join(CODES)}"
    assert (profile.path, profile.hint) == (person.path, "did you mean gap?")


def test_what_is_accepted_and_not_asked_is_not_told() -> None:
    assert (
        find(make_applied(accept=accept(*CODES)), person=make_person(accept=accept(*CODES))) == []
    )


def test_a_heading_of_a_review_without_an_answer() -> None:
    review = make_review(body=UNANSWERED, accept=accept("review-objectives"))
    portfolio = make_portfolio(make_activity(), reviews=(review,))
    found = [it for it in find_questions(portfolio, make_asking()) if it.path == review.path]
    assert [(it.code, it.text) for it in found] == [("unanswered", "What next")]
