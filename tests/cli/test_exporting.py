"""The command ``export``: names and formats, what it says, and what it never writes over."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.running import DAY, ENTRY, Run
from tests.conftest import MakeSite
from tests.site_maker import write_entry

FILES = {ENTRY: write_entry(), "content/activities/b.md": write_entry(status="private")}


def test_the_ending_says_which_format_and_the_last_line_what_is_in_it(
    site: MakeSite, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "record.json"
    ran = run("export", out, "--site", site(FILES), *DAY)
    assert ran.status == 0
    assert ran.out == ""
    assert ran.err == (
        f"{out}: 1 activity, 12 March 2025 to 12 March 2025; left out: 1 private.\n"
        "To add what is private to a copy of your own, give --include private.\n"
    )
    assert len(json.loads(out.read_bytes())["activities"]) == 1


def test_without_a_name_the_record_goes_to_standard_output(
    site: MakeSite, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(FILES)
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    ran = run("export", "--format", "csv", "--include", "private", "--bom", "--site", root, *DAY)
    out.flush()
    text = out.buffer.getvalue()
    assert ran.status == 0
    assert text.startswith(b"\xef\xbb\xbfDate,")
    assert text.count(b"\r\n") == 3
    assert ran.err == "2 activities, 12 March 2025 to 12 March 2025.\n"


def test_what_was_not_exported_is_not_written_over(
    site: MakeSite, run: Run, tmp_path: Path
) -> None:
    root, out = site(FILES), tmp_path / "old.csv"
    out.write_text("my old record")
    ran = run("export", out, "--site", root, *DAY)
    assert ran.status == 1
    assert "--overwrite" in ran.err
    assert out.read_text() == "my old record"
    assert run("export", out, "--overwrite", "--site", root, *DAY).status == 0
    assert run("export", out, "--year", "2024", "--site", root, *DAY).status == 0
    assert out.read_bytes().count(b"\r\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name a file, such as: cpdsite export record.pdf"),
        (["record.doc"], "record.doc: expected a name that ends in one of .pdf, .docx"),
        (["a.csv", "--year", "soon"], "--year: expected a year"),
        (["a.csv", "--scheme", "gone"], 'there is no scheme "gone"'),
        (["nowhere/a.csv"], "there is no folder nowhere"),
        (["a.docx", "--archival"], "--archival is for PDF alone, and this is docx: leave it out"),
        (["a.xlsx", "--bom"], "--bom is for CSV alone, and this is xlsx: leave it out"),
        (["--format", "json", "--bom"], "--bom is for CSV alone, and this is json"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(
    site: MakeSite, run: Run, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(FILES)
    monkeypatch.chdir(root)
    ran = run("export", *arguments, *DAY)
    assert ran.status == 2
    assert words in ran.err


def test_a_mistake_in_an_entry_stops_it(site: MakeSite, run: Run, tmp_path: Path) -> None:
    root = site({**FILES, "content/activities/c.md": write_entry(date="soon")})
    ran = run("export", tmp_path / "a.csv", "--site", root, *DAY)
    assert ran.status == 1
    assert "error[date]" in ran.err
    assert not (tmp_path / "a.csv").exists()


def test_what_the_format_cannot_show_is_said(site: MakeSite, run: Run, tmp_path: Path) -> None:
    root = site({ENTRY: write_entry(title="漢")})
    ran = run("export", tmp_path / "a.pdf", "--archival", "--site", root, *DAY)
    assert ran.status == 0
    assert "U+6F22" in ran.err
    assert b"pdfaid" in (tmp_path / "a.pdf").read_bytes()


def test_a_year_without_activities_is_said_plainly(
    site: MakeSite, run: Run, tmp_path: Path
) -> None:
    ran = run("export", tmp_path / "a.txt", "--year", "1999", "--site", site(FILES), *DAY)
    assert ran.err == f"{tmp_path / 'a.txt'}: 0 activities.\n"
