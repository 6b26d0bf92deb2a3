"""Outputs to the output folder: add, replace, remove, in that order.

New files come first, then changed ones are replaced, then what no output claims is removed.
So at every moment each file is whole and whatever a page links to is there, and a build
that was killed is repaired by the next.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cpdsite.errors import RefusedError
from cpdsite.publish.folder import MARKER, MARKER_TEXT, is_hidden, list_files
from cpdsite.publish.manifest import Manifest, Stamp, stamp_file, write_manifest
from cpdsite.store import write_whole


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
    folder.mkdir(parents=True, exist_ok=True)
    _write_if_changed(folder / MARKER, MARKER_TEXT.encode())
    present = {path for path in contents if (folder / path).is_file()}
    new = [path for path in sorted(contents) if path not in present]
    replaced = 0
    stamps = {path: stamp for path, stamp in manifest.stamps.items() if path in keys}
    for path in [*new, *sorted(present)]:
        _clear_way(folder, path)
        is_written = _write_if_changed(folder / path, contents[path]())
        replaced += is_written and path in present
        stamp = stamp_file(folder / path, keys[path])
        stamps |= {path: stamp} if stamp else {}
    removed = list(_find_unclaimed(keys, folder, manifest))
    for path in removed:
        (folder / path).unlink()
        _remove_empty(folder, (folder / path).parent)
    _store(manifest_path, folder, stamps, manifest)
    unchanged = len(keys) - len(new) - replaced
    return Published(len(new), replaced, len(removed), unchanged)


def _check_way(paths: Iterable[str], folder: Path, manifest: Manifest) -> None:
    """Raise ``RefusedError`` where a file must stand and a folder holds a person's hidden ones."""
    for path in paths:
        target = folder / path
        if target.is_dir() and not target.is_symlink():
            for held in sorted(it for it in target.rglob("*") if not it.is_dir()):
                name = held.relative_to(folder).as_posix()
                if is_hidden(name) and name not in manifest.stamps:
                    raise RefusedError(f"{held} stands where {path} must be: move it away")


def _store(path: Path, folder: Path, stamps: dict[str, Stamp], manifest: Manifest) -> None:
    if stamps != manifest.stamps or not path.is_file():
        # Without it the next build only has more to do.
        with contextlib.suppress(OSError):
            write_manifest(path, folder, stamps)


def _write_if_changed(path: Path, content: bytes) -> bool:
    is_stale = not path.is_file() or path.is_symlink() or path.read_bytes() != content
    if is_stale:
        write_whole(path, content)
    return is_stale


def _find_unclaimed(keys: Mapping[str, str], folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield files that no output claims: all but hidden ones, and hidden ones that we wrote."""
    yield from [path for path in list_files(folder) if path not in keys]
    hidden = [path for path in manifest.stamps if path not in keys and is_hidden(path)]
    linked = tuple(_find_linked(hidden, folder))
    for path in hidden:
        if (folder / path).is_file() and not path.startswith(linked):
            yield path


def _clear_way(folder: Path, path: str) -> None:
    """Remove what stands where a file or its folders must be; all of it is ours to remove."""
    target = folder / path
    for parent in reversed(target.relative_to(folder).parents[:-1]):
        obstacle = folder / parent
        if obstacle.is_symlink() or obstacle.is_file():
            obstacle.unlink()
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _remove_empty(folder: Path, directory: Path) -> None:
    while directory != folder and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
