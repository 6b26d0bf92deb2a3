"""Inspection: each file looked at once, and again only when it or cpdsite has changed."""

from pathlib import Path

import pytest

from cpdsite.commands import inspection
from cpdsite.commands.inspection import (
    Findings,
    dump_findings,
    inspect_file,
    inspect_files,
    load_findings,
    make_picture_of,
)
from cpdsite.errors import Location, Problem, Severity
from cpdsite.files import digest_file
from cpdsite.limits import FILE_BYTES
from cpdsite.render.keys import find_renderer
from cpdsite.site.outputs import File, Written, make_file
from cpdsite.store import read_store
from tests.picture_maker import make_document, make_picture_file

CONTENTS = {
    "a.png": b"no picture",
    "b.pdf": make_document({"/Author": "J. Smith"}),
    "c.txt": b"text",
    "d.tiff": b"x",
}


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    """Return files of each kind, written to a folder."""
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    digests = {name: digest_file(tmp_path, name)[0] for name in CONTENTS}
    return [make_file(f"/{name}", name, digest or "") for name, digest in digests.items()]


def inspect(root: Path, files: list[File], **options: bool) -> list[str]:
    outputs = [*files, Written("/x", b"", "x")]
    found = inspect_files(root, outputs, root / "store", **{"pictures": True, **options})
    return [f"{it.location} {it.code}" for it in found]


def test_each_kind_is_looked_at(tmp_path: Path, files: list[File]) -> None:
    assert inspect(tmp_path, files) == ["a.png image", "b.pdf pdf", "d.tiff image"]
    assert inspect(tmp_path, files, pictures=False) == ["b.pdf pdf", "d.tiff image"]


def test_what_is_known_is_not_read_again(
    tmp_path: Path, files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = inspect(tmp_path, files)
    before = (tmp_path / "store").stat().st_mtime_ns
    read = []
    real = inspection.inspect_file

    def note(root: Path, file: File) -> tuple[Problem, ...]:
        read.append(file.source)
        return real(root, file)

    monkeypatch.setattr(inspection, "inspect_file", note)
    assert inspect(tmp_path, files) == found
    assert read == []
    assert (tmp_path / "store").stat().st_mtime_ns == before
    assert inspect(tmp_path, files, clean=True) == found
    assert read == list(CONTENTS)
    monkeypatch.setattr(inspection, "find_renderer", lambda: "another version")
    assert inspect(tmp_path, files) == found
    assert read == [*CONTENTS, *CONTENTS]


def test_what_is_published_no_more_is_forgotten(tmp_path: Path, files: list[File]) -> None:
    def find_known() -> set[str]:
        known = load_findings(find_renderer(), read_store(tmp_path / "store")).known
        return {key.rpartition(" ")[2] for key in known}

    inspect(tmp_path, files)
    assert find_known() == set(CONTENTS)
    # The image is not asked about, and published all the same.
    inspect(tmp_path, files[:2], pictures=False)
    assert find_known() == {"a.png", "b.pdf"}
    assert b"J. Smith" in (tmp_path / "store").read_bytes()
    inspect(tmp_path, files[:1], pictures=False)
    assert find_known() == {"a.png"}
    assert b"J. Smith" not in (tmp_path / "store").read_bytes()


@pytest.mark.parametrize("before", [b"", b"\n" * 1019])
@pytest.mark.parametrize("name", ["cert.dat", "drawing.ai", "cert"])
def test_a_document_is_known_by_its_first_bytes(tmp_path: Path, name: str, before: bytes) -> None:
    (tmp_path / name).write_bytes(before + make_document({"/Author": "J. Smith"}))
    assert inspect(tmp_path, [make_file("/x", name, "1")]) == [f"{name} pdf"]
    (tmp_path / name).write_bytes(b"\n" * 1020 + make_document({"/Author": "J. Smith"}))
    assert inspect(tmp_path, [make_file("/x", name, "2")]) == []


@pytest.mark.parametrize("name", ["talk.mp4", "a.pdf", "a.png"])
def test_a_file_that_is_too_large_is_told_and_not_read(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    monkeypatch.setattr(inspection, "read_head", lambda *_: pytest.fail("read"))
    (problem,) = inspect_file(tmp_path, make_file("/x", name, "1"))
    assert (problem.code, problem.is_error) == ("size", True)
    assert f"at most {FILE_BYTES:,} bytes" in problem.message
    assert f"found {FILE_BYTES + 1:,}" in problem.message
    assert "link to it" in problem.hint


def test_a_file_as_large_as_may_be_is_published(
    tmp_path: Path, files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    (text,) = (it for it in files if it.source == "c.txt")
    monkeypatch.setattr(inspection, "FILE_BYTES", len(CONTENTS["c.txt"]))
    assert inspect_file(tmp_path, text) == ()
    monkeypatch.setattr(inspection, "FILE_BYTES", len(CONTENTS["c.txt"]) - 1)
    assert [it.code for it in inspect_file(tmp_path, text)] == ["size"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null"])
def test_a_damaged_store_is_read_as_none(tmp_path: Path, files: list[File], content: bytes) -> None:
    found = inspect(tmp_path, files)
    (tmp_path / "store").write_bytes(content)
    assert inspect(tmp_path, files) == found
    assert read_store(tmp_path / "store") is not None


@pytest.mark.parametrize(
    "stored",
    [None, [], {}, {"renderer": "r"}, {"renderer": "r", "files": {"a": [[1, 2]]}},
     {"renderer": "r", "files": {"a": [[0, 0, "c", "m", "h", "odd"]]}}, {"renderer": "s", "files": {}}],
)  # fmt: skip
def test_what_is_not_as_it_was_written_is_forgotten(stored: object) -> None:
    assert load_findings("r", stored) == Findings("r")


def test_what_is_stored_is_read_back() -> None:
    problem = Problem(Location("", 3, 4), "image", "message", "hint", Severity.WARNING)
    findings = Findings("r", {"digest a.png": (problem, problem), "digest b.png": ()})
    assert load_findings("r", dump_findings(findings)) == findings


def test_the_same_bytes_elsewhere_are_told_there(tmp_path: Path, files: list[File]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.png").write_bytes(CONTENTS["a.png"])
    twin = make_file("/deep/a.png", "deep/a.png", files[0].digest)
    assert inspect(tmp_path, [files[0], twin]) == ["a.png image", "deep/a.png image"]


def test_a_file_that_vanishes_is_told_and_not_remembered(tmp_path: Path, files: list[File]) -> None:
    for name in CONTENTS:
        (tmp_path / name).unlink()
    assert inspect(tmp_path, files) == [f"{name} unreadable" for name in CONTENTS]
    assert not (tmp_path / "store").exists()


def test_a_picture_is_read_and_made(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(make_picture_file())
    made, problems = make_picture_of(tmp_path, "a.png")
    assert made
    assert problems == ()
    made, problems = make_picture_of(tmp_path, "gone.png")
    assert made is None
    assert [it.code for it in problems] == ["unreadable"]


def test_a_folder_that_cannot_be_written_goes_without(tmp_path: Path, files: list[File]) -> None:
    (tmp_path / "store").mkdir()
    assert inspect(tmp_path, files)
