"""Signatures: each format by its first bytes, and images under other names refused."""

import zipfile
from io import BytesIO

import pytest

from cpdsite.media.signatures import (
    ENDINGS,
    HEAD_BYTES,
    UNCLEANABLE,
    find_disguise,
    find_ending,
    find_format,
)
from cpdsite.site.outputs import PICTURES
from tests.drawing_examples import DRAWINGS
from tests.picture_maker import FILLED, encode, make_image, make_picture_file

FORMATS = {ending: found for found, endings in ENDINGS.items() for ending in endings}


def pack() -> bytes:
    """Return a small archive, as Office files are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<svg/>")
    return buffer.getvalue()


@pytest.mark.parametrize("ending", sorted(FILLED))
def test_each_format_is_known(ending: str) -> None:
    assert find_format(make_picture_file(ending)) == FORMATS[ending]
    assert find_format(FILLED[ending]()) == FORMATS[ending]


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_known(name: str) -> None:
    assert find_format(DRAWINGS[name].encode()) == "SVG"


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_other_images_are_known(kind: str) -> None:
    assert find_format(encode(make_image(), kind)) == kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", "AVIF"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heicmiaf", "HEIC"),
        (b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom", "raw"),
        (b"8BPS\x00\x01", "PSD"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"MM\x00*\x00\x00\x00\x08", "TIFF"),
    ],
)
def test_formats_that_nothing_here_writes(data: bytes, name: str) -> None:
    assert find_format(data) == name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"BMW is a make of car.",
        b"BM",
        b"II. The second chapter",
        b"GIF is a format",
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2",
        b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ",
        b"\x00\x01\x00\x00\x00\x0f",
        b"<!DOCTYPE html><p><svg></svg>",
        b"<p>An <svg> in a page</p>",
        b"ID3\x04\x00",
        b"\xff\xfb\x90\x64",
        pack(),
    ],
)  # fmt: skip
def test_other_files_are_no_images(data: bytes) -> None:
    assert find_format(data) == ""
    assert find_disguise("content/notes.dat", data) == ()


def test_looking_for_a_drawing_does_not_take_for_ever() -> None:
    for start in (b"<!--", b"<?", b"<!-- --> ", b"<!DOCTYPE svg", b" ", b"<?x?>"):
        assert find_format(start * HEAD_BYTES) == ""


@pytest.mark.parametrize(
    ("path", "ending"),
    [("a/b.JPG", "jpg"), ("a.b/c", ""), (".png", ""), ("x.tar.gz", "gz"), ("a.", "")],
)
def test_endings(path: str, ending: str) -> None:
    assert find_ending(path) == ending


@pytest.mark.parametrize(
    ("name", "ending", "cure"),
    [
        ("scan.dat", "jpg", "rename it to scan.jpg"),
        ("photo", "png", "rename it to photo.png"),
        ("photo.jfif", "jpg", "rename it to photo.jpg"),
        ("moving.apng", "png", "rename it to moving.png"),
        ("drawing.xml", "svg", "rename it to drawing.svg"),
        ("certificate.pdf", "jpg", "rename it to certificate.jpg"),
    ],
)
def test_an_image_under_another_name_is_refused(name: str, ending: str, cure: str) -> None:
    (problem,) = find_disguise(f"content/{name}", make_picture_file(ending)[:HEAD_BYTES])
    assert (problem.code, problem.is_error) == ("image", True)
    assert problem.location.path == f"content/{name}"
    assert name in problem.message
    assert problem.hint.startswith(cure)


@pytest.mark.parametrize("ending", sorted(UNCLEANABLE))
def test_a_kind_that_cannot_be_cleaned_is_refused(ending: str) -> None:
    (problem,) = find_disguise(f"content/IMG_1.{ending.upper()}", b"anything")
    assert problem.is_error
    assert f"IMG_1.{ending.upper()}" in problem.message
    assert "as plain SVG" in problem.hint or "JPEG or PNG" in problem.hint


def test_no_kind_is_both_made_again_and_refused() -> None:
    assert not UNCLEANABLE & {ending.removeprefix(".") for ending in PICTURES}
