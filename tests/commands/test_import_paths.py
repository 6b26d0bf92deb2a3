"""Entries of our own JSON lie again where they lay, if that is safe and free."""

from pathlib import Path

import pytest

from cpdsite.commands.import_paths import Places, find_stem, is_safe

INTO = "content/activities"


@pytest.mark.parametrize("written", ["a.md", "a/index.md", "2025/b c.md", "old/2025/\u0142.md"])
def test_a_path_within_the_folder_is_safe(written: str) -> None:
    assert is_safe(f"{INTO}/{written}", written)


@pytest.mark.parametrize(
    "written",
    [
        *("", ".md", "index.md", "/a.md", "../a.md", "a/../../b.md", "a//b.md", "./a.md"),
        *("a.txt", "a.MD", ".a/b.md", "con.md", "a:b.md", "a\\b.md", "a ./b.md", " a.md"),
        *("a\n.md", "a~/b.md", f"{'a/' * 60}b.md", f"{'a' * 300}.md", "\ud800.md"),
    ],
)
def test_any_other_path_is_not(written: str) -> None:
    assert not is_safe(f"{INTO}/{written}", written)


def test_a_path_is_had_once(tmp_path: Path) -> None:
    places = Places(tmp_path, INTO)
    assert places.restore("a.md") == f"{INTO}/a.md"
    assert places.restore("A.md") == ""
    assert places.is_taken(f"{INTO}/a.md")


def test_no_entry_lies_in_the_folder_of_another(tmp_path: Path) -> None:
    places = Places(tmp_path, INTO)
    assert places.restore("a/b.md")
    assert not places.restore("a/index.md")
    assert places.restore("c/index.md")
    assert not places.restore("c/d.md")
    assert not places.restore("c/d/index.md")
    assert not places.restore("a/b.md/c.md")
    assert not places.restore("a")


def test_files_of_an_entry_may_be_there_already(tmp_path: Path) -> None:
    places = Places(tmp_path, INTO)
    places.take(f"{INTO}/a/notes.pdf", is_entry=False)
    assert places.restore("a/index.md")


def test_what_is_there_and_links_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / INTO
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("")
    (folder / "file").write_text("")
    (folder / "link").symlink_to(tmp_path)
    places = Places(tmp_path, INTO)
    assert not any(map(places.restore, ("a.md", "file/b.md", "link/c.md")))


def test_the_address_is_made_of_the_file_or_its_folder() -> None:
    assert find_stem(f"{INTO}/old/a.md") == find_stem(f"{INTO}/a/index.md") == "a"
