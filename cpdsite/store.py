"""Files written whole: those that a later run reads back, and those that must not be there yet."""

import contextlib
import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import TypeVar

Kind = TypeVar("Kind")

LONGEST_NAME = 50
"""How much of a name a temporary file keeps: 50 characters are at most 200 bytes of 255."""

LEFTOVER = re.compile(r"\.cpdsite-.+\.\d+\.tmp")
"""What a killed run was still writing, under the name that ``name_temporary`` gives it."""


def name_temporary(path: Path) -> Path:
    """Return where what will become ``path`` is written first: hidden, beside it."""
    return path.with_name(f".cpdsite-{path.name[:LONGEST_NAME]}.{os.getpid()}.tmp")


def remove_leftovers(folder: Path) -> None:
    """Remove what killed runs left directly in a folder; raises ``OSError`` if it cannot."""
    for path in sorted(folder.iterdir()):
        if LEFTOVER.fullmatch(path.name):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it sees the old bytes or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = name_temporary(path)
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        _discard(temporary)
        raise


def write_new(path: Path, content: bytes, scratch: Path) -> None:
    """Write a file that must not be there yet: all of it or none, and never over another.

    Raises ``FileExistsError`` where the name is taken. The folder ``scratch``, made if need
    be, holds the file until it is whole. Where it cannot be used, or the file system knows no
    hard links, a kill can leave a part, though a failure cannot.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _link_new(path, content, scratch):
        file = path.open("xb")
        try:
            with file:
                file.write(content)
        except BaseException:
            _discard(path)
            raise


def _link_new(path: Path, content: bytes, scratch: Path) -> bool:
    """Write a file elsewhere and give it its name, unless that is taken; tell whether it was."""
    temporary = name_temporary(scratch / path.name)
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        # Unlike a rename, a link never replaces what has the name.
        os.link(temporary, path)
    except OSError:
        return False
    finally:
        _discard(temporary)
    return True


def _discard(path: Path) -> None:
    """Remove a file if that can be done; what is in the way of it has been told already."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def write_store(path: Path, data: object) -> None:
    """Store plain data with the digest of what is written."""
    _write_sealed(path, json.dumps(data).encode())


def read_store(path: Path) -> object:
    """Return stored data; ``None`` when there is none, or it is not as it was written."""
    content = _read_sealed(path)
    try:
        data: object = json.loads(content) if content else None
    except ValueError:
        return None
    return data


def write_values(path: Path, values: object) -> None:
    """Store dataclasses with the digest of what is written.

    Raises ``UnicodeError`` for text that UTF-8 cannot hold.
    """
    # Imported here because a run in which nothing changed stores nothing.
    import msgspec

    _write_sealed(path, msgspec.json.encode(values))


def read_values(path: Path, kind: type[Kind]) -> Kind | None:
    """Return a stored dataclass; ``None`` when there is none, or it is not as it was written."""
    content = _read_sealed(path)
    if content is None:
        return None
    # Imported here because a run in a new folder has nothing to read back.
    import msgspec

    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, ValueError, TypeError):
        return None


def _write_sealed(path: Path, content: bytes) -> None:
    write_whole(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def _read_sealed(path: Path) -> bytes | None:
    try:
        # To open a pipe may wait for ever.
        written = path.read_bytes() if path.is_file() else b""
    except OSError:
        return None
    digest, _, content = written.partition(b"\n")
    return content if hashlib.sha256(content).hexdigest().encode() == digest else None
