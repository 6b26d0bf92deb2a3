"""Spreadsheet files opened with care."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import list_parts, pack_parts, read_parts
from cpdsite.importers.workbooks import open_workbook
from tests.importers.record_maker import RECORDS, make_log

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:XFD1048576"/><sheetData>{}</sheetData></worksheet>'
)
CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
EMPTY_FAR = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
)


def change(**parts: bytes) -> bytes:
    found = read_parts("a.xlsx", make_log(), lambda _: True)
    named = {key.replace("__", "/") + ".xml": content for key, content in parts.items()}
    return pack_parts({**found, **named})


def test_errors_are_found_by_sheet() -> None:
    assert open_workbook("a.xlsx", make_log()).find_errors(0, "CPD log 2025") == {(8, 6): "#N/A"}
    old = (RECORDS / "title-above-the-head.xls").read_bytes()
    assert open_workbook("a.xls", old).find_errors(0, "any") == {(8, 6): "#VALUE!"}
    open_document = (RECORDS / "title-above-the-head.ods").read_bytes()
    assert open_workbook("a.ods", open_document).find_errors(0, "any") == {(8, 6): "Err:502"}


def test_a_sheet_that_only_claims_to_be_large_is_read() -> None:
    assert open_workbook("a.xlsx", change(xl__worksheets__sheet1=SHEET.format(EMPTY_FAR).encode()))


@pytest.mark.parametrize("path", ["xl__worksheets__sheet1", "xl__elsewhere"])
def test_a_sheet_that_is_too_large_is_refused_wherever_it_lies(path: str) -> None:
    with pytest.raises(RefusedError, match="1,048,576 rows of 16,384 columns"):
        open_workbook("a.xlsx", change(**{path: SHEET.format(CORNERS).encode()}))


def test_one_long_text_in_many_cells_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cpdsite.importers.extents.SHEET_TEXT", 10_000)
    cells = '<c t="s"><v>0</v></c>' * 11
    sheet = SHEET.format(f"<row>{cells}</row>").encode()
    strings = f"<sst><si><t>{'a' * 1000}</t></si></sst>".encode()
    with pytest.raises(RefusedError, match=r"at most 10,000 characters .* found 11,"):
        open_workbook("a.xlsx", change(xl__worksheets__sheet1=sheet, xl__sharedStrings=strings))
    cell = f'<table-cell number-columns-repeated="11"><p>{"a" * 1000}</p></table-cell>'
    content = f"<x><table><table-row>{cell}</table-row></table></x>"
    with pytest.raises(RefusedError, match="found 11,000"):
        open_workbook("a.ods", pack_parts({"mimetype": b"x", "content.xml": content.encode()}))


def test_entities_are_refused_in_every_part() -> None:
    with pytest.raises(RefusedError, match="document type"):
        open_workbook("a.xlsx", change(xl__sharedStrings=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'))


def test_macros_are_told_and_left_out() -> None:
    parts = read_parts("a.xlsx", make_log(), lambda _: True)
    opened = open_workbook(
        "a.xlsm", pack_parts({**parts, "xl/vbaProject.bin": b"x", "xl/media/a.png": b"y"})
    )
    assert opened.notes == ("the file holds macros, which were neither run nor read",)
    assert not {"xl/vbaProject.bin", "xl/media/a.png"} & set(list_parts("a.xlsm", opened.data))


def test_a_password_is_told() -> None:
    parts = {
        "mimetype": b"x",
        "content.xml": b"<a/>",
        "META-INF/manifest.xml": b"<a><encryption-data/></a>",
    }
    with pytest.raises(RefusedError, match="password"):
        open_workbook("a.ods", pack_parts(parts))


def test_parts_that_may_be_no_sheets_go() -> None:
    parts = read_parts("a.xlsx", make_log(), lambda _: True)
    opened = open_workbook("a.xlsx", pack_parts({**parts, "xl/odd.bin": b"\x02\x7f"}))
    assert "xl/odd.bin" not in list_parts("a.xlsx", opened.data)
    with pytest.raises(RefusedError, match="damaged"):
        open_workbook("a.xlsx", pack_parts({**parts, "xl/worksheets/odd.bin": b"\x02\x7f"}))
