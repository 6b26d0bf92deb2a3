"""How far the sheets of a file reach, before a library makes room for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cpdsite.errors import RefusedError
from cpdsite.importers.xml_parts import scan_xml
from cpdsite.limits import SHEET_CELLS

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")

LONGEST_NUMBER = 9
"""No honest number of rows or columns has more figures."""

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class Extent:
    """The first and last row and column that are filled, and the cells in error, by their place."""

    top: int = -1
    bottom: int = -1
    left: int = 0
    right: int = 0
    filled: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

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
    """Raise ``RefusedError`` where the sheets of a file span more cells than any record."""
    total = sum(it.cells for it in extents.values())
    if total > SHEET_CELLS:
        largest = max(extents.values(), key=lambda it: it.cells)
        raise RefusedError(
            f"{name}: expected at most {SHEET_CELLS:,} cells from the first that is filled to the "
            f"last, found {total:,}, {largest.bottom - largest.top + 1:,} rows of "
            f"{largest.right - largest.left + 1:,} columns in one sheet: "
            "copy the rows of your record into a new file and import that"
        )


def measure_sheet(name: str, data: bytes) -> Extent:
    """Return how far a sheet of an Excel file (.xlsx) reaches."""
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
    is_error: bool = False
    is_value: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of where a row, a cell or its value begins."""
        match tag.removeprefix(SHEET):
            case "row":
                self.row = _read_number(attributes.get("r", ""), self.row + 2) - 1
                self.column = -1
            case "c":
                self.column += 1
                if place := REFERENCE.fullmatch(attributes.get("r", "")):
                    self.row, self.column = int(place[2]) - 1, _read_letters(place[1])
                self.is_error = attributes.get("t") == "e"
            case "v" | "is":
                self.is_value = True
                self.extent.add(max(self.row, 0), max(self.column, 0))

    def end(self, tag: str) -> None:
        """Take note of where a value ends."""
        self.is_value = self.is_value and tag not in (f"{SHEET}v", f"{SHEET}is")

    def words(self, text: str) -> None:
        """Keep the name of an error."""
        if self.is_value and self.is_error:
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

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of where a sheet, a row, a cell or its text begins."""
        match tag:
            case _ if tag == f"{TABLE}table":
                self.extent = self.extents.setdefault(str(len(self.extents)), Extent())
                self.row, self.down = 0, 0
            case _ if tag == f"{TABLE}table-row":
                self.row, self.column, self.across = self.row + self.down, 0, 0
                self.down = _read_number(attributes.get(f"{TABLE}number-rows-repeated", ""), 1)
            case _ if tag in CELLS:
                self.column += self.across
                repeated = attributes.get(f"{TABLE}number-columns-repeated", "")
                self.across = _read_number(repeated, 1)
                self.is_error = attributes.get(KIND) == "error"
                if f"{OFFICE}value-type" in attributes:
                    self.fill()
            case _ if tag == f"{TEXT}p":
                self.fill()

    def fill(self) -> None:
        """Take note that the cell holds something, in all the places for which it stands."""
        self.extent.add(self.row, self.column, down=self.down, across=max(1, self.across))

    def end(self, tag: str) -> None:
        """Take note of where a text ends."""
        self.is_error = self.is_error and tag != f"{TEXT}p"

    def words(self, text: str) -> None:
        """Keep the name of an error."""
        if self.is_error:
            place = (self.row, self.column)
            self.extent.errors[place] = self.extent.errors.get(place, "") + text


def _read_letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _read_number(text: str, otherwise: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return max(1, int(text)) if is_number else otherwise
