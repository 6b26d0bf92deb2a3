"""Charts: their counts, their quarters and years, and that what they say is true."""

import re
from bisect import bisect
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.portfolio.dates import Ongoing, PartialDate, YearStart, name_month
from cpdsite.site import charts
from cpdsite.site.charts import (
    MOST_LABELS,
    MOST_QUARTERS,
    MOST_YEARS,
    chart_time,
    chart_types,
    count_types,
)
from cpdsite.site.directory import Directory
from cpdsite.site.home_views import ChartView
from cpdsite.site.views import LinkView
from tests.portfolio.values import make_activity
from tests.properties import check_property
from tests.site.directories import make_small

CALENDAR = YearStart()
AUTUMN = YearStart(9, 1)
TAX = YearStart(4, 6)
LATE = YearStart(1, 31)
STARTS = st.sampled_from([CALENDAR, AUTUMN, TAX, LATE, YearStart(12, 31), YearStart(2, 28)])
NEAR = st.lists(st.dates(date(2023, 2, 28), date(2026, 1, 1)), min_size=1, max_size=30)
FAR = st.lists(st.dates(date(1800, 1, 1), date(2200, 12, 31)), min_size=1, max_size=9)
DASH = "\N{EN DASH}"
VAGUE = " What is dated by a month or a year alone counts on its first day."


def make(*dates: str, **settings: Any) -> Directory:
    """Return the directory of a portfolio with an activity for each date."""
    activities = (make_activity(f"a{number}", it) for number, it in enumerate(dates))
    return make_small(*activities, **settings)


def make_typed(*types: str, **settings: Any) -> Directory:
    """Return the directory of a portfolio with an activity for each type."""
    activities = (make_activity(f"a{number}", type=it) for number, it in enumerate(types))
    return make_small(*activities, **settings)


def find_chart(*dates: str, starts: YearStart = CALENDAR) -> ChartView:
    chart = chart_time(make(*dates, year_starts=starts))
    assert chart
    return chart


def find_bars(chart: ChartView) -> list[tuple[str, int]]:
    return [(it.title, it.count) for it in chart.bars]


def begin_quarters(starts: YearStart) -> list[date]:
    """Return the days on which a quarter begins, found by looking at every day in turn."""
    found = []
    for number in range(365 * 15):
        day = date(2015, 1, 1) + timedelta(number)
        before = day - timedelta(1)
        is_late = day.day == 1 and before.day < starts.day
        month = before.month if is_late else day.month
        if (day.day == starts.day or is_late) and (month - starts.month) % 3 == 0:
            found.append(day)
    return found


def name_span(first: date, last: date, *, with_days: bool) -> str:
    opening, ending = (
        f"{it.day} {name_month(it.month)}" if with_days else name_month(it.month)
        for it in (first, last)
    )
    if first.year != last.year:
        opening += f" {first.year}"
    return f"{opening} {DASH} {ending} {last.year}"


def read_day(text: str) -> date:
    """Return the day that ``6 April 2023`` names, or the first of ``April 2023``."""
    *day, month, year = text.split()
    number = [name_month(number) for number in range(1, 13)].index(month) + 1
    return date(int(year), number, int(day[0]) if day else 1)


def test_types_are_counted_and_the_most_frequent_comes_first() -> None:
    directory = make_typed("course", "reading", "webinar", "Glass blowing", "", "course")
    expected = (
        LinkView("Course", "/types/course/", 3),
        LinkView("Glass blowing", "/types/glass-blowing/", 1),
        LinkView("Reading", "/types/reading/", 1),
    )
    assert count_types(directory.portfolio.activities, directory) == expected
    chart = chart_types(directory)
    assert chart
    assert chart.title == "By type"
    assert [(it.title, it.url, it.count) for it in chart.bars] == [
        (it.title, it.url, it.count) for it in expected
    ]
    assert [it.share for it in chart.bars] == [100, 33, 33]
    assert {it.label for it in chart.bars} == {""}


def test_without_lists_of_types_a_bar_leads_nowhere() -> None:
    chart = chart_types(make_typed("course", lists=()))
    assert chart
    assert [(it.title, it.url) for it in chart.bars] == [("Course", "")]


@pytest.mark.parametrize(
    ("types", "text"),
    [
        (["course"], "One type of activity: Course."),
        (["course", "webinar", ""], "One type of activity: Course. 1 has no type."),
        (["course", "", ""], "One type of activity: Course. 2 have no type."),
        (["course", "reading"], "2 types of activity, with one of each."),
        (["course", "reading"] * 2, "2 types of activity, with at most 2 of each."),
        (
            ["course", "reading", "course", ""],
            "2 types of activity. The most frequent: Course, 2 of 4. 1 has no type.",
        ),
    ],
)
def test_the_chart_of_types_says_what_it_shows(types: list[str], text: str) -> None:
    chart = chart_types(make_typed(*types))
    assert chart
    assert chart.description == text


