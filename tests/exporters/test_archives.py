"""Zip archives of which the bytes tell nothing of when they were made."""

import io
import zipfile

import pytest

from cpdsite.exporters.archives import FIXED_TIME, rewrite_archive


def pack(members: dict[str, bytes], year: int = 2026) -> bytes:
    """Return an archive of members made in a year."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), content)
    return written.getvalue()


def test_the_time_leaves_no_trace() -> None:
    members = {"b.xml": b"<b/>", "a.xml": b"<a/>" * 100}
    written = rewrite_archive(pack(members), {})
    assert written == rewrite_archive(pack(members, 1999), {})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.namelist() == ["b.xml", "a.xml"]
        assert archive.read("a.xml") == members["a.xml"]
        assert {it.date_time for it in archive.infolist()} == {FIXED_TIME}
        assert {(it.create_system, it.compress_type) for it in archive.infolist()} == {
            (3, zipfile.ZIP_DEFLATED)
        }


def test_members_can_hold_something_else() -> None:
    written = rewrite_archive(pack({"a": b"old", "b": b"kept"}), {"a": b"new"})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert [archive.read(name) for name in ("a", "b")] == [b"new", b"kept"]


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError, match=r"c\.xml"):
        rewrite_archive(pack({"a": b""}), {"c.xml": b""})


def test_two_members_of_one_name_are_refused() -> None:
    doubled = pack({"a": b"1", "b": b"2"}).replace(b"b", b"a")
    with pytest.raises(ValueError, match="one name"):
        rewrite_archive(doubled, {})
