"""The preview as a whole: a server, a watcher, and a thread that shows each change."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cpdsite.errors import Problem
from cpdsite.preview.server import PreviewServer
from cpdsite.preview.showing import Showing
from cpdsite.preview.watcher import Watcher

PATIENCE = 1.0
"""How long answers may take before the rest of a site is looked through beside them, in seconds."""


TICK = 0.1
"""How often the server looks whether it is to end, in seconds."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a change: what to show, and how many pages it made anew.

    A quick answer comes first where there is much to look through; the last one is
    ``is_complete``.
    """

    showing: Showing
    pages: int = 0
    is_complete: bool = True


class Tell(Protocol):
    """What is told of a change."""

    def __call__(
        self,
        paths: tuple[str, ...],
        pages: int,
        milliseconds: int,
        problems: tuple[Problem, ...] | None,
    ) -> None:
        """Tell which files changed, what that took, and what is wrong now, where that is known."""


Refresh = Callable[[frozenset[str]], Iterator[Refreshed]]
"""What gives anew what there is to show, after some files have changed."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is shown: the folder, the names in it that are watched, and how it is read.

    ``is_stale`` tells that it must be read again although no file has changed, as after
    midnight.
    """

    root: Path
    names: tuple[str, ...]
    refresh: Refresh
    is_stale: Callable[[], bool]


def run_preview(
    server: PreviewServer,
    source: Source,
    tell: Tell,
    warn: Callable[[str], None],
    *,
    poll: bool = False,
) -> None:
    """Show a site until ``KeyboardInterrupt``; then end at once."""
    watcher = Watcher(source.root, source.names, poll=poll)
    follower = _Follower(server, source, watcher, tell, warn)
    serving = threading.Thread(target=server.serve_forever, args=(TICK,), daemon=True)
    threading.Thread(target=follower.run, daemon=True).start()
    serving.start()
    # This thread only waits, so that a signal never meets it in the middle of anything.
    with contextlib.suppress(KeyboardInterrupt):
        while serving.is_alive():
            serving.join(PATIENCE)
    # The library waits for threads of its own; nobody has to wait for it.
    threading.Thread(target=watcher.stop, daemon=True).start()
    server.shutdown()
    server.server_close()
    if follower.failure is not None:
        raise follower.failure


class _Follower:
    """Shows what each change makes of the site, on a thread of its own."""

    def __init__(
        self,
        server: PreviewServer,
        source: Source,
        watcher: Watcher,
        tell: Tell,
        warn: Callable[[str], None],
    ) -> None:
        self._server = server
        self._source = source
        self._watcher = watcher
        self._tell = tell
        self._warn = warn
        self._trouble = ""
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Follow the changes until the watcher is stopped; a mistake of ours ends the preview."""
        try:
            self._follow()
        except BaseException as error:  # noqa: BLE001 - it is raised where the preview is run
            self.failure = error
            self._server.shutdown()

    def _follow(self) -> None:
        trouble = self._watcher.start()
        if trouble:
            self._warn(f"No signs of changes are to be had ({trouble}), so cpdsite looks for them.")
        is_owed = self._show(frozenset())
        self._watcher.learn()
        while not self._watcher.is_stopped:
            paths = self._watcher.wait()
            if paths or is_owed or self._source.is_stale():
                is_owed = self._show(paths)

    def _show(self, paths: frozenset[str]) -> bool:
        """Show what a change makes of the site; tell whether a newer one has cut that short."""
        try:
            return self._show_all(paths)
        except (OSError, MemoryError) as error:
            # What the disk or a template does at the moment is no mistake of ours: try again.
            words = error.strerror if isinstance(error, OSError) else "too little memory"
            if words != self._trouble:
                self._warn(f"The site cannot be read at the moment ({words}): cpdsite tries again.")
            self._trouble = words or ""
            return True

    def _show_all(self, paths: frozenset[str]) -> bool:
        begun, milliseconds = time.monotonic(), 0
        for refreshed in self._source.refresh(paths):
            if self._watcher.is_stopped:
                return False
            self._server.show(refreshed.showing)
            milliseconds = milliseconds or max(1, round((time.monotonic() - begun) * 1000))
            is_cut = not refreshed.is_complete and self._watcher.has_hints
            if refreshed.is_complete or is_cut:
                problems = refreshed.showing.problems if refreshed.is_complete else None
                self._tell(tuple(sorted(paths)), refreshed.pages, milliseconds, problems)
            if is_cut:
                return True
            self._trouble = ""
            # Whoever has waited for this is answered before the rest is looked through.
            self._server.wait_until_idle(PATIENCE)
        return False
