"""Which files have changed: events are hints, a look around finds what they miss, content decides."""

import contextlib
import logging
import os
import threading
import time
import warnings
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
from cpdsite.preview.snapshot import (
    Mark,
    Snapshot,
    digest_content,
    find_changes,
    find_mark,
    take_snapshot,
)

QUIET = 0.08
"""How long nothing may happen before a change counts as complete, in seconds."""

LONGEST_WAIT = 2.0
"""How long a change that goes on and on is waited for, in seconds."""

SWEEP = 2.0
"""How often all files are looked at although no event told of any, in seconds."""

POLL = 0.5
"""The same where there are no events, in seconds."""

GRAIN = 2.5
"""So long after a change a file is read again: on some disks, the time of a file is that coarse."""

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
        self._hinting = threading.Lock()
        self._observer: BaseObserver | None = None
        self._watches: dict[str, tuple[int, ObservedWatch]] = {}
        self._marks: dict[str, Mark] = {}
        self._digests: dict[str, str] = {}
        self._young: dict[str, float] = {}
        self._is_deaf = poll
        self._pause = POLL if poll else SWEEP
        self._took = 0.0

    def start(self) -> str:
        """Begin to watch; return why there are no events, or ``""``."""
        self._look()
        if self._poll:
            return ""
        _hush()
        try:
            self._observer = Observer()
            self._observer.start()
        except (OSError, RuntimeError) as error:
            self._observer, self._is_deaf, self._pause = None, True, POLL
            return str(error)
        trouble = self._watch_folders()
        if trouble:
            self._pause = POLL
        if self.is_stopped:
            self._observer.stop()
        return trouble

    def learn(self) -> None:
        """Read the files once, so that one saved without a change is known for what it is."""
        for path, mark in list(self._marks.items()):
            if self._stopped.is_set():
                return
            digest = digest_content(self._root, path, mark)
            # One that was saved since the start is a change that is yet to be told.
            if find_mark(self._root, path) == mark:
                self._digests.setdefault(path, digest)

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
        is_told = self._wake.wait(self._pause)
        self._settle()
        if self.is_stopped:
            return frozenset()
        with self._hinting:
            hints, self._hints = self._hints, set()
        before, now = self._marks, time.monotonic()
        self._look()
        if not is_told:
            self._look_until_calm(before)
        changed = find_changes(before, self._marks)
        suspects = changed | self._young.keys() | (hints & self._marks.keys())
        # Two writes within one tick of the clock leave the same mark: look again later.
        kept = {path: since for path, since in self._young.items() if now - since < GRAIN}
        self._young = kept | dict.fromkeys(changed, now)
        return frozenset(path for path in suspects if self._is_new(path))

    def _look_until_calm(self, before: Snapshot) -> None:
        """Look again while what no event told of goes on, so that nothing half written counts."""
        end = time.monotonic() + LONGEST_WAIT
        while before != self._marks and time.monotonic() < end:
            if self._stopped.wait(QUIET):
                return
            before = self._marks
            self._look()

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
        took, self._took = self._took, time.monotonic() - begun
        # The quicker of two: one that was held up would put off the next by many times as long.
        took = min(took, self._took)
        self._watch_folders()
        self._pause = max(POLL if self._is_deaf else SWEEP, SHARE * took)

    def _watch_folders(self) -> str:
        """Watch the site's folder, and each folder of sources with all below it.

        Return why one of them gives no events, or ``""``.
        """
        if self._observer is None:
            return ""
        # A folder made anew often has the number of the old one, whose watch ended with it.
        living = {it.watch for it in self._observer.emitters if it.is_alive()}
        trouble = ""
        for name in ("", *self._names):
            path = os.path.join(self._root, name) if name else str(self._root)  # noqa: PTH118
            number = _find_number(path)
            known = self._watches.get(name)
            if known and (known[0] != number or known[1] not in living):
                self._forget(self._observer, name)
                known = None
            if number and known is None:
                trouble = self._watch(self._observer, name, path, number) or trouble
        self._is_deaf = bool(trouble)
        return trouble

    def _watch(self, observer: BaseObserver, name: str, path: str, number: int) -> str:
        handler = _Hints(self._hint)
        try:
            watch = observer.schedule(handler, path, recursive=bool(name), event_filter=TOLD)
        except FileNotFoundError:
            return ""  # It went while we looked.
        except (OSError, RuntimeError) as error:
            return str(error)
        self._watches[name] = (number, watch)
        return ""

    def _forget(self, observer: BaseObserver, name: str) -> None:
        _, watch = self._watches.pop(name)
        with contextlib.suppress(KeyError, OSError):
            observer.unschedule(watch)

    def _hint(self, path: str) -> None:
        way = os.path.relpath(path, self._root).replace(os.sep, "/")
        if way.partition("/")[0] in self._names:
            with self._hinting:
                self._hints.add(way)
            self._wake.set()


def _hush() -> None:
    """Keep from the terminal what the library says of itself: what it misses is found anyhow."""
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")


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
