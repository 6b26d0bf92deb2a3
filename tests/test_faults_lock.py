"""Two builds at once, and things in the way of a build: one sentence or right, never a traceback."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpdsite.commands.site_folder import find_manifest
from tests.conftest import MakeSite
from tests.faults import (
    DAY,
    KILLED,
    ROOT,
    Runner,
    assert_one_sentence,
    assert_whole,
    find_leftovers,
    read_site,
    read_sources,
    start_runner,
)
from tests.site_maker import Files, read_tree, write_entry, write_files

BUILD = ("build", *DAY)
FILES: Files = {"content/activities/a.md": write_entry(), "static/x.txt": "x"}


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Give the process that runs commands."""
    with start_runner(tmp_path_factory.mktemp("runner")) as started:
        yield started


@pytest.mark.parametrize("is_killed", [False, True])
@pytest.mark.parametrize("moment", [5, 25, 45])
def test_a_second_build_is_told_to_wait_and_none_waits_for_a_dead_one(
    site: MakeSite, runner: Runner, moment: int, is_killed: bool
) -> None:
    root = site(FILES)
    stopped = runner.stop(root, *BUILD, moment=moment)
    assert_locked(root)
    before = read_tree(root)
    second = runner.run(root, *BUILD)
    assert_one_sentence(second)
    assert f"another build is writing {root / 'public'}: wait" in second.said
    assert read_tree(root) == before
    elsewhere = runner.run(root, *BUILD, "--output", "other")
    assert elsewhere.status == 0, "another folder has a lock of its own"
    assert runner.end(stopped, is_killed=is_killed) == (KILLED if is_killed else 0)
    assert runner.run(root, *BUILD).status == 0
    assert read_site(root / "public") == read_site(root / "other")
    assert find_leftovers(root) == []


def assert_locked(root: Path) -> None:
    """Check that a build has begun, has not ended, and holds the lock of its output folder."""
    manifest = find_manifest(root, root / "public")
    assert not manifest.exists(), "a build that stores its manifest has ended"
    with (
        manifest.with_suffix(".lock").open("rb") as lock,
        pytest.raises(BlockingIOError),
    ):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_builds_that_begin_at_once_leave_one_whole_site(site: MakeSite, runner: Runner) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD, "--output", "clean").status == 0
    command = [sys.executable, "-m", "cpdsite", *BUILD, "--site", str(root)]
    builds = [
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(4)
    ]
    said = [build.communicate(timeout=60)[1] for build in builds]
    statuses = [build.returncode for build in builds]
    assert 0 in statuses
    for status, words in zip(statuses, said, strict=True):
        assert (status, "another build is writing" in words) in ((0, False), (1, True)), words
    assert read_site(root / "public") == read_site(root / "clean")


def test_a_persons_home_is_no_folder_to_build_into(site: MakeSite, runner: Runner) -> None:
    (runner.home / ".cpdsite-output").touch()
    ran = runner.run(site(FILES), *BUILD, "--output", str(runner.home))
    (runner.home / ".cpdsite-output").unlink()
    assert_one_sentence(ran)
    assert "is no folder to build into" in ran.said
    assert not (runner.home / "index.html").exists()


def put_folder(path: Path, *held: str) -> None:
    """Put a folder where a file was, or nothing."""
    if path.is_file():
        path.unlink()
    path.mkdir(parents=True, exist_ok=True)
    write_files(path, dict.fromkeys(held, "x"))


def put_file(path: Path) -> None:
    """Put a file where a folder was, or nothing."""
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")


@pytest.mark.parametrize(
    "path", ["passages.json", "entries.json", "manifest-*.json", "manifest-*.lock", ""], ids=str
)
def test_a_cache_that_cannot_be_used_stops_no_build(
    site: MakeSite, runner: Runner, path: str
) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    wanted = read_site(root / "public")
    if path:
        (found,) = (root / ".cpdsite").glob(path)
        put_folder(found, "held")
    else:
        put_file(root / ".cpdsite")
    for _ in range(2):
        (root / "public/index.html").write_text("damaged")
        assert runner.run(root, *BUILD).status == 0
        assert read_site(root / "public") == wanted
    assert find_leftovers(root) == []


