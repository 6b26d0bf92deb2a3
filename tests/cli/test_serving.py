"""``serve`` as a person runs it: the address, what it says of each change, and how it ends."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
import pytest

from cpdsite.cli.serving import Teller, name_files, name_pages, read_fixed_day, read_host
from cpdsite.errors import Location, Problem, Severity
from cpdsite.preview import server
from tests.cli.running import DAY, ENTRY, Run
from tests.conftest import MakeSite
from tests.edits import PLANTED
from tests.site_maker import read_tree, write_entry
from tests.soaking import Preview, run_preview, soak

URL = "/activities/a/"
MOMENT = datetime(2026, 11, 23, 12, 4, 31)  # noqa: DTZ001 - the reader's own clock
BROKEN = Problem(Location(ENTRY, 3, 7), "date", "no date", "write one")
DOUBTFUL = Problem(Location(ENTRY, 4, 7), "type", "no type", "write one", Severity.WARNING)


@contextmanager
def hold_port(host: str, port: int = 0) -> Iterator[int]:
    """Listen at a port, which nobody else can then."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen()
        yield int(taken.getsockname()[1])


@pytest.fixture
def root(site: MakeSite) -> Path:
    """Return a site with one entry."""
    return site({ENTRY: write_entry("First words.")})


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    """Return a preview of that site which has shown its first page."""
    with run_preview("--site", root, "--port", "0", *DAY) as running:
        running.wait_for(URL, "First words.")
        yield running


# A whole run


def test_a_preview_from_its_address_to_ctrl_c(preview: Preview, root: Path) -> None:
    assert preview.address == f"http://127.0.0.1:{preview.port}/\n"
    assert preview.said == "Save a file, and the page follows. Ctrl-C ends it.\n"
    before = read_tree(root)
    (root / ENTRY).write_text(write_entry("Second words."))
    preview.wait_for(URL, "Second words.")
    preview.wait_until_said(r"\n\d\d:\d\d:\d\d activities/a\.md \u2192 1 page, \d+ ms\n$")
    (root / ENTRY).write_text("no front matter")
    said = preview.wait_until_said(r"error\[[\w-]+\][^\u2192]*\n1 error\.\n$")
    assert f"{ENTRY}:1:1: error[" in said
    assert b"Second words." in preview.ask(URL)[1]
    (root / ENTRY).write_text(write_entry("Third words."))
    preview.wait_until_said(r"\u2192 1 page, \d+ ms\nNo problems\.\n$")
    assert b"Third words." in preview.ask(URL)[1]
    # Browsers keep connections open; nobody waits for them.
    with (
        socket.create_connection(("127.0.0.1", preview.port)),
        socket.create_connection(("127.0.0.1", preview.port)) as asking,
    ):
        asking.sendall(b"GET / HT")
        said, begun = preview.said, time.monotonic()
        assert preview.stop() == 0
        assert time.monotonic() - begun < 2
    assert preview.said == said
    after = {path: it for path, it in read_tree(root).items() if not path.startswith(".cpdsite/")}
    assert after.keys() == {path for path in before if not path.startswith(".cpdsite/")}


def test_ctrl_c_before_the_first_page_ends_it_as_quietly(root: Path) -> None:
    with run_preview("--site", root, "--port", "0") as running:
        assert running.address.startswith("http://127.0.0.1:")
        assert running.stop() == 0
        assert "Stopped" not in running.said
        assert "Traceback" not in running.said


