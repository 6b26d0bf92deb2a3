"""A portfolio to a site: all outputs, none rendered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from cpdsite.errors import Problem, sort_problems
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.application import Application, choose_activities
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.prose.passage import Passage
from cpdsite.settings import Settings
from cpdsite.site.actions import make_actions
from cpdsite.site.activities import make_activity, show_evidence
from cpdsite.site.applications import (
    Dossier,
    find_mentions,
    make_application,
    make_places,
    show_files,
)
from cpdsite.site.assets import copy_static, make_assets
from cpdsite.site.directory import Directory, Material, lead_to_lists, make_directory
from cpdsite.site.feeds import make_feeds
from cpdsite.site.gate import Shown
from cpdsite.site.home import make_home
from cpdsite.site.links import Resolve, Resolved, make_resolve, report_broken
from cpdsite.site.lists import make_lists, make_summarise
from cpdsite.site.objectives import make_objectives
from cpdsite.site.outputs import Filed, Output, Rendered, Site, find_collisions, unite_outputs
from cpdsite.site.owners import Owner
from cpdsite.site.pages import (
    make_about,
    make_not_found,
    make_options,
    make_page,
    make_redirect,
    show_photo,
)
from cpdsite.site.record_files import FindProse
from cpdsite.site.records import make_records
from cpdsite.site.reviews import make_reviews
from cpdsite.site.urls import APPLICATIONS, HOME
from cpdsite.site.views import Prose


@dataclass(frozen=True, slots=True)
class Outline:
    """A site before anyone has read its prose: every output but the files that prose shows.

    ``assets`` maps the names of the theme's files to their URLs. ``resolve`` gives the prose
    of an entry or of the profile.
    """

    directory: Directory
    outputs: tuple[Output, ...]
    assets: Mapping[str, str]
    resolve: Resolve
    dossiers: tuple[Dossier, ...] = ()


@dataclass(frozen=True, slots=True)
class Readership:
    """An application, and the portfolio and the material that its reader may see."""

    application: Application
    portfolio: Portfolio
    material: Material


def outline(
    portfolio: Portfolio,
    settings: Settings,
    material: Material,
    read_passage: Callable[[str], Passage],
    readerships: tuple[Readership, ...] = (),
) -> Outline:
    """Return the pages of a site and the files of theme and site, without reading any prose.

    Each application is shown as its readership sees it, and nothing else leads to it.
    """
    directory = make_directory(portfolio, settings, material, read_passage)
    resolve = make_resolve(directory)
    assets, asset_outputs = make_assets(
        material.look, make_options(material.look.options, directory)
    )
    summary = make_summarise(directory)
    pages = tuple(
        chain(
            [make_home(summary, directory), make_actions(directory), make_not_found(directory)],
            make_lists(summary, directory),
            _make_activities(resolve, directory),
            make_objectives(resolve, directory),
            make_reviews(resolve, directory),
            _make_pages(resolve, directory),
            make_records(by_section(resolve), directory),
            _make_redirects(directory),
        )
    )
    dossiers = tuple(_make_dossier(it, directory) for it in readerships)
    outputs = chain(
        pages,
        map(make_application, dossiers),
        _cover_folder(dossiers, directory),
        make_feeds(_sort_pages(pages), summary, directory),
        asset_outputs,
        copy_static(material.static),
    )
    return Outline(directory, tuple(outputs), assets, resolve, dossiers)


def _cover_folder(dossiers: tuple[Dossier, ...], directory: Directory) -> Iterator[Rendered]:
    """Yield what stands at the folder of applications, which a server might list otherwise."""
    if dossiers:
        origin = "the folder of applications"
        yield make_redirect(APPLICATIONS, HOME, directory.portfolio.person.name, origin, directory)


def _make_dossier(readership: Readership, public: Directory) -> Dossier:
    application, portfolio = readership.application, readership.portfolio
    settings = public.settings
    chosen = choose_activities(application, portfolio.activities, settings.year_starts)
    places, folders = make_places(application, chosen, portfolio, public.portfolio)
    material = replace(readership.material, places=places, folders=folders)
    made = make_directory(portfolio, settings, material, public.read_passage)
    directory = lead_to_lists(made, public)
    return Dossier(application, chosen, directory, make_resolve(directory))


def _sort_pages(outputs: Iterable[Rendered | Filed]) -> tuple[Rendered, ...]:
    pages = (output for output in outputs if isinstance(output, Rendered))
    return tuple(sorted(pages, key=lambda page: page.url))


def complete(outlined: Outline) -> Site:
    """Return the whole site: with the files that its prose shows, and what is wrong with it."""
    directory = outlined.directory
    portfolio = directory.portfolio
    entries = (it for it in portfolio.entries if not isinstance(it, Application))
    owners: tuple[Owner, ...] = (*entries, portfolio.person)
    resolved = tuple(chain.from_iterable(outlined.resolve(it) for it in owners))
    evidence = chain.from_iterable(show_evidence(it, directory) for it in portfolio.activities)
    dossiers = tuple(chain.from_iterable(map(show_files, outlined.dossiers)))
    photo = show_photo(directory)
    found: tuple[Resolved | Shown, ...] = (*resolved, photo, *evidence, *dossiers)
    claims = (*resolved, *(it for it in dossiers if isinstance(it, Resolved)))
    copies = chain.from_iterable(it.copies for it in found)
    outputs = unite_outputs(chain(outlined.outputs, copies))
    linked = tuple(chain.from_iterable(it.problems for it in found))
    told = {(it.location.path, it.location.line) for it in linked}
    problems = chain(
        find_collisions(outputs),
        linked,
        find_mentions(outlined.dossiers, directory, told),
        _find_broken(claims, outputs, directory),
    )
    return Site(outputs, sort_problems(problems))


def _make_activities(resolve: Resolve, directory: Directory) -> Iterator[Rendered]:
    activities = directory.portfolio.activities
    earlier = (None, *activities[:-1])
    later = (*activities[1:], None)
    for activity, before, after in zip(activities, earlier, later, strict=False):
        yield make_activity(activity, resolve, (before, after), directory)


def _make_pages(resolve: Resolve, directory: Directory) -> Iterator[Rendered]:
    if directory.portfolio.person.about:
        yield make_about(resolve, directory)
    for page in directory.portfolio.pages:
        yield make_page(page, resolve, directory)


def by_section(resolve: Resolve) -> FindProse:
    """Return what gives the prose of a section of an activity, by the section's name."""

    def find_prose(activity: Activity, name: str) -> Prose:
        pairs = zip(activity.sections, resolve(activity), strict=True)
        return next(found.prose for section, found in pairs if section.name == name)

    return find_prose


def _make_redirects(directory: Directory) -> Iterator[Rendered]:
    portfolio = directory.portfolio
    for entry in portfolio.entries:
        for alias in () if isinstance(entry, Application) else entry.aliases:
            yield make_redirect(
                alias, directory.entry_url(entry), entry.title, entry.path, directory
            )


def _find_broken(
    resolved: Iterable[Resolved], outputs: tuple[Output, ...], directory: Directory
) -> Iterator[Problem]:
    urls = {output.url for output in outputs}
    claims = chain.from_iterable(it.claims for it in resolved)
    return (report_broken(it, directory) for it in claims if it.url not in urls)
