"""What every page shares, and the pages in prose: about the person, and any other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from cpdsite.portfolio.activity import Page, Status
from cpdsite.portfolio.dates import format_date
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.paths import resolve_name
from cpdsite.portfolio.person import find_membership
from cpdsite.portfolio.scheme import name_grade
from cpdsite.site.directory import Directory
from cpdsite.site.gate import Shown, file_url, show_file
from cpdsite.site.links import Resolve
from cpdsite.site.outputs import REDIRECT, Rendered
from cpdsite.site.urls import (
    ABOUT,
    ACTIONS,
    ACTIVITIES,
    FEED,
    HOME,
    NOT_FOUND,
    OBJECTIVES,
    RECORD,
    REVIEWS,
    join_base,
)
from cpdsite.site.views import (
    HeadView,
    LinkView,
    MembershipView,
    NotFoundView,
    OptionsView,
    PageView,
    Pairs,
    PhotoView,
    RedirectView,
    SiteView,
)


def make_site_view(directory: Directory) -> SiteView:
    """Return what every page shows of the site."""
    portfolio, settings = directory.portfolio, directory.settings
    name = portfolio.person.name
    return SiteView(
        title=settings.title or f"{name}: CPD portfolio",
        description=settings.description,
        language=settings.language,
        name=name,
        navigation=make_navigation(directory),
        noindex=not settings.search_engines,
        base_url=directory.base_url,
        feed_url=FEED if directory.base_url else "",
        extra=tuple((key, freeze(value)) for key, value in settings.extra.items()),
    )


def freeze(value: object) -> object:
    """Return a value of ``[extra]`` as views hold it: lists as tuples, tables as pairs."""
    if isinstance(value, dict):
        return tuple((key, freeze(item)) for key, item in value.items())
    return tuple(freeze(item) for item in value) if isinstance(value, list) else value


def make_navigation(directory: Directory) -> tuple[LinkView, ...]:
    """Return the links at the top of every page."""
    portfolio = directory.portfolio
    about = (LinkView("About", ABOUT),) if portfolio.person.about else ()
    pages = (LinkView(page.title, directory.entry_url(page)) for page in portfolio.pages)
    return (
        LinkView("Activities", ACTIVITIES),
        LinkView("Record", RECORD),
        *link_list("Objectives", OBJECTIVES, portfolio.objectives, directory),
        *link_list("Reviews", REVIEWS, portfolio.reviews, directory),
        LinkView("Further action", ACTIONS),
        *about,
        *pages,
    )


def link_list(
    title: str, url: str, entries: Iterable[Entry], directory: Directory
) -> tuple[LinkView, ...]:
    """Return the link to the list of some entries; none where no page but an application has them."""
    return (LinkView(title, url),) if directory.has_pages(entries) else ()


def make_head(
    url: str,
    title: str,
    directory: Directory,
    description: str = "",
    parents: tuple[LinkView, ...] = (),
) -> HeadView:
    """Return the head of a page; ``parents`` lead to it from the home page."""
    base = directory.base_url
    return HeadView(
        url=url,
        title=title,
        description=description,
        canonical=join_base(base, url) if base else "",
        breadcrumbs=(LinkView("Home", HOME), *parents) if url != HOME else (),
    )


def make_memberships(directory: Directory, day: date | None = None) -> tuple[MembershipView, ...]:
    """Return the person's memberships as they stand, or stood on a day, in the order of the schemes."""
    person = directory.portfolio.person
    schemes = {scheme.id: scheme for scheme in directory.portfolio.schemes}
    bodies = dict.fromkeys([*schemes, *(it.scheme for it in person.memberships)])
    views = []
    for body in bodies:
        scheme, membership = schemes.get(body), find_membership(person, body, day)
        if membership:
            views.append(
                MembershipView(
                    scheme=scheme.short_name if scheme else body,
                    name=scheme.name if scheme else body,
                    grade=name_grade(scheme, membership.grade) if scheme else membership.grade,
                    number=membership.number,
                    since=format_date(membership.since) if membership.since else "",
                )
            )
    return tuple(views)


