"""Cells that hold one short value: hours, points, type, status, lists of words."""

import re
from collections.abc import Callable
from decimal import Decimal

from cpdsite.importers.actions import is_none
from cpdsite.importers.cell_text import BYLINE, LINK, LISTED, flatten, split_lines
from cpdsite.importers.evidence import read_evidence
from cpdsite.importers.source import Cell
from cpdsite.importers.value import LONGEST_ITEM, MOST_BYTES, NOTHING, Value
from cpdsite.importers.when import read_when
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import Featured, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.nodes import Node, Scalar, shorten
from cpdsite.portfolio.readers import DECIMAL, NEARLY_BOOLEAN, read_hours
from cpdsite.portfolio.scheme import Scheme, find_type

UNITS = re.compile(
    r"(?P<hours>\d{1,4}(?:[.,]\d{1,2})?)\s*(?:hours?|hrs?|h)\.?(?:\s*(?:and|&|,)?\s*(?P<minutes>\d{1,3})\s*(?:minutes?|mins?|m)\.?)?"
    r"|(?P<only>\d{1,5})\s*(?:minutes?|mins?)\.?",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")
MINUTES = 60
LONGEST_CLOCK = 24
"""From so many hours on, figures with a colon may be minutes and seconds."""

POINTS = re.compile(
    r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:cpd\s*)?(?:points?|credits?|units?|pts?)?\.?", re.IGNORECASE
)
TICK = re.compile(r"\[([ xX])\]\s*([^\[\]\n]*)")
STATUSES = {it.value: it for it in Status}


COMMA = re.compile(",")
SEMICOLON = re.compile(r"(?<!&lt)(?<!&gt)(?<!&amp);")
"""A semicolon that ends no sign spelt out."""


def read_duration(cell: Cell, scheme: Scheme) -> Value:
    """Read hours where the heading says that nothing else is meant: ``1:30`` is one and a half."""
    text = cell.plain.strip()
    clock = CLOCK.fullmatch(text)
    # "45:00" may be minutes and seconds.
    if clock and int(clock[1]) < LONGEST_CLOCK and int(clock[2]) < MINUTES:
        return _keep_clock(clock)
    return read_number_of_hours(cell, scheme)


def _keep_clock(clock: re.Match[str]) -> Value:
    minutes = int(clock[1]) * MINUTES + int(clock[2])
    return _keep_hours(Decimal(minutes) / MINUTES, clock[0])


def read_number_of_hours(cell: Cell, scheme: Scheme) -> Value:
    """Read hours as written in many ways; a clock time only where the cell was typed as one."""
    del scheme
    text = " ".join(cell.plain.split())
    if is_none(text):
        return NOTHING
    if cell.number is not None and (clock := CLOCK.fullmatch(text)):
        return _keep_clock(clock)
    if found := UNITS.fullmatch(text):
        whole = Decimal((found["hours"] or "0").replace(",", "."))
        minutes = int(found["minutes"] or found["only"] or 0)
        return _keep_hours(whole + Decimal(minutes) / MINUTES, text)
    plain = re.sub(r"(?<=\d),(?=\d{1,2}$)", ".", text)
    hours = read_hours(Scalar(plain, 1, 1), _ignore)
    return _keep_hours(hours if hours is not None else _read_typed(cell), text)


def _ignore(node: Node, message: str, hint: str) -> None:
    """Let a mistake pass: what cannot be read is kept as it is written, with a doubt."""
    del node, message, hint


