"""How far the sheets of Excel's binary files reach: of .xls, and of .xlsb."""

import struct

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import DAMAGED
from cpdsite.importers.extents import Extent

BOF = 0x0809
BIFF_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
"""Records of a filled cell: formula, several numbers, text, number, label, boolean, number."""

BIFF_FORMULA = 0x0006
BIFF_NUMBERS = 0x00BD
BIFF_BOOLEAN = 0x0205
BIFF_DIMENSIONS = 0x0200
BIFF_ROWS = 65_536
BIFF_COLUMNS = 256

XLSB_ROW = 0
XLSB_CELLS = range(2, 12)
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
    place = 0
    try:
        while place + 4 <= len(data):
            kind, length = struct.unpack_from("<HH", data, place)
            if kind == BOF:
                extents.append(Extent())
            elif kind in BIFF_CELLS:
                _add_record(extents[-1], kind, data[place + 4 : place + 4 + length])
            elif kind == BIFF_DIMENSIONS:
                _check_dimensions(name, data[place + 4 : place + 4 + length])
            place += 4 + length
    except struct.error as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error
    return extents[1:]


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
                if kind in XLSB_ERRORS:
                    error = ERRORS.get(data[place + XLSB_ERRORS[kind]], "#ERROR")
                    extent.errors[row, column] = error
            place += length
    except (struct.error, IndexError) as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error
    return extent


def _add_record(extent: Extent, kind: int, record: bytes) -> None:
    row, column = struct.unpack_from("<HH", record)
    across = 1
    if kind == BIFF_NUMBERS:
        (last,) = struct.unpack_from("<H", record, len(record) - 2)
        across = max(1, last - column + 1)
    extent.add(row, column, across=across)
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
