"""A line of a file quoted: still, cut to a width, with a caret below the column."""

import re
import unicodedata

WIDEST = 100
"""How many characters of a line are shown; of a longer one, those around the column."""

BEFORE = 60
"""How many of them stand before the column, where the line is cut on both sides."""

CUT = "..."
TAB = "\t"

LIVE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal acts on or cannot write: controls, turns of direction, broken characters."""

NO_WIDTH = ("Mn", "Me", "Cf")
"""Categories of Unicode that add nothing to the width of a line: accents, joiners."""


def quote_line(source: str, column: int) -> tuple[str, ...]:
    """Return a line as it is shown, and with a column what puts a caret below it."""
    if not source.strip():
        return ()
    line, moved = _clip(still_text(source.rstrip(), TAB), column)
    return (line, f"{''.join(map(_blank, line[: moved - 1]))}^") if moved else (line,)


def still_text(text: str, kept: str = "") -> str:
    """Return a text with a mark for each character that a terminal would act on."""
    return LIVE.sub(lambda it: it[0] if it[0] in kept else "\N{REPLACEMENT CHARACTER}", text)


def _clip(line: str, column: int) -> tuple[str, int]:
    """Return what is shown of a line, and where the column then is."""
    if len(line) <= WIDEST:
        return line, column
    start = max(0, min(column - 1 - BEFORE, len(line) - WIDEST))
    end = start + WIDEST
    before, after = CUT if start else "", CUT if end < len(line) else ""
    moved = column - start + len(before) if column else 0
    return before + line[start:end] + after, moved


def _blank(char: str) -> str:
    """Return what is as wide as a character and shows nothing."""
    if char == TAB:
        return TAB
    if unicodedata.category(char) in NO_WIDTH:
        return ""
    return "  " if unicodedata.east_asian_width(char) in ("W", "F") else " "