def make_options(options: Pairs, directory: Directory) -> OptionsView:
    """Return what the stylesheet of the theme's options sees."""
    schemes = directory.portfolio.schemes
    widths = {column.width for scheme in schemes for column in scheme.sheet.columns}
    return OptionsView(options, _write_running_head(directory), tuple(sorted(widths)))


def _write_running_head(directory: Directory) -> str:
    person = directory.portfolio.person
    membership = find_membership(person, directory.portfolio.schemes[0].id, None)
    number = membership.number if membership else ""
    text = f"{person.name} \N{MIDDLE DOT} {number}" if number else person.name
    # A text in a stylesheet ends with its line, and YAML has several signs that end one.
    return " ".join(text.split())


def find_photo(directory: Directory) -> str:
    """Return the path of the person's photo in the site; ``""`` if none is to be shown."""
    person = directory.portfolio.person
    path = resolve_name(person.path, person.photo) if person.photo else ""
    return path if path in directory.files else ""


def view_photo(directory: Directory) -> PhotoView | None:
    """Return the person's photo, if it is to be shown."""
    person, path = directory.portfolio.person, find_photo(directory)
    return PhotoView(file_url(person, path, directory), person.name) if path else None


def show_photo(directory: Directory) -> Shown:
    """Return the output that publishes the person's photo."""
    person, path = directory.portfolio.person, find_photo(directory)
    return show_file(person, path, person.photo, directory) if path else Shown()


def link_addresses(directory: Directory) -> tuple[LinkView, ...]:
    """Return the links that the person shows."""
    return tuple(LinkView(link.title, link.url) for link in directory.portfolio.person.links)


def make_about(resolve: Resolve, directory: Directory) -> Rendered:
    """Return the page about the person."""
    person = directory.portfolio.person
    return Rendered(ABOUT, "page.html", partial(_view_about, resolve, directory), person.path)


def _view_about(resolve: Resolve, directory: Directory) -> PageView:
    person = directory.portfolio.person
    return PageView(
        site=make_site_view(directory),
        head=make_head(ABOUT, f"About {person.name}", directory, person.headline),
        body=resolve(person)[0].prose,
        photo=view_photo(directory),
        email=person.email,
        links=link_addresses(directory),
        mark="",
        extra=person.extra,
    )


def make_page(page: Page, resolve: Resolve, directory: Directory) -> Rendered:
    """Return a page from ``content/pages/``."""
    make_view = partial(_view_page, page, resolve, directory)
    return Rendered(directory.entry_url(page), "page.html", make_view, page.path)


def _view_page(page: Page, resolve: Resolve, directory: Directory) -> PageView:
    url = directory.entry_url(page)
    description = directory.read_passage(page.body.text).sentence
    return PageView(
        site=make_site_view(directory),
        head=make_head(url, page.title, directory, description),
        body=resolve(page)[0].prose,
        photo=None,
        email="",
        links=(),
        mark=mark_status(page, directory),
        extra=page.extra,
    )


def mark_status(entry: Entry, directory: Directory) -> str:
    """Return the status of an entry that is not published, to mark it with; ``""`` if it is."""
    status = directory.portfolio.status_of(entry)
    return "" if status is Status.PUBLISHED else status.value


def make_not_found(directory: Directory) -> Rendered:
    """Return the page for addresses that lead nowhere; it links from the base path."""
    origin = "the page for missing addresses"
    return Rendered(NOT_FOUND, "404.html", partial(_view_not_found, directory), origin)


def _view_not_found(directory: Directory) -> NotFoundView:
    return NotFoundView(
        site=make_site_view(directory),
        head=make_head(NOT_FOUND, "This page does not exist", directory),
        base_path=directory.base_path or urlsplit(directory.base_url).path or "/",
    )


def make_redirect(alias: str, url: str, title: str, origin: str, directory: Directory) -> Rendered:
    """Return the page that leads from an old address to an entry."""
    make_view = partial(_view_redirect, alias, url, title, directory)
    return Rendered(alias, REDIRECT, make_view, origin)


def _view_redirect(alias: str, url: str, title: str, directory: Directory) -> RedirectView:
    head = make_head(alias, title, directory)
    canonical = join_base(directory.base_url, url) if directory.base_url else ""
    return RedirectView(make_site_view(directory), replace(head, canonical=canonical), url)
