"""Names of new entries, and several written at once: all of them or none."""

import os
from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands import drafts
from cpdsite.commands.drafts import (
    is_free,
    list_names,
    name_entry,
    write_comment,
    write_draft,
    write_drafts,
)
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.portfolio.terms import LONGEST_SLUG, make_slug
from tests.site_maker import read_tree, write_files

ONE, TWO = "content/activities/one.md", "content/activities/deep/two.md"
FILES = {ONE: b"one", TWO: b"two"}


def test_a_name_is_the_date_and_the_title() -> None:
    assert name_entry("2026-03", "A & B") == "2026-03-a-and-b"
    assert name_entry("2026-03", "?!") == ""
    assert name_entry("", "A & B") == "a-and-b"
    assert name_entry("", "?!") == ""
    names = list_names("a")
    assert [next(names) for _ in range(3)] == ["a", "a-2", "a-3"]


def test_the_address_of_a_long_name_keeps_its_number() -> None:
    name = name_entry("2026-03-12", "word " * 100)
    slugs = {make_slug(it) for it, _ in zip(list_names(name), range(3), strict=False)}
    assert len(slugs) == 3
    assert max(map(len, slugs)) <= LONGEST_SLUG


def test_a_draft_is_written_under_a_free_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(
        tmp_path, {"content/activities/a.md": "mine", "content/activities/a-2/index.md": ""}
    )
    assert not is_free(tmp_path / "content/activities", "a-2")
    path = write_draft(tmp_path, "a", str.encode)
    assert (path.name, path.read_bytes()) == ("a-3.md", b"a-3")
    monkeypatch.setattr(drafts, "MOST_NAMES", 4)
    with pytest.raises(UsageError, match="too many entries named a"):
        write_draft(tmp_path, "a", str.encode)


def test_a_draft_of_another_kind_has_its_folder_and_a_name_that_every_system_takes(
    tmp_path: Path,
) -> None:
    path = write_draft(tmp_path, "con", str.encode, "content/pages")
    assert path == tmp_path / "content/pages/con-2.md"


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("So?", "<!-- So? -->"),
        ("a --> b", "<!-- a - -> b -->"),
        ("a ---> b--", "<!-- a - - -> b- - -->"),
        ("-", "<!-- - -->"),
    ],
)
def test_nothing_in_a_comment_ends_it(text: str, comment: str) -> None:
    assert write_comment(text) == comment


def test_all_are_written(tmp_path: Path) -> None:
    write_drafts(tmp_path, FILES)
    assert read_tree(tmp_path) == FILES


def test_nothing_is_overwritten_and_what_was_written_is_taken_back(tmp_path: Path) -> None:
    write_files(tmp_path, {TWO: "mine"})
    with pytest.raises(RefusedError, match=r"deep/two.md cannot be used.*nothing was imported"):
        write_drafts(tmp_path, FILES)
    assert read_tree(tmp_path) == {TWO: b"mine"}


def fail_at(monkeypatch: pytest.MonkeyPatch, last: str, act: Any) -> None:
    """Let something happen before the entry of a name is placed, which then fails."""
    plain = os.link

    def link(source: Path, target: Path) -> None:
        if target.name == last:
            act()
            raise FileExistsError(17, "File exists", str(source))
        plain(source, target)

    monkeypatch.setattr(os, "link", link)


def test_what_someone_changed_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, "two.md", lambda: (tmp_path / ONE).write_bytes(b"changed"))
    with pytest.raises(RefusedError) as caught:
        write_drafts(tmp_path, FILES)
    assert ".tmp" not in str(caught.value)
    assert read_tree(tmp_path) == {ONE: b"changed"}


def test_folders_that_were_made_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, "two.md", lambda: None)
    with pytest.raises(RefusedError):
        write_drafts(tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_taken_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    fail_at(monkeypatch, "two.md", lambda: monkeypatch.setattr(Path, "unlink", refuse))
    with pytest.raises(RefusedError, match=f"delete {ONE}, which could not be taken back"):
        write_drafts(tmp_path, FILES)


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "content/activities").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content/activities/deep").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProblemsError):
        write_drafts(tmp_path, FILES)
    assert not (tmp_path / ONE).exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_drafts(tmp_path, FILES)
    assert read_tree(tmp_path) == FILES
    with pytest.raises(RefusedError):
        write_drafts(tmp_path, {"content/activities/zero.md": b"", **FILES})
    assert read_tree(tmp_path) == FILES
