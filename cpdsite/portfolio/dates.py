"""Calendar dates of day, month or year precision, and periods. Never a time, never a zone."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English whatever the locale, which the names of the module ``calendar`` follow."""


def name_month(month: int) -> str:
    """Return the name of a month, counted from 1."""
    return MONTH_NAMES[month - 1]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month (``day`` is 0) or a year (``month`` and ``day`` are 0)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first_day(self) -> date:
        """The first day that it stands for."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that it stands for: a month or a year counts as all its days."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Write it as front matter does: ``2026-03-12``, ``2026-03`` or ``2026``."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


class Ongoing(Enum):
    """The end of an activity that has none yet."""

    ONGOING = "ongoing"

    def __str__(self) -> str:
        """Write it as front matter does."""
        return self.value


EndDate = PartialDate | Ongoing | None


def go_back(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of a shorter month.

    Raises ``OverflowError`` for what lies before the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_in_calendar(numbers: list[int]) -> bool:
    """Tell whether a year, its month and its day exist, as far as they are given."""
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``None`` leaves that side open."""

    start: date | None = None
    end: date | None = None

    def covers(self, first_day: date, last_day: date | None) -> bool:
        """Tell whether a day of the span falls in the period; ``None`` is a span without end."""
        begins_in_time = self.end is None or first_day <= self.end
        ends_in_time = self.start is None or last_day is None or last_day >= self.start
        return begins_in_time and ends_in_time


@dataclass(frozen=True, slots=True, order=True)
class YearStart:
    """The day on which a person's CPD year begins."""

    month: int = 1
    day: int = 1

    def year_of(self, day: date) -> int:
        """Return the calendar year in which the CPD year of ``day`` begins."""
        return day.year if (day.month, day.day) >= (self.month, self.day) else day.year - 1

    def period_of(self, year: int) -> Period:
        """Return the CPD year that begins in ``year``, as far as it lies in the calendar."""
        following = date(year + 1, self.month, self.day) if year < date.max.year else None
        end = following - timedelta(days=1) if following else date.max
        start = date(year, self.month, self.day) if year >= date.min.year else date.min
        return Period(start, end)

    def name_of(self, year: int) -> str:
        """Name a CPD year: ``2025``, or ``2024-25`` when it is not a calendar year."""
        is_calendar_year = (self.month, self.day) == (1, 1)
        return f"{year:04}" if is_calendar_year else f"{year:04}-{(year + 1) % 100:02}"


@dataclass(frozen=True, slots=True)
class CpdYear:
    """A CPD year by the calendar year in which it begins; ``is_split`` was written ``2024-25``."""

    year: int
    is_split: bool = False

    def __str__(self) -> str:
        """Write it as front matter does."""
        return f"{self.year:04}-{(self.year + 1) % 100:02}" if self.is_split else f"{self.year:04}"


AskedPeriod = CpdYear | Period
"""A period as a file names it: what days a CPD year has, the settings say."""


def settle_period(asked: AskedPeriod | None, year_starts: YearStart) -> Period:
    """Return the days of a period that a file names; without one, all there are."""
    if isinstance(asked, CpdYear):
        return year_starts.period_of(asked.year)
    return asked or Period()


def name_period(asked: AskedPeriod, year_starts: YearStart) -> str:
    """Name a period in words: a CPD year by its name, any other by its days."""
    if isinstance(asked, CpdYear):
        return year_starts.name_of(asked.year)
    return write_period(asked)


def write_period(period: Period) -> str:
    """Write a period in words: ``1 January 2025 to 31 December 2025``; ``""`` for all there is."""
    start = format_day(period.start) if period.start else ""
    end = format_day(period.end) if period.end else ""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def format_day(day: date) -> str:
    """Write a day in words: ``12 March 2026``."""
    return f"{day.day} {name_month(day.month)} {day.year}"


def format_date(when: PartialDate) -> str:
    """Write a date in words, no more exact than it is: ``March 2026``."""
    if when.day:
        return format_day(when.first_day)
    return f"{name_month(when.month)} {when.year}" if when.month else f"{when.year}"


def format_dates(start: PartialDate, end: EndDate) -> str:
    """Write a span in words: ``12-13 March 2026`` (with an en dash), ``from May 2025``."""
    if isinstance(end, Ongoing):
        return f"from {format_date(start)}, ongoing"
    if end is None or end == start:
        return format_date(start)
    same_month = (start.year, start.month) == (end.year, end.month)
    if start.day and end.day and same_month:
        return f"{start.day}\N{EN DASH}{format_date(end)}"
    is_alike = bool(start.day) == bool(end.day) and bool(start.month) == bool(end.month)
    if start.month and start.year == end.year and is_alike:
        opening = format_date(start).rsplit(" ", 1)[0]
        return f"{opening} \N{EN DASH} {format_date(end)}"
    return f"{format_date(start)} \N{EN DASH} {format_date(end)}"
