"""The dates of an activity from its cells, from the heading above it and from its neighbours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cpdsite.importers.cell_text import clean
from cpdsite.importers.date_forms import When
from cpdsite.importers.lines import Placed
from cpdsite.importers.moments import DAY_FIRST, MONTH_FIRST
from cpdsite.importers.source import Cell
from cpdsite.importers.when import decide_order, find_witnesses, read_when
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, Period
from cpdsite.portfolio.loose_dates import YEAR
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR

SERIALS = range(18_264, 73_051)
"""What spreadsheets count as the days of 1950 to 2099."""

FIRST_SERIAL = date(1899, 12, 30)
WRITTEN = "dates_as_written"
LONGEST_WRITTEN = 200


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of a draft; ``written`` is what must be kept word for word, ``""`` for nothing.

    ``ambiguous`` is a text that only the person can read. ``is_known`` is false where the date
    stands in for one that could not be read.
    """

    date: PartialDate | None
    end: EndDate = None
    doubts: tuple[str, ...] = ()
    written: str = ""
    ambiguous: str = ""
    is_known: bool = True


def find_order(cells: Iterable[Cell]) -> str:
    """Return the order of day and month that the cells of dates allow, ``""`` where it is open."""
    return decide_order(_list_texts(cells))


def find_conflict(cells: Iterable[Cell]) -> tuple[str, str] | None:
    """Return a date with the day first and one with the month first, where cells hold both."""
    found = find_witnesses(_list_texts(cells))
    return (found[DAY_FIRST], found[MONTH_FIRST]) if len(found) > 1 else None


def _list_texts(cells: Iterable[Cell]) -> list[str]:
    return [line for it in cells if it.day is None for line in (it.plain, *it.plain.split("\n"))]


def read_dates(cells: Sequence[Placed], order: str, year: int) -> Dated:
    """Read the cells of dates of an activity; ``year`` is taken for dates without one."""
    starts = [it.cell for it in cells if it.column.field == "date"]
    ends = [it.cell for it in cells if it.column.field == "end_date"]
    written = " \N{EN DASH} ".join(
        filter(
            None, (" ".join(" ".join(it.plain for it in side).split()) for side in (starts, ends))
        )
    )
    start = _read_side(starts, order, year)
    if start.is_ambiguous:
        return Dated(None, None, (), written, ambiguous=written, is_known=False)
    end_year = start.date.year if start.date else year
    end = _read_side(ends, order, end_year) if ends else When()
    if end.is_ambiguous:
        return Dated(None, None, (), written, ambiguous=written, is_known=False)
    return _join(start, end, written, has_end=bool(ends))


def _read_side(cells: list[Cell], order: str, year: int) -> When:
    days = [it for it in map(_find_day, cells) if it]
    if cells and len(days) == len(cells):
        first, last = min(days), max(days)
        one, other = (PartialDate(it.year, it.month, it.day) for it in (first, last))
        serial = any(it.day is None for it in cells)
        doubt = f'"{cells[0].plain.strip()}" was read as the number that spreadsheets give a day.'
        end = other if other != one else None
        return When(one, end, (doubt,) if serial else ())
    whole = read_when(clean(" ".join(it.plain for it in cells)), order, year)
    if whole.date or whole.end or whole.is_ambiguous or len(cells) < 2:  # noqa: PLR2004 - two cells
        return whole
    parts = [read_when(clean(it.plain), order, year) for it in cells]
    known = next((it for it in parts if it.date), whole)
    return When(known.date, known.end, known.doubts, is_partly=True)


def _find_day(cell: Cell) -> date | None:
    if cell.day and FIRST_YEAR <= cell.day.year <= LAST_YEAR:
        return cell.day
    text = cell.plain.strip()
    if re.fullmatch(r"\d{5}(?:\.0+)?", text, re.ASCII) and int(text[:5]) in SERIALS:
        return FIRST_SERIAL + timedelta(days=int(text[:5]))
    return None


def _join(start: When, end: When, written: str, *, has_end: bool) -> Dated:
    doubts = [*start.doubts, *end.doubts]
    last: EndDate = start.end
    is_kept = start.is_partly or (has_end and end.is_partly and end.end is not Ongoing.ONGOING)
    if has_end:
        last = end.end or end.date
        if last is None:
            doubts.append(
                f'The end "{shorten(written)}" cannot be read: see {WRITTEN} under extra.'
            )
            is_kept = True
    when = start.date
    if isinstance(last, PartialDate) and when and last.last_day < when.first_day:
        doubts.append(
            f'"{shorten(written)}" ends before it begins: the first date alone was taken.'
        )
        last, is_kept = None, True
    if last == when:
        last = None
    return Dated(when, last, tuple(doubts), written if is_kept else "", is_known=when is not None)


def find_year(cells: Sequence[Placed], years: Sequence[int]) -> int:
    """Return the year of a date that cannot be read: its own, else the first that is known."""
    own = YEAR.findall(" ".join(it.cell.plain[:LONGEST_WRITTEN] for it in cells))
    known = [int(it) for it in own] or [it for it in years if it]
    return known[0] if known else 0


def find_certain_year(text: str, order: str, period: Period, around: Sequence[int]) -> int:
    """Return the year of a day and a month, where the period or the rows around leave no other."""
    if period.start and period.end and period.end.year - period.start.year <= 1:
        fitting = []
        for year in sorted({period.start.year, period.end.year}):
            when = read_when(text, order, year).date
            if when and period.covers(when.first_day, when.last_day):
                fitting.append(year)
        return fitting[0] if len(fitting) == 1 else 0
    years = set(around)
    return years.pop() if len(years) == 1 and len(around) > 1 else 0
