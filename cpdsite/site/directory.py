"""Where everything in a portfolio is: the URL of each entry, term and year."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath

from cpdsite.limits import MOST_COMPARED
from cpdsite.portfolio.actions import NotedAction, list_actions
from cpdsite.portfolio.activity import Activity, Page
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.scheme import find_type
from cpdsite.portfolio.sections import Section
from cpdsite.portfolio.terms import fold, make_slugs
from cpdsite.prose.passage import Passage
from cpdsite.settings import Settings
from cpdsite.site.assets import Look
from cpdsite.site.outputs import Filed
from cpdsite.site.urls import page_url
from cpdsite.site.views import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """What composing looks things up in; no view holds it.

    ``files`` maps paths in the site to digests, ``hidden`` the paths of entries that the
    audience does not see to the reason, ``withheld`` the paths of files that it may not see
    to what keeps them private, ``lines`` the paths of entries to their lines, ``owners``
    the paths of entries and of the profile to what they hold. ``unusable`` holds the paths
    of what is there and cannot be read, ``planned`` those of entries that begin after today,
    ``by_letter`` some paths of entries and files by the first letter of their names.
    ``fonts`` maps the paths of the site's own fonts to digests; ``measure`` gives the size of
    a file of a record in bytes. ``actions`` maps the slugs of activities to their further
    actions, ``serving`` those of objectives to the activities that served them. ``places``
    maps the paths of entries to where they stand within an application, ``folders`` to where
    their files lie there.
    """

    portfolio: Portfolio
    settings: Settings
    base_url: str
    base_path: str
    files: Mapping[str, str]
    hidden: Mapping[str, str]
    withheld: Mapping[str, str]
    planned: frozenset[str]
    lines: Mapping[str, tuple[str, ...]]
    unusable: frozenset[str]
    by_letter: Mapping[str, tuple[str, ...]]
    fonts: Mapping[str, str]
    measure: Callable[[Filed], int] | None
    read_passage: Callable[[str], Passage]
    owners: Mapping[str, Entry | Person]
    types: Mapping[str, LinkView]
    providers: Mapping[str, LinkView]
    tags: Mapping[str, LinkView]
    years: Mapping[int, tuple[Activity, ...]]
    actions: Mapping[str, tuple[NotedAction, ...]]
    serving: Mapping[str, tuple[Activity, ...]]
    places: Mapping[str, str]
    folders: Mapping[str, str]

    def entry_url(self, entry: Entry) -> str:
        """Return the URL of an entry, within an application with a fragment."""
        return self.places.get(entry.path) or find_own_url(entry)

    def folder_url(self, entry: Entry) -> str:
        """Return the URL below which the files of an entry lie."""
        return self.folders.get(entry.path) or find_own_url(entry)

    def has_pages(self, entries: Iterable[Entry]) -> bool:
        """Tell whether any of some entries has a page to itself, and not only its place in one."""
        return any(it.path not in self.folders for it in entries)

    def is_blank(self, section: Section) -> bool:
        """Tell whether a section shows nothing, as a prompt left as a comment does."""
        return self.read_passage(section.text).is_blank

    def year_link(self, year: int) -> LinkView:
        """Return the link to a year; without a URL when years are not listed."""
        name = self.settings.year_starts.name_of(year)
        url = page_url("years", name) if "years" in self.settings.lists else ""
        return LinkView(name, url, len(self.years.get(year, ())))

    def years_of(self, activity: Activity) -> tuple[int, ...]:
        """Return the years in which an activity falls, oldest first."""
        return find_years_of(activity, self.years, self.settings)


FOLDERS: dict[type[Entry], tuple[str, ...]] = {
    Activity: ("activities",),
    Objective: ("objectives",),
    Review: ("reviews",),
    Application: ("applications",),
    Page: (),
}
"""Where the pages of each kind of entry stand."""


def find_own_url(entry: Entry) -> str:
    """Return the URL of the page that an entry has to itself."""
    return page_url(*FOLDERS[type(entry)], entry.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a site is made of, beside the portfolio and the settings.

    ``files`` and ``static`` map paths in the site to digests, ``hidden`` the paths of
    entries that the audience does not see to the reason, ``withheld`` the paths of files
    that it may not see to what keeps them private, ``lines`` entries to their lines; ``unusable`` names
    what is there and cannot be read, ``planned`` the entries that begin after today.
    ``base_path`` is where the site begins on its host, if the address does not say. ``fonts``
    maps the paths of the site's own fonts to digests. ``measure`` makes the file of a record to
    give its size in bytes; without it, pages do not tell the size. ``places`` and ``folders``
    say where entries and their files are within an application.
    """

    look: Look
    base_url: str
    base_path: str = ""
    files: Mapping[str, str]
    static: Mapping[str, str]
    hidden: Mapping[str, str]
    withheld: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    unusable: frozenset[str]
    planned: frozenset[str] = frozenset()
    fonts: Mapping[str, str] = field(default_factory=dict)
    measure: Callable[[Filed], int] | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)


