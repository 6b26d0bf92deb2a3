"""Problems as text with a caret, as JSON, and as annotations of a forge.

Errors stand before warnings in each, and either keeps the order that it is given.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from cpdsite.errors import Location, Problem

WIDEST = 100
"""How many characters of a line are shown; of a longer one, those around the column."""

BEFORE = 60
"""How many of them stand before the column, where the line is cut on both sides."""

CUT = "..."
INDENT = "    "
TAB = "\t"

LIVE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal acts on or cannot write: controls, turns of direction, broken characters."""

LIVE_IN_JSON = re.compile(f"(?!\n){LIVE.pattern}")
"""The same without the line ends that JSON itself is laid out with."""

NO_WIDTH = ("Mn", "Me", "Cf")
"""Categories of Unicode that add nothing to the width of a line: accents, joiners."""


def write_text(problems: Iterable[Problem]) -> str:
    """Write each problem with its line, a caret and how to mend it, a blank line between two."""
    return "\n\n".join(_write_problem(problem) for problem in _order(problems))


def _order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: not problem.is_error)


def _write_problem(problem: Problem) -> str:
    head = f"{problem.location}: {problem.severity.value}[{problem.code}]: {problem.message}"
    lines = [_still(head), *_quote(problem.source, problem.location)]
    if problem.hint:
        lines.append(f"{INDENT}mend: {_still(problem.hint)}")
    return "\n".join(lines)


def _still(text: str, kept: str = "") -> str:
    """Return a text with a mark for each character that a terminal would act on."""
    return LIVE.sub(lambda it: it[0] if it[0] in kept else "\N{REPLACEMENT CHARACTER}", text)


def _quote(source: str, location: Location) -> list[str]:
    """Return the line that a problem is about, and a caret below its column."""
    if not source.strip():
        return []
    line, column = _clip(_still(source.rstrip(), TAB), location.column)
    quoted = [INDENT + line]
    if column:
        quoted.append(f"{INDENT}{''.join(map(_blank, line[: column - 1]))}^")
    return quoted


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


def write_json(problems: Iterable[Problem]) -> str:
    """Write the problems as a JSON list."""
    values = [
        {
            "path": it.location.path,
            "line": it.location.line,
            "column": it.location.column,
            "severity": it.severity.value,
            "code": it.code,
            "message": it.message,
            "hint": it.hint,
        }
        for it in _order(problems)
    ]
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return LIVE_IN_JSON.sub(lambda it: f"\\u{ord(it[0]):04x}", text)


def write_github(problems: Iterable[Problem]) -> str:
    """Write the problems as workflow commands, which GitHub shows beside the lines."""
    lines = []
    for it in _order(problems):
        place = {"file": it.location.path, "line": it.location.line, "col": it.location.column}
        properties = ",".join(
            f"{key}={_escape(str(value), ',:')}" for key, value in place.items() if value
        )
        text = f"{it.message}\nmend: {it.hint}" if it.hint else it.message
        lines.append(
            f"::{it.severity.value} {properties},title={_escape(it.code, ',:')}::{_escape(text)}"
        )
    return "\n".join(lines)


def _escape(text: str, more: str = "") -> str:
    still = _still(text, "\r\n")
    for char in "%\r\n" + more:
        still = still.replace(char, f"%{ord(char):02X}")
    return still


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
}
"""How problems are written, by the name of the format."""


def count_problems(problems: Iterable[Problem]) -> str:
    """Say how many errors and warnings there are."""
    counts = Counter(problem.severity.value for problem in problems)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for word in ("error", "warning")
        if (number := counts[word])
    ]
    return " and ".join(parts) or "no problems"


def list_reasons(reasons: Iterable[str]) -> str:
    """Say how many entries were left out for each reason; nothing where none was."""
    counts = Counter(reasons)
    parts = [f"{number} {_plural(reason, number)}" for reason, number in sorted(counts.items())]
    return f"; left out: {', '.join(parts)}" if parts else ""


def _plural(reason: str, number: int) -> str:
    return f"{reason}s" if reason == "draft" and number > 1 else reason
