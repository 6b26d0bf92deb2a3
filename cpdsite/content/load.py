"""A site folder to a portfolio: every file read, every problem of all of them collected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cpdsite.content.checks import check_portfolio
from cpdsite.content.entries import INDEX, ReadFile, read_file
from cpdsite.content.files import digest_file, find_files, read_bytes
from cpdsite.content.schemes import read_scheme
from cpdsite.errors import Location, Problem, Severity, sort_problems
from cpdsite.portfolio.activity import Activity, Page
from cpdsite.portfolio.fields import ACTIVITY, PAGE, PROFILE
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.scheme import Scheme
from cpdsite.prose.passage import Passage
from cpdsite.settings import Settings
from cpdsite.shipped import find_shipped

CONTENT = "content"
PROFILE_PATH = "content/profile.md"
KINDS = {"activities": ACTIVITY, "pages": PAGE}
"""The folders of ``content/`` and the kind of entry that each holds."""

LEAST_PARTS = 3
"""An entry's path has at least ``content``, the folder of its kind, and a file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a site folder holds.

    ``portfolio`` is ``None`` when there is no person or no scheme to show it under.
    ``files`` maps the path of each file that is no entry to the digest of its bytes, and
    ``lines`` the path of each entry to its lines, so that later problems can quote them.
    """

    portfolio: Portfolio | None
    files: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def load_site(root: Path, settings: Settings, read_passage: Callable[[str], Passage]) -> Loaded:
    """Read everything in a site folder, and note everything that is wrong with it."""
    found = find_files(root, CONTENT)
    known = frozenset(found.paths)
    kinds = {path: kind for path in found.paths if (kind := find_kind(path, known))}
    read = {path: _read(root, kind, path) for path, kind in kinds.items()}
    schemes, scheme_problems = load_schemes(root, settings)
    files = tuple(path for path in found.paths if path not in kinds)
    problems = [
        *found.problems,
        *scheme_problems,
        *(problem for result in read.values() for problem in result.problems),
        *_check_places(files, kinds),
    ]
    lines = {path: result.lines for path, result in read.items()}
    portfolio = _make_portfolio(settings, schemes, [result.value for result in read.values()])
    if portfolio:
        problems += check_portfolio(portfolio, files, lines, read_passage)
    digests = {path: digest_file(root, path) for path in files}
    return Loaded(portfolio, digests, lines, sort_problems(problems))


def find_kind(path: str, paths: frozenset[str] = frozenset()) -> str | None:
    """Return the kind of file that a path names, or nothing for a file that is no entry.

    A folder with ``index.md`` is one entry, and whatever else it holds are its files.
    """
    if path == PROFILE_PATH:
        return PROFILE
    parts = PurePosixPath(path).parts
    if not path.endswith(".md") or parts[0] != CONTENT or len(parts) < LEAST_PARTS:
        return None
    kind = KINDS.get(parts[1])
    folders = [PurePosixPath(*parts[:end]) for end in range(LEAST_PARTS, len(parts))]
    owners = [folder for folder in folders if f"{folder}/{INDEX}.md" in paths]
    if owners and path != f"{owners[0]}/{INDEX}.md":
        return None
    return kind


def _read(root: Path, kind: str, path: str) -> ReadFile:
    data, problems = read_bytes(root, path)
    return ReadFile(None, problems) if data is None else read_file(kind, path, data)


def load_schemes(root: Path, settings: Settings) -> tuple[tuple[Scheme, ...], list[Problem]]:
    """Return the schemes that the settings name: the site's own, then the shipped ones."""
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    for name in settings.scheme:
        own = f"schemes/{name}.toml"
        path = root / own if (root / own).is_file() else find_shipped(own)
        if not path.is_file():
            known = ", ".join(list_schemes(root))
            message = f'there is no scheme "{name}"'
            problems.append(
                Problem(
                    Location("cpdsite.toml"),
                    "scheme",
                    message,
                    f"choose from {known}, or write {own}",
                )
            )
            continue
        scheme, mistakes = read_scheme(name, own, path.read_bytes())
        problems += mistakes
        schemes += [scheme] if scheme else []
    return tuple(schemes), problems


def list_schemes(root: Path) -> tuple[str, ...]:
    """Return the names of the schemes that a site can use."""
    folders = (root / "schemes", find_shipped("schemes"))
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))


def _make_portfolio(
    settings: Settings,
    schemes: tuple[Scheme, ...],
    values: list[Activity | Page | Person | None],
) -> Portfolio | None:
    person = next((value for value in values if isinstance(value, Person)), None)
    if person is None or not schemes:
        return None
    activities = (value for value in values if isinstance(value, Activity))
    return Portfolio(
        person=person,
        schemes=schemes,
        activities=tuple(sorted(activities, key=order_activity)),
        pages=tuple(value for value in values if isinstance(value, Page)),
        default_status=settings.default_status,
    )


def order_activity(activity: Activity) -> tuple[object, ...]:
    """Return the key by which activities run oldest first, the same on every machine."""
    return (
        activity.first_day,
        activity.date,
        activity.last_day is None,
        str(activity.last_day),
        activity.path,
    )


def _check_places(files: tuple[str, ...], kinds: Mapping[str, str]) -> list[Problem]:
    """Note Markdown files that nothing reads, and a missing profile."""
    problems = []
    if PROFILE_PATH not in kinds:
        hint = f"write {PROFILE_PATH} with name: Your Name between two lines of ---"
        message = "expected the person's profile, found no such file"
        problems.append(Problem(Location(PROFILE_PATH), "profile", message, hint))
    for path in files:
        parts = PurePosixPath(path).parts
        is_placed = len(parts) >= LEAST_PARTS and parts[1] in KINDS
        if path.endswith(".md") and not is_placed:
            message = "nothing reads this file"
            folders = " or ".join(f"{CONTENT}/{folder}/" for folder in KINDS)
            problems.append(
                Problem(
                    Location(path), "unread", message, f"move it to {folders}", Severity.WARNING
                )
            )
    return problems
