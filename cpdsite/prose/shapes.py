"""What a passage is made of where it is no page: blocks of runs of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a run of text looks."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    r"""Text that looks alike and leads to one place, an absolute address or nowhere.

    A line break within a paragraph is ``\n``; no other white space but spaces is in it.
    """

    text: str
    style: Style = PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``checked`` is ``None`` where it is no task."""

    blocks: tuple["Block", ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the number of the first item, 0 for a list with bullets."""

    items: tuple[Item, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Quotation:
    """What someone else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines as they stand, in letters of one width."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table within the prose; ``align`` is ``""``, ``left``, ``center`` or ``right``."""

    runs: tuple[Run, ...]
    is_head: bool = False
    align: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table within the prose; every row has as many cells as the widest."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Paragraph | Items | Quotation | Code | Grid | Rule
