"""Files of records: made once, remembered by what shapes them, and what they cannot show told."""

import json
from pathlib import Path

import pytest

from cpdsite.commands import record_files
from cpdsite.commands.record_files import STORE, RecordFiles
from cpdsite.exporters.export import Exported
from cpdsite.exporters.formats import FORMATS, Format
from cpdsite.prose.passage import read_passage
from cpdsite.site.outputs import Filed
from cpdsite.store import read_store
from tests.conftest import MakeSite
from tests.site_maker import build, compose_site, read_page, read_tree, write_entry

SITE = {
    "cpdsite.toml": 'theme = "plain"\nrecord_files = ["csv"]\n',
    "content/activities/a.md": write_entry(),
}


class Counted:
    """Stands for an exporter, and counts how often it is asked."""

    def __init__(self, *notes: str) -> None:
        """Begin with nothing made."""
        self.count = 0
        self.notes = notes

    def __call__(self, request: object) -> Exported:
        """Make a file."""
        self.count += 1
        return Exported(f"{request!r}"[:1].encode() * 1500, self.notes)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Put a counting exporter in the place of that of CSV."""
    exporter = Counted("One letter is missing.")
    monkeypatch.setitem(FORMATS, "csv", Format("CSV", ".csv", exporter))
    return exporter


def test_a_build_makes_each_file_once_and_a_second_none(site: MakeSite, counted: Counted) -> None:
    root = site(SITE)
    first = build(root)
    assert counted.count == 2  # of the whole, and of the year
    assert {"/record/record.csv", "/record/2025/record.csv"} <= set(first.rendered)
    again = build(root)
    assert counted.count == 2
    assert again.rendered == ()
    assert build(root, clean=True)
    assert counted.count == 4


def test_a_file_that_is_gone_is_made_again(site: MakeSite, counted: Counted) -> None:
    root = site(SITE)
    build(root)
    (root / "public/record/record.csv").unlink()
    assert build(root).rendered == ("/record/record.csv",)
    assert counted.count == 3


def test_what_is_changed_is_made_again(site: MakeSite, counted: Counted) -> None:
    root = site(SITE)
    build(root)
    (root / "content/activities/a.md").write_text(write_entry(title="Another"))
    assert "/record/record.csv" in build(root).rendered
    assert counted.count == 4


def test_what_a_file_cannot_show_is_told_by_every_build_once(
    site: MakeSite, counted: Counted
) -> None:
    root = site(SITE)
    for _ in range(2):
        (problem,) = build(root).problems
        assert (problem.code, problem.message) == ("record_files", "one letter is missing")
        assert str(problem.location) == "cpdsite.toml:2:1"
        assert "record/record.csv" in problem.hint
    assert counted.count == 2


def test_a_site_that_cannot_be_written_to_goes_without(
    site: MakeSite, tmp_path: Path, counted: Counted
) -> None:
    outputs = compose_site(site(SITE)).site.outputs
    files = [it for it in outputs if isinstance(it, Filed)]
    (tmp_path / "file").write_text("")
    made = RecordFiles(tmp_path, read_passage, tmp_path / "file" / STORE, clean=False)
    assert [made.measure(it) for it in files] == [1500, 1500]
    made.save()
    assert counted.count == 2


@pytest.mark.parametrize("stored", [b"", b"[1]", b'{"a": 1}', b'{"a": ["x"]}'])
def test_what_is_stored_and_is_no_measure_counts_as_nothing(
    site: MakeSite, stored: bytes, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(SITE)
    monkeypatch.setattr(record_files, "read_store", lambda _: json.loads(stored or b"null"))
    assert build(root)
    assert counted.count == 2


def test_fonts_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/a.ttf").write_bytes(b"letters")
    found = record_files.read_fonts(tmp_path, ["fonts/a.ttf", "fonts/gone.ttf"])
    assert found == (("fonts/a.ttf", b"letters"),)


FORMS = ("pdf", "docx", "xlsx", "csv", "json", "txt")


def test_every_format_is_published_and_the_page_tells_of_each(site: MakeSite) -> None:
    settings = f"record_files = {list(FORMS)}\n"
    root = site({**SITE, "cpdsite.toml": settings})
    build(root)
    files = {name: data for name, data in read_tree(root / "public").items() if "/record." in name}
    assert set(files) == {f"record/{year}record.{form}" for year in ("", "2025/") for form in FORMS}
    page = read_page(root, "record/index.html")
    for form in FORMS:
        size = len(files[f"record/record.{form}"])
        assert f'href="record.{form}"' in page
        assert f"{round(size / 1000)} kB" in page or f"{size} bytes" in page
    assert read_store(root / ".cpdsite" / STORE)
    build(root, clean=True)
    again = {name: data for name, data in read_tree(root / "public").items() if "/record." in name}
    assert again == files
