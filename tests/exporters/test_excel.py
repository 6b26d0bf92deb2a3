"""A record as an Excel file, read as other programs read it."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from cpdsite.exporters.excel import describe_record, is_exact, write_excel
from cpdsite.exporters.export import Request
from cpdsite.exporters.office_text import clean_text
from cpdsite.portfolio.dates import Ongoing, Period
from cpdsite.portfolio.person import Membership, Person
from tests.exporters.requests import make_request, make_section
from tests.exporters.test_office_text import ANY_TEXT
from tests.exporters.word_xml import unpack
from tests.portfolio.values import make_activity, make_date, make_person
from tests.properties import check_often


def read(content: bytes, sheet: str = "Record") -> list[list[Any]]:
    """Return the cells of a sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def read_rows(request: Request) -> list[dict[str, Any]]:
    """Return the rows of the record by the headings of their columns."""
    head, *rows = read(write_excel(request).content)
    return [dict(zip(head, row, strict=True)) for row in rows]


def find_sheet(request: Request) -> str:
    """Return the XML of the sheet ``Record``."""
    return unpack(write_excel(request).content)["xl/worksheets/sheet1.xml"].decode()


def test_dates_and_numbers_are_typed() -> None:
    activity = make_activity(
        end_date=make_date("2026-04"), hours=Decimal("1.50"), points=Decimal(3), title="007"
    )
    ongoing = make_activity("later", "2026-05", end_date=Ongoing.ONGOING)
    first, second = read_rows(make_request(activity, ongoing))
    assert first["Date"] == dt.date(2026, 3, 12)
    assert (first["End date"], first["Hours"], first["Points"]) == ("2026-04", 1.5, 3)
    assert first["Title"] == "007"
    assert (second["Date"], second["End date"], second["Hours"]) == ("2026-05", "ongoing", "")


def test_days_that_excel_does_not_have_are_text() -> None:
    (row,) = read_rows(make_request(make_activity(date="1899-12-31")))
    assert row["Date"] == "1899-12-31"


@pytest.mark.parametrize(
    ("number", "fits"),
    [("1.5", True), ("123456789012345", True), ("1234567890.123456", False), ("1E+30", False)],
)
def test_numbers_are_numbers_as_long_as_excel_keeps_them(number: str, fits: bool) -> None:
    assert is_exact(Decimal(number)) is fits


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@x", "'quoted", "12", "1e5", "TRUE", "#N/A", "_x0041_"),
        *("https://a.example/", "{=1}", "<r><t>x</t></r>", "<r>]]></r>", "<r>", " a ", "a\n\nb"),
    ],
)
def test_text_is_text_to_the_letter(text: str) -> None:
    request = make_request(make_activity(title=text, tags=(text,)))
    (row,) = read_rows(request)
    assert (row["Title"], row["Tags"]) == (text, text)
    sheet = find_sheet(request)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@check_often(15)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(title: str, other: str) -> None:
    person = Person(path="", name=other)
    activity = make_activity(title=title, provider=(other,))
    request = make_request(activity, person=person, note=title)
    (row,) = read_rows(request)
    assert (row["Title"], row["Provided by"]) == (clean_text(title), clean_text(other))
    about = read(write_excel(request).content, "About")
    assert ["NAME", clean_text(other)] in about or not clean_text(other)


def test_long_texts_are_continued() -> None:
    text = "word " * 20_000
    request = make_request(make_activity(sections=(make_section("description", text),)))
    (row,) = read_rows(request)
    pieces = [value for name, value in row.items() if name.startswith("Description")]
    assert len(pieces) == 4
    assert "".join(pieces).split() == text.split()
    assert len(write_excel(request).notes) == 1


def test_the_sheet_is_set_up_to_be_read_and_printed() -> None:
    sheet = find_sheet(make_request(make_activity(), paper="letter"))
    assert '<pane xSplit="3" ySplit="1"' in sheet
    assert '<autoFilter ref="A1:' in sheet
    assert 'paperSize="1"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "&amp;RPage &amp;P of &amp;N" in sheet
    names = unpack(write_excel(make_request(make_activity())).content)["xl/workbook.xml"].decode()
    assert "Record!$A:$C,Record!$1:$1" in names
    assert 'paperSize="9"' in find_sheet(make_request(make_activity()))


def test_what_a_name_holds_is_no_code_of_the_foot() -> None:
    sheet = find_sheet(make_request(person=Person(path="", name="A & B &D" + "&" * 300)))
    assert "<oddFooter>&amp;LA &amp;&amp; B &amp;&amp;D" in sheet
    assert "&amp;&amp;&amp;RPage" in sheet
    assert sheet.partition("&amp;R")[0].partition("&amp;L")[2].count("&amp;") % 2 == 0


def test_about_says_whose_record_it_is() -> None:
    person = make_person(memberships=(Membership("ikt", "A-1", "member"),))
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    filed = make_request(make_activity(), person=person, period=period, note="Rounded.").filed
    assert list(describe_record(filed)) == [
        ("Title", "Record"),
        ("Professional body", "Institute of Things"),
        ("NAME", "Ada Example"),
        ("MEMBER", "yes"),
        ("From", "1 January 2026"),
        ("To", "31 December 2026"),
        ("Activities", "1"),
        ("Note", "Rounded."),
    ]
    about = read(write_excel(make_request(person=make_person())).content, "About")
    assert ["MEMBER", "no"] in about


def test_a_record_of_nothing_has_its_head() -> None:
    (head,) = read(write_excel(make_request()).content)
    assert head[:3] == ["Date", "End date", "Title"]


def test_the_bytes_are_the_same_on_every_run() -> None:
    request = make_request(make_activity())
    assert write_excel(request) == write_excel(request)
    core = unpack(write_excel(request).content)["docProps/core.xml"].decode()
    assert "2026-03-12T00:00:00Z</dcterms:created>" in core
    assert "2026-03-12T00:00:00Z</dcterms:modified>" in core
    assert "<dc:creator>Ada Example</dc:creator>" in core
