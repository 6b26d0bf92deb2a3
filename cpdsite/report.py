"""Problems as text with a caret, as JSON, and as annotations of a forge."""

import json
from collections.abc import Callable, Iterable

from cpdsite.errors import Problem


def write_text(problems: Iterable[Problem]) -> str:
    """Write each problem with its line, a caret and how to mend it."""
    return "\n".join(_write_problem(problem) for problem in problems)


def _write_problem(problem: Problem) -> str:
    lines = [f"{problem.location}: {problem.severity.value}[{problem.code}]: {problem.message}"]
    if problem.source.strip():
        lines.append(f"    {problem.source.rstrip()}")
        if problem.location.column:
            indent = "".join(
                "\t" if char == "\t" else " "
                for char in problem.source[: problem.location.column - 1]
            )
            lines.append(f"    {indent}^")
    if problem.hint:
        lines.append(f"    mend: {problem.hint}")
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
        for it in problems
    ]
    return json.dumps(values, ensure_ascii=False, indent=2)


def write_github(problems: Iterable[Problem]) -> str:
    """Write the problems as workflow commands, which GitHub shows beside the lines."""
    lines = []
    for it in problems:
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
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
}
"""How problems are written, by the name of the format."""
