"""Dates in other forms than that of ISO 8601, and how to write what they may mean.

Nothing here is ever taken for a date: a person is told what to write, and writes it.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cpdsite.portfolio.dates import (
    MONTH_NAMES,
    PartialDate,
    format_date,
    is_in_calendar,
    name_month,
)

CURE = "write 2026-03-12, or 2026-03 for a month, or 2026 for a year"
CURE_SPAN = "write the first day as date: and the last as end_date:, each such as 2026-03-12"
CURE_DAY = "write the day itself, such as 2026-03-12"

FIRST_SHORT_YEAR = 69
"""Two digits from here on mean the 1900s, as POSIX reads them; smaller ones the 2000s."""

MONTHS = {
    word.casefold(): number
    for number, name in enumerate(MONTH_NAMES, 1)
    for word in (name, name[:3])
} | {"sept": 9}
ROMAN_MONTHS = dict(
    zip("i ii iii iv v vi vii viii ix x xi xii".split(), range(1, 13), strict=True)  # noqa: SIM905
)
WEEKDAYS = "|".join(
    f"{day[:3]}(?:{day[3:]}|[a-z]?s?)"
    for day in "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
)
IGNORED = re.compile(rf"\b(?:{WEEKDAYS}|of|the)\b|,|(?<=\d)(?:st|nd|rd|th)\b")
"""Weekdays, articles and the endings of ordinal numbers, which say nothing new."""

LONGEST_SPAN = 60
"""In characters; "Wednesday 30 September 2026 until Thursday 1 October 2026" has 55."""

TIME = re.compile(r"(?<=\d)(?:t| )\s*\d{1,2}:\d{2}.*$")
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
RELATIVE = ("today", "yesterday", "tomorrow", "now")
TO = re.compile(r"\s*(?:\bto\b|\buntil\b|\btill\b|\band\b|&|\.{2,}|-{2,}|[-/])\s*")
BETWEEN = re.compile(r" (?:-|to|until|till|and|&) ")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
QUARTER = re.compile(r"q([1-4])\s*[-/ ]?\s*(\d{4})|(\d{4})\s*[-/ ]?\s*q([1-4])")


@dataclass(frozen=True, slots=True)
class Readings:
    """What a text may mean; ``is_sure`` when it can mean nothing else."""

    dates: tuple[PartialDate, ...] = ()
    is_sure: bool = False


NONE = Readings()


def suggest_date(text: str) -> str:
    """Return how to write a date that is not in the form of ISO 8601.

    The text itself where only one is possible, each of several readings, or the rule.
    """
    plain = normalise_date(text)
    suggestions = (suggest(plain) for suggest in SUGGESTIONS)
    return next(filter(None, suggestions), CURE)


def suggest_existing(numbers: list[int]) -> str:
    """Return how to mend a year, month and day that are not in the calendar."""
    year, month, day = [*numbers, 0, 0][:3]
    if not year:
        return "write a year such as 2026"
    if not day and (not month or is_in_calendar([year, month])):
        # Where the month or the day is 00, all of them are meant.
        whole = "month" if month else "year"
        return f"write {PartialDate(year, month)} for the whole {whole}"
    if is_in_calendar([year, month]):
        return f"{name_month(month)} {year} ends on {PartialDate(year, month).last_day}"
    swapped = [year, day, month]
    if day and is_in_calendar(swapped):
        return _ask((PartialDate(*swapped),), f"{year:04}")
    if len(numbers) == len(("year", "month")) and month == (year + 1) % 100:
        return f"write date: {year:04} and end_date: {year + 1:04}"
    return "months run from 01 to 12"


def normalise_date(text: str) -> str:
    """Return a text with plain digits and hyphens, without case, weekdays and times of day."""
    compatible = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(str(unicodedata.decimal(char, char)) for char in compatible)
    plain = DASHES.sub("-", plain).replace("\u2019", "'")
    return " ".join(TIME.sub("", IGNORED.sub(" ", " ".join(plain.split()))).split())


def _suggest_day(text: str) -> str:
    return CURE_DAY if text in RELATIVE else ""


def _suggest_reading(text: str) -> str:
    readings = find_readings(text)
    return f"write {readings.dates[0]}" if readings.is_sure else _ask(readings.dates, text)


def _ask(dates: tuple[PartialDate, ...], text: str) -> str:
    """Return a question with each date, its year only where the text leaves that open."""
    is_clear = all(f"{when.year:04}" in text and when.day for when in dates)
    names = [format_date(when) for when in dates]
    ways = [
        f"{name.rpartition(' ')[0] if is_clear else name} (write {when})"
        for name, when in zip(names, dates, strict=True)
    ]
    return f"is that {' or '.join(ways)}?" if ways else ""


def find_readings(text: str) -> Readings:
    """Return the dates that a normalised text may mean."""
    for pattern, read in FORMS:
        if match := re.fullmatch(pattern, text):
            return read(*match.groups())
    return _read_words(text)


def _keep(*numbers: list[int], is_sure: bool = True) -> Readings:
    """Return those of some years, months and days that exist, each once."""
    found = dict.fromkeys(PartialDate(*it) for it in numbers if is_in_calendar(it))
    return Readings(tuple(found), is_sure and len(found) == 1)


def _read_year_first(year: str, month: str, day: str | None) -> Readings:
    numbers = [int(part) for part in (year, month, day) if part]
    found = _keep(numbers)
    if found.dates or day is None:
        return found
    return _keep([int(year), int(day), int(month)], is_sure=False)


def _read_year_last(one: str, other: str, year: str) -> Readings:
    return _keep([int(year), int(other), int(one)], [int(year), int(one), int(other)])


def _lengthen(year: str) -> int:
    return int(year) + (1900 if int(year) >= FIRST_SHORT_YEAR else 2000)


def _read_short_year(one: str, separator: str, other: str, last: str) -> Readings:
    year, first, second = _lengthen(last), int(one), int(other)
    # Only hyphens are at home between a year that stands first and its month.
    leading = [[_lengthen(one), second, int(last)]] if separator == "-" else []
    return _keep(*leading, [year, second, first], [year, first, second], is_sure=False)


def _read_eight(digits: str) -> Readings:
    found = _keep([int(digits[:4]), int(digits[4:6]), int(digits[6:])])
    is_recent = YEAR.fullmatch(digits[:4])
    return (
        found if is_recent and found.dates else _read_year_last(digits[:2], digits[2:4], digits[4:])
    )


def _read_six(digits: str) -> Readings:
    one, two, three = (int(digits[at : at + 2]) for at in (0, 2, 4))
    month = [[int(digits[:4]), three]] if YEAR.fullmatch(digits[:4]) else []
    long = [_lengthen(digits[:2]), _lengthen(digits[4:])]
    return _keep(*month, [long[0], two, three], [long[1], two, one], is_sure=False)


def _read_ordinal(year: str, number: str) -> Readings:
    if not int(year) or not 1 <= int(number) <= 365 + calendar.isleap(int(year)):
        return NONE
    day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
    return _keep([day.year, day.month, day.day])


def _read_week_day(year: str, week: str, number: str) -> Readings:
    try:
        day = date.fromisocalendar(int(year), int(week), int(number))
    except ValueError:
        return NONE
    return _keep([day.year, day.month, day.day])


FORMS: tuple[tuple[str, Callable[..., Readings]], ...] = (
    (r"(\d{4})", lambda year: _keep([int(year)])),
    (r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?", _read_year_first),
    (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", _read_year_last),
    (r"(\d{1,2})[-/. ](\d{4})", lambda month, year: _keep([int(year), int(month)])),
    (r"(\d{1,2})([-/. ])(\d{1,2})[-/. ]'?(\d{2})", _read_short_year),
    (r"(\d{8})", _read_eight),
    (r"(\d{6})", _read_six),
    (r"'?(\d{2})", lambda year: _keep([_lengthen(year)], is_sure=False)),
    (r"(\d{4})-?(\d{3})", _read_ordinal),
    (r"(\d{4})-?w(\d{2})-?(\d)", _read_week_day),
)
"""The forms that consist of figures, each with its reader."""


def _read_words(text: str) -> Readings:
    """Read a day, the name of a month and a year, in any order."""
    words = [word for word in re.split(r"[\s./-]+", text) if word]
    named = [at for at, word in enumerate(words) if word in MONTHS]
    if not named and len(words) == len(("day", "month", "year")):
        named = [1] if words[1] in ROMAN_MONTHS else []
    if len(named) != 1:
        return NONE
    word = words.pop(named[0])
    month = MONTHS.get(word) or ROMAN_MONTHS[word]
    if not all(re.fullmatch(r"\d{1,2}|'?\d{2}|\d{4}", it) for it in words):
        return NONE
    return _read_around(month, words, is_first=text.startswith(word))


def _read_around(month: int, figures: list[str], *, is_first: bool) -> Readings:
    """Read the figures that stand with the name of a month, which may stand first."""
    long = [it for it in figures if len(it) == len("2026")]
    others = [it.lstrip("'") for it in figures if it not in long]
    match long, others:
        case [year], []:
            return _keep([int(year), month])
        case [year], [day]:
            return _keep([int(year), month, int(day)])
        case [], [day, year]:
            return _keep([_lengthen(year), month, int(day)], is_sure=False)
        case [], [year] if len(year) == len("26") and is_first:
            return _keep([_lengthen(year), month], is_sure=False)
    return NONE


def _suggest_span(text: str) -> str:
    if span := find_span(text):
        return f"write date: {span[0]} and end_date: {span[1]}"
    whole = [part for part in BETWEEN.split(text) if find_readings(part).dates]
    return CURE_SPAN if len(whole) > 1 else ""


def _suggest_year(text: str) -> str:
    """Return what to add to a day and a month without a year."""
    for year in ("2026", "2024"):
        whole = find_readings(f"{text} {year}")
        if whole.is_sure and whole.dates[0].day:
            return f"add the year, as in {whole.dates[0]}"
    return ""


def _suggest_less(text: str) -> str:
    """Return what to write for a text that is sure of nothing but its year."""
    years = YEAR.findall(text)
    example = "write {0}, or a month such as {0}-03, or a day such as {0}-03-12"
    return example.format(years[0]) if len(years) == 1 else ""


SUGGESTIONS = (_suggest_day, _suggest_reading, _suggest_span, _suggest_year, _suggest_less)
"""The ways to mend a text, each with ``""`` for one that it does not fit; the first counts."""


def find_span(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and last date of a normalised text that can only mean a span."""
    if quarter := QUARTER.fullmatch(text):
        year, month = int(quarter[2] or quarter[3]), int(quarter[1] or quarter[4]) * 3 - 2
        return PartialDate(year, month), PartialDate(year, month + 2)
    if week := re.fullmatch(r"(\d{4})-?w(\d{2})", text):
        days = [_read_week_day(week[1], week[2], number).dates for number in ("1", "7")]
        return (days[0][0], days[1][0]) if all(days) else None
    # Anything longer is a sentence.
    for found in TO.finditer(text[:LONGEST_SPAN]):
        start, end = text[: found.start()], text[found.end() :]
        for one, other in _complete(start, end):
            first, last = find_readings(one), find_readings(other)
            if first.is_sure and last.is_sure and first.dates < last.dates:
                return first.dates[0], last.dates[0]
    return None


def _complete(start: str, end: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of a span, one completed by what only the other says."""
    yield start, end
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", start):
        yield start, f"{start[:8]}{end.zfill(2)}"
        yield start, f"{start[:5]}{end}"
    if re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d{2}", end):
        yield start, f"{start[:2]}{end}"
    yield f"{start} {end.partition(' ')[2]}", end
    yield f"{start} {end.rpartition(' ')[2]}", end
