"""A site folder to a portfolio: every file read, every problem of all of them collected."""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cpdsite.content.checks import check_portfolio
from cpdsite.content.entries import INDEX
from cpdsite.content.reader import Reader
from cpdsite.content.references import check_periods, check_references
from cpdsite.content.schemes import read_scheme
from cpdsite.errors import Location, Problem, Severity, sort_problems
from cpdsite.files import find_files, read_bytes
from cpdsite.limits import SETTINGS_BYTES
from cpdsite.portfolio.activity import Activity, Page, order_activity
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.fields import ACTIVITY, APPLICATION, OBJECTIVE, PAGE, PROFILE, REVIEW
from cpdsite.portfolio.objective import Objective, sort_objectives
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.review import Review, sort_reviews
from cpdsite.portfolio.scheme import Scheme, Sheet
from cpdsite.prose.passage import Passage
from cpdsite.settings import Settings
from cpdsite.shipped import find_shipped
from cpdsite.site.gate import MARKDOWN

CONTENT = "content"
PROFILE_PATH = "content/profile.md"
KINDS = {
    "activities": ACTIVITY,
    "objectives": OBJECTIVE,
    "reviews": REVIEW,
    "applications": APPLICATION,
    "pages": PAGE,
}
"""The folders of ``content/`` and the kind of entry that each holds."""

LEAST_PARTS = 3
"""An entry's path has at least ``content``, the folder of its kind, and a file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a site folder holds.

    ``portfolio`` holds what was read without a mistake; it is ``None`` when there is no
    person or no scheme to show it under. ``suspect`` holds also what could be made of files
    with mistakes: it is looked through for more of them, and never published.
    ``files`` maps the path of each file that is no entry to the digest of its bytes, and
    ``lines`` the path of each entry to its lines, so that later problems can quote them.
    ``unusable`` holds the paths of what is there and cannot be read, which was told.
    """

    portfolio: Portfolio | None
    suspect: Portfolio
    files: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    unusable: frozenset[str]
    problems: tuple[Problem, ...]


def load_site(
    root: Path,
    settings: Settings,
    today: date,
    read_passage: Callable[[str], Passage],
    reader: Reader | None = None,
) -> Loaded:
    """Read everything in a site folder, and note everything that is wrong with it."""
    loaded = read_content(root, settings, reader or Reader(root))
    return replace(loaded, problems=check_loaded(loaded, today, read_passage))


def check_loaded(
    loaded: Loaded, today: date, read_passage: Callable[[str], Passage]
) -> tuple[Problem, ...]:
    """Return what is wrong with a site folder, file by file and as a whole."""
    files = (*loaded.files, *loaded.unusable)
    found = (
        *check_portfolio(loaded.suspect, files, loaded.lines, today, read_passage),
        *check_references(loaded.suspect, loaded.lines),
    )
    return sort_problems((*loaded.problems, *found))


def read_content(
    root: Path, settings: Settings, reader: Reader, last: Portfolio | None = None
) -> Loaded:
    """Read everything in a site folder, and note what is wrong with each file.

    What is wrong with the whole only shows when its prose is read, which takes longer. The
    person and the schemes of the ``last`` portfolio stand for those that cannot be read.
    """
    found = find_files(root, CONTENT)
    known = frozenset(found.paths)
    kinds = {path: kind for path in found.paths if (kind := find_kind(path, known))}
    read = {path: reader.read(kind, path) for path, kind in kinds.items()}
    schemes, scheme_problems = load_schemes(root, settings)
    is_complete = len(schemes) == len(settings.scheme) > 0
    paths = tuple(path for path in found.paths if path not in kinds)
    files, unreadable = reader.digest(paths)
    unusable = {it.location.path for it in found.problems} - known
    unusable |= {it.location.path for it in unreadable}
    lines = {path: result.lines for path, result in read.items()}
    known_schemes = schemes if is_complete else (*schemes, NO_SCHEME)
    suspect = _make_portfolio(settings, known_schemes, (it.suspect for it in read.values()))
    is_sound = all(it.value is it.suspect for it in read.values())
    portfolio = (
        suspect
        if is_sound
        else _make_portfolio(settings, known_schemes, (it.value for it in read.values()))
    )
    problems = (
        *found.problems,
        *scheme_problems,
        *(problem for result in read.values() for problem in result.problems),
        *unreadable,
        *_check_places(paths, frozenset({*kinds, *unusable})),
        *_check_indexes(found.paths, kinds),
        *check_periods(suspect, settings.year_starts, lines),
    )
    return Loaded(
        _complete(portfolio, last, has_schemes=is_complete),
        suspect,
        files,
        lines,
        frozenset(unusable),
        sort_problems(problems),
    )


def find_kind(path: str, paths: frozenset[str] = frozenset()) -> str | None:
    """Return the kind of file that a path names, or nothing for a file that is no entry.

    A folder with ``index.md`` is one entry, and whatever else it holds are its files.
    """
    if path == PROFILE_PATH:
        return PROFILE
    parts = path.split("/")
    if not path.endswith(".md") or parts[0] != CONTENT or len(parts) < LEAST_PARTS:
        return None
    kind = KINDS.get(parts[1])
    folders = ["/".join(parts[:end]) for end in range(LEAST_PARTS, len(parts))]
    owners = [folder for folder in folders if f"{folder}/{INDEX}.md" in paths]
    if owners and path != f"{owners[0]}/{INDEX}.md":
        return None
    return kind


