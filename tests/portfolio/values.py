"""Small values of the domain, for tests that care about a part of them."""

import datetime as dt
from typing import Any

from cpdsite.portfolio.activity import Activity, Page, Status
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.dates import CpdYear, PartialDate
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.scheme import ActivityType, Column, Grade, HeaderField, Scheme, Sheet
from cpdsite.portfolio.sections import DESCRIPTION, Section

TODAY = dt.date(2026, 11, 23)
WORDS = Section(DESCRIPTION, "", "Words.", 4)


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
    known = {"status": Status.PUBLISHED, "body": WORDS, **values}
    return Page(path=f"content/pages/{slug}.md", slug=slug, title=slug.title(), **known)


def make_objective(slug: str = "objective", begins: str = "2025", **values: Any) -> Objective:
    """Return an objective, published and open where nothing else is said."""
    known = {"title": slug.title(), "status": Status.PUBLISHED, "body": WORDS, **values}
    path = f"content/objectives/{slug}.md"
    return Objective(path=path, slug=slug, begins=make_date(begins), **known)


def make_review(slug: str = "2025", **values: Any) -> Review:
    """Return a review of a year, published where nothing else is said."""
    known = {"title": f"Review {slug}", "period": CpdYear(2025), "status": Status.PUBLISHED}
    path = f"content/reviews/{slug}.md"
    return Review(path=path, slug=slug, **{"body": WORDS, **known, **values})


def make_application(slug: str = "member", **values: Any) -> Application:
    """Return an application, published where nothing else is said."""
    known = {"title": slug.title(), "status": Status.PUBLISHED, "body": WORDS, **values}
    return Application(path=f"content/applications/{slug}.md", slug=slug, **known)


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
