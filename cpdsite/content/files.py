"""The files of a site folder: which there are, and what each holds."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem, Severity

IGNORED_ENDS = ("~", ".swp", ".swx", ".tmp", ".bak")
IGNORED_STARTS = ("#", ".#", "._")
IGNORED_NAMES = ("Thumbs.db", "desktop.ini", ".DS_Store", ".git", ".directory", ".cpdsite-output")
"""What editors and file managers leave behind."""


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files below a folder by path relative to the site, sorted, and what is wrong."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def find_files(root: Path, folder: str, *, with_hidden: bool = False) -> FoundFiles:
    """Return every file below a folder of the site, without editors' and hidden files.

    With ``with_hidden``, what hosts ask for by such a name, as ``.well-known/``, is among
    them. A link that leads out of the site is a problem: what it leads to is not the site's.
    """
    problems: list[Problem] = []
    walk = _walk(root.resolve(), root / folder, folder, problems)
    paths = sorted(path for path in walk if with_hidden or "/." not in path)
    met = (it for it in problems if with_hidden or "/." not in it.location.path)
    return FoundFiles(tuple(paths), tuple(met))


def _walk(site: Path, folder: Path, name: str, problems: list[Problem]) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.name.startswith(IGNORED_STARTS) or entry.name.endswith(IGNORED_ENDS):
            continue
        if entry.name in IGNORED_NAMES:
            continue
        if entry.is_symlink():
            problems.append(_check_link(site, Path(entry.path), path))
        # Unlike an entry's, a path's methods do not raise where a link leads to itself.
        elif Path(entry.path).is_dir():
            yield from _walk(site, Path(entry.path), path, problems)
        elif Path(entry.path).is_file():
            yield path


def _check_link(site: Path, link: Path, path: str) -> Problem:
    """Return why a link is not followed: what it leads to may be private under its own name."""
    # Unlike Path.resolve, realpath does not raise where a link leads to itself.
    if not Path(os.path.realpath(link)).is_relative_to(site):
        message = "this link leads out of the site"
        return Problem(Location(path), "link-outside", message, "copy the file here")
    if link.is_dir():
        message, hint = "a link to a folder is not followed", "move the folder here"
        return Problem(Location(path), "link-folder", message, hint, Severity.WARNING)
    if not link.is_file():
        message, hint = "this link leads to no file", "put the file here, or delete the link"
        return Problem(Location(path), "unreadable", message, hint)
    message = "a link to a file is not followed"
    return Problem(Location(path), "link-file", message, "copy the file here")


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return what a file holds, or why it cannot be read."""
    try:
        return (root / path).read_bytes(), ()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror or error}"
        problem = Problem(Location(path), "unreadable", message, "check its permissions")
        return None, (problem,)


def digest_file(root: Path, path: str) -> str:
    """Return the SHA-256 of a file."""
    with (root / path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
