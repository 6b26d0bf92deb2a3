"""The person whose portfolio it is, and their memberships."""

from dataclasses import dataclass
from datetime import date

from cpdsite.portfolio.activity import Acceptance
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.sections import Section

CHOOSABLE = ("number", "email", "photo", "links")
"""What of a person is shown only when ``public`` in the profile lists it."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A grade held in a professional body from a date on; several make a history."""

    scheme: str
    number: str = ""
    grade: str = ""
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web with the words that stand for it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The member, as ``content/profile.md`` describes them."""

    path: str
    name: str
    headline: str = ""
    role: str = ""
    aspirations: str = ""
    memberships: tuple[Membership, ...] = ()
    email: str = ""
    photo: str = ""
    links: tuple[Link, ...] = ()
    public: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    about: Section | None = None


def find_membership(person: Person, scheme: str, day: date | None) -> Membership | None:
    """Return the membership held under a scheme on a day; without a day, the latest.

    A membership without ``since`` counts as the earliest. A number stated once holds for
    every line of the same scheme.
    """
    held = sorted(
        (it for it in person.memberships if it.scheme == scheme),
        key=lambda it: it.since.first_day if it.since else date.min,
    )
    begun = [it for it in held if day is None or it.since is None or it.since.first_day <= day]
    if not begun:
        return None
    numbers = [it.number for it in begun if it.number] or [it.number for it in held if it.number]
    latest = begun[-1]
    return Membership(scheme, numbers[-1] if numbers else "", latest.grade, latest.since)
