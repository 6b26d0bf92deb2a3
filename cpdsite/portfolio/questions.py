"""The questions of ``check``: what an assessor, a mentor or the person in a year would ask.

They follow the guidance: the learning matters, and what came of it; a record has variety and
continuity, a look back and a look ahead. Nothing is asked of drafts.
"""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from cpdsite.portfolio.actions import NotedAction, list_actions
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.application_questions import ask_application
from cpdsite.portfolio.continuity import ask_whole
from cpdsite.portfolio.dates import format_date, go_back
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.question import CODES, Asking, Question, is_accepted

APPLICATION_SECTIONS = ("application", "reflection")
SOON = 3
"""How many months it may take until something has come of what was learnt or set out."""

Kind = TypeVar("Kind", bound=Entry)


def find_questions(portfolio: Portfolio, asking: Asking) -> Iterator[Question]:
    """Yield every question that the person has not accepted."""
    person = portfolio.person
    owners: dict[str, Entry | Person] = {it.path: it for it in portfolio.entries}
    owners[person.path] = person
    for question in _ask_all(portfolio, asking):
        if not is_accepted(question.code, owners[question.path], person):
            hint = f"{question.hint}; to leave it so, write accept: {{{question.code}: why}}"
            yield replace(question, hint=hint)
    for owner in owners.values():
        yield from _ask_accepted(owner)


def _ask_all(portfolio: Portfolio, asking: Asking) -> Iterator[Question]:
    yield from ask_whole(portfolio, asking)
    for activity in portfolio.activities:
        if portfolio.status_of(activity) is Status.PUBLISHED:
            yield from _ask_applied(activity, asking)
    for noted in list_actions(portfolio.activities):
        if portfolio.status_of(noted.activity) is not Status.DRAFT:
            yield from _ask_action(noted, asking.today)
    yield from _ask_objectives(portfolio, asking.today)
    yield from _ask_reviews(portfolio, asking)
    for application in _finished(portfolio, portfolio.applications):
        yield from ask_application(application, portfolio, asking)


def _finished(portfolio: Portfolio, entries: Iterable[Kind]) -> Iterator[Kind]:
    return (it for it in entries if portfolio.status_of(it) is not Status.DRAFT)


def _ask_applied(activity: Activity, asking: Asking) -> Iterator[Question]:
    """Yield a question where nothing is said of what came of it; what goes on may still do so."""
    last = activity.last_day
    if last is None or last >= go_back(asking.today, SOON):
        return
    sections = (activity.find_section(name) for name in APPLICATION_SECTIONS)
    if all(asking.is_blank(section) for section in sections if section):
        message = (
            "this published entry does not say how you applied it, and that shows what it was worth"
        )
        hint = "add a section that begins with ## How I have applied it"
        yield Question(activity.path, "application", message, hint)


def _ask_action(noted: NotedAction, today: dt.date) -> Iterator[Question]:
    action = noted.action
    is_open = not action.done and not noted.closed_by
    if is_open and action.due and action.due.last_day < today:
        due = format_date(action.due)
        message = f"further action {noted.number} was due {due}: a reader asks what became of it"
        hint = f"add done: with its date or move due:, or write closes: {noted.activity.slug}#{noted.number} in the activity that did it"
        yield Question(
            noted.activity.path, "overdue", message, hint, "further_action", action.action
        )


def _ask_objectives(portfolio: Portfolio, today: dt.date) -> Iterator[Question]:
    served = {slug for activity in portfolio.activities for slug in activity.objectives}
    for it in _finished(portfolio, portfolio.objectives):
        is_pursued = it.state in (State.OPEN, State.MET)
        if is_pursued and it.slug not in served and it.begins.last_day < go_back(today, SOON):
            message = "no activity serves this objective: a reader looks for what you did about it"
            hint = f"write objectives: [{it.slug}] in those that do, or change state:"
            yield Question(it.path, "objective-activities", message, hint)
        if it.state is State.OPEN and it.by and it.by.last_day < today:
            message = f"this objective was to be met by {format_date(it.by)}, and is open: a reader asks what became of it"
            hint = "write state: met, carried or dropped and say why, or move by:"
            yield Question(it.path, "objective-due", message, hint, "by")


def _ask_reviews(portfolio: Portfolio, asking: Asking) -> Iterator[Question]:
    named = {it.review for it in portfolio.objectives}
    for it in _finished(portfolio, portfolio.reviews):
        for heading in asking.find_unanswered(it.body):
            message = (
                f'nothing stands below "{heading}": a reader sees a question without an answer'
            )
            hint = "answer it, or take the heading out"
            yield Question(it.path, "unanswered", message, hint, text=heading)
        if it.slug not in named:
            message = "no objective was set in this review: a look back is half of it without a look ahead"
            hint = (
                f'begin one with cpdsite new --kind objective --from-review {it.slug} "What next"'
            )
            yield Question(it.path, "review-objectives", message, hint)


def _ask_accepted(owner: Entry | Person) -> Iterator[Question]:
    for it in owner.accept:
        if it.code not in CODES:
            near = difflib.get_close_matches(it.code.casefold(), CODES, n=1)
            message = f'accept: check asks nothing that is called "{it.code}"'
            hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(CODES)}"
            yield Question(owner.path, "accept", message, hint, "accept", it.code)
