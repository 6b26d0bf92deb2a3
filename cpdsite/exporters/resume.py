"""JSON Resume: what of a record belongs into a curriculum vitae that other programs read.

Courses become certificates, committees and volunteering become volunteer work, research with a
link becomes publications. ``work`` is left alone: a record of development is no employment
history. The schema is that of JSON Resume, https://jsonresume.org/schema.
"""

import json
from typing import Any

from cpdsite.exporters.export import Exported, Request
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import EndDate, PartialDate
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.sections import DESCRIPTION

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
"""What the file names as its schema, as the authors of JSON Resume ask."""

CERTIFICATES = ("course", "e-learning", "training", "academic-study")
VOLUNTEER = ("committee-or-panel", "volunteering")
PUBLICATIONS = ("research",)
"""The activity types of the shipped schemes that each list takes."""


def write_resume(request: Request) -> Exported:
    """Write a record as JSON Resume, and say how many activities have no place in it."""
    record = request.filed.record
    activities = tuple(row.activity for row in record.rows)
    certificates = [_certify(it, request) for it in _find(activities, CERTIFICATES, record.scheme)]
    volunteer = [_volunteer(it, request) for it in _find(activities, VOLUNTEER, record.scheme)]
    publications = [
        _publish(it, request)
        for it in _find(activities, PUBLICATIONS, record.scheme)
        if find_link(it, request)
    ]
    data = {
        "$schema": SCHEMA,
        "basics": _introduce(record.person),
        "volunteer": volunteer,
        "certificates": certificates,
        "publications": publications,
    }
    without = len(activities) - len(certificates) - len(volunteer) - len(publications)
    text = json.dumps(_drop_empty(data), ensure_ascii=False, indent=2)
    note = f"{without} of {len(activities)} activities have no place in JSON Resume: it takes courses, committees and volunteering, and research with a link."
    return Exported((text + "\n").encode("utf-8", "replace"), (note,) if without else ())


def _find(
    activities: tuple[Activity, ...], types: tuple[str, ...], scheme: Scheme
) -> tuple[Activity, ...]:
    known = ((it, find_type(scheme, it.type)) for it in activities)
    return tuple(activity for activity, kind in known if kind and kind.id in types)


def _introduce(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "label": person.role or person.headline,
        "email": person.email,
        "summary": person.headline if person.role else "",
        "profiles": [{"network": link.title, "url": link.url} for link in person.links],
    }


def _certify(activity: Activity, request: Request) -> dict[str, Any]:
    return {
        "name": activity.title,
        "date": _write_date(activity.end_date) or str(activity.date),
        "issuer": ", ".join(activity.provider),
        "url": find_link(activity, request),
    }


def _volunteer(activity: Activity, request: Request) -> dict[str, Any]:
    return {
        "organization": ", ".join(activity.provider),
        "position": activity.title,
        "url": find_link(activity, request),
        "startDate": str(activity.date),
        "endDate": _write_date(activity.end_date or activity.date),
        "summary": _summarise(activity, request),
    }


def _publish(activity: Activity, request: Request) -> dict[str, Any]:
    return {
        "name": activity.title,
        "publisher": ", ".join(activity.provider),
        "releaseDate": _write_date(activity.end_date) or str(activity.date),
        "url": find_link(activity, request),
        "summary": _summarise(activity, request),
    }


def find_link(activity: Activity, request: Request) -> str:
    """Return the first address at which evidence of an activity is to be seen; ``""`` if there is none."""
    addresses = dict(request.filed.addresses)
    found = (it.link or addresses.get((activity.path, it.file), "") for it in activity.evidence)
    return next(filter(None, found), "")


def _summarise(activity: Activity, request: Request) -> str:
    section = activity.find_section(DESCRIPTION)
    return request.read_passage(section.text).sentence if section else ""


def _write_date(when: EndDate) -> str:
    return str(when) if isinstance(when, PartialDate) else ""


def _drop_empty(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        dropped = {key: _drop_empty(item) for key, item in value.items()}
        return {key: item for key, item in dropped.items() if item not in ("", [], {})}
    return [_drop_empty(item) for item in value] if isinstance(value, list) else value
