"""Activities from a record kept elsewhere: all or none, once, and the site still builds."""

from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands import import_record
from cpdsite.commands.export import ExportOptions, make_export
from cpdsite.commands.import_plan import Plan, State
from cpdsite.commands.import_record import ImportOptions, plan_import
from cpdsite.commands.site_folder import open_site
from cpdsite.errors import ProblemsError, RefusedError
from cpdsite.importers.gathered import Gathered
from cpdsite.portfolio.activity import Activity, Evidence, Status
from cpdsite.portfolio.sections import Section
from tests.commands.candidates import import_files, make_candidate, write_record, write_table
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_problems, read_tree, write_entry

LEARNING = Section("learning", "What I learned", "Much.", 0)
ROW = ("2026-03-12", "A course", "Much.")
A = "content/activities/2026-03-12-a-course.md"


def read_entries(root: Path) -> dict[str, Activity]:
    """Return the activities of a site by their names."""
    activities = open_site(root, TODAY).loaded.suspect.activities
    return {it.path.removeprefix("content/activities/"): it for it in activities}


def list_states(plan: Plan) -> list[State]:
    """Return what becomes of each activity."""
    return [entry.state for entry in plan.entries]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that lets any file hold some activities."""

    def hold(*candidates: Any) -> Path:
        gathered = Gathered("r.csv", candidates, ())
        monkeypatch.setattr(import_record, "gather_file", lambda *_: gathered)
        return Path("r.csv")

    return hold


def test_an_activity_becomes_a_draft_that_builds(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    plan = import_files(root, write_table(tmp_path / "r.csv", ROW))
    assert [(it.state, it.path) for it in plan.entries] == [(State.NEW, A)]
    text = (root / A).read_text("utf-8")
    assert text.startswith("---\ntitle: A course\ndate: 2026-03-12\nstatus: draft\nextra:\n")
    assert text.endswith("---\n\n## What I learned\n\nMuch.\n")
    build(root, drafts=True)


def test_a_second_import_adds_nothing_even_to_what_was_edited(
    site: MakeSite, tmp_path: Path
) -> None:
    root, table = site({}), write_table(tmp_path / "r.csv", ROW, ("2026-04", "Two", ""), ROW)
    assert list_states(import_files(root, table)) == [State.NEW] * 3
    path = root / A
    path.write_text(path.read_text("utf-8").replace("Much.", "Much more."), "utf-8")
    path.rename(path.with_name("renamed.md"))
    before = read_tree(root / "content")
    plan = import_files(root, table, status=Status.PUBLISHED)
    assert list_states(plan) == [State.THERE] * 3
    assert read_tree(root / "content") == before
    (root / "content/activities/renamed.md").unlink()
    assert list_states(import_files(root, table)).count(State.NEW) == 1


def test_what_says_the_same_is_there_as_often_as_it_is(site: MakeSite, offer: Any) -> None:
    entry = write_entry("## What I learned\n\nMuch.\n", title="A course", date="2026-03-12")
    root = site({"content/activities/mine.md": entry})
    found = (make_candidate(LEARNING, fingerprint=name) for name in "ab")
    plan = import_files(root, offer(*found))
    assert list_states(plan) == [State.THERE, State.NEW]
    other = make_candidate(Section("learning", "What I learned", "Other.", 0), fingerprint="c")
    (entry_made,) = import_files(root, offer(other)).entries
    assert entry_made.state is State.NEW
    assert entry_made.doubts == (
        "content/activities/2026-03-12-a-course.md has the same title and date, and differs in text.",
    )
    assert entry_made.status == "draft"


def test_an_option_that_changes_nothing_is_told(site: MakeSite, tmp_path: Path) -> None:
    root, table = site({}), write_table(tmp_path / "r.csv", ROW)
    mapping = (("What I learned", "reflection"),)
    told = "--map changes nothing in the one that is already there: to import anew, delete"
    assert told not in import_files(root, table, mapping=mapping).summarise()
    assert told in import_files(root, table, mapping=mapping).summarise()
    assert import_files(root, table).summarise().endswith("1 already there.")


def test_one_file_after_another_counts_as_two_imports(site: MakeSite, tmp_path: Path) -> None:
    root, table = site({}), write_table(tmp_path / "r.csv", ROW)
    again = write_table(tmp_path / "again.csv", ROW, ("2026-05", "Two", ""))
    plan = import_files(root, table, again, table)
    assert list_states(plan) == [State.NEW, State.THERE, State.NEW, State.THERE]


def test_names_are_those_of_new_and_addresses_are_nobody_elses(site: MakeSite, offer: Any) -> None:
    files = {
        f"content/activities/{name}": write_entry(**keys)
        for name, keys in {
            "2026-03-12-a-course.md": {},
            "deep/2026-03-12-a-course-2.md": {},
            "b.md": {"slug": "2026-03-12-a-course-3"},
            "c.md": {"aliases": "[/activities/2026-03-12-a-course-4/]"},
        }.items()
    }
    found = [make_candidate(fingerprint=name) for name in "ab"]
    odd = make_candidate(title="?!", fingerprint="c")
    plan = import_files(site(files), offer(*found, odd))
    assert [entry.path.rpartition("/")[2] for entry in plan.entries] == [
        "2026-03-12-a-course-5.md",
        "2026-03-12-a-course-6.md",
        "2026-03-12-activity.md",
    ]


def test_our_own_json_keeps_addresses_and_statuses(site: MakeSite, tmp_path: Path) -> None:
    learnt = [{"name": "learning", "heading": "What I learned", "text": "Much."}]
    record = write_record(
        tmp_path / "r.json",
        {"slug": "negotiation", "status": "published", "sections": learnt},
        {"slug": "2026-03-12-a-course"},
        {"slug": "2026-03-12-short", "status": "private"},
    )
    root = site({})
    import_files(root, record)
    entries = read_entries(root)
    assert {name: (it.slug, it.status) for name, it in entries.items()} == {
        "2026-03-12-a-course-2.md": ("negotiation", Status.PUBLISHED),
        "2026-03-12-a-course.md": ("2026-03-12-a-course", None),
        "2026-03-12-short.md": ("2026-03-12-short", Status.PRIVATE),
    }
    assert all(it.extra == () for it in entries.values())
    assert "slug:" not in (root / "content/activities/2026-03-12-short.md").read_text("utf-8")
    assert list_states(import_files(root, record)) == [State.THERE] * 3
    (root / "public").mkdir()
    changed = write_record(tmp_path / "r.json", {"slug": "negotiation", "type": "talk"})
    before = read_tree(root / "content")
    plan = import_files(root, changed)
    assert list_states(plan) == [State.LEFT_ALONE]
    assert read_tree(root / "content") == before


def test_what_was_exported_comes_back(site: MakeSite, tmp_path: Path) -> None:
    body = "Words[^1].\n\n[^1]: A note.\n\n## Key learning\n\n- one\n\n## Evidence\n\n    code\n"
    keys = {"tags": "[a, b]", "hours": "1h30", "extra": "{a: {b: [c]}}", "featured": "true"}
    files = {
        "content/activities/2026-01-05-one.md": write_entry(body, date="2026-01-05", **keys),
        "content/activities/own.md": write_entry("", slug="two", status="draft"),
        "content/activities/2025-03-12-an-entry.md": write_entry("", status=""),
    }
    root, other = site(files), site({}, "other")
    options = ExportOptions(today=TODAY, form="json", has_private=True)
    (tmp_path / "r.json").write_bytes(make_export(root, options).content)
    plan = import_files(other, tmp_path / "r.json")
    assert list_states(plan) == [State.NEW] * len(plan.entries)
    (tmp_path / "again.json").write_bytes(make_export(other, options).content)
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "r.json").read_bytes()
    assert list_states(import_files(root, tmp_path / "r.json")) == [State.THERE] * len(plan.entries)


def test_entries_lie_again_where_they_lay_and_their_links_lead_there(
    site: MakeSite, tmp_path: Path
) -> None:
    files = {
        "content/activities/one/index.md": write_entry("[Two](../old/two.md)"),
        "content/activities/old/two.md": write_entry("[One](../one/index.md)", slug="second"),
        "content/activities/old/2026-01-05-three.md": write_entry("[Two](two.md)"),
    }
    root, other = site(files), site({}, "other")
    options = ExportOptions(today=TODAY, form="json", has_private=True)
    (tmp_path / "r.json").write_bytes(make_export(root, options).content)
    plan = import_files(other, tmp_path / "r.json")
    assert {entry.path for entry in plan.entries} == files.keys()
    assert not any(entry.doubts for entry in plan.entries)
    assert find_problems(other) == ()
    assert {it.slug for it in read_entries(other).values()} == {
        it.slug for it in read_entries(root).values()
    }
    assert list_states(import_files(other, tmp_path / "r.json")) == [State.THERE] * len(files)


def test_a_file_of_an_entry_is_looked_for_where_the_entry_lay(
    site: MakeSite, tmp_path: Path
) -> None:
    root = site({"content/activities/one/notes.txt": "x"})
    found = {"path": "one/index.md", "evidence": [{"file": "notes.txt"}, {"file": "gone.txt"}]}
    (entry,) = import_files(root, write_record(tmp_path / "r.json", found)).entries
    assert entry.made
    assert entry.made.activity.evidence == (Evidence("notes.txt"),)
    (doubt,) = entry.doubts
    assert "put it at content/activities/one/gone.txt" in doubt


def test_a_path_that_cannot_be_had_gives_way_to_a_name(site: MakeSite, tmp_path: Path) -> None:
    mine = "content/activities/mine.md"
    root = site({mine: write_entry()})
    paths = ["mine.md", "../../mine.md", "a.md", "a.md", "A.MD/b.md"]
    record = write_record(tmp_path / "r.json", *({"path": it} for it in paths))
    entries = import_files(root, record).entries
    names = [it.path.removeprefix("content/activities/") for it in entries]
    assert names == [
        "2026-03-12-a0.md",
        "2026-03-12-a1.md",
        "a.md",
        "2026-03-12-a3.md",
        "2026-03-12-a4.md",
    ]
    assert (root / mine).read_text("utf-8") == write_entry()


def test_evidence_that_is_not_public_stays_so(site: MakeSite, tmp_path: Path) -> None:
    titles = [f"My own notes from day {it}, which nobody else shall read" for it in range(9)]
    listed = [f"{{file: notes-{it}.txt, title: {title!r}}}" for it, title in enumerate(titles)]
    evidence = f"[{', '.join(listed)}, {{link: 'https://a.example/', title: Slides}}]"
    files = {f"content/activities/a/notes-{it}.txt": "x" for it in range(9)}
    entry = write_entry(title="A course", evidence=evidence)
    root, other = site({"content/activities/a/index.md": entry, **files}), site({}, "other")
    options = ExportOptions(today=TODAY, form="csv", has_private=True)
    (tmp_path / "r.csv").write_bytes(make_export(root, options).content)
    (one,) = import_files(other, tmp_path / "r.csv", status=Status.PUBLISHED).entries
    assert one.status == "draft"
    (activity,) = read_entries(other).values()
    assert [it.link for it in activity.evidence] == ["https://a.example/"]
    assert "My own notes" not in str(activity.sections)
    assert all(title in str(activity.extra) for title in titles)
    assert list_states(import_files(root, tmp_path / "r.csv")) == [State.THERE]


def test_links_follow_entries_that_cannot_lie_where_they_lay(
    site: MakeSite, tmp_path: Path
) -> None:
    root = site({"content/activities/old/two.md": write_entry(title="Mine")})
    one = [{"name": "learning", "text": "[Two](../old/two.md#x), [code](https://a.example/two.md)"}]
    two = [{"name": "learning", "text": "[One](../one/index.md) `[One](../one/index.md)`"}]
    record = write_record(
        tmp_path / "r.json",
        {"path": "one/index.md", "sections": one},
        {"path": "old/two.md", "sections": two},
    )
    entries = import_files(root, record).entries
    texts = [it.made.activity.sections[0].text for it in entries if it.made]
    assert texts == [
        "[Two](../2026-03-12-a1.md#x), [code](https://a.example/two.md)",
        "[One](one/index.md) `[One](../one/index.md)`",
    ]
    assert list_states(import_files(root, record)) == [State.THERE] * 2


def test_evidence_of_others_is_not_kept_from_them(site: MakeSite, offer: Any) -> None:
    shown = write_entry("[Picture](x.txt)", title="Shown")
    root = site({"content/activities/mine.md": shown, "content/activities/x.txt": "x"})
    plan = import_files(root, offer(make_candidate(evidence=(Evidence("x.txt"),))))
    assert plan.entries[0].doubts
    assert find_problems(root) == ()


def test_a_site_with_mistakes_can_be_imported_into(site: MakeSite, offer: Any) -> None:
    root = site({"content/activities/mine.md": write_entry(date="never")})
    assert list_states(import_files(root, offer(make_candidate()))) == [State.NEW]


def test_a_plan_writes_nothing(site: MakeSite, tmp_path: Path) -> None:
    root, table = site({}), write_table(tmp_path / "r.csv", ROW)
    before = read_tree(root)
    plan = plan_import(root, [table], ImportOptions(today=TODAY))
    assert list_states(plan) == [State.NEW]
    assert not plan.is_written
    assert read_tree(root) == before


def test_a_question_in_one_file_keeps_all_back(site: MakeSite, tmp_path: Path) -> None:
    root, sure = site({}), write_table(tmp_path / "sure.csv", ROW)
    doubtful = write_table(tmp_path / "r.csv", ("03/04/2026", "One", ""), ("05/06/2026", "Two", ""))
    plan = plan_import(root, [sure, doubtful], ImportOptions(today=TODAY))
    assert plan.find_questions()
    assert plan.entries == ()
    told = ImportOptions(today=TODAY, date_order="dmy")
    answered = plan_import(root, [sure, doubtful], told)
    assert answered.find_questions() == ()
    assert [it.made and str(it.made.activity.date) for it in answered.entries] == [
        "2026-03-12",
        "2026-04-03",
        "2026-06-05",
    ]


def test_a_mistake_in_one_file_keeps_all_back(site: MakeSite, tmp_path: Path) -> None:
    root, sure = site({}), write_table(tmp_path / "sure.csv", ROW)
    wrong = write_record(tmp_path / "r.json", {"date": "never"})
    with pytest.raises(ProblemsError):
        import_files(root, sure, wrong)
    assert read_entries(root) == {}


def test_the_number_of_activities_is_bounded(
    site: MakeSite, offer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_record, "MOST_IMPORTED", 1)
    with pytest.raises(RefusedError, match="expected at most 1 activities, found 2"):
        import_files(site({}), offer(make_candidate(), make_candidate(fingerprint="b")))
