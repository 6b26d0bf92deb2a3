"""Files that a later run reads back."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.store import read_store, write_store, write_whole
from tests.properties import check_property

DATA = {"renderer": "r", "passages": {"é": ["a", 1, None, True]}}


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    write_store(tmp_path / "deep" / "store.json", DATA)
    assert read_store(tmp_path / "deep" / "store.json") == DATA


def test_nothing_is_read_where_nothing_was_stored(tmp_path: Path) -> None:
    assert read_store(tmp_path / "store.json") is None
    assert read_store(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{}", id="without-a-digest"),
        pytest.param(b"0123\n{}", id="wrong-digest"),
        pytest.param(b"\xff\xfe\x00\n\x00", id="bytes"),
    ],
)
def test_a_file_that_is_no_store_is_ignored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(content)
    assert read_store(path) is None


@check_property
@given(data=st.data())
def test_a_store_with_one_byte_changed_is_ignored(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "store.json"
    write_store(path, DATA)
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert read_store(path) is None


def test_a_store_cut_short_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    write_store(path, DATA)
    path.write_bytes(path.read_bytes()[:-1])
    assert read_store(path) is None


def test_writing_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [it.name for it in tmp_path.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"new")
    assert [it.name for it in tmp_path.iterdir()] == ["taken"]


def test_a_name_as_long_as_a_file_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("\N{CJK UNIFIED IDEOGRAPH-5B66}" * 85)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_right_digest_of_what_is_no_json_is_nothing(tmp_path: Path) -> None:
    content = b"not json"
    path = tmp_path / "store"
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    assert read_store(path) is None
