"""What came of a record kept elsewhere: activities to write, and an account of every cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from cpdsite.portfolio.sections import Section


class Outcome(Enum):
    """What became of a cell of the source."""

    IMPORTED = "imported"
    MERGED = "merged"
    KEPT = "kept as text"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Accounted:
    """A cell, a row or a word of the source, and what became of it.

    ``entry`` is the number of the candidate that it went into, from 0, ``None`` for none;
    ``field`` names the key or section there; ``reason`` says why, where it is not plain.
    """

    place: str
    text: str
    outcome: Outcome
    entry: int | None = None
    field: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of the source and what it was taken for, in words: by its label, by its content...

    ``field`` is a front matter key or the name of a section, ``""`` where it fits none.
    ``is_unknown`` is true where that is so of a column that holds anything and nobody mapped.
    """

    place: str
    heading: str
    field: str
    reason: str
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An activity as found: values by front matter name, and its sections in order.

    ``values`` holds ``slug`` and ``path`` only where our own JSON gives them. ``place`` says where it stood;
    ``fingerprint`` is a digest of what stood there, the same on every import, ``""`` for our own
    JSON, which is known by what it says. ``doubts`` says what the person should look at, a
    sentence each; with any, the entry stays a draft.
    """

    place: str
    values: Mapping[str, Any]
    sections: tuple[Section, ...]
    fingerprint: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person can decide, such as the order of day and month; nothing is written."""

    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that came of one file."""

    name: str
    candidates: tuple[Candidate, ...]
    account: tuple[Accounted, ...]
    matches: tuple[Matched, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
