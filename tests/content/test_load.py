"""A site folder to a portfolio, and everything that is wrong with it in one run."""

import hashlib
from pathlib import Path

import pytest

from cpdsite.content.load import find_kind, list_schemes, load_site
from cpdsite.errors import Location, sort_problems
from cpdsite.files import find_files
from cpdsite.portfolio.activity import Status
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from cpdsite.shipped import find_example
from tests.content.small_site import (
    PROFILE,
    find_portfolio,
    load,
    summarise,
    write_entry,
    write_site,
)
from tests.content.test_schemes import SMALL
from tests.site_maker import TODAY

PAGE = "---\ntitle: How I learn\nstatus: published\n---\nWords.\n"


def test_a_profile_alone_is_a_portfolio(tmp_path: Path) -> None:
    portfolio = find_portfolio(load(tmp_path, {}))
    assert portfolio.person.name == "Ada Example"
    assert portfolio.entries == ()
    assert [scheme.id for scheme in portfolio.schemes] == ["ikt"]
    assert portfolio.default_status is Status.PRIVATE


def test_the_default_status_comes_from_the_settings(tmp_path: Path) -> None:
    write_site(tmp_path, PROFILE)
    loaded = load_site(tmp_path, Settings(default_status=Status.DRAFT), TODAY, read_passage)
    assert find_portfolio(loaded).default_status is Status.DRAFT


def test_entries_are_files_and_folders_with_an_index(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/activities/one.md": write_entry(),
        "content/activities/reading/two.md": write_entry(),
        "content/activities/three/index.md": write_entry(),
        "content/activities/three/notes.md": "just a file",
        "content/activities/three/deep/more.md": "just a file",
        "content/activities/three/a.pdf": b"%PDF",
        "content/pages/how.md": PAGE,
        "content/pages/folder/index.md": PAGE,
        "content/pages/folder/index.txt": "x",
    }
    loaded = load(tmp_path, files)
    portfolio = find_portfolio(loaded)
    assert sorted(it.slug for it in portfolio.activities) == ["one", "three", "two"]
    assert sorted(it.slug for it in portfolio.pages) == ["folder", "how"]
    assert set(loaded.files) == {
        "content/activities/three/notes.md",
        "content/activities/three/deep/more.md",
        "content/activities/three/a.pdf",
        "content/pages/folder/index.txt",
    }
    digest = hashlib.sha256(b"%PDF").hexdigest()
    assert loaded.files["content/activities/three/a.pdf"] == digest
    assert loaded.lines["content/pages/how.md"] == tuple(PAGE.split("\n"))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/profile.md", "profile"),
        ("content/activities/a.md", "activity"),
        ("content/activities/b/c/d.md", "activity"),
        ("content/pages/a.md", "page"),
        ("content/objectives/2025/a.md", "objective"),
        ("content/reviews/2025.md", "review"),
        ("content/applications/a.md", "application"),
        ("content/activities/a.pdf", None),
        ("content/activities.md", None),
        ("content/a.md", None),
        ("content/other/a.md", None),
        ("content/pages/profile.md", "page"),
        ("static/activities/a.md", None),
    ],
)
def test_the_place_of_a_file_tells_its_kind(path: str, kind: str | None) -> None:
    assert find_kind(path) == kind


def test_activities_run_oldest_first_and_ties_are_broken_by_the_end_and_the_path(
    tmp_path: Path,
) -> None:
    dates = {
        "g": ("2026-05-01", "ongoing"),
        "a": ("2026-05-01", "2026-05-03"),
        "b": ("2026-05-01", "2026-05-02"),
        "d": ("2026-05-01", "2026-05-02"),
        "c": ("2026-05", ""),
        "e": ("2024", ""),
        "f": ("2025-12-31", ""),
    }
    files = {
        f"content/activities/{name}.md": write_entry(
            f"end_date: {end}" if end else "# none"
        ).replace("2026-03-12", start)
        for name, (start, end) in dates.items()
    }
    portfolio = find_portfolio(load(tmp_path, files))
    assert [it.slug for it in portfolio.activities] == ["e", "f", "c", "b", "d", "a", "g"]