def _read_typed(cell: Cell) -> Decimal | None:
    """Return the number of a typed cell whose text is no plain one."""
    text = cell.plain.strip().replace(",", "")
    is_number = cell.number is not None and re.fullmatch(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", text)
    if not is_number or cell.number is None or not 0 <= cell.number < 100_000:  # noqa: PLR2004 - as front matter
        return None
    return Decimal(repr(cell.number))


def _keep_hours(hours: Decimal | None, text: str) -> Value:
    rounded = _round(hours)
    if rounded is None:
        return Value(doubt=f'"{shorten(text)}" cannot be read as hours: write hours: such as 1.5.')
    return Value(rounded)


def _round(number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    rounded = number.quantize(Decimal("0.01"))
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(text) if DECIMAL.fullmatch(text) else None


def read_number_of_points(cell: Cell, scheme: Scheme) -> Value:
    """Read points, with or without the word."""
    del scheme
    text = " ".join(cell.plain.split())
    if is_none(text):
        return NOTHING
    found = POINTS.fullmatch(text)
    number = Decimal(found[1].replace(",", ".")) if found else _read_typed(cell)
    points = _round(number)
    if points is None:
        return Value(doubt=f'"{shorten(text)}" cannot be read as points: write points: such as 2.')
    return Value(points)


def read_type(cell: Cell, scheme: Scheme) -> Value:
    """Read a type, or the one box that is ticked."""
    text = flatten(cell.markdown)
    if is_none(text):
        return NOTHING
    boxes = TICK.findall(cell.plain)
    ticked = [name.strip(" .,;:/") for mark, name in boxes if mark != " "]
    chosen = ticked[0] if len(ticked) == 1 and ticked[0] else text
    is_fit = not (boxes and chosen is text) and len(chosen) <= LONGEST_ITEM
    if is_fit and (find_type(scheme, chosen) or scheme.other_types):
        return Value(chosen, is_partly=bool(boxes))
    return Value(
        doubt=f'{scheme.short_name} has no activity type "{shorten(text)}": choose one of its own.'
    )


def read_status(cell: Cell, scheme: Scheme) -> Value:
    """Read draft, private or published; anything else is kept, and means nothing."""
    del scheme
    status = STATUSES.get(cell.plain.strip().casefold())
    return Value(status) if status else Value()


def read_items(cell: Cell, *, has_commas: bool) -> Value:
    """Read lines, and what semicolons or commas keep apart, as a list of plain texts."""
    lines = split_lines(cell.markdown)
    separator = _find_separator(cell.markdown, lines, has_commas=has_commas)
    items = [
        flatten(part)
        for line in lines
        for part in (separator.split(line) if separator and not LINK.search(line) else [line])
    ]
    kept = tuple(dict.fromkeys(it for it in items if it))
    is_much = sum(len(it.encode("utf-8", "replace")) for it in kept) > MOST_BYTES
    if len(kept) > MOST_ITEMS or is_much or any(len(it) > LONGEST_ITEM for it in kept):
        return Value(kept="body", reason="it is too long for a list")
    return Value(kept) if kept else NOTHING


def _find_separator(markdown: str, lines: list[str], *, has_commas: bool) -> re.Pattern[str] | None:
    """Return what keeps the items of a line apart; nothing where they are items of a list already."""
    if LISTED.match(markdown) or BYLINE.match(markdown):
        return None
    is_alone = len(lines) == 1 and not SEMICOLON.search(lines[0])
    return (COMMA if has_commas else None) if is_alone else SEMICOLON


def read_featured(cell: Cell, scheme: Scheme) -> Value:
    """Read whether, or why, an activity mattered."""
    del scheme
    text = flatten(cell.markdown)
    if not text or text.casefold() in (*NEARLY_BOOLEAN, "false"):
        return Value()
    return Value(Featured("" if text.casefold() == "true" else text), kept="body")


def read_revisit(cell: Cell, scheme: Scheme) -> Value:
    """Read the date on which to come back, where it can be nothing else."""
    del scheme
    if cell.day:
        return Value(PartialDate(cell.day.year, cell.day.month, cell.day.day))
    when = read_when(cell.plain)
    is_sure = when.date and not when.end and not when.doubts and not when.is_partly
    return Value(when.date) if is_sure else Value()


def read_providers(cell: Cell, scheme: Scheme) -> Value:
    """Read who provided an activity: lines, or names with semicolons between."""
    del scheme
    return read_items(cell, has_commas=False)


def read_words(cell: Cell, scheme: Scheme) -> Value:
    """Read competences, tags or objectives."""
    del scheme
    text = cell.plain.strip()
    if is_none(text):
        return NOTHING
    return read_items(
        cell, has_commas=not re.search(r"[.!?]\s", text) and len(text) <= LONGEST_ITEM
    )


READERS: dict[str, Callable[[Cell, Scheme], Value]] = {
    "hours": read_number_of_hours,
    "points": read_number_of_points,
    "type": read_type,
    "status": read_status,
    "provider": read_providers,
    "competences": read_words,
    "tags": read_words,
    "objectives": read_words,
    "evidence": read_evidence,
    "featured": read_featured,
    "revisit": read_revisit,
}
"""What reads the cells of a field; each is given the scheme too."""
