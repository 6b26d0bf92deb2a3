"""JSON read as strictly as front matter is: nodes, each with its place, and every mistake noted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from cpdsite.errors import Location, Problem, ProblemsError, RefusedError, show_text
from cpdsite.limits import DEEPEST_VALUE, IMPORT_BYTES, MOST_VALUES
from cpdsite.portfolio.nodes import Mapping, Node, Report, Scalar, Sequence, shorten
from cpdsite.portfolio.readers import CONTROL
from cpdsite.text import decode_text

WORDS = {True: "true", False: "false", None: ""}
"""What JSON's words are in front matter, of which each value is text."""

OUTSIDE = 4
"""How many levels an exported file has around the values of an entry."""


class Pairs(list[tuple[str, object]]):
    """The keys and values of an object, repeated ones too."""


@dataclass(frozen=True, slots=True)
class NoNumber:
    """What Python takes for a number and JSON does not know, such as ``NaN``."""

    text: str


@dataclass(slots=True)
class Document:
    """A JSON file as nodes: the ``line`` of a node is the number of its place.

    Whoever reads the nodes adds to the problems, and calls ``finish`` at the end.
    """

    name: str
    root: Node = field(default_factory=lambda: Scalar("", 0, 0))
    places: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def find_place(self, node: Node) -> str:
        """Return where a node stands, such as ``activities[3].date``; ``""`` for the root."""
        return self.places[node.line]

    def note(self, code: str, node: Node, message: str, hint: str) -> None:
        """Take note of a mistake."""
        place = self.find_place(node)
        where = Location(f"{self.name}: {place}" if place else self.name)
        self.problems.append(Problem(where, code, message, hint))

    def note_as(self, code: str) -> Report:
        """Return what takes note of the mistakes that a reader of front matter finds."""
        return lambda node, message, hint: self.note(code, node, message, hint)

    def finish(self) -> None:
        """Raise ``ProblemsError`` if there was any mistake."""
        if self.problems:
            raise ProblemsError(self.problems)


def decode_json(name: str, data: bytes) -> Document:
    """Return a JSON file as nodes, in which every value is text.

    Raises ``RefusedError`` for what is no JSON or out of bounds, ``ProblemsError`` for what is
    no text. Repeated keys, and characters that no page can show, are noted.
    """
    if len(data) > IMPORT_BYTES:
        message = f"{name}: expected at most {IMPORT_BYTES:,} bytes, found {len(data):,}"
        raise RefusedError(f"{message}: divide the file")
    text, problems = decode_text(name, data)
    if text is None:
        raise ProblemsError(problems)
    values = sum(text.count(mark) for mark in ",[{")
    if values > MOST_VALUES:
        message = f"{name}: expected at most {MOST_VALUES:,} commas and opening brackets"
        raise RefusedError(f"{message}, found {values:,}: divide the file")
    document = Document(name)
    document.root = _Converter(document).convert(_load(name, text), "", 0)
    return document


def _load(name: str, text: str) -> object:
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=Pairs,
            # As text, a number of a million figures takes no time.
            parse_float=str,
            parse_int=str,
            parse_constant=NoNumber,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        cure = "save it again with the program that made it, or look at that line"
        raise RefusedError(f"{name} is not JSON: {error.msg} at {place}: {cure}") from error
    except RecursionError as error:
        raise _refuse_depth(name) from error
    return value


def _refuse_depth(name: str) -> RefusedError:
    deepest = DEEPEST_VALUE + OUTSIDE
    return RefusedError(f"{name}: its values are nested more than {deepest} deep: use fewer levels")


@dataclass(slots=True)
class _Converter:
    document: Document

    def convert(self, value: object, place: str, depth: int) -> Node:
        if depth > DEEPEST_VALUE + OUTSIDE:
            raise _refuse_depth(self.document.name)
        line = len(self.document.places)
        self.document.places.append(place)
        if isinstance(value, Pairs):
            return Mapping(tuple(self._convert_pairs(value, place, depth)), line, 0)
        if isinstance(value, list):
            items = enumerate(value)
            nodes = (self.convert(it, f"{place}[{number}]", depth + 1) for number, it in items)
            return Sequence(tuple(nodes), line, 0)
        scalar = Scalar(self._name(value), line, 0)
        self._check(scalar, value)
        return scalar

    def _name(self, value: object) -> str:
        # As nothing, it is told of once.
        if isinstance(value, NoNumber):
            return ""
        return value if isinstance(value, str) else WORDS[value]  # type: ignore[index]

    def _check(self, scalar: Scalar, value: object) -> None:
        if isinstance(value, NoNumber):
            message = f"expected a number, found {value.text}, which JSON does not know"
            self.document.note("json", scalar, message, "write a number, or null for none")
        elif odd := CONTROL.search(scalar.text):
            message = f"there is a character that no page can show (U+{ord(odd[0]):04X})"
            self.document.note("control", scalar, message, "delete it")

    def _convert_pairs(self, pairs: Pairs, place: str, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: set[str] = set()
        for name, value in pairs:
            below = f"{place}.{shorten(show_text(name))}".lstrip(".")
            key = Scalar(name, len(self.document.places), 0)
            self.document.places.append(below)
            if name in seen:
                message = f'"{shorten(name)}" appears twice'
                self.document.note("duplicate-key", key, message, "keep one of them")
                continue
            seen.add(name)
            self._check(key, name)
            yield key, self.convert(value, below, depth + 1)
