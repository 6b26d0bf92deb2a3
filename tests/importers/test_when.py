"""When something took place, as people write it."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cpdsite.importers.when import decide_order, read_when
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, format_dates, is_in_calendar
from tests.portfolio.values import make_date
from tests.properties import check_often, check_property


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Return a day, a month or a year that front matter accepts."""
    parts = [draw(st.integers(1800, 2200)), draw(st.integers(0, 12)), draw(st.integers(0, 31))]
    numbers = [it for it in parts if it] if parts[1] else parts[:1]
    assume(is_in_calendar(numbers))
    return PartialDate(*numbers)


@given(
    partial_dates(),
    st.none() | st.just(Ongoing.ONGOING) | partial_dates(),
    st.sampled_from(["", "dmy", "mdy", "ymd"]),
)
@check_often(300)
def test_what_cpdsite_writes_is_read_back(start: PartialDate, end: EndDate, order: str) -> None:
    if isinstance(end, PartialDate) and end.last_day < start.first_day:
        start, end = end, start
    # A month to the end of its year is written as "March - 2026", which others write for a month.
    assume(
        not isinstance(end, PartialDate)
        or end.month
        or not start.month
        or start.day
        or start.year != end.year
    )
    when = read_when(format_dates(start, end), order)
    assert (when.date, when.end) == (start, None if end == start else end)
    assert not when.doubts
    assert not when.is_partly


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12-13 March 2026", "2026-03-12", "2026-03-13"),
        ("13/03/2026", "2026-03-13", ""),
        ("12/03/2026-14/03/2026", "2026-03-12", "2026-03-14"),
        ("12-14/03/2026", "2026-03-12", "2026-03-14"),
        ("25/03 - 2/04/2026", "2026-03-25", "2026-04-02"),
        ("Mar 2026", "2026-03", ""),
        ("12 Mar \u2013 3 Apr 2026", "2026-03-12", "2026-04-03"),
        ("March 12-14, 2026", "2026-03-12", "2026-03-14"),
        ("March 12 - April 3 2026", "2026-03-12", "2026-04-03"),
        ("12 March 2026\nto\n14 March 2026", "2026-03-12", "2026-03-14"),
        ("12 March 2026\n13 March 2026", "2026-03-12", "2026-03-13"),
        ("2 and 3 May 2025", "2025-05-02", "2025-05-03"),
        ("May/June 2025", "2025-05", "2025-06"),
        ("2024/25", "2024", "2025"),
        ("Academic year 2024-2025", "2024", "2025"),
        ("2025-03", "2025-03", ""),
        ("2025-03-12 00:00:00", "2025-03-12", ""),
        ("20250312", "2025-03-12", ""),
        ("Q3 2025", "2025-07", "2025-09"),
        ("3rd quarter 2025", "2025-07", "2025-09"),
        ("on Wednesday, 4th June 2025", "2025-06-04", ""),
        ("\uff11\uff12 March 2026", "2026-03-12", ""),
    ],
)
def test_plain_dates_are_read_without_doubt(text: str, start: str, end: str) -> None:
    when = read_when(text)
    assert (str(when.date), str(when.end or "")) == (start, end)
    assert not when.doubts
    assert not when.is_partly


@pytest.mark.parametrize(
    "text",
    [
        "from May 2025, ongoing",
        "May 2025 - present",
        "since May 2025 (ongoing)",
        "May 2025 to date",
        "May 2025 and ongoing",
        "ongoing since May 2025",
        "Ongoing, from May 2025",
        "ongoing (since May 2025)",
        "in progress - started May 2025",
    ],
)
def test_what_goes_on_is_ongoing(text: str) -> None:
    when = read_when(text)
    assert (when.date, when.end, when.doubts) == (PartialDate(2025, 5), Ongoing.ONGOING, ())


def test_an_aside_on_the_beginning_is_none_of_a_day() -> None:
    when = read_when("5 May 2025 (start 9am)")
    assert (when.date, when.end, when.is_partly) == (PartialDate(2025, 5, 5), None, True)


def test_ongoing_alone_has_no_date() -> None:
    when = read_when("Ongoing")
    assert (when.date, when.end, when.is_partly) == (None, Ongoing.ONGOING, True)


