"""Questions about a portfolio as a whole: its years, what is missing between, and the look back."""

import datetime as dt
from collections.abc import Iterator

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import go_back, name_month, settle_period
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.question import Asking, Question
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.terms import fold

YEAR = 12
GRACE = 3
"""How many months after a year its review may take."""

LONGEST_GAP = 6
LONGEST_ONGOING = 12
"""The months that may pass without an activity, and those that an ongoing one bridges."""

MANY = 4
"""The activities of a year from which on a reader expects them to differ."""

MOST_NAMED = 3
"""How many years or gaps a question names; the latest matter most."""

DAY = dt.timedelta(days=1)

Gap = tuple[dt.date, dt.date]
"""The first and the last day on which nothing is recorded."""


def ask_whole(portfolio: Portfolio, asking: Asking) -> Iterator[Question]:
    """Yield what somebody who reads the whole would ask, of what has begun."""
    begun = tuple(it for it in portfolio.activities if it.first_day <= asking.today)
    if not begun:
        return
    yield from _ask_review(portfolio, begun, asking)
    yield from _ask_types(portfolio, begun, asking)
    yield from _ask_gaps(portfolio, begun, asking)


def _ask_review(
    portfolio: Portfolio, begun: tuple[Activity, ...], asking: Asking
) -> Iterator[Question]:
    if begun[0].first_day >= go_back(asking.today, YEAR):
        return
    ends = (settle_period(it.period, asking.year_starts).end for it in portfolio.reviews)
    earliest = go_back(asking.today, YEAR + GRACE)
    if any(end is None or end >= earliest for end in ends):
        return
    message = (
        "no review looks back on the last twelve months: assessors look for a look back and ahead"
    )
    hint = "begin one with cpdsite new --kind review --last 12m"
    yield Question(portfolio.person.path, "review", message, hint)


def _ask_types(
    portfolio: Portfolio, begun: tuple[Activity, ...], asking: Asking
) -> Iterator[Question]:
    years: dict[int, list[str]] = {}
    for activity in begun:
        kind = _name_type(activity, portfolio.schemes)
        last = min(activity.last_day or asking.today, asking.today)
        year_of = asking.year_starts.year_of
        for year in range(year_of(activity.first_day), year_of(last) + 1):
            years.setdefault(year, []).append(kind)
    alike = [
        f"{asking.year_starts.name_of(year)} ({kinds[0]})"
        for year, kinds in sorted(years.items())
        if len(kinds) >= MANY and len({*kinds}) == 1 and kinds[0]
    ]
    if alike:
        message = f"every activity is of one type in {_join(alike)}: assessors look for variety"
        hint = "write down what else you learnt from, such as reading, a mentor or your own work"
        yield Question(portfolio.person.path, "one-type", message, hint)


def _name_type(activity: Activity, schemes: tuple[Scheme, ...]) -> str:
    """Return the type of an activity, by whatever synonym it is written."""
    known = (find_type(scheme, activity.type) for scheme in schemes)
    return next((it.id for it in known if it), fold(activity.type))


def _ask_gaps(
    portfolio: Portfolio, begun: tuple[Activity, ...], asking: Asking
) -> Iterator[Question]:
    gaps = [_name_gap(gap, asking.today) for gap in find_gaps(begun, asking.today)]
    if gaps:
        message = f"there is no activity {_join(gaps)}: assessors look for continuity"
        hint = "write down what you learnt then: work itself, a book or a conversation counts"
        yield Question(portfolio.person.path, "gap", message, hint)


def find_gaps(begun: tuple[Activity, ...], today: dt.date) -> tuple[Gap, ...]:
    """Return the gaps between activities, and up to today, that are too long.

    What is ongoing counts for a year after each other activity: nobody learns from one thing
    for ever.
    """
    ongoing = min((it.first_day for it in begun if it.last_day is None), default=today)
    spans = [(it.first_day, min(it.last_day or it.first_day, today)) for it in begun]
    gaps = []
    covered = spans[0][1]
    for start, end in (*spans, (today, today)):
        allowed = LONGEST_ONGOING if ongoing <= covered else LONGEST_GAP
        if go_back(start, allowed) > covered:
            gaps.append((covered + DAY, start - DAY))
        covered = max(covered, end)
    return tuple(gaps)


def _name_gap(gap: Gap, today: dt.date) -> str:
    if gap[1] + DAY == today:
        return f"since {_name_month(gap[0])}"
    return f"from {_name_month(gap[0])} to {_name_month(gap[1])}"


def _name_month(day: dt.date) -> str:
    return f"{name_month(day.month)} {day.year}"


def _join(names: list[str]) -> str:
    """Return names as a sentence lists them: the latest, and how many there are before."""
    shown = names[-MOST_NAMED:]
    listed = " and ".join([*filter(None, [", ".join(shown[:-1])]), shown[-1]])
    rest = len(names) - len(shown)
    times = "once" if rest == 1 else f"{rest} times"
    return f"{listed}, and {times} before" if rest else listed
