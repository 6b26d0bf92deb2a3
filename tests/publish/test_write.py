"""Publishing: add, replace, remove; whatever happened before, the result is what was asked for."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import RefusedError
from cpdsite.publish.folder import MARKER, MARKER_TEXT
from cpdsite.publish.manifest import read_manifest, write_manifest
from cpdsite.publish.write import Published, find_stale, publish
from tests.site_maker import read_tree

Wanted = Mapping[str, bytes]


class Publisher:
    """An output folder, written as ``build`` writes it."""

    def __init__(self, root: Path) -> None:
        """Keep the folder ``public`` and its manifest below a root."""
        self.folder = root / "public"
        self.manifest = root / "manifest.json"

    def publish(self, wanted: Wanted) -> Published:
        """Publish files; their bytes are their keys."""
        keys = {path: content.hex() for path, content in wanted.items()}
        manifest = read_manifest(self.manifest, self.folder)
        stale = find_stale(keys, self.folder, manifest)
        contents: dict[str, Callable[[], bytes]]
        contents = {path: partial(bytes, wanted[path]) for path in stale}
        return publish(keys, contents, self.folder, manifest, self.manifest)

    def read(self) -> dict[str, bytes]:
        """Return the files of the folder without the marker, which must be whole."""
        tree = read_tree(self.folder)
        assert tree.pop(MARKER) == MARKER_TEXT.encode()
        return tree


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return an empty output folder."""
    return Publisher(tmp_path)


def test_files_are_added_replaced_removed_and_left(publisher: Publisher) -> None:
    first = {"index.html": b"1", "a/index.html": b"a", "b/index.html": b"b"}
    assert publisher.publish(first) == Published(3, 0, 0, 0)
    assert publisher.read() == first
    second = {"index.html": b"2", "a/index.html": b"a", "c/d/index.html": b"d"}
    assert publisher.publish(second) == Published(1, 1, 1, 1)
    assert publisher.read() == second
    assert not (publisher.folder / "b").exists()
    assert publisher.publish(second) == Published(0, 0, 0, 3)


def test_what_is_unchanged_is_not_touched(publisher: Publisher) -> None:
    publisher.publish({"a": b"1"})
    before = (publisher.folder / "a").stat(), publisher.manifest.stat()
    publisher.publish({"a": b"1"})
    assert ((publisher.folder / "a").stat(), publisher.manifest.stat()) == before


