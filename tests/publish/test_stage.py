"""Staging: everything is written aside first, then put in place in an order that breaks no link."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from cpdsite.publish.stage import (
    ADDED,
    EXCHANGED,
    REPLACED,
    find_moves,
    open_staging,
    put_in_place,
    stage,
)
from tests.site_maker import read_tree, write_files

Wanted = Mapping[str, bytes]


def make_contents(wanted: Wanted) -> dict[str, Callable[[], bytes]]:
    """Return what gives the bytes of each file."""
    return {path: partial(bytes, content) for path, content in wanted.items()}


def test_only_what_differs_is_staged_and_nothing_else_changes(tmp_path: Path) -> None:
    write_files(tmp_path, {"same": "1", "other": "1", "a/b": "1"})
    wanted = {"same": b"1", "other": b"2", "a/b": b"1", "new/c": b"3"}
    with open_staging(tmp_path) as staging:
        assert stage(make_contents(wanted), tmp_path, ("a/",), staging) == ("a/b", "new/c", "other")
        assert read_tree(staging / "new") == {"a/b": b"1", "new/c": b"3", "other": b"2"}
        assert (tmp_path / "other").read_bytes() == b"1"
    assert read_tree(tmp_path) == {"same": b"1", "other": b"1", "a/b": b"1"}


def test_moves_add_then_exchange_then_replace_and_the_home_page_comes_last(tmp_path: Path) -> None:
    write_files(tmp_path, {"z": "1", "file": "1", "folder/x": "1", "left": "1"})
    wanted = dict.fromkeys(
        ["index.html", "a/b/c", "a/d", "z", "file/y", "folder", "left", "zz"], b"2"
    )
    with open_staging(tmp_path) as staging:
        stage(make_contents(wanted), tmp_path, (), staging)
        moves = find_moves(staging, tmp_path, {"z", "file"})
        assert [(move.how, move.target.name) for move in moves] == [
            (ADDED, "a"),
            (ADDED, "left"),
            (ADDED, "zz"),
            (ADDED, "index.html"),
            (EXCHANGED, "file"),
            (EXCHANGED, "folder"),
            (REPLACED, "z"),
        ]
        put_in_place(moves, staging, tmp_path)
        assert read_tree(staging) == {"old/4": b"1", "old/5/x": b"1"}
    assert read_tree(tmp_path) == wanted


@pytest.mark.parametrize("path", ["x", "x/y"])
def test_an_exchange_that_fails_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    before = {"x/old": b"1"} if path == "x" else {"x": b"1"}
    write_files(tmp_path, before)
    rename = Path.rename

    def refuse(source: Path, target: Path) -> Path:
        if target == tmp_path / "x" and "new" in source.parts:
            raise OSError(28, "No space left on device", str(source), None, str(target))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with (  # noqa: PT012 - the staging ends within
        pytest.raises(OSError, match="No space left") as caught,
        open_staging(tmp_path) as staging,
    ):
        stage(make_contents({path: b"2"}), tmp_path, (), staging)
        put_in_place(find_moves(staging, tmp_path, ()), staging, tmp_path)
    assert caught.value.filename == str(tmp_path / "x")
    assert caught.value.__notes__ == [
        f"each page in {tmp_path} is whole, some are old and some new"
    ]
    assert read_tree(tmp_path) == before


def test_a_source_that_cannot_be_read_is_named_itself(tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    with pytest.raises(FileNotFoundError) as caught, open_staging(tmp_path) as staging:
        stage({"a": gone.read_bytes}, tmp_path, (), staging)
    assert str(caught.value.filename) == str(gone)
    assert caught.value.__notes__ == [f"nothing in {tmp_path} was changed"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_is_told_before_anything_changes(tmp_path: Path) -> None:
    path = "a" * 300
    with pytest.raises(OSError, match="too long") as caught, open_staging(tmp_path) as staging:
        stage(make_contents({"b": b"1", path: b"1"}), tmp_path, (), staging)
    assert caught.value.filename == str(tmp_path / path)
    assert list(tmp_path.iterdir()) == []
