"""The home page, the lists of activities and the further actions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import PartialDate
from cpdsite.site.activities import summarise, view_action
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import (
    link_addresses,
    make_head,
    make_memberships,
    make_site_view,
    view_photo,
)
from cpdsite.site.urls import ABOUT, ACTIONS, ACTIVITIES, HOME, RECORD, page_url
from cpdsite.site.views import (
    ActionsView,
    ActionView,
    FacetView,
    GroupView,
    HomeView,
    LinkView,
    ListView,
    SummaryView,
)

LATEST = 5
"""How many activities the home page shows as the latest."""

Summarise = Callable[[Activity], SummaryView]


def make_summarise(directory: Directory) -> Summarise:
    """Return a function that gives the summary of an activity, each made once."""
    summaries = {it.path: summarise(it, directory) for it in directory.portfolio.activities}
    return lambda activity: summaries[activity.path]


def make_home(summary: Summarise, directory: Directory) -> Rendered:
    """Return the home page."""
    portfolio = directory.portfolio
    person, newest = portfolio.person, portfolio.activities[::-1]
    actions = [action for it in newest for action in it.further_action]
    site = make_site_view(directory)
    view = HomeView(
        site=site,
        head=make_head(HOME, site.title, directory, site.description or person.headline),
        headline=person.headline,
        role=person.role,
        aspirations=person.aspirations,
        about=LinkView(f"About {person.name}", ABOUT) if person.about else None,
        memberships=make_memberships(directory),
        photo=view_photo(directory),
        email=person.email,
        links=link_addresses(directory),
        featured=tuple(summary(it) for it in newest if it.featured),
        latest=tuple(summary(it) for it in newest[:LATEST]),
        count=len(newest),
        years=tuple(directory.year_link(year) for year in reversed(tuple(directory.years))),
        types=_by_count(directory.types.values()),
        open_actions=sum(1 for action in actions if not action.done),
        record=LinkView(portfolio.schemes[0].sheet.title, RECORD),
    )
    return Rendered(HOME, "home.html", view, "the home page")


def _by_count(links: Iterable[LinkView]) -> tuple[LinkView, ...]:
    return tuple(
        sorted(set(links), key=lambda link: (-link.count, link.title.casefold(), link.url))
    )


def _by_title(links: Iterable[LinkView]) -> tuple[LinkView, ...]:
    return tuple(sorted(set(links), key=lambda link: (link.title.casefold(), link.title, link.url)))


def make_lists(summary: Summarise, directory: Directory) -> Iterator[Rendered]:
    """Yield the list of all activities, and one for each year, type, provider and tag."""
    newest = directory.portfolio.activities[::-1]
    facets = tuple(
        FacetView(title, links)
        for title, links in (
            (
                "Years",
                tuple(directory.year_link(year) for year in reversed(tuple(directory.years))),
            ),
            ("Types", _by_title(directory.types.values())),
            ("Providers", _by_title(directory.providers.values())),
            ("Tags", _by_title(directory.tags.values())),
        )
        if links and links[0].url
    )
    groups = _group_by_year(newest, summary, directory)
    yield _make_list(_List(ACTIVITIES, "Activities", "all", groups, facets), directory)
    yield from _make_years(summary, directory)
    yield from _make_terms("type", directory.types, _types_of, summary, directory)
    yield from _make_terms(
        "provider", directory.providers, lambda it: it.provider, summary, directory
    )
    yield from _make_terms("tag", directory.tags, lambda it: it.tags, summary, directory)


def _types_of(activity: Activity) -> tuple[str, ...]:
    return (activity.type,) if activity.type else ()


@dataclass(frozen=True, slots=True)
class _List:
    url: str
    title: str
    kind: str
    groups: tuple[GroupView, ...]
    facets: tuple[FacetView, ...] = ()
    record: LinkView | None = None


def _make_list(it: _List, directory: Directory) -> Rendered:
    parents = (LinkView("Activities", ACTIVITIES),) if it.url != ACTIVITIES else ()
    view = ListView(
        site=make_site_view(directory),
        head=make_head(it.url, it.title, directory, parents=parents),
        kind=it.kind,
        count=sum(len(group.activities) for group in it.groups),
        groups=it.groups,
        facets=it.facets,
        record=it.record,
    )
    return Rendered(it.url, "list.html", view, f'the list "{it.title}"')


def _group_by_year(
    newest: Iterable[Activity], summary: Summarise, directory: Directory
) -> tuple[GroupView, ...]:
    """Return groups by the year in which each activity began, newest first."""
    starts = directory.settings.year_starts
    groups: dict[int, list[SummaryView]] = {}
    for activity in newest:
        groups.setdefault(starts.year_of(activity.first_day), []).append(summary(activity))
    links = {year: directory.year_link(year) for year in groups}
    return tuple(
        GroupView(links[year].title, links[year].url, tuple(summaries))
        for year, summaries in groups.items()
    )


def _make_years(summary: Summarise, directory: Directory) -> Iterator[Rendered]:
    for year, activities in directory.years.items():
        link = directory.year_link(year)
        if link.url:
            group = GroupView("", "", tuple(summary(it) for it in reversed(activities)))
            record = LinkView(f"Record for {link.title}", page_url("record", link.title))
            year_list = _List(link.url, link.title, "year", (group,), record=record)
            yield _make_list(year_list, directory)


def _make_terms(
    kind: str,
    links: Mapping[str, LinkView],
    terms_of: Callable[[Activity], tuple[str, ...]],
    summary: Summarise,
    directory: Directory,
) -> Iterator[Rendered]:
    held: dict[LinkView, list[Activity]] = {}
    for activity in reversed(directory.portfolio.activities):
        for link in dict.fromkeys(links[term] for term in terms_of(activity)):
            held.setdefault(link, []).append(activity)
    for link, activities in held.items():
        if link.url:
            groups = _group_by_year(activities, summary, directory)
            yield _make_list(_List(link.url, link.title, kind, groups), directory)


def make_actions(directory: Directory) -> Rendered:
    """Return the page of further actions: open ones by when they are due, then closed ones."""
    actions = [
        view_action(action, LinkView(activity.title, directory.entry_url(activity)))
        for activity in directory.portfolio.activities
        for action in activity.further_action
    ]
    last = str(PartialDate(9999))
    still_open = sorted(
        (it for it in actions if not it.done_date), key=lambda it: it.due_date or last
    )
    closed = sorted((it for it in actions if it.done_date), key=_done, reverse=True)
    view = ActionsView(
        site=make_site_view(directory),
        head=make_head(ACTIONS, "Further action", directory),
        open=tuple(still_open),
        closed=tuple(closed),
    )
    return Rendered(ACTIONS, "actions.html", view, "the page of further actions")


def _done(action: ActionView) -> str:
    return action.done_date
