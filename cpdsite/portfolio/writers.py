"""Writers of front matter: each turns a value into text, lists and mappings of text.

Reading what a writer wrote gives the same value.
"""

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal

from cpdsite.portfolio.activity import (
    Acceptance,
    ActionReference,
    Evidence,
    Extra,
    Featured,
    FurtherAction,
    Pairs,
    Status,
)
from cpdsite.portfolio.application import Inclusion, Selection
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, EndDate
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.person import Link, Membership
from cpdsite.portfolio.review import Comment

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What front matter is made of; an empty value is left out."""


def write_text(text: str) -> Plain:
    """Write a text as it is."""
    return text


def write_texts(texts: Iterable[str]) -> Plain:
    """Write a list of texts, a single one without the list."""
    items = list(texts)
    return items[0] if len(items) == 1 else [*items]


def write_list(texts: Iterable[str]) -> Plain:
    """Write a list of texts."""
    return [*texts]


def write_date(when: EndDate) -> Plain:
    """Write a date, a month, a year or ``ongoing``."""
    return "" if when is None else str(when)


def write_number(number: Decimal | None) -> Plain:
    """Write hours or points as a decimal."""
    return "" if number is None else f"{number:f}"


def write_status(status: Status | None) -> Plain:
    """Write a status."""
    return status.value if status else ""


def write_featured(featured: Featured | None) -> Plain:
    """Write why it mattered, or ``true``."""
    return "" if featured is None else featured.reason or "true"


def write_further_action(actions: Iterable[FurtherAction]) -> Plain:
    """Write each action, as a text where it has no dates."""
    return [
        write_parts(action) if action.due or action.done else action.action for action in actions
    ]


def write_evidence(evidence: Iterable[Evidence]) -> Plain:
    """Write each piece of evidence with the keys that it uses."""
    return [write_parts(item) for item in evidence]


def write_choice(state: State | None) -> Plain:
    """Write what became of an objective."""
    return state.value if state else ""


def write_count(number: int | None) -> Plain:
    """Write a number of words."""
    return "" if number is None else str(number)


def write_period(period: AskedPeriod | None) -> Plain:
    """Write a period as a CPD year, or as the days that it has."""
    if period is None or isinstance(period, CpdYear):
        return str(period or "")
    days = {"from": period.start, "to": period.end}
    return {name: day.isoformat() for name, day in days.items() if day}


def write_closes(references: Iterable[ActionReference]) -> Plain:
    """Write each further action that an activity closes."""
    return [str(it) for it in references]


def write_accept(accepted: Iterable[Acceptance]) -> Plain:
    """Write each accepted warning with its reason."""
    return {it.code: it.reason for it in accepted}


def write_comments(comments: Iterable[Comment]) -> Plain:
    """Write each comment with who made it."""
    return [write_parts(it) for it in comments]


def write_include(lines: Iterable[Inclusion]) -> Plain:
    """Write what an application includes, as short as it can be."""
    return [_write_inclusion(it) for it in lines]


def _write_inclusion(line: Inclusion) -> Plain:
    if line.by is Selection.ACTIVITY and not line.why and line.name != Selection.FEATURED.value:
        return line.name
    if line.by is Selection.FEATURED and not line.why:
        return Selection.FEATURED.value
    value: Plain = line.name
    if line.by is Selection.FEATURED:
        value = "true"
    elif line.by is Selection.PERIOD:
        value = write_period(line.period)
    return {line.by.value: value, **({"why": line.why} if line.why else {})}


def write_parts(value: FurtherAction | Evidence | Membership | Link | Comment) -> dict[str, Plain]:
    """Write a value as a mapping, without what is empty."""
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: "true" if part is True else str(part) for name, part in parts.items() if part}


def write_mappings(values: Iterable[Membership | Link]) -> Plain:
    """Write each value as a mapping."""
    return [write_parts(value) for value in values]


def write_extra(extra: Extra) -> Plain:
    """Write what a person added, as they wrote it."""
    return {key: _thaw(value) for key, value in extra}


def _thaw(value: object) -> Plain:
    if isinstance(value, Pairs):
        return {key: _thaw(item) for key, item in value}
    if isinstance(value, tuple):
        return [_thaw(item) for item in value]
    return str(value)
