"""The files that a site is made of, as they lie on the disk at a moment."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cpdsite.files import is_leftover
from cpdsite.limits import DEEPEST_FOLDER, MOST_FILES

LARGEST_READ = 5_000_000
"""The size up to which what a file holds decides whether it changed, in bytes; above it, its
size and times do."""

WITH_HIDDEN = "static/"
"""Where files with hidden names are of the site: hosts ask for such as ``.well-known/``."""


class Mark(NamedTuple):
    """What changes when a file does, and is quick to ask for."""

    size: int
    modified: int
    changed: int
    number: int


Snapshot = Mapping[str, Mark]
"""The mark of each file by its path relative to the site."""


def take_snapshot(root: Path, names: Iterable[str]) -> dict[str, Mark]:
    """Return the marks of all files with some names in a folder, and of all in such folders.

    Links count as what they are and are not followed; what editors leave behind is no file,
    nor is what they hide.
    """
    marks: dict[str, Mark] = {}
    for name in names:
        path = f"{root}/{name}"
        try:
            status = os.lstat(path)
        except OSError:
            continue
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114 - quicker
            for found, mark in _walk(path, name):
                marks[found] = mark
                if len(marks) > 2 * MOST_FILES:
                    return marks
        else:
            marks[name] = _mark(status)
    return marks


def _walk(folder: str, name: str) -> Iterator[tuple[str, Mark]]:
    if name.count("/") > DEEPEST_FOLDER:
        return
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not _is_ignored(entry.name, name)]
    except OSError:
        return
    for entry in found:
        way = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, way)
            else:
                yield way, _mark(entry.stat(follow_symlinks=False))
        except OSError:
            continue  # It went while we looked.


def _is_ignored(name: str, folder: str) -> bool:
    if name.startswith(".") and not f"{folder}/".startswith(WITH_HIDDEN):
        return True
    return is_leftover(name)


def _mark(status: os.stat_result) -> Mark:
    return Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def find_mark(root: Path, path: str) -> Mark | None:
    """Return the mark of a file as it is now, if it is there."""
    try:
        return _mark(os.lstat(f"{root}/{path}"))
    except OSError:
        return None


def find_changes(before: Snapshot, after: Snapshot) -> set[str]:
    """Return the paths of files that came, went or have another mark."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def digest_content(root: Path, path: str, mark: Mark | None) -> str:
    """Return what names the content of a file; ``""`` for one that is not there."""
    if mark is None:
        return ""
    whole = f"{root}/{path}"
    # A pipe would be waited for, and a link leads to what is not the site's.
    if mark.size > LARGEST_READ or not os.path.isfile(whole) or os.path.islink(whole):  # noqa: PTH113, PTH114
        return repr(mark)
    try:
        with open(whole, "rb") as file:  # noqa: PTH123 - quicker, for each of many files
            return hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"
