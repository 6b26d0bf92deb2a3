"""A question of ``check``: what may be well as it is, and what somebody who reads would ask."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from cpdsite.portfolio.dates import Period, YearStart
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.sections import Section

LEARNING = "learning"
"""The one question that a build asks too."""

CODES = (
    *(LEARNING, "application", "overdue"),
    *("objective-activities", "objective-due", "review-objectives", "unanswered"),
    *("review", "one-type", "gap"),
    *("limit", "application-links", "guessable"),
)
"""Every question that a person can accept."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which file, and what would answer it.

    It points at ``text`` below the ``key`` of the front matter, or else at the key.
    """

    path: str
    code: str
    message: str
    hint: str
    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What questions depend on beside the portfolio.

    ``record_period`` is that of an application which names none.
    """

    today: dt.date
    year_starts: YearStart
    record_period: Period
    is_blank: Callable[[Section], bool]
    count_words: Callable[[Section], int]
    find_unanswered: Callable[[Section], tuple[str, ...]]


def is_accepted(code: str, owner: Entry | Person, person: Person) -> bool:
    """Tell whether a file accepts a question, or the profile does for all of them."""
    return any(it.code == code for it in (*owner.accept, *person.accept))