def test_new_files_come_first_and_removals_last(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish({"gone": b"1", "kept": b"1", "also": b"1"})
    order: list[str] = []
    unlink, replace = Path.unlink, Path.replace

    def note_replace(path: Path, target: Path) -> Path:
        order.append(f"put {target.relative_to(publisher.folder.parent)}")
        return replace(path, target)

    def note_unlink(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT002 - pathlib's
        order.append(f"remove {path.relative_to(publisher.folder.parent)}")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", note_replace)
    monkeypatch.setattr(Path, "unlink", note_unlink)
    publisher.publish({"zoo": b"1", "kept": b"2", "also": b"2", "new": b"1", "index.html": b"1"})
    assert order == [
        "put public/new",
        "put public/zoo",
        "put public/index.html",
        "put manifest.json",
        "put public/also",
        "put public/kept",
        "remove public/gone",
        "put manifest.json",
    ]


def test_hidden_files_of_a_person_stay(publisher: Publisher) -> None:
    publisher.publish({"a/index.html": b"1"})
    (publisher.folder / ".nojekyll").write_bytes(b"")
    (publisher.folder / "a/.keep").write_bytes(b"")
    publisher.publish({"b": b"1"})
    assert publisher.read() == {".nojekyll": b"", "a/.keep": b"", "b": b"1"}


def test_files_of_others_are_removed(publisher: Publisher) -> None:
    publisher.publish({"a": b"1"})
    (publisher.folder / "stray").write_bytes(b"x")
    (publisher.folder / "deep/er").mkdir(parents=True)
    (publisher.folder / "deep/er/stray").write_bytes(b"x")
    assert publisher.publish({"a": b"1"}) == Published(0, 0, 2, 1)
    assert publisher.read() == {"a": b"1"}
    assert not (publisher.folder / "deep").exists()


@pytest.mark.parametrize("content", [b"edited by hand", b"2", b""])
def test_a_file_edited_by_hand_is_repaired(publisher: Publisher, content: bytes) -> None:
    publisher.publish({"a": b"1", "b": b"1"})
    (publisher.folder / "a").write_bytes(content)
    os.utime(publisher.folder / "a", (1, 1))  # a clock may tick too seldom to tell
    assert publisher.publish({"a": b"1", "b": b"1"}) == Published(0, 1, 0, 1)
    assert publisher.read() == {"a": b"1", "b": b"1"}


def test_a_file_deleted_by_hand_comes_back(publisher: Publisher) -> None:
    publisher.publish({"a": b"1", "b/c": b"1"})
    (publisher.folder / "b/c").unlink()
    (publisher.folder / "b").rmdir()
    (publisher.folder / MARKER).write_text("changed")
    assert publisher.publish({"a": b"1", "b/c": b"1"}) == Published(1, 0, 0, 1)
    assert publisher.read() == {"a": b"1", "b/c": b"1"}


def test_a_file_put_back_with_other_bytes_and_an_old_time_is_repaired(publisher: Publisher) -> None:
    publisher.publish({"a": b"12345"})
    (publisher.folder / "a").write_bytes(b"54321")
    os.utime(publisher.folder / "a", ns=(0, 0))
    publisher.publish({"a": b"12345"})
    assert publisher.read() == {"a": b"12345"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"a": b"1"}, {"a/b": b"1"}),
        ({"a/b": b"1"}, {"a": b"1"}),
        ({"a/b/c": b"1", "a/d": b"1"}, {"a": b"1"}),
        ({"a": b"1"}, {"a/b/c": b"1", "a/d": b"1"}),
        ({"a/b": b"1", "c": b"1"}, {"a": b"1", "c/b": b"1"}),
    ],
)
def test_files_and_folders_change_places(
    publisher: Publisher, first: Wanted, second: Wanted
) -> None:
    for wanted in (first, second, first):
        publisher.publish(wanted)
        assert publisher.read() == wanted


def test_an_empty_folder_in_the_way_gives_way(publisher: Publisher) -> None:
    (publisher.folder / "a/b").mkdir(parents=True)
    publisher.publish({"a": b"1"})
    assert publisher.read() == {"a": b"1"}


@pytest.mark.parametrize("known", [True, False])
def test_nothing_is_written_through_a_link_to_a_file(publisher: Publisher, known: bool) -> None:
    outside = publisher.folder.parent / "outside"
    outside.write_bytes(b"1")
    wanted = {"a": b"1", "b": b"2"}
    if known:
        publisher.publish(wanted)
    publisher.folder.mkdir(exist_ok=True)
    for name in ("a", "b", "stray", MARKER):
        (publisher.folder / name).unlink(missing_ok=True)
        (publisher.folder / name).symlink_to(outside)
    publisher.publish(wanted)
    assert publisher.read() == wanted
    assert outside.read_bytes() == b"1"


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("wanted", [{"a/b/c": b"1"}, {"a/b/c": b"2"}, {"x": b"1"}, {"a/b": b"2"}])
def test_nothing_is_written_or_removed_through_a_link_to_a_folder(
    publisher: Publisher, known: bool, wanted: Wanted
) -> None:
    outside = publisher.folder.parent / "outside"
    if known:
        publisher.publish({"a/b/c": b"1"})
    else:
        (publisher.folder / "a/b").mkdir(parents=True)
        (publisher.folder / "a/b/c").write_bytes(b"1")
    (publisher.folder / "a").rename(outside)
    (publisher.folder / "a").symlink_to(outside)
    publisher.publish(wanted)
    assert publisher.read() == wanted
    assert read_tree(outside) == {"b/c": b"1"}


