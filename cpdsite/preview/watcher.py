"""Which files have changed: events are hints, a look around finds what they miss, content decides."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from cpdsite.files import is_leftover
from cpdsite.preview.snapshot import Mark, digest_content, find_changes, take_snapshot

QUIET = 0.08
"""How long nothing may happen before a change counts as complete, in seconds."""

LONGEST_WAIT = 2.0
"""How long a change that goes on and on is waited for, in seconds."""

SWEEP = 2.0
"""How often all files are looked at although no event told of any, in seconds."""

POLL = 0.5
"""The same where there are no events, in seconds."""

SHARE = 20
"""A look around takes one part of so many of the time at most."""

TOLD: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""The events that are asked for: those of reading would be three for each file that we read."""


class Watcher:
    """Watches the files of a site. ``names`` are those of its files and folders of sources."""

    def __init__(self, root: Path, names: Iterable[str], *, poll: bool = False) -> None:
        """Begin with the files as they are."""
        self._root = root
        self._names = tuple(names)
        self._poll = poll
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._hints: set[str] = set()
        self._observer: BaseObserver | None = None
        self._watches: dict[str, tuple[int, ObservedWatch]] = {}
        self._marks: dict[str, Mark] = {}
        self._digests: dict[str, str] = {}
        self._young: set[str] = set()
        self._pause = POLL if poll else SWEEP

    def start(self) -> str:
        """Begin to watch; return why there are no events, or ``""``."""
        self._look()
        if self._poll:
            return ""
        try:
            self._observer = Observer()
            self._observer.start()
            self._watch_folders()
        except (OSError, RuntimeError) as error:
            self._observer, self._pause = None, POLL
            return str(error)
        return ""

    def learn(self) -> None:
        """Read the files once, so that one saved without a change is known for what it is."""
        for path, mark in list(self._marks.items()):
            if self._stopped.is_set():
                return
            self._digests.setdefault(path, digest_content(self._root, path, mark))

    def stop(self) -> None:
        """Watch no more, and let whoever waits go on."""
        self._stopped.set()
        self._wake.set()
        if self._observer is not None:
            self._observer.stop()

    @property
    def is_stopped(self) -> bool:
        """Tell whether watching is over."""
        return self._stopped.is_set()

    @property
    def has_hints(self) -> bool:
        """Tell whether something may have changed since the last wait."""
        return self._wake.is_set()

    def wait(self) -> frozenset[str]:
        """Return the paths of what has changed, after a while at most; often that is nothing."""
        self._wake.wait(self._pause)
        self._settle()
        if self.is_stopped:
            return frozenset()
        hints, self._hints = self._hints, set()
        before = self._marks
        self._look()
        suspects = find_changes(before, self._marks) | self._young
        suspects |= {path for path in hints if path in self._marks}
        # Two writes within one tick of the clock leave the same mark: look once more later.
        self._young = find_changes(before, self._marks)
        return frozenset(path for path in suspects if self._is_new(path))

    def _is_new(self, path: str) -> bool:
        digest = digest_content(self._root, path, self._marks.get(path))
        if self._digests.get(path) == digest:
            return False
        self._digests[path] = digest
        return True

    def _settle(self) -> None:
        """Wait until nothing has happened for a moment, so that many changes are one."""
        end = time.monotonic() + LONGEST_WAIT
        while self._wake.is_set() and not self.is_stopped and time.monotonic() < end:
            self._wake.clear()
            self._wake.wait(QUIET)

    def _look(self) -> None:
        begun = time.monotonic()
        self._marks = take_snapshot(self._root, self._names)
        least = POLL if self._poll or self._observer is None else SWEEP
        self._pause = max(least, SHARE * (time.monotonic() - begun))
        if self._observer is not None:
            self._watch_folders()

    def _watch_folders(self) -> None:
        """Watch the site's folder itself, and each folder of sources with all below it."""
        for name in ("", *self._names):
            path = os.path.join(self._root, name) if name else str(self._root)  # noqa: PTH118
            number = _find_number(path)
            known = self._watches.get(name)
            if known and known[0] != number:
                self._forget(name)
                known = None
            if number and known is None:
                self._watch(name, path, number)

    def _watch(self, name: str, path: str, number: int) -> None:
        if self._observer is None:
            return
        try:
            watch = self._observer.schedule(
                _Hints(self._hint), path, recursive=bool(name), event_filter=TOLD
            )
        except (OSError, RuntimeError):
            return  # The look around sees what happens there.
        self._watches[name] = (number, watch)

    def _forget(self, name: str) -> None:
        _, watch = self._watches.pop(name)
        if self._observer is not None:
            try:
                self._observer.unschedule(watch)
            except (KeyError, OSError):
                return

    def _hint(self, path: str) -> None:
        way = os.path.relpath(path, self._root).replace(os.sep, "/")
        if way.partition("/")[0] in self._names:
            self._hints.add(way)
            self._wake.set()


def _find_number(path: str) -> int:
    """Return what tells a folder from another of its name; 0 where there is none."""
    try:
        is_folder = os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114
        return os.stat(path).st_ino if is_folder else 0  # noqa: PTH116
    except OSError:
        return 0


class _Hints(FileSystemEventHandler):
    """Passes on the paths that events name, but for those of editors' own files."""

    def __init__(self, hint: Callable[[str], None]) -> None:
        self._hint = hint

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            text = os.fsdecode(path) if path else ""
            if text and not is_leftover(os.path.basename(text)):  # noqa: PTH119
                self._hint(text)
