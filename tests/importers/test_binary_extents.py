"""How far the sheets of binary files reach."""

import random
import struct

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.binary_extents import measure_binary_sheet, measure_stream
from cpdsite.importers.spreadsheet import read_spreadsheet
from tests.importers.record_maker import RECORDS


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def row_record(kind: int, row: int, column: int, rest: bytes = b"") -> bytes:
    return record(kind, struct.pack("<HH", row, column) + rest)


def test_the_records_of_a_sheet_are_followed() -> None:
    stream = record(0x0809) + record(0x0809) + row_record(0x0203, 2, 1, bytes(10))
    stream += row_record(0x00BD, 4, 3, bytes(12) + struct.pack("<H", 5)) + row_record(
        0x0201, 900, 9
    )
    stream += row_record(0x0205, 3, 1, b"\x00\x00\x2a\x01")
    stream += row_record(0x0006, 3, 2, b"\x00\x00\x02\x00\x17\x00\x00\x00\xff\xff")
    _, sheet = measure_stream("a.xls", stream)
    assert (sheet.top, sheet.bottom, sheet.left, sheet.right, sheet.filled) == (2, 4, 1, 5, 6)
    assert sheet.errors == {(3, 1): "#N/A", (3, 2): "#REF!"}


def test_the_records_of_a_binary_sheet_are_followed() -> None:
    rows = b"\x00\x04" + struct.pack("<I", 6) + b"\x05\x04" + struct.pack("<I", 2)
    rows += b"\x01\x04" + struct.pack("<I", 90) + b"\x94\x01\x00"
    rows += b"\x03\x09" + struct.pack("<I", 4) + bytes(4) + b"\x07"
    sheet = measure_binary_sheet("a.xlsb", rows)
    assert (sheet.top, sheet.bottom, sheet.left, sheet.right) == (6, 6, 2, 4)
    assert sheet.errors == {(6, 4): "#DIV/0!"}


def test_the_text_of_a_stream_is_counted() -> None:
    words = struct.pack("<HB", 3, 0) + b"abc" + struct.pack("<HB", 4, 0) + b"ab"
    stream = record(0x0809) + record(0x00FC, bytes(8) + words) + record(0x003C, b"\x00cd")
    stream += record(0x00FF) + record(0x003C, b"\x00cd")
    stream += record(0x0809) + row_record(0x00FD, 2, 1, struct.pack("<HI", 0, 1))
    stream += row_record(0x0204, 2, 2, b"abcd") + record(0x0207, b"abc")
    book, sheet = measure_stream("a.xls", stream)
    assert sheet.uses == {1: 1}
    assert sheet.text == 8 + 3
    assert [*book.shared, *sheet.shared] == [3, 4]


def test_the_text_of_a_binary_sheet_is_counted() -> None:
    rows = b"\x06\x0c" + struct.pack("<III", 0, 0, 5) + b"\x08\x0c" + struct.pack("<III", 1, 0, 6)
    rows += b"\x07\x0c" + struct.pack("<III", 2, 0, 1)
    sheet = measure_binary_sheet("a.xlsb", rows)
    assert (sheet.text, sheet.uses) == (11, {1: 1})
    strings = b"\x13\x05\x00" + struct.pack("<I", 7) + b"\x13\x05\x00" + struct.pack("<I", 2)
    assert measure_binary_sheet("a.xlsb", strings).shared == [7, 2]


@pytest.mark.parametrize("places", [(14, 14), (15,)])
def test_sheets_that_are_named_twice_or_are_none_are_refused(places: tuple[int, ...]) -> None:
    sheets = b"".join(record(0x0085, struct.pack("<I", it)) for it in places)
    with pytest.raises(RefusedError, match="names sheets that it does not hold"):
        measure_stream("a.xls", record(0x0809) + sheets + record(0x0809))
    good = record(0x0809) + record(0x0085, struct.pack("<I", 12)) + record(0x0809)
    assert len(measure_stream("a.xls", good)) == 2


@pytest.mark.parametrize("data", [b"\x02", b"\x02\x04", b"\x02\x04\x01", b"\x80"])
def test_a_binary_sheet_that_is_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        measure_binary_sheet("a.xlsb", data)


def test_claims_beyond_the_form_and_records_cut_off_are_refused() -> None:
    huge = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    with pytest.raises(RefusedError, match="larger than"):
        measure_stream("a.xls", record(0x0809) + huge)
    with pytest.raises(RefusedError, match="damaged"):
        measure_stream("a.xls", record(0x0809) + record(0x0203, b"\x01"))


def test_damaged_sheets_are_refused_or_read() -> None:
    data = (RECORDS / "title-above-the-head.xls").read_bytes()
    for seed in range(80):
        chance = random.Random(seed)  # noqa: S311 - it chooses what to damage
        damaged = bytearray(data)
        for _ in range(20):
            damaged[chance.randrange(512, len(data))] = chance.randrange(256)
        try:
            read_spreadsheet("a.xls", bytes(damaged))
        except RefusedError as error:
            assert str(error).startswith("a.xls")  # noqa: PT017 - some of them are read
