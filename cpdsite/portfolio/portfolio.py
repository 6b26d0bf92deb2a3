"""The portfolio as a whole, and the one filter that decides who sees what of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from cpdsite.portfolio.actions import settle_actions
from cpdsite.portfolio.activity import Activity, Page, Status
from cpdsite.portfolio.application import Application, find_included
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.paths import resolve_name
from cpdsite.portfolio.person import CHOOSABLE, Membership, Person
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.terms import unite_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Everything a person keeps. Activities run oldest first; the first scheme leads."""

    person: Person
    schemes: tuple[Scheme, ...]
    activities: tuple[Activity, ...] = ()
    objectives: tuple[Objective, ...] = ()
    reviews: tuple[Review, ...] = ()
    applications: tuple[Application, ...] = ()
    pages: tuple[Page, ...] = ()
    default_status: Status = Status.PRIVATE

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of every kind."""
        dated: tuple[Entry, ...] = (*self.activities, *self.objectives, *self.reviews)
        return (*dated, *self.applications, *self.pages)

    def status_of(self, entry: Entry) -> Status:
        """Return the status of an entry, its own or else the default."""
        return entry.status or self.default_status


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: the statuses they may see, and what of planned and personal things.

    ``today`` tells planned activities from others; without it none counts as planned. The
    details are those of the person that the profile does not make public. ``included`` holds
    the paths of entries that are private, and shown to this audience all the same.
    """

    statuses: frozenset[Status]
    today: date | None = None
    sees_planned: bool = False
    sees_all_evidence: bool = False
    sees_all_details: bool = False
    included: frozenset[str] = frozenset()


def make_public(today: date | None, *, drafts: bool = False) -> Audience:
    """Return the audience of a published site; ``drafts`` adds what is being written."""
    statuses = {Status.PUBLISHED, Status.DRAFT} if drafts else {Status.PUBLISHED}
    return Audience(frozenset(statuses), today)


def make_myself(today: date | None) -> Audience:
    """Return the audience of the person alone, who sees everything."""
    return Audience(
        frozenset(Status),
        today,
        sees_planned=True,
        sees_all_evidence=True,
        sees_all_details=True,
    )


def make_previewer(today: date | None) -> Audience:
    """Return the audience of the preview: the person, who sees of themselves what visitors do.

    An entry or a file that nobody else sees can be marked as such; a number in a heading cannot.
    """
    return replace(make_myself(today), sees_all_details=False)


def make_reader(portfolio: Portfolio, application: Application, today: date | None) -> Audience:
    """Return the audience of one application: the public, and what the application names itself.

    What it chooses by tag, objective or period is what the public sees of that: no rule
    publishes a private entry, only its name does.
    """
    named = {
        Activity: find_included(application),
        Objective: frozenset(application.objectives),
        Review: frozenset(application.reviews),
    }
    included = (it.path for it in portfolio.entries if it.slug in named.get(type(it), ()))
    return replace(make_public(today), included=frozenset(included))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that an audience does not see, and why."""

    entry: Entry
    reason: str


def visible(portfolio: Portfolio, audience: Audience) -> Portfolio:
    """Return what an audience may see of a portfolio; nothing later filters again.

    Spellings of a term are united here, among what is seen: how a private entry spells a
    word is private too.
    """
    activities = _keep(portfolio.activities, portfolio, audience)
    shown = replace(
        portfolio,
        person=show_person(portfolio.person, audience),
        activities=unite_spellings(tuple(show_activity(it, audience) for it in activities)),
        objectives=_keep(portfolio.objectives, portfolio, audience),
        reviews=_keep(portfolio.reviews, portfolio, audience),
        applications=_keep(portfolio.applications, portfolio, audience),
        pages=_keep(portfolio.pages, portfolio, audience),
    )
    return settle_references(shown)


Kind = TypeVar("Kind", bound=Entry)


def _keep(entries: tuple[Kind, ...], portfolio: Portfolio, audience: Audience) -> tuple[Kind, ...]:
    seen = (it for it in entries if not why_hidden(portfolio, it, audience))
    # To its reader, what an application includes is as good as published.
    return tuple(
        replace(it, status=Status.PUBLISHED) if it.path in audience.included else it for it in seen
    )


def settle_references(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio in which no entry names one that it does not hold.

    How a hidden objective or activity is called is hidden too. An action is done where an
    activity that is seen closes it.
    """
    actions = {it.slug: len(it.further_action) for it in portfolio.activities}
    objectives = {it.slug for it in portfolio.objectives}
    reviews = {it.slug for it in portfolio.reviews}
    activities = (_cut_activity(it, actions, objectives) for it in portfolio.activities)
    kept = (_cut_objective(it, objectives, reviews) for it in portfolio.objectives)
    settled = settle_actions(tuple(activities))
    return replace(portfolio, activities=settled, objectives=tuple(kept))


