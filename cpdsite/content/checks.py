"""What needs the scheme or other files to be checked, once every file has been read."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cpdsite.errors import Location, Problem, Severity
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.paths import resolve_path
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.sections import LEARNING_SECTIONS
from cpdsite.portfolio.terms import fold
from cpdsite.prose.passage import Passage

Lines = Mapping[str, tuple[str, ...]]
ReadPassage = Callable[[str], Passage]


def check_portfolio(
    portfolio: Portfolio, files: tuple[str, ...], lines: Lines, read_passage: ReadPassage
) -> Iterator[Problem]:
    """Yield what is wrong with a portfolio as a whole."""
    known = frozenset(files)
    yield from check_person(portfolio.person, portfolio.schemes, known, lines)
    for activity in portfolio.activities:
        yield from check_type(activity, portfolio.schemes, lines)
        yield from check_learning(activity, portfolio.default_status)
        yield from check_evidence(activity, known, lines, read_passage)
    yield from check_spellings(portfolio.activities, lines)


def locate(lines: Lines, path: str, pattern: str) -> tuple[Location, str]:
    """Return the first place in a file that matches a pattern, and the line to quote."""
    for number, line in enumerate(lines.get(path, ()), start=1):
        if match := re.search(pattern, line):
            return Location(path, number, match.start() + 1), line
    return Location(path), ""


def check_type(activity: Activity, schemes: tuple[Scheme, ...], lines: Lines) -> Iterator[Problem]:
    """Yield a problem where no scheme of the site knows the type of an activity."""
    if not activity.type or any(find_type(scheme, activity.type) for scheme in schemes):
        return
    lead = schemes[0]
    location, source = locate(lines, activity.path, r"^type\s*:")
    words = {word: kind.id for word, kind in lead.words.items()}
    near = difflib.get_close_matches(fold(activity.type), words, n=1)
    hint = (
        f"did you mean {words[near[0]]}?"
        if near
        else f"the types of {lead.short_name} are {', '.join(kind.id for kind in lead.types)}"
    )
    severity = Severity.WARNING if lead.other_types else Severity.ERROR
    message = f'{lead.short_name} has no activity type "{activity.type}"'
    yield Problem(location, "type", message, hint, severity, source)


def check_learning(activity: Activity, default_status: Status) -> Iterator[Problem]:
    """Yield a warning for a published activity that does not say what was learnt."""
    is_published = (activity.status or default_status) is Status.PUBLISHED
    if is_published and not any(activity.find_section(name) for name in LEARNING_SECTIONS):
        message = "this published entry does not say what you learnt"
        hint = "add a section that begins with ## What I learned"
        yield Problem(Location(activity.path), "learning", message, hint, Severity.WARNING)


def check_evidence(
    activity: Activity, files: frozenset[str], lines: Lines, read_passage: ReadPassage
) -> Iterator[Problem]:
    """Yield problems with files listed as evidence: missing, or private and yet used."""
    used = {
        resolve_path(activity.path, address)
        for section in activity.sections
        for passage in [read_passage(section.text)]
        for address in (*passage.links, *passage.images)
    }
    for evidence in activity.evidence:
        if not evidence.file:
            continue
        path = resolve_path(activity.path, evidence.file)
        location, source = locate(lines, activity.path, re.escape(evidence.file))
        if path not in files:
            message = f'evidence: there is no file "{evidence.file}"'
            hint = f"put it at {path}" if path else "name a file beside the entry"
            yield Problem(location, "evidence", message, hint, source=source)
        elif path in used and not evidence.public:
            message = f'evidence: "{evidence.file}" is not public, but the text uses it'
            hint = "add public: true to publish it, or take it out of the text"
            yield Problem(location, "evidence", message, hint, source=source)


def check_person(
    person: Person, schemes: tuple[Scheme, ...], files: frozenset[str], lines: Lines
) -> Iterator[Problem]:
    """Yield what is wrong with memberships and the photo."""
    by_name = {scheme.id: scheme for scheme in schemes}
    for membership in person.memberships:
        scheme = by_name.get(membership.scheme)
        grades = [grade.id for grade in scheme.grades] if scheme else []
        if scheme and membership.grade and grades and membership.grade not in grades:
            message = f'memberships: {scheme.short_name} has no grade "{membership.grade}"'
            hint = f"the grades are {', '.join(grades)}"
            location, source = locate(
                lines, person.path, r"grade\s*:\s*[\"']?" + re.escape(membership.grade)
            )
            yield Problem(location, "memberships", message, hint, source=source)
    if person.photo and resolve_path(person.path, person.photo) not in files:
        location, source = locate(lines, person.path, r"^photo\s*:")
        message = f'photo: there is no file "{person.photo}"'
        yield Problem(location, "photo", message, "put it beside profile.md", source=source)


def check_spellings(activities: Iterable[Activity], lines: Lines) -> Iterator[Problem]:
    """Yield a warning for each provider or tag that is spelled in more than one way."""
    seen: dict[tuple[str, str], str] = {}
    for activity in activities:
        for name, terms in (("provider", activity.provider), ("tags", activity.tags)):
            for term in terms:
                first = seen.setdefault((name, fold(term)), term)
                if first != term:
                    message = f'{name}: "{term}" and "{first}" count as one'
                    location, source = locate(lines, activity.path, re.escape(term))
                    hint = "spell them alike"
                    yield Problem(location, name, message, hint, Severity.WARNING, source)