def test_objectives_and_reviews_run_by_when_they_end(tmp_path: Path) -> None:
    head = "---\ntitle: A title\nstatus: published\n"
    files = {
        "content/objectives/a.md": f"{head}from: 2025\n---\n",
        "content/objectives/b.md": f"{head}from: 2023\nby: 2024-03\n---\n",
        "content/reviews/x.md": f"{head}period: 2025\n---\n",
        "content/reviews/y.md": f"{head}period: {{to: 2024}}\n---\n",
        "content/applications/z.md": f"{head}---\n",
    }
    portfolio = find_portfolio(load(tmp_path, files))
    assert [it.slug for it in portfolio.objectives] == ["b", "a"]
    assert [it.slug for it in portfolio.reviews] == ["y", "x"]
    assert [it.slug for it in portfolio.entries] == ["b", "a", "y", "x", "z"]


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("content/actvities/a.md", "content/activities/"),
        ("content/a.md", "content/pages/ and give it a title:"),
        ("content/notes/deep/a.md", "content/pages/ and give it a title:"),
    ],
)
def test_a_text_that_nothing_reads_is_a_warning(tmp_path: Path, path: str, folder: str) -> None:
    loaded = load(tmp_path, {path: write_entry()})
    (problem,) = loaded.problems
    assert (problem.location, problem.code) == (Location(path), "unread")
    assert not problem.is_error
    assert problem.hint.startswith(f"move it to {folder}")
    assert loaded.portfolio
    assert loaded.portfolio.activities == ()


def test_a_link_that_leads_out_of_the_site_is_an_error_and_not_read(tmp_path: Path) -> None:
    write_site(tmp_path, {"secret.md": write_entry()})
    folder = tmp_path / "site/content/activities"
    folder.mkdir(parents=True)
    (folder / "a.md").symlink_to(tmp_path / "secret.md")
    loaded = load(tmp_path / "site", {})
    assert summarise(loaded.problems) == [("activities/a.md", "link-outside")]
    assert loaded.portfolio
    assert loaded.portfolio.activities == ()


def test_a_missing_profile_is_an_error(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/activities/a.md": write_entry()})
    loaded = load_site(tmp_path, Settings(), TODAY, read_passage)
    assert loaded.portfolio is None
    (problem,) = loaded.problems
    assert (problem.location, problem.code) == (Location("content/profile.md"), "profile")


def test_a_site_without_content_has_no_profile(tmp_path: Path) -> None:
    assert summarise(load_site(tmp_path, Settings(), TODAY, read_passage).problems) == [
        ("profile.md", "profile")
    ]


def test_an_unreadable_profile_is_told_once(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"content/profile.md": "---\nnam: Ada\n---\n"})
    assert loaded.portfolio is None
    assert summarise(loaded.problems) == [
        ("profile.md:2:1", "unknown-key"),
    ]


def test_an_unknown_scheme_is_an_error_with_the_names_that_are_known(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"schemes/mine.toml": SMALL}, "itk")
    assert loaded.portfolio is None
    (problem,) = loaded.problems
    assert (problem.location.path, problem.code) == ("cpdsite.toml", "scheme")
    assert problem.message == 'there is no scheme "itk"'
    for name in ("iet", "ikt", "mine", "schemes/itk.toml"):
        assert name in problem.hint


def test_a_scheme_of_ones_own_comes_before_a_shipped_one(tmp_path: Path) -> None:
    portfolio = find_portfolio(load(tmp_path, {"schemes/ikt.toml": SMALL}))
    assert [scheme.name for scheme in portfolio.schemes] == ["Institute of Things"]


def test_several_schemes_keep_the_order_of_the_settings(tmp_path: Path) -> None:
    portfolio = find_portfolio(load(tmp_path, {"schemes/mine.toml": SMALL}, "mine", "iet", "ikt"))
    assert [scheme.id for scheme in portfolio.schemes] == ["mine", "iet", "ikt"]


def test_a_broken_scheme_is_told_with_its_own_path(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"schemes/mine.toml": "name = 3"}, "mine", "ikt")
    assert {it.location.path for it in loaded.problems} == {"schemes/mine.toml"}
    assert loaded.portfolio is None


def test_the_schemes_of_a_site_are_its_own_and_the_shipped_ones(tmp_path: Path) -> None:
    write_site(tmp_path, {"schemes/mine.toml": "", "schemes/ikt.toml": "", "schemes/a.txt": ""})
    assert list_schemes(tmp_path) == tuple(sorted({*list_schemes(tmp_path / "none"), "mine"}))


MISTAKES: dict[str, str | bytes] = {
    "content/activities/z.md": write_entry("hours: 1:30", "status: yes"),
    "content/activities/b.md": b"---\ntitle: \xff\n---\n",
    "content/activities/a.md": write_entry("evidence: [gone.pdf, gone.pdf]", "type: confrence"),
    "content/activities/c.md": "no front matter",
    "content/pages/p.md": "---\ntitel: A\n---\n",
    "content/lost.md": "x",
    "content/profile.md": "---\nname: Ada\nphoto: gone.jpg\n---\n",
}


