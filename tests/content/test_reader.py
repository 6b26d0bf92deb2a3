"""The files of a site, read once: what is kept, what is read again, and what is stored."""

from dataclasses import replace
from pathlib import Path

import pytest

from cpdsite.content import reader as room
from cpdsite.content.entries import ReadFile, read_file
from cpdsite.content.reader import Reader, StoredEntries
from cpdsite.portfolio.activity import Activity
from cpdsite.shipped import find_example
from cpdsite.store import read_values, write_values
from tests.content.small_site import PROFILE, write_entry, write_site

ENTRY = "content/activities/a.md"
OTHER = "content/activities/b.md"
STORE = ".cpdsite/entries.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with a profile and two entries."""
    return write_site(tmp_path, {**PROFILE, ENTRY: write_entry(), OTHER: write_entry()})


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the files that are read anew from now on."""
    paths: list[str] = []

    def note(kind: str, path: str, data: bytes) -> ReadFile:
        paths.append(path)
        return read_file(kind, path, data)

    monkeypatch.setattr(room, "read_file", note)
    return paths


def find_title(found: ReadFile) -> str:
    """Return the title of what came of an entry; ``""`` where nothing did."""
    return found.value.title if isinstance(found.value, Activity) else ""


def test_a_file_is_read_once_until_it_is_said_to_have_changed(
    root: Path, parsed: list[str]
) -> None:
    reader = Reader(root)
    first = reader.read("activity", ENTRY)
    write_site(root, {ENTRY: write_entry().replace("A title", "Another")})
    assert reader.read("activity", ENTRY) is first
    reader.forget([ENTRY, "content/activities/never-read.md"])
    assert find_title(reader.read("activity", ENTRY)) == "Another"
    reader.read("activity", OTHER)
    assert parsed == [ENTRY, ENTRY, OTHER]


def test_a_file_that_is_not_there_is_a_problem(root: Path) -> None:
    found = Reader(root).read("activity", "content/activities/none.md")
    assert found.value is None
    assert [it.location.path for it in found.problems] == ["content/activities/none.md"]


def test_digests_are_those_of_the_files_until_they_change(root: Path) -> None:
    reader = Reader(root)
    found, problems = reader.digest([ENTRY, OTHER, "content/none.pdf"])
    assert found[ENTRY] == found[OTHER]
    assert [it.location.path for it in problems] == ["content/none.pdf"]
    write_site(root, {ENTRY: "other"})
    assert reader.digest([ENTRY, OTHER])[0] == found
    reader.forget([ENTRY])
    again, problems = reader.digest([ENTRY, OTHER])
    assert again[ENTRY] != found[ENTRY]
    assert again[OTHER] == found[OTHER]
    assert problems == ()


# The last good version


def test_a_file_with_a_mistake_counts_as_it_was_when_that_is_wished(root: Path) -> None:
    for keeps in (True, False):
        write_site(root, {ENTRY: write_entry()})
        reader = Reader(root, keeps_last_good=keeps)
        good = reader.read("activity", ENTRY)
        write_site(root, {ENTRY: write_entry("hours: many")})
        reader.forget([ENTRY])
        found = reader.read("activity", ENTRY)
        assert found.value == (good.value if keeps else None)
        assert [it.code for it in found.problems] == ["hours"]
        assert found.suspect != good.value
        reader.forget([ENTRY])
        assert reader.read("activity", ENTRY) == found


def test_a_file_that_was_never_good_has_no_value(root: Path) -> None:
    write_site(root, {ENTRY: "no front matter"})
    found = Reader(root, keeps_last_good=True).read("activity", ENTRY)
    assert found.value is None
    assert found.problems


def test_a_file_that_was_mended_counts_as_it_is(root: Path) -> None:
    reader = Reader(root, keeps_last_good=True)
    for text in (write_entry(), "broken", write_entry().replace("A title", "Mended")):
        write_site(root, {ENTRY: text})
        reader.forget([ENTRY])
        found = reader.read("activity", ENTRY)
    assert find_title(found) == "Mended"
    write_site(root, {ENTRY: "broken"})
    reader.forget([ENTRY])
    assert find_title(reader.read("activity", ENTRY)) == "Mended"


def test_of_a_deleted_file_nothing_is_left(root: Path) -> None:
    reader = Reader(root, keeps_last_good=True)
    reader.read("activity", ENTRY)
    (root / ENTRY).unlink()
    reader.forget([ENTRY])
    write_site(root, {ENTRY: "broken"})
    assert reader.read("activity", ENTRY).value is None


def test_a_name_that_cannot_be_looked_at_stops_nothing(root: Path) -> None:
    reader = Reader(root, keeps_last_good=True)
    reader.read("activity", ENTRY)
    reader.forget([f"content/{'a' * 5000}.md"])
    assert find_title(reader.read("activity", ENTRY)) == "A title"


# What a later run reads back


def read_again(root: Path, renderer: str = "r", *, clean: bool = False) -> Reader:
    """Return the reader of a later run."""
    return Reader(root, renderer, root / STORE, clean=clean)


def store(root: Path, *paths: str) -> None:
    """Read entries, and store what came of them."""
    reader = read_again(root)
    for path in paths:
        reader.read("activity", path)
    reader.save()


def test_what_was_stored_stands_for_reading(root: Path, parsed: list[str]) -> None:
    store(root, ENTRY, OTHER)
    expected = [Reader(root).read("activity", it) for it in (ENTRY, OTHER)]
    parsed.clear()
    reader = read_again(root)
    assert [reader.read("activity", it) for it in (ENTRY, OTHER)] == expected
    assert parsed == []


ODD = [
    write_entry().replace("\n", "\r\n").encode(),
    write_entry().replace("\n", "\r").encode(),
    b"\xef\xbb\xbf" + write_entry().encode(),
    write_entry(body="## What I learned\n\na\u2028b\u2029c\x0cd\x85\n").encode(),
    write_entry("hours: 1h30", "points: 2.5", "tags: [a, b]", "end_date: 2026-03-14").encode(),
    write_entry("featured: true", "provider: {name: X, url: https://a.example/}").encode(),
]


@pytest.mark.parametrize("data", ODD)
def test_a_stored_entry_is_equal_to_one_that_is_read(root: Path, data: bytes) -> None:
    write_site(root, {ENTRY: data})
    store(root, ENTRY)
    assert read_again(root).read("activity", ENTRY) == read_file("activity", ENTRY, data)


def test_each_entry_of_the_example_is_read_back_as_it_was(
    tmp_path: Path, parsed: list[str]
) -> None:
    example = find_example()
    paths = sorted(
        it.relative_to(example).as_posix()
        for it in (example / "content" / "activities").rglob("*.md")
        if it.parent.name == "activities" or it.name == "index.md"
    )
    first = Reader(example, "r", tmp_path / "store")
    expected = [first.read("activity", it) for it in paths]
    assert all(isinstance(it.value, Activity) for it in expected)
    first.save()
    parsed.clear()
    second = Reader(example, "r", tmp_path / "store")
    assert [second.read("activity", it) for it in paths] == expected
    assert len(parsed) < len(paths) / 4


def test_a_changed_file_is_read_anew(root: Path, parsed: list[str]) -> None:
    store(root, ENTRY, OTHER)
    write_site(root, {ENTRY: write_entry().replace("A title", "Another")})
    parsed.clear()
    reader = read_again(root)
    assert find_title(reader.read("activity", ENTRY)) == "Another"
    reader.read("activity", OTHER)
    assert parsed == [ENTRY]


def test_the_same_text_at_another_path_is_another_entry(root: Path, parsed: list[str]) -> None:
    store(root, ENTRY)
    parsed.clear()
    found = read_again(root).read("activity", OTHER)
    assert found.value is not None
    assert isinstance(found.value, Activity)
    assert (found.value.path, parsed) == (OTHER, [OTHER])


def test_what_was_stored_under_the_key_of_another_path_is_not_believed(root: Path) -> None:
    store(root, ENTRY)
    stored = read_values(root / STORE, StoredEntries)
    assert stored
    ((key, value),) = stored.activities.items()
    write_values(root / STORE, StoredEntries("r", {key: replace(value, path=OTHER)}))
    found = read_again(root).read("activity", ENTRY).value
    assert isinstance(found, Activity)
    assert found.path == ENTRY


@pytest.mark.parametrize(("renderer", "clean"), [("another", False), ("r", True)])
def test_another_cpdsite_or_a_clean_run_reads_everything(
    root: Path, parsed: list[str], renderer: str, *, clean: bool
) -> None:
    store(root, ENTRY)
    parsed.clear()
    read_again(root, renderer, clean=clean).read("activity", ENTRY)
    assert parsed == [ENTRY]


@pytest.mark.parametrize("text", [write_entry("hours: many"), write_entry("extra: {a: [1]}")])
def test_neither_mistakes_nor_tables_of_ones_own_are_stored(
    root: Path, parsed: list[str], text: str
) -> None:
    write_site(root, {ENTRY: text})
    store(root, ENTRY, OTHER)
    first = Reader(root).read("activity", ENTRY)
    parsed.clear()
    reader = read_again(root)
    assert reader.read("activity", ENTRY) == first
    reader.read("activity", OTHER)
    assert parsed == [ENTRY]


def test_what_is_gone_is_not_stored_again(root: Path) -> None:
    store(root, ENTRY, OTHER)
    store(root, OTHER)
    stored = read_values(root / STORE, StoredEntries)
    assert stored
    assert [it.path for it in stored.activities.values()] == [OTHER]


def test_what_is_stored_already_is_not_written_again(root: Path) -> None:
    store(root, ENTRY)
    before = (root / STORE).stat().st_ino
    store(root, ENTRY)
    assert (root / STORE).stat().st_ino == before
    store(root, ENTRY, OTHER)
    assert (root / STORE).stat().st_ino != before


def test_without_a_store_nothing_is_written(root: Path) -> None:
    reader = Reader(root)
    reader.read("activity", ENTRY)
    reader.save()
    assert not (root / ".cpdsite").exists()


def test_a_store_that_cannot_be_written_stops_nothing(root: Path) -> None:
    write_site(root, {".cpdsite": "a file"})
    store(root, ENTRY)
    assert (root / ".cpdsite").read_text() == "a file"


def test_a_store_that_is_none_is_ignored(root: Path) -> None:
    write_site(root, {STORE: "no store"})
    assert find_title(read_again(root).read("activity", ENTRY)) == "A title"


def test_a_name_that_no_file_can_hold_stops_nothing(root: Path) -> None:
    broken = "content/activities/caf\udce9.md"
    write_site(root, {broken: write_entry()})
    store(root, ENTRY, broken)
    assert not (root / STORE).exists()