def load_schemes(root: Path, settings: Settings) -> tuple[tuple[Scheme, ...], list[Problem]]:
    """Return the schemes that the settings name: the site's own, then the shipped ones."""
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    for name in settings.scheme:
        own = f"schemes/{name}.toml"
        is_own = os.path.lexists(root / own)
        path = root / own if is_own else find_shipped(own)
        if not os.path.lexists(path):
            known = ", ".join(list_schemes(root))
            message = f'there is no scheme "{name}"'
            hint = f"choose from {known}, or write {own}"
            problems.append(Problem(Location("cpdsite.toml"), "scheme", message, hint))
            continue
        data, mistakes = read_bytes(path.parents[1], own, SETTINGS_BYTES, follows_links=not is_own)
        if data is not None:
            scheme, mistakes = read_scheme(name, own, data)
            schemes += [scheme] if scheme else []
        problems += mistakes
    return tuple(schemes), problems


def list_schemes(root: Path) -> tuple[str, ...]:
    """Return the names of the schemes that a site can use."""
    folders = (root / "schemes", find_shipped("schemes"))
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))


NOBODY = Person(path=PROFILE_PATH, name="")
NO_SCHEME = Scheme(
    id="",
    name="",
    short_name="",
    sources=(),
    read_on=date.min,
    other_types=True,
    grades=(),
    types=(),
    prompts=(),
    sheet=Sheet("", "", (), ()),
)
"""What a suspect portfolio has in place of a person and a scheme that cannot be read."""


Kind = TypeVar("Kind", bound=Entry)


def _make_portfolio(
    settings: Settings,
    schemes: tuple[Scheme, ...],
    values: Iterable[Entry | Person | None],
) -> Portfolio:
    known = tuple(values)

    def pick(kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(value for value in known if isinstance(value, kind))

    starts = settings.year_starts
    return Portfolio(
        person=next((value for value in known if isinstance(value, Person)), NOBODY),
        schemes=schemes,
        activities=tuple(sorted(pick(Activity), key=order_activity)),
        objectives=sort_objectives(pick(Objective)),
        reviews=sort_reviews(pick(Review), starts),
        applications=pick(Application),
        pages=pick(Page),
        default_status=settings.default_status,
    )


def _complete(
    portfolio: Portfolio, last: Portfolio | None, *, has_schemes: bool
) -> Portfolio | None:
    """Return a portfolio with a person and the schemes of the site; nothing where one lacks."""
    has_person = portfolio.person is not NOBODY
    if has_person and has_schemes:
        return portfolio
    if last is None:
        return None
    person = portfolio.person if has_person else last.person
    return replace(
        portfolio, person=person, schemes=portfolio.schemes if has_schemes else last.schemes
    )


def _check_places(files: tuple[str, ...], known: frozenset[str]) -> list[Problem]:
    """Note Markdown files that nothing reads, and a missing profile."""
    problems = []
    if not known & {CONTENT, PROFILE_PATH}:
        is_folder = any(path.startswith(f"{PROFILE_PATH}/") for path in files)
        hint = f"write {PROFILE_PATH} with name: Your Name between two lines of ---"
        hint = f"rename this folder first, then {hint}" if is_folder else hint
        found = "a folder" if is_folder else "no such file"
        message = f"expected the person's profile, found {found}"
        problems.append(Problem(Location(PROFILE_PATH), "profile", message, hint))
    for path in files:
        ending = PurePosixPath(path).suffix
        if ending.casefold() in MARKDOWN and not _is_within_entry(path, known):
            parts = PurePosixPath(path).parts
            is_placed = len(parts) >= LEAST_PARTS and parts[1] in KINDS
            message, hint = "nothing reads this file", _suggest_folder(parts[1])
            if is_placed:
                message = f"nothing reads this file, since its name ends in {ending}"
                hint = "let it end in .md"
            problem = Problem(Location(path), "unread", message, hint, Severity.WARNING)
            problems.append(problem)
    return problems


def _suggest_folder(folder: str) -> str:
    """Return where to move a file that nothing reads, by the folder below ``content/``."""
    near = difflib.get_close_matches(folder.casefold(), KINDS, n=1)
    if near:
        return f"move it to {CONTENT}/{near[0]}/"
    page = f"move it to {CONTENT}/pages/ and give it a title: between two lines of ---"
    return f"{page}; or to {CONTENT}/activities/, with title: and date:"


def _check_indexes(paths: tuple[str, ...], kinds: Mapping[str, str]) -> Iterator[Problem]:
    """Yield an error for what is meant as an entry, and would be a mere file or lose its folder.

    What such an entry says of its status would count for nothing.
    """
    for path in paths:
        stem = path.rpartition("/")[2].partition(".")[0]
        # Quicker than a path, which tells stem from ending exactly, for each of many files.
        if stem.lower() != INDEX:
            continue
        name = PurePosixPath(path).stem
        if not path.startswith(tuple(f"{CONTENT}/{it}/" for it in KINDS)):
            continue
        if name == INDEX and path.endswith(".md") and path not in kinds:
            message = "an entry cannot lie in the folder of another"
            hint = "move this folder out of the other one"
            yield Problem(Location(path), "nested", message, hint)
        elif name != INDEX and f"{name}{PurePosixPath(path).suffix}".lower() == f"{INDEX}.md":
            message = f"expected {INDEX}.md, found {PurePosixPath(path).name}"
            yield Problem(Location(path), "nested", message, f"rename it to {INDEX}.md")


def _is_within_entry(path: str, known: frozenset[str]) -> bool:
    """Tell whether a file lies in a folder that is one entry."""
    return any(f"{folder}/{INDEX}.md" in known for folder in PurePosixPath(path).parents)