def test_no_bar_is_too_short_to_be_seen() -> None:
    chart = chart_types(make_typed(*["course"] * 400, "reading"))
    assert chart
    assert [it.share for it in chart.bars] == [100, 1]


@pytest.mark.parametrize("types", [[], [""], ["", ""]])
def test_without_types_there_is_no_chart_of_them(types: list[str]) -> None:
    assert chart_types(make_typed(*types)) is None


def test_without_activities_there_is_no_chart_of_time() -> None:
    assert chart_time(make()) is None


def test_one_activity_is_one_bar_after_those_of_its_year() -> None:
    chart = find_chart("2026-05-20")
    assert chart.title == "By quarter"
    assert find_bars(chart) == [
        (f"January {DASH} March 2026", 0),
        (f"April {DASH} June 2026", 1),
    ]
    assert [it.share for it in chart.bars] == [0, 100]
    assert [it.label for it in chart.bars] == ["2026", ""]
    assert chart.description == f"All activities began in one quarter, April {DASH} June 2026."


@pytest.mark.parametrize(
    ("starts", "bars", "label"),
    [
        (
            CALENDAR,
            [(f"January {DASH} March 2023", 1), (f"April {DASH} June 2023", 2)],
            "2023",
        ),
        (
            AUTUMN,
            [
                (f"September {DASH} November 2022", 0),
                (f"December 2022 {DASH} February 2023", 0),
                (f"March {DASH} May 2023", 3),
            ],
            "2022-23",
        ),
        (
            TAX,
            [
                (f"6 April {DASH} 5 July 2022", 0),
                (f"6 July {DASH} 5 October 2022", 0),
                (f"6 October 2022 {DASH} 5 January 2023", 0),
                (f"6 January {DASH} 5 April 2023", 2),
                (f"6 April {DASH} 5 July 2023", 1),
            ],
            "2022-23",
        ),
        (
            LATE,
            [(f"31 January {DASH} 30 April 2023", 3)],
            "2023",
        ),
    ],
)
def test_quarters_are_those_of_the_cpd_year(
    starts: YearStart, bars: list[tuple[str, int]], label: str
) -> None:
    chart = find_chart("2023-03-31", "2023-04-05", "2023-04-06", starts=starts)
    assert find_bars(chart) == bars
    assert chart.bars[0].label.startswith(label)


def test_ongoing_activities_count_where_they_began() -> None:
    activities = [
        make_activity("a", "2025-02-01", end_date=Ongoing.ONGOING),
        make_activity("b", "2025-05-01", end_date=PartialDate(2025, 12)),
    ]
    chart = chart_time(make_small(*activities))
    assert chart
    assert [count for _, count in find_bars(chart)] == [1, 1]


@pytest.mark.parametrize(
    ("dates", "starts", "counts", "is_vague"),
    [
        (["2025-03"], CALENDAR, [1], False),
        (["2025-04", "2025-06-30"], CALENDAR, [0, 2], False),
        (["2025"], CALENDAR, [1], True),
        (["2025", "2025-12-31"], CALENDAR, [1, 0, 0, 1], True),
        (["2025-09"], AUTUMN, [1], False),
        (["2025-04"], TAX, [0, 0, 0, 1], True),
        (["2025-05"], TAX, [1], False),
    ],
)
def test_a_month_or_a_year_counts_on_its_first_day_and_the_chart_says_so(
    dates: list[str], starts: YearStart, counts: list[int], *, is_vague: bool
) -> None:
    chart = find_chart(*dates, starts=starts)
    assert [it.count for it in chart.bars] == counts
    assert chart.description.endswith(VAGUE) == is_vague


def test_up_to_some_quarters_are_shown_and_then_years() -> None:
    last = 2020 + MOST_QUARTERS // 4
    chart = find_chart("2020-12-31", f"{last - 1}-12-31")
    assert (chart.title, len(chart.bars)) == ("By quarter", MOST_QUARTERS)
    chart = find_chart("2020-12-31", f"{last}-01-01")
    assert (chart.title, len(chart.bars)) == ("By year", last - 2020 + 1)


def test_a_year_leads_to_its_list_if_it_has_one() -> None:
    chart = find_chart("2016-01-01", "2023-08-31", "2023-09-01", starts=AUTUMN)
    assert [(it.title, it.url, it.count) for it in chart.bars] == [
        ("2015-16", "/years/2015-16/", 1),
        *((f"{year}-{year % 100 + 1}", "", 0) for year in range(2016, 2022)),
        ("2022-23", "/years/2022-23/", 1),
        ("2023-24", "/years/2023-24/", 1),
    ]
    text = "Activities began in 3 of the 9 years from 2015-16 to 2023-24."
    assert chart.description == text
    without = chart_time(make("2016", "2023", lists=()))
    assert without
    assert {it.url for it in without.bars} == {""}


