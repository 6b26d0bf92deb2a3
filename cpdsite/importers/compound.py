"""Compound files, as the older Word and Excel files are: the names and bytes of their streams."""

import struct
from collections.abc import Iterator

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import DAMAGED

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

HEADER = 512
ENTRY = 128
SECTORS = (9, 12)
"""The powers of two that a sector may measure."""

LAST = 0xFFFFFFFA
"""Numbers of sectors from here on stand for ends and gaps."""

SMALL = 4096
"""Streams below this size lie in small sectors, within the stream of the root."""

SMALL_SECTOR = 64
KINDS = {2, 5}
"""A stream, and the root."""


def read_streams(name: str, data: bytes) -> dict[str, bytes]:
    """Return the streams of a compound file by their names, in whatever folder they lie.

    Raises ``RefusedError`` for one that is damaged or cut off.
    """
    try:
        return dict(_Compound(data).read_all())
    except (struct.error, IndexError, ValueError) as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error


class _Compound:
    """The sectors of a compound file, followed along their chains."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if not data.startswith(SIGNATURE) or shift not in SECTORS:
            raise ValueError("no compound file")
        self.sector = 1 << shift
        directory, small, more = struct.unpack_from("<I8xI4xI", data, 48)
        self.table: list[int] = []
        for number in self.find_tables(more):
            self.table += self.read_numbers(number)
        self.directory = self.read_chain(directory)
        self.small_table: list[int] = []
        for number in self.follow(small):
            self.small_table += self.read_numbers(number)
        self.small = b""

    def find_tables(self, more: int) -> Iterator[int]:
        """Yield the sectors that hold the table of sectors."""
        yield from (it for it in struct.unpack_from("<109I", self.data, 76) if it < LAST)
        seen: set[int] = set()
        while more < LAST:
            if more in seen:
                raise ValueError("a chain runs in a circle")
            seen.add(more)
            *numbers, more = self.read_numbers(more)
            yield from (it for it in numbers if it < LAST)

    def read_numbers(self, sector: int) -> tuple[int, ...]:
        """Return a sector as numbers."""
        start = HEADER if self.sector == HEADER else self.sector
        return struct.unpack_from(f"<{self.sector // 4}I", self.data, start + sector * self.sector)

    def follow(self, first: int, table: list[int] | None = None) -> Iterator[int]:
        """Yield the sectors of a chain."""
        table = self.table if table is None else table
        for _ in range(len(table) + 1):
            if first >= LAST:
                return
            yield first
            first = table[first]
        raise ValueError("a chain runs in a circle")

    def read_chain(self, first: int) -> bytes:
        """Return the bytes of a chain."""
        start = HEADER if self.sector == HEADER else self.sector
        places = (start + it * self.sector for it in self.follow(first))
        return b"".join(self.data[place : place + self.sector] for place in places)

    def read_all(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each stream."""
        used = 0
        for place in range(0, len(self.directory) - ENTRY + 1, ENTRY):
            entry = self.directory[place : place + ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            first, size = struct.unpack_from("<II", entry, 116)
            if kind not in KINDS:
                continue
            if kind == max(KINDS):
                self.small = self.read_chain(first) if size else b""
                continue
            used += size
            if used > len(self.data):
                raise ValueError("streams overlap")
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield name, self.read_stream(first, size)

    def read_stream(self, first: int, size: int) -> bytes:
        """Return the bytes of a stream."""
        if size >= SMALL:
            return self.read_chain(first)[:size]
        places = (it * SMALL_SECTOR for it in self.follow(first, self.small_table)) if size else ()
        return b"".join(self.small[place : place + SMALL_SECTOR] for place in places)[:size]