@pytest.mark.parametrize("path", ["index.html", "activities/a/index.html", "x.txt", "robots.txt"])
@pytest.mark.parametrize("held", [(), ("y",), ("y/z", "y/w/v")])
def test_a_folder_where_a_page_must_be_gives_way(
    site: MakeSite, runner: Runner, path: str, held: tuple[str, ...]
) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    wanted = read_site(root / "public")
    put_folder(root / "public" / path, *held)
    assert runner.run(root, *BUILD).status == 0
    assert read_site(root / "public") == wanted


@pytest.mark.parametrize("path", ["index.html", "x.txt"])
def test_a_folder_with_a_persons_hidden_files_is_left_and_told(
    site: MakeSite, runner: Runner, path: str
) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    put_folder(root / "public" / path, "y", "z/.mine")
    before = read_tree(root / "public")
    ran = runner.run(root, *BUILD)
    assert_one_sentence(ran)
    assert "z/.mine" in ran.said
    assert read_tree(root / "public") == before


@pytest.mark.parametrize("path", ["activities", "assets", "activities/a"])
def test_a_file_where_a_folder_must_be_gives_way(site: MakeSite, runner: Runner, path: str) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    wanted = read_site(root / "public")
    put_file(root / "public" / path)
    assert runner.run(root, *BUILD).status == 0
    assert read_site(root / "public") == wanted


@pytest.mark.parametrize(
    ("put", "path"),
    [
        (put_file, "public"),
        (put_file, "content"),
        (put_file, "themes"),
        (put_file, "static"),
        (put_file, "templates"),
        (put_folder, "content/profile.md"),
        (put_folder, "content/activities/a.md"),
        (put_folder, "cpdsite.toml"),
        (put_folder, "static/x.txt"),
        (put_folder, "public/.cpdsite-output"),
    ],
)
def test_a_folder_for_a_file_or_a_file_for_a_folder_shows_no_traceback(
    site: MakeSite, runner: Runner, put: object, path: str
) -> None:
    root = site(FILES)
    if path.startswith("public/"):
        assert runner.run(root, *BUILD).status == 0
    assert callable(put)
    put(root / path)
    before = {**read_sources(root), **read_site(root / "public")}
    ran = runner.run(root, *BUILD)
    assert ran.status in (0, 1, 2)
    assert "Traceback" not in ran.said
    if ran.status:
        assert {**read_sources(root), **read_site(root / "public")} == before
        assert "cpdsite: " in ran.said or "error[" in ran.said


def forbid_writing(path: Path) -> None:
    """Make a file or folder read-only, or skip the test where that forbids nothing."""
    path.chmod(path.stat().st_mode & 0o555)
    if os.access(path, os.W_OK):
        path.chmod(path.stat().st_mode | 0o200)
        pytest.skip("this user may write everywhere")


@pytest.mark.parametrize("path", ["public", "public/activities", "public/activities/a"])
def test_a_read_only_folder_is_told_and_what_is_in_it_stays_whole(
    site: MakeSite, runner: Runner, path: str
) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    old = read_site(root / "public")
    write_files(root, {"content/activities/a.md": write_entry("Other words.")})
    assert runner.run(root, *BUILD, "--output", "clean").status == 0
    forbid_writing(root / path)
    ran = runner.run(root, *BUILD)
    (root / path).chmod(0o755)
    assert_whole(root / "public", (old, read_site(root / "clean")))
    if path != "public/activities":
        # In that one, nothing had to be written.
        assert_one_sentence(ran)
        assert "no permission" in ran.said
    assert runner.run(root, *BUILD).status == 0
    assert read_site(root / "public") == read_site(root / "clean")


@pytest.mark.parametrize("path", ["public/index.html", ".cpdsite"])
def test_a_read_only_file_and_a_read_only_cache_stop_no_build(
    site: MakeSite, runner: Runner, path: str
) -> None:
    root = site(FILES)
    assert runner.run(root, *BUILD).status == 0
    write_files(root, {"content/profile.md": "---\nname: Someone Else\n---\n"})
    mode = (root / path).stat().st_mode
    forbid_writing(root / path)
    ran = runner.run(root, *BUILD)
    (root / path).chmod(mode)
    assert ran.status == 0, ran.said
    assert runner.run(root, *BUILD, "--output", "clean").status == 0
    assert read_site(root / "public") == read_site(root / "clean")
