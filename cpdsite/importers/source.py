"""A record kept elsewhere, as read: tables of cells, and the words around them.

Readers make it of a file and know nothing of CPD; whoever reads it knows nothing of files.

What Word's styles say stands in the Markdown of a cell: a line ``# Title`` in the style "Activity
title" of our own sheet, ``## Heading`` in its "Section heading", an item of a list in its "Action",
followed by what is in "Action dates"; ``###`` and deeper for the headings of anyone else, in Word
and in HTML. Each empty paragraph between others, with which people keep activities in a cell apart
or align them, is an empty line in ``plain``, and two empty lines more in ``markdown``; so are those
before the first. A footnote stands at the end of its cell. A row of a Word or HTML table of which
all text is bold is delivered as not bold, since head rows are.

In spreadsheets and CSV files, ``plain`` is the text as it stands, which may be Markdown where the
file is our own, and ``markdown`` the same with all markup escaped but that of lists.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cell:
    r"""What a cell holds, as Markdown, and where it stands.

    ``place`` names it to a person: ``table 1, row 3, column 2``, ``Sheet1!B3``,
    ``line 4, column 2``. ``plain`` is the same without markup: blocks and line breaks apart by
    ``\n``. ``day`` and ``number`` are what a typed cell of a spreadsheet holds. ``copy_of`` is
    the place of the cell that it is merged with, where this is not the first of them.
    """

    place: str
    markdown: str
    plain: str
    day: date | None = None
    number: float | None = None
    copy_of: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether it holds nothing of its own."""
        return not self.plain.strip() or bool(self.copy_of)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has as many cells as the widest."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds, in order: tables, and cells that stand in no table.

    ``outside`` is what stands before, between and after the tables, in headers, footers, text
    boxes and comments, a paragraph each. A tick box that is ticked reads ``[x]``, another ``[ ]``.
    ``notes`` says what of the file could not be read, a sentence each.
    """

    name: str
    digest: str
    grids: tuple[Grid, ...]
    outside: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()