@pytest.mark.parametrize(
    ("text", "start", "end", "word"),
    [
        ("Spring 2025", "2025", "", "season"),
        ("Winter 2024/25", "2024", "2025", "season"),
        ("Autumn term 2025", "2025", "", "season"),
        ("w/c 3 June 2024", "2024-06-03", "2024-06-09", "seven days"),
        ("week commencing 30 June 2025", "2025-06-30", "2025-07-06", "seven days"),
        ("3 & 10 May 2025", "2025-05-03", "2025-05-10", "single dates"),
        ("3, 10 and 17 May 2025", "2025-05-03", "2025-05-17", "single dates"),
        ("early March 2025", "2025-03", "", "no exact date"),
        ("since 2020", "2020", "", "when it ended"),
        ("May 2025 -", "2025-05", "ongoing", "no end"),
        ("Mar 26", "2026-03", "", "not sure"),
        ("25/04/25", "2025-04-25", "", "not sure"),
        ("2009/10", "2009", "2010", "may be a month"),
    ],
)
def test_what_is_not_sure_is_read_with_a_doubt(text: str, start: str, end: str, word: str) -> None:
    when = read_when(text)
    assert (str(when.date), str(when.end or "")) == (start, end)
    assert any(word in it and text in it for it in when.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "Wednesday 4 June 2025, 9am - 5pm",
        "4 June 2025 at 14:00",
        "4 June 2025 (online)",
        "9.30am 4 June 2025",
        "2025-06-04T09:30:00",
    ],
)
def test_times_and_asides_are_kept_as_written(text: str) -> None:
    when = read_when(text)
    assert (when.date, when.doubts, when.is_partly) == (PartialDate(2025, 6, 4), (), True)


def test_times_do_not_hide_the_last_day() -> None:
    when = read_when("12 March 2026 09:00 - 13 March 2026 17:00")
    assert (when.date, when.end) == (PartialDate(2026, 3, 12), PartialDate(2026, 3, 13))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garbage",
        "31 Feb 2025",
        "4 June",
        "1 May 1492",
        "see diary for 2025",
        "x" * 500,
        "-" * 150,
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read_when(text).date is None


@pytest.mark.parametrize("text", ["03/04/2025", "3.4.2025", "03/04/25", "03/04/2025 - 05/04/2025"])
def test_an_order_that_is_open_is_never_guessed(text: str) -> None:
    when = read_when(text)
    assert when.is_ambiguous
    assert when.date is None
    first = read_when(text, "dmy").date, read_when(text, "mdy").date
    assert first == (PartialDate(2025, 4, 3), PartialDate(2025, 3, 4))


def test_the_same_in_both_orders_is_sure() -> None:
    assert read_when("04/04/2025").date == make_date("2025-04-04")


def test_years_that_stand_first_are_read_where_that_is_said() -> None:
    assert read_when("25-04-03", "ymd").date == PartialDate(2025, 4, 3)
    assert read_when("03/04/2025", "ymd").is_ambiguous


def test_a_date_against_the_order_is_a_doubt() -> None:
    when = read_when("25/12/2025", "mdy")
    assert when.date == PartialDate(2025, 12, 25)
    assert "order of the others" in when.doubts[0]


def test_a_year_from_elsewhere_is_a_doubt() -> None:
    for text in ("Weds 4th June", "4 June", "04/06"):
        when = read_when(text, "dmy", 2025)
        assert when.date == PartialDate(2025, 6, 4)
        assert when.is_partly
        assert "2025 was taken" in when.doubts[0]
    assert read_when("12-14 June", "", 2025).end == PartialDate(2025, 6, 14)
    assert read_when("4 June 2024", "", 2025).date == PartialDate(2024, 6, 4)


def test_a_column_decides_the_order() -> None:
    assert decide_order(["03/04/2025", "25/12/2025"]) == "dmy"
    assert decide_order(["03/04/2025", "12/25/2025"]) == "mdy"
    assert decide_order(["03/04/2025", "01/14/2025-02/03/2025"]) == "mdy"
    assert not decide_order(["03/04/2025", "5 May 2025", "2025-13", "2025-05-25"])
    assert not decide_order(["25/12/2025", "12/25/2025"])


@given(
    st.text(max_size=60)
    | st.from_regex(re.compile(r"[0-9/ .,&-]{1,40}", re.ASCII), fullmatch=True),
    st.sampled_from(["", "dmy", "mdy", "ymd"]),
)
@check_property
def test_no_text_fails_and_what_is_read_is_in_range(text: str, order: str) -> None:
    when = read_when(text, order, 2025)
    for it in (when.date, when.end):
        if isinstance(it, PartialDate):
            assert 1800 <= it.year <= 2200
    if when.date and isinstance(when.end, PartialDate):
        assert when.end.last_day >= when.date.first_day
