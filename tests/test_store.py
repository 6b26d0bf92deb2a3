"""Files that a later run reads back."""

import hashlib
import os
import resource
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.store import (
    LEFTOVER,
    name_temporary,
    read_store,
    read_values,
    remove_leftovers,
    write_new,
    write_store,
    write_values,
    write_whole,
)
from tests.properties import check_property


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is stored."""

    day: date
    points: Decimal
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """What is stored."""

    parts: dict[str, Part]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """What is not stored."""

    number: int


VALUES = Whole({"é": Part(date(2026, 3, 12), Decimal("1.50"), ("a", "b"))}, "x")
DATA = {"renderer": "r", "passages": {"é": ["a", 1, None, True]}}


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    write_store(tmp_path / "deep" / "store.json", DATA)
    assert read_store(tmp_path / "deep" / "store.json") == DATA


def test_nothing_is_read_where_nothing_was_stored(tmp_path: Path) -> None:
    assert read_store(tmp_path / "store.json") is None
    assert read_store(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{}", id="without-a-digest"),
        pytest.param(b"0123\n{}", id="wrong-digest"),
        pytest.param(b"\xff\xfe\x00\n\x00", id="bytes"),
    ],
)
def test_a_file_that_is_no_store_is_ignored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(content)
    assert read_store(path) is None


@check_property
@given(data=st.data())
def test_a_store_with_one_byte_changed_is_ignored(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "store.json"
    write_store(path, DATA)
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert read_store(path) is None


def test_a_store_cut_short_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    write_store(path, DATA)
    path.write_bytes(path.read_bytes()[:-1])
    assert read_store(path) is None


def test_writing_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [it.name for it in tmp_path.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"new")
    assert [it.name for it in tmp_path.iterdir()] == ["taken"]


def test_a_name_as_long_as_a_file_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("\N{CJK UNIFIED IDEOGRAPH-5B66}" * 85)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_right_digest_of_what_is_no_json_is_nothing(tmp_path: Path) -> None:
    content = b"not json"
    path = tmp_path / "store"
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    assert read_store(path) is None


@pytest.mark.parametrize("name", ["index.html", ".hidden", "a" * 200 + ".pdf", "zo\u00eb.png"])
def test_what_a_killed_run_leaves_is_known_and_removed(tmp_path: Path, name: str) -> None:
    temporary = name_temporary(tmp_path / name)
    assert LEFTOVER.fullmatch(temporary.name)
    temporary.write_bytes(b"half")
    (tmp_path / ".cpdsite-folder.12.tmp/deep").mkdir(parents=True)
    (tmp_path / ".cpdsite-link.12.tmp").symlink_to(tmp_path)
    (tmp_path / "kept").write_bytes(b"mine")
    remove_leftovers(tmp_path)
    assert [it.name for it in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    "name", [".htaccess", ".nojekyll", ".1.tmp", "a.1.tmp", ".a.b.tmp", ".work.2024.tmp"]
)
def test_files_of_a_person_are_not_taken_for_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    remove_leftovers(tmp_path)
    assert (tmp_path / name).read_bytes() == b"mine"


def refuse(*_: object) -> None:
    """Fail as a file system without hard links does."""
    raise PermissionError(1, "Operation not permitted")


@pytest.fixture(params=["links", "no-links", "no-scratch"])
def scratch(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a folder to write in first: one that can be used, or one that cannot."""
    if request.param == "no-links":
        monkeypatch.setattr(os, "link", refuse)
    if request.param == "no-scratch":
        (tmp_path / "scratch").write_bytes(b"a file")
    return tmp_path / "scratch"


def test_a_new_file_is_written_and_never_over_another(tmp_path: Path, scratch: Path) -> None:
    folder = tmp_path / "folder"
    write_new(folder / "a", b"new", scratch)
    assert (folder / "a").read_bytes() == b"new"
    for taken in ("a", "folder", "link"):
        (folder / "folder").mkdir(exist_ok=True)
        if not (folder / "link").is_symlink():
            (folder / "link").symlink_to(tmp_path / "nowhere")
        with pytest.raises(FileExistsError):
            write_new(folder / taken, b"other", scratch)
    assert (folder / "a").read_bytes() == b"new"
    assert not (tmp_path / "nowhere").exists()
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_new_file_that_cannot_be_written_leaves_no_half(tmp_path: Path, scratch: Path) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_new(tmp_path / "a", b"x" * 100_000, scratch)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [it.name for it in tmp_path.iterdir() if it != scratch] == []
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(tmp_path / "a", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [it.name for it in tmp_path.iterdir()] == ["a"]


def test_a_pipe_in_place_of_a_store_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "store")
    assert read_store(tmp_path / "store") is None


# Dataclasses


def test_values_are_read_back_with_their_types(tmp_path: Path) -> None:
    write_values(tmp_path / "deep" / "values", VALUES)
    found = read_values(tmp_path / "deep" / "values", Whole)
    assert found == VALUES
    assert found
    assert str(found.parts["é"].points) == "1.50"
    assert isinstance(found.parts["é"].names, tuple)


def test_no_values_are_read_where_none_were_stored(tmp_path: Path) -> None:
    assert read_values(tmp_path / "values", Whole) is None
    assert read_values(tmp_path, Whole) is None
    os.mkfifo(tmp_path / "pipe")
    assert read_values(tmp_path / "pipe", Whole) is None


def test_values_of_another_kind_are_ignored(tmp_path: Path) -> None:
    write_values(tmp_path / "values", VALUES)
    assert read_values(tmp_path / "values", Other) is None
    write_values(tmp_path / "values", Other(1))
    assert read_values(tmp_path / "values", Whole) is None
    write_store(tmp_path / "values", [1, {"parts": 3}])
    assert read_values(tmp_path / "values", Whole) is None
    write_store(tmp_path / "values", {"parts": {"a": {"day": "2026-02-30", "points": "1"}}})
    assert read_values(tmp_path / "values", Whole) is None


@check_property
@given(data=st.data())
def test_values_with_one_byte_changed_are_ignored(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "values"
    write_values(path, VALUES)
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert read_values(path, Whole) is None


def test_values_that_no_file_can_hold_leave_the_old_ones(tmp_path: Path) -> None:
    write_values(tmp_path / "values", VALUES)
    with pytest.raises(UnicodeError):
        write_values(tmp_path / "values", Whole({}, "caf\udce9"))
    assert read_values(tmp_path / "values", Whole) == VALUES
    assert [it.name for it in tmp_path.iterdir()] == ["values"]
