"""A site composed for an audience: what it sees, and what is wrong with all of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from cpdsite.commands.site_folder import Opened
from cpdsite.errors import Problem, ProblemsError, sort_problems
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.portfolio import (
    Audience,
    LeftOut,
    Portfolio,
    find_left_out,
    find_planned,
    find_withheld,
    make_reader,
    visible,
)
from cpdsite.render.theme import Theme
from cpdsite.site.applications import Dossier
from cpdsite.site.assets import Look
from cpdsite.site.compose import Outline, Readership, complete, outline
from cpdsite.site.directory import Material
from cpdsite.site.outputs import Filed, Site

NO_THEME = Theme(
    "", {}, frozenset(), is_shipped=True, is_whole=False, look=Look((), (), ""), digest=""
)
"""What stands for a theme that cannot be read, in looking for more mistakes."""

Measure = Callable[[Filed], int]
"""Gives the size of the file of a record, in bytes."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A site for an audience, and what was left out of it, before its prose is read."""

    outline: Outline
    theme: Theme
    shown: Portfolio
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A site for an audience, what was left out of it, and every problem so far.

    ``included`` holds what is shown within each application alone.
    """

    site: Site
    assets: Mapping[str, str]
    theme: Theme
    shown: Portfolio
    included: tuple[Portfolio, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def compose_for(opened: Opened, audience: Audience, base_url: str) -> Composed:
    """Return the site that an audience sees, made of what was read without a mistake.

    Its problems are those of the whole site, as ``survey_site`` finds them. Raises
    ``ProblemsError`` where there is too little to compose a site of.
    """
    portfolio, theme = opened.loaded.portfolio, opened.theme
    if portfolio is None or theme is None:
        raise ProblemsError(survey_site(opened, audience, base_url).problems)
    composed = complete_site(opened, outline_site(opened, portfolio, theme, audience, base_url))
    if portfolio == opened.loaded.suspect:
        return composed
    return replace(composed, problems=survey_site(opened, audience, base_url).problems)


def survey_site(
    opened: Opened, audience: Audience, base_url: str = "", measure: Measure | None = None
) -> Composed:
    """Compose all that can be read of a site, what has mistakes too, to find more of them.

    So nobody mends one mistake only to be told of the next. What comes of it is looked at
    and never published.
    """
    theme = opened.theme or NO_THEME
    portfolio = opened.loaded.suspect
    outlined = outline_site(opened, portfolio, theme, audience, base_url, measure=measure)
    return complete_site(opened, outlined)


def complete_site(opened: Opened, outlined: Outlined) -> Composed:
    """Return a site with the files that its prose shows, and every problem so far."""
    site = complete(outlined.outline)
    problems = sort_problems((*opened.problems, *site.problems))
    assets, shown, left_out = outlined.outline.assets, outlined.shown, outlined.left_out
    included = tuple(map(_cut_to_included, outlined.outline.dossiers))
    return Composed(site, assets, outlined.theme, shown, included, left_out, problems)


def _cut_to_included(dossier: Dossier) -> Portfolio:
    """Return what the reader of an application sees, and the public does not."""
    portfolio, own = dossier.directory.portfolio, dossier.directory.folders
    return replace(
        portfolio,
        activities=tuple(it for it in portfolio.activities if it.path in own),
        objectives=tuple(it for it in portfolio.objectives if it.path in own),
        reviews=tuple(it for it in portfolio.reviews if it.path in own),
        applications=(),
        pages=(),
    )


def outline_site(  # noqa: PLR0913, PLR0917 - all that decides what an audience sees
    opened: Opened,
    portfolio: Portfolio,
    theme: Theme,
    audience: Audience,
    base_url: str = "",
    base_path: str = "",
    measure: Measure | None = None,
) -> Outlined:
    """Return the pages of the site that an audience sees of a portfolio."""
    left_out = find_left_out(portfolio, audience)
    shown = visible(portfolio, audience)
    material = Material(
        look=theme.look,
        base_url=base_url or opened.settings.base_url,
        base_path=base_path,
        files=opened.loaded.files,
        static=opened.static,
        hidden={it.entry.path: it.reason for it in left_out},
        withheld=find_withheld(portfolio, audience),
        lines=opened.loaded.lines,
        unusable=opened.loaded.unusable,
        planned=find_planned(shown, audience),
        fonts=opened.fonts,
        measure=measure,
    )
    find_readership = partial(_find_readership, portfolio, material, audience)
    readerships = tuple(map(find_readership, shown.applications))
    outlined = outline(shown, opened.settings, material, opened.passages.read, readerships)
    return Outlined(outlined, theme, shown, left_out)


def _find_readership(
    portfolio: Portfolio, material: Material, audience: Audience, application: Application
) -> Readership:
    """Return an application as its reader sees it: that is no more for whoever previews it.

    Where drafts are built, one that is a draft itself shows nothing private: nobody sends it yet.
    """
    reader = make_reader(portfolio, application, audience.today)
    is_sent = portfolio.status_of(application) is Status.PUBLISHED
    if not is_sent and Status.PRIVATE not in audience.statuses:
        reader = replace(reader, included=frozenset())
    hidden = {it.entry.path: it.reason for it in find_left_out(portfolio, reader)}
    withheld = find_withheld(portfolio, reader)
    seen = replace(material, hidden=hidden, withheld=withheld, planned=frozenset())
    return Readership(application, visible(portfolio, reader), seen)
