"""What every problem must be, whatever it is about."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpdsite.errors import Problem
from cpdsite.portfolio.fields import FIELDS
from cpdsite.report import FORMATS

DOCUMENTED = Path(__file__).parents[2] / "docs" / "problems.md"
ROW = re.compile(r"^\| (`[^|]*`)[^|]*\|", re.MULTILINE)
CODES = {
    code
    for cell in ROW.findall(DOCUMENTED.read_text("utf-8"))
    for code in re.findall(r"`([\w-]+)`", cell)
} | {field.name for field in FIELDS}
"""The codes that are documented, and the keys of front matter, which are codes too."""

INNER = re.compile(
    r"Traceback|<[\w.]+ object at 0x|"
    r"\b(?:Scalar|Sequence|Mapping|PartialDate|Decimal|Evidence|Membership|datetime\.\w+)\("
)
"""How Python writes its own values, which is nothing to say to a person."""

CONTROL = {"Cc", "Cs", "Zl", "Zp"}
"""Categories of characters that break a line, or that no terminal can show."""


def find_faults(
    problems: Iterable[Problem], lines: tuple[str, ...] | None, codes: set[str] | None = CODES
) -> list[str]:
    """Return what is wrong with problems; ``lines`` are those of the file that they are about."""
    told = tuple(problems)
    for write in FORMATS.values():
        write(told).encode("utf-8")  # what is printed
    return [fault for problem in told for fault in _find_faults(problem, lines, codes)]


def _find_faults(
    problem: Problem, lines: tuple[str, ...] | None, codes: set[str] | None
) -> Iterator[str]:
    place = problem.location
    if codes is not None and problem.code not in codes:
        yield f"the code {problem.code!r} is not documented"
    for name, text in (("message", problem.message), ("hint", problem.hint)):
        if not text.strip():
            yield f"no {name}: {problem!r}"
        if odd := {char for char in text if unicodedata.category(char) in CONTROL}:
            yield f"the {name} holds {odd!r}: {problem!r}"
        if INNER.search(text):
            yield f"the {name} shows how Python writes something: {problem!r}"
    if lines is not None:
        if place.line > max(1, len(lines)):
            yield f"line {place.line} of {len(lines)}: {problem!r}"
        elif place.column > len(lines[place.line - 1] if place.line and lines else "") + 1:
            yield f"column {place.column}: {problem!r}"
        elif place.line and lines and not _show(lines[place.line - 1]).startswith(problem.source):
            yield f"quotes another line than {lines[place.line - 1]!r}: {problem!r}"


def _show(line: str) -> str:
    """Return a line as problems quote it."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(char) else char for char in line)


def _is_control(char: str) -> bool:
    return char != "\t" and (unicodedata.category(char) in CONTROL or char in "\ufffe\uffff")
