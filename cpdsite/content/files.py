"""The files of a site folder: which there are, and what each holds."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem, Severity

IGNORED_ENDS = ("~", ".swp", ".swx", ".tmp", ".bak")
IGNORED_NAMES = ("Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files below a folder by path relative to the site, sorted, and what is wrong."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def find_files(root: Path, folder: str) -> FoundFiles:
    """Return every file below a folder of the site, without hidden and editors' files.

    A link that leads out of the site is a problem: what it leads to is not the site's.
    """
    problems: list[Problem] = []
    paths = tuple(_walk(root.resolve(), root / folder, folder, problems))
    return FoundFiles(tuple(sorted(paths)), tuple(problems))


def _walk(site: Path, folder: Path, name: str, problems: list[Problem]) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.name.startswith((".", "#")) or entry.name.endswith(IGNORED_ENDS):
            continue
        if entry.name in IGNORED_NAMES:
            continue
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(site):
            message = "this link leads out of the site"
            problems.append(Problem(Location(path), "link-outside", message, "copy the file here"))
        elif entry.is_dir():
            if entry.is_symlink():
                message = "a link to a folder is not followed"
                problems.append(
                    Problem(
                        Location(path),
                        "link-folder",
                        message,
                        "move the folder here",
                        Severity.WARNING,
                    )
                )
            else:
                yield from _walk(site, Path(entry.path), path, problems)
        elif entry.is_file():
            yield path


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
