"""Whether a row says what an entry says: by what its file has a place for, and by no less."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands.export import ExportOptions, make_export
from cpdsite.commands.import_likeness import Likeness, find_held, make_reader, name_differences
from cpdsite.commands.import_plan import State
from cpdsite.commands.import_record import ImportOptions, plan_import
from cpdsite.importers.gathered import Gathered, Matched
from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.sections import Section
from tests.commands.candidates import import_files, make_candidate
from tests.conftest import MakeSite
from tests.importers.sources import find_scheme
from tests.site_maker import TODAY, write_entry

BASE = "https://cpd.example/"
LEARNING = Section("learning", "What I learned", "Much.", 0)


def make(*sections: Section, **values: Any) -> Activity:
    """Return an activity."""
    known = {"path": "a.md", "slug": "a", "title": "A", "date": PartialDate(2026)}
    return Activity(**{**known, "sections": sections, **values})


def learn(text: str, heading: str = "What I learned") -> Section:
    """Return a section on what was learnt."""
    return Section("learning", heading, text, 0)


def compare(entry: Activity, row: Activity, *held: str) -> list[str]:
    """Return in what a row differs from an entry."""
    likeness = Likeness(find_scheme(), frozenset(held), make_reader(BASE))
    return list(likeness.find_differences(entry, row))


def test_what_a_file_has_no_place_for_makes_no_difference() -> None:
    entry = make(
        LEARNING, tags=("a",), aliases=("/b/",), extra=(("x", "y"),), revisit=PartialDate(2027)
    )
    assert compare(entry, make(LEARNING), "learning") == []
    assert compare(entry, make(LEARNING), "learning", "tags") == ["tags"]
    assert compare(entry, make(), "title") == []
    assert compare(entry, make(), "learning") == ["learning"]
    assert compare(make(), make(LEARNING)) == ["learning"]
    assert compare(entry, make(LEARNING, tags=("b",))) == ["tags"]
    assert compare(entry, make(LEARNING, extra=(("x", "y"), ("imported", "f")))) == []
    assert compare(entry, make(LEARNING, extra=(("venue", "York"),))) == ["venue"]


@pytest.mark.parametrize("words", ["workshop", "course", "Course", "COURSE"])
def test_a_type_is_the_same_by_its_name_id_and_synonyms(words: str) -> None:
    assert compare(make(type="workshop"), make(type=words), "type") == []
    assert compare(make(type="workshop"), make(type="mentoring")) == ["type"]
    assert compare(make(type="workshop"), make()) == []
    assert compare(make(type="workshop"), make(), "type") == ["type"]
    assert compare(make(type="odd"), make(type="Odd")) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See [it](b.md).", f"See [it]({BASE}activities/b/)."),
        ("See [it](b.md).", "See it."),
        ("* *one*\n* two", "- one\n\n- two"),
        ("A note[^1].\n\n[^1]: Said.", "A note<sup>1</sup>.\n\n1. Said."),
        ("| a |\n| -: |\n| b |", "| a |\n| --- |\n| b |"),
        ("![a hill](hill.png)", f"[a hill]({BASE}hill.png)"),
    ],
)
def test_what_a_format_loses_makes_no_difference(written: str, shown: str) -> None:
    assert compare(make(learn(written)), make(learn(shown, "Key learning"))) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Much.", "Much more."),
        ("Much.", "much."),
        ("+5", "-5"),
        ("[it](https://b.example/)", "[it](https://c.example/)"),
        ("[it](https://b.example/)", "it"),
    ],
)
def test_other_words_and_addresses_do(written: str, shown: str) -> None:
    assert compare(make(learn(written)), make(learn(shown))) == ["learning"]


def test_actions_of_a_list_in_the_text_count_as_actions() -> None:
    section = Section("further_action", "Next steps", "- two\n- three", 0)
    entry = make(section, further_action=(FurtherAction("one"),))
    row = make(further_action=tuple(map(FurtherAction, ("one", "two", "three"))))
    assert compare(entry, row, "further_action") == []
    assert compare(entry, make(further_action=row.further_action[:2])) == ["further_action"]


def test_evidence_is_there_by_its_address_or_its_file() -> None:
    entry = make(evidence=(Evidence("sub/a.pdf", title="A"), Evidence(link="https://b.example/")))
    assert compare(entry, make(evidence=(Evidence(link=f"{BASE}a/a.pdf"),)), "evidence") == []
    assert compare(entry, make(evidence=(Evidence(link="https://b.example/"),))) == []
    assert compare(entry, make(evidence=(Evidence(link="https://c.example/"),))) == ["evidence"]
    kept = (("evidence_as_written", "A (a.pdf)"),)
    assert compare(entry, make(extra=kept), "evidence") == []
    assert compare(make(), make(extra=kept)) == ["evidence_as_written"]


def test_a_file_has_a_place_for_its_columns_and_for_what_its_rows_hold() -> None:
    candidate = make_candidate(LEARNING, hours=2)
    matches = (Matched("A1", "Tags", "tags", ""), Matched("B1", "Reflection", "reflection", ""))
    held = find_held(Gathered("r.csv", (candidate,), (), matches))
    assert {"tags", "hours", "title", "date", "learning", "application"} <= held
    assert "points" not in held


def test_differences_are_named_once() -> None:
    assert name_differences(["learning", "application", "end_date"]) == "text and end date"
    assert name_differences([]) == ""


FULL = """Words with [a link](two.md).

