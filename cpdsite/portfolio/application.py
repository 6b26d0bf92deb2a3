"""An application for membership or a grade: a statement, and the entries chosen for it."""

from dataclasses import dataclass
from enum import Enum

from cpdsite.portfolio.activity import Acceptance, Activity, Extra, Status
from cpdsite.portfolio.dates import AskedPeriod, Period, YearStart, settle_period
from cpdsite.portfolio.sections import Section
from cpdsite.portfolio.terms import fold

RANDOM = "random"
"""What a person writes for an address that cannot be guessed; a build writes one in its place."""


class Selection(Enum):
    """By what entries are chosen."""

    ACTIVITY = "activity"
    FEATURED = "featured"
    TAG = "tag"
    OBJECTIVE = "objective"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One line of what an application includes; ``name`` is a slug or a tag.

    ``why`` says why it was chosen.
    """

    by: Selection
    name: str = ""
    period: AskedPeriod | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What goes with one application; the body is the statement.

    ``grade`` is written ``to``. What it names itself is shown to its reader, private or not.
    """

    path: str
    slug: str
    title: str
    grade: str = ""
    period: AskedPeriod | None = None
    scheme: str = ""
    include: tuple[Inclusion, ...] = ()
    objectives: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    limit: int | None = None
    status: Status | None = None
    accept: tuple[Acceptance, ...] = ()
    extra: Extra = ()
    body: Section


@dataclass(frozen=True, slots=True)
class Chosen:
    """An activity that an application includes, and why."""

    activity: Activity
    why: str


def choose_activities(
    application: Application, activities: tuple[Activity, ...], year_starts: YearStart
) -> tuple[Chosen, ...]:
    """Return the activities that an application includes, in its order, each once.

    What one line chooses runs oldest first. A reason given for an entry alone goes before those
    given for several; without any, an entry has the one for which it is featured.
    """
    own = {it.name: it.why for it in application.include if it.by is Selection.ACTIVITY and it.why}
    chosen: dict[str, Chosen] = {}
    for line in application.include:
        for activity in activities:
            if not _is_chosen(activity, line, year_starts):
                continue
            known = chosen.get(activity.path)
            featured = activity.featured.reason if activity.featured else ""
            given = own.get(activity.slug) or line.why or (known.why if known else "")
            chosen[activity.path] = Chosen(activity, given or featured)
    return tuple(chosen.values())


def _is_chosen(activity: Activity, line: Inclusion, year_starts: YearStart) -> bool:
    match line.by:
        case Selection.ACTIVITY:
            return activity.slug == line.name
        case Selection.FEATURED:
            return activity.featured is not None
        case Selection.TAG:
            return fold(line.name) in map(fold, activity.tags)
        case Selection.OBJECTIVE:
            return line.name in activity.objectives
        case Selection.PERIOD:
            period = settle_period(line.period, year_starts)
            return period.covers(activity.first_day, activity.last_day)


def find_included(application: Application) -> frozenset[str]:
    """Return the slugs of the activities that an application names one by one."""
    return frozenset(it.name for it in application.include if it.by is Selection.ACTIVITY)


def cover_period(application: Application, default: Period, year_starts: YearStart) -> Period:
    """Return the period of the record that goes with an application."""
    return settle_period(application.period, year_starts) if application.period else default
