"""The preview as a whole: each change is shown, once; a mistake of ours ends it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.preview import preview as module
from cpdsite.preview import watcher
from cpdsite.preview.preview import Refreshed, Source
from cpdsite.preview.showing import Showing
from cpdsite.preview.watcher import Watcher
from tests.conftest import MakeSite
from tests.preview.previews import PATIENCE, Preview, run, run_source, wait_until
from tests.preview.saves import leave_things_behind
from tests.site_maker import make_site, write_entry

# watchdog warns of folders made in one go, and each test begins with filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

PATH = "a.md"
ENTRY = "content/activities/2024-05-02-goal.md"
PROBLEM = Problem(Location("a.md"), "date", "wrong", "mend it")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give a preview that runs."""
    with run(make_site(tmp_path_factory.mktemp("preview") / "site", "small")) as preview:
        yield preview


@pytest.fixture
def preview(running: Preview) -> Preview:
    """Give a preview that runs, and that has told of nothing yet."""
    running.told.clear()
    return running


def test_a_save_is_told_and_shown(preview: Preview) -> None:
    before = preview.read_numbers()
    preview.save(ENTRY, write_entry("What was saved."))
    preview.wait_for(ENTRY)
    after = preview.read_numbers()
    assert int(after["revision"]) > int(before["revision"])
    assert after["session"] == before["session"]
    assert after["reload"] == before["reload"]


def test_what_changes_nothing_is_neither_told_nor_shown(preview: Preview) -> None:
    before = preview.read_numbers()
    leave_things_behind(preview.root / "content/activities")
    (preview.root / ENTRY).touch()
    preview.save("cpdsite.toml", (preview.root / "cpdsite.toml").read_bytes())
    preview.save("public/index.html", "not a source")
    time.sleep(watcher.QUIET)
    # What comes after them shows that they have been looked at.
    preview.save("static/last.txt", "last")
    preview.wait_for("static/last.txt")
    after = preview.read_numbers()
    assert int(after["reload"]) == int(before["reload"]) + 1
    assert int(after["revision"]) - int(before["revision"]) in (1, 2)
    preview.told.clear()


