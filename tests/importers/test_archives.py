"""Zip archives: bombs by what they say and by what they hold, damage, passwords."""

import io
import struct
import zipfile

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import check_size, list_parts, pack_parts, read_parts
from cpdsite.limits import IMPORT_BYTES, MOST_PARTS, PARTS_BYTES


def zip_parts(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def is_any(_part: str) -> bool:
    return True


def read_refused(data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_parts("a.docx", data, is_any)
    return str(caught.value)


def test_wanted_parts_are_read_and_others_are_not() -> None:
    data = zip_parts({"a.xml": b"1", "b.png": b"2"})
    assert read_parts("a.docx", data, lambda part: part.endswith(".xml")) == {"a.xml": b"1"}
    assert list_parts("a.docx", data) == ("a.xml", "b.png")


def test_what_is_packed_is_the_same_each_time_and_reads_back() -> None:
    parts = {"b": b"2", "a": b"1"}
    assert pack_parts(parts) == pack_parts(dict(reversed(parts.items())))
    assert read_parts("a.docx", pack_parts(parts), is_any) == parts


def test_a_bomb_is_refused_by_what_it_says() -> None:
    assert "says that it holds" in read_refused(zip_parts({"a": bytes(PARTS_BYTES + 1)}))
    assert "grows from" in read_refused(zip_parts({"a": bytes(3_000_000)}))


def test_a_bomb_in_a_part_that_nobody_wants_is_never_unpacked() -> None:
    data = zip_parts({"a.xml": b"1", "b.png": bytes(PARTS_BYTES + 1)})
    assert read_parts("a.docx", data, lambda part: part == "a.xml") == {"a.xml": b"1"}


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_is_read() -> None:
    data = zip_parts({"a": bytes(1_000)}).replace(struct.pack("<I", 1_000), struct.pack("<I", 10))
    assert "damaged" in read_refused(data)


def test_parts_that_share_their_bytes_are_refused() -> None:
    data = zip_parts({"a": b"x" * 50, "b": b"y" * 50})
    directory = data.index(b"PK\x01\x02")
    sizes = struct.pack("<I", len(data))
    lying = data[: directory + 20] + sizes + data[directory + 24 :]
    assert "overlap" in read_refused(lying)


def test_too_many_parts_are_refused() -> None:
    assert f"at most {MOST_PARTS:,}" in read_refused(
        pack_parts({f"{it}": b"" for it in range(5_001)})
    )


@pytest.mark.parametrize("end", [10, -1, 30, 60])
def test_a_file_that_is_cut_off_is_refused(end: int) -> None:
    assert "damaged" in read_refused(zip_parts({"a": b"words"})[:end])


def test_a_password_is_told() -> None:
    data = bytearray(zip_parts({"a": b"words"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in read_refused(bytes(data))


def test_damaged_bytes_are_refused() -> None:
    data = bytearray(pack_parts({"a": b"words"}))
    data[data.index(b"words")] = 0
    assert "damaged" in read_refused(bytes(data))


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(RefusedError, match="empty"):
        check_size("a.csv", b"")
    with pytest.raises(RefusedError, match="expected at most"):
        check_size("a.csv", bytes(IMPORT_BYTES + 1))
