"""What needs the scheme or other files to be checked, once every file has been read."""

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain

from cpdsite.content.headings import find_misplaced
from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import MOST_COMPARED
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.names import fold_name
from cpdsite.portfolio.paths import resolve_name
from cpdsite.portfolio.person import Membership, Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.question import LEARNING, is_accepted
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.sections import LEARNING_SECTIONS, name_section
from cpdsite.portfolio.terms import fold
from cpdsite.prose.passage import Passage
from cpdsite.shipped import find_shipped

Lines = Mapping[str, tuple[str, ...]]
ReadPassage = Callable[[str], Passage]

SURE = 0.85
"""How alike a type is, from 0 to 1, to a word that it then can only be a slip for."""

MOST_YEARS_AGO = 90
MOST_YEARS_AHEAD = 10
"""How far from today a date may lie before it is asked about."""


def check_portfolio(
    portfolio: Portfolio,
    files: tuple[str, ...],
    lines: Lines,
    today: date,
    read_passage: ReadPassage,
) -> Iterator[Problem]:
    """Yield what is wrong with a portfolio as a whole.

    ``today`` tells what is planned, and dates that lie too far from it to be right.
    """
    known = frozenset(files)
    yield from check_person(portfolio.person, portfolio.schemes, known, lines)
    for activity in portfolio.activities:
        yield from check_type(activity, portfolio.schemes, lines)
        is_published = portfolio.status_of(activity) is Status.PUBLISHED
        # Nobody has learnt yet from what is planned.
        is_due = is_published and activity.first_day <= today
        is_due = is_due and not is_accepted(LEARNING, activity, portfolio.person)
        if is_due and not says_learning(activity, read_passage):
            yield from check_learning(activity, lines)
        yield from check_evidence(activity, known, lines)
    yield from check_spellings(portfolio, lines)
    yield from check_dates(portfolio, today, lines)


def locate(lines: Lines, path: str, pattern: str, key: str = "") -> tuple[Location, str]:
    """Return the first place in a file that matches a pattern, and the line to quote.

    With a key of the front matter, the search begins on its line.
    """
    begun = not key
    for number, line in enumerate(lines.get(path, ()), start=1):
        begun = begun or re.match(rf"{key}\s*:", line) is not None
        if begun and (match := re.search(pattern, line)):
            # A group is what is meant where a pattern also holds what stands before it.
            return Location(path, number, match.start(match.lastindex or 0) + 1), line
    return Location(path), ""


def check_type(activity: Activity, schemes: tuple[Scheme, ...], lines: Lines) -> Iterator[Problem]:
    """Yield a problem where no scheme of the site knows the type of an activity."""
    lead = schemes[0]
    is_known = any(find_type(scheme, activity.type) for scheme in schemes)
    if not activity.type or is_known:
        return
    location, source = locate(lines, activity.path, r"^type\s*:")
    words = {word: kind.id for word, kind in lead.words.items()}
    written = fold(activity.type)
    near = difflib.get_close_matches(written, words, n=1)
    is_sure = bool(difflib.get_close_matches(written, near, n=1, cutoff=SURE))
    if not near and not schemes[-1].id:
        # One without an id stands for a scheme that cannot be read, and may know the type.
        return
    meant = f"did you mean {words[near[0]]}?" if near else ""
    types = f"the types of {lead.short_name} are {', '.join(kind.id for kind in lead.types)}"
    hint = meant if is_sure else f"{meant} {types}".strip()
    severity = Severity.WARNING if lead.other_types else Severity.ERROR
    message = f'{lead.short_name} has no activity type "{activity.type}"'
    yield Problem(location, "type", message, hint, severity, source)


def says_learning(activity: Activity, read_passage: ReadPassage) -> bool:
    """Tell whether an activity says what was learnt; a prompt left as a comment does not."""
    sections = (activity.find_section(name) for name in LEARNING_SECTIONS)
    return any(not read_passage(section.text).is_blank for section in sections if section)


def check_learning(activity: Activity, lines: Lines) -> Iterator[Problem]:
    """Yield a warning for an activity that does not say what was learnt.

    Where it may say so under a heading that begins no section, that heading has a warning.
    """
    misplaced = (it for part in activity.sections for it in find_misplaced(part.text, part.name))
    if any(it.name in LEARNING_SECTIONS for it in misplaced):
        return
    message = "this published entry does not say what you learnt"
    location, source = Location(activity.path), ""
    hint = "add a section that begins with ## What I learned"
    for number, line in enumerate(lines.get(activity.path, ()), start=1):
        if line.startswith("##") and name_section(line.strip("#")) in LEARNING_SECTIONS:
            location, source = Location(activity.path, number, 1), line
            hint = "write what you learnt below it"
    yield Problem(location, "learning", message, hint, Severity.WARNING, source)


def check_evidence(activity: Activity, files: frozenset[str], lines: Lines) -> Iterator[Problem]:
    """Yield a problem for each file of evidence that is not there."""
    for evidence in activity.evidence:
        path = resolve_name(activity.path, evidence.file) if evidence.file else ""
        if evidence.file and path not in files:
            location, source = locate(lines, activity.path, re.escape(evidence.file), "evidence")
            message = f'evidence: there is no file "{evidence.file}"'
            hint = suggest_file(activity.path, path, files)
            yield Problem(location, "evidence", message, hint, source=source)


