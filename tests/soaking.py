"""A long run of the preview: random edits while several clients read pages."""

import http.client
import os
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

from cpdsite.publish.folder import MARKER
from tests.edits import Editor
from tests.site_maker import TODAY, build, read_tree

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = "/_preview/published/"
ADDRESS = re.compile(r"http://([\d.]+):(\d+)/.*\n")
BAR = re.compile(rb'<aside id="cpdsite-preview".*</aside>', re.DOTALL)
SCRIPT = re.compile(
    rb'<link rel="stylesheet" href="[^"]*_preview/preview.css">'
    rb'(?:<script src="[^"]*_preview/[a-z.]+\.js" defer></script>){2}'
)
PAGES = (
    *("", "activities/", "record/", "about/", "types/course/", "404.html", "nowhere/"),
    *("static/x.txt", "activities/pic.png"),
)
CLIENTS = 4
SETTLED = 5.0
"""How long it may take until nothing of older saves is shown any more, in seconds."""

LONGEST = 20.0
"""How long the preview may take to show what was saved last, in seconds."""


class Preview:
    """A preview that runs in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]", said: IO[str]) -> None:
        """Read the address that it prints."""
        self.process = process
        self._said = said
        self.address = read_line(process, LONGEST)
        match = ADDRESS.fullmatch(self.address)
        self.host, self.port = (match[1], int(match[2])) if match else ("", 0)

    @property
    def said(self) -> str:
        """All that it has said on standard error so far."""
        self._said.seek(0)
        return self._said.read()

    @property
    def memory(self) -> int:
        """How much memory it holds, in bytes."""
        text = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(text.partition("VmRSS:")[2].split()[0]) * 1024

    def ask(self, path: str) -> tuple[int, bytes]:
        """Return status and content of what is at a path."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=LONGEST)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def wait_for(self, path: str, words: str) -> bytes:
        """Return a page as soon as it holds some words."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            content = self.ask(path)[1]
            if words.encode() in content:
                return content
            time.sleep(0.02)
        raise TimeoutError(f"{path} never held {words!r}")

    def wait_until_said(self, pattern: str) -> str:
        """Return what was said as soon as it matches a pattern."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            if re.search(pattern, said := self.said):
                return said
            time.sleep(0.02)
        raise TimeoutError(f"{pattern!r} was never said, but {self.said!r}")

    def stop(self) -> int:
        """End it as Ctrl-C does, and return its exit status."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(LONGEST)
        except subprocess.TimeoutExpired as error:
            # It says where each of its threads stands.
            self.process.send_signal(signal.SIGABRT)
            self.process.wait()
            raise AssertionError(f"it does not end:\n{self.said[-9000:]}") from error


def read_line(process: "subprocess.Popen[str]", longest: float) -> str:
    """Return the first line of standard output; ``""`` where there is none in time."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], longest)
    return process.stdout.readline() if ready else ""


@contextmanager
def run_preview(*arguments: str | Path, **environment: str) -> Iterator[Preview]:
    """Run ``cpdsite serve`` with some arguments; kill it at the end, if it still runs."""
    command = [sys.executable, "-m", "cpdsite", "serve", *map(str, arguments)]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1", **environment}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=said, text=True, env=known
        )
        try:
            yield Preview(process, said)
        finally:
            process.kill()
            process.communicate()


def undress(page: bytes) -> bytes:
    """Return a page without what the preview adds to it."""
    return BAR.sub(b"", SCRIPT.sub(b"", page, count=1), count=1)


@dataclass
class Soaked:
    """What came of a soak."""

    edits: int = 0
    answers: int = 0
    failures: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    compared: int = 0
    said: str = ""
    status: int = -1


def soak(folder: Path, seconds: float, edits: int, seed: int) -> Soaked:
    """Edit a site that is shown, so many times in so many seconds, and compare it at the end."""
    editor, soaked = Editor(folder / "site", seed), Soaked()
    with run_preview("--site", editor.root, "--port", "0", "--today", str(TODAY)) as preview:
        preview.wait_for("/", "cpdsite-preview")
        done = threading.Event()
        clients = [
            threading.Thread(target=_read_pages, args=(preview, editor.root, number, soaked, done))
            for number in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for number in range(edits):
            editor.edit()
            soaked.edits += 1
            time.sleep(seconds / edits)
            if number >= edits // 4:
                # By then everything has been imported, compiled and cached once.
                soaked.memory.append(preview.memory)
        editor.mend()
        # Whatever came last is shown once this is.
        editor.write("content/pages/last.md", LAST)
        preview.wait_for(f"{PUBLISHED}last/", "The very last words")
        done.set()
        for client in clients:
            client.join()
        _compare(preview, editor.root, folder / "clean", soaked)
        soaked.said = preview.said
        soaked.status = preview.stop()
    return soaked


LAST = "---\ntitle: Last\nstatus: published\n---\n\nThe very last words.\n"


def _read_pages(
    preview: Preview, root: Path, number: int, soaked: Soaked, done: threading.Event
) -> None:
    chance = random.Random(number)  # noqa: S311 - the same pages in every run
    while not done.is_set():
        names = [path.stem for path in (root / "content/activities").glob("*.md")]
        path = chance.choice((*PAGES, f"activities/{chance.choice(names)}/"))
        base = chance.choice(("/", PUBLISHED))
        try:
            status, content = preview.ask(f"{base}{quote(path)}")
        except (OSError, http.client.HTTPException) as error:
            soaked.failures.append(f"{base}{path}: {error!r}")
            continue
        soaked.answers += 1
        if status not in (200, 302, 404) or (path == "" and b"cpdsite-preview" not in content):
            soaked.failures.append(f"{base}{path}: {status} {content[:200]!r}")
        time.sleep(0.01)


def _compare(preview: Preview, root: Path, clean: Path, soaked: Soaked) -> None:
    """Note what of the published pages does not come to be what a clean build writes."""
    build(root, output=clean, clean=True)
    end = time.monotonic() + SETTLED
    for path, content in read_tree(clean).items():
        if path == MARKER:
            continue
        # A page that was not found is answered with another address for all that it links to.
        moved = content.replace(b'="/', f'="{PUBLISHED}'.encode())
        wanted = (200, moved if path == "404.html" else content)
        while (shown := _ask_undressed(preview, path)) != wanted and time.monotonic() < end:
            # A file that was saved while the folder was looked through is seen a moment later.
            time.sleep(0.1)
        if shown != wanted:
            soaked.failures.append(f"{path} is not as built: {shown[0]}")
        soaked.compared += 1


def _ask_undressed(preview: Preview, path: str) -> tuple[int, bytes]:
    status, page = preview.ask(PUBLISHED + quote(path))
    return status, undress(page)