## Key learning

- one
- *two*

## Any further action?

- Read the book
"""


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("address", ['base_url = "https://cpd.example/"\n', ""])
def test_what_was_exported_is_there_in_the_site_that_it_came_from(
    site: MakeSite, tmp_path: Path, form: str, address: str
) -> None:
    keys = {
        "type": "workshop", "tags": "[a, b]", "hours": "1h30", "featured": "true", "points": "2",
        "aliases": "[/old/]", "extra": "{a: b}", "objectives": "[Listen]", "revisit": "2027-01-01",
        "evidence": "[{link: 'https://b.example/', title: B}]", "slug": "first",
    }  # fmt: skip
    files = {
        "cpdsite.toml": address + "record_files = []\n",
        "content/activities/one.md": write_entry(FULL, date="2026-01-05", title="One", **keys),
        "content/activities/two.md": write_entry("Short.", date="2026-02", title="Two", type="talk"),
    }  # fmt: skip
    root = site(files)
    table = tmp_path / f"r.{form}"
    table.write_bytes(make_export(root, ExportOptions(today=TODAY, form=form)).content)
    plan = import_files(root, table)
    assert [(it.state, it.path) for it in plan.entries] == [
        (State.THERE, "content/activities/one.md"),
        (State.THERE, "content/activities/two.md"),
    ]
    two = root / "content/activities/two.md"
    two.write_text(two.read_text("utf-8").replace("Short.", "Other."), "utf-8")
    plan = import_files(root, table)
    assert [it.state for it in plan.entries] == [State.THERE, State.NEW]
    assert plan.entries[1].doubts[-1].endswith("same title and date, and differs in text.")


@pytest.mark.parametrize("form", ["csv", "docx"])
def test_the_whole_example_is_there_again(tmp_path: Path, form: str) -> None:
    root = tmp_path / "site"
    repository = Path(__file__).parents[2]
    shutil.copytree(repository / "content", root / "content")
    shutil.copy(repository / "cpdsite.toml", root)
    table = tmp_path / f"r.{form}"
    options = ExportOptions(today=TODAY, form=form, has_private=True)
    table.write_bytes(make_export(root, options).content)
    plan = plan_import(root, [table], ImportOptions(today=TODAY))
    assert len(plan.entries) > 20
    assert {it.state for it in plan.entries} == {State.THERE}


@pytest.mark.parametrize("has_closing", [True, False], ids=["seen", "private"])
@pytest.mark.parametrize("form", ["json", "csv", "docx"])
def test_an_action_that_another_activity_closed_makes_no_entry_new(
    site: MakeSite, tmp_path: Path, form: str, *, has_closing: bool
) -> None:
    status = "published" if has_closing else "private"
    files = {
        "content/activities/a.md": write_entry(title="A", further_action="Act", date="2025"),
        "content/activities/b.md": write_entry(title="B", closes="a#1", date="2026", status=status),
    }
    root = site(files)
    table = tmp_path / f"r.{form}"
    table.write_bytes(make_export(root, ExportOptions(today=TODAY, form=form)).content)
    plan = import_files(root, table)
    assert {it.state for it in plan.entries} == {State.THERE}
