"""No save is missed, whatever an editor does and whatever the system tells, and none is made up."""

import logging
import os
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import BaseObserver

from cpdsite.preview import watcher as module
from cpdsite.preview.snapshot import Mark, take_snapshot
from cpdsite.preview.watcher import Watcher
from tests.preview.saves import SAVES, Save, leave_things_behind, save_beside
from tests.site_maker import write_files

NAMES = ("site.toml", "content", "templates")
PATH = "content/a.md"
PATIENCE = 10.0
"""How long a test waits for what must happen, in seconds."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a file, and let watchers look often."""
    for name, seconds in (("SWEEP", 0.04), ("POLL", 0.04), ("QUIET", 0.04)):
        monkeypatch.setattr(module, name, seconds)
    write_files(tmp_path, {"site.toml": "x\n", PATH: "one\n"})
    return tmp_path


@contextmanager
def watch(root: Path, *, poll: bool = False, learns: bool = True) -> Iterator[Watcher]:
    """Watch a folder, whose files as they are now are known."""
    watcher = Watcher(root, NAMES, poll=poll)
    assert watcher.start() == ""
    if learns:
        watcher.learn()
    yield watcher
    watcher.stop()


def is_heard(watcher: Watcher, seconds: float = PATIENCE) -> bool:
    """Tell whether an event comes, without a look around."""
    end = time.monotonic() + seconds
    while not watcher.has_hints and time.monotonic() < end:
        time.sleep(0.005)
    return watcher.has_hints


def collect(watcher: Watcher) -> set[str]:
    """Return what changed, after waiting until there is something and then for more of it."""
    end, found = time.monotonic() + PATIENCE, set[str]()
    while time.monotonic() < end:
        more = watcher.wait()
        if found and not more:
            return found
        found |= more
    return found


def find_none(watcher: Watcher) -> bool:
    """Tell whether nothing has changed, looking around three times."""
    return not any(watcher.wait() for _ in range(3))


def rename(root: Path) -> None:
    (root / PATH).rename(root / "content/b.md")


def delete(root: Path) -> None:
    (root / PATH).unlink()


def make_folders(root: Path) -> None:
    write_files(root, {"content/new/and/deep/c.md": "x"})


def make_top_folder(root: Path) -> None:
    write_files(root, {"templates/entry.html": "x"})


def change_settings(root: Path) -> None:
    save_beside(root / "site.toml", "y\n")


CHANGES: dict[Callable[[Path], None], set[str]] = {
    rename: {PATH, "content/b.md"},
    delete: {PATH},
    make_folders: {"content/new/and/deep/c.md"},
    make_top_folder: {"templates/entry.html"},
    change_settings: {"site.toml"},
}


@pytest.mark.parametrize("save", SAVES)
def test_every_way_of_saving_is_heard(root: Path, save: Save) -> None:
    with watch(root) as watcher:
        save(root / PATH, "another\n")
        assert is_heard(watcher)
        assert collect(watcher) == {PATH}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_heard(root: Path, change: Callable[[Path], None]) -> None:
    with watch(root) as watcher:
        change(root)
        assert is_heard(watcher)
        assert collect(watcher) == CHANGES[change]


@pytest.mark.parametrize("save", SAVES)
def test_every_way_of_saving_is_found_without_events(root: Path, save: Save) -> None:
    with watch(root, poll=True) as watcher:
        save(root / PATH, "another\n")
        assert not watcher.has_hints
        assert collect(watcher) == {PATH}


def test_a_file_saved_without_a_change_is_none(root: Path) -> None:
    with watch(root) as watcher:
        for save in SAVES:
            save(root / PATH, "one\n")
        os.utime(root / PATH, (1, 1))
        (root / PATH).chmod(0o600)
        assert find_none(watcher)


def test_what_was_not_read_yet_counts_as_changed_when_it_is_saved(root: Path) -> None:
    with watch(root, learns=False) as watcher:
        save_beside(root / PATH, "one\n")
        assert collect(watcher) == {PATH}
        save_beside(root / PATH, "one\n")
        assert find_none(watcher)


def test_what_editors_leave_behind_is_no_change(root: Path) -> None:
    with watch(root) as watcher:
        leave_things_behind(root / "content")
        assert find_none(watcher)


def test_what_is_not_of_the_site_is_not_heard(root: Path) -> None:
    with watch(root) as watcher:
        write_files(root, {"public/content/a.md": "x", ".cache/a.json": "x", "readme.md": "x"})
        assert not is_heard(watcher, 0.1)
        write_files(root, {PATH: "heard"})
        assert is_heard(watcher)


