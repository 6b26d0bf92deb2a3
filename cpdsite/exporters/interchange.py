"""JSON: the record with every field, for other programs and to be imported again.

``docs/record.schema.json`` says what it holds.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.sections import write_sections
from cpdsite.exporters.table import UNSHOWN
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.fields import ACTIVITY, PROFILE, find_fields
from cpdsite.portfolio.person import Membership, Person, find_membership
from cpdsite.portfolio.record import Record
from cpdsite.portfolio.writers import Plain

VERSION = 1
"""Changes when a program that reads an earlier one could misread it."""

KEPT_BACK = (*UNSHOWN, "path", "aliases", "accept", "extra")
"""What of an activity only the person's own copy holds: no page shows it."""

FOLDER = "content/activities/"
"""What the path of every activity begins with."""

KEPT_FROM_PUBLIC = ("accept", "extra", "photo", "public")
"""What of the person no published record holds."""


def write_json(request: Request) -> Exported:
    """Write a record as JSON: the fields of each entry under their front matter names."""
    record = request.filed.record
    data = {
        "version": VERSION,
        "person": _write_person(record, is_own=request.filed.is_own),
        "scheme": record.scheme.id,
        "period": _write_period(record.period),
        "activities": [_write_activity(row.activity, request) for row in record.rows],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return Exported((text + "\n").encode("utf-8", "replace"))


def _write_person(record: Record, *, is_own: bool) -> dict[str, Any]:
    if is_own:
        return write_values(PROFILE, record.person)
    shown = replace(record.person, memberships=tuple(find_shown_memberships(record)))
    values = write_values(PROFILE, shown)
    return {name: value for name, value in values.items() if name not in KEPT_FROM_PUBLIC}


def find_shown_memberships(record: Record) -> Iterator[Membership]:
    """Yield the memberships that pages show: each as it stands, and the grade above the record."""
    for body in dict.fromkeys(it.scheme for it in record.person.memberships):
        latest = find_membership(record.person, body, None)
        held = record.membership if body == record.scheme.id else None
        # Its date is on no page. Without one, it counts as the earliest.
        if held and held != latest and _shows_grade(record, held.grade):
            yield replace(held, since=None)
        if latest:
            yield latest


def _shows_grade(record: Record, grade: str) -> bool:
    header = record.scheme.sheet.header
    return bool(grade) and any(it.shows == "grade" and it.grade in ("", grade) for it in header)


def _write_period(period: Period) -> dict[str, str]:
    days = {"from": period.start, "to": period.end}
    return {name: day.isoformat() for name, day in days.items() if day}


def _write_activity(activity: Activity, request: Request) -> dict[str, Any]:
    is_own = request.filed.is_own
    path = activity.path.removeprefix(FOLDER)
    values = {"slug": activity.slug, "path": path, **write_values(ACTIVITY, activity)}
    sections = [
        {"name": section.name, "heading": section.heading, "text": text}
        for section, text in write_sections(activity, request, as_written=request.filed.keeps_links)
    ]
    shown = {name: it for name, it in values.items() if is_own or name not in KEPT_BACK}
    return {**shown, "sections": sections}


def write_values(kind: str, value: Activity | Person) -> dict[str, Any]:
    """Return the fields of an entry or of the profile by name, without what is empty.

    Lists are lists even with one item; what is true or false, or a number, is so in JSON.
    """
    written: dict[str, Any] = {}
    for name, field in find_fields(kind).items():
        held = getattr(value, name)
        if held is None or held in ("", ()):
            continue
        plain = field.write(held)
        if isinstance(held, tuple) and name != "extra":
            plain = [plain] if isinstance(plain, str) else plain
        if isinstance(held, Decimal):
            written[name] = write_number(held)
        else:
            written[name] = TYPED[name](plain) if name in TYPED else plain
    return written


def write_number(number: Decimal) -> int | float:
    """Return hours or points as JSON has numbers."""
    return int(number) if number == number.to_integral_value() else float(number)


def _write_featured(plain: Plain) -> object:
    return True if plain == "true" else plain


def _write_actions(plain: Plain) -> object:
    items = plain if isinstance(plain, list) else [plain]
    return [{"action": it} if isinstance(it, str) else it for it in items]


def _write_evidence(plain: Plain) -> object:
    items = plain if isinstance(plain, list) else [plain]
    return [
        {key: True if key == "public" else value for key, value in it.items()}
        for it in items
        if isinstance(it, dict)
    ]


TYPED: dict[str, Callable[[Plain], object]] = {
    "featured": _write_featured,
    "further_action": _write_actions,
    "evidence": _write_evidence,
}
"""What turns a field as front matter has it into what JSON has for it."""
