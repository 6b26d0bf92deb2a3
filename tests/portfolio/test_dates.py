"""Dates of day, month or year precision, and periods."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.dates import (
    CpdYear,
    EndDate,
    Ongoing,
    PartialDate,
    Period,
    YearStart,
    format_date,
    format_dates,
    format_day,
    go_back,
    name_period,
    settle_period,
)
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR, read_date
from tests.conftest import MakeSite
from tests.portfolio.reading import read
from tests.portfolio.values import make_date
from tests.properties import check_property
from tests.site_maker import build, read_page, write_entry

DAYS = st.dates()
PARTIAL_DATES = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
        ]
    )
)
BEGIN = date(2024, 1, 1)
NEAR_DAYS = st.integers(0, 40).map(lambda number: BEGIN + timedelta(number))
YEAR_STARTS = DAYS.filter(lambda day: (day.month, day.day) != (2, 29)).map(
    lambda day: YearStart(day.month, day.day)
)
MODERN_DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@check_property
@given(PARTIAL_DATES)
def test_a_date_that_is_written_reads_back_as_the_same(when: PartialDate) -> None:
    assert read(read_date, str(when)) == (when, [])


@check_property
@given(PARTIAL_DATES)
def test_a_date_stands_for_all_days_that_begin_as_it_is_written(when: PartialDate) -> None:
    first, last = when.first_day, when.last_day
    assert first.isoformat().startswith(str(when))
    assert last.isoformat().startswith(str(when))
    around = [first - timedelta(1)] if first > date.min else []
    around += [last + timedelta(1)] if last < date.max else []
    assert not any(day.isoformat().startswith(str(when)) for day in around)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), id="day"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="leap-month"),
        pytest.param("2023-02", date(2023, 2, 1), date(2023, 2, 28), id="month"),
        pytest.param("2023", date(2023, 1, 1), date(2023, 12, 31), id="year"),
    ],
)
def test_a_month_or_a_year_counts_as_all_its_days(text: str, first: date, last: date) -> None:
    when = make_date(text)
    assert (when.first_day, when.last_day) == (first, last)


@check_property
@given(st.none() | NEAR_DAYS, st.none() | NEAR_DAYS, NEAR_DAYS, st.none() | NEAR_DAYS)
def test_a_span_is_in_every_period_in_which_a_day_of_it_falls(
    start: date | None, end: date | None, first: date, last: date | None
) -> None:
    if last and last < first:
        first, last = last, first
    window = [BEGIN + timedelta(number) for number in range(-1, 42)]
    span = [day for day in window if first <= day and (last is None or day <= last)]
    in_period = [day for day in span if (start or day) <= day <= (end or day)]
    if start and end and end < start:
        start, end = end, start
        in_period = [day for day in span if start <= day <= end]
    assert Period(start, end).covers(first, last) == bool(in_period)


@check_property
@given(PARTIAL_DATES, MODERN_DAYS, MODERN_DAYS)
def test_a_partial_date_is_in_a_period_when_one_of_its_days_is(
    when: PartialDate, one: date, other: date
) -> None:
    start, end = min(one, other), max(one, other)
    inside = max(start, when.first_day) <= min(end, when.last_day)
    assert Period(start, end).covers(when.first_day, when.last_day) == inside


@check_property
@given(YEAR_STARTS, MODERN_DAYS)
def test_every_day_is_in_exactly_one_cpd_year(starts: YearStart, day: date) -> None:
    years = [
        year
        for year in range(day.year - 2, day.year + 3)
        if starts.period_of(year).covers(day, day)
    ]
    assert years == [starts.year_of(day)]


@check_property
@given(YEAR_STARTS, st.integers(1950, 2100))
def test_cpd_years_follow_one_another_without_a_gap(starts: YearStart, year: int) -> None:
    this, following = starts.period_of(year), starts.period_of(year + 1)
    assert this.end
    assert this.end + timedelta(1) == following.start


def test_the_last_year_of_the_calendar_ends_with_the_calendar() -> None:
    assert YearStart(9, 1).period_of(9999) == Period(date(9999, 9, 1), date.max)


def test_a_cpd_year_that_began_before_the_calendar_begins_with_the_calendar() -> None:
    starts = YearStart(9, 1)
    assert starts.year_of(date.min) == 0
    assert starts.period_of(0) == Period(date.min, date(1, 8, 31))
    assert starts.period_of(0).covers(date.min, date.min)


@pytest.mark.parametrize(
    ("starts", "year", "name"),
    [
        pytest.param(YearStart(), 1, "0001", id="first-year"),
        pytest.param(YearStart(9, 1), 0, "0000-01", id="before-the-first-year"),
        pytest.param(YearStart(9, 1), 9999, "9999-00", id="last-year"),
        pytest.param(YearStart(), 2025, "2025", id="calendar-year"),
        pytest.param(YearStart(9, 1), 2024, "2024-25", id="both-years"),
        pytest.param(YearStart(4, 6), 1999, "1999-00", id="century"),
    ],
)
def test_a_cpd_year_is_named_by_the_years_in_which_it_lies(
    starts: YearStart, year: int, name: str
) -> None:
    assert starts.name_of(year) == name


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 11, 23), 3, date(2026, 8, 23)),
        (date(2026, 2, 10), 15, date(2024, 11, 10)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_earlier_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, earlier: date
) -> None:
    assert go_back(day, months) == earlier


def test_nothing_lies_before_the_calendar() -> None:
    with pytest.raises(OverflowError):
        go_back(date(1, 3, 1), 3)


def test_a_day_is_written_in_words() -> None:
    assert format_day(date(2026, 3, 2)) == "2 March 2026"


@check_property
@given(PARTIAL_DATES)
def test_a_date_in_words_is_no_more_exact_than_it_is(when: PartialDate) -> None:
    words = format_date(when).split()
    assert len(words) == 1 + bool(when.month) + bool(when.day)
    assert words[-1] == str(when.year)
    if when.month:
        assert calendar.month_name[when.month] in words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param("2026-03-12", None, "12 March 2026", id="day"),
        pytest.param("2026-03", None, "March 2026", id="month"),
        pytest.param("2026", None, "2026", id="year"),
        pytest.param("2026-03-12", "2026-03-12", "12 March 2026", id="same-day"),
        pytest.param("2026-03-12", "2026-03-13", "12–13 March 2026", id="same-month"),  # noqa: RUF001
        pytest.param("2026-03-30", "2026-04-02", "30 March – 2 April 2026", id="same-year"),  # noqa: RUF001
        pytest.param(
            "2025-12-30",
            "2026-01-02",
            "30 December 2025 – 2 January 2026",  # noqa: RUF001
            id="two-years",
        ),
        pytest.param("2026-03", "2026-05", "March – May 2026", id="months"),  # noqa: RUF001
        pytest.param("2026-03", "2026", "March 2026 – 2026", id="month-to-year"),  # noqa: RUF001
        pytest.param("2025", "2026", "2025 – 2026", id="years"),  # noqa: RUF001
        pytest.param("2026-03-12", "2026-05", "12 March 2026 – May 2026", id="day-to-month"),  # noqa: RUF001
        pytest.param("2026", "2026-05-02", "2026 – 2 May 2026", id="year-to-day"),  # noqa: RUF001
        pytest.param("2025-05", "ongoing", "from May 2025, ongoing", id="ongoing"),
    ],
)
def test_a_span_is_written_in_words(start: str, end: str | None, words: str) -> None:
    ends: EndDate = Ongoing.ONGOING if end == "ongoing" else make_date(end) if end else None
    assert format_dates(make_date(start), ends) == words


def test_ongoing_is_written_as_front_matter_does() -> None:
    assert str(Ongoing.ONGOING) == "ongoing"


@pytest.mark.parametrize(
    ("asked", "days", "words"),
    [
        pytest.param(CpdYear(2025), ("2025-01-01", "2025-12-31"), "2025", id="year"),
        pytest.param(Period(), ("", ""), "", id="all"),
        pytest.param(
            Period(date(2025, 1, 1), date(2025, 6, 30)),
            ("2025-01-01", "2025-06-30"),
            "1 January 2025 to 30 June 2025",
            id="days",
        ),
        pytest.param(
            Period(date(2025, 1, 1)), ("2025-01-01", ""), "from 1 January 2025", id="open-end"
        ),
        pytest.param(
            Period(None, date(2025, 6, 30)),
            ("", "2025-06-30"),
            "until 30 June 2025",
            id="open-start",
        ),
    ],
)
def test_a_period_that_a_file_names_has_days_and_words(
    asked: CpdYear | Period, days: tuple[str, str], words: str
) -> None:
    settled = settle_period(asked, YearStart())
    assert tuple(str(day or "") for day in (settled.start, settled.end)) == days
    assert name_period(asked, YearStart()) == words


def test_the_settings_say_which_days_and_which_name_a_cpd_year_has() -> None:
    september = YearStart(9, 1)
    for year in (CpdYear(2024), CpdYear(2024, is_split=True)):
        assert settle_period(year, september) == Period(date(2024, 9, 1), date(2025, 8, 31))
        assert name_period(year, september) == "2024-25"
    assert settle_period(None, september) == Period()
    assert [str(CpdYear(2024)), str(CpdYear(1999, is_split=True))] == ["2024", "1999-00"]


@pytest.mark.parametrize("starts", ["01-01", "09-01"])
def test_a_site_of_the_first_and_the_last_year_that_are_read_can_be_built(
    site: MakeSite, starts: str
) -> None:
    root = site(
        {
            "cpdsite.toml": f'theme = "plain"\nrecord_files = []\nyear_starts = "{starts}"\n',
            "content/activities/first.md": write_entry(date="1800-01-01", end_date="1800-12"),
            "content/activities/last.md": write_entry(date="2200", end_date="ongoing"),
        }
    )
    assert build(root, today=date.max, base_url="https://a.example/").shown == 2
    listed = read_page(root, "activities/index.html")
    assert listed.index("last/") < listed.index("first/")
    assert "1800-01-01T00:00:00Z" in read_page(root, "feed.xml")
    years = sorted(path.name for path in (root / "public" / "years").iterdir())
    assert years == (["1800", "2200"] if starts == "01-01" else ["1799-00", "1800-01", "2199-00"])
