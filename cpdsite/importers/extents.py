"""How far the sheets of a file reach, and how much text they hold, before a library makes room.

Names of elements count without their namespaces, as the library reads them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from cpdsite.errors import RefusedError
from cpdsite.importers.xml_parts import scan_xml
from cpdsite.limits import SHEET_CELLS, SHEET_TEXT

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

CELLS = ("table-cell", "covered-table-cell")
VALUES = frozenset(
    {"boolean-value", "currency", "date-value", "formula", "string-value", "time-value", "value"}
)
"""What an attribute of a cell may give as its text."""

BEYOND = 10**9
"""Stands for every number that is longer than an honest one of rows or columns can be."""

UNKNOWN = -1
"""Stands for the number of a shared string that is not plain: it may be the longest."""

REFERENCE = re.compile(r"([A-Z]+)([0-9]+)", re.IGNORECASE)
LONGEST_LETTERS = 3
LONGEST_NUMBER = 8


@dataclass(slots=True)
class Extent:
    """The first and last row and column that are filled, and the cells in error, by their place.

    ``text`` counts characters, each as often as a cell has it; ``uses`` counts how often cells
    have each shared string, and ``shared`` holds the lengths of those that are defined here.
    """

    top: int = -1
    bottom: int = -1
    left: int = 0
    right: int = 0
    filled: int = 0
    text: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uses: Counter[int] = field(default_factory=Counter)
    shared: list[int] = field(default_factory=list)

    def add(self, row: int, column: int, *, down: int = 1, across: int = 1) -> None:
        """Add a filled cell, or a block of them."""
        if self.top < 0:
            self.top, self.bottom, self.left, self.right = row, row, column, column
        self.top, self.bottom = min(self.top, row), max(self.bottom, row + down - 1)
        self.left, self.right = min(self.left, column), max(self.right, column + across - 1)
        self.filled += down * across

    @property
    def cells(self) -> int:
        """How many cells lie between the first and the last."""
        if self.top < 0:
            return 0
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def check_extents(name: str, extents: Mapping[str, Extent]) -> None:
    """Raise ``RefusedError`` where the sheets of a file hold more cells or text than any record."""
    total = sum(it.cells for it in extents.values())
    if total > SHEET_CELLS:
        largest = max(extents.values(), key=lambda it: it.cells)
        raise RefusedError(
            f"{name}: expected at most {SHEET_CELLS:,} cells from the first that is filled to the "
            f"last, found {total:,}, {largest.bottom - largest.top + 1:,} rows of "
            f"{largest.right - largest.left + 1:,} columns in one sheet: "
            "copy the rows of your record into a new file and import that"
        )
    text = sum(it.text for it in extents.values()) + _count_shared(extents.values())
    if text > SHEET_TEXT:
        raise RefusedError(
            f"{name}: expected at most {SHEET_TEXT:,} characters in all cells together, found "
            f"{text:,}: copy the rows of your record into a new file and import that"
        )


def _count_shared(extents: Iterable[Extent]) -> int:
    # The workbook says which part holds the strings: any may, so the longest of each count.
    found = tuple(extents)
    lengths = [max(it) for it in zip_longest(*(it.shared for it in found), fillvalue=0)]
    uses = sum((it.uses for it in found), Counter[int]())
    longest = max(lengths, default=0)
    known = (
        (longest if at == UNKNOWN else lengths[at], count)
        for at, count in uses.items()
        if at < len(lengths)
    )
    return sum(length * count for length, count in known)


def measure_sheet(name: str, data: bytes) -> Extent:
    """Return how far a sheet of an Excel file (.xlsx) reaches, and its shared strings if any."""
    sheet = _Sheet()
    scan_xml(name, data, sheet.start, sheet.end, sheet.words)
    return sheet.extent


def measure_content(name: str, data: bytes) -> dict[str, Extent]:
    """Return how far the sheets of an OpenDocument file (.ods) reach, by their numbers."""
    content = _Content()
    scan_xml(name, data, content.start, content.end, content.words)
    return content.extents


@dataclass(slots=True)
class _Sheet:
    """Follows the rows and cells of a sheet; those without a place follow the one before."""

    extent: Extent = field(default_factory=Extent)
    row: int = -1
    column: int = -1
    kind: str = ""
    within: str = ""
    value: str = ""
    is_shared: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of where a row, a cell, its value or a shared string begins."""
        match _name_local(tag):
            case "row":
                self.row = _read_number(attributes.get("r", ""), self.row + 2) - 1
                self.column = -1
            case "c":
                self.column += 1
                if place := REFERENCE.fullmatch(attributes.get("r", "")):
                    self.row, self.column = _read_number(place[2], 1) - 1, _read_letters(place[1])
                self.kind = attributes.get("t", "")
            case "v" | "is" as found:
                self.within, self.value = found, ""
                self.extent.add(max(self.row, 0), max(self.column, 0))
            case "si":
                self.is_shared = True
                self.extent.shared.append(0)

    def end(self, tag: str) -> None:
        """Take note of where a value or a shared string ends."""
        local = _name_local(tag)
        self.is_shared = self.is_shared and local != "si"
        if local == self.within:
            if local == "v" and self.kind == "s" and self.value:
                self.extent.uses[_read_index(self.value)] += 1
            self.within = ""

    def words(self, text: str) -> None:
        """Count the text of a value or a shared string, and keep the name of an error."""
        if self.is_shared:
            self.extent.shared[-1] += len(text)
        if self.within == "v" and self.kind == "s":
            self.value = (self.value + text)[: LONGEST_NUMBER + 1]
        elif self.within:
            self.extent.text += len(text)
            if self.kind == "e":
                place = (max(self.row, 0), max(self.column, 0))
                self.extent.errors[place] = self.extent.errors.get(place, "") + text


