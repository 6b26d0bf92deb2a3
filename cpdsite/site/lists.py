"""The lists of activities: all, and one for each year, type, provider and tag."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

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
    summaries = {it.path: summarise(it, directory) for it in directory.portfolio.activities}
    return lambda activity: summaries[activity.path]


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
    types: tuple[LinkView, ...] = ()
    record: LinkView | None = None
    previous: LinkView | None = None
    next: LinkView | None = None


def _make_list(it: _List, directory: Directory) -> Rendered:
    is_whole = it.url == ACTIVITIES
    parents = () if is_whole else (LinkView("Activities", ACTIVITIES),)
    name, part = directory.portfolio.person.name, "" if is_whole else f": {it.title}"
    description = f"What {name} did for professional development, and learnt from it{part}"
    view = ListView(
        site=make_site_view(directory),
        head=make_head(it.url, it.title, directory, description, parents),
        kind=it.kind,
        count=sum(len(group.activities) for group in it.groups),
        groups=it.groups,
        facets=it.facets,
        types=it.types,
        record=it.record,
        previous=it.previous,
        next=it.next,
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
    links = tuple(directory.year_link(year) for year in directory.years)
    earlier, later = (None, *links[:-1]), (*links[1:], None)
    held = directory.years.values()
    rows = zip(directory.years, links, held, earlier, later, strict=False)
    for year, link, activities, before, after in rows:
        if link.url:
            year_list = _List(
                url=link.url,
                title=link.title,
                kind="year",
                groups=_split_year(year, activities, summary, directory),
                types=count_types(activities, directory),
                record=LinkView(f"Record for {link.title}", page_url("record", link.title)),
                previous=before,
                next=after,
            )
            yield _make_list(year_list, directory)


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
            groups = _group_by_year(activities, summary, directory)
            yield _make_list(_List(link.url, link.title, kind, groups), directory)
