"""``import``: what it shows before it writes, what it answers, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.running import DAY, Run
from tests.commands.candidates import write_record, write_table
from tests.conftest import MakeSite
from tests.site_maker import read_tree

ROWS = (("2026-03-12", "A course", "Much."), ("2026-04", "Two", ""))
ENTRY = "content/activities/2026-03-12-a-course.md"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table with two activities."""
    return write_table(tmp_path / "r.csv", *ROWS)


def test_columns_are_shown_then_the_account(run: Run, site: MakeSite, table: Path) -> None:
    root = site({})
    ran = run("import", table, "--site", root, *DAY)
    assert ran.status == 0
    assert "Columns of r.csv:\n  Date " in ran.err
    assert ran.out.startswith("r.csv\n")
    assert ran.out.endswith("2 activities written to content/activities.\n")
    assert (root / ENTRY).is_file()
    assert ENTRY in ran.out
    assert "imported as title" not in ran.out
    assert "--details" in ran.out
    again = run("import", table, "--site", root, *DAY)
    assert again.status == 0
    assert again.out.endswith("No activities written to content/activities, 2 already there.\n")
    assert run("build", "--site", root, "--drafts", *DAY).status == 0


def test_a_dry_run_shows_all_and_writes_nothing(run: Run, site: MakeSite, table: Path) -> None:
    root = site({})
    before = read_tree(root)
    ran = run("import", table, "--dry-run", "--site", root, *DAY)
    assert ran.status == 0
    assert "Columns of r.csv:" in ran.err
    assert f"would be written to {ENTRY} (draft)" in ran.out
    assert read_tree(root) == before


def test_details_tell_of_every_cell(run: Run, site: MakeSite, table: Path) -> None:
    ran = run("import", table, "--details", "--dry-run", "--site", site({}), *DAY)
    assert '    line 2, column 2: imported as title: "A course"\n' in ran.out
    assert "    line 1, column 1: left out (a heading; what stands under it is taken" in ran.out


def test_json_stands_alone(run: Run, site: MakeSite, table: Path) -> None:
    ran = run("import", table, "--report", "json", "--site", site({}), *DAY)
    assert json.loads(ran.out)["files"][0]["entries"][0]["path"] == ENTRY
    assert ran.err.endswith("2 activities written to content/activities.\n")


def test_options_reach_the_import(run: Run, site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    table = tmp_path / "r.csv"
    table.write_text("When;What;Gain = sum\n03/04/2026;A course;Much\n05/06/2026;Two;More\n")
    options = ["--into", "content/activities/old", "--status", "private", "--scheme", "iet"]
    mapping = ["--map", "Gain = sum=benefit", "--map", "What=title"]
    unsure = run("import", table, *mapping, "--site", root, *DAY)
    assert unsure.status == 1
    assert "Columns of r.csv:" in unsure.err
    assert "--date-order" in unsure.err
    assert not (root / "content/activities").exists()
    ran = run("import", table, *options, *mapping, "--date-order", "mdy", "--site", root, *DAY)
    assert ran.status == 0
    text = (root / "content/activities/old/2026-03-04-a-course.md").read_text("utf-8")
    assert "status: private\n" in text
    assert text.endswith("## What others gained\n\nMuch\n")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "Missing argument"),
        (["gone.csv"], 2, "there is no file gone.csv"),
        (["r.csv", "--into", "content/pages"], 2, "--into: expected content/activities"),
        (["r.csv", "--map", "title"], 2, "is no heading with a field"),
        (["r.csv", "--map", "=title"], 2, "is no heading with a field"),
        (["r.csv", "--map", "Title=titel"], 2, "titel"),
        (["r.csv", "--scheme", "gone"], 1, 'there is no scheme "gone"'),
        (["r.csv", "--status", "public"], 2, "is not one of"),
        (["bad.json"], 1, "bad.json is not JSON"),
        (["r.json"], 1, "r.json: activities[0].date: error[date]: expected a date"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(  # noqa: PLR0913, PLR0917 - pytest passes them by name
    run: Run,
    site: MakeSite,
    tmp_path: Path,
    table: Path,
    arguments: list[str],
    status: int,
    words: str,
) -> None:
    root = site({})
    (tmp_path / "bad.json").write_text("{")
    write_record(tmp_path / "r.json", {"date": "never"})
    assert table.is_file()
    before = read_tree(root)
    ran = run("import", *arguments, "--site", root, *DAY)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err
    assert read_tree(root) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("head.csv", "Date,Title,What I learned\n"),
        ("words.txt", "Nothing to see here.\n"),
        ("none.json", '{"version": 1, "activities": []}'),
    ],
)
def test_a_file_without_activities_is_told(  # noqa: PLR0913, PLR0917 - pytest passes them by name
    run: Run, site: MakeSite, tmp_path: Path, table: Path, name: str, content: str
) -> None:
    root = site({})
    (tmp_path / name).write_text(content)
    before = read_tree(root)
    for files in ([tmp_path / name], [table, tmp_path / name]):
        ran = run("import", *files, "--site", root, *DAY)
        assert ran.status == 1
        assert f"{name}: no activity was found, and nothing was imported" in ran.err
        assert read_tree(root) == before


def test_hostile_texts_do_not_act_on_a_terminal(run: Run, site: MakeSite, tmp_path: Path) -> None:
    table = write_table(tmp_path / "r\x1b[2J.csv", ("2026-03-12", "A\x1b]0;x\x07\u202e", "=1+1"))
    ran = run("import", table, "--site", site({}), *DAY)
    assert ran.status == 0
    assert not set("\x1b\x07\u202e") & set(ran.out + ran.err)


def test_a_name_that_is_taken_meanwhile_is_a_sentence(
    run: Run, site: MakeSite, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({})
    monkeypatch.setattr("cpdsite.commands.import_record.is_free", lambda *_: True)
    monkeypatch.setattr("cpdsite.commands.import_paths.Places.is_taken", lambda *_: False)
    (root / ENTRY).parent.mkdir(parents=True)
    (root / ENTRY).write_text("mine")
    ran = run("import", table, "--site", root, *DAY)
    assert (ran.status, ran.out) == (1, "")
    assert f"cpdsite: {ENTRY} cannot be used: " in ran.err
    assert "nothing was imported" in ran.err
    assert [path.name for path in (root / ENTRY).parent.iterdir()] == [Path(ENTRY).name]
