"""Charts of a portfolio: how varied the development has been, and how steady."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from math import ceil

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import PartialDate, YearStart, format_date, format_dates
from cpdsite.site.directory import Directory
from cpdsite.site.home_views import BarView, ChartView
from cpdsite.site.views import LinkView

MOST_QUARTERS = 16
"""How many quarters a chart shows at most; where there are more, it shows years."""

MOST_YEARS = 20
"""How many years a chart shows at most: the latest, so that a mistyped century makes no long page."""

MOST_LABELS = 4
"""How many years are named below a chart at most: so many stand beside each other on a phone."""

MONTHS = 12
QUARTER = 3
A_YEAR = MONTHS // QUARTER


def count_types(activities: Iterable[Activity], directory: Directory) -> tuple[LinkView, ...]:
    """Return each type that some activities have with how many have it, most frequent first."""
    links = (directory.types[it.type] for it in activities if it.type)
    counts = Counter(LinkView(link.title, link.url) for link in links)
    found = (LinkView(it.title, it.url, count) for it, count in counts.items())
    return tuple(sorted(found, key=lambda it: (-it.count, it.title.casefold(), it.url)))


def chart_types(directory: Directory) -> ChartView | None:
    """Return the chart of how many activities there are of each type; none without types."""
    activities = directory.portfolio.activities
    links = count_types(activities, directory)
    if not links:
        return None
    most = links[0].count
    bars = tuple(BarView(it.title, it.url, it.count, _share(it.count, most)) for it in links)
    return ChartView("By type", "Type", _describe_types(links, len(activities)), bars)


def _share(count: int, most: int) -> int:
    # What there is at all is to be seen.
    return max(round(100 * count / most), 1) if count else 0


def _describe_types(links: tuple[LinkView, ...], total: int) -> str:
    most = links[0].count
    leaders = [it.title for it in links if it.count == most]
    text = f"{len(links)} types of activity, with at most {most} of each."
    if len(links) == 1:
        text = f"One type of activity: {leaders[0]}."
    elif most == 1:
        text = f"{len(links)} types of activity, with one of each."
    elif len(leaders) == 1:
        text = (
            f"{len(links)} types of activity. The most frequent: {leaders[0]}, {most} of {total}."
        )
    untyped = total - sum(it.count for it in links)
    if untyped:
        text += f" {untyped} {'has' if untyped == 1 else 'have'} no type."
    return text


def chart_time(directory: Directory) -> ChartView | None:
    """Return the chart of how many activities began in each quarter or year; none without any.

    Quarters are those of the CPD year. What began in a month or a year counts on its first
    day. The chart ends with the last activity: nothing here reads the clock.
    """
    days = [it.first_day for it in directory.portfolio.activities]
    if not days:
        return None
    quarters = Counter(map(partial(_find_quarter, starts=directory.settings.year_starts), days))
    shown = _from_new_year(range(min(quarters), max(quarters) + 1))
    if len(shown) > MOST_QUARTERS:
        return _chart_years(directory)
    return _chart_quarters(shown, quarters, directory)


def _find_quarter(day: date, starts: YearStart) -> int:
    """Return the quarter of a CPD year in which a day falls, counted on from year to year."""
    months = (day.year * MONTHS + day.month) - (day.day < starts.day)
    return (months - starts.month) // QUARTER


def _from_new_year(span: range) -> range:
    """Return the quarters of a span, and those before it in its first year."""
    return range(span.start // A_YEAR * A_YEAR, span.stop)


def _chart_quarters(shown: range, counts: Counter[int], directory: Directory) -> ChartView:
    starts, most = directory.settings.year_starts, max(counts.values())
    bars = tuple(
        BarView(
            title=format_dates(*_span_quarter(it, starts)),
            url="",
            count=counts[it],
            share=_share(counts[it], most),
            label="" if it % A_YEAR else starts.name_of(it // A_YEAR),
        )
        for it in shown
    )
    used = range(min(counts), shown.stop)
    first, last = _span_quarter(used[0], starts)[0], _span_quarter(used[-1], starts)[1]
    text = f"All activities began in one quarter, {format_dates(first, last)}."
    if len(used) > 1:
        ends = f"from {format_date(first)} to {format_date(last)}"
        text = f"Activities began in {_count_of(len(counts), len(used))} quarters {ends}."
    find = partial(_find_quarter, starts=starts)
    return ChartView("By quarter", "Quarter", text + _warn_of_vague(find, directory), bars)


def _span_quarter(quarter: int, starts: YearStart) -> tuple[PartialDate, PartialDate]:
    """Return the first and the last month of a quarter, or days where it begins within a month."""
    ends = (_begin_quarter(quarter, starts), _begin_quarter(quarter + 1, starts) - timedelta(1))
    first, last = (PartialDate(it.year, it.month, it.day * (starts.day > 1)) for it in ends)
    return first, last


def _begin_quarter(quarter: int, starts: YearStart) -> date:
    years, index = divmod(quarter * QUARTER + starts.month - 1, MONTHS)
    length = monthrange(years, index + 1)[1]
    # A quarter that would begin on the 31st of a shorter month begins on the day after it.
    return date(years, index + 1, min(starts.day, length)) + timedelta(starts.day > length)


def _chart_years(directory: Directory) -> ChartView:
    starts = directory.settings.year_starts
    found = Counter(starts.year_of(it.first_day) for it in directory.portfolio.activities)
    last = max(found)
    shown = range(max(min(found), last - MOST_YEARS + 1), last + 1)
    counts = Counter({year: found[year] for year in shown})
    bars = tuple(_bar_year(it, counts, directory) for it in shown)
    many = _count_of(sum(1 for it in shown if counts[it]), len(shown))
    ends = f"from {starts.name_of(shown[0])} to {starts.name_of(last)}"
    text = f"Activities began in {many} years {ends}."
    return ChartView("By year", "Year", text + _warn_of_vague(starts.year_of, directory), bars)


def _bar_year(year: int, counts: Counter[int], directory: Directory) -> BarView:
    link = directory.year_link(year)
    share = _share(counts[year], max(counts.values()))
    url = link.url if year in directory.years else ""
    years = tuple(counts)
    is_named = years.index(year) % ceil(len(years) / MOST_LABELS) == 0
    return BarView(link.title, url, counts[year], share, link.title if is_named else "")


def _count_of(number: int, whole: int) -> str:
    return f"each of the {whole}" if number == whole else f"{number} of the {whole}"


def _warn_of_vague(find: Callable[[date], int], directory: Directory) -> str:
    """Return what to say of dates that are less exact than the chart; ``""`` without such."""
    dates = (it.date for it in directory.portfolio.activities)
    if all(find(it.first_day) == find(it.last_day) for it in dates):
        return ""
    return " What is dated by a month or a year alone counts on its first day."