@pytest.mark.parametrize(
    ("first", "labels"),
    [
        (2020, ["2020", "2022", "2024", "2026"]),
        (2009, ["2009", "2014", "2019", "2024"]),
        (1900, ["2007", "2012", "2017", "2022"]),
    ],
)
def test_of_many_years_only_so_many_are_named_that_they_fit(first: int, labels: list[str]) -> None:
    chart = find_chart(f"{first}-01-01", "2026-01-01")
    assert chart.title == "By year"
    assert [it.label for it in chart.bars if it.label] == labels
    assert len(labels) <= MOST_LABELS
    assert all(it.label in ("", it.title) for it in chart.bars)


def test_the_latest_years_are_shown_where_a_date_is_centuries_ago() -> None:
    chart = find_chart("1826-01-01", "2025-01-01", "2026-01-01", "2026-01-02")
    assert len(chart.bars) == MOST_YEARS
    assert find_bars(chart)[-2:] == [("2025", 1), ("2026", 2)]
    assert chart.description == "Activities began in 2 of the 20 years from 2007 to 2026."


def test_no_bar_depends_on_the_day_on_which_it_is_drawn() -> None:
    with mock.patch.object(charts, "date") as clock:
        clock.side_effect = date
        clock.today.side_effect = AssertionError
        assert len(find_chart("2020-01-01", "2021-12-31").bars) == 8


@check_property
@given(NEAR, STARTS)
@example([date(2024, 2, 29), date(2024, 4, 30), date(2024, 5, 1)], LATE)
def test_quarters_hold_what_began_between_their_days(days: list[date], starts: YearStart) -> None:
    chart = find_chart(*map(str, days), starts=starts)
    begins = begin_quarters(starts)
    places = [bisect(begins, day) - 1 for day in days]
    year = max(it for it in begins if it <= min(days) and is_new_year(it, starts))
    shown = range(begins.index(year), max(places) + 1)
    with_days = starts.day > 1
    assert find_bars(chart) == [
        (
            name_span(begins[it], begins[it + 1] - timedelta(1), with_days=with_days),
            places.count(it),
        )
        for it in shown
    ]
    labels = [starts.name_of(starts.year_of(day)) for day in begins[shown.start : shown.stop]]
    assert [it.label for it in chart.bars] == [
        label if is_new_year(begins[place], starts) else ""
        for label, place in zip(labels, shown, strict=True)
    ]


def is_new_year(day: date, starts: YearStart) -> bool:
    return (day.month, day.day) == (starts.month, starts.day)


@check_property
@given(NEAR | FAR, STARTS)
def test_shares_are_per_cent_of_the_longest_bar(days: list[date], starts: YearStart) -> None:
    bars = find_chart(*map(str, days), starts=starts).bars
    most = max(it.count for it in bars)
    assert all(abs(it.share - 100 * it.count / most) <= 0.5 for it in bars)
    assert max(it.share for it in bars) == 100
    assert len(bars) <= MOST_YEARS


SENTENCE = re.compile(
    r"Activities began in (?:each|(\d+)) of the (\d+) (quarters|years) from (.+) to (.+)\."
)


@check_property
@given(NEAR, STARTS)
def test_what_is_said_of_quarters_is_true(days: list[date], starts: YearStart) -> None:
    text = find_chart(*map(str, days), starts=starts).description
    begins = begin_quarters(starts)
    places = {bisect(begins, day) - 1 for day in days}
    found = SENTENCE.fullmatch(text)
    if not found:
        assert len(places) == 1
        assert text.startswith("All activities began in one quarter, ")
        return
    number, whole, unit, first, last = found.groups()
    assert unit == "quarters"
    assert len(places) == int(number or whole)
    assert int(whole) == max(places) - min(places) + 1
    assert read_day(first) == begins[min(places)]
    end = begins[max(places) + 1] - timedelta(1)
    assert read_day(last) == (end if starts.day > 1 else end.replace(day=1))


@check_property
@given(FAR, STARTS)
@example([date(1800, 1, 1), date(2200, 12, 31)], AUTUMN)
def test_what_is_said_of_years_is_true(days: list[date], starts: YearStart) -> None:
    chart = find_chart(*map(str, days), starts=starts)
    found = SENTENCE.fullmatch(chart.description)
    if chart.title != "By year":
        return
    assert found
    number, whole, unit, first, last = found.groups()
    assert unit == "years"
    years = sorted({starts.year_of(day) for day in days})
    begin = max(years[0], years[-1] - MOST_YEARS + 1)
    assert (first, last) == (starts.name_of(begin), starts.name_of(years[-1]))
    assert int(whole) == years[-1] - begin + 1
    assert int(number or whole) == len([it for it in years if it >= begin])
