"""Files with a record in them: read by what they are, or refused with a sentence."""

import os
from pathlib import Path

import pytest

from cpdsite.commands import import_sources
from cpdsite.commands.import_sources import SourceOptions, choose_scheme, gather_file
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.settings import Settings
from tests.commands.candidates import write_record, write_table

IKT = choose_scheme(Path("nowhere"), Settings(scheme=("ikt",)), "")


def gather(path: Path) -> list[str]:
    """Return the titles of the activities in a file."""
    found = gather_file(path, IKT, SourceOptions(year=2026))
    return [str(it.values["title"]) for it in found.candidates]


def test_each_kind_of_file_is_read(tmp_path: Path) -> None:
    resume = tmp_path / "CV.JSON"
    resume.write_text('{"certificates": [{"name": "C", "date": "2025"}]}')
    record = write_record(tmp_path / "r.json", {"title": "R"})
    table = write_table(tmp_path / "t.csv", ("2025-01-31", "T", "Much"))
    assert [gather(it) for it in (resume, record, table)] == [["C"], ["R"], ["T"]]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"[]", "neither a record of cpdsite export nor a JSON Resume"),
        ("a.json", b'{"version"', "a.json is not JSON"),
        ("a.json", b'{"version": 9}', "of version 9"),
        ("a.docx", b"%PDF-1.7", "a.docx"),
    ],
)
def test_a_bad_file_is_a_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RefusedError, match=words):
        gather(tmp_path / name)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("pipe.json", ".", "gone\n.csv"):
        with pytest.raises(UsageError):
            gather(tmp_path / name)
    monkeypatch.setattr(import_sources, "IMPORT_BYTES", 3)
    (tmp_path / "a.csv").write_text("long")
    with pytest.raises(RefusedError, match="expected at most 3 bytes"):
        gather(tmp_path / "a.csv")


def test_a_scheme_can_be_asked_for(tmp_path: Path) -> None:
    settings = Settings(scheme=("ikt", "iet"))
    assert choose_scheme(tmp_path, settings, "").id == "ikt"
    assert choose_scheme(tmp_path, settings, "IET").id == "iet"
    with pytest.raises(ProblemsError):
        choose_scheme(tmp_path, settings, "gone")
