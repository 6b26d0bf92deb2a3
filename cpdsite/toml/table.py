"""Tables of a TOML file, read value by value; every mistake is noted on its line."""

import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import MOST_KEYS, MOST_TABLES
from cpdsite.text import CONTROL
from cpdsite.toml.days import suggest_day
from cpdsite.toml.places import Keys, find_line

TRUE, FALSE = ("yes", "on", "true", "1"), ("no", "off", "false", "0")
SHOWN = 100
"""How much of a value a message quotes, in characters."""


def show(value: object) -> str:
    """Return a value as it is written in TOML, for a message."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN].rstrip()}..."'
    if isinstance(value, list):
        return f"[{', '.join(map(show, value))}]"[:SHOWN]
    return "a table" if isinstance(value, dict) else str(value).lower()[:SHOWN]


def suggest_value(key: str, value: object, kinds: tuple[type, ...], expected: str) -> str:
    """Return how to write a value that is of another kind than expected."""
    if kinds == (bool,):
        word = str(value).strip().casefold()
        known = "true" if word in TRUE else "false" if word in FALSE else ""
        return f"write {key} = {known}" if known else f"write {key} = true or {key} = false"
    if kinds == (str,):
        is_plain = isinstance(value, int | float | date)
        return (
            f'write {key} = "{show(value)}"'
            if is_plain
            else f"write a text in quotes after {key} ="
        )
    if kinds == (int,) and isinstance(value, str) and value.strip().isdecimal():
        return f"write {key} = {int(value)}, without quotes"
    return f"write {key} = {expected.partition('such as ')[2]}"


class Table:
    """A table of a TOML file; reading a value notes what is wrong with it.

    Every key that is read counts as known; ``finish`` notes the others.
    """

    def __init__(
        self,
        path: str,
        lines: list[str],
        values: dict[str, Any],
        problems: list[Problem],
        keys: Keys = (),
    ) -> None:
        """Begin to read the table found under ``keys``."""
        self._path = path
        self._lines = lines
        self._values = values
        self._problems = problems
        self._keys = keys
        self._known: list[str] = []

    def report(
        self,
        key: str,
        message: str,
        hint: str,
        code: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Take note of a mistake in the value of a key, or in the whole table."""
        places = (find_line(self._lines, keys) for keys in ((*self._keys, key), self._keys))
        line = next(places) or next(places) or min(len(self._lines), 1)
        source = self._lines[line - 1] if line else ""
        written = re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", source) if key else None
        column = written.start() + 1 if written else min(line, 1)
        name = code or key or str(next((it for it in self._keys if isinstance(it, str)), "table"))
        location = Location(self._path, line, column)
        self._problems.append(Problem(location, name, message, hint, severity, source))

    def get(
        self,
        key: str,
        kinds: tuple[type, ...],
        expected: str,
        default: Any,  # noqa: ANN401 - each caller knows the kind
        hint: str = "",
    ) -> Any:  # noqa: ANN401 - each caller knows the kind
        """Return a value of one of some kinds, or the default and a note."""
        self._known.append(key)
        value = self._values.get(key, default)
        if key not in self._values or (type(value) in kinds):
            return value
        hint = hint or suggest_value(key, value, kinds, expected)
        self.report(key, f"{key}: expected {expected}, found {show(value)}", hint)
        return default

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text."""
        value: str = self.get(key, (str,), 'a text in quotes, such as "My CPD"', default)
        if not value.isprintable() and CONTROL.search(value):
            message = f"{key}: a \\ stands for an invisible character"
            hint = "delete the \\ with the letters and figures after it, such as \\u0007"
            self.report(key, message, hint)
            return default
        is_text = isinstance(self._values.get(key, ""), str)
        if required and is_text and not value.strip():
            is_there = key in self._values
            message = f"{key} is empty" if is_there else f"{key} is missing"
            cure = f"write the {key} between the quotes" if is_there else f'add {key} = "..."'
            self.report(key, message, cure)
        return value

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """Return one of some texts."""
        value = self.text(key, default)
        known = tuple(choices)
        if value in known:
            return value
        near = difflib.get_close_matches(value.casefold(), known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"choose from {', '.join(known)}"
        self.report(key, f"{key}: expected one of {', '.join(known)}, found {show(value)}", hint)
        return default

    def boolean(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value: bool = self.get(key, (bool,), "true or false", default)
        return value

    def integer(self, key: str, default: int) -> int:
        """Return a whole number."""
        value: int = self.get(key, (int,), "a whole number, such as 20", default)
        return value

    def day(self, key: str) -> date | None:
        """Return a date."""
        value = self._values.get(key)
        if isinstance(value, str):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                day = None
            if day and str(day) == value:
                self._known.append(key)
                return day
        hint = suggest_day(key, value if isinstance(value, str) else "")
        found: date | None = self.get(key, (date,), "a date, such as 2026-01-31", None, hint)
        return found

    def texts(self, key: str, default: tuple[str, ...] = (), hint: str = "") -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        value = self.get(key, (list, str), 'a list of texts, such as ["a", "b"]', None, hint)
        if value is None:
            return default
        items = [value] if isinstance(value, str) else value
        if all(isinstance(item, str) for item in items):
            return tuple(items)
        cure = hint or "put each in quotes"
        self.report(key, f"{key}: expected texts, found {show(value)}", cure)
        return default

    def choices(
        self, key: str, choices: Iterable[str], default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return a list of which each item is one of some texts."""
        known = tuple(choices)
        hint = f"choose from {', '.join(known)}"
        values = self.texts(key, default, hint)
        for value in values:
            if value not in known:
                message = f"{key}: expected any of {', '.join(known)}, found {show(value)}"
                near = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.75)
                cure = f'did you mean "{near[0]}"?' if near else hint
                self.report(key, message, cure)
        return tuple(value for value in values if value in known)

    def table(self, key: str) -> "Table":
        """Return the table under a key, empty if there is none."""
        hint = f"delete this line, and write [{key}] with its keys below everything else"
        values = self.get(key, (dict,), f"a table that begins with [{key}]", {}, hint)
        return Table(self._path, self._lines, values, self._problems, (*self._keys, key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the tables of an array under a key."""
        hint = f"delete this line, or begin each with [[{key}]]"
        found = self.get(key, (list,), f"tables that begin with [[{key}]]", [], hint)
        if not all(isinstance(item, dict) for item in found):
            self.report(key, f"{key}: expected tables", f"begin each with [[{key}]]")
            found = []
        if len(found) > MOST_TABLES:
            message = f"{key}: expected at most {MOST_TABLES} tables, found {len(found):,}"
            self.report(key, message, "keep those that are in use")
            found = []
        return tuple(
            Table(self._path, self._lines, item, self._problems, (*self._keys, key, number))
            for number, item in enumerate(found)
        )

    def take(self, key: str) -> object:
        """Return a value as it is, for whoever knows more of its kind; none where there is none."""
        self._known.append(key)
        return self._values.get(key)

    def anything(self) -> dict[str, Any]:
        """Return the values as they are, for a table whose keys are free."""
        self._known += self._values
        return self._values

    def finish(self, above: Iterable[str] = ()) -> None:
        """Note every key that nothing has read; those in ``above`` belong above the table."""
        unknown = [key for key in self._values if key not in self._known]
        if len(unknown) > MOST_KEYS:
            message = f"expected keys such as {self._known[0]}, found {len(unknown):,} others"
            self.report(unknown[0], message, "delete what is no setting", "unknown-key")
        else:
            for key in unknown:
                near = difflib.get_close_matches(key, self._known, n=1, cutoff=0.6)
                known = ", ".join(dict.fromkeys(self._known))
                header = f"[{self._keys[0]}]" if self._keys else ""
                hint = f'did you mean "{near[0]}"?' if near else f"the keys here are {known}"
                if key in above:
                    hint = f"write it above {header}: what stands below belongs to that table"
                self.report(key, f'unknown key "{key}"', hint, "unknown-key")
