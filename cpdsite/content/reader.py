"""The files of a site, each read once, and again only when it is said to have changed."""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from cpdsite.content.entries import ReadFile, Value, read_file
from cpdsite.errors import Problem
from cpdsite.files import digest_file, read_bytes
from cpdsite.limits import ENTRY_BYTES
from cpdsite.portfolio.activity import Activity
from cpdsite.store import read_values, write_values
from cpdsite.text import decode_known


@dataclass(frozen=True, slots=True)
class StoredEntries:
    """What earlier runs read: activities in which nothing was wrong, by path and content."""

    renderer: str = ""
    activities: dict[str, Activity] = field(default_factory=dict)


class Reader:
    """Reads the files of a site's content, and keeps what came of each.

    Reading is a pure function of path and bytes, so what an earlier run of the same cpdsite
    stored by their digest stands for it. ``keeps_last_good`` lets what was last read of a
    file without a mistake be its value for as long as it has one.
    """

    def __init__(
        self,
        root: Path,
        renderer: str = "",
        store: Path | None = None,
        *,
        clean: bool = False,
        keeps_last_good: bool = False,
    ) -> None:
        """Begin with what the store holds; with ``clean``, or without one, with nothing."""
        self._root = root
        self._renderer = renderer
        self._store = store
        self._stored = {} if clean else _load(renderer, store)
        self._keys: dict[str, str] = {}
        self._read: dict[str, ReadFile] = {}
        self._digests: dict[str, str] = {}
        self._keeps_last_good = keeps_last_good
        self._last_good: dict[str, Value] = {}

    def read(self, kind: str, path: str) -> ReadFile:
        """Return what came of an entry or the profile."""
        known = self._read.get(path)
        if known is None:
            known = self._read[path] = self._stand_in(path, self._read_anew(kind, path))
        return known

    def digest(self, paths: Iterable[str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
        """Return the SHA-256 of each file, and why some cannot be read."""
        problems: list[Problem] = []
        found: dict[str, str] = {}
        for path in paths:
            digest = self._digests.get(path)
            if digest is None:
                digest, mistakes = digest_file(self._root, path)
                problems += mistakes
            if digest is not None:
                found[path] = self._digests[path] = digest
        return found, tuple(problems)

    def forget(self, paths: Iterable[str]) -> None:
        """Read these files again when they are asked for next."""
        for path in paths:
            for known in (self._read, self._digests, self._keys):
                known.pop(path, None)
            # Unlike Path.exists, this does not raise where a folder may not be looked into.
            if not os.path.exists(self._root / path):  # noqa: PTH110
                self._last_good.pop(path, None)

    def save(self) -> None:
        """Store for later runs what was read, unless that is stored already."""
        kept = {
            key: value
            for path, key in self._keys.items()
            if isinstance(value := self._read[path].value, Activity)
        }
        if self._store and kept.keys() != self._stored.keys():
            # A site that cannot be written to goes without, as does text that no file can hold.
            with contextlib.suppress(OSError, UnicodeError):
                write_values(self._store, StoredEntries(self._renderer, kept))
                self._stored = kept

    def _read_anew(self, kind: str, path: str) -> ReadFile:
        data, problems = read_bytes(self._root, path, ENTRY_BYTES)
        if data is None:
            return ReadFile(None, problems)
        key = hashlib.sha256(b"%s\0%s" % (path.encode("utf-8", "surrogatepass"), data)).hexdigest()
        stored = self._stored.get(key)
        if stored is not None and stored.path == path:
            self._keys[path] = key
            return ReadFile(stored, (), tuple(decode_known(data).split("\n")), stored)
        found = read_file(kind, path, data)
        # JSON knows no difference between the lists and the tables of ``extra``.
        if isinstance(found.value, Activity) and not (found.problems or found.value.extra):
            self._keys[path] = key
        return found

    def _stand_in(self, path: str, found: ReadFile) -> ReadFile:
        if not self._keeps_last_good:
            return found
        if found.value is not None:
            self._last_good[path] = found.value
            return found
        return replace(found, value=self._last_good.get(path))


def _load(renderer: str, store: Path | None) -> dict[str, Activity]:
    stored = read_values(store, StoredEntries) if store else None
    return stored.activities if stored and stored.renderer == renderer else {}