def test_reading_files_is_not_heard(root: Path) -> None:
    with watch(root) as watcher:
        for _ in range(20):
            assert (root / PATH).read_text("utf-8") == "one\n"
            assert os.listdir(root / "content") == ["a.md"]  # noqa: PTH208 - it opens the folder
        assert not is_heard(watcher, 0.1)
        write_files(root, {PATH: "heard"})
        assert is_heard(watcher)


def test_many_changes_are_one(root: Path) -> None:
    paths = {f"content/{number}.md" for number in range(300)}
    with watch(root) as watcher:
        write_files(root, dict.fromkeys(paths, "x"))
        assert is_heard(watcher)
        assert watcher.wait() == paths
        assert find_none(watcher)


def test_changes_that_follow_each_other_closely_are_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 0.4)
    paths = [f"content/{number}.md" for number in range(5)]

    def write() -> None:
        for path in paths:
            write_files(root, {path: "x"})
            time.sleep(0.02)

    writer = threading.Thread(target=write)
    with watch(root) as watcher:
        writer.start()
        assert watcher.wait() == set(paths)
        writer.join()


def test_a_change_that_goes_on_and_on_is_told_of_in_between(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET", 60.0)
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.1)
    is_over = threading.Event()

    def write() -> None:
        while not is_over.wait(0.01):
            write_files(root, {PATH: str(time.monotonic())})

    writer = threading.Thread(target=write)
    with watch(root) as watcher:
        writer.start()
        try:
            assert watcher.wait() == {PATH}
        finally:
            is_over.set()
            writer.join()


# Times that tell nothing


