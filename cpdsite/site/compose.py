"""A portfolio to a site: all outputs, none rendered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from cpdsite.errors import Problem, sort_problems
from cpdsite.portfolio.activity import Entry
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.prose.passage import Passage
from cpdsite.settings import Settings
from cpdsite.site.actions import make_actions
from cpdsite.site.activities import make_activity, resolve_sections, show_evidence
from cpdsite.site.assets import copy_static, make_assets
from cpdsite.site.directory import Directory, Material, make_directory
from cpdsite.site.feeds import make_feeds
from cpdsite.site.gate import Shown
from cpdsite.site.home import make_home
from cpdsite.site.links import Resolved, report_broken, resolve_section
from cpdsite.site.lists import make_lists, make_summarise
from cpdsite.site.outputs import Output, Rendered, Site, find_collisions, unite_outputs
from cpdsite.site.pages import (
    make_about,
    make_not_found,
    make_options,
    make_page,
    make_redirect,
    show_photo,
)
from cpdsite.site.records import make_records
from cpdsite.site.views import Prose


def compose(
    portfolio: Portfolio,
    settings: Settings,
    material: Material,
    read_passage: Callable[[str], Passage],
) -> tuple[Site, Mapping[str, str]]:
    """Return the site of what an audience may see, and the URLs of its assets by name."""
    directory = make_directory(portfolio, settings, material, read_passage)
    prose = {owner.path: resolve_sections(owner, directory) for owner in portfolio.activities}
    others = {page.path: resolve_section(page, page.body, directory) for page in portfolio.pages}
    if portfolio.person.about:
        about = resolve_section(portfolio.person, portfolio.person.about, directory)
        others[portfolio.person.path] = about
    resolved = (*chain.from_iterable(prose.values()), *others.values())
    evidence = chain.from_iterable(show_evidence(it, directory) for it in portfolio.activities)
    found: tuple[Resolved | Shown, ...] = (*resolved, show_photo(directory), *evidence)
    assets, asset_outputs = make_assets(
        material.look, make_options(material.look.options, directory)
    )
    summary = make_summarise(directory)
    pages = tuple(
        chain(
            [make_home(summary, directory), make_actions(directory), make_not_found(directory)],
            make_lists(summary, directory),
            _make_activities(prose, directory),
            _make_pages(others, directory),
            make_records(_by_section(prose, directory), directory),
            _make_redirects(directory),
        )
    )
    outputs = unite_outputs(
        chain(
            pages,
            make_feeds(tuple(sorted(pages, key=lambda page: page.url)), summary, directory),
            asset_outputs,
            copy_static(material.static),
            chain.from_iterable(it.copies for it in found),
        )
    )
    problems = chain(
        find_collisions(outputs),
        chain.from_iterable(it.problems for it in found),
        _find_broken(resolved, outputs, directory),
    )
    return Site(outputs, sort_problems(problems)), assets


def _make_activities(
    prose: Mapping[str, tuple[Resolved, ...]], directory: Directory
) -> Iterator[Rendered]:
    activities = directory.portfolio.activities
    earlier = (None, *activities[:-1])
    later = (*activities[1:], None)
    for activity, before, after in zip(activities, earlier, later, strict=False):
        yield make_activity(activity, prose[activity.path], (before, after), directory)


def _make_pages(others: Mapping[str, Resolved], directory: Directory) -> Iterator[Rendered]:
    person = directory.portfolio.person
    if person.about:
        yield make_about(others[person.path], directory)
    for page in directory.portfolio.pages:
        yield make_page(page, others[page.path], directory)


def _by_section(
    prose: Mapping[str, tuple[Resolved, ...]], directory: Directory
) -> dict[tuple[str, str], Prose]:
    return {
        (activity.path, section.name): found.prose
        for activity in directory.portfolio.activities
        for section, found in zip(activity.sections, prose[activity.path], strict=True)
    }


def _make_redirects(directory: Directory) -> Iterator[Rendered]:
    entries: Iterable[Entry] = directory.portfolio.entries
    for entry in entries:
        for alias in entry.aliases:
            yield make_redirect(
                alias, directory.entry_url(entry), entry.title, entry.path, directory
            )


def _find_broken(
    resolved: Iterable[Resolved], outputs: tuple[Output, ...], directory: Directory
) -> Iterator[Problem]:
    urls = {output.url for output in outputs}
    claims = chain.from_iterable(it.claims for it in resolved)
    return (report_broken(it, directory) for it in claims if it.url not in urls)
