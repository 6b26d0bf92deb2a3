"""Small values of the domain, for tests that care about a part of them."""

import datetime as dt
from typing import Any

from cpdsite.portfolio.activity import Activity, Page, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.scheme import ActivityType, Column, Grade, HeaderField, Scheme, Sheet
from cpdsite.portfolio.sections import DESCRIPTION, Section

TODAY = dt.date(2026, 11, 23)


def make_date(text: str) -> PartialDate:
    """Return the date that ``2026``, ``2026-03`` or ``2026-03-12`` names."""
    return PartialDate(*(int(part) for part in text.split("-")))


def make_activity(slug: str = "entry", date: str = "2026-03-12", **values: Any) -> Activity:
    """Return an activity, published where nothing else is said."""
    known = {"title": slug.title(), "status": Status.PUBLISHED, **values}
    path = f"content/activities/{slug}.md"
    return Activity(path=path, slug=slug, date=make_date(date), **known)


def make_page(slug: str = "page", **values: Any) -> Page:
    """Return a page, published where nothing else is said."""
    known = {"status": Status.PUBLISHED, "body": Section(DESCRIPTION, "", "Words.", 4), **values}
    return Page(path=f"content/pages/{slug}.md", slug=slug, title=slug.title(), **known)


def make_person(**values: Any) -> Person:
    """Return a person."""
    return Person(path="content/profile.md", name="Ada Example", **values)


def make_scheme(*columns: Column) -> Scheme:
    """Return a scheme with two grades, two types and some columns."""
    header = (HeaderField("NAME", "name"), HeaderField("MEMBER", "grade", "member"))
    return Scheme(
        id="ikt",
        name="Institute of Things",
        short_name="IT",
        sources=("its sheet",),
        read_on=dt.date(2026, 1, 1),
        other_types=True,
        grades=(Grade("associate", "Associate"), Grade("member", "Full Member")),
        types=(ActivityType("course", "Course", ("webinar",)), ActivityType("reading", "Reading")),
        prompts=(),
        sheet=Sheet("Record", "", header, columns),
    )


def make_portfolio(*activities: Activity, **values: Any) -> Portfolio:
    """Return a portfolio of activities that run oldest first."""
    known = {"person": make_person(), "schemes": (make_scheme(),), **values}
    ordered = sorted(activities, key=lambda it: it.first_day)
    return Portfolio(activities=tuple(ordered), **known)
