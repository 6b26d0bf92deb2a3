"""How to write the day that a text is probably meant as, in TOML."""

import calendar
import re
from datetime import date

LAST_KEYS = ("to",)
"""Keys of a day on which something ends; every other day is one on which something begins."""

YEAR_FIRST = re.compile(r"(\d{4})(?:[-./](\d{1,2}))?(?:[-./](\d{1,2}))?", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)
EXAMPLE_YEAR = 2026


def suggest_day(key: str, text: str) -> str:
    """Return how to write the day of a key; a year or month means its first or last day."""
    days = _find_days(text.strip().strip("\"'"), is_last=key in LAST_KEYS)
    if not days:
        days = _find_days(str(EXAMPLE_YEAR), is_last=key in LAST_KEYS)
    return f"write {' or '.join(f'{key} = {day}' for day in days)}, without quotes"


def _find_days(text: str, *, is_last: bool) -> tuple[date, ...]:
    if found := YEAR_LAST.fullmatch(text):
        one, other, year = map(int, found.groups())
        days = (_make_day(year, other, one), _make_day(year, one, other))
        return tuple(dict.fromkeys(day for day in days if day))
    if found := YEAR_FIRST.fullmatch(text):
        year = int(found[1])
        month = int(found[2] or (12 if is_last else 1))
        exists = year and 1 <= month <= date.max.month
        last = calendar.monthrange(year, month)[1] if exists and is_last else 1
        day = _make_day(year, month, int(found[3] or last))
        return (day,) if day else ()
    return ()


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
