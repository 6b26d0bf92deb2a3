"""Which folder may be written to, and what of it is ours."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from cpdsite.errors import RefusedError

MARKER = ".cpdsite-output"
MARKER_TEXT = """\
cpdsite writes this folder. At each build it replaces what is here and removes what it no
longer makes; files whose names begin with a dot stay. Keep nothing of your own in it.
"""

LEFTOVER = re.compile(r"\..+\.\d+\.tmp")
"""A file that a killed build was still writing, under the name that ``write_whole`` gives it."""


def check_folder(folder: Path, sources: tuple[Path, ...]) -> None:
    """Raise ``RefusedError`` unless the folder is ours, or empty, or not there yet.

    ``sources`` are folders and files that must never be written over, there or not yet.
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
    if resolved == Path(os.path.realpath(Path.home())) or resolved.parent == resolved:
        raise RefusedError(f"{folder} is no folder to build into: choose another with --output")
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
    """Yield the paths of the files in an output folder, all but a person's hidden ones."""
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(directory) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not name.startswith(".") or LEFTOVER.fullmatch(name):
                yield (Path(directory) / name).relative_to(folder).as_posix()
