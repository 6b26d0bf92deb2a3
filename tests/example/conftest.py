"""The example portfolio, built once, served under its security policy, seen in a browser."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from cpdsite.commands.build import BuildOptions, build_site
from cpdsite.content.load import load_site
from cpdsite.portfolio.portfolio import make_public, visible
from cpdsite.portfolio.record import Record, make_record
from cpdsite.prose.passage import Passages
from cpdsite.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEADERS: dict[str, str] = tomllib.loads((ROOT / "netlify.toml").read_text("utf-8"))["headers"][0][
    "values"
]


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built example."""
    folder = tmp_path_factory.mktemp("example") / "public"
    build_site(ROOT, BuildOptions(today=date(2026, 11, 23), output=folder, clean=True))
    return folder


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a prefix as a host would: headers, and 404.html for what is not."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.prefix) if path.startswith(self.prefix) else "missing"
        return super().translate_path("/" + below)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        del message, explain
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder below a prefix on a free port of this computer; give its address."""
    handler = type("Handler", (_Handler,), {"prefix": prefix})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session", params=["/", "/x/y/"])
def address(request: pytest.FixtureRequest, public: Path) -> Iterator[str]:
    """Give the address of the example: at a root, and below a path."""
    with serve(public, request.param) as found:
        yield found


@pytest.fixture(scope="session")
def root_address(public: Path) -> Iterator[str]:
    """Give the address of the example at a root."""
    with serve(public) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the system's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


LONG_PROFILE = "---\nname: Sam Sample\n---\n"
LONG_ENTRY = """\
---
title: A very long entry
date: 2026-01-05
status: published
---

A description.

## What I learned

"""


def build_folder(folder: Path, settings: str, body: str) -> Path:
    """Build a site of one entry and return its output folder."""
    (folder / "content/activities").mkdir(parents=True)
    (folder / "cpdsite.toml").write_text(settings, "utf-8")
    (folder / "content/profile.md").write_text(LONG_PROFILE, "utf-8")
    (folder / "content/activities/long.md").write_text(LONG_ENTRY + body, "utf-8")
    build_site(folder, BuildOptions(today=date(2026, 11, 23)))
    return folder / "public"


@pytest.fixture
def long_site(tmp_path: Path) -> Path:
    """Return the built site of an entry that is longer than two sheets."""
    sentences = [f"This is sentence{number}. It goes on for a while." for number in range(400)]
    paragraphs = [" ".join(sentences[start : start + 8]) for start in range(0, 400, 8)]
    return build_folder(tmp_path / "long", "", "\n\n".join(paragraphs))


@pytest.fixture
def letter_site(tmp_path: Path) -> Path:
    """Return the built site of a member who prints on US Letter."""
    return build_folder(tmp_path / "letter", 'paper = "letter"\n', "Enough.\n")


def read_example_record() -> Record:
    """Return the record of the example as the public sees it."""
    settings, _ = read_settings((ROOT / "cpdsite.toml").read_bytes())
    loaded = load_site(ROOT, settings, Passages("test").read)
    assert loaded.portfolio
    shown = visible(loaded.portfolio, make_public(date(2026, 11, 23)))
    return make_record(shown, shown.schemes[0], settings.record_period)
