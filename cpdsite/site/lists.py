"""The lists of activities: all, and one for each year, type, provider and tag."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from cpdsite.portfolio.activity import Activity
from cpdsite.site.activities import summarise
from cpdsite.site.charts import count_types
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import make_head, make_site_view
from cpdsite.site.urls import ACTIVITIES, page_url
from cpdsite.site.views import FacetView, GroupView, LinkView, ListView, SummaryView

Summarise = Callable[[Activity], SummaryView]


def make_summarise(directory: Directory) -> Summarise:
    """Return a function that gives the summary of an activity, each made once."""
    summaries: dict[str, SummaryView] = {}

    def summarise_once(activity: Activity) -> SummaryView:
        known = summaries.get(activity.path)
        if known is None:
            known = summaries[activity.path] = summarise(activity, directory)
        return known

    return summarise_once


def _by_title(links: Iterable[LinkView]) -> tuple[LinkView, ...]:
    return tuple(sorted(set(links), key=lambda link: (link.title.casefold(), link.title, link.url)))


def make_lists(summary: Summarise, directory: Directory) -> Iterator[Rendered]:
    """Yield the list of all activities, and one for each year, type, provider and tag."""
    newest = directory.portfolio.activities[::-1]
    years = tuple(directory.year_link(year) for year in reversed(tuple(directory.years)))
    facets = tuple(
        FacetView(kind, kind.capitalize(), links)
        for kind, links in (
            ("years", years),
            ("types", _by_title(directory.types.values())),
            ("providers", _by_title(directory.providers.values())),
            ("tags", _by_title(directory.tags.values())),
        )
        if links and links[0].url
    )

    def list_all() -> _List:
        groups = _group_by_year(newest, summary, directory)
        return _List("all", groups, facets)

    yield _make_list(ACTIVITIES, "Activities", list_all, directory)
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
    kind: str
    groups: tuple[GroupView, ...]
    facets: tuple[FacetView, ...] = ()
    types: tuple[LinkView, ...] = ()
    record: LinkView | None = None
    previous: LinkView | None = None
    next: LinkView | None = None


def _make_list(url: str, title: str, fill: Callable[[], _List], directory: Directory) -> Rendered:
    make_view = partial(_view_list, url, title, fill, directory)
    return Rendered(url, "list.html", make_view, f'the list "{title}"')


def _view_list(url: str, title: str, fill: Callable[[], _List], directory: Directory) -> ListView:
    it, is_whole = fill(), url == ACTIVITIES
    parents = () if is_whole else (LinkView("Activities", ACTIVITIES),)
    name, part = directory.portfolio.person.name, "" if is_whole else f": {title}"
    description = f"What {name} did for professional development, and learnt from it{part}"
    return ListView(
        site=make_site_view(directory),
        head=make_head(url, title, directory, description, parents),
        kind=it.kind,
        count=sum(len(group.activities) for group in it.groups),
        groups=it.groups,
        facets=it.facets,
        types=it.types,
        record=it.record,
        previous=it.previous,
        next=it.next,
    )


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
    links = tuple(directory.year_link(year) for year in directory.years)
    earlier, later = (None, *links[:-1]), (*links[1:], None)
    held = directory.years.values()
    rows = zip(directory.years, links, held, earlier, later, strict=False)
    for year, link, activities, before, after in rows:
        if link.url:
            fill = partial(_fill_year, year, activities, (link, before, after), summary, directory)
            yield _make_list(link.url, link.title, fill, directory)


def _fill_year(
    year: int,
    activities: tuple[Activity, ...],
    links: tuple[LinkView, LinkView | None, LinkView | None],
    summary: Summarise,
    directory: Directory,
) -> _List:
    """Return the list of a year; ``links`` lead to it, the year before and the year after."""
    own, before, after = links
    return _List(
        kind="year",
        groups=_split_year(year, activities, summary, directory),
        types=count_types(activities, directory),
        record=LinkView(f"Record for {own.title}", page_url("record", own.title)),
        previous=before,
        next=after,
    )


def _split_year(
    year: int, activities: tuple[Activity, ...], summary: Summarise, directory: Directory
) -> tuple[GroupView, ...]:
    """Return what began in a year, and apart from it what began before and went on."""
    starts = directory.settings.year_starts
    newest = activities[::-1]
    begun = tuple(summary(it) for it in newest if starts.year_of(it.first_day) == year)
    before = tuple(summary(it) for it in newest if starts.year_of(it.first_day) < year)
    groups = (GroupView("", "", begun), GroupView("Begun earlier", "", before))
    return tuple(group for group in groups if group.activities)


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
            fill = partial(_fill_term, kind, activities, summary, directory)
            yield _make_list(link.url, link.title, fill, directory)


def _fill_term(
    kind: str, activities: list[Activity], summary: Summarise, directory: Directory
) -> _List:
    return _List(kind, _group_by_year(activities, summary, directory))
