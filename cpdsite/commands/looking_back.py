"""What a period held, as the Markdown with which a review begins."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from cpdsite.commands.drafts import write_comment
from cpdsite.portfolio.actions import NotedAction, list_actions
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import (
    AskedPeriod,
    CpdYear,
    Period,
    YearStart,
    format_date,
    format_dates,
    name_period,
)
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.objective import Objective, State
from cpdsite.portfolio.portfolio import (
    Audience,
    LeftOut,
    Portfolio,
    find_left_out,
    visible,
)
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.sections import LEARNING_SECTIONS
from cpdsite.prose.markdown import write_markdown
from cpdsite.prose.passage import Passage
from cpdsite.prose.tree import Document, Element, Node

FOLDER = "content/reviews"
OTHERS = "Other activities"
"""The heading of activities without a type."""

ReadPassage = Callable[[str], Passage]


@dataclass(frozen=True, slots=True)
class Held:
    """What of a portfolio falls in a period, and what of that an audience does not see.

    ``by_slug`` holds every objective that it sees, since one may be carried beyond the period.
    """

    activities: tuple[Activity, ...]
    closed: tuple[NotedAction, ...]
    still_open: tuple[NotedAction, ...]
    objectives: tuple[Objective, ...]
    by_slug: Mapping[str, Objective]
    hidden: tuple[LeftOut, ...]


def find_held(portfolio: Portfolio, period: Period, audience: Audience) -> Held:
    """Return what an audience sees of a period, and what it does not.

    An action is closed when it was done in the period, whenever it was noted; it is open when it
    was noted by the end of the period and not done by then. An objective that is open is so in
    every period since it was set.
    """
    shown = visible(portfolio, audience)
    activities = tuple(it for it in shown.activities if touches(it, period))
    actions = list_actions(shown.activities)
    return Held(
        activities=activities,
        closed=tuple(it for it in actions if _is_closed(it, period)),
        still_open=tuple(it for it in actions if _is_open(it, period)),
        objectives=tuple(it for it in shown.objectives if _is_pursued(it, period)),
        by_slug={it.slug: it for it in shown.objectives},
        hidden=tuple(it for it in find_left_out(portfolio, audience) if touches(it.entry, period)),
    )


def touches(entry: Entry, period: Period) -> bool:
    """Tell whether a day of an activity or of an objective falls in a period."""
    if isinstance(entry, Activity):
        return period.covers(entry.first_day, entry.last_day)
    if isinstance(entry, Objective):
        return period.covers(entry.begins.first_day, entry.end.last_day)
    return False


def _is_pursued(objective: Objective, period: Period) -> bool:
    is_set = period.end is None or objective.begins.first_day <= period.end
    return touches(objective, period) or (objective.state is State.OPEN and is_set)


def _is_closed(noted: NotedAction, period: Period) -> bool:
    done = noted.action.done
    return done is not None and period.covers(done.first_day, done.last_day)


def _is_open(noted: NotedAction, period: Period) -> bool:
    if period.end is None:
        return noted.action.done is None
    done = noted.action.done
    return noted.activity.first_day <= period.end and (done is None or done.first_day > period.end)


def write_looking_back(
    held: Held, asked: AskedPeriod, scheme: Scheme, year_starts: YearStart, read: ReadPassage
) -> str:
    """Return Markdown that lists what an audience sees of a period.

    What it does not see is named in a comment at the end, which is never published.
    """
    tree = (
        Element("p", (), (_count(held.activities, asked, year_starts),)),
        *_list_objectives(held),
        *_list_types(held.activities, scheme, read),
        *_list_actions(held),
    )
    hidden = "; ".join(f"{it.entry.title} ({it.reason})" for it in held.hidden)
    note = write_comment(f"Not published, so not listed here: {hidden}") if hidden else ""
    return "\n\n".join(filter(None, (write_markdown(tree), note)))


def describe_period(asked: AskedPeriod, year_starts: YearStart) -> str:
    """Return when something was, in words: in a CPD year, or from a day to another."""
    name = name_period(asked, year_starts)
    if isinstance(asked, CpdYear):
        return f"in {name}"
    return f"from {name}" if asked.start and asked.end else name


def _count(activities: tuple[Activity, ...], asked: AskedPeriod, year_starts: YearStart) -> str:
    count = len(activities)
    counted = "1 activity" if count == 1 else f"{count or 'No'} activities"
    return f"{counted} {describe_period(asked, year_starts)}."


def _list_types(
    activities: tuple[Activity, ...], scheme: Scheme, read: ReadPassage
) -> Iterator[Node]:
    for name, held in _group(activities, scheme).items():
        if held:
            yield Element("h3", (), (_say(name),))
            yield _make_list(_describe_activity(it, read) for it in held)


def _group(activities: tuple[Activity, ...], scheme: Scheme) -> dict[str, list[Activity]]:
    """Return activities by type: those of the scheme in its order, then any others."""
    names = [_name_type(it, scheme) for it in activities]
    own = sorted({*names} - {OTHERS}, key=str.casefold)
    known = (kind.name for kind in scheme.types)
    groups: dict[str, list[Activity]] = {name: [] for name in (*known, *own, OTHERS)}
    for name, activity in zip(names, activities, strict=True):
        groups[name].append(activity)
    return groups


def _name_type(activity: Activity, scheme: Scheme) -> str:
    kind = find_type(scheme, activity.type)
    return kind.name if kind else activity.type or OTHERS


def _describe_activity(activity: Activity, read: ReadPassage) -> Document:
    sections = (activity.find_section(name) for name in LEARNING_SECTIONS)
    sentences = (read(it.text).sentence for it in sections if it)
    learnt = next(filter(None, sentences), "")
    dates = format_dates(activity.date, activity.end_date)
    return _link(activity), f", {dates}: {_say(learnt)}" if learnt else f", {dates}"


def _list_actions(held: Held) -> Iterator[Node]:
    if held.closed or held.still_open:
        yield Element("h3", (), ("Further actions",))
        yield from _list_named("Closed:", map(_describe_action, held.closed))
        yield from _list_named("Open at its end:", map(_describe_action, held.still_open))


def _describe_action(noted: NotedAction) -> Document:
    action = noted.action
    when = f" (due {format_date(action.due)})" if action.due else ""
    when = f" (done {format_date(action.done)})" if action.done else when
    return _link(noted.activity), f": {_say(action.action)}{when}"


def _list_objectives(held: Held) -> Iterator[Node]:
    if held.objectives:
        yield Element("h3", (), ("Objectives",))
    for state in (State.MET, State.OPEN, State.CARRIED, State.DROPPED):
        in_state = (it for it in held.objectives if it.state is state)
        described = (_describe_objective(it, held) for it in in_state)
        yield from _list_named(f"{state.value.capitalize()}:", described)


def _describe_objective(objective: Objective, held: Held) -> Document:
    target = held.by_slug.get(objective.carried_to)
    if target:
        return _link(objective), ", carried to ", _link(target)
    return (_link(objective),)


def _list_named(name: str, items: Iterable[Document]) -> Iterator[Node]:
    """Yield a list below a word that names it; nothing where it is empty."""
    listed = _make_list(items)
    if listed.children:
        yield Element("p", (), (name,))
        yield listed


def _say(text: str) -> str:
    """Return a text in which nothing looks like a comment, which no entry may show."""
    return text.replace("<!--", "<!- -")


def _make_list(items: Iterable[Document]) -> Element:
    return Element("ul", (), tuple(Element("li", (), item) for item in items))


def _link(entry: Entry) -> Element:
    """Return a link from a review to the file of an entry."""
    address = quote(posixpath.relpath(entry.path, FOLDER), safe="/")
    return Element("a", (("href", address),), (_say(entry.title),))
