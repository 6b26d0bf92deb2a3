"""The files of a site folder."""

import hashlib
import os
from pathlib import Path

import pytest

from cpdsite.content.files import digest_file, find_files, read_bytes
from tests.content.small_site import write_site


def test_every_file_below_a_folder_is_found_sorted(tmp_path: Path) -> None:
    names = ["content/b.md", "content/a/z.pdf", "content/a/é.md", "content/c d.txt"]
    write_site(tmp_path, {**dict.fromkeys(names, ""), "other/x.md": ""})
    found = find_files(tmp_path, "content")
    assert found.paths == tuple(sorted(names))
    assert found.problems == ()


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert find_files(tmp_path, "content").paths == ()


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "a.md~", ".a.md.swp", "#a.md#", ".#a.md", "Thumbs.db", "a.tmp", "a.bak",
     ".obsidian/app.json", "._a.md", ".git/config"],
)  # fmt: skip
def test_what_editors_leave_behind_is_no_file_of_the_site(tmp_path: Path, name: str) -> None:
    write_site(tmp_path, {f"content/{name}": "x", "content/a.md": "x"})
    assert find_files(tmp_path, "content").paths == ("content/a.md",)


def test_a_link_that_leads_out_of_the_site_is_an_error(tmp_path: Path) -> None:
    write_site(tmp_path, {"secret.txt": "x", "site/content/a.md": "x"})
    (tmp_path / "site/content/b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "site/content/c").symlink_to(tmp_path)
    (tmp_path / "site/content/d.txt").symlink_to("../../secret.txt")
    found = find_files(tmp_path / "site", "content")
    assert found.paths == ("content/a.md",)
    assert [(it.location.path, it.code, it.is_error) for it in found.problems] == [
        ("content/b.txt", "link-outside", True),
        ("content/c", "link-outside", True),
        ("content/d.txt", "link-outside", True),
    ]


def test_a_link_to_a_file_of_the_site_is_not_followed_and_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": "x"})
    (tmp_path / "content/b.md").symlink_to("a.md")
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/a.md",)
    assert [(it.location.path, it.code) for it in found.problems] == [("content/b.md", "link-file")]


def test_a_link_to_a_folder_is_not_followed_and_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a/b.md": "x"})
    (tmp_path / "content/c").symlink_to("a")
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/a/b.md",)
    assert [(it.location.path, it.is_error) for it in found.problems] == [("content/c", False)]


def test_a_link_to_itself_or_to_nothing_is_no_file_and_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": "x"})
    (tmp_path / "content/loop.md").symlink_to("loop.md")
    (tmp_path / "content/gone.md").symlink_to("missing.md")
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/a.md",)
    assert [(it.location.path, it.code, it.is_error) for it in found.problems] == [
        ("content/gone.md", "unreadable", True),
        ("content/loop.md", "unreadable", True),
    ]


def test_hidden_files_are_found_only_where_they_are_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"static/.well-known/a.txt": "x", "static/.git/config": "x"})
    (tmp_path / "static/.well-known/out").symlink_to("/")
    assert find_files(tmp_path, "static").paths == ()
    assert find_files(tmp_path, "static").problems == ()
    found = find_files(tmp_path, "static", with_hidden=True)
    assert found.paths == ("static/.well-known/a.txt",)
    assert [it.code for it in found.problems] == ["link-outside"]


def test_a_site_may_itself_be_reached_through_a_link(tmp_path: Path) -> None:
    write_site(tmp_path, {"real/content/a.md": "x"})
    (tmp_path / "link").symlink_to("real")
    found = find_files(tmp_path / "link", "content")
    assert (found.paths, found.problems) == (("content/a.md",), ())


def test_what_is_neither_file_nor_folder_is_passed_over(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": "x"})
    os.mkfifo(tmp_path / "content/pipe.md")
    assert find_files(tmp_path, "content").paths == ("content/a.md",)


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": b"\xff\r\n"})
    assert read_bytes(tmp_path, "content/a.md") == (b"\xff\r\n", ())


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    data, problems = read_bytes(tmp_path, "content/a.md")
    assert data is None
    assert [(it.code, it.is_error) for it in problems] == [("unreadable", True)]


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    write_site(tmp_path, {"a": b"x" * 100_000})
    assert digest_file(tmp_path, "a") == hashlib.sha256(b"x" * 100_000).hexdigest()
