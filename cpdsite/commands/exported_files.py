"""Files that ``export`` writes: an earlier one of its own gives way, nothing else does."""

import contextlib
import hashlib
from pathlib import Path

from cpdsite.commands.site_folder import CACHE
from cpdsite.errors import RefusedError, UsageError
from cpdsite.store import read_store, write_store, write_whole

STORE = "exports.json"
MOST_KNOWN = 200
"""How many files are known again, the latest."""


def check_target(root: Path, path: Path) -> None:
    """Refuse to write over a file that is not, to the byte, one that was exported before.

    Raises ``RefusedError``, and ``UsageError`` where there is no folder for it.
    """
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}: make it first")
    if path.is_symlink():
        raise RefusedError(f"{path} is no plain file: choose another name")
    _check_plain(path)
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return
    if found not in _read_known(root):
        raise RefusedError(
            f"{path} is there already, and export did not write it as it stands: "
            "choose another name, or add --overwrite"
        )


def write_exported(root: Path, path: Path, content: bytes) -> None:
    """Write a file whole, and remember it as one that may be replaced.

    Raises ``RefusedError`` for a pipe, a device or a folder.
    """
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}: make it first")
    _check_plain(path)
    write_whole(path, content)
    digest = hashlib.sha256(content).hexdigest()
    known = [it for it in _read_known(root) if it != digest]
    # A site that cannot be written to is asked about each time.
    with contextlib.suppress(OSError):
        write_store(root / CACHE / STORE, [*known, digest][-MOST_KNOWN:])


def _check_plain(path: Path) -> None:
    # To read a pipe is to wait for whoever writes to it, and a device must not give way to a file.
    if path.exists() and not path.is_file():
        raise RefusedError(f"{path} is no plain file: choose another name")


def _read_known(root: Path) -> list[str]:
    stored = read_store(root / CACHE / STORE)
    return [it for it in stored if isinstance(it, str)] if isinstance(stored, list) else []
