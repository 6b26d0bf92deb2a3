"""The output folder: which may be written to, and what of it is ours."""

from pathlib import Path

import pytest

from cpdsite.errors import RefusedError
from cpdsite.publish.folder import MARKER, check_folder, list_files
from tests.conftest import MakeSite
from tests.site_maker import build, read_tree, write_entry, write_files


def assert_refused(folder: Path, words: str, sources: tuple[Path, ...] = ()) -> None:
    """Check that a folder is refused for a reason."""
    with pytest.raises(RefusedError, match=words) as caught:
        check_folder(folder, sources)
    assert str(folder) in str(caught.value)


def test_a_new_an_empty_and_our_own_folder_are_fine(tmp_path: Path) -> None:
    check_folder(tmp_path / "new" / "below", ())
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty", ())
    write_files(tmp_path / "ours", {MARKER: "", "index.html": "x"})
    check_folder(tmp_path / "ours", ())


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "below/notes.txt"])
def test_a_folder_with_files_of_others_is_refused(tmp_path: Path, name: str) -> None:
    write_files(tmp_path / "foreign", {name: "mine"})
    assert_refused(tmp_path / "foreign", "holds files that cpdsite did not write")


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert_refused(tmp_path / "file", "is a file")


def test_home_and_the_root_of_the_disk_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "home")
    (tmp_path / "home").mkdir()
    for folder in (tmp_path / "home", tmp_path / "link"):
        with pytest.raises(RefusedError, match="is no folder to build into"):
            check_folder(folder, (), (tmp_path / "link",))
    check_folder(tmp_path / "home" / "public", (), (tmp_path / "home",))
    assert_refused(Path("/"), "is no folder to build into")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_root_of_a_repository_is_refused(tmp_path: Path, kind: str) -> None:
    files = {MARKER: "", ".git/config" if kind == "folder" else ".git": "x"}
    write_files(tmp_path / "repository", files)
    assert_refused(tmp_path / "repository", "root of a repository")


@pytest.mark.parametrize("exists", [True, False])
def test_sources_are_refused_with_what_holds_them_and_lies_in_them(
    tmp_path: Path, exists: bool
) -> None:
    source = tmp_path / "site" / "content"
    if exists:
        source.mkdir(parents=True)
    for folder in (source, source / "below", source.parent, tmp_path):
        assert_refused(folder, "content", (source,))
    check_folder(source.parent / "public", (source,))
    check_folder(source.parent / "content-two", (source,))


def test_a_link_to_a_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "content")
    assert_refused(tmp_path / "public", "content", (tmp_path / "content",))


@pytest.mark.parametrize(
    "output",
    [
        ".",
        "..",
        "content",
        "content/x",
        "templates",
        "templates/x",
        "static",
        "themes/plain",
        "schemes",
        ".cpdsite",
        "cpdsite.toml",
    ],
)
def test_a_build_never_writes_over_the_site(site: MakeSite, output: str) -> None:
    root = site({"content/activities/a.md": write_entry()})
    before = read_tree(root.parent)
    with pytest.raises(RefusedError):
        build(root, output=root / output)
    assert read_tree(root.parent) == before


def test_hidden_files_are_not_listed(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "", ".b": "", "c/.d": "", "c/e": "", ".f/g": "", "c/h/i": ""})
    assert list(list_files(tmp_path)) == ["a", "c/e", "c/h/i"]


def test_empty_folders_are_listed_with_a_slash(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b": "", "c/.d": ""})
    (tmp_path / "e/f").mkdir(parents=True)
    assert list(list_files(tmp_path)) == ["a/b", "e/f/"]


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path / "elsewhere", {"a": ""})
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "dangling").symlink_to(tmp_path / "nowhere")
    assert sorted(list_files(folder)) == ["dangling", "link"]


def test_a_folder_that_holds_only_what_a_killed_build_left_is_fine(tmp_path: Path) -> None:
    write_files(tmp_path, {".cpdsite-staging.123.tmp/new/a": "", f".cpdsite-{MARKER}.123.tmp": ""})
    check_folder(tmp_path, ())
    write_files(tmp_path, {".htaccess": ""})
    assert_refused(tmp_path, "holds files that cpdsite did not write")


def test_a_hidden_folder_of_a_person_is_nothing_that_a_killed_build_left(tmp_path: Path) -> None:
    write_files(tmp_path, {".work.2024.tmp/notes.txt": "mine"})
    assert_refused(tmp_path, "holds files that cpdsite did not write")


def test_a_folder_within_another_output_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {f"public/{MARKER}": ""})
    assert_refused(tmp_path / "public/sub/deep", "lies within what another build writes")
