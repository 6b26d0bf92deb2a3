"""What people are told to write for a date in another form than that of ISO 8601."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.portfolio.dates import PartialDate, format_date
from cpdsite.portfolio.loose_dates import (
    CURE,
    CURE_DAY,
    CURE_SPAN,
    find_readings,
    find_span,
    normalise_date,
    suggest_date,
    suggest_existing,
)
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR, read_date
from tests.portfolio.reading import read
from tests.portfolio.values import make_date
from tests.properties import check_property

DAY = "write 2026-03-12"
TWO_DAYS = "write date: 2026-03-12 and end_date: 2026-03-13"
MARCH_OR_DECEMBER = "is that 12 March (write 2026-03-12) or 3 December (write 2026-12-03)?"
SOME_YEAR = "write 2026, or a month such as 2026-03, or a day such as 2026-03-12"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-3-12", DAY),
        ("2026/03/12", DAY),
        ("2026.03.12", DAY),
        ("2026 03 12", DAY),
        ("20260312", DAY),
        ("2026-072", DAY.replace("12", "13")),
        ("2026-W11-4", DAY),
        ("2026-03-12T10:00", DAY),
        ("2026-03-12 10:00:00+01:00", DAY),
        ("2026-03-12T09:00:00Z", DAY),
        ("2026\N{EN DASH}03\N{EN DASH}12", DAY),
        ("\uff12\uff10\uff12\uff16-\uff10\uff13-\uff11\uff12", DAY),
        ("\u0662\u0660\u0662\u0666", "write 2026"),
        ("12 March 2026", DAY),
        ("12th Mar 2026", DAY),
        ("12th of March, 2026", DAY),
        ("March 12, 2026", DAY),
        ("Thursday 12 March 2026", DAY),
        ("THURS 12 MARCH 2026", DAY),
        ("12-Mar-2026", DAY),
        ("12.III.2026", DAY),
        ("March 2026", "write 2026-03"),
        ("2026 March", "write 2026-03"),
        ("Sept 2026", "write 2026-09"),
        ("3/2026", "write 2026-03"),
        ("2026/3", "write 2026-03"),
        ("13/01/2026", "write 2026-01-13"),
        ("05.05.2026", "write 2026-05-05"),
    ],
)
def test_a_text_that_can_mean_one_date_gets_that_date(written: str, hint: str) -> None:
    assert suggest_date(written) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("05/01/2026", "is that 5 January (write 2026-01-05) or 1 May (write 2026-05-01)?"),
        ("12-03-2026", MARCH_OR_DECEMBER),
        ("12.3.2026", MARCH_OR_DECEMBER),
        ("12032026", MARCH_OR_DECEMBER),
        (
            "12/03/26",
            "is that 12 March 2026 (write 2026-03-12) or 3 December 2026 (write 2026-12-03)?",
        ),
        (
            "26-03-12",
            "is that 12 March 2026 (write 2026-03-12) or 26 March 2012 (write 2012-03-26)?",
        ),
        (
            "260312",
            "is that 12 March 2026 (write 2026-03-12) or 26 March 2012 (write 2012-03-26)?",
        ),
        ("13/01/98", "is that 13 January 1998 (write 1998-01-13)?"),
        ("12-Mar-26", "is that 12 March 2026 (write 2026-03-12)?"),
        ("Mar-26", "is that March 2026 (write 2026-03)?"),
        ("March '26", "is that March 2026 (write 2026-03)?"),
        ("'26", "is that 2026 (write 2026)?"),
        ("68", "is that 2068 (write 2068)?"),
        ("69", "is that 1969 (write 1969)?"),
        ("202603", "is that March 2026 (write 2026-03)?"),
        ("2026-30-5", "is that 30 May (write 2026-05-30)?"),
    ],
)
def test_a_text_that_can_mean_several_dates_gets_a_question(written: str, hint: str) -> None:
    assert suggest_date(written) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-03-12 to 2026-03-13", TWO_DAYS),
        ("2026-03-12/2026-03-13", TWO_DAYS),
        ("2026-03-12..2026-03-13", TWO_DAYS),
        ("2026-03-12 - 13", TWO_DAYS),
        ("2026-03-12 \N{EN DASH} 03-13", TWO_DAYS),
        ("12-13 March 2026", TWO_DAYS),
        ("12\N{EN DASH}13 March 2026", TWO_DAYS),
        ("12 and 13 March 2026", TWO_DAYS),
        ("12 March until 13 March 2026", TWO_DAYS),
        ("Thu 12th - Fri 13th Mar 2026", TWO_DAYS),
        ("30 March - 2 April 2026", "write date: 2026-03-30 and end_date: 2026-04-02"),
        ("March to May 2026", "write date: 2026-03 and end_date: 2026-05"),
        ("2024-2025", "write date: 2024 and end_date: 2025"),
        ("2024/25", "write date: 2024 and end_date: 2025"),
        ("Q1 2026", "write date: 2026-01 and end_date: 2026-03"),
        ("2026-Q4", "write date: 2026-10 and end_date: 2026-12"),
        ("2026-W11", "write date: 2026-03-09 and end_date: 2026-03-15"),
        ("05/01/2026 - 06/01/2026", CURE_SPAN),
        ("05/01/26 to 06/01/26", CURE_SPAN),
        ("2026-03-13 to 2026-03-12", CURE_SPAN),
    ],
)
def test_a_span_gets_two_keys(written: str, hint: str) -> None:
    assert suggest_date(written) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("today", CURE_DAY),
        ("Yesterday", CURE_DAY),
        ("12 March", "add the year, as in 2026-03-12"),
        ("29 February", "add the year, as in 2024-02-29"),
        ("spring 2026", SOME_YEAR),
        ("c. 2026", SOME_YEAR),
        ("2026 (TBC)", SOME_YEAR),
        ("31/31/2026", SOME_YEAR),
        ("2026-W99", SOME_YEAR),
        ("2026-366", SOME_YEAR),
        ("TBC", CURE),
        ("ongoing", CURE),
        ("March", CURE),
        ("", CURE),
        ("1/1/0000", CURE),
        ("0000-001", CURE),
        ("99-99-99", CURE),
        ("MMXXVI", CURE),
    ],
)
def test_a_text_that_says_too_little_gets_the_form(written: str, hint: str) -> None:
    assert suggest_date(written) == hint


@pytest.mark.parametrize(
    ("numbers", "hint"),
    [
        ([2026, 2, 30], "February 2026 ends on 2026-02-28"),
        ([2024, 2, 31], "February 2024 ends on 2024-02-29"),
        ([2026, 3, 0], "write 2026-03 for the whole month"),
        ([2026, 30, 5], "is that 30 May (write 2026-05-30)?"),
        ([2026, 13], "months run from 01 to 12"),
        ([2026, 0], "write 2026 for the whole year"),
        ([2026, 0, 0], "write 2026 for the whole year"),
        ([2026, 0, 5], "months run from 01 to 12"),
        ([2026, 13, 32], "months run from 01 to 12"),
        ([2024, 25], "write date: 2024 and end_date: 2025"),
        ([0], "write a year such as 2026"),
        ([0, 3, 12], "write a year such as 2026"),
    ],
    ids=str,
)
def test_a_date_that_does_not_exist_gets_its_limits(numbers: list[int], hint: str) -> None:
    assert suggest_existing(numbers) == hint


WRITTEN = re.compile(r"(?:write|as in|date:|such as|or) (\d{4}(?:-\d\d){0,2})")


@check_property
@given(
    st.text(alphabet="0123456789-/. '", max_size=24)
    | st.lists(
        st.sampled_from(
            ["12", "31", "0000", "2026", "9999", "March", "Feb", "xii", "W53", "7", "to", "-", "Q4"]
        ),
        max_size=6,
    ).map(" ".join)
    | st.text()
)
@example("9999-W52-7")
@example("9999-W52")
@example("0001-W01-1")
@example("2026-W01-1")
def test_whatever_is_proposed_can_be_read(text: str) -> None:
    for proposed in WRITTEN.findall(suggest_date(text)):
        if FIRST_YEAR <= int(proposed[:4]) <= LAST_YEAR:
            assert read(read_date, proposed) == (make_date(proposed), [])


@check_property
@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from(["-", "/", ".", " "]))
def test_every_day_is_among_the_readings_of_its_usual_forms(day: date, separator: str) -> None:
    when = PartialDate(day.year, day.month, day.day)
    full = separator.join((f"{day.day}", f"{day.month}", f"{day.year:04}"))
    assert when in find_readings(full).dates
    assert find_readings(full).is_sure == (day.day == day.month or day.day > 12)
    iso_week = "{:04}-W{:02}-{}".format(*day.isocalendar())
    assert suggest_date(iso_week) == f"write {when}" or day.isocalendar()[0] > date.max.year
    assert suggest_date(f"{day.year:04}-{day.timetuple().tm_yday:03}") == f"write {when}"
    words = format_date(when).rpartition(" ")[0]
    assert suggest_date(f"{words} {day.year:04}") == f"write {when}"


@check_property
@given(st.dates(), st.dates())
def test_two_days_with_a_word_between_are_a_span_if_the_first_is_earlier(
    one: date, other: date
) -> None:
    span = find_span(normalise_date(f"{one} to {other}"))
    assert (span is not None) == (one < other)
    assert span is None or (span[0].first_day, span[1].first_day) == (one, other)
