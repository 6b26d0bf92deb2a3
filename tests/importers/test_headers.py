"""What stands above a record."""

import datetime as dt

import pytest

from cpdsite.importers.headers import (
    GRADE,
    NOTE,
    NUMBER,
    PAGE,
    PERIOD,
    PERSON,
    TITLE,
    Header,
    read_header,
)
from cpdsite.portfolio.dates import Period
from tests.importers.sources import find_scheme, make_grid

WHOLE_YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def read(*rows: list[str], order: str = "") -> Header:
    """Return what rows of texts say."""
    return read_header(make_grid([*rows]).rows, find_scheme(), order)


def test_the_header_of_the_sheet_is_known() -> None:
    header = read(
        ["NAME:", "Ada Example", "MEMBERSHIP NUMBER", "123"],
        ["[x] MEMBER", "[ ] ASSOCIATE", "", ""],
        ["COVERING THE PERIOD FROM:", "1 January 2025", "TO:", "31 December 2025"],
    )
    assert header.reasons == (
        PERSON,
        PERSON,
        NUMBER,
        NUMBER,
        GRADE,
        GRADE,
        "",
        "",
        PERIOD,
        PERIOD,
        PERIOD,
        PERIOD,
    )
    assert header.period == WHOLE_YEAR


def test_a_line_may_hold_several_fields() -> None:
    header = read(
        ["NAME Ada Example MEMBERSHIP NUMBER 123 MEMBER [x] ASSOCIATE [ ]"],
        ["Covering the period from: 1 January 2025 to: 31 December 2025"],
    )
    assert header.reasons == (PERSON, PERIOD)
    assert header.period == WHOLE_YEAR


@pytest.mark.parametrize(
    "text",
    [
        "Period: January - December 2025",
        "CPD year: 2025",
        "Period: 01/01/2025 - 31/12/2025",
        "From: 1 January 2025 to 31 December 2025",
    ],
)
def test_a_period_may_be_written_in_one(text: str) -> None:
    assert read([text]).period == WHOLE_YEAR


def test_titles_notes_and_pages_are_known() -> None:
    sheet = find_scheme().sheet
    header = read(
        [sheet.title],
        [sheet.note],
        ["Page 1 of 3"],
        ["My CPD log 2025"],
        ["Institute of Knowledge Transfer"],
    )
    assert header.reasons == (TITLE, NOTE, PAGE, TITLE, TITLE)
    assert header.year == 2025


def test_two_years_in_titles_say_nothing() -> None:
    assert not read(["CPD record 2024"], ["CPD record 2025"]).year


@pytest.mark.parametrize(
    "text",
    [
        "Please see me about this",
        "From time to time I read",
        "My name: is no label here? " * 30,
        "The tomato was good",
    ],
)
def test_other_words_belong_to_no_header(text: str) -> None:
    assert read([text]) == Header(("",), Period())


def test_a_period_that_cannot_be_read_is_none() -> None:
    assert read(["From: 03/04/2025", "To: 05/06/2026"]).period == Period()
    assert read(["From: 03/04/2025", "To: 05/06/2026"], order="dmy").period.start == dt.date(
        2025, 4, 3
    )
    assert read(["From: 1 May 2026", "To: 1 May 2025"]).period == Period()
