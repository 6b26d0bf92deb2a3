"""Marks tell quickly that a file has changed; what it holds decides."""

import os
from pathlib import Path

import pytest

from cpdsite.preview import snapshot
from cpdsite.preview.snapshot import digest_content, find_changes, find_mark, take_snapshot
from tests.preview.saves import SAVES, Save, leave_things_behind
from tests.site_maker import write_files

NAMES = ("site.toml", "content", "static")


def digest(root: Path, path: str) -> str:
    """Return the digest of a file as it is now."""
    return digest_content(root, path, find_mark(root, path))


def test_the_files_of_the_named_folders_are_found_and_no_others(tmp_path: Path) -> None:
    files = ("site.toml", "content/a.md", "content/b/c/d.md", "other.toml", "public/content/a.md")
    write_files(tmp_path, dict.fromkeys(files, "x"))
    assert set(take_snapshot(tmp_path, NAMES)) == {"site.toml", "content/a.md", "content/b/c/d.md"}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert take_snapshot(tmp_path / "gone", NAMES) == {}


def test_what_editors_leave_behind_is_no_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": "x"})
    leave_things_behind(tmp_path / "content")
    assert set(take_snapshot(tmp_path, NAMES)) == {"content/a.md"}


def test_hidden_files_count_only_where_they_are_published(tmp_path: Path) -> None:
    files = ("content/.hidden/a.md", "content/.a.md", "static/.well-known/a.txt", "static/.git/a")
    write_files(tmp_path, dict.fromkeys(files, "x"))
    assert set(take_snapshot(tmp_path, NAMES)) == {"static/.well-known/a.txt"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    write_files(tmp_path, {"outside/a.md": "x", "site/content/a.md": "x"})
    (root / "content" / "folder").symlink_to(outside)
    (root / "content" / "itself").symlink_to("itself")
    (root / "static").symlink_to(outside)
    found = take_snapshot(root, NAMES)
    assert set(found) == {"content/a.md", "content/folder", "content/itself", "static"}
    before = digest(root, "content/folder")
    (outside / "b.md").touch()
    assert digest(root, "content/folder") == before


def test_folders_nested_too_deep_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "DEEPEST_FOLDER", 2)
    write_files(tmp_path, {"content/1/2/a.md": "x", "content/1/2/3/a.md": "x"})
    assert set(take_snapshot(tmp_path, NAMES)) == {"content/1/2/a.md"}


def test_no_more_files_are_counted_than_a_site_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MOST_FILES", 2)
    write_files(tmp_path, {f"content/{number}.md": "x" for number in range(9)})
    assert len(take_snapshot(tmp_path, NAMES)) == 5


@pytest.mark.parametrize("save", SAVES)
def test_every_way_of_saving_changes_the_mark_and_the_digest(tmp_path: Path, save: Save) -> None:
    write_files(tmp_path, {"content/a.md": "one\n"})
    before, content = take_snapshot(tmp_path, NAMES), digest(tmp_path, "content/a.md")
    save(tmp_path / "content/a.md", "another\n")
    assert find_changes(before, take_snapshot(tmp_path, NAMES)) == {"content/a.md"}
    assert digest(tmp_path, "content/a.md") != content


def test_files_that_come_and_go_are_changes(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": "x", "content/b.md": "x"})
    before = take_snapshot(tmp_path, NAMES)
    (tmp_path / "content/a.md").rename(tmp_path / "content/c.md")
    after = take_snapshot(tmp_path, NAMES)
    assert find_changes(before, after) == {"content/a.md", "content/c.md"}


def test_an_older_file_of_the_same_size_and_time_put_in_its_place_is_a_change(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"content/a.md": "1", "b.md": "2"})
    for path in ("content/a.md", "b.md"):
        os.utime(tmp_path / path, (1, 1))
    before = take_snapshot(tmp_path, NAMES)
    (tmp_path / "b.md").replace(tmp_path / "content/a.md")
    assert find_changes(before, take_snapshot(tmp_path, NAMES)) == {"content/a.md"}


def test_a_file_touched_has_the_same_digest(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": "x"})
    before, content = take_snapshot(tmp_path, NAMES), digest(tmp_path, "content/a.md")
    os.utime(tmp_path / "content/a.md", (1, 1))
    assert find_changes(before, take_snapshot(tmp_path, NAMES)) == {"content/a.md"}
    assert digest(tmp_path, "content/a.md") == content


def test_of_a_large_file_size_and_times_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "LARGEST_READ", 2)
    write_files(tmp_path, {"content/a.pdf": "long", "content/b.pdf": "long"})
    before = digest(tmp_path, "content/a.pdf")
    assert before != digest(tmp_path, "content/b.pdf")
    os.utime(tmp_path / "content/a.pdf", (1, 1))
    assert digest(tmp_path, "content/a.pdf") != before


def test_what_cannot_be_read_has_a_digest_too(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": "x"})
    assert digest(tmp_path, "content/b.md") == ""
    os.mkfifo(tmp_path / "content/pipe")
    assert digest(tmp_path, "content/pipe") not in ("", digest(tmp_path, "content/a.md"))


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    write_files(tmp_path, {"content/a.md": "x"})
    readable = digest(tmp_path, "content/a.md")
    monkeypatch.setattr("builtins.open", refuse)
    assert digest(tmp_path, "content/a.md") == "unreadable: 13"
    assert readable != "unreadable: 13"