@dataclass(slots=True)
class _Content:
    """Follows the rows and cells of all sheets, each of which may stand for many."""

    extents: dict[str, Extent] = field(default_factory=dict)
    extent: Extent = field(default_factory=Extent)
    row: int = 0
    column: int = 0
    down: int = 1
    across: int = 1
    is_error: bool = False
    is_filled: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of where a sheet, a row, a cell or its text begins."""
        match _name_local(tag):
            case "table":
                self.extent = self.extents.setdefault(str(len(self.extents)), Extent())
                self.row, self.down = 0, 0
            case "table-row":
                self.row, self.column, self.across = self.row + self.down, 0, 0
                self.down = _find_number(attributes, "number-rows-repeated")
            case found if found in CELLS:
                self.column += self.across
                self.across = _find_number(attributes, "number-columns-repeated")
                self.read_cell(attributes)
            case "p":
                self.fill()
            case "s" if self.is_filled:
                self.add_text(_find_number(attributes, "c"))

    def read_cell(self, attributes: dict[str, str]) -> None:
        """Take note of what the attributes of a cell say of its value."""
        named = [(_name_local(key), value) for key, value in attributes.items()]
        types = [value for key, value in named if key == "value-type"]
        self.is_error, self.is_filled = "error" in types, False
        self.add_text(sum(len(value) for key, value in named if key in VALUES))
        if types:
            self.fill()

    def fill(self) -> None:
        """Take note that the cell holds something, in all the places for which it stands."""
        self.is_filled = True
        self.extent.add(self.row, self.column, down=self.down, across=max(1, self.across))

    def add_text(self, length: int) -> None:
        """Count text as often as the cell stands for another."""
        self.extent.text += length * max(1, self.down) * max(1, self.across)

    def end(self, tag: str) -> None:
        """Take note of where a text or a cell ends."""
        local = _name_local(tag)
        self.is_error = self.is_error and local != "p"
        self.is_filled = self.is_filled and local not in CELLS

    def words(self, text: str) -> None:
        """Count the text of a cell, and keep the name of an error."""
        if self.is_filled:
            self.add_text(len(text))
        if self.is_error:
            place = (self.row, self.column)
            self.extent.errors[place] = self.extent.errors.get(place, "") + text


def _name_local(name: str) -> str:
    return name.rpartition("}")[2]


def _find_number(attributes: Mapping[str, str], local: str) -> int:
    """Return the largest number that attributes of a name give, whatever their namespaces."""
    found = (value for key, value in attributes.items() if _name_local(key) == local)
    return max((_read_number(it, 1) for it in found), default=1)


def _read_letters(letters: str) -> int:
    if len(letters) > LONGEST_LETTERS:
        return BEYOND
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _read_number(text: str, otherwise: int) -> int:
    figures = text.removeprefix("+")
    if not (figures.isascii() and figures.isdigit()):
        return otherwise
    figures = figures.lstrip("0") or "1"
    return int(figures) if len(figures) <= LONGEST_NUMBER else BEYOND


def _read_index(text: str) -> int:
    is_plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if is_plain else UNKNOWN