def _cut_activity(
    activity: Activity, actions: Mapping[str, int], objectives: Collection[str]
) -> Activity:
    served = tuple(it for it in activity.objectives if it in objectives)
    closes = tuple(it for it in activity.closes if it.number <= actions.get(it.slug, 0))
    if (served, closes) == (activity.objectives, activity.closes):
        return activity
    return replace(activity, objectives=served, closes=closes)


def _cut_objective(
    objective: Objective, objectives: Collection[str], reviews: Collection[str]
) -> Objective:
    carried_to = objective.carried_to if objective.carried_to in objectives else ""
    review = objective.review if objective.review in reviews else ""
    if (carried_to, review) == (objective.carried_to, objective.review):
        return objective
    return replace(objective, carried_to=carried_to, review=review)


def unite_spellings(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Return the activities with one spelling for each type, provider and tag."""
    types = unite_terms(it.type for it in activities)
    providers = unite_terms(term for it in activities for term in it.provider)
    tags = unite_terms(term for it in activities for term in it.tags)
    return tuple(_respell(it, types, providers, tags) for it in activities)


def _respell(
    activity: Activity,
    types: Mapping[str, str],
    providers: Mapping[str, str],
    tags: Mapping[str, str],
) -> Activity:
    known = activity.type, activity.provider, activity.tags
    spelt = (
        types[activity.type],
        tuple(dict.fromkeys(providers[term] for term in activity.provider)),
        tuple(dict.fromkeys(tags[term] for term in activity.tags)),
    )
    # Most are spelt alike, and a copy of each of ten thousand takes its time.
    if spelt == known:
        return activity
    return replace(activity, type=spelt[0], provider=spelt[1], tags=spelt[2])


def find_withheld(portfolio: Portfolio, audience: Audience) -> dict[str, str]:
    """Map each file that an audience may not see to the path of what keeps it private.

    Evidence without ``public`` counts wherever it is listed, in hidden entries too, and so
    does a photo that the profile does not list; whoever uses such a file gets an error.
    """
    person = portfolio.person
    withheld = {
        resolve_name(activity.path, it.file): activity.path
        for activity in portfolio.activities
        for it in activity.evidence
        if it.file and not it.public and not audience.sees_all_evidence
    }
    if person.photo and "photo" not in person.public and not audience.sees_all_details:
        withheld[resolve_name(person.path, person.photo)] = person.path
    return withheld


def find_left_out(portfolio: Portfolio, audience: Audience) -> tuple[LeftOut, ...]:
    """Return every entry that ``visible`` leaves out, with the reason."""
    reasons = ((entry, why_hidden(portfolio, entry, audience)) for entry in portfolio.entries)
    return tuple(LeftOut(entry, reason) for entry, reason in reasons if reason)


def why_hidden(portfolio: Portfolio, entry: Entry, audience: Audience) -> str:
    """Return why an audience does not see an entry; ``""`` when it does."""
    status = portfolio.status_of(entry)
    is_included = entry.path in audience.included and status is Status.PRIVATE
    if status not in audience.statuses and not is_included:
        return status.value if entry.status else f"no status, so {status.value}"
    if isinstance(entry, Activity) and not audience.sees_planned and is_planned(entry, audience):
        return "planned"
    return ""


def find_planned(portfolio: Portfolio, audience: Audience) -> frozenset[str]:
    """Return the paths of the activities that begin after today."""
    return frozenset(it.path for it in portfolio.activities if is_planned(it, audience))


def is_planned(activity: Activity, audience: Audience) -> bool:
    """Tell whether an activity begins after today."""
    return audience.today is not None and activity.first_day > audience.today


def show_activity(activity: Activity, audience: Audience) -> Activity:
    """Return an activity with the evidence that the audience may see."""
    if audience.sees_all_evidence or all(it.public for it in activity.evidence):
        return activity
    return replace(activity, evidence=tuple(it for it in activity.evidence if it.public))


def show_person(person: Person, audience: Audience) -> Person:
    """Return a person with what the audience may see of them: name, and what is public."""
    if audience.sees_all_details:
        return person
    hidden = [name for name in CHOOSABLE if name not in person.public]
    shown = replace(person, public=())
    if "number" in hidden:
        numberless = (replace_number(membership) for membership in person.memberships)
        shown = replace(shown, memberships=tuple(numberless))
    return replace(
        shown,
        email="" if "email" in hidden else person.email,
        photo="" if "photo" in hidden else person.photo,
        links=() if "links" in hidden else person.links,
    )


def replace_number(membership: Membership) -> Membership:
    """Return a membership without its number."""
    return replace(membership, number="")
