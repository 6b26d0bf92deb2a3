"""Front matter as a person wrote it: text, lists and mappings, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; nothing has guessed at its type. Lines and columns count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order they were written."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping

Report = Callable[[Node, str, str], None]
"""Takes note of a mistake: where it is, what was expected and found, how to mend it."""


def is_empty(node: Node) -> bool:
    """Tell whether nothing was written, as in ``provider:`` or ``tags: []``."""
    match node:
        case Scalar(text=text):
            return not text.strip()
        case Sequence(items=items):
            return not items
        case Mapping(pairs=pairs):
            return not pairs


def describe(node: Node) -> str:
    """Say what was found, for a message."""
    match node:
        case Scalar(text=text):
            return f'"{shorten(text)}"' if text.strip() else "nothing"
        case Sequence():
            return "a list"
        case Mapping(pairs=pairs):
            return f'keys and values ("{shorten(pairs[0][0].text)}: ...")' if pairs else "{}"


def shorten(text: str, limit: int = 60) -> str:
    """Return the text on one line, cut to ``limit`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 3].rstrip() + "..."
