"""What time changes: what is due or overdue, what is to be looked at again, what is unfinished."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cpdsite.portfolio.actions import list_actions
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import PartialDate, YearStart, format_date, settle_period
from cpdsite.portfolio.entry import Entry, name_kind
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.portfolio import Portfolio

SOON = 60
"""From how many days before its date on something counts as due."""

REVISIT = 30
"""The same for a date on which to come back to an entry."""

REVIEWS = "content/reviews/"


class Matter(Enum):
    """What kind of thing waits; a value is how it is called in JSON."""

    ACTION_OVERDUE = "action-overdue"
    OBJECTIVE_OVERDUE = "objective-overdue"
    ACTION_DUE = "action-due"
    OBJECTIVE_DUE = "objective-due"
    REVISIT = "revisit"
    REVIEW = "review-missing"
    PLANNED = "planned"
    DRAFT = "draft"
    NO_STATUS = "no-status"


HEADINGS = {
    Matter.ACTION_OVERDUE: "Further actions overdue",
    Matter.OBJECTIVE_OVERDUE: "Objectives overdue",
    Matter.ACTION_DUE: f"Further actions due in the next {SOON} days",
    Matter.OBJECTIVE_DUE: f"Objectives due in the next {SOON} days",
    Matter.REVISIT: "To look at again",
    Matter.REVIEW: "Reviews missing",
    Matter.PLANNED: "Planned",
    Matter.DRAFT: "Drafts to finish",
    Matter.NO_STATUS: "Left out because they say no status",
}
"""What each matter is called, in the order in which a person meets them."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits: in which entry, and until when where there is a date.

    ``words`` say what it is. A review that is missing has the folder in which it would lie.
    """

    matter: Matter
    path: str
    title: str
    words: str
    date: PartialDate | None = None


def make_agenda(portfolio: Portfolio, year_starts: YearStart, today: dt.date) -> tuple[Item, ...]:
    """Return what waits, matter by matter, the earliest first."""
    found = (
        *_find_actions(portfolio, today),
        *_find_objectives(portfolio, today),
        *_find_revisits(portfolio, today),
        *_find_missing_reviews(portfolio, year_starts, today),
        *_find_unfinished(portfolio, today),
    )
    order = [*HEADINGS]
    return tuple(
        sorted(found, key=lambda it: (order.index(it.matter), it.date or PartialDate(1), it.path))
    )


def _find_actions(portfolio: Portfolio, today: dt.date) -> Iterator[Item]:
    for noted in list_actions(portfolio.activities):
        due = noted.action.due
        if due is None or noted.action.done or noted.closed_by or not _is_due(due, today):
            continue
        is_overdue = due.last_day < today
        matter = Matter.ACTION_OVERDUE if is_overdue else Matter.ACTION_DUE
        title = noted.activity.title
        words = f"{title}: {noted.action.action} (due {format_date(due)})"
        yield Item(matter, noted.activity.path, title, words, due)


def _find_objectives(portfolio: Portfolio, today: dt.date) -> Iterator[Item]:
    for it in portfolio.objectives:
        if it.state is State.OPEN and it.by and _is_due(it.by, today):
            is_overdue = it.by.last_day < today
            matter = Matter.OBJECTIVE_OVERDUE if is_overdue else Matter.OBJECTIVE_DUE
            words = f"{it.title} (by {format_date(it.by)})"
            yield Item(matter, it.path, it.title, words, it.by)


def _is_due(when: PartialDate, today: dt.date) -> bool:
    return when.last_day <= today + dt.timedelta(days=SOON)


def _find_revisits(portfolio: Portfolio, today: dt.date) -> Iterator[Item]:
    for it in portfolio.activities:
        if it.revisit and it.revisit.first_day <= today + dt.timedelta(days=REVISIT):
            words = f"{it.title} ({format_date(it.revisit)})"
            yield Item(Matter.REVISIT, it.path, it.title, words, it.revisit)


def _find_missing_reviews(
    portfolio: Portfolio, year_starts: YearStart, today: dt.date
) -> Iterator[Item]:
    """Yield the last complete CPD year, if there is something to look back on and no review does.

    A review looks back on the year in the middle of which its period lies.
    """
    year = year_starts.year_of(today) - 1
    period = year_starts.period_of(year)
    name = year_starts.name_of(year)
    has_any = any(period.covers(it.first_day, it.last_day) for it in portfolio.activities)
    if not has_any or period.start is None or period.end is None:
        return
    middle = period.start + (period.end - period.start) / 2
    periods = (settle_period(it.period, year_starts) for it in portfolio.reviews)
    if not any(it.covers(middle, middle) for it in periods):
        words = f"{name}: begin with cpdsite new --kind review --year {name}"
        yield Item(Matter.REVIEW, REVIEWS, name, words)


def _find_unfinished(portfolio: Portfolio, today: dt.date) -> Iterator[Item]:
    planned = {it.path: it.date for it in portfolio.activities if it.first_day > today}
    for it in portfolio.entries:
        when = planned.get(it.path)
        if when:
            words = f"{it.title} ({format_date(when)})"
            yield Item(Matter.PLANNED, it.path, it.title, words, when)
        if it.status is None and portfolio.default_status is not Status.PUBLISHED:
            yield Item(Matter.NO_STATUS, it.path, it.title, _name(it))
        elif it.status is Status.DRAFT and not when:
            yield Item(Matter.DRAFT, it.path, it.title, _name(it))


def _name(entry: Entry) -> str:
    return f"{entry.title} ({name_kind(entry)})"