def suggest_file(owner: str, path: str, files: frozenset[str]) -> str:
    """Return which file an entry probably meant, as it must name it, or where it is looked for."""
    if not path:
        return "name a file beside the entry, such as certificate.pdf"
    if inside := min((it for it in files if it.startswith(f"{path}/")), default=""):
        return f'name a file in that folder, such as "{_name_from(owner, inside)}"'
    folder = posixpath.dirname(path)
    beside = sorted(it for it in files if posixpath.dirname(it) == folder)[:MOST_COMPARED]
    twin = next((it for it in beside if fold_name(it) == fold_name(path)), "")
    if twin and unicodedata.normalize("NFC", twin) == unicodedata.normalize("NFC", path):
        name = posixpath.basename(path)
        return f"rename {twin}, typing {name} anew: the two look the same to you, but not to a computer"
    near = [twin] if twin else difflib.get_close_matches(path, beside, n=1, cutoff=0.8)
    if not near:
        return f"put it at {path}"
    return f'did you mean "{_name_from(owner, near[0])}"?'


def _name_from(owner: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(owner))


def check_person(
    person: Person, schemes: tuple[Scheme, ...], files: frozenset[str], lines: Lines
) -> Iterator[Problem]:
    """Yield what is wrong with memberships and the photo."""
    for membership in person.memberships:
        for scheme in schemes:
            yield from check_membership(person, membership, scheme, lines)
        yield from check_body(person, membership, schemes, lines)
    path = resolve_name(person.path, person.photo) if person.photo else ""
    if person.photo and path not in files:
        location, source = locate(lines, person.path, r"^photo\s*:")
        message = f'photo: there is no file "{person.photo}"'
        yield Problem(
            location, "photo", message, suggest_file(person.path, path, files), source=source
        )


def check_body(
    person: Person, membership: Membership, schemes: tuple[Scheme, ...], lines: Lines
) -> Iterator[Problem]:
    """Yield a warning where a membership nearly names a scheme of the site."""
    known = [scheme.id for scheme in schemes]
    near = difflib.get_close_matches(membership.scheme, known, n=1)
    is_another = find_shipped("schemes", f"{membership.scheme}.toml").is_file()
    if near and membership.scheme not in known and not is_another:
        message = f'memberships: the site has no scheme "{membership.scheme}"'
        pattern = rf"(?i)scheme:\s*[\"']?({re.escape(membership.scheme)})"
        location, source = locate(lines, person.path, pattern, "memberships")
        hint = f"did you mean {near[0]}?"
        yield Problem(location, "memberships", message, hint, Severity.WARNING, source)


def check_membership(
    person: Person, membership: Membership, scheme: Scheme, lines: Lines
) -> Iterator[Problem]:
    """Yield a problem where a membership names a grade that its scheme does not have."""
    grades = [grade.id for grade in scheme.grades]
    if membership.scheme != scheme.id or not membership.grade or not grades:
        return
    if membership.grade not in grades:
        message = f'memberships: {scheme.short_name} has no grade "{membership.grade}"'
        # Grades are read without case.
        pattern = rf"(?i)grade:\s*[\"']?({re.escape(membership.grade)})"
        location, source = locate(lines, person.path, pattern, "memberships")
        hint = f"the grades are {', '.join(grades)}"
        yield Problem(location, "memberships", message, hint, source=source)


def check_dates(portfolio: Portfolio, today: date, lines: Lines) -> Iterator[Problem]:
    """Yield a warning for each date so long before or after today that it may be a slip."""
    earliest, latest = _shift_year(today, -MOST_YEARS_AGO), _shift_year(today, MOST_YEARS_AHEAD)
    for path, key, when in _find_dates(portfolio):
        if when.first_day >= earliest and when.last_day <= latest:
            continue
        is_early = when.first_day < earliest
        limit = f"{MOST_YEARS_AGO} years ago" if is_early else f"{MOST_YEARS_AHEAD} years from now"
        message = f"{key}: {when} is more than {limit}"
        location, source = locate(lines, path, rf"(?<![\d-]){when}(?![\d-])", key)
        hint = f"is {when.year:04} the year you mean?"
        yield Problem(location, key, message, hint, Severity.WARNING, source)


def _shift_year(day: date, years: int) -> date:
    """Return the same day so many years on, within the calendar."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day else day.day)


def _find_dates(portfolio: Portfolio) -> Iterator[tuple[str, str, PartialDate]]:
    """Yield every date that a person wrote, with the path of its file and its key."""
    for it in portfolio.activities:
        actions = chain.from_iterable((action.due, action.done) for action in it.further_action)
        dated = (("date", it.date), ("end_date", it.end_date), ("revisit", it.revisit))
        for key, when in (*dated, *(("further_action", when) for when in actions)):
            if isinstance(when, PartialDate):
                yield it.path, key, when
    person = portfolio.person
    dates = dict.fromkeys(it.since for it in person.memberships if it.since)
    yield from ((person.path, "memberships", when) for when in dates)


def check_spellings(portfolio: Portfolio, lines: Lines) -> Iterator[Problem]:
    """Yield a warning for each provider, tag or type that is spelled in more than one way.

    A scheme knows its own types by whatever case they are written in.
    """
    seen: dict[tuple[str, str], str] = {}
    for activity in portfolio.activities:
        schemes = portfolio.schemes
        is_known = any(not it.id or find_type(it, activity.type) for it in schemes)
        types = () if is_known or not activity.type else (activity.type,)
        written = {"provider": activity.provider, "tags": activity.tags, "type": types}
        for name, terms in written.items():
            for term in terms:
                first = seen.setdefault((name, fold(term)), term)
                if first != term:
                    message = f'{name}: "{term}" and "{first}" count as one'
                    location, source = locate(lines, activity.path, re.escape(term), name)
                    hint = "spell them alike"
                    yield Problem(location, name, message, hint, Severity.WARNING, source)