def test_hidden_files_of_ours_are_removed_and_never_through_a_link(publisher: Publisher) -> None:
    outside = publisher.folder.parent / "outside"
    publisher.publish({".well-known/a": b"1", ".b": b"1", "c": b"1"})
    (publisher.folder / ".well-known").rename(outside)
    (publisher.folder / ".well-known").symlink_to(outside)
    publisher.publish({"c": b"1"})
    assert read_tree(outside) == {"a": b"1"}
    assert publisher.read() == {".well-known": f"link to {outside}".encode(), "c": b"1"}


def test_the_output_folder_itself_may_be_a_link(publisher: Publisher) -> None:
    real = publisher.folder.parent / "real"
    real.mkdir()
    publisher.folder.symlink_to(real)
    publisher.publish({"a/b": b"1"})
    assert publisher.publish({"a/b": b"1"}) == Published(0, 0, 0, 1)
    assert (real / "a/b").read_bytes() == b"1"


OLD: Wanted = {"a": b"1", "b/c": b"1", "d": b"1", "e/f": b"1", "g": b"1"}
NEW: Wanted = {"a": b"2", "b": b"1", "d": b"1", "h/i": b"1", "e/f": b"2", "g/j": b"1"}


class KilledError(BaseException):
    """The build ends here."""


