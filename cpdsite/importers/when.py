"""When something took place, as people write it in a cell: read where that can be done, else not.

A text that means different days in Britain and in America is never read by guess: ``order`` says
how, and ``decide_order`` finds it from a whole column.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from cpdsite.importers.date_forms import BEGUN, READERS, STILL, UNREAD, When
from cpdsite.importers.moments import BOTH_ORDERS, DAY_FIRST, KEPT
from cpdsite.portfolio.dates import PartialDate, format_date
from cpdsite.portfolio.loose_dates import MONTHS, normalise_date
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR

LONGEST_DATES = 200
"""In characters; anything longer is prose."""

NUMBERED = re.compile(r"\d{1,2}[-/. ]+\d{1,2}(?:[-/. ]+'?\d{2}|(?!\d)$)")
"""Figures whose order may be open; the last of them may stand elsewhere."""

_CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}\s*[ap]\.?m\b\.?|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z\b|\+\d{2}:\d{2})?|noon\b|midnight\b"
CLOCK = re.compile(
    rf"(?:\b(?:at|from)\s+)?(?:(?<=\dt)|(?<![\w/.]))(?:{_CLOCK})(?:\s*(?:-|\bto\b|\buntil\b)\s*(?:{_CLOCK}))?(?!\w)"
)
MIDNIGHT = re.compile(r"00:00(?::00)?(?:\.0+)?z?")
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
GOING_ON = re.compile(STILL)
OPEN = re.compile(rf"{STILL}|{BEGUN}")
"""What asides may say that dates tell too, and behind "ongoing" may say as well."""

ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@functools.lru_cache(maxsize=KEPT)
def read_when(text: str, order: str = "", year: int = 0) -> When:
    """Read a text; ``order`` is ``dmy``, ``mdy`` or ``ymd`` where it is known.

    ``year`` is taken for a text that gives none, ``0`` for no year.
    """
    if len(text) > LONGEST_DATES:
        return UNREAD
    when = _read_line(text, order, year)
    lines = [it for it in text.split("\n") if it.strip()]
    if when.date is None and not when.is_ambiguous and len(lines) > 1:
        when = _read_line("; ".join(lines), order, year)
    subject = f'"{shorten(text)}"'
    doubts = tuple(f"{subject} {it}" for it in dict.fromkeys(when.doubts))
    return replace(when, doubts=doubts) if doubts else when


def _read_line(text: str, order: str, year: int) -> When:
    whole, is_cut = _clean(text)
    if not NUMBERED.search(whole):
        when = _read(whole, DAY_FIRST, year)
        return replace(when, is_partly=True) if is_cut else when
    found = {it: _read(whole, it, year) for it in ((order,) if order else BOTH_ORDERS)}
    if order and found[order].date is None:
        # It can only be meant in the other order, or not at all.
        found = {it: _read(whole, it, year) for it in BOTH_ORDERS if it != order}
        found = {it: _doubt_order(when) for it, when in found.items()}
    known = list(dict.fromkeys(it for it in found.values() if it.date))
    if len(known) > 1:
        return replace(UNREAD, is_ambiguous=True)
    when = known[0] if known else next(iter(found.values()))
    return replace(when, is_partly=True) if is_cut else when


def _doubt_order(when: When) -> When:
    if when.date is None:
        return when
    doubt = f"is no date in the order of the others: it was read as {format_date(when.date)}."
    return replace(when, doubts=(*when.doubts, doubt))


def decide_order(texts: Iterable[str]) -> str:
    """Return the order of day and month that every text allows, ``""`` where that leaves it open."""
    found = find_witnesses(texts)
    return next(iter(found)) if len(found) == 1 else ""


def find_witnesses(texts: Iterable[str]) -> dict[str, str]:
    """Return the orders of day and month of which a text allows no other, each with such a text."""
    witnesses: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        whole = _clean(text)[0] if len(text) <= LONGEST_DATES else ""
        if not NUMBERED.search(whole):
            continue
        fitting = [it for it in BOTH_ORDERS if _read(whole, it, 0).date]
        if len(fitting) == 1:
            witnesses.setdefault(fitting[0], text)
    return witnesses


def _clean(text: str) -> tuple[str, bool]:
    """Return a text without times of day and asides, and whether any said something."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text).casefold())
    plain = " ".join(plain.split())
    cut = [it[0] for it in CLOCK.finditer(plain) if not MIDNIGHT.fullmatch(it[0].strip())]
    timeless = CLOCK.sub(" ", plain)
    timeless = re.sub(r"(?<=\d)t(?=\s|$)", "", timeless)
    told = OPEN if re.match(STILL, timeless) else GOING_ON
    cut += [it for it in ASIDE.findall(timeless) if not told.search(it)]
    bare = ASIDE.sub(lambda it: it[0] if told.search(it[0]) else " ", timeless)
    return bare.strip(" .,;:").removeprefix("on "), bool(cut)


def _read(whole: str, order: str, year: int) -> When:
    """Read a cleaned text in one order, and where it gives no year in a given one."""
    plain = normalise_date(whole)
    if not plain:
        return UNREAD
    found = next(filter(None, (read(plain, whole, order) for read in READERS)), None)
    is_part = any(it[0].isdigit() or it in MONTHS for it in re.findall(r"\w+", plain))
    if found is None and year and is_part and not re.search(r"\d{4}", plain):
        found = _read_in_year(plain, whole, order, year)
    if found is None or not _is_within(found):
        return UNREAD
    return found


def _read_in_year(plain: str, whole: str, order: str, year: int) -> When | None:
    """Read a day and a month of a year that stands elsewhere."""
    numbers = re.fullmatch(r"(?:.*\D)?\d{1,2}([-/.])\d{1,2}", plain)
    ending = f"{numbers[1]}{year}" if numbers else f" {year}"
    found = next(
        filter(None, (read(plain + ending, whole + ending, order) for read in READERS)), None
    )
    if found is None:
        return None
    doubt = f"gives no year: {year} was taken from what stands around it."
    return replace(found, doubts=(*found.doubts, doubt), is_partly=True)


def _is_within(when: When) -> bool:
    dates = [it for it in (when.date, when.end) if isinstance(it, PartialDate)]
    if not all(FIRST_YEAR <= it.year <= LAST_YEAR for it in dates):
        return False
    is_span = len(dates) > 1
    return not is_span or dates[1].last_day >= dates[0].first_day
