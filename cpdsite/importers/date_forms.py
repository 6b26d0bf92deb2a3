"""The forms in which people write when something took place, each with what it means.

A text comes normalised, its figures in a known order; what no form fits is ``None``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cpdsite.importers.moments import Moment, complete_pair, read_moment
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, format_date
from cpdsite.portfolio.loose_dates import TO, find_span, normalise_date
from cpdsite.portfolio.readers import LAST_YEAR


@dataclass(frozen=True, slots=True)
class When:
    """What a text says of when; ``date`` is ``None`` where that cannot be read.

    ``is_partly`` is true where the words say more than the dates do, and must be kept.
    ``is_ambiguous`` is true where only the order of day and month is open.
    """

    date: PartialDate | None = None
    end: EndDate = None
    doubts: tuple[str, ...] = ()
    is_partly: bool = False
    is_ambiguous: bool = False


UNREAD = When(is_partly=True)

BEGUN = r"(?:from|since|started|start|starting|began|begun|beginning)\b[ :]*"
STILL = r"(?:ongoing|on-going|on going|present|now|current|currently|continuing|continuous|to date|still going|in progress)"
STILL_GOING = re.compile(rf"(?:\b(?:to|until|till|and) )?(?:to the )?\(?\b{STILL}[ )]*\Z")
STILL_SINCE = re.compile(rf"{STILL}[ :;-]*\(?{BEGUN}([^()]+?)\)?")
WEEK = re.compile(r"(?:w/c|w\.c\.?|wc|w/b|wb|week (?:commencing|beginning|starting|of))[ :]*(.+)")
SINCE = re.compile(rf"{BEGUN}(.+)")
BEGINNING = re.compile(rf"^{BEGUN}")
OPEN_ENDED = re.compile(r"(.+?) ?-")
ABOUT = re.compile(
    r"(?:~|c\.|ca\.|approx\.|(?:c|ca|circa|about|approx|approximately|around|roughly|early|mid|middle|late|end|start"
    r"|beginning)\b)[ -]*(?:in )?(.+)"
)
SEASON = re.compile(
    r"(?:early |mid |late )?(?:spring|summer|autumn|fall|winter|easter|christmas|michaelmas|lent|hilary|trinity)"
    r"(?: (?:term|holidays|season|semester))?(?: in)? '?(\d{4})(?: ?[-/] ?(\d{4}|\d{2}))?"
)
QUARTER = re.compile(r"(?:quarter ?([1-4])|([1-4]) ?(?:st|nd|rd|th)? quarter)[ /-]*(\d{4})")
PART = re.compile(r"q[1-4]|^\d{4}-?w\d")
SPLIT_YEAR = re.compile(r"(?:cpd year |academic year |year )?(\d{4}) ?([-/]) ?(\d{2}|\d{4})")
MOST_DASHES = 8
"""How many dashes and their like a text may have to be looked at as a span."""

MOST_LISTED = 20
LISTED = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")


def _read_single(plain: str, _: str, order: str) -> When | None:
    split = SPLIT_YEAR.fullmatch(plain)
    if split and split[2] == "/" and int(split[3][-2:]) == (int(split[1]) + 1) % 100:
        return None
    moment = read_moment(plain, order)
    return _from(moment) if moment else None


def _from(moment: Moment, end: EndDate = None) -> When:
    return When(moment.date, end, _doubt(moment))


def _doubt(moment: Moment) -> tuple[str, ...]:
    if moment.is_sure:
        return ()
    return (f"is not sure: it was read as {format_date(moment.date)}.",)


def _read_ongoing(plain: str, _: str, order: str) -> When | None:
    if (begun := STILL_SINCE.fullmatch(plain)) and (moment := read_moment(begun[1], order)):
        return _from(moment, Ongoing.ONGOING)
    found = STILL_GOING.search(plain)
    if not found:
        return None
    start = BEGINNING.sub("", plain[: found.start()].strip(" -;:("), count=1)
    if not start:
        return When(None, Ongoing.ONGOING, is_partly=True)
    moment = read_moment(start, order)
    return _from(moment, Ongoing.ONGOING) if moment else None


def _read_week(plain: str, _: str, order: str) -> When | None:
    found = WEEK.fullmatch(plain)
    moment = read_moment(found[1], order) if found else None
    if not moment or not moment.date.day or moment.date.first_day > date(LAST_YEAR, 12, 24):
        return None
    last = moment.date.first_day + timedelta(days=6)
    doubt = "was taken for the seven days of that week."
    end = PartialDate(last.year, last.month, last.day)
    return When(moment.date, end, (*_doubt(moment), doubt), is_partly=True)


def _read_since(plain: str, _: str, order: str) -> When | None:
    found = SINCE.fullmatch(plain)
    if moment := read_moment(found[1], order) if found else None:
        doubt = "does not say when it ended: add end_date, a date or ongoing."
        return When(moment.date, None, (*_doubt(moment), doubt), is_partly=True)
    # "from 1 May 2025 to 3 June 2025" is a span like any other.
    return _read_span(found[1], found[1], order) if found else None


def _read_open(plain: str, _: str, order: str) -> When | None:
    found = OPEN_ENDED.fullmatch(plain)
    moment = read_moment(found[1], order) if found else None
    if not moment:
        return None
    doubt = "has no end: it was taken to be ongoing."
    return When(moment.date, Ongoing.ONGOING, (*_doubt(moment), doubt), is_partly=True)


def _read_about(plain: str, _: str, order: str) -> When | None:
    found = ABOUT.fullmatch(plain)
    moment = read_moment(found[1], order) if found else None
    if not moment:
        return None
    doubt = f"is no exact date: it was read as {format_date(moment.date)}."
    return When(moment.date, None, (doubt,), is_partly=True)


def _read_season(plain: str, _: str, order: str) -> When | None:
    del order
    found = SEASON.fullmatch(plain)
    if not found:
        return None
    start = PartialDate(int(found[1]))
    end = PartialDate(int(found[1][: 4 - len(found[2])] + found[2])) if found[2] else None
    doubt = "is a season: the year alone was taken for its date."
    return When(start, end, (doubt,), is_partly=True)


def _read_parts_of_years(plain: str, whole: str, order: str) -> When | None:
    """Read quarters, weeks of the year and years such as 2024/25."""
    del whole, order
    quarter = QUARTER.fullmatch(plain)
    if quarter or PART.search(plain):
        span = find_span(f"q{quarter[1] or quarter[2]} {quarter[3]}" if quarter else plain)
        if span:
            return When(*span)
    split = SPLIT_YEAR.fullmatch(plain)
    if not split:
        return None
    first, last = int(split[1]), int(split[1][: 4 - len(split[3])] + split[3])
    if not first < last:
        return None
    is_month = split[2] == "/" and len(split[3]) == 2 and last % 100 <= 12  # noqa: PLR2004 - the months of a year
    doubt = f"may be a month: it was read as the years {first} to {last}."
    return When(PartialDate(first), PartialDate(last), (doubt,) if is_month else (), is_month)


def _read_list(plain: str, whole: str, order: str) -> When | None:
    """Read several days, each apart, as the first and the last of them."""
    del plain
    parts = [normalise_date(it) for it in LISTED.split(whole) if it.strip()]
    if not 1 < len(parts) <= MOST_LISTED:
        return None
    moments = []
    for part in parts:
        pairs = complete_pair(part, parts[-1])
        found = next(filter(None, (read_moment(it, order) for it, _ in pairs)), None)
        if found is None or not found.is_sure:
            return None
        moments.append(found.date)
    if moments != sorted(moments) or len(set(moments)) < len(moments):
        return None
    days = [it.first_day for it in moments]
    is_run = all(it.day for it in moments) and days[-1] - days[0] == timedelta(days=len(days) - 1)
    doubt = "names single dates: the first and the last were taken."
    return When(moments[0], moments[-1], () if is_run else (doubt,), not is_run)


def _read_span(plain: str, _: str, order: str) -> When | None:
    """Read a first and a last date; those that are sure before those that are not."""
    pairs = list(_find_pairs(plain))
    for must_be_sure in (True, False):
        for one, other in pairs:
            first, last = read_moment(one, order), read_moment(other, order)
            if not first or not last or (must_be_sure and not (first.is_sure and last.is_sure)):
                continue
            if last.date.last_day < first.date.first_day:
                continue
            end = None if first.date == last.date else last.date
            return When(first.date, end, (*_doubt(first), *_doubt(last)))
    return None


def _find_pairs(plain: str) -> Iterator[tuple[str, str]]:
    places = list(TO.finditer(plain))
    for found in places if len(places) <= MOST_DASHES else ():
        yield from complete_pair(plain[: found.start()], plain[found.end() :])


Reader = Callable[[str, str, str], When | None]
READERS: tuple[Reader, ...] = (
    _read_open,
    _read_single,
    _read_ongoing,
    _read_week,
    _read_parts_of_years,
    _read_season,
    _read_list,
    _read_span,
    _read_since,
    _read_about,
)
"""What may be made of a text, the most exact first; each takes it normalised and as it stands."""
