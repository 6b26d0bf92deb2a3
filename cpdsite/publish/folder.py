"""Which folder may be written to, and what of it is ours."""

import os
from collections.abc import Iterator
from pathlib import Path

from cpdsite.errors import RefusedError
from cpdsite.store import LEFTOVER

MARKER = ".cpdsite-output"
MARKER_TEXT = """\
cpdsite writes this folder. At each build it replaces what is here and removes what it no
longer makes; files whose names begin with a dot stay. Keep nothing of your own in it.
"""


def check_folder(folder: Path, sources: tuple[Path, ...], homes: tuple[Path, ...] = ()) -> None:
    """Raise ``RefusedError`` unless the folder is ours, or empty, or not there yet.

    ``sources`` are folders and files that must never be written over, there or not yet;
    ``homes`` are folders that hold so much else that none may be built into.
    """
    # Unlike Path.resolve, realpath does not raise where a link leads to itself.
    resolved = Path(os.path.realpath(folder))
    if resolved.is_symlink():
        raise RefusedError(f"{folder} is a link that leads to itself: choose another folder")
    for source in sources:
        kept = Path(os.path.realpath(source))
        if kept.is_relative_to(resolved) or resolved.is_relative_to(kept):
            raise RefusedError(
                f"{folder} holds or lies within {source.name or source}, which a build must "
                "never write over: choose another folder with --output, such as public"
            )
    known = {Path(os.path.realpath(home)) for home in homes}
    if resolved in known or resolved.parent == resolved:
        raise RefusedError(f"{folder} is no folder to build into: choose another with --output")
    if any((parent / MARKER).is_file() for parent in resolved.parents):
        raise RefusedError(f"{folder} lies within what another build writes: choose another folder")
    if (resolved / ".git").exists():
        raise RefusedError(f"{folder} is the root of a repository: choose a folder below it")
    if resolved.exists() and not resolved.is_dir():
        raise RefusedError(f"{folder} is a file: choose a folder with --output")
    if resolved.is_dir() and _is_taken(resolved) and not (resolved / MARKER).is_file():
        raise RefusedError(
            f"{folder} holds files that cpdsite did not write: empty it yourself, or choose "
            "another folder with --output"
        )


def _is_taken(folder: Path) -> bool:
    """Tell whether a folder holds anything but what a killed build left of its marker."""
    return any(not LEFTOVER.fullmatch(it.name) for it in folder.iterdir())


def is_hidden(path: str) -> bool:
    """Tell whether a path in an output folder has a name that begins with a dot."""
    return "/." in f"/{path}"


def list_files(folder: Path) -> Iterator[str]:
    """Yield the paths of the files in an output folder, all but a person's hidden ones.

    A folder that holds nothing is listed too, with a slash at the end. Raises ``OSError``
    where a folder cannot be read: something withdrawn may be in it.
    """
    for directory, folders, files in os.walk(folder, onerror=_raise):
        here = Path(directory)
        if not folders and not files and here != folder:
            yield f"{here.relative_to(folder).as_posix()}/"
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not name.startswith(".") or LEFTOVER.fullmatch(name):
                yield (here / name).relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    raise error
