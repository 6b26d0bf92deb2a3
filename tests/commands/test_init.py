"""A new site: it builds at once, and nothing is ever overwritten."""

import tomllib
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from cpdsite import __version__
from cpdsite.commands import init as module
from cpdsite.commands.check import check_site
from cpdsite.commands.init import NewSite, create_site, find_requirement
from cpdsite.errors import RefusedError, UsageError
from tests.site_maker import TODAY, build, compose_site, read_page, read_tree

KNOWN = NewSite(today="2026-11-23")


class Installed:
    """What an installer recorded of cpdsite."""

    def __init__(self, text: str | None) -> None:
        """Keep the text of ``direct_url.json``."""
        self.text = text

    def read_text(self, name: str) -> str | None:
        """Return the text."""
        assert name == "direct_url.json"
        return self.text


def test_a_new_site_builds_and_checks_but_for_the_name(tmp_path: Path) -> None:
    made = create_site(tmp_path / "new", KNOWN)
    assert set(made.files) == set(read_tree(tmp_path / "new"))
    assert {".gitignore", ".python-version", "netlify.toml", "requirements.txt"} <= set(made.files)
    assert [it.code for it in check_site(tmp_path / "new", TODAY)] == ["placeholder"]
    built = build(tmp_path / "new")
    assert [it.reason for it in built.left_out] == ["draft"]


def test_the_first_entry_published_as_it_is_shows_no_prompt(tmp_path: Path) -> None:
    create_site(tmp_path / "new", replace(KNOWN, name="Ada"))
    (entry,) = (tmp_path / "new/content/activities").iterdir()
    entry.write_text(entry.read_text("utf-8").replace("draft\n", "published\n", 1), "utf-8")
    assert [it.code for it in check_site(tmp_path / "new", TODAY)] == ["learning"]
    build(tmp_path / "new")
    page = read_page(tmp_path / "new", f"activities/{entry.stem}/index.html")
    assert "Nothing has been written here yet" in page
    assert [it for it in ("draft", "cpdsite new", "What do you know") if it in page] == []


@pytest.mark.parametrize(
    "name",
    [
        "Ada: Lovelace",
        'Ada "Lady" L.',
        "D'Arcy # 1",
        "Łukasz Ødegård \U0001f600",
        "- [x] {y}",
        "$name",
        "no",
        "\\n",
        "a\tb",
    ],
)
def test_any_name_number_and_grade_is_kept(tmp_path: Path, name: str) -> None:
    known = NewSite(today="2026-11-23", name=name, number="007: #1", grade="Member")
    create_site(tmp_path / "new", known)
    # That no font of the PDF has a face with a grin is told, and is no mistake.
    assert {it.code for it in check_site(tmp_path / "new", TODAY)} <= {"record_files"}
    person = compose_site(tmp_path / "new").shown.person
    assert person.name == " ".join(name.split())
    (membership,) = person.memberships
    assert (membership.number, membership.grade) == ("007: #1", "member")


def test_the_example_is_complete(tmp_path: Path) -> None:
    create_site(tmp_path / "new", NewSite(today="2026-11-23", example=True))
    built = build(tmp_path / "new")
    assert built.shown >= 10
    assert not [it for it in built.problems if it.is_error]
    assert (tmp_path / "new/netlify.toml").is_file()
    assert not list((tmp_path / "new").rglob("*starting-my-cpd*"))


@pytest.mark.parametrize("name", ["cpdsite.toml", "requirements.txt", "content/profile.md"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(RefusedError, match=f"holds {name} already"):
        create_site(tmp_path, KNOWN)
    assert read_tree(tmp_path) == {name: b"mine"}


def test_what_a_host_puts_into_a_new_repository_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine")
    made = create_site(tmp_path, KNOWN)
    assert made.kept == ("README.md", ".gitignore")
    assert {made.kept[0], made.kept[1]}.isdisjoint(made.files)
    assert (tmp_path / "README.md").read_text() == (tmp_path / ".gitignore").read_text() == "mine"


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    create_site(tmp_path, KNOWN)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    with pytest.raises(RefusedError, match="overwrites nothing"):
        create_site(tmp_path, NewSite(today="2026-11-23", name="Somebody Else"))


def test_what_is_there_already_is_as_good_as_written(tmp_path: Path) -> None:
    first = create_site(tmp_path, KNOWN)
    before = read_tree(tmp_path)
    (tmp_path / "netlify.toml").unlink()
    again = create_site(tmp_path, KNOWN)
    assert (again.files, again.kept) == (("netlify.toml",), ())
    assert read_tree(tmp_path) == before
    assert set(before) == set(first.files)
    assert not (tmp_path / ".cpdsite").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RefusedError, match="is a file"):
        create_site(tmp_path / "file", KNOWN)


def test_the_host_builds_with_the_same_command_and_policy(tmp_path: Path) -> None:
    create_site(tmp_path, KNOWN)
    host = tomllib.loads((tmp_path / "netlify.toml").read_text())
    assert host["build"]["publish"] == "public"
    assert "pip install -r requirements.txt" in host["build"]["command"]
    assert "cpdsite build" in host["build"]["command"]
    (everywhere,) = (it["values"] for it in host["headers"] if it["for"] == "/*")
    assert everywhere["Content-Security-Policy"].startswith("default-src 'none';")
    assert everywhere["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("recorded", "requirement"),
    [
        (None, f"cpdsite=={__version__}"),
        ('{"url": "file:///home/me/cpdsite"}', "cpdsite @ file:///home/me/cpdsite"),
        (
            '{"url": "https://me:secret@example.org/c.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "cpdsite @ git+https://example.org/c.git@abc",
        ),
        ('{"url": "https://example.org/c.whl"}', "cpdsite @ https://example.org/c.whl"),
    ],
)
def test_the_requirement_is_where_this_one_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recorded: str | None, requirement: str
) -> None:
    monkeypatch.setattr(module, "distribution", lambda _: Installed(recorded))
    made = create_site(tmp_path, KNOWN)
    assert (tmp_path / "requirements.txt").read_text() == f"{requirement}\n"
    assert made.is_installable_elsewhere == ("file:" not in requirement)


def test_a_checkout_that_was_never_installed_stands_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def raise_missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", raise_missing)
    path = Path(find_requirement().removeprefix("cpdsite @ file://"))
    assert (path / "cpdsite" / "commands" / "init.py").is_file()


@pytest.mark.parametrize("name", ["name", "number", "grade"])
def test_what_cannot_be_shown_is_refused(tmp_path: Path, name: str) -> None:
    for text in ("a\udcff", "a\x01"):
        said: dict[str, Any] = {name: text}
        known = replace(NewSite(today="2026-11-23"), **said)
        with pytest.raises(UsageError, match=f"--{name} holds a character"):
            create_site(tmp_path / "site", known)
    assert not (tmp_path / "site").exists()
