"""Outputs written aside, all of them, and then moved to where they belong.

All that needs room on the disk happens before anything that a visitor sees changes. Then
each file, and each new folder with all that is in it, is put in place by one rename.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cpdsite.store import name_temporary

HOME = "index.html"

NEW, OLD = "new", "old"
"""What a staging folder holds: what is to be put in place, and what had to give way."""

ADDED, EXCHANGED, REPLACED = range(3)
"""How something is put in place, in the order in which it happens.

What is added is there before a page links to it. A file and a folder change places by two
renames, between which neither is there.
"""


@contextmanager
def name_failure(note: str, path: Path | None = None) -> Iterator[None]:
    """Give an ``OSError`` a note on the state of the folder, and the name a person knows."""
    try:
        yield
    except OSError as error:
        if path:
            error.filename, error.filename2 = os.fspath(path), None
        error.add_note(note)
        raise


@contextmanager
def open_staging(folder: Path) -> Iterator[Path]:
    """Give a new folder within an output folder, on the same disk; whatever happens, it goes."""
    staging = name_temporary(folder / "staging")
    try:
        with name_failure(f"nothing in {folder} was changed", folder):
            for part in (staging / NEW, staging / OLD):
                part.mkdir(parents=True)
        yield staging
        with name_failure(
            f"the pages in {folder} are new and whole, and some old ones are left", folder
        ):
            shutil.rmtree(staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def stage(
    contents: Mapping[str, Callable[[], bytes]],
    folder: Path,
    linked: Collection[str],
    staging: Path,
) -> tuple[str, ...]:
    """Write aside what is not in the output folder as it should be; return the paths of it.

    ``linked`` names the folders, each with a slash, that someone has replaced by links.
    """
    changed = []
    for path in sorted(contents):
        with name_failure(f"nothing in {folder} was changed"):
            content = contents[path]()
        if path.startswith(tuple(linked)) or not _holds(folder / path, content):
            with name_failure(f"nothing in {folder} was changed", folder / path):
                target = staging / NEW / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            changed.append(path)
    return tuple(changed)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Move:
    """What is put in place: how, from where, and to where."""

    how: int
    staged: Path
    target: Path


def find_moves(staging: Path, folder: Path, known: Collection[str]) -> tuple[Move, ...]:
    """Return the moves that put in place what was staged, in their order.

    ``known`` names the files that pages may link to. Any other is one that a killed build
    added, perhaps before what it links to itself: so it counts as not there.
    """
    moves = [
        replace(move, how=ADDED)
        if move.how == REPLACED and move.target.relative_to(folder).as_posix() not in known
        else move
        for move in _find_moves(staging / NEW, folder)
    ]
    # The home page comes after all that it may lead to.
    return tuple(sorted(moves, key=lambda it: (it.how, it.target == folder / HOME, it.target)))


def _find_moves(staged: Path, target: Path) -> Iterator[Move]:
    """Yield the highest folders that are new, and single files."""
    for path in staged.iterdir():
        there = target / path.name
        if path.is_dir() and _is_folder(there):
            yield from _find_moves(path, there)
        elif not os.path.lexists(there):
            yield Move(ADDED, path, there)
        elif path.is_dir() or _is_folder(there):
            yield Move(EXCHANGED, path, there)
        else:
            yield Move(REPLACED, path, there)


def put_in_place(moves: Iterable[Move], staging: Path, folder: Path) -> None:
    """Move what was staged into the output folder."""
    for number, move in enumerate(moves):
        note = f"each page in {folder} is whole, some are old and some new"
        with name_failure(note, move.target):
            if move.how == EXCHANGED:
                _exchange(move, staging / OLD / str(number))
            else:
                move.staged.replace(move.target)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _exchange(move: Move, aside: Path) -> None:
    """Let a folder take the place of a file or a link, or a file that of a folder."""
    move.target.rename(aside)
    try:
        move.staged.rename(move.target)
    except BaseException:
        aside.rename(move.target)
        raise
