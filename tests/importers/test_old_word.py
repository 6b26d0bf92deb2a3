"""Older forms, by way of LibreOffice (the records hold what it really reads)."""

from pathlib import Path

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers import old_word
from cpdsite.importers.source import Source
from tests.importers.record_maker import make_log, make_years

READERS = {
    "doc": (old_word.read_old_word, "docx"),
    "rtf": (old_word.read_rich_text, "docx"),
    "odt": (old_word.read_open_text, "docx"),
    "xml": (old_word.read_excel_markup, "xlsx"),
}


@pytest.mark.parametrize("old", READERS)
def test_without_libreoffice_it_says_what_to_do(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "find_office", lambda: None)
    read, new = READERS[old]
    with pytest.raises(
        RefusedError, match=rf"save it as \.{new}, and import that; or install LibreOffice"
    ):
        read(f"a.{old}", b"words")


@pytest.mark.parametrize("old", READERS)
def test_what_it_makes_is_read_under_the_old_name_and_digest(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(office: Path, name: str, data: bytes, *forms: str) -> bytes:
        assert (office, name, data) == (Path("soffice"), f"a.{old}", b"words")
        assert forms == (old, READERS[old][1])
        return make_years() if forms[1] == "docx" else make_log()

    monkeypatch.setattr(old_word, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr(old_word, "convert_file", convert)
    source: Source = READERS[old][0](f"a.{old}", b"words")
    assert source.name == f"a.{old}"
    assert source.digest.startswith("e8b1e5e7") or len(source.digest) == 64
    assert source.grids


def test_word_in_xml_goes_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "find_office", lambda: None)
    with pytest.raises(RefusedError, match="Word or LibreOffice"):
        old_word.read_word_markup("a.xml", b"words")