def test_a_path_below_which_the_site_is_shown(root: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    options = ("--base-path", "cpd", "--host", "127.0.0.2", "--port", "0", "--open")
    # Without xdg-open, which asks the desktop first, the variable decides.
    with run_preview("--site", root, *options, BROWSER=str(browser), PATH=str(tmp_path)) as running:
        match = re.fullmatch(r"http://127\.0\.0\.2:(\d+)/cpd/\n", running.address)
        assert match
        assert b'href="/cpd/' in running.ask("/cpd/404.html")[1]
        said = running.wait_until_said(r"Ctrl-C ends it\.\n")
        assert "Whoever can reach 127.0.0.2 sees all of it, drafts and private entries too" in said
        opened = tmp_path / "opened"
        end = time.monotonic() + 10
        while not (opened.exists() and opened.read_text()) and time.monotonic() < end:
            time.sleep(0.02)
        assert opened.read_text() == running.address


def test_a_short_soak_leaves_nothing_stale(tmp_path: Path) -> None:
    soaked = soak(tmp_path, seconds=3, edits=30, seed=7)
    assert soaked.failures == []
    assert soaked.answers > 50
    assert soaked.compared > 10
    assert "Traceback" not in soaked.said
    assert set(re.findall(r"error\[([\w-]+)\]", soaked.said)) <= set(PLANTED)
    assert soaked.status == 0


# Where it listens


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a preview that begins in this process end at once, as if Ctrl-C were pressed."""

    def end(running: server.PreviewServer, *_: object, **__: object) -> None:
        running.server_close()
        raise KeyboardInterrupt

    monkeypatch.setattr("cpdsite.preview.preview.run_preview", end)


@pytest.mark.usefixtures("stopped")
def test_the_next_port_is_taken_where_the_usual_one_is(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hold_port("127.0.0.1") as taken:
        monkeypatch.setattr(server, "FIRST_PORT", taken)
        monkeypatch.setattr(server, "LAST_PORT", taken + 20)
        ran = run("serve", "--site", root)
        assert ran.status == 0
        port = int(ran.out.rpartition(":")[2].rstrip("/\n"))
        assert port > taken
        assert ran.err.startswith(f"Port {taken} is taken, so this is {port}.\n")


@pytest.mark.usefixtures("stopped")
def test_a_port_that_was_asked_for_and_is_taken_is_a_sentence(run: Run, root: Path) -> None:
    with hold_port("127.0.0.1") as taken:
        ran = run("serve", "--site", root, "--port", str(taken))
    said = f"cpdsite: port {taken} is taken: choose another, or leave --port out for a free one\n"
    assert ran == (1, "", said)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "port 80 is not for everyone to use"),
        (OSError(99, "Cannot assign requested address"), "Cannot assign requested address"),
        (OSError("no reason"), "it cannot listen at 127.0.0.1: no reason"),
    ],
)
def test_whatever_keeps_it_from_listening_is_a_sentence(
    run: Run, root: Path, error: OSError, said: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    run.monkeypatch.setattr("cpdsite.preview.server.PreviewServer", refuse)
    ran = run("serve", "--site", root, "--port", "80")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("cpdsite: ")
    assert said in ran.err


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("host", ["", "a b", "http://localhost", "[]", "h\u00f6st", "a/b"])
def test_what_is_no_host_is_refused(run: Run, root: Path, host: str) -> None:
    ran = run("serve", "--site", root, "--host", host)
    assert (ran.status, ran.out) == (2, "")
    assert "expected a host such as 0.0.0.0" in ran.err


@pytest.mark.usefixtures("stopped")
def test_a_host_that_is_not_there_is_a_sentence(run: Run, root: Path) -> None:
    ran = run("serve", "--site", root, "--host", "300.1.1.1", "--port", "0")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("cpdsite: it cannot listen at 300.1.1.1: ")


@pytest.mark.parametrize(("given", "host"), [("::1", "::1"), ("[::1]", "::1"), ("a.b-c", "a.b-c")])
def test_a_host_may_be_written_as_in_an_address(given: str, host: str) -> None:
    context = click.Context(click.Command("serve"))
    assert read_host(context, click.Option(["--host"]), given) == host


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("/", "/"),
        ("", "/"),
        ("cpd", "/cpd/"),
        ("/cpd/", "/cpd/"),
        ("/a/b.c/~d_e-1", "/a/b.c/~d_e-1/"),
        ("/...", "/.../"),
    ],
)
def test_a_base_path_may_be_written_with_slashes_or_without(
    run: Run, root: Path, given: str, shown: str
) -> None:
    ran = run("serve", "--site", root, "--port", "0", "--base-path", given)
    assert ran.status == 0
    assert re.fullmatch(rf"http://127\.0\.0\.1:\d+{re.escape(shown)}\n", ran.out)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize(
    "given",
    [
        "/a b/",
        "/a//b/",
        "/../",
        "/./",
        "/a/../b/",
        "/_preview/",
        "/?q",
        "/\u00e9/",
        "https://a.b/",
        "/%41/",
    ],
)
def test_a_base_path_that_is_none_is_refused(run: Run, root: Path, given: str) -> None:
    ran = run("serve", "--site", root, "--base-path", given)
    assert (ran.status, ran.out) == (2, "")
    assert "--base-path: expected a path such as /cpd/, found " in ran.err


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("options", [[], ["--host", "localhost"]])
def test_this_computer_alone_needs_no_warning(run: Run, root: Path, options: list[str]) -> None:
    ran = run("serve", "--site", root, "--port", "0", *options)
    assert ran.err == "Save a file, and the page follows. Ctrl-C ends it.\n"


@pytest.mark.usefixtures("stopped")
def test_another_host_is_warned_of(run: Run, root: Path) -> None:
    ran = run("serve", "--site", root, "--port", "0", "--host", "0.0.0.0")  # noqa: S104
    assert ran.err.startswith("Whoever can reach 0.0.0.0 sees all of it, drafts and private")


def test_a_folder_without_a_site_is_a_sentence(run: Run) -> None:
    ran = run("serve")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no cpdsite.toml" in ran.err


# The day


def test_each_day_counts_where_none_is_given() -> None:
    context, option = click.Context(click.Command("serve")), click.Option(["--today"])
    assert read_fixed_day(context, option, "") is None
    assert str(read_fixed_day(context, option, "2026-11-23")) == "2026-11-23"
    with pytest.raises(click.BadParameter, match="is not a date"):
        read_fixed_day(context, option, "soon")


# What is said


def tell(teller: Teller, *problems: Problem, paths: tuple[str, ...] = ()) -> None:
    """Tell of a change that made one page in 18 ms."""
    teller(paths, 1, 18, problems)


@pytest.fixture
def teller() -> Teller:
    """Return what tells, at a fixed moment."""
    return Teller(lambda: MOMENT)


def test_a_change_is_one_line(teller: Teller, capsys: pytest.CaptureFixture[str]) -> None:
    tell(teller, paths=("content/activities/x.md",))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "12:04:31 activities/x.md \u2192 1 page, 18 ms\n")


def test_a_site_without_problems_begins_in_silence(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(teller)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("problem", "count"), [(BROKEN, "1 error.\n"), (DOUBTFUL, "1 warning.\n")])
def test_problems_are_told_when_they_change_and_when_they_are_gone(
    teller: Teller, capsys: pytest.CaptureFixture[str], problem: Problem, count: str
) -> None:
    tell(teller, problem)
    said = capsys.readouterr().err
    assert said.startswith(f"{problem.location}: ")
    assert said.endswith(f"\n{count}")
    tell(teller, problem)
    assert capsys.readouterr().err == ""
    tell(teller, BROKEN, DOUBTFUL)
    assert capsys.readouterr().err.endswith("\n1 error and 1 warning.\n")
    tell(teller)
    assert capsys.readouterr().err == "No problems.\n"


def test_problems_that_are_not_known_yet_are_not_told(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(teller, BROKEN)
    capsys.readouterr()
    teller((ENTRY,), 1, 18, None)
    assert capsys.readouterr().err == "12:04:31 activities/a.md \u2192 1 page, 18 ms\n"
    tell(teller, BROKEN)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        (("content/activities/x.md",), "activities/x.md"),
        (("content/a.md", "cpdsite.toml"), "a.md, cpdsite.toml"),
        (("content/a.md", "content/b.md", "content/c.md"), "3 files"),
        (("content/a\n\x1b[31m.md",), "a\ufffd\ufffd[31m.md"),
        (("content/\udcff.md",), "\ufffd.md"),
    ],
)
def test_few_files_are_named_and_many_counted(paths: tuple[str, ...], named: str) -> None:
    assert name_files(paths) == named


@pytest.mark.parametrize(
    ("pages", "paths", "named"),
    [
        (0, ("a",), "no page of its own"),
        (0, ("a", "b"), "no pages of their own"),
        (1, ("a",), "1 page"),
        (2, ("a",), "2 pages"),
    ],
)
def test_pages_are_counted_in_words(pages: int, paths: tuple[str, ...], named: str) -> None:
    assert name_pages(pages, paths) == named