def fail_at(moment: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that does what another does, until it is called once too often."""
    calls = iter(range(moment))

    def fail(*arguments: object, **options: object) -> Any:
        if next(calls, None) is None:
            raise KilledError
        return function(*arguments, **options)

    return fail


@pytest.mark.parametrize("moment", range(6))
@pytest.mark.parametrize("again", [OLD, NEW])
@pytest.mark.parametrize("name", ["replace", "rename", "write_bytes"])
def test_a_build_that_failed_at_any_write_is_repaired(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, name: str, moment: int, again: Wanted
) -> None:
    publisher.publish(OLD)
    monkeypatch.setattr(Path, name, fail_at(moment, getattr(Path, name)))
    with contextlib.suppress(KilledError):
        publisher.publish(NEW)
    monkeypatch.undo()
    for path, content in publisher.read().items():
        assert content in (OLD.get(path), NEW.get(path)), "every file is whole"
    publisher.publish(again)
    assert publisher.read() == again


@pytest.mark.parametrize("moment", range(4))
def test_a_build_that_failed_at_any_removal_is_repaired(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    publisher.publish(OLD)
    monkeypatch.setattr(Path, "unlink", fail_at(moment, Path.unlink))
    with pytest.raises(KilledError):
        publisher.publish({"a": b"1"})
    monkeypatch.undo()
    publisher.publish({"a": b"1"})
    assert publisher.read() == {"a": b"1"}


KILL = """
import os, sys
from pathlib import Path
from tests.publish.test_write import NEW, OLD, Publisher
left = int(sys.argv[2])
replace = Path.replace
def die(path, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return replace(path, target)
Path.replace = die
publisher = Publisher(Path(sys.argv[1]))
publisher.publish(OLD)
publisher.publish(NEW)
"""


@pytest.mark.parametrize("moment", [0, 3, 6, 10])
def test_a_killed_process_leaves_nothing_behind_the_next_build(
    publisher: Publisher, moment: int
) -> None:
    arguments = [sys.executable, "-c", KILL, str(publisher.folder.parent), str(moment)]
    killed = subprocess.run(arguments, check=False, cwd=Path(__file__).parents[2])
    assert killed.returncode == 9
    assert list(publisher.folder.parent.rglob("*.tmp"))
    publisher.publish(NEW)
    assert publisher.read() == NEW
    assert not list(publisher.folder.parent.rglob("*.tmp"))


PATHS = st.sampled_from(["a", "b", "a/a", "a/b", "b/a/c", "c/index.html"])
TREES = st.dictionaries(PATHS, st.binary(max_size=1)).filter(
    lambda tree: not any(other.startswith(f"{path}/") for path in tree for other in tree)
)


@given(trees=st.lists(TREES, min_size=2, max_size=4))
def test_any_sequence_of_builds_leaves_what_the_last_one_wanted(
    tmp_path_factory: pytest.TempPathFactory, trees: list[dict[str, bytes]]
) -> None:
    publisher = Publisher(tmp_path_factory.mktemp("publish"))
    for wanted in trees:
        publisher.publish(wanted)
        assert publisher.read() == wanted


def test_a_folder_with_our_hidden_files_gives_way_to_a_file(publisher: Publisher) -> None:
    publisher.publish({"x/.hidden": b"1", "x/y": b"2"})
    publisher.publish({"x": b"3"})
    assert publisher.read() == {"x": b"3"}


def test_a_folder_with_a_persons_hidden_files_is_refused_before_anything_is_written(
    publisher: Publisher,
) -> None:
    publisher.publish({"x/y": b"2"})
    (publisher.folder / "x/.mine").write_bytes(b"mine")
    with pytest.raises(RefusedError, match="move it away"):
        publisher.publish({"x": b"3", "new": b"4"})
    assert publisher.read() == {"x/y": b"2", "x/.mine": b"mine"}


def test_a_forged_manifest_removes_nothing_outside(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "victim.txt").write_text("mine")
    publisher.publish({"a": b"1"})
    stamps = read_manifest(publisher.manifest, publisher.folder).stamps
    forged = {**stamps, "../victim.txt": stamps["a"], "x/../../victim.txt": stamps["a"]}
    write_manifest(publisher.manifest, publisher.folder, forged)
    publisher.publish({"a": b"2"})
    assert (tmp_path / "victim.txt").read_text() == "mine"


def test_an_empty_folder_goes_and_does_not_count(publisher: Publisher) -> None:
    publisher.publish({"a": b"1"})
    (publisher.folder / "deep/er/still").mkdir(parents=True)
    assert publisher.publish({"a": b"1"}) == Published(0, 0, 0, 1)
    assert not (publisher.folder / "deep").exists()


@pytest.mark.parametrize("moment", range(7))
def test_hidden_files_of_a_killed_build_are_known_as_ours(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    publisher.publish({"a": b"1"})
    monkeypatch.setattr(Path, "replace", fail_at(moment, Path.replace))
    with contextlib.suppress(KilledError):
        publisher.publish({"a": b"1", ".b": b"1", ".well-known/c": b"1", "d": b"1"})
    monkeypatch.undo()
    (publisher.folder / ".mine").write_bytes(b"mine")
    publisher.publish({"a": b"1"})
    assert publisher.read() == {"a": b"1", ".mine": b"mine"}


def test_what_a_killed_build_added_counts_as_new_until_it_had_added_all(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish({"index.html": b"1", "y": b"1"})
    monkeypatch.setattr(Path, "replace", fail_at(1, Path.replace))
    with contextlib.suppress(KilledError):
        publisher.publish({"index.html": b"2", "x": b"links to z", "z": b"1"})
    monkeypatch.undo()
    assert (publisher.folder / "x").read_bytes() == b"links to z"
    order: list[str] = []
    replace = Path.replace

    def note(path: Path, target: Path) -> Path:
        order.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", note)
    publisher.publish({"index.html": b"links to x", "x": b"3", "y": b"4"})
    assert order.index("x") < order.index("index.html")
    assert publisher.read() == {"index.html": b"links to x", "x": b"3", "y": b"4"}


def test_a_folder_that_cannot_be_listed_is_no_silent_success(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish({"a/b": b"1", "c": b"1"})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError, match="/a"):
        publisher.publish({"c": b"1"})


def test_a_name_that_a_file_system_takes_for_a_new_one_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "foo.txt").write_text("new")
    (tmp_path / "Bar.txt").write_text("old")
    # Where case counts, one file by two names stands for a file system that ignores it.
    (tmp_path / "Foo.txt").hardlink_to(tmp_path / "foo.txt")
    folder, manifest = tmp_path / "public", tmp_path / "manifest"
    folder.mkdir()
    for path in list(tmp_path.glob("*.txt")):
        path.rename(folder / path.name)
    publish({"foo.txt": "k", "bar.txt": "k"}, {}, folder, read_manifest(manifest, folder), manifest)
    assert {path.name for path in folder.glob("*.txt")} == {"foo.txt", "Foo.txt"}
