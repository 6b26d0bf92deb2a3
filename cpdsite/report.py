"""Problems as text with a caret, as JSON, and as annotations of a forge.

Errors stand before warnings in each, and either keeps the order that it is given.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable

from cpdsite.errors import Problem
from cpdsite.quotation import LIVE, quote_line, still_text

INDENT = "    "
LIVE_IN_JSON = re.compile(f"(?!\n){LIVE.pattern}")
"""The same without the line ends that JSON itself is laid out with."""


def write_text(problems: Iterable[Problem]) -> str:
    """Write each problem with its line, a caret and how to mend it, a blank line between two."""
    return "\n\n".join(_write_problem(problem) for problem in _order(problems))


def _order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: not problem.is_error)


def _write_problem(problem: Problem) -> str:
    head = f"{problem.location}: {problem.severity.value}[{problem.code}]: {problem.message}"
    quoted = quote_line(problem.source, problem.location.column)
    lines = [still_text(head), *(INDENT + line for line in quoted)]
    if problem.hint:
        lines.append(f"{INDENT}mend: {still_text(problem.hint)}")
    return "\n".join(lines)


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
    still = still_text(text, "\r\n")
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
