"""Spreadsheets: types, places, merged cells (see the records for the rest)."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import pack_parts, read_parts
from cpdsite.importers.source import Cell
from cpdsite.importers.spreadsheet import describe_value, name_place, read_spreadsheet
from tests.importers.record_maker import RECORDS


def write(*rows: tuple[int, int, Any], shape: str = "", **options: Any) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, **options}
    )
    sheet = workbook.add_worksheet("CPD & me")
    look = workbook.add_format({"num_format": shape} if shape else {})
    for row, column, value in rows:
        sheet.write(row, column, value, look)
    workbook.close()
    return out.getvalue()


def read(data: bytes) -> tuple[tuple[Cell, ...], ...]:
    return read_spreadsheet("a.xlsx", data).grids[0].rows


@pytest.mark.parametrize("is_old", [True, False])
def test_days_are_days_whatever_the_workbook_counts_from(*, is_old: bool) -> None:
    data = write(
        (4, 2, date(2026, 3, 12)), shape="dd/mm/yyyy", default_date_format="d", date_1904=is_old
    )
    ((cell,),) = read(data)
    assert (cell.day, cell.plain, cell.place) == (date(2026, 3, 12), "2026-03-12", "CPD & me!C5")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2026, 3, 12, 14, 30), ("2026-03-12 14:30", date(2026, 3, 12), None)),  # noqa: DTZ001
        (datetime(2026, 3, 12), ("2026-03-12", date(2026, 3, 12), None)),  # noqa: DTZ001
        (date(2026, 3, 12), ("2026-03-12", date(2026, 3, 12), None)),
        (time(14, 30), ("14:30", None, None)),
        (timedelta(hours=25, minutes=30), ("25:30", None, 25.5 / 24)),
        (True, ("TRUE", None, None)),
        (3.0, ("3", None, 3.0)),
        (0.1, ("0.1", None, 0.1)),
        (1e300, ("1e+300", None, 1e300)),
        ("=1+1", ("=1+1", None, None)),
    ],
)
def test_a_typed_cell_reads_so(value: Any, shown: tuple[object, ...]) -> None:
    assert describe_value(value) == shown


def test_places_have_the_names_of_the_sheet() -> None:
    assert [name_place("S", 0, it) for it in (0, 25, 26, 701, 702)] == [
        "S!A1",
        "S!Z1",
        "S!AA1",
        "S!ZZ1",
        "S!AAA1",
    ]
    rows = read(write((2, 1, "a"), (4, 3, "b")))
    assert [[cell.place for cell in row if not cell.is_empty] for row in rows] == [
        ["CPD & me!B3"],
        [],
        ["CPD & me!D5"],
    ]


def test_the_first_of_merged_cells_is_no_copy_even_if_it_is_empty() -> None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("S")
    sheet.write("A1", "a")
    sheet.merge_range("B1:C1", "")
    sheet.write("D1", "d")
    workbook.close()
    assert [cell.copy_of for cell in read(out.getvalue())[0]] == ["", "", "S!B1", ""]


def test_words_are_made_fit() -> None:
    ((cell,),) = read(write((0, 0, "a\x01\r\nb\x0bc *d*")))
    assert (cell.plain, cell.markdown) == ("a\ufffd\nb\nc *d*", "a\ufffd  \nb  \nc \\*d\\*")


def test_a_long_cell_is_read() -> None:
    ((cell,),) = read(write((0, 0, "x*_ " * 8_000)))
    assert len(cell.plain) == 31_999


def test_the_older_forms_read_like_the_newer() -> None:
    def plain(name: str) -> list[list[str]]:
        grid = read_spreadsheet(name, (RECORDS / name).read_bytes()).grids[0]
        return [[cell.plain for cell in row if not cell.copy_of] for row in grid.rows[2:7]]

    newest = plain("title-above-the-head.xlsx")
    assert newest == plain("title-above-the-head.xls") == plain("title-above-the-head.ods")


def test_what_is_no_spreadsheet_is_refused() -> None:
    for data in (b"words", b"", b"PK\x03\x04"):
        with pytest.raises(RefusedError):
            read_spreadsheet("a.xlsx", data)


def test_a_fault_within_the_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """A fault as the library raises it."""

    def fail(_: object) -> None:
        raise PanicException

    data = write((0, 0, "a"))
    monkeypatch.setattr("cpdsite.importers.spreadsheet._find_merged", fail)
    with pytest.raises(RefusedError, match="cannot be read as a spreadsheet"):
        read_spreadsheet("a.xlsx", data)


def test_a_sheet_that_is_named_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = read_parts("a.xlsx", write((0, 0, "ab"), (0, 1, "c")), lambda _: True)
    book = parts["xl/workbook.xml"].decode()
    again = '<sheet name="again" sheetId="9" r:id="rId1"/></sheets>'
    parts["xl/workbook.xml"] = book.replace("</sheets>", again).encode()
    monkeypatch.setattr("cpdsite.importers.spreadsheet.SHEET_TEXT", 5)
    with pytest.raises(RefusedError, match="names one sheet more than once"):
        read_spreadsheet("a.xlsx", pack_parts(parts))


def test_a_long_text_in_a_merged_range_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("A")
    sheet.merge_range(0, 0, 0, 2, "abc")
    sheet.merge_range(1, 0, 1, 2, "abcd")
    sheet.write(2, 2, "x")
    workbook.close()
    monkeypatch.setattr("cpdsite.importers.spreadsheet.SHEET_TEXT", 20)
    first, second, _ = read(out.getvalue())
    assert [(it.plain, it.place, it.copy_of) for it in first] == [
        ("abc", "A!A1", ""),
        ("abc", "A!B1", "A!A1"),
        ("abc", "A!C1", "A!A1"),
    ]
    assert [it.plain for it in second] == ["abcd", "", ""]