def make_directory(
    portfolio: Portfolio,
    settings: Settings,
    material: Material,
    read_passage: Callable[[str], Passage],
) -> Directory:
    """Return the directory of what an audience may see of a portfolio."""
    activities = portfolio.activities
    return Directory(
        portfolio=portfolio,
        settings=settings,
        base_url=material.base_url,
        base_path=material.base_path,
        files=material.files,
        hidden=material.hidden,
        withheld=material.withheld,
        planned=material.planned,
        lines=material.lines,
        unusable=material.unusable,
        fonts=material.fonts,
        measure=material.measure,
        by_letter=_sort_by_letter({*(it.path for it in portfolio.entries), *material.files}),
        read_passage=read_passage,
        owners={it.path: it for it in (portfolio.person, *portfolio.entries)},
        types=_link_types(portfolio, settings),
        providers=_link_terms("providers", (it.provider for it in activities), settings),
        tags=_link_terms("tags", (it.tags for it in activities), settings),
        years=_find_years(activities, settings),
        actions={slug: tuple(noted) for slug, noted in groupby(list_actions(activities), _slug_of)},
        serving=_find_serving(activities),
        places=material.places,
        folders=material.folders,
    )


def lead_to_lists(directory: Directory, public: Directory) -> Directory:
    """Return a directory of an application that leads to the lists and records of the public."""
    return replace(
        directory,
        types=_lead_to(directory.types, public.types),
        providers=_lead_to(directory.providers, public.providers),
        tags=_lead_to(directory.tags, public.tags),
        years=public.years,
    )


def _lead_to(links: Mapping[str, LinkView], public: Mapping[str, LinkView]) -> dict[str, LinkView]:
    known = {fold(it.title): it for it in public.values()}
    return {text: known.get(fold(it.title), LinkView(it.title)) for text, it in links.items()}


def _slug_of(noted: NotedAction) -> str:
    return noted.activity.slug


def _find_serving(activities: tuple[Activity, ...]) -> dict[str, tuple[Activity, ...]]:
    serving: dict[str, list[Activity]] = {}
    for activity in activities:
        for name in dict.fromkeys(activity.objectives):
            serving.setdefault(name, []).append(activity)
    return {name: tuple(held) for name, held in serving.items()}


def _sort_by_letter(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    letters: dict[str, list[str]] = {}
    for path in sorted(paths):
        alike = letters.setdefault(PurePosixPath(path).name[:1], [])
        if len(alike) < MOST_COMPARED:
            alike.append(path)
    return {letter: tuple(alike) for letter, alike in letters.items()}


def _link_types(portfolio: Portfolio, settings: Settings) -> dict[str, LinkView]:
    lead = portfolio.schemes[0]
    written = [it.type for it in portfolio.activities if it.type]
    known = {text: find_type(lead, text) for text in written}
    others = make_slugs(text for text, kind in known.items() if kind is None)
    taken = {kind.id for kind in lead.types}
    # A type of one's own, such as "Reading!", is not the scheme's of nearly that name.
    apart = {text: f"{slug}-other" if slug in taken else slug for text, slug in others.items()}
    slugs = {text: kind.id if kind else apart[text] for text, kind in known.items()}
    names = {text: kind.name if kind else text for text, kind in known.items()}
    counts = _count(slugs[text] for text in written)
    return {
        text: LinkView(names[text], _list_url("types", slug, settings), counts[slug])
        for text, slug in slugs.items()
    }


def _link_terms(
    name: str, terms: Iterable[tuple[str, ...]], settings: Settings
) -> dict[str, LinkView]:
    counts = _count(term for several in terms for term in several)
    return {
        term: LinkView(term, _list_url(name, slug, settings), counts[term])
        for term, slug in make_slugs(counts).items()
    }


def _list_url(name: str, slug: str, settings: Settings) -> str:
    return page_url(name, slug) if name in settings.lists else ""


def _count(terms: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts


def _find_years(
    activities: tuple[Activity, ...], settings: Settings
) -> dict[int, tuple[Activity, ...]]:
    """Return the CPD years that hold an activity, oldest first, with what they hold.

    Nothing here reads the clock, so what is ongoing reaches to the last day of any other.
    """
    if not activities:
        return {}
    starts = settings.year_starts
    first = min(starts.year_of(it.first_day) for it in activities)
    last = max(starts.year_of(it.last_day or it.first_day) for it in activities)
    years: dict[int, list[Activity]] = {year: [] for year in range(first, last + 1)}
    for activity in activities:
        for year in find_years_of(activity, years, settings):
            years[year].append(activity)
    return {year: tuple(held) for year, held in years.items() if held}


def find_years_of(activity: Activity, years: Iterable[int], settings: Settings) -> tuple[int, ...]:
    """Return those of some years in which a day of an activity falls."""
    starts = settings.year_starts
    first = starts.year_of(activity.first_day)
    last = starts.year_of(activity.last_day) if activity.last_day else None
    return tuple(year for year in years if first <= year and (last is None or year <= last))
