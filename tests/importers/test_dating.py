"""The dates of an activity, from its cells and from what stands around it."""

import datetime as dt

import pytest

from cpdsite.importers.dating import find_certain_year
from cpdsite.importers.gathered import Candidate
from cpdsite.importers.moments import ORDERS
from cpdsite.portfolio.dates import Ongoing, Period
from tests.importers.sources import Value, gather_one, gather_rows, make_cell

SPAN = ("Start", "End", "Activity")


def dates(candidate: Candidate) -> tuple[str, str]:
    """Return both dates as they are written."""
    return str(candidate.values["date"]), str(candidate.values.get("end_date", ""))


def written(candidate: Candidate) -> str:
    """Return the dates that are kept word for word."""
    return str(dict(candidate.values.get("extra", ())).get("dates_as_written", ""))


def test_typed_days_are_dates() -> None:
    one = gather_one(dt.date(2025, 6, 4), dt.date(2025, 6, 5), "A", head=SPAN)
    assert dates(one) == ("2025-06-04", "2025-06-05")
    assert not one.doubts
    assert dates(gather_one(dt.date(2025, 6, 4), dt.date(2025, 6, 4), "A", head=SPAN)) == (
        "2025-06-04",
        "",
    )


def test_numbers_that_spreadsheets_give_days_are_read_with_a_doubt() -> None:
    one = gather_one(make_cell("", 45812.0), "A")
    assert dates(one) == ("2025-06-04", "")
    assert "number that spreadsheets give" in one.doubts[0]


def test_an_end_may_be_ongoing_or_shorter_than_its_start() -> None:
    assert gather_one("May 2025", "present", "A", head=SPAN).values["end_date"] is Ongoing.ONGOING
    assert dates(gather_one("4 May 2025", "6 May", "A", head=SPAN)) == ("2025-05-04", "2025-05-06")


def test_an_end_that_cannot_be_used_is_kept_as_written() -> None:
    backwards = gather_one("4 May 2025", "3 May 2025", "A", head=SPAN)
    assert dates(backwards) == ("2025-05-04", "")
    assert "ends before it begins" in backwards.doubts[0]
    assert written(backwards) == "4 May 2025 \u2013 3 May 2025"
    unread = gather_one("4 May 2025", "some day", "A", head=SPAN)
    assert written(unread) == "4 May 2025 \u2013 some day"
    assert unread.doubts


def test_what_cannot_be_read_is_kept_word_for_word() -> None:
    one = gather_one("one day in 2019", "A")
    assert dates(one) == ("2019", "")
    assert written(one) == "one day in 2019"
    assert "cannot be read" in one.doubts[0]


def test_a_long_text_for_a_date_goes_into_the_body() -> None:
    text = "We met whenever we could. " * 20
    one = gather_one(text, "A")
    assert text.strip() in one.sections[0].text


@pytest.mark.parametrize(
    ("rows", "outside", "year"),
    [
        ([["4 June", "A"]], ("Period: 1 January 2024 to 31 December 2024",), "2024-06-04"),
        ([["4 June", "A"]], ("Period: 1 October 2023 to 30 September 2024",), "2024-06-04"),
        ([["1 May 2021", "Z"], ["4 June", "A"], ["1 July 2021", "Y"]], (), "2021-06-04"),
        ([["1 May 2021", "Z"], ["4 June", "A"], ["1 July 2022", "Y"]], (), "2021"),
        ([["1 May 2021", "Z"], ["4 June", "A"]], (), "2021"),
        ([["4 June", "A"]], ("Period: 1 January 2020 to 31 December 2024",), "2020"),
        ([["4 June", "A"]], ("CPD Record 2018",), "2018"),
        ([["4 June", "A"]], (), "1999"),
    ],
)
def test_a_year_is_taken_from_around_only_where_that_is_certain(
    rows: list[list[str]], outside: tuple[str, ...], year: str
) -> None:
    gathered = gather_rows(["Dates", "Activity"], *rows, outside=outside, year=1999)
    one = next(it for it in gathered.candidates if it.values["title"] == "A")
    assert dates(one)[0] == year
    assert one.doubts
    assert written(one) == "4 June"


def test_a_period_that_allows_both_years_is_not_certain() -> None:
    period = Period(dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    assert not find_certain_year("4 June", "", period, ())
    assert find_certain_year("4 June", "", Period(), (2025, 2025)) == 2025


HEAD = ["Dates", "Activity"]


def test_the_whole_column_decides_the_order() -> None:
    gathered = gather_rows(HEAD, ["03/04/2025", "A"], ["25/12/2025", "B"])
    assert dates(gathered.candidates[0]) == ("2025-04-03", "")
    assert not gathered.questions


def test_an_order_that_is_open_is_asked_for() -> None:
    typed: list[Value] = [dt.date(2025, 12, 25), "B"]
    gathered = gather_rows(HEAD, ["03/04/2025", "A"], typed, ["05/06/2025", "C"])
    (question,) = gathered.questions
    assert question.message.startswith(
        '"03/04/2025" may be 3 April 2025 or 4 March 2025 (1 other as well)'
    )
    assert "--date-order dmy" in question.hint
    assert question.place == "table 1, row 2, column 1"


@pytest.mark.parametrize(("order", "date"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_the_person_may_say_the_order(order: str, date: str) -> None:
    gathered = gather_rows(HEAD, ["03/04/2025", "A"], date_order=order)
    assert dates(gathered.candidates[0])[0] == date
    assert not gathered.questions
    assert order in ORDERS


def test_ongoing_alone_does_not_say_when_it_began() -> None:
    one = gather_one("Ongoing", "A")
    assert dates(one) == ("2000", "ongoing")
    assert one.doubts == ('"Ongoing" does not say when it began: 2000 stands in for that.',)
    assert written(one) == "Ongoing"


def test_columns_that_contradict_each_other_decide_nothing() -> None:
    gathered = gather_rows(HEAD, ["03/04/2025", "A"], ["25/12/2025", "B"], ["12/25/2025", "C"])
    assert len(gathered.questions) == 1
