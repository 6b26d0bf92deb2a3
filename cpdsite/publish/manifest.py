"""What an earlier build wrote: the key, size and time of each file."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

VERSION = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was written: the key of what made it, its size and time in nanoseconds."""

    key: str
    size: int
    time: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The stamps of the files of one output folder, by path; empty when nothing is known."""

    stamps: dict[str, Stamp] = field(default_factory=dict)


def read_manifest(path: Path, folder: Path) -> Manifest:
    """Return the manifest of an output folder; a damaged or foreign one is empty."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != VERSION or data["folder"] != os.fspath(folder.resolve()):
            return Manifest()
        stamps = {name: Stamp(str(key), int(size), int(time)) for name, (key, size, time) in data["files"].items()}
        return Manifest(stamps)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest()


def write_manifest(path: Path, folder: Path, stamps: dict[str, Stamp]) -> None:
    """Store the stamps of what was written."""
    files = {name: (it.key, it.size, it.time) for name, it in sorted(stamps.items())}
    data = {"version": VERSION, "folder": os.fspath(folder.resolve()), "files": files}
    write_whole(path, json.dumps(data).encode())


def stamp_file(path: Path, key: str) -> Stamp | None:
    """Return the stamp of a file as it stands; nothing if it is no plain file."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return Stamp(key, status.st_size, status.st_mtime_ns) if path.is_file() and not path.is_symlink() else None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it sees the old bytes or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