def test_everything_that_is_wrong_is_told_in_one_run_sorted_and_each_once(tmp_path: Path) -> None:
    problems = load(tmp_path, MISTAKES, "ikt", "nowhere").problems
    assert summarise(problems) == [
        ("activities/a.md:5:12", "evidence"),
        ("activities/a.md:6:1", "type"),
        ("activities/b.md:2:8", "encoding"),
        ("activities/c.md:1:1", "front-matter"),
        ("activities/z.md:5:8", "hours"),
        ("activities/z.md:6:1", "duplicate-key"),
        ("lost.md", "unread"),
        ("pages/p.md:2:1", "unknown-key"),
        ("profile.md:3:1", "photo"),
        ("cpdsite.toml", "scheme"),
    ]
    assert problems == sort_problems(problems)
    assert len(problems) == len(set(problems))
    assert all(it.message and it.hint for it in problems)


def test_reading_a_site_twice_gives_the_same(tmp_path: Path) -> None:
    assert load(tmp_path, MISTAKES) == load(tmp_path, MISTAKES)


def test_an_entry_with_a_mistake_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    files = {
        "content/activities/a.md": write_entry("hours: 1:30"),
        "content/activities/b.md": write_entry(),
    }
    loaded = load(tmp_path, files)
    assert loaded.portfolio
    assert [it.slug for it in loaded.portfolio.activities] == ["b"]


def test_a_portfolio_with_mistakes_is_told_from_the_sound_one(tmp_path: Path) -> None:
    files = {"content/activities/a.md": write_entry("hours: 1:30")}
    loaded = load(tmp_path, files)
    assert loaded.portfolio
    assert loaded.portfolio.activities == ()
    assert [(it.title, it.hours) for it in loaded.suspect.activities] == [("A title", None)]
    sound = load(tmp_path / "sound", {"content/activities/a.md": write_entry()})
    assert sound.portfolio == sound.suspect


@pytest.mark.parametrize("ending", [".MD", ".markdown", ".Mkd"])
def test_an_entry_whose_name_ends_otherwise_is_told(tmp_path: Path, ending: str) -> None:
    loaded = load(tmp_path, {f"content/activities/a{ending}": write_entry()})
    (problem,) = loaded.problems
    assert (problem.code, problem.is_error, problem.hint) == ("unread", False, "let it end in .md")


def test_markdown_among_the_files_of_an_entry_is_only_a_file(tmp_path: Path) -> None:
    files = {
        "content/activities/a/index.md": write_entry(),
        "content/activities/a/notes.MD": "x",
        "content/activities/a/deep/more.md": "x",
    }
    assert load(tmp_path, files).problems == ()


def test_a_profile_that_is_a_link_is_not_called_missing_too(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/activities/a.md": write_entry(), "secret.md": "x"})
    (tmp_path / "content/profile.md").symlink_to(tmp_path / "secret.md")
    loaded = load_site(tmp_path, Settings(), TODAY, read_passage)
    assert summarise(loaded.problems) == [("profile.md", "link-file")]
    assert loaded.portfolio is None


def test_a_file_that_is_gone_by_the_time_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"content/activities/a.md": write_entry(), "content/activities/b.txt": "x"}
    write_site(tmp_path, {**PROFILE, **files})
    found = find_files(tmp_path, "content")
    for path in files:
        (tmp_path / path).unlink()
    monkeypatch.setattr("cpdsite.content.load.find_files", lambda *_: found)
    loaded = load_site(tmp_path, Settings(), TODAY, read_passage)
    assert summarise(loaded.problems) == [
        ("activities/a.md", "unreadable"),
        ("activities/b.txt", "unreadable"),
    ]


def test_the_example_has_nothing_wrong_with_it() -> None:
    loaded = load_site(find_example(), Settings(scheme=("ikt", "iet")), TODAY, read_passage)
    assert len(find_portfolio(loaded).activities) >= 12


def test_an_entry_within_the_folder_of_another_is_an_error(tmp_path: Path) -> None:
    files = {
        "content/activities/a/index.md": write_entry(),
        "content/activities/a/b/index.md": write_entry(),
        "content/activities/c/Index.md": write_entry(),
        "content/notes/Index.md": "x",
    }
    problems = load(tmp_path, files).problems
    assert [(it.location.path, it.code) for it in problems if it.is_error] == [
        ("content/activities/a/b/index.md", "nested"),
        ("content/activities/c/Index.md", "nested"),
    ]
