"""How far the sheets of Excel's binary files reach, and their text: of .xls, and of .xlsb."""

import struct
from collections.abc import Iterator

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import DAMAGED
from cpdsite.importers.binary_strings import measure_strings
from cpdsite.importers.extents import Extent

BOF = 0x0809
BIFF_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
"""Records of a filled cell: formula, several numbers, text, number, label, boolean, number."""

BIFF_TEXTS = {0x00D6, 0x0204, 0x0207}
"""Records that hold a text themselves; the last is what a formula gave."""

BIFF_SHARED = 0x00FD
BIFF_STRINGS = 0x00FC
BIFF_CONTINUED = 0x003C
BIFF_SHEET = 0x0085
BIFF_FORMULA = 0x0006
BIFF_NUMBERS = 0x00BD
BIFF_BOOLEAN = 0x0205
BIFF_DIMENSIONS = 0x0200
BIFF_ROWS = 65_536
BIFF_COLUMNS = 256

XLSB_ROW = 0
XLSB_CELLS = range(2, 12)
XLSB_TEXTS = (6, 8)
XLSB_SHARED = 7
XLSB_STRING = 19
XLSB_ERRORS = {3: 8, 11: 8}

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


def measure_stream(name: str, data: bytes) -> list[Extent]:
    """Return how far each sheet of an .xls file reaches, by its stream; in the order of the stream.

    The first is that of the workbook itself, which has no cells.
    """
    extents = [Extent()]
    begun: list[int] = []
    named: list[int] = []
    strings: list[bytes] = []
    before = 0
    try:
        for place, kind, record in _read_records(data):
            if kind == BOF:
                extents.append(Extent())
                begun.append(place)
            elif kind in BIFF_CELLS:
                _add_record(extents[-1], kind, record)
            elif kind == BIFF_DIMENSIONS:
                _check_dimensions(name, record)
            elif kind == BIFF_SHEET:
                named += struct.unpack_from("<I", record)
            elif kind == BIFF_STRINGS or (kind == BIFF_CONTINUED and before == BIFF_STRINGS):
                strings.append(record)
            extents[-1].text += len(record) if kind in BIFF_TEXTS else 0
            before = before if kind == BIFF_CONTINUED else kind
    except struct.error as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error
    if len(set(named)) < len(named) or not set(named) <= set(begun):
        # The library would read a sheet as often as it is named, and whatever is called one.
        raise RefusedError(f"{name} is damaged: it names sheets that it does not hold: {DAMAGED}")
    extents[-1].shared = measure_strings(strings)
    return extents[1:]


def _read_records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        yield place, kind, data[place + 4 : place + 4 + length]
        place += 4 + length


def measure_binary_sheet(name: str, data: bytes) -> Extent:
    """Return how far a sheet of an .xlsb file reaches."""
    extent = Extent()
    place, row = 0, 0
    try:
        while place < len(data):
            kind, place = _read_variable(data, place, 2)
            length, place = _read_variable(data, place, 4)
            if kind == XLSB_ROW and length:
                (row,) = struct.unpack_from("<I", data, place)
            elif kind in XLSB_CELLS:
                (column,) = struct.unpack_from("<I", data, place)
                extent.add(row, column)
                _add_binary_text(extent, kind, data, place)
                if kind in XLSB_ERRORS:
                    error = ERRORS.get(data[place + XLSB_ERRORS[kind]], "#ERROR")
                    extent.errors[row, column] = error
            elif kind == XLSB_STRING:
                extent.shared.append(*struct.unpack_from("<I", data, place + 1))
            place += length
    except (struct.error, IndexError) as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error
    return extent


def _add_binary_text(extent: Extent, kind: int, data: bytes, place: int) -> None:
    """Count the text of a cell, which its record tells: a length, or a shared string's number."""
    if kind in XLSB_TEXTS:
        extent.text += struct.unpack_from("<I", data, place + 8)[0]
    elif kind == XLSB_SHARED:
        extent.uses[struct.unpack_from("<I", data, place + 8)[0]] += 1


def _add_record(extent: Extent, kind: int, record: bytes) -> None:
    row, column = struct.unpack_from("<HH", record)
    across = 1
    if kind == BIFF_NUMBERS:
        (last,) = struct.unpack_from("<H", record, len(record) - 2)
        across = max(1, last - column + 1)
    extent.add(row, column, across=across)
    if kind == BIFF_SHARED:
        extent.uses[struct.unpack_from("<I", record, 6)[0]] += 1
    if kind == BIFF_BOOLEAN and record[7:8] == b"\x01":
        extent.errors[row, column] = ERRORS.get(record[6], "#ERROR")
    elif kind == BIFF_FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:  # noqa: PLR2004
        extent.errors[row, column] = ERRORS.get(record[8], "#ERROR")


def _check_dimensions(name: str, record: bytes) -> None:
    if len(record) < 12:  # noqa: PLR2004 - what is before the eighth version has shorter ones
        return
    top, bottom, left, right = struct.unpack_from("<IIHH", record)
    if bottom - top > BIFF_ROWS or right - left > BIFF_COLUMNS or bottom < top or right < left:
        raise RefusedError(f"{name} has a sheet larger than an .xls file can hold: {DAMAGED}")


def _read_variable(data: bytes, place: int, most: int) -> tuple[int, int]:
    """Return a number of which each byte holds seven bits, and the place after it."""
    number = 0
    for count in range(most):
        byte = data[place + count]
        number |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:  # noqa: PLR2004 - the eighth bit says that more follow
            return number, place + count + 1
    return number, place + most
