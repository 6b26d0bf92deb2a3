"""``cpdsite serve``: the preview, on every save."""

import gc
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from cpdsite.commands.composition import Composed, Outlined, outline_site, survey_site
from cpdsite.commands.editions import AudienceEdition, Press
from cpdsite.commands.inspection import FINDINGS, inspect_files
from cpdsite.commands.site_folder import (
    CACHE,
    SOURCES,
    Opened,
    check_opened,
    open_memory,
    reopen_site,
    store_cache,
)
from cpdsite.commands.templates import find_idle_parts, find_template_problems
from cpdsite.errors import Problem, Severity, sort_problems
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.agenda import HEADINGS, make_agenda
from cpdsite.portfolio.portfolio import (
    Audience,
    Portfolio,
    find_left_out,
    make_previewer,
    make_public,
)
from cpdsite.preview.answers import PUBLISHED
from cpdsite.preview.preview import Refreshed, Source
from cpdsite.preview.showing import Showing, Unlinked, Waiting
from cpdsite.render.theme import Theme
from cpdsite.settings import FILE_NAME
from cpdsite.site.directory import find_own_url

MANY = 300
"""The number of entries from which on a page is shown before all of them are looked through."""

NOTHING_YET = 'Nothing is written yet: begin with cpdsite new "What I did"'


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read last, and the two sites made of it."""

    opened: Opened
    mine: AudienceEdition | None
    published: AudienceEdition | None


class Desk:
    """What the preview holds from one change to the next: what was read, and what was good."""

    def __init__(self, root: Path, find_today: Callable[[], date], base_path: str) -> None:
        """Begin with what earlier runs stored."""
        self._root = root
        self._find_today = find_today
        self._base_path = base_path
        self._today = find_today()
        self._memory = open_memory(root, keeps_last_good=True)
        self._press = Press(root)
        self._last: Opened | None = None
        self._last_shown: tuple[Portfolio, Theme] | None = None
        self._surveyed: tuple[Problem, ...] = ()
        self._revision = self._reload = self._styles = 0
        self._shown: tuple[Problem, ...] = ()
        self._is_stored = False

    def is_stale(self) -> bool:
        """Tell whether another day has begun, on which other activities are planned."""
        return self._find_today() != self._today

    def refresh(self, paths: frozenset[str]) -> Iterator[Refreshed]:
        """Yield what there is to show after some files have changed; the last is complete."""
        self._today = self._find_today()
        self._memory.reader.forget(paths)
        self._count(paths)
        read = self._read()
        pages = _count_pages(read.mine, paths)
        known = {*read.opened.problems}
        if len(read.opened.loaded.suspect.activities) > MANY:
            # What was wrong elsewhere probably still is.
            kept = (it for it in self._surveyed if it.location.path not in paths)
            found = sort_problems((*read.opened.problems, *kept))
            yield Refreshed(self._show(read, found), pages, is_complete=False)
        read = replace(read, opened=check_opened(read.opened, self._today))
        problems = self._survey(read)
        self._surveyed = tuple(it for it in problems if it not in known)
        if not self._is_stored:
            store_cache(read.opened)
            self._is_stored = True
            # What was read stays for long, so there is no use in looking through it again and again.
            gc.freeze()
        self._memory.passages.forget_unread()
        yield Refreshed(self._show(read, problems), pages)

    def _count(self, paths: frozenset[str]) -> None:
        """Count the change: every one, those after which pages load anew, those of styles."""
        self._revision += 1
        kinds = {_find_kind(path) for path in paths}
        self._reload += "other" in kinds
        self._styles += "style" in kinds

    def _read(self) -> _Read:
        opened = reopen_site(self._root, self._memory, self._last)
        portfolio, theme = opened.loaded.portfolio, opened.theme
        if theme is not None and theme.is_whole:
            self._last = opened
            if portfolio is not None:
                self._last_shown = (portfolio, theme)
        if self._last_shown is None:
            return _Read(opened, None, None)
        portfolio, theme = self._last_shown
        everyone, me = make_public(self._today), make_previewer(self._today)
        portfolio = _without_gone(portfolio, opened)
        outline = partial(_outline, opened, portfolio, theme)
        hidden = frozenset(it.entry.path for it in find_left_out(portfolio, everyone))
        # Those of which only the last good version was published; where nothing is wrong, none.
        withdrawn = _find_withdrawn(opened) - hidden
        seen = partial(_outline, opened, _without(portfolio, withdrawn), theme)
        public = partial(seen, everyone, self._base_path + PUBLISHED)
        published = AudienceEdition(self._press, opened, public)
        own = partial(outline, me, self._base_path)
        mine = AudienceEdition(self._press, opened, own, published, hidden | withdrawn)
        return _Read(opened, mine, published)

    def _show(self, read: _Read, problems: tuple[Problem, ...]) -> Showing:
        if problems != self._shown:
            # Each page says what is wrong, so that changes all of them.
            self._revision += 1
            self._shown = problems
        return Showing(
            revision=self._revision,
            reload=self._reload,
            styles=self._styles,
            mine=read.mine,
            published=read.published,
            problems=problems,
            waiting=self._find_waiting(read.opened),
            unlinked=_find_unlinked(read.opened.loaded.suspect),
            note="" if read.opened.loaded.suspect.activities else NOTHING_YET,
        )

    def _find_waiting(self, opened: Opened) -> tuple[Waiting, ...]:
        agenda = make_agenda(opened.loaded.suspect, opened.settings.year_starts, self._today)
        return tuple(Waiting(HEADINGS[it.matter], it.words, it.path) for it in agenda)

    def _survey(self, read: _Read) -> tuple[Problem, ...]:
        """Return all that a build would tell, and what would be wrong if all were published."""
        opened = read.opened
        public = self._compose(opened, read.published, make_public(self._today))
        mine = public
        if public.left_out or _has_more_evidence(opened.loaded.suspect):
            mine = self._compose(opened, read.mine, make_previewer(self._today))
        told = {(it.location, it.code, it.message) for it in public.problems}
        # A build says nothing of them before the entry is published, so they do not stop it.
        later = (
            replace(it, severity=Severity.WARNING)
            for it in mine.problems
            if (it.location, it.code, it.message) not in told
        )
        outputs = (*public.site.outputs, *mine.site.outputs)
        files = inspect_files(self._root, outputs, self._root / CACHE / FINDINGS, pictures=True)
        templates = (
            read.published.find_mistakes()
            if read.published
            else find_template_problems(public, opened.passages.read)
        )
        idle = find_idle_parts(public)
        found = (*opened.problems, *public.problems, *later, *files, *templates, *idle)
        return sort_problems(it for it in found if not self._has_gone(it))

    def _has_gone(self, problem: Problem) -> bool:
        """Tell whether a file could not be read because it went meanwhile, which is no mistake."""
        path = problem.location.path
        return (
            problem.code == "unreadable"
            and path != FILE_NAME
            and not os.path.lexists(self._root / path)
        )

    @staticmethod
    def _compose(opened: Opened, edition: AudienceEdition | None, audience: Audience) -> Composed:
        """Return the site for an audience, of what has mistakes too; it is shown to nobody."""
        if edition is not None and opened.is_sound:
            return edition.compose()
        return survey_site(opened, audience)


def _outline(
    opened: Opened, portfolio: Portfolio, theme: Theme, audience: Audience, base_path: str
) -> Outlined:
    return outline_site(opened, portfolio, theme, audience, base_path=base_path)


def _without_gone(portfolio: Portfolio, opened: Opened) -> Portfolio:
    """Return a portfolio, which may be of an earlier moment, without the entries deleted since."""
    gone = {it.path for it in portfolio.entries} - opened.loaded.lines.keys()
    return _without(portfolio, gone) if gone else portfolio


def _find_withdrawn(opened: Opened) -> frozenset[str]:
    """Return the paths of entries that now say they are not published, mistakes in them or not."""
    suspect = opened.loaded.suspect
    entries = (it for it in suspect.entries if suspect.status_of(it) is not Status.PUBLISHED)
    return frozenset(it.path for it in entries)


def _without(portfolio: Portfolio, paths: Collection[str]) -> Portfolio:
    return replace(
        portfolio,
        activities=tuple(it for it in portfolio.activities if it.path not in paths),
        objectives=tuple(it for it in portfolio.objectives if it.path not in paths),
        reviews=tuple(it for it in portfolio.reviews if it.path not in paths),
        applications=tuple(it for it in portfolio.applications if it.path not in paths),
        pages=tuple(it for it in portfolio.pages if it.path not in paths),
    )


def _find_unlinked(portfolio: Portfolio) -> tuple[Unlinked, ...]:
    return tuple(
        Unlinked(it.title, find_own_url(it).removeprefix("/")) for it in portfolio.applications
    )


def _has_more_evidence(portfolio: Portfolio) -> bool:
    return any(not it.public for activity in portfolio.activities for it in activity.evidence)


def _find_kind(path: str) -> str:
    """Return what a change of a file asks of a page that shows it."""
    if path.startswith("content/") and path.endswith(".md"):
        return "prose"
    return "style" if path.endswith(".css") else "other"


def _count_pages(edition: AudienceEdition | None, paths: frozenset[str]) -> int:
    """Return how many pages and files some files make themselves."""
    if edition is None or not paths:
        return 0
    return sum(it.origin in paths for it in edition.outline().outline.outputs)


def open_source(root: Path, find_today: Callable[[], date], base_path: str) -> Source:
    """Return what a preview of a site shows; ``base_path`` begins and ends with a slash."""
    desk = Desk(root, find_today, base_path)
    return Source(root, SOURCES, desk.refresh, desk.is_stale)
