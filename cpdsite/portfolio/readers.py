"""Readers of front matter: each turns a node into a value, or reports and returns nothing.

A reader takes what was written and a function that takes note of mistakes, so that one
pass finds them all. A message says what was expected and what was found.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlsplit

from cpdsite.portfolio.activity import Featured, Status
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, is_in_calendar
from cpdsite.portfolio.loose_dates import suggest_date, suggest_existing
from cpdsite.portfolio.names import find_name_mistake
from cpdsite.portfolio.nodes import (
    Mapping,
    Node,
    Report,
    Scalar,
    Sequence,
    describe,
    shorten,
)
from cpdsite.portfolio.terms import make_slug

Value = TypeVar("Value")
Reader = Callable[[Node, Report], Value | None]

ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
ALIAS_PART = re.compile(r"[\w~-][\w.~-]*")
"""A part of an old address; a leading dot would make a hidden file."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Nobody's activity lies outside; what is ongoing has a page for each year in between."""

LONGEST_PART = 200
"""In bytes; file systems allow names of 255."""

MOST_PARTS = 10
"""How many parts an old address may have."""

DECIMAL = re.compile(r"\d{1,5}(?:\.\d{1,2})?", re.ASCII)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""What no page and no feed can hold."""

DECIMAL_HOURS = re.compile(rf"({DECIMAL.pattern})(?:\s*(?:h|hours?))?", re.ASCII)
CLOCK_HOURS = re.compile(r"(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min)?)?", re.ASCII)
NEARLY_ONGOING = ("now", "present", "current", "continuing", "to date", "still going")
NEARLY_BOOLEAN = ("yes", "no", "on", "off", "y", "n")
CURE_STATUS = "write status: published to show it, or status: private to keep it back"
DATE_EXAMPLES = "a date such as 2026-03-12, a month such as 2026-03 or a year such as 2026"


def read_text(node: Node, report: Report) -> str | None:
    """Read one piece of text; line breaks within it become spaces."""
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        if odd := CONTROL.search(text):
            # The character itself would have made the file unreadable: it is spelt out here.
            message = f"a \\ stands for the invisible character U+{ord(odd[0]):04X}"
            hint = (
                f"delete the \\ with the letters and figures after it, such as \\u{ord(odd[0]):04x}"
            )
            report(node, message, hint)
            return None
        return text
    report(node, f"expected text, found {describe(node)}", _suggest_text(node))
    return None


def _suggest_text(node: Node) -> str:
    """Return how to write as text what is a list, or keys with values."""
    kind, items = "the list", (node.items if isinstance(node, Sequence) else ())
    if isinstance(node, Mapping):
        kind, items = "these keys", tuple(value for _, value in node.pairs)
    texts = [item.text for item in items if isinstance(item, Scalar)]
    whole = shorten(", ".join(texts)).replace('"', "'") if len(texts) == len(items) else ""
    return f'write "{whole or "..."}" after the colon of the key, in place of {kind}'


def read_texts(node: Node, report: Report) -> tuple[str, ...]:
    """Read a text or a list of texts; empty and repeated ones count once."""
    items = node.items if isinstance(node, Sequence) else (node,)
    read = _read_item if isinstance(node, Sequence) else read_text
    texts = [read(item, report) for item in items]
    return tuple(dict.fromkeys(text for text in texts if text))


def _read_item(item: Node, report: Report) -> str | None:
    """Read an item of a list; one with a colon was probably meant as text."""
    if not isinstance(item, Mapping) or len(item.pairs) != 1:
        return read_text(item, report)
    ((key, value),) = item.pairs
    if not isinstance(value, Scalar):
        return read_text(item, report)
    text = shorten(f"{key.text}: {value.text}").replace('"', "'")
    report(item, f"expected text, found {describe(item)}", f'put it in quotes: "{text}"')
    return None


def read_list(node: Node, report: Report) -> tuple[str, ...]:
    """Read a list of texts; a text with commas is none, though it looks like one."""
    if isinstance(node, Scalar) and "," in node.text:
        items = ", ".join(part.strip() for part in node.text.split(","))
        report(node, f"expected a list, found {describe(node)}", f"write [{items}]")
        return ()
    return read_texts(node, report)


def read_boolean(node: Node, report: Report) -> bool | None:
    """Read ``true`` or ``false``, and nothing that merely resembles them."""
    if isinstance(node, Scalar) and node.text.casefold() in ("true", "false"):
        return node.text.casefold() == "true"
    report(node, f"expected true or false, found {describe(node)}", "write true or false")
    return None


def read_date(node: Node, report: Report) -> PartialDate | None:
    """Read a day, a month or a year in the form of ISO 8601."""
    if not isinstance(node, Scalar):
        report(node, f"expected {DATE_EXAMPLES}, found {describe(node)}", "write one date")
        return None
    text = node.text.strip()
    match = ISO_DATE.fullmatch(text)
    if not match:
        report(node, f"expected {DATE_EXAMPLES}, found {describe(node)}", suggest_date(text))
        return None
    numbers = [int(group) for group in match.groups() if group]
    if not is_in_calendar(numbers):
        message = f"{describe(node)} is not in the calendar"
        report(node, message, suggest_existing(numbers))
        return None
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        expected = f"expected a year from {FIRST_YEAR} to {LAST_YEAR}"
        report(node, f"{expected}, found {describe(node)}", "write a year such as 2026")
        return None
    return PartialDate(*numbers)


def read_end_date(node: Node, report: Report) -> EndDate:
    """Read a date, or ``ongoing`` for what has not ended."""
    if isinstance(node, Scalar):
        text = node.text.strip().casefold()
        if text == Ongoing.ONGOING.value:
            return Ongoing.ONGOING
        if text in NEARLY_ONGOING:
            report(node, f"expected a date or ongoing, found {describe(node)}", "write ongoing")
            return None
    return read_date(node, report)


def read_hours(node: Node, report: Report) -> Decimal | None:
    """Read hours as a decimal such as ``1.5`` or ``1.5h``, or as ``1h30`` or ``90 min``.

    ``1:30`` is refused: it can be read as an hour and a half or as a time of day.
    """
    expected = "expected hours such as 1.5, 1h30 or 90 min"
    if isinstance(node, Scalar):
        text = node.text.strip().casefold()
        if decimal := DECIMAL_HOURS.fullmatch(text):
            return Decimal(decimal[1])
        clock = CLOCK_HOURS.fullmatch(text)
        if clock and (clock[1] or clock[2]) and not text.isdecimal():
            minutes = int(clock[1] or 0) * 60 + int(clock[2] or 0)
            return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    report(node, f"{expected}, found {describe(node)}", "write 1.5 for an hour and a half")
    return None


def read_points(node: Node, report: Report) -> Decimal | None:
    """Read points as a decimal such as ``2`` or ``0.5``."""
    if isinstance(node, Scalar) and DECIMAL.fullmatch(node.text.strip()):
        return Decimal(node.text.strip())
    report(node, f"expected a number such as 2 or 0.5, found {describe(node)}", "write 2")
    return None


def read_status(node: Node, report: Report) -> Status | None:
    """Read ``draft``, ``private`` or ``published``; anything else is a mistake."""
    if isinstance(node, Scalar):
        for status in Status:
            # Without case means A to Z: what only resembles a status publishes nothing.
            if node.text.strip().lower() == status.value:
                return status
    report(
        node,
        f"expected draft, private or published, found {describe(node)}",
        CURE_STATUS,
    )
    return None


def read_featured(node: Node, report: Report) -> Featured | None:
    """Read ``true`` or a sentence on why the activity mattered; ``false`` is none."""
    text = read_text(node, report)
    if text is None or text.casefold() == "false":
        return None
    if text.casefold() in NEARLY_BOOLEAN:
        report(node, f"expected true or a sentence, found {describe(node)}", "write true")
        return None
    return Featured("" if text.casefold() == "true" else text)


def read_slug(node: Node, report: Report) -> str | None:
    """Read a slug: lower-case letters and digits joined by hyphens."""
    text = read_text(node, report)
    if text is None:
        return None
    if text and make_slug(text) == text:
        if mistake := find_name_mistake(text):
            report(node, mistake, f"write {text}-2026, or another word after {text}")
        return None if mistake else text
    hint = f"write {make_slug(text)}" if make_slug(text) else "write letters, digits and hyphens"
    report(node, f"expected lower-case words joined by hyphens, found {describe(node)}", hint)
    return None


def _is_alias_part(part: str) -> bool:
    is_short = len(part.encode()) <= LONGEST_PART
    return is_short and ALIAS_PART.fullmatch(part) is not None and not find_name_mistake(part)


def read_aliases(node: Node, report: Report) -> tuple[str, ...]:
    """Read old addresses of an entry, such as ``/courses/negotiation/``."""
    items = node.items if isinstance(node, Sequence) else (node,)
    aliases = []
    for item in items:
        text = read_text(item, report)
        segments = (text or "").strip("/").split("/")
        if text and len(segments) <= MOST_PARTS and all(map(_is_alias_part, segments)):
            aliases.append("/" + "/".join(segments) + "/")
        elif text is not None:
            expected = "expected an old address such as /courses/negotiation/"
            report(item, f"{expected}, found {describe(item)}", _suggest_alias(text))
    return tuple(dict.fromkeys(aliases))


def _suggest_alias(text: str) -> str:
    try:
        path = urlsplit(text).path
    except ValueError:
        path = ""
    if path.startswith("/") and all(map(_is_alias_part, path.strip("/").split("/"))):
        return f"write {path}"
    return "write only what follows the site's name, such as /courses/negotiation/, without ? and #"
