"""The manifest: trusted when whole, of this folder and this version, and empty otherwise."""

import os
from pathlib import Path

import pytest

from cpdsite.publish import manifest as module
from cpdsite.publish.manifest import Manifest, Stamp, read_manifest, stamp_file, write_manifest
from cpdsite.store import write_store
from tests.conftest import MakeSite
from tests.site_maker import build, read_tree

STAMPS = {"b.html": Stamp("key", 1, 2), "a/zoë \udcff.html": Stamp("other", 3, 4)}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path / "m.json", tmp_path / "public", STAMPS)
    assert read_manifest(tmp_path / "m.json", tmp_path / "public") == Manifest(STAMPS)


def test_that_of_another_folder_is_empty(tmp_path: Path) -> None:
    write_manifest(tmp_path / "m.json", tmp_path / "public", STAMPS)
    assert read_manifest(tmp_path / "m.json", tmp_path / "other") == Manifest()


def test_that_of_another_version_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_manifest(tmp_path / "m.json", tmp_path / "public", STAMPS)
    monkeypatch.setattr(module, "VERSION", 2)
    assert read_manifest(tmp_path / "m.json", tmp_path / "public") == Manifest()


@pytest.mark.parametrize("data", [None, [], "text", {}, {"version": 0}])
def test_other_data_is_an_empty_manifest(tmp_path: Path, data: object) -> None:
    write_store(tmp_path / "m.json", data)
    assert read_manifest(tmp_path / "m.json", tmp_path) == Manifest()


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed", "folder"])
def test_a_damaged_manifest_is_empty_and_the_next_build_repairs_it(
    site: MakeSite, damage: str
) -> None:
    root = site("small")
    build(root)
    before = read_tree(root / "public")
    (path,) = (root / ".cpdsite").glob("manifest-*.json")
    good = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes({"empty": b"", "cut": good[:-9], "changed": good + b" "}[damage])
    assert read_manifest(path, root / "public") == Manifest()
    if damage == "folder":
        path.rmdir()
    (root / "public/stray.html").write_text("stray")
    built = build(root)
    assert len(built.rendered) == len(before) - 1
    assert (built.published.replaced, built.published.removed) == (0, 1)
    assert read_tree(root / "public") == before
    assert build(root).rendered == ()


def test_a_stamp_is_that_of_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"123")
    os.utime(path, ns=(5, 7))
    assert stamp_file(path, "key") == Stamp("key", 3, 7)
    (tmp_path / "link").symlink_to(path)
    assert stamp_file(tmp_path / "link", "key") is None
    assert stamp_file(tmp_path, "key") is None
    assert stamp_file(tmp_path / "gone", "key") is None


@pytest.mark.parametrize(
    "files", [[], "a", {"a": 1}, {"a": ["k"]}, {"a": ["k", 1, 2, 3]}, None], ids=repr
)
def test_a_manifest_of_another_shape_is_empty(tmp_path: Path, files: object) -> None:
    path = tmp_path / "manifest.json"
    data = {"version": module.VERSION, "folder": os.path.realpath(tmp_path), "files": files}
    write_store(path, data)
    assert read_manifest(path, tmp_path) == Manifest()