def make_coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all files have the same times, as if all was done within one tick of the clock."""

    def take(root: Path, names: Iterable[str]) -> dict[str, Mark]:
        found = take_snapshot(root, names)
        return {path: mark._replace(modified=0, changed=0) for path, mark in found.items()}

    monkeypatch.setattr(module, "take_snapshot", take)


def test_two_writes_within_one_tick_of_the_clock_are_told_apart_without_events(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_coarse(monkeypatch)
    with watch(root, poll=True) as watcher:
        write_files(root, {PATH: "1"})
        assert collect(watcher) == {PATH}
        for text in "23":
            write_files(root, {PATH: text})
            assert collect(watcher) == {PATH}


def test_a_file_is_not_read_again_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_coarse(monkeypatch)
    monkeypatch.setattr(module, "GRAIN", 0.0)
    read = []
    with watch(root, poll=True) as watcher:
        write_files(root, {PATH: "1"})
        assert collect(watcher) == {PATH}
        assert find_none(watcher)
        monkeypatch.setattr(module, "digest_content", lambda *it: read.append(it))
        assert find_none(watcher)
        assert read == []
        write_files(root, {PATH: "longer"})
        assert collect(watcher) == {PATH}
        assert read != []


def test_two_writes_within_one_tick_of_the_clock_are_told_apart_with_events(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_coarse(monkeypatch)
    monkeypatch.setattr(module, "GRAIN", 0.0)
    with watch(root) as watcher:
        for text in ("one.", "two.", "six."):
            write_files(root, {PATH: text})
            assert is_heard(watcher)
            assert collect(watcher) == {PATH}


# What happens at the same time


def test_what_is_saved_between_the_start_and_the_first_reading_is_told(root: Path) -> None:
    with watch(root, learns=False) as watcher:
        save_beside(root / PATH, "saved while the first page was made\n")
        watcher.learn()
        assert collect(watcher) == {PATH}


def test_what_is_deleted_between_the_start_and_the_first_reading_is_told(root: Path) -> None:
    with watch(root, learns=False) as watcher:
        (root / PATH).unlink()
        watcher.learn()
        assert collect(watcher) == {PATH}


def test_without_events_a_file_counts_when_it_is_written_to_the_end(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = ["a", "b", "c"]

    def take(root: Path, names: Iterable[str]) -> dict[str, Mark]:
        if pieces:
            with (root / PATH).open("a", encoding="utf-8") as file:
                file.write(pieces.pop(0))
        return take_snapshot(root, names)

    with watch(root, poll=True) as watcher:
        monkeypatch.setattr(module, "take_snapshot", take)
        assert watcher.wait() == {PATH}
        assert pieces == []
        assert find_none(watcher)


def test_what_is_saved_while_the_last_change_is_shown_is_told_next(root: Path) -> None:
    with watch(root) as watcher:
        write_files(root, {PATH: "one change"})
        assert watcher.wait() == {PATH}
        write_files(root, {PATH: "another change", "content/b.md": "x"})
        assert is_heard(watcher)
        assert collect(watcher) == {PATH, "content/b.md"}


# Where events do not come


class _Refused:
    """Stands for an observer where the system has none to give."""

    def __init__(self) -> None:
        raise OSError(24, "Too many open files")


def test_without_an_observer_it_says_why_and_looks(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "Observer", _Refused)
    watcher = Watcher(root, NAMES)
    assert "Too many open files" in watcher.start()
    write_files(root, {PATH: "new"})
    assert collect(watcher) == {PATH}


def test_polling_needs_no_observer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Observer", _Refused)
    with watch(root, poll=True) as watcher:
        write_files(root, {PATH: "new"})
        assert collect(watcher) == {PATH}


def test_where_watches_run_out_it_says_so_and_looks_as_often_as_without_any(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(BaseObserver, "schedule", refuse)
    monkeypatch.setattr(module, "SWEEP", 60.0)
    watcher = Watcher(root, NAMES)
    assert "No space left on device" in watcher.start()
    for text in ("new", "newer"):
        write_files(root, {PATH: text})
        begun = time.monotonic()
        assert collect(watcher) == {PATH}
        assert time.monotonic() - begun < 30
    watcher.stop()


def test_what_watches_miss_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileSystemEventHandler, "dispatch", lambda *_: None)
    with watch(root) as watcher:
        for change in (make_folders, make_top_folder, change_settings, rename):
            change(root)
            assert not watcher.has_hints
            assert collect(watcher) == CHANGES[change]


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_folder_deleted_and_made_anew_is_heard_again(root: Path, is_moved: bool) -> None:
    with watch(root) as watcher:
        if is_moved:
            (root / "content").rename(root / "old")
        else:
            shutil.rmtree(root / "content")
        (root / "content").mkdir()
        assert collect(watcher) == {PATH}
        write_files(root, {PATH: "back"})
        assert collect(watcher) == {PATH}
        # The system may tell late that a watch has ended; the next look sees that.
        end = time.monotonic() + PATIENCE
        while not is_heard(watcher, 0.2) and time.monotonic() < end:
            watcher.wait()
            write_files(root, {PATH: str(time.monotonic())})
        assert watcher.has_hints


def test_what_is_in_a_renamed_folder_is_heard(root: Path) -> None:
    write_files(root, {"content/before/b.md": "x"})
    with watch(root) as watcher:
        (root / "content/before").rename(root / "content/after")
        assert collect(watcher) == {"content/before/b.md", "content/after/b.md"}
        write_files(root, {"content/after/b.md": "new"})
        assert is_heard(watcher)
        assert collect(watcher) == {"content/after/b.md"}


def test_a_site_deleted_and_put_back_is_found(root: Path) -> None:
    with watch(root) as watcher:
        root.rename(root.with_name("away"))
        assert collect(watcher) == {PATH, "site.toml"}
        root.with_name("away").rename(root)
        assert collect(watcher) == {PATH, "site.toml"}


def test_what_the_library_says_of_itself_is_not_shown(root: Path) -> None:
    def warn(module: str) -> None:
        warnings.warn_explicit("Callback exists", RuntimeWarning, "a.py", 1, module=module)

    with watch(root):
        warn("watchdog.observers.inotify")
        assert not logging.getLogger("watchdog.observers.inotify").isEnabledFor(logging.ERROR)
        with pytest.raises(RuntimeWarning):
            warn("other.observers")


# The end


def test_stopping_ends_a_wait_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SWEEP", 60.0)
    with watch(root) as watcher:
        found: list[frozenset[str]] = []
        waiting = threading.Thread(target=lambda: found.append(watcher.wait()))
        waiting.start()
        watcher.stop()
        waiting.join(PATIENCE)
        assert found == [frozenset()]
        assert watcher.is_stopped


def test_stopping_before_the_start_leaves_nothing_running(root: Path) -> None:
    before = threading.active_count()
    watcher = Watcher(root, NAMES)
    watcher.stop()
    watcher.start()
    watcher.learn()
    assert watcher.wait() == frozenset()
    end = time.monotonic() + PATIENCE
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.005)
    assert threading.active_count() <= before


def test_one_look_that_is_held_up_does_not_put_off_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL", 0.01)
    plain, stalls = take_snapshot, [0.0, 0.3]

    def take_slowly(*arguments: object) -> object:
        time.sleep(stalls.pop() if stalls else 0.0)
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "take_snapshot", take_slowly)
    with watch(root, poll=True) as watcher:
        write_files(root, {"content/late.md": "x"})
        begun = time.monotonic()
        found: frozenset[str] = frozenset()
        while not found and time.monotonic() - begun < PATIENCE:
            found = watcher.wait()
        assert found == {"content/late.md"}
        # Twenty times as long as the look that was held up.
        assert time.monotonic() - begun < 0.3 * module.SHARE / 2
