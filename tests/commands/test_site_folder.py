"""What commands share: finding, opening and composing a site."""

import shutil
from pathlib import Path

import pytest

from cpdsite.commands.composition import compose_for
from cpdsite.commands.site_folder import (
    CACHE,
    PASSAGES,
    find_manifest,
    find_site,
    open_memory,
    open_site,
    reopen_site,
    store_cache,
)
from cpdsite.content import entries, reader
from cpdsite.content.entries import ReadFile
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.portfolio.portfolio import make_public
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, read_tree, write_entry


@pytest.mark.parametrize("start", [".", "content", "content/activities"])
def test_the_site_is_found_from_any_folder_in_it(site: MakeSite, start: str) -> None:
    root = site("small")
    assert find_site(root / start) == root


def test_no_site_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no cpdsite\.toml in .* cpdsite init"):
        find_site(tmp_path)


def test_every_problem_of_a_site_is_collected(site: MakeSite) -> None:
    root = site(
        {
            "cpdsite.toml": 'theme = "gone"\nscheme = "gone"\ncolour = 1\n',
            "content/profile.md": "---\nnme: Ada\n---\n",
            "content/activities/a.md": "no front matter",
        }
    )
    opened = open_site(root, TODAY)
    found = {(it.location.path, it.code) for it in opened.problems}
    assert found >= {
        ("cpdsite.toml", "unknown-key"),
        ("cpdsite.toml", "theme"),
        ("cpdsite.toml", "scheme"),
        ("content/profile.md", "unknown-key"),
        ("content/activities/a.md", "front-matter"),
    }
    with pytest.raises(ProblemsError) as caught:
        compose_for(opened, make_public(TODAY), "")
    assert caught.value.problems == opened.problems


@pytest.mark.parametrize("folder", ["static", "schemes", "templates", "themes"])
def test_a_file_where_a_folder_belongs_is_told(site: MakeSite, folder: str) -> None:
    root = site({"cpdsite.toml": ""})
    shutil.rmtree(root / "themes")
    (root / folder).write_text("x")
    found = open_site(root, TODAY).problems
    assert [(it.location.path, it.code) for it in found] == [(folder, "folder")]


def test_converted_prose_is_stored_once(site: MakeSite) -> None:
    root = site("small")
    build(root)
    path = root / CACHE / PASSAGES
    before = path.stat().st_mtime_ns
    build(root)
    assert path.stat().st_mtime_ns == before


def test_a_site_that_cannot_keep_its_cache_goes_without(site: MakeSite) -> None:
    root = site("small")
    (root / CACHE).write_text("a file where the folder belongs")
    opened = open_site(root, TODAY)
    compose_for(opened, make_public(TODAY), "")
    store_cache(opened)
    assert (root / CACHE).is_file()


def test_each_output_folder_has_its_manifest(site: MakeSite) -> None:
    root = site("small")
    build(root)
    one, two = root / "public", root.parent / "two"
    assert find_manifest(root, one) != find_manifest(root, two)
    assert find_manifest(root, one) == find_manifest(root, root / "content" / ".." / "public")
    built = build(root, output=two)
    assert built.published.added == len(built.rendered)
    assert read_tree(one) == read_tree(two)
    assert build(root).rendered == ()


def test_a_cache_that_is_a_link_is_refused(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    (root / CACHE).symlink_to(tmp_path)
    with pytest.raises(RefusedError, match="is a link: delete it"):
        find_site(root)


def test_an_output_below_a_link_to_itself_has_a_manifest_all_the_same(site: MakeSite) -> None:
    root = site({})
    (root / "loop").symlink_to("loop")
    assert find_manifest(root, root / "loop/x").parent == root / CACHE


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("cpdsite.toml", 'theme = "plain"\nlanguage = 3\ntitle = "New"\n'),
        ("themes/plain/theme.toml", "extends = 3\n"),
        ("content/profile.md", "---\nnme: Ada\n---\n"),
        ("content/activities/a.md", write_entry("New.", status="publishd")),
    ],
)
def test_what_was_last_good_stands_for_what_is_not(site: MakeSite, path: str, wrong: str) -> None:
    root = site({"content/activities/a.md": write_entry("Old.")})
    memory = open_memory(root, keeps_last_good=True)
    first = reopen_site(root, memory, None)
    assert first.problems == ()
    (root / path).write_text(wrong, "utf-8")
    memory.reader.forget([path])
    second = reopen_site(root, memory, first)
    assert {it.location.path for it in second.problems} == {path}
    assert second.settings == first.settings
    assert second.theme == first.theme
    assert second.loaded.portfolio == first.loaded.portfolio


def test_only_what_is_said_to_have_changed_is_read_again(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"content/activities/{name}.md": write_entry() for name in "abc"}
    root = site(files)
    memory = open_memory(root)
    reopen_site(root, memory, None)
    read: list[str] = []
    plain = entries.read_file

    def note(kind: str, path: str, data: bytes) -> ReadFile:
        read.append(path)
        return plain(kind, path, data)

    monkeypatch.setattr(reader, "read_file", note)
    (root / "content/activities/b.md").write_text(write_entry("New."), "utf-8")
    memory.reader.forget(["content/activities/b.md"])
    opened = reopen_site(root, memory, None)
    assert read == ["content/activities/b.md"]
    texts = [section.text for it in opened.loaded.suspect.activities for section in it.sections]
    assert any("New." in text for text in texts)
