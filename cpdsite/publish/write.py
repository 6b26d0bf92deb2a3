"""Outputs to the output folder: stage, add, replace, remove, in that order.

Everything new is written aside first. Then new files come, then changed ones are replaced,
then what no output claims is removed. So at every moment each file is whole and whatever a
page links to is there, and a build that was killed is repaired by the next.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from cpdsite.errors import RefusedError
from cpdsite.publish.folder import MARKER, MARKER_TEXT, is_hidden, list_files
from cpdsite.publish.manifest import PENDING, Manifest, Stamp, stamp_file, write_manifest
from cpdsite.publish.stage import (
    ADDED,
    find_moves,
    name_failure,
    open_staging,
    put_in_place,
    stage,
)
from cpdsite.store import remove_leftovers, write_whole


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were added, replaced, removed and left as they were."""

    added: int
    replaced: int
    removed: int
    unchanged: int


def find_stale(keys: Mapping[str, str], folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Return the paths whose file is not the one that its key stands for.

    A file counts as such while the manifest has its key and it has kept size and time, and
    it is no link and lies behind none.
    """
    stamps = manifest.stamps
    linked = tuple(_find_linked(keys, folder))
    return tuple(
        path
        for path, key in keys.items()
        if path not in stamps
        or stamps[path].key != key
        or path.startswith(linked)
        or stamp_file(folder / path, key) != stamps[path]
    )


def _find_linked(keys: Iterable[str], folder: Path) -> Iterator[str]:
    """Yield the folders of outputs that someone has replaced by links, each with a slash."""
    for parent in {parent for path in keys for parent in PurePosixPath(path).parents[:-1]}:
        if (folder / parent).is_symlink():
            yield f"{parent}/"


def publish(
    keys: Mapping[str, str],
    contents: Mapping[str, Callable[[], bytes]],
    folder: Path,
    manifest: Manifest,
    manifest_path: Path,
) -> Published:
    """Bring the output folder to hold the files that ``keys`` names and no others.

    ``contents`` gives the bytes of each stale path; the caller has checked the folder.
    """
    _check_way(contents, folder, manifest)
    _prepare(folder, manifest_path)
    added = sum(not (folder / path).is_file() for path in contents)
    store = partial(_store, manifest_path, folder, manifest)
    changed = _write(keys, contents, folder, manifest, store) if contents else ()
    removed = [path for path in _find_unclaimed(keys, folder, manifest) if _remove(folder, path)]
    stamps = {path: stamp for path, stamp in manifest.stamps.items() if path in keys}
    found = {path: stamp_file(folder / path, keys[path]) for path in contents}
    store(stamps | {path: stamp for path, stamp in found.items() if stamp})
    replaced = len(changed) - added
    return Published(added, replaced, len(removed), len(keys) - added - replaced)


def _write(
    keys: Mapping[str, str],
    contents: Mapping[str, Callable[[], bytes]],
    folder: Path,
    manifest: Manifest,
    store: Callable[[dict[str, Stamp]], None],
) -> tuple[str, ...]:
    """Write what has changed, and return the paths of it."""
    linked = tuple(_find_linked(contents, folder))
    with open_staging(folder) as staging:
        changed = stage(contents, folder, linked, staging)
        moves = find_moves(staging, folder, manifest.stamps or keys)
        first = [move for move in moves if move.how == ADDED]
        # Nothing else tells hidden files of ours from a person's own.
        store({path: PENDING for path in changed if is_hidden(path)} | manifest.stamps)
        put_in_place(first, staging, folder)
        # From here on, pages may link to what was added.
        store(dict.fromkeys(contents, PENDING) | manifest.stamps)
        put_in_place(moves[len(first) :], staging, folder)
    return changed


def _check_way(paths: Iterable[str], folder: Path, manifest: Manifest) -> None:
    """Raise ``RefusedError`` where a file must stand and a folder holds a person's hidden ones."""
    for path in paths:
        target = folder / path
        if target.is_dir() and not target.is_symlink():
            for held in sorted(it for it in target.rglob("*") if not it.is_dir()):
                name = held.relative_to(folder).as_posix()
                if is_hidden(name) and name not in manifest.stamps:
                    raise RefusedError(f"{held} stands where {path} must be: move it away")


def _store(path: Path, folder: Path, manifest: Manifest, stamps: dict[str, Stamp]) -> None:
    if stamps != manifest.stamps or not path.is_file():
        # Without it the next build only has more to do.
        with contextlib.suppress(OSError):
            write_manifest(path, folder, stamps)


def _prepare(folder: Path, manifest_path: Path) -> None:
    """Mark the output folder as ours, and clear away what killed builds left."""
    with contextlib.suppress(OSError):
        remove_leftovers(manifest_path.parent)
    with name_failure(f"nothing in {folder} was changed", folder):
        folder.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder)
    marker = folder / MARKER
    with name_failure(f"nothing in {folder} was changed", marker):
        if (
            marker.is_symlink()
            or not marker.is_file()
            or marker.read_bytes() != MARKER_TEXT.encode()
        ):
            write_whole(marker, MARKER_TEXT.encode())


def _find_unclaimed(keys: Mapping[str, str], folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield files that no output claims: all but hidden ones, and hidden ones that we wrote."""
    folded = {path.casefold(): path for path in keys}
    for path in [path for path in list_files(folder) if path not in keys]:
        twin = folded.get(path.casefold())
        # Where a file system ignores case, an old name may be that of a new file.
        if twin is None or not _is_same(folder / path, folder / twin):
            yield path
    hidden = [path for path in manifest.stamps if path not in keys and is_hidden(path)]
    linked = tuple(_find_linked(hidden, folder))
    for path in hidden:
        if (folder / path).is_file() and not path.startswith(linked):
            yield path


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _remove(folder: Path, path: str) -> bool:
    """Remove a file, or an empty folder, and tell whether it was a file."""
    is_file = not path.endswith("/")
    target = folder / path
    with name_failure(
        f"the pages in {folder} are new and whole, and some old ones are left", target
    ):
        if is_file:
            target.unlink()
        _remove_empty(folder, target.parent if is_file else target)
    return is_file


def _remove_empty(folder: Path, directory: Path) -> None:
    while directory != folder and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
