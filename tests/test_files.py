"""The files of a site folder."""

import hashlib
import os
from pathlib import Path

import pytest

from cpdsite.errors import Problem
from cpdsite.files import digest_file, find_files, open_plain, read_bytes, read_head
from cpdsite.limits import DEEPEST_FOLDER
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


def find_codes(problems: tuple[Problem, ...]) -> list[tuple[str, str, bool]]:
    """Return path, code and weight of each problem."""
    return [(it.location.path, it.code, it.is_error) for it in problems]


def test_a_file_where_a_folder_belongs_is_an_error(tmp_path: Path) -> None:
    write_site(tmp_path, {"static": "x"})
    found = find_files(tmp_path, "static")
    assert (found.paths, find_codes(found.problems)) == ((), [("static", "folder", True)])


@pytest.mark.parametrize("name", ["con.md", "AUX", "report.", "a:b.md", 'say "x".txt', "end "])
def test_a_name_that_another_system_refuses_is_a_warning(tmp_path: Path, name: str) -> None:
    write_site(tmp_path, {f"content/{name}": "x", "content/good.md": "x"})
    found = find_files(tmp_path, "content")
    assert set(found.paths) == {f"content/{name}", "content/good.md"}
    assert find_codes(found.problems) == [(f"content/{name}", "name", False)]


@pytest.mark.parametrize("name", [b"a\nb.md", b"caf\xe9.md", b"\x1b[31m.md"])
def test_a_name_that_cannot_be_shown_is_an_error_and_the_file_is_left_out(
    tmp_path: Path, name: bytes
) -> None:
    write_site(tmp_path, {"content/good.md": "x"})
    Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/" + name)).write_text("x")
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/good.md",)
    ((path, code, is_error),) = find_codes(found.problems)
    assert (code, is_error) == ("name", True)
    assert path.encode("utf-8")
    assert path.isprintable()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Notes.md", "notes.md", "differ only in case"),
        ("Café.md", "Cafe\u0301.md", "look the same to you, but not to a computer"),
    ],
    ids=ascii,
)
def test_names_that_some_systems_take_for_one_are_an_error(
    tmp_path: Path, one: str, other: str, differ: str
) -> None:
    write_site(tmp_path, {f"content/{one}": "x", f"content/{other}": "y"})
    found = find_files(tmp_path, "content")
    assert len(found.paths) == 2
    (problem,) = found.problems
    assert (problem.code, problem.is_error) == ("collision", True)
    assert differ in problem.message
    assert min(found.paths) in problem.message


def test_folders_that_are_nested_without_end_are_an_error(tmp_path: Path) -> None:
    deep = "/".join(["d"] * (DEEPEST_FOLDER + 2))
    write_site(tmp_path, {f"content/{deep}/a.md": "x", "content/b.md": "x"})
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/b.md",)
    assert [(it.code, it.is_error) for it in found.problems] == [("depth", True)]


def test_more_files_than_the_limit_are_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpdsite.files.MOST_FILES", 3)
    write_site(tmp_path, {f"content/{number}.md": "x" for number in range(3)})
    assert find_files(tmp_path, "content").problems == ()
    write_site(tmp_path, {"content/more.md": "x"})
    assert find_codes(find_files(tmp_path, "content").problems) == [("content", "count", True)]


def test_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {"content/a/b.md": "x", "content/c.md": "x"})
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files(tmp_path, "content")
    assert found.paths == ("content/c.md",)
    assert find_codes(found.problems) == [("content/a", "unreadable", True)]


@pytest.mark.parametrize("where", ["themes", "themes/mine", "themes/mine/static"])
def test_a_link_on_the_way_is_not_followed(tmp_path: Path, where: str) -> None:
    write_site(tmp_path, {"secret/mine/static/a.css": "x", "secret/static/a.css": "x"})
    write_site(tmp_path, {"secret/a.css": "x", "site/cpdsite.toml": ""})
    link = tmp_path / "site" / where
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "secret")
    found = find_files(tmp_path / "site", "themes/mine/static")
    assert (found.paths, find_codes(found.problems)) == ((), [(where, "link-outside", True)])
    data, problems = read_bytes(tmp_path / "site", "themes/mine/static/a.css", 9)
    assert (data, find_codes(problems)) == (None, [(where, "link-outside", True)])


def test_what_is_shipped_may_be_linked_by_an_installer(tmp_path: Path) -> None:
    write_site(tmp_path, {"store/a.css": "x"})
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/a.css").symlink_to(tmp_path / "store/a.css")
    found = find_files(tmp_path, "themes", follows_links=True)
    assert (found.paths, found.problems) == (("themes/a.css",), ())
    assert read_bytes(tmp_path, "themes/a.css", 9, follows_links=True) == (b"x", ())


def test_a_file_that_is_too_large_is_an_error_and_is_not_read_whole(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": b"x" * 11})
    assert read_bytes(tmp_path, "content/a.md", 11) == (b"x" * 11, ())
    data, (problem,) = read_bytes(tmp_path, "content/a.md", 10)
    assert data is None
    assert (problem.code, problem.message) == ("size", "expected at most 10 bytes, found 11")


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": b"\xff\r\n"})
    assert read_bytes(tmp_path, "content/a.md", 9) == (b"\xff\r\n", ())


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    data, problems = read_bytes(tmp_path, "content/a.md", 9)
    assert data is None
    assert [(it.code, it.is_error) for it in problems] == [("unreadable", True)]


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    write_site(tmp_path, {"a": b"x" * 100_000})
    assert digest_file(tmp_path, "a") == (hashlib.sha256(b"x" * 100_000).hexdigest(), ())
    digest, problems = digest_file(tmp_path, "gone")
    assert digest is None
    assert [(it.location.path, it.code) for it in problems] == [("gone", "unreadable")]


def test_a_plain_file_is_opened_and_nothing_else(tmp_path: Path) -> None:
    write_site(tmp_path, {"a/b.txt": b"words"})
    with open_plain(tmp_path, "a/b.txt") as file:
        assert file.read() == b"words"
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("a/b.txt")
    (tmp_path / "folder").symlink_to("a")
    for path in ("pipe", "link", "folder/b.txt", "a", "gone"):
        with pytest.raises(OSError, match=r"."):
            open_plain(tmp_path, path)


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cpdsite.toml")
    data, problems = read_bytes(tmp_path, "cpdsite.toml", 9)
    assert (data, find_codes(problems)) == (None, [("cpdsite.toml", "unreadable", True)])


def test_no_more_of_a_file_is_read_than_is_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.pdf": b"%PDF-1.7"})
    assert read_head(tmp_path, "content/a.pdf", 5) == (b"%PDF-", ())
    data, problems = read_head(tmp_path, "content/gone.pdf", 5)
    assert (data, find_codes(problems)) == (None, [("content/gone.pdf", "unreadable", True)])


def test_a_link_to_a_name_that_no_disk_allows_is_a_problem(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/a.md": b"words"})
    (tmp_path / "content/long.md").symlink_to("x" * 300)
    (tmp_path / "static").symlink_to("x" * 300)
    assert {it.code for it in find_files(tmp_path, "content").problems} == {"unreadable"}
    assert {it.code for it in find_files(tmp_path, "static").problems} == {"unreadable"}
