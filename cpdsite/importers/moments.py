"""Single dates in a cell, in a given order of day and month, and both sides of a span."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpdsite.portfolio.dates import PartialDate, is_in_calendar
from cpdsite.portfolio.loose_dates import FIRST_SHORT_YEAR, MONTHS, find_readings

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
BOTH_ORDERS = (DAY_FIRST, MONTH_FIRST)

NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})([-/. ])'?(\d{4}|\d{2})")
BARE = re.compile(r"'?\d{1,2}|\d{6}")
"""Two figures may be a day as well as a year, and six may be many things."""

TWO_DAYS = re.compile(r"(?<!\d)\d{1,2}\s*[-/]\s*\d{1,2}(?!\d)")
"""What is a span of days with the name of a month, and no day with a year."""

KEPT = 8192
"""How many texts are kept as read: those of a record resemble each other."""

FULL_YEAR = 4
"""How many figures a year has that leaves no doubt."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as read, and whether nothing else can be meant."""

    date: PartialDate
    is_sure: bool = True


@functools.lru_cache(maxsize=KEPT)
def read_moment(text: str, order: str) -> Moment | None:
    """Read one normalised date, its figures in the order that is given."""
    if BARE.fullmatch(text):
        return None
    if numeric := NUMERIC.fullmatch(text):
        # With "12-14/03" the middle belongs to the first, which is a span.
        is_one = numeric[2] == numeric[4]
        return _read_numeric(numeric[1], numeric[3], numeric[5], order) if is_one else None
    readings = find_readings(text)
    if len(readings.dates) != 1 or (not readings.is_sure and TWO_DAYS.search(text)):
        return None
    return Moment(readings.dates[0], readings.is_sure)


def _read_numeric(one: str, other: str, last: str, order: str) -> Moment | None:
    is_sure = len(last) == FULL_YEAR
    if is_sure and order == YEAR_FIRST:
        return None
    numbers = {
        DAY_FIRST: (last, other, one),
        MONTH_FIRST: (last, one, other),
        YEAR_FIRST: (one, other, last),
    }[order]
    year, month, day = (int(it) for it in numbers)
    if not is_sure:
        year += 1900 if year >= FIRST_SHORT_YEAR else 2000
    whole = [year, month, day]
    return Moment(PartialDate(*whole), is_sure) if month and day and is_in_calendar(whole) else None


def complete_pair(start: str, end: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of a span, one completed by what only the other says."""
    yield start, end
    for tail in _find_tails(end):
        yield f"{start}{tail}", end
    if day := re.fullmatch(r"(\d{4}-\d{2}-)\d{2}", start):
        yield start, f"{day[1]}{end.zfill(2)}"
        yield start, f"{start[:5]}{end}"
    if re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d{2}", end):
        yield start, f"{start[:2]}{end}"
    if year := re.search(r"(?<!\d)\d{4}$", start):
        yield start, f"{end} {year[0]}"
        if numeric := re.fullmatch(r"\d{1,2}([-/.])\d{1,2}", end):
            yield start, f"{end}{numeric[1]}{year[0]}"
    word = start.partition(" ")[0]
    if word in MONTHS:
        # "March 12 - 14 2026": the month stands first, the year last.
        yield f"{start} {end.rpartition(' ')[2]}", f"{word} {end}"


def _find_tails(end: str) -> Iterator[str]:
    """Yield what the last date of a span may say for the first as well: month and year, or year."""
    words = end.split(" ")
    if len(words) > 1:
        yield " " + " ".join(words[1:])
        yield " " + words[-1]
    if numeric := re.fullmatch(r"\d{1,2}(([-/.])\d{1,2}[-/.](\d{4}|\d{2}))", end):
        yield numeric[1]
        yield numeric[2] + numeric[3]