def test_looking_through_a_site_makes_no_change(preview: Preview) -> None:
    preview.save(ENTRY, write_entry("Read once."))
    preview.wait_for(ENTRY)
    numbers = preview.read_numbers()
    time.sleep(3 * watcher.QUIET)
    assert preview.read_numbers() == numbers


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_a_checkout_of_hundreds_of_files_is_one_change(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy computer git may pause for longer than a person's editor does.
    monkeypatch.setattr(watcher, "QUIET", 0.3)
    root = site("small")
    entries = {f"content/activities/{number}.md" for number in range(250)}
    git(root, "init", "--quiet")
    for text in ("Before.", "After."):
        for path in entries:
            (root / path).write_text(write_entry(text, title=f"Entry {path}"), "utf-8")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message", text)
    with run(root) as preview:
        before = preview.read_numbers()
        git(root, "checkout", "--quiet", "HEAD~1")
        preview.wait_for(*entries)
        assert len(preview.told) == 1
        after = preview.read_numbers()
        assert int(after["revision"]) == int(before["revision"]) + 1
        assert after["reload"] == before["reload"]


def test_a_site_that_loses_its_files_and_gets_them_back_is_followed(site: MakeSite) -> None:
    root = site("small")
    with run(root, poll=True) as preview:
        shutil.copytree(root, root.with_name("kept"))
        shutil.rmtree(root)
        wait_until(lambda: preview.told != [])
        root.with_name("kept").rename(root)
        preview.save(ENTRY, write_entry("It is back."))
        wait_until(lambda: len(preview.told) > 1)
        showing = preview.server.wait_for_showing()
        assert showing.mine is not None
        found = showing.mine.find("activities/2024-05-02-goal/index.html")
        assert found is not None
        assert b"It is back." in found.content
    assert preview.warnings == []


# With a source of the test's own


class Desk:
    """Shows what a test lays on it."""

    def __init__(self, root: Path) -> None:
        """Show a site of one file, at once and completely."""
        (root / PATH).write_text("x", "utf-8")
        self.source = Source(root, (PATH,), self._refresh, self._is_stale)
        self.answers = [Refreshed(Showing(revision=1, problems=(PROBLEM,)))]
        self.asked: list[frozenset[str]] = []
        self.given: list[Refreshed] = []
        self.fault: BaseException | None = None
        self.is_stale = False

    def _refresh(self, paths: frozenset[str]) -> Iterator[Refreshed]:
        self.asked.append(paths)
        self.is_stale = False
        if self.fault:
            raise self.fault
        for refreshed in self.answers:
            self.given.append(refreshed)
            yield refreshed

    def _is_stale(self) -> bool:
        return self.is_stale


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a source whose files are looked at often."""
    monkeypatch.setattr(watcher, "SWEEP", 0.03)
    monkeypatch.setattr(watcher, "POLL", 0.03)
    return Desk(tmp_path)


def test_it_asks_once_at_the_start_and_then_with_what_has_changed(desk: Desk) -> None:
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        preview.save(PATH, "y")
        wait_until(lambda: preview.told == [(), (PATH,)])
        assert desk.asked == [frozenset(), {PATH}]
        assert preview.problems == [(PROBLEM,)] * 2


def test_it_asks_again_when_a_new_day_has_begun(desk: Desk) -> None:
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        desk.is_stale = True
        wait_until(lambda: preview.told == [(), ()])


def test_a_quick_answer_is_shown_and_not_told(desk: Desk) -> None:
    quick = Refreshed(Showing(revision=1), is_complete=False)
    desk.answers = [quick, Refreshed(Showing(revision=2, problems=(PROBLEM,)))]
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        assert desk.given == desk.answers
        assert preview.problems == [(PROBLEM,)]
        assert preview.server.wait_for_showing().revision == 2


def test_whoever_waits_is_answered_before_the_rest_is_looked_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    quick = Refreshed(Showing(revision=1), is_complete=False)
    desk.answers = [quick, Refreshed(Showing(revision=2))]
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        desk.given.clear()
        with preview.server.answering():
            preview.save(PATH, "y")
            wait_until(lambda: desk.given != [])
            time.sleep(0.1)
            assert desk.given == [quick]
        wait_until(lambda: desk.given == desk.answers)


def test_a_change_cuts_the_looking_short_and_is_shown_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = [True, False]
    monkeypatch.setattr(Watcher, "has_hints", property(lambda _: hints.pop(0) if hints else False))
    quick, whole = Refreshed(Showing(), is_complete=False), Refreshed(Showing(problems=(PROBLEM,)))
    desk.answers = [quick, whole]
    with run_source(desk.source) as preview:
        # It was owed, although what gave the sign turned out to be no change.
        wait_until(lambda: preview.told == [(), ()])
        assert desk.given == [quick, quick, whole]
        assert preview.problems == [None, (PROBLEM,)]


def test_a_mistake_of_ours_ends_the_preview(desk: Desk) -> None:
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        desk.fault = RuntimeError("a mistake of ours")
        preview.save(PATH, "y")
        preview.join(PATIENCE)
        assert preview.failure is desk.fault
        with pytest.raises(OSError, match="refused"):
            preview.read_numbers()


@pytest.mark.parametrize(
    ("fault", "words"), [(OSError(5, "Input/output error"), "Input"), (MemoryError(), "too little")]
)
def test_what_fails_for_the_moment_is_said_once_and_tried_again(
    desk: Desk, fault: Exception, words: str
) -> None:
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        desk.fault = fault
        preview.save(PATH, "y")
        wait_until(lambda: len(desk.asked) > 3)
        assert preview.told == [()]
        assert len(preview.warnings) == 1
        assert words in preview.warnings[0]
        desk.fault = None
        wait_until(lambda: len(preview.told) > 1)


def test_it_warns_where_there_are_no_events(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(watcher, "Observer", refuse)
    with run_source(desk.source) as preview:
        wait_until(lambda: preview.told == [()])
        assert [it for it in preview.warnings if "Too many open files" in it] == preview.warnings
        assert len(preview.warnings) == 1
        preview.save(PATH, "y")
        wait_until(lambda: preview.told == [(), (PATH,)])
