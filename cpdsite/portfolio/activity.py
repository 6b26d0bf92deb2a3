"""A development activity, what every kind of entry shares, and pages of any other kind."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate
from cpdsite.portfolio.sections import DESCRIPTION, Section

Extra = tuple[tuple[str, object], ...]
"""What a person adds for their own theme: pairs, with text, tuples and pairs as values."""


class Pairs(tuple[tuple[str, object], ...]):
    """Keys and values within what a person added; a plain tuple there is a list."""

    __slots__ = ()


class Status(Enum):
    """Who an entry is meant for."""

    DRAFT = "draft"
    PRIVATE = "private"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A question of ``check`` that a person has thought about, and why it is well as it is."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActionReference:
    """A further action of another activity, counted from 1: ``2025-03-12-negotiation#2``."""

    slug: str
    number: int

    def __str__(self) -> str:
        """Write it as front matter does."""
        return f"{self.slug}#{self.number}"


@dataclass(frozen=True, slots=True)
class FurtherAction:
    """Something to do next, when it is due and when it was done."""

    action: str
    due: PartialDate | None = None
    done: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file beside the entry or a link; a file is shown only when it says ``public``."""

    file: str = ""
    link: str = ""
    title: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Featured:
    """Why an activity mattered, in a sentence if the person wrote one."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One development activity. ``status`` is ``None`` where the entry says none."""

    path: str
    slug: str
    title: str
    date: PartialDate
    end_date: EndDate = None
    type: str = ""
    provider: tuple[str, ...] = ()
    further_action: tuple[FurtherAction, ...] = ()
    closes: tuple[ActionReference, ...] = ()
    objectives: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hours: Decimal | None = None
    points: Decimal | None = None
    status: Status | None = None
    revisit: PartialDate | None = None
    featured: Featured | None = None
    aliases: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    extra: Extra = ()
    sections: tuple[Section, ...] = ()

    @property
    def first_day(self) -> dt.date:
        """The first day on which it took place."""
        return self.date.first_day

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it took place; ``None`` while it is ongoing."""
        if isinstance(self.end_date, Ongoing):
            return None
        return (self.end_date or self.date).last_day

    @property
    def description(self) -> Section | None:
        """What stands before the first named heading, if anything does."""
        return self.find_section(DESCRIPTION)

    def find_section(self, name: str) -> Section | None:
        """Return the section of that name, if the entry has it."""
        return next((section for section in self.sections if section.name == name), None)


def order_activity(activity: Activity) -> tuple[object, ...]:
    """Return the key by which activities run oldest first, the same on every machine."""
    return (
        activity.first_day,
        activity.date,
        activity.last_day is None,
        str(activity.last_day),
        activity.path,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Any other page: what ``content/pages/`` holds."""

    path: str
    slug: str
    title: str
    status: Status | None = None
    aliases: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    extra: Extra = ()
    body: Section
