"""What one entry says of another: each name must be that of an entry that is there."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cpdsite.content.checks import Lines, locate
from cpdsite.errors import Problem, Severity
from cpdsite.limits import MOST_COMPARED
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.application import RANDOM, Application, Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, YearStart
from cpdsite.portfolio.entry import name_kind
from cpdsite.portfolio.objective import Objective, State
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.scheme import Scheme, find_grade
from cpdsite.portfolio.terms import fold, make_slug

PLACES = {
    "activity": "content/activities/",
    "objective": "content/objectives/",
    "review": "content/reviews/",
}

SLUG_KEY = r"""^["']?slug["']?\s*:"""


@dataclass(frozen=True, slots=True)
class _Names:
    """The entries of a kind by slug, with their titles; ``unread`` are paths of broken files."""

    kind: str
    titles: Mapping[str, str]
    unread: frozenset[str]

    def holds(self, name: str) -> bool:
        """Tell whether there is such an entry, or a file of that name that cannot be read.

        Such a file has an error of its own, which says enough.
        """
        place = PLACES[self.kind]
        files = {f"{place}{name}.md", f"{place}{name}/index.md"}
        return name in self.titles or bool(files & self.unread)

    def suggest(self, name: str) -> str:
        """Return how to mend a name that nothing has, by its spelling or by a title."""
        by_title = {fold(title): slug for slug, title in self.titles.items()}
        if fold(name) in by_title:
            return f"write {by_title[fold(name)]}, the name of its file"
        known = [*self.titles][:MOST_COMPARED]
        near = difflib.get_close_matches(make_slug(name), known, n=1)
        if near:
            return f'did you mean "{near[0]}"?'
        place, slug = PLACES[self.kind], make_slug(name)
        if self.kind == "objective" and slug:
            return f"write {place}{slug}.md, or take it out here"
        return f"name a file of {place}"


def check_references(portfolio: Portfolio, lines: Lines) -> Iterator[Problem]:
    """Yield an error for each name of an objective, a review or an activity that nothing has."""
    unread = frozenset(lines) - {it.path for it in portfolio.entries}
    activities, objectives, reviews = (
        _Names(
            kind, {it.slug: it.title for it in portfolio.entries if name_kind(it) == kind}, unread
        )
        for kind in PLACES
    )
    actions = {it.slug: len(it.further_action) for it in portfolio.activities}
    for activity in portfolio.activities:
        yield from _check_names(activity.path, "objectives", activity.objectives, objectives, lines)
        yield from _check_closes(activity, actions, activities, lines)
    for objective in portfolio.objectives:
        yield from _check_carried(objective, portfolio, objectives, lines)
        named = filter(None, (objective.review,))
        yield from _check_names(objective.path, "review", named, reviews, lines)
    for it in portfolio.applications:
        yield from _check_names(it.path, "objectives", it.objectives, objectives, lines)
        yield from _check_names(it.path, "reviews", it.reviews, reviews, lines)
        yield from _check_include(it, portfolio, (activities, objectives), lines)
        yield from _check_scheme(it, portfolio.schemes, lines)
        if portfolio.status_of(it) is Status.PUBLISHED:
            yield from check_address(it, lines)


def _check_names(
    path: str, key: str, written: Iterable[str], known: _Names, lines: Lines
) -> Iterator[Problem]:
    for name in written:
        if not known.holds(name):
            location, source = locate(lines, path, _find_word(name), key)
            message = f'{key}: there is no {known.kind} "{name}"'
            yield Problem(location, key, message, known.suggest(name), source=source)


def _find_word(name: str) -> str:
    """Return a pattern for a name that is no part of a longer one."""
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def _check_closes(
    activity: Activity, actions: Mapping[str, int], known: _Names, lines: Lines
) -> Iterator[Problem]:
    for it in activity.closes:
        count = actions.get(it.slug)
        is_own = it.slug == activity.slug
        if not is_own and (it.number <= count if count is not None else known.holds(it.slug)):
            continue
        message, hint = f'closes: there is no activity "{it.slug}"', known.suggest(it.slug)
        if is_own:
            message, hint = "closes: this is its own further action", "write done: beside it"
        elif count is not None:
            held = f"{count or 'no'} further action{'s' if count > 1 else ''}"
            message = f"closes: {it.slug} has {held}, and this is number {it.number}"
            hint = f"write {it.slug}#1 to #{count}" if count > 1 else f"write {it.slug}#1"
            hint = hint if count else "add further_action: there, or take this out"
        location, source = locate(lines, activity.path, _find_word(it.slug), "closes")
        yield Problem(location, "closes", message, hint, source=source)


def _check_carried(
    objective: Objective, portfolio: Portfolio, known: _Names, lines: Lines
) -> Iterator[Problem]:
    """Yield what is wrong with where an objective is carried to."""
    target = objective.carried_to
    yield from _check_names(objective.path, "carried_to", filter(None, (target,)), known, lines)
    if target and _returns(objective, portfolio.objectives):
        location, source = locate(lines, objective.path, r"^carried_to\s*:")
        message = "carried_to: this leads back to the objective itself"
        hint = "name the objective that was set later"
        yield Problem(location, "carried_to", message, hint, source=source)
    is_carried = objective.state is State.CARRIED
    if is_carried != bool(target):
        location, source = locate(lines, objective.path, r"^(?:state|carried_to)\s*:")
        message = "this objective is carried, and does not say to which"
        hint = "add carried_to: with the name of the objective that goes on with it"
        if target:
            message = (
                f"this objective names one that goes on with it, and is {objective.state.value}"
            )
            hint = "write state: carried, or take carried_to: out"
        yield Problem(location, "state", message, hint, Severity.WARNING, source)


def _returns(objective: Objective, objectives: tuple[Objective, ...]) -> bool:
    """Tell whether following what objectives are carried to comes back to the first."""
    targets = {it.slug: it.carried_to for it in objectives}
    seen: set[str] = set()
    current = objective.carried_to
    while current and current not in seen:
        if current == objective.slug:
            return True
        seen.add(current)
        current = targets.get(current, "")
    return False


def _check_include(
    application: Application, portfolio: Portfolio, known: tuple[_Names, _Names], lines: Lines
) -> Iterator[Problem]:
    activities, objectives = known
    tags = {fold(tag) for it in portfolio.activities for tag in it.tags}
    drafts = {it.slug for it in portfolio.activities if portfolio.status_of(it) is Status.DRAFT}
    for line in application.include:
        path, named = application.path, (line.name,)
        if line.by is Selection.ACTIVITY:
            yield from _check_names(path, "include", named, activities, lines)
        elif line.by is Selection.OBJECTIVE:
            yield from _check_names(path, "include", named, objectives, lines)
        elif line.by is Selection.TAG and fold(line.name) not in tags:
            location, source = locate(lines, path, _find_word(line.name), "include")
            message, hint = (
                f'include: no activity has the tag "{line.name}"',
                "name one that is used",
            )
            yield Problem(location, "include", message, hint, source=source)
        if line.by is Selection.ACTIVITY and line.name in drafts:
            yield _report_draft(application, line, lines)


def _report_draft(application: Application, line: Inclusion, lines: Lines) -> Problem:
    location, source = locate(lines, application.path, _find_word(line.name), "include")
    message = f"include: {line.name} is a draft, so its reader does not see it"
    hint = "finish it, and write status: published there, or status: private to show it here alone"
    return Problem(location, "include", message, hint, Severity.WARNING, source)


def _check_scheme(
    application: Application, schemes: tuple[Scheme, ...], lines: Lines
) -> Iterator[Problem]:
    known = {scheme.id: scheme for scheme in schemes}
    if not all(known):
        # Of a scheme that cannot be read nobody knows the grades, and it is told already.
        return
    wanted = application.scheme or schemes[0].id
    if wanted not in known:
        location, source = locate(lines, application.path, r"^scheme\s*:")
        message = f'scheme: this site has no scheme "{wanted}"'
        hint = f"choose from {', '.join(known)}, or add it to scheme = in cpdsite.toml"
        yield Problem(location, "scheme", message, hint, source=source)
        return
    scheme = known[wanted]
    if application.grade and scheme.grades and not find_grade(scheme, application.grade):
        location, source = locate(lines, application.path, r"^to\s*:")
        message = f'to: {scheme.short_name} has no grade "{application.grade}"'
        hint = f"the grades are {', '.join(it.id for it in scheme.grades)}"
        yield Problem(location, "to", message, hint, source=source)


def check_address(application: Application, lines: Lines) -> Iterator[Problem]:
    """Yield a warning where an application waits for an address that cannot be guessed."""
    location, source = locate(lines, application.path, SLUG_KEY)
    # A file that is called random.md has the name for its address, and says nothing of it.
    if application.slug == RANDOM and 0 < location.line < application.body.line:
        message = "slug: random stands for an address that nobody can guess: build gives it one"
        hint = "run cpdsite build on your own computer, and keep the file as it is then"
        yield Problem(location, "slug", message, hint, Severity.WARNING, source)


def check_periods(portfolio: Portfolio, year_starts: YearStart, lines: Lines) -> Iterator[Problem]:
    """Yield an error for each CPD year of two calendar years where the CPD year is one."""
    if year_starts != YearStart():
        return
    applications = portfolio.applications
    written = [
        *((it.path, "period", it.period) for it in portfolio.reviews),
        *((it.path, "period", it.period) for it in applications),
        *((it.path, "include", line.period) for it in applications for line in it.include),
    ]
    for path, key, period in written:
        if isinstance(period, CpdYear) and period.is_split:
            written_so = rf"{period.year}[-/](?:\d\d)?{(period.year + 1) % 100:02}"
            location, source = locate(lines, path, written_so, key)
            message = f"period: {period} is no CPD year here, since yours begins on 1 January"
            hint = f'write {period.year}, or set year_starts = "09-01" in cpdsite.toml'
            yield Problem(location, key, message, hint, source=source)
