"""The shared strings of Excel's old binary files (.xls): how long each of them is."""

import struct
from collections.abc import Iterable

HAS_WIDE = 1
HAS_EXTRA = 4
HAS_RUNS = 8


def measure_strings(records: Iterable[bytes]) -> list[int]:
    """Return the lengths of the strings in a table of them and the records that continue it.

    A table that is cut off ends with the last string whose length it tells.
    """
    pieces = _Pieces(records)
    lengths: list[int] = []
    try:
        pieces.skip(8)
        while True:
            length, flags = struct.unpack("<HB", pieces.take(3))
            runs = struct.unpack("<H", pieces.take(2))[0] if flags & HAS_RUNS else 0
            extra = struct.unpack("<I", pieces.take(4))[0] if flags & HAS_EXTRA else 0
            lengths.append(length)
            pieces.skip_letters(length, is_wide=bool(flags & HAS_WIDE))
            pieces.skip(4 * runs + extra)
    except EOFError:
        return lengths


class _Pieces:
    """Reads on from record to record; letters that go on in the next begin with new flags."""

    def __init__(self, records: Iterable[bytes]) -> None:
        self.records = iter(records)
        self.record = b""
        self.place = 0

    def take(self, count: int) -> bytes:
        """Return the next few bytes."""
        return bytes(self._read_byte() for _ in range(count))

    def skip(self, count: int) -> None:
        """Leave bytes out, in this record and those after it."""
        while count:
            self._open()
            there = min(count, len(self.record) - self.place)
            self.place += there
            count -= there

    def skip_letters(self, count: int, *, is_wide: bool) -> None:
        """Leave the letters of a string out, each of one byte or of two."""
        while True:
            size = 2 if is_wide else 1
            there = min(count, (len(self.record) - self.place) // size)
            self.place += there * size
            count -= there
            if not count:
                return
            self.place = len(self.record)
            is_wide = bool(self._read_byte() & HAS_WIDE)

    def _read_byte(self) -> int:
        self._open()
        self.place += 1
        return self.record[self.place - 1]

    def _open(self) -> None:
        while self.place >= len(self.record):
            record = next(self.records, None)
            if record is None:
                raise EOFError
            self.record, self.place = record, 0
