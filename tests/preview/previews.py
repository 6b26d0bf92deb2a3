"""A preview that runs beside a test, and what it tells."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from cpdsite.commands.serve import open_source
from cpdsite.errors import Problem
from cpdsite.preview.preview import Source, run_preview
from cpdsite.preview.server import PreviewServer
from tests.preview import asking
from tests.site_maker import TODAY, write_files

PATIENCE = 15.0
"""How long a test waits for what must happen in a browser, in seconds."""

wait_until = partial(asking.wait_until, patience=PATIENCE)


class Preview(threading.Thread):
    """A preview that runs on threads, and each change that it told of."""

    def __init__(self, source: Source, base: str = "/", *, poll: bool = False) -> None:
        """Listen at a free port."""
        super().__init__()
        self.root = source.root
        self.server = PreviewServer("127.0.0.1", 0, base)
        self.told: list[tuple[str, ...]] = []
        self.problems: list[tuple[Problem, ...] | None] = []
        self.warnings: list[str] = []
        self.failure: BaseException | None = None
        self._source = source
        self._poll = poll

    def run(self) -> None:
        """Run it, and keep how it fails."""
        try:
            run_preview(
                self.server, self._source, self._tell, self.warnings.append, poll=self._poll
            )
        except BaseException as error:  # noqa: BLE001 - a test looks at it
            self.failure = error

    def _tell(
        self,
        paths: tuple[str, ...],
        pages: int,
        milliseconds: int,
        problems: tuple[Problem, ...] | None,
    ) -> None:
        assert pages >= 0
        assert milliseconds > 0
        self.problems.append(problems)
        self.told.append(paths)

    def save(self, path: str, content: str | bytes) -> None:
        """Save a file of the site."""
        write_files(self.root, {path: content})

    def wait_for(self, *paths: str) -> None:
        """Wait until it has told that just these files have changed, in one or more goes."""
        wait_until(lambda: {it for told in self.told for it in told} == set(paths))

    def read_numbers(self) -> dict[str, str]:
        """Return what tells a page that it is not the newest."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        with closing(connection):
            connection.request("GET", f"{self.server.base}_preview/revision.json")
            numbers: dict[str, str] = json.load(connection.getresponse())
        return numbers


@contextmanager
def run(root: Path, base: str = "/", *, poll: bool = False) -> Iterator[Preview]:
    """Run the preview of a site, from when it was looked through."""
    with run_source(open_source(root, lambda: TODAY, base), base, poll=poll) as preview:
        wait_until(lambda: preview.told != [])
        preview.told.clear()
        yield preview


@contextmanager
def run_source(source: Source, base: str = "/", *, poll: bool = False) -> Iterator[Preview]:
    """Run the preview of a source; it must end in time."""
    preview = Preview(source, base, poll=poll)
    preview.start()
    try:
        yield preview
    finally:
        preview.server.shutdown()
        preview.join(PATIENCE)
        assert not preview.is_alive()
