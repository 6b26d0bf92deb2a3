"""Bytes of a TOML file to values, or what is wrong with it in plain words."""

import re
import tomllib
from itertools import accumulate
from typing import Any

from cpdsite.errors import Location, Problem
from cpdsite.limits import DEEPEST_VALUE, MOST_DOTS
from cpdsite.text import decode_text
from cpdsite.toml.days import suggest_day

QUOTES = "\"'"
OPEN, CLOSE = re.compile(r"[\[{]"), re.compile(r"[\]}]")
WRITTEN = re.compile(r"\s*+([\w.-]++)\s*+([=:])\s*+(.*)")
"""A line that is meant as a key with a value, with the sign between them."""

HEADER = re.compile(r"\s*+\[\[?([^\]]++)\]")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
HALF_DAY = re.compile(r"\d+\s*[-./]")
DECODE_ERROR = re.compile(r"(.*?) ?\(at line (\d+), column (\d+)\)")


def decode_toml(path: str, data: bytes) -> tuple[dict[str, Any] | None, list[str], list[Problem]]:
    """Return the values of a TOML file, its lines, and what is wrong with it."""
    text, problems = decode_text(path, data)
    if text is None:
        return None, [], list(problems)
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.count(".") > MOST_DOTS:
            message = f"expected at most {MOST_DOTS} full stops on a line, found {line.count('.')}"
            hint, place = "delete some of the dots", Location(path, number, 1)
            return None, lines, [Problem(place, "toml", message, hint, source=line)]
    try:
        values = tomllib.loads(text)
    except RecursionError:
        return None, lines, [_describe_depth(path, lines)]
    except ValueError as error:  # a number of too many digits is no TOMLDecodeError
        return None, lines, [_describe_mistake(path, lines, str(error))]
    if _is_deeper(values, DEEPEST_VALUE):
        return None, lines, [_describe_depth(path, lines)]
    return values, lines, []


def _is_deeper(value: object, depth: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    items = value.values() if isinstance(value, dict) else value
    return depth == 0 or any(_is_deeper(item, depth - 1) for item in items)


def _describe_depth(path: str, lines: list[str]) -> Problem:
    message = f"lists and tables are nested more than {DEEPEST_VALUE} deep"
    depths = accumulate(len(OPEN.findall(it)) - len(CLOSE.findall(it)) for it in lines)
    # On one line they may close again, so the line with the most counts where none is left open.
    line = next((at for at, depth in enumerate(depths, 1) if depth > DEEPEST_VALUE), 0) or (
        max(range(len(lines)), key=lambda at: len(OPEN.findall(lines[at]))) + 1
    )
    place, source = Location(path, line, 1), lines[line - 1]
    return Problem(place, "toml", message, "use fewer levels", source=source)


def _describe_mistake(path: str, lines: list[str], error: str) -> Problem:
    match = DECODE_ERROR.match(error)
    line, column = (int(match[2]), int(match[3])) if match else (len(lines), 0)
    finding = match[1] if match else error.partition(" (at")[0]
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    message, hint = _word_mistake(finding, lines, line)
    return Problem(Location(path, line, column), "toml", message, hint, source=source)


def _find_first(lines: list[str], line: int) -> str:
    """Return where what a line says was said before, if a line above says it alike."""
    source = lines[line - 1].strip()
    is_header = source.startswith("[")
    for number in range(line - 1, 0, -1):
        above = lines[number - 1].strip()
        if above == source if is_header else _find_key(above) == _find_key(source):
            return f", first on line {number}"
        if above.startswith("[") and not is_header:
            break
    return ""


def _word_clash(table: str, lines: list[str], line: int) -> tuple[str, str]:
    """Return that a table has the name of a key above it, and how to mend that."""
    found = (at for at, it in enumerate(lines[: line - 1], 1) if _find_key(it) == table)
    first = next(found, 0)
    message = f'"{table}" appears twice: as a key on line {first}, and as the table [{table}]'
    if not first:
        return (
            f"[{table}] has a name that is taken above",
            "write it once, with all its keys below it",
        )
    if table == "theme":
        message = f"the theme is named twice: on line {first}, and by the table [theme]"
        written = lines[first - 1].partition("=")[2].strip()
        return message, f"delete line {first}, and write name = {written} under [theme]"
    return message, "keep one of them"


def _find_key(line: str) -> str:
    return line.partition("=")[0].strip() if "=" in line else ""


def _word_mistake(finding: str, lines: list[str], line: int) -> tuple[str, str]:
    """Return what the standard library found, in the words of someone who writes settings."""
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    written = WRITTEN.fullmatch(source.rstrip())
    key, sign, value = written.groups() if written else ("", "", "")
    cure = f'write {key} = "{value.strip(QUOTES)}"'
    first = _find_first(lines, line) if source else ""
    header = HEADER.match(source)
    table = header[1].strip() if header else ""
    readings = (
        ("Invalid date", key, f"{key}: {value} is not in the calendar", suggest_day(key, value)),
        ("", key and HALF_DAY.match(value), f"{key}: expected a whole day, found {value}",
         suggest_day(key, value)),
        ("Cannot overwrite", key, f'"{key}" appears twice{first}', "keep one of them"),
        ("Cannot overwrite", table, *_word_clash(table, lines, line)),
        ("Cannot declare", source, f"{source.strip()} appears twice{first}",
         "write it once, with all its keys below it"),
        ("'='", sign == ":", 'expected = after the key, found ":"', cure),
        ("Illegal", value and value[0] in QUOTES, "this quotation mark is never closed", cure),
        ("Invalid value", COLOUR.match(value), "a # begins a comment, so this key has no value", cure),
        ("Invalid value", value[:1].isalpha(), f"expected a text in quotes, found {value}", cure),
    )  # fmt: skip
    hint = 'write key = "text", key = true or key = ["a", "b"]'
    known = ((message, cure) for part, fits, message, cure in readings if part in finding and fits)
    return next(known, (f"this is not TOML: {finding}", hint))
