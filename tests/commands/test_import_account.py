"""The account of an import: every row and every cell, as text and as JSON."""

import json

from cpdsite.commands.entry_texts import Drafted, make_entry
from cpdsite.commands.import_account import write_json, write_matches, write_short, write_text
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.importers.gathered import Accounted, Gathered, Matched, Outcome
from tests.commands.candidates import make_candidate

INTO = "content/activities"
LONG = "word " * 100
MATCHES = (
    Matched("column 1", "When", "date", "by its label"),
    Matched("column 2", LONG, "", "no field has such a label", is_unknown=True),
    Matched("column 3", "", "title", "by what it holds"),
)
ACCOUNT = (
    Accounted("A1", "When", Outcome.LEFT_OUT, reason="a heading"),
    Accounted("A2", "12 March", Outcome.IMPORTED, 0, "date"),
    Accounted("B2", LONG, Outcome.KEPT, 0, "extra", "no field holds it"),
    Accounted("A3", "two\nlines \x1b[1m", Outcome.MERGED, 1, "title"),
)


def plan(*, is_written: bool) -> Plan:
    """Return a plan with an entry of each kind."""
    drafted = Drafted({"title": "A", "date": "2026"}, (), ("look at the date",))
    made = make_entry(f"{INTO}/a.md", drafted, "r.csv: row 2")
    entries = (
        PlannedEntry(make_candidate(), State.NEW, made.path, made),
        PlannedEntry(make_candidate(), State.THERE, f"{INTO}/b.md"),
        PlannedEntry(make_candidate(), State.LEFT_ALONE, f"{INTO}/c.md"),
    )
    gathered = Gathered("r.csv", (), ACCOUNT, MATCHES, notes=("a picture was left out",))
    return Plan(INTO, (PlannedFile(gathered, entries),), is_written)


def test_the_table_of_columns_stands_in_line() -> None:
    lines = write_matches(plan(is_written=False)).splitlines()
    assert lines[0] == "Columns of r.csv:"
    assert lines[1].split("->")[1].split("  ")[0].strip() == "date"
    assert {line.index(" -> ") for line in lines[1:]} == {lines[1].index(" -> ")}
    assert max(map(len, lines)) < 100
    assert lines[3].startswith("  (column 3)")
    assert write_matches(Plan(INTO, ())) == ""


def test_the_text_tells_row_by_row() -> None:
    text = write_text(plan(is_written=True))
    assert text.splitlines()[:6] == [
        "r.csv",
        "  note: a picture was left out",
        f"  row 2: written to {INTO}/a.md (draft)",
        '    A2: imported as date: "12 March"',
        f'    B2: kept as text as extra (no field holds it): "{"word " * 13}wo..."',
        f"  row 2: already there as {INTO}/b.md",
    ]
    assert '    A3: merged as title: "two lines' in text
    assert f"left alone: {INTO}/c.md has its address" in text
    assert '  in no activity:\n    A1: left out (a heading): "When"\n' in text
    assert f"  {INTO}/a.md: look at the date.\n  {INTO}/c.md: " in text
    assert text.endswith("1 activity written to content/activities, 1 already there, "
                         "1 left alone; 2 need a look.")  # fmt: skip
    assert f"would be written to {INTO}/a.md" in write_text(plan(is_written=False))


def test_the_short_text_leaves_out_the_cells_and_says_how_to_see_them() -> None:
    text = write_short(plan(is_written=True))
    assert text.splitlines()[:5] == [
        "r.csv",
        "  note: a picture was left out",
        f"  row 2: written to {INTO}/a.md (draft)",
        f"  row 2: already there as {INTO}/b.md",
        f"  row 2: left alone: {INTO}/c.md has its address and says something else",
    ]
    assert f'Look at these:\n  r.csv: the column "{LONG[:30]}' in text
    assert f"  {INTO}/a.md: look at the date.\n" in text
    assert text.splitlines()[-3].endswith("is told with --details.")
    assert "--details" not in write_text(plan(is_written=True))


def test_json_tells_the_same_to_programs() -> None:
    text = write_json(plan(is_written=True))
    assert text.isascii()
    value = json.loads(text)
    (file,) = value["files"]
    assert (value["written"], file["name"]) == (True, "r.csv")
    assert [it["outcome"] for it in file["entries"]] == ["new", "already there", "left alone"]
    assert file["entries"][0]["doubts"] == ["look at the date."]
    assert len(file["doubts"]) == 1
    assert [it["text"] for it in file["account"]] == [it.text for it in ACCOUNT]
    assert [it["entry"] for it in file["account"]] == [
        None,
        f"{INTO}/a.md",
        f"{INTO}/a.md",
        f"{INTO}/b.md",
    ]
    assert [it["field"] for it in file["columns"]] == ["date", "", "title"]
