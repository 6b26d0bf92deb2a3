"""Compound files."""

import random

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.compound import SIGNATURE, read_streams
from tests.importers.record_maker import RECORDS


def test_streams_are_found_by_name() -> None:
    assert "Workbook" in read_streams("a.xls", (RECORDS / "title-above-the-head.xls").read_bytes())
    streams = read_streams("a.doc", (RECORDS / "form-with-old-tick-boxes.doc").read_bytes())
    assert "Marian Ashworth".encode("cp1252") in streams["WordDocument"].replace(b"\x00", b"")


def test_small_streams_are_read_from_small_sectors() -> None:
    streams = read_streams("a.doc", (RECORDS / "form-with-old-tick-boxes.doc").read_bytes())
    assert streams["\x01CompObj"].startswith(b"\x01\x00\xfe\xff")


@pytest.mark.parametrize(
    "data", [SIGNATURE, SIGNATURE + bytes(600), SIGNATURE + b"\xff" * 600, b"words"]
)
def test_what_is_no_compound_file_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        read_streams("a.xls", data)


def test_chains_in_a_circle_come_to_an_end() -> None:
    data = bytearray((RECORDS / "title-above-the-head.xls").read_bytes())
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311 - it chooses what to damage
        damaged = bytearray(data)
        for _ in range(8):
            place = chance.choice([chance.randrange(30, 1024), chance.randrange(len(data))])
            damaged[place] = chance.randrange(256)
        try:
            read_streams("a.xls", bytes(damaged))
        except RefusedError as error:
            assert "damaged" in str(error)  # noqa: PT017 - some of them are read
