"""What an earlier build wrote: the key, size and time of each file."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from cpdsite.store import read_store, write_store

VERSION = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was written: the key of what made it, its size and time in nanoseconds."""

    key: str
    size: int
    time: int


PENDING = Stamp("", -1, -1)
"""Stands for a file that is ours from now on and perhaps not there yet; no file is like it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The stamps of the files of one output folder, by path; empty when nothing is known."""

    stamps: dict[str, Stamp] = field(default_factory=dict)


def read_manifest(path: Path, folder: Path) -> Manifest:
    """Return the manifest of an output folder; a damaged or foreign one is empty."""
    data = read_store(path)
    try:
        if data["version"] != VERSION or data["folder"] != os.path.realpath(folder):  # type: ignore[index]
            return Manifest()
        stamps = {name: Stamp(*stamp) for name, stamp in data["files"].items()}  # type: ignore[index]
    except (TypeError, KeyError, AttributeError):
        return Manifest()
    # Nobody but a forger writes such a path; it would lead out of the folder.
    return Manifest({name: it for name, it in stamps.items() if ".." not in name.split("/")})


def write_manifest(path: Path, folder: Path, stamps: dict[str, Stamp]) -> None:
    """Store the stamps of what was written."""
    files = {name: (it.key, it.size, it.time) for name, it in sorted(stamps.items())}
    write_store(path, {"version": VERSION, "folder": os.path.realpath(folder), "files": files})


def stamp_file(path: Path, key: str) -> Stamp | None:
    """Return the stamp of a file as it stands; nothing if it is no plain file."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (
        Stamp(key, status.st_size, status.st_mtime_ns)
        if path.is_file() and not path.is_symlink()
        else None
    )
