"""The lengths of the shared strings of old binary files."""

import struct

from cpdsite.importers.binary_strings import measure_strings

HEAD = bytes(8)


def write(text: str, *, runs: int = 0, extra: int = 0) -> bytes:
    is_wide = not text.isascii()
    flags = is_wide | (8 if runs else 0) | (4 if extra else 0)
    head = struct.pack("<HB", len(text), flags)
    head += struct.pack("<H", runs) if runs else b""
    head += struct.pack("<I", extra) if extra else b""
    return head + text.encode("utf-16-le" if is_wide else "ascii") + bytes(4 * runs + extra)


def test_strings_of_every_kind_are_measured() -> None:
    kinds = write("abc") + write("żółw") + write("bold", runs=2) + write("x", extra=9) + write("")
    more = write("ŵ", runs=1, extra=3)
    assert measure_strings([HEAD + kinds + more]) == [3, 4, 4, 1, 0, 1]


def test_letters_that_go_on_in_the_next_record_may_be_of_another_width() -> None:
    begun = struct.pack("<HB", 6, 0) + b"ab"
    records = [HEAD + begun, b"\x01" + "żó".encode("utf-16-le"), b"\x00cd" + write("end", runs=1)]
    assert measure_strings(records) == [6, 3]
    cut = write("one", runs=3)
    assert measure_strings([HEAD + cut[:-7], cut[-7:] + write("two")]) == [3, 3]


def test_a_table_that_is_cut_off_ends_with_the_last_length() -> None:
    assert measure_strings([]) == []
    assert measure_strings([HEAD]) == []
    assert measure_strings([HEAD + write("abc") + write("def")[:4]]) == [3, 3]
    huge = struct.pack("<HBI", 1, 4, 0xFFFFFFFF) + b"a"
    assert measure_strings([HEAD + huge, *[bytes(8000)] * 2000]) == [1]
