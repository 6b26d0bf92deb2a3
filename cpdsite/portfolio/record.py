"""The record: the activities of a period under a scheme, cut into the scheme's columns."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import Period, format_date, format_dates, format_day
from cpdsite.portfolio.person import Membership, Person, find_membership
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.scheme import Column, Scheme, find_type, name_grade
from cpdsite.portfolio.sections import Section, name_section


@dataclass(frozen=True, slots=True)
class Text:
    """A short plain text in a cell; ``value`` names the field that it comes from."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A section in a cell; ``heading`` stands above it where the column's label does not say it."""

    section: Section
    heading: str = ""


Part = Text | Excerpt | FurtherAction | Evidence
"""What a cell is made of, in order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One activity; its cells stand in the order of the scheme's columns."""

    activity: Activity
    cells: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of a period, oldest first, with what the header of the sheet shows."""

    scheme: Scheme
    period: Period
    person: Person
    membership: Membership | None
    rows: tuple[Row, ...]


def make_record(portfolio: Portfolio, scheme: Scheme, period: Period) -> Record:
    """Return the record of a period.

    An activity belongs to every period in which a day of it falls. A side of the period
    that is left open is closed by the activities. The grade is the one held at its end, the
    latest where it has none.
    """
    activities = find_activities(portfolio, period)
    closed = close_period(period, activities)
    return Record(
        scheme=scheme,
        period=closed,
        person=portfolio.person,
        membership=find_membership(portfolio.person, scheme.id, period.end),
        rows=tuple(make_row(activity, scheme) for activity in activities),
    )


def find_activities(portfolio: Portfolio, period: Period) -> tuple[Activity, ...]:
    """Return the activities of a period, oldest first."""
    return tuple(it for it in portfolio.activities if period.covers(it.first_day, it.last_day))


def close_period(period: Period, activities: tuple[Activity, ...]) -> Period:
    """Return the period with its open sides set to the first and last days of activities."""
    if not activities:
        return period
    start = period.start or min(activity.first_day for activity in activities)
    last = max(activity.last_day or activity.first_day for activity in activities)
    # What is ongoing may have begun before the period: its first day cannot end that.
    return Period(start, period.end or max(start, last))


def make_row(activity: Activity, scheme: Scheme) -> Row:
    """Cut an activity into the columns of a scheme."""
    return Row(
        activity, tuple(make_cell(activity, column, scheme) for column in scheme.sheet.columns)
    )


def make_cell(activity: Activity, column: Column, scheme: Scheme) -> tuple[Part, ...]:
    """Return what a column shows of an activity."""
    parts = [part for value in column.shows for part in find_parts(activity, value, scheme)]
    named = name_section(column.label)
    if parts and isinstance(parts[0], Excerpt) and parts[0].section.name == named:
        # The label of the column is its heading, to the letter or in other words.
        parts[0] = Excerpt(parts[0].section)
    return tuple(parts)


def find_parts(activity: Activity, value: str, scheme: Scheme) -> tuple[Part, ...]:
    """Return what an activity has under the name of a field or a section."""
    parts = FIELDS[value](activity, scheme) if value in FIELDS else ()
    section = activity.find_section(value)
    return (*parts, Excerpt(section, section.heading)) if section else parts


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """A field above the record as it is filled in; ``tick`` is ``""``, ``ticked`` or ``empty``."""

    label: str
    text: str
    tick: str = ""


def fill_header(record: Record) -> tuple[HeaderValue, ...]:
    """Return the fields above a record, filled in with what is known of the person."""
    held = record.membership
    grade = held.grade if held else ""
    texts = {
        "name": record.person.name,
        "number": held.number if held else "",
        "grade": name_grade(record.scheme, grade),
        "from": format_day(record.period.start) if record.period.start else "",
        "to": format_day(record.period.end) if record.period.end else "",
    }
    return tuple(
        HeaderValue(it.label, "", "ticked" if grade == it.grade else "empty")
        if it.grade
        else HeaderValue(it.label, texts[it.shows])
        for it in record.scheme.sheet.header
    )


def describe_dates(action: FurtherAction) -> str:
    """Say when a further action is due and when it was done: ``Due May 2026 \u00b7 done 20 April 2026``."""
    due = f"due {format_date(action.due)}" if action.due else ""
    done = f"done {format_date(action.done)}" if action.done else ""
    words = " \N{MIDDLE DOT} ".join(filter(None, (due, done)))
    return words[:1].upper() + words[1:]


def format_number(number: Decimal) -> str:
    """Write hours or points without a needless fraction: ``1.5``, ``6``."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def name_type(activity: Activity, scheme: Scheme) -> str:
    """Return the scheme's name for the type of an activity, or the type as written."""
    known = find_type(scheme, activity.type)
    return known.name if known else activity.type


def _texts(value: str, *texts: str) -> tuple[Part, ...]:
    return tuple(Text(value, text) for text in texts if text)


def _number(value: str, number: Decimal | None) -> tuple[Part, ...]:
    return () if number is None else (Text(value, format_number(number)),)


FIELDS: dict[str, Callable[[Activity, Scheme], tuple[Part, ...]]] = {
    "dates": lambda it, _: _texts("dates", format_dates(it.date, it.end_date)),
    "title": lambda it, _: _texts("title", it.title),
    "type": lambda it, scheme: _texts("type", name_type(it, scheme)),
    "provider": lambda it, _: _texts("provider", *it.provider),
    "hours": lambda it, _: _number("hours", it.hours),
    "points": lambda it, _: _number("points", it.points),
    "competences": lambda it, _: _texts("competences", *it.competences),
    "further_action": lambda it, _: it.further_action,
    "evidence": lambda it, _: it.evidence,
}
