"""The period that a command is asked for: from and to, a CPD year, or the last months."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cpdsite.errors import UsageError
from cpdsite.portfolio.dates import (
    AskedPeriod,
    CpdYear,
    PartialDate,
    Period,
    YearStart,
    go_back,
    settle_period,
)
from cpdsite.portfolio.nodes import Node, Scalar
from cpdsite.portfolio.plan_readers import parse_year
from cpdsite.portfolio.readers import read_date

LAST = re.compile(r"([1-9]\d{0,3})\s*(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?", re.ASCII)
MONTHS = {"m": 1, "y": 12}
DAYS = {"d": 1, "w": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A period as a person asks for it; of the three ways, one or none is used."""

    start: str = ""
    end: str = ""
    year: str = ""
    last: str = ""


def choose_period(asked: Asked, default: Period, year_starts: YearStart, today: date) -> Period:
    """Return the period that is asked for, or the default; raises ``UsageError`` for what is none."""
    ways = [bool(asked.start or asked.end), bool(asked.year), bool(asked.last)]
    if sum(ways) > 1:
        raise UsageError("choose one of --from and --to, --year, and --last")
    if asked.year:
        return _read_year(asked.year, year_starts)
    if asked.last:
        return _read_last(asked.last, today)
    if not any(ways):
        return default
    start, end = _read_day("--from", asked.start), _read_day("--to", asked.end)
    period = Period(start.first_day if start else None, end.last_day if end else None)
    if period.start and period.end and period.end < period.start:
        raise UsageError(f"--to {asked.end} is before --from {asked.start}: swap the two")
    return period


def find_year(period: Period, year_starts: YearStart) -> AskedPeriod:
    """Return the CPD year that a period is; the period itself where it is none."""
    year = year_starts.year_of(period.start) if period.start else 0
    if not year or year_starts.period_of(year) != period:
        return period
    return CpdYear(year, is_split=year_starts != YearStart())


def _read_day(option: str, text: str) -> PartialDate | None:
    mistakes: list[str] = []

    def report(_: Node, message: str, hint: str) -> None:
        mistakes.append(f"{option}: {message} ({hint})")

    when = read_date(Scalar(text, 1, 1), report) if text else None
    if mistakes:
        raise UsageError(mistakes[0])
    return when


def _read_year(text: str, year_starts: YearStart) -> Period:
    asked = parse_year(text)
    if asked is None:
        example = year_starts.name_of(2025)
        raise UsageError(f'--year: expected a year such as {example}, found "{text}"')
    if asked.is_split and year_starts == YearStart():
        raise UsageError(
            f"--year: your CPD year begins on 1 January, so write --year {asked.year}, or set "
            'year_starts = "09-01" in cpdsite.toml'
        )
    return settle_period(asked, year_starts)


def _read_last(text: str, today: date) -> Period:
    match = LAST.fullmatch(text.strip().casefold())
    if match is None:
        raise UsageError(f'--last: expected a length such as 12m, 1y or 90d, found "{text}"')
    count, unit = int(match[1]), match[2]
    try:
        before = (
            today - timedelta(days=count * DAYS[unit])
            if unit in DAYS
            else go_back(today, count * MONTHS[unit])
        )
    except (OverflowError, ValueError) as error:
        raise UsageError(f"--last: {text} reaches back beyond the calendar") from error
    return Period(before + timedelta(days=1), today)
