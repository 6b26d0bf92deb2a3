"""What a professional body asks: grades, activity types, prompts and the record sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cpdsite.portfolio.sections import HEADINGS
from cpdsite.portfolio.terms import fold

HEADER_VALUES = ("name", "number", "grade", "from", "to")
COLUMN_VALUES = (
    "dates",
    "title",
    "type",
    "description",
    "provider",
    "hours",
    "points",
    "competences",
    *HEADINGS,
)
"""What a column may show: fields of an activity, and the sections of its body."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of membership."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ActivityType:
    """A kind of activity that the body names, and what else people call it."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that names it."""
        return (self.id, self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that ``cpdsite new`` puts under a heading of a new entry."""

    section: str
    heading: str
    question: str


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field above the record; with ``grade`` it is a tick box for that grade."""

    label: str
    shows: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the record: its exact label, what it shows, its width in per cent."""

    label: str
    shows: tuple[str, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The record sheet of a body."""

    title: str
    note: str
    header: tuple[HeaderField, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A professional body as data."""

    id: str
    name: str
    short_name: str
    sources: tuple[str, ...]
    read_on: date
    other_types: bool
    grades: tuple[Grade, ...]
    types: tuple[ActivityType, ...]
    prompts: tuple[Prompt, ...]
    sheet: Sheet
    words: Mapping[str, ActivityType] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the types by everything they are called: each entry's type is looked up."""
        words = {fold(word): kind for kind in self.types for word in kind.words}
        object.__setattr__(self, "words", words)


def find_type(scheme: Scheme, text: str) -> ActivityType | None:
    """Return the type that a text names by its id, its name or a synonym."""
    return scheme.words.get(fold(text))


def find_grade(scheme: Scheme, text: str) -> Grade | None:
    """Return the grade that a text names by its id or its name."""
    wanted = fold(text)
    return next((it for it in scheme.grades if wanted in (fold(it.id), fold(it.name))), None)


def name_grade(scheme: Scheme, grade: str) -> str:
    """Return the name of a grade, or the text itself where the scheme does not list it."""
    return next((known.name for known in scheme.grades if known.id == grade), grade)
