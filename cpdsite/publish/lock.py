"""One build at a time into one output folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cpdsite.errors import RefusedError


@contextmanager
def hold_lock(path: Path, folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder; raises ``RefusedError`` while another build does.

    ``path`` is a file outside the folder, since what is in there is published. The system
    lets go of the lock when a process ends, however it ends: so none is ever left behind.
    Where there is no way to lock, a build goes on without.
    """
    file = _open(path)
    if file is None:
        yield
        return
    with file:
        if not _take(file):
            raise RefusedError(
                f"another build is writing {folder}: wait until it has finished, and build again"
            )
        yield


def _open(path: Path) -> BinaryIO | None:
    """Open the lock's file; nothing where the cache cannot be written, which stops no build."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError:
        return None


def _take(file: BinaryIO) -> bool:
    """Lock an open file, and tell whether nobody else had; never waits."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # This file system knows no locks.
        return True
    return True
