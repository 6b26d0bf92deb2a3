"""What commands share: finding, opening and composing a site."""

import shutil
from pathlib import Path

import pytest

from cpdsite.commands.site_folder import (
    CACHE,
    PASSAGES,
    compose_for,
    find_manifest,
    find_site,
    open_memory,
    open_site,
    reopen_site,
    store_cache,
    survey_site,
)
from cpdsite.content import entries, reader
from cpdsite.content.entries import ReadFile
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.portfolio.portfolio import make_myself, make_public
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_urls, read_tree, write_entry


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


def test_each_audience_has_its_own_site(site: MakeSite) -> None:
    opened = open_site(site("rich"), TODAY)
    public = find_urls(compose_for(opened, make_public(TODAY), ""))
    mine = find_urls(compose_for(opened, make_myself(TODAY), ""))
    added = set(mine) - set(public)
    assert {url for url in added if url.startswith("/activities/")} == {
        "/activities/draft/",
        "/activities/private/",
        "/activities/2027-02-planned/",
        "/activities/2024-09-workshop/private.pdf",
    }


def test_what_is_left_out_is_named_with_the_reason(site: MakeSite) -> None:
    composed = compose_for(open_site(site("rich"), TODAY), make_public(TODAY), "")
    assert sorted((it.entry.path, it.reason) for it in composed.left_out) == [
        ("content/activities/2027-02-planned.md", "planned"),
        ("content/activities/draft.md", "draft"),
        ("content/activities/private.md", "no status, so private"),
    ]


BROKEN = {
    "an unread status": write_entry("[x](gone.md)", status="publishd"),
    "no date": write_entry("[x](gone.md)", date=""),
    "no title": write_entry("[x](gone.md)", title=""),
    "a date that is not": write_entry("[x](gone.md)", date="2026-02-30"),
    "no YAML": "---\ntitle: A: B\n---\n\n[x](gone.md)\n\n## What I learned\n\nMuch.\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_mistake_hides_no_other_of_the_same_entry(site: MakeSite, broken: str) -> None:
    opened = open_site(site({"content/activities/a.md": broken}), TODAY)
    composed = survey_site(opened, make_public(TODAY))
    assert [it.code for it in opened.problems if it.is_error] != []
    assert {"link"} == {it.code for it in composed.problems} - {it.code for it in opened.problems}
    assert not opened.is_sound


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_has_a_mistake_is_surveyed_and_never_composed(site: MakeSite, broken: str) -> None:
    files = {"content/activities/a.md": broken, "content/activities/b.md": write_entry()}
    opened = open_site(site(files), TODAY)
    composed = compose_for(opened, make_public(TODAY), "")
    assert "/activities/a/" not in find_urls(composed)
    assert "/activities/b/" in find_urls(composed)
    assert "/activities/a/" in find_urls(survey_site(opened, make_public(TODAY)))
    assert composed.problems == survey_site(opened, make_public(TODAY)).problems


def test_an_entry_without_status_stays_private_in_a_survey(site: MakeSite) -> None:
    files = {"content/activities/a.md": write_entry(status="", hours="many")}
    opened = open_site(site(files), TODAY)
    survey = survey_site(opened, make_public(TODAY))
    assert "/activities/a/" not in find_urls(survey)


@pytest.mark.parametrize(
    "files",
    [
        {"cpdsite.toml": 'theme = "gone"\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = "gone"\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = ["ikt", "gone"]\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = 3\n'},
        {"cpdsite.toml": "theme = plain\n"},
        {"cpdsite.toml": b"\xff"},
        {"content/profile.md": "---\nnme: Ada\n---\n"},
    ],
    ids=lambda files: str(next(iter(files.values()))),
)
def test_a_mistake_above_the_entries_hides_none_in_them(
    site: MakeSite, files: dict[str, str | bytes]
) -> None:
    entries = {
        "content/activities/a.md": write_entry("[x](gone.md)", type="a type of its own"),
        "content/activities/b.md": write_entry(type="webinar"),
    }
    root = site({**files, **entries})
    found = survey_site(open_site(root, TODAY), make_public(TODAY)).problems
    below = [it for it in found if it.location.path.startswith("content/activities/")]
    # Which types there are is not known without the schemes, so nothing is said of them.
    assert {(it.location.path, it.code) for it in below if it.code != "type"} == {
        ("content/activities/a.md", "link")
    }
    knows_types = "profile" in str(files) or files["cpdsite.toml"] == 'theme = "gone"\n'
    assert any(it.code == "type" for it in below) == knows_types


def test_what_cannot_be_read_is_not_called_missing_too(site: MakeSite) -> None:
    text = write_entry("[see](notes.txt)", evidence="[{file: notes.txt, public: true}]")
    root = site({"content/activities/a.md": text})
    (root / "content/activities/notes.txt").symlink_to(root / "cpdsite.toml")
    found = survey_site(open_site(root, TODAY), make_public(TODAY)).problems
    assert [it.code for it in found] == ["link-file"]


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
