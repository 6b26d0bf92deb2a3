"""Pictures: made again upright and plain, with nothing but what is seen, or one sentence."""

import io
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from cpdsite.errors import Problem
from cpdsite.limits import ICON_SIDE, PICTURE_FRAMES, PICTURE_PIXELS, PICTURE_SCANS
from cpdsite.media import pictures
from cpdsite.media.pictures import FORMATS, make_picture
from cpdsite.site.outputs import PICTURES
from tests.picture_maker import (
    CANARY,
    FILLED,
    SLOTS,
    WITHOUT_PROFILE,
    add_segments,
    differ,
    differ_inside,
    encode,
    expand,
    fill_jpeg,
    make_exif,
    make_image,
    make_picture_file,
    open_image,
    read_chunks,
    remake,
)

ENDINGS = sorted(FILLED)
RASTERS = sorted(set(FILLED) - {"svg"})


def refuse(data: bytes, name: str) -> Problem:
    made, problems = make_picture(f"content/{name}", data)
    assert made is None
    (problem,) = problems
    assert (problem.code, problem.is_error) == ("image", True)
    assert problem.location.path == f"content/{name}"
    assert problem.hint
    return problem


def test_every_ending_that_is_published_as_a_picture_can_be_made() -> None:
    assert {f".{ending}" for ending in FORMATS} == set(PICTURES)


@pytest.mark.parametrize(
    ("ending", "slot"), [(ending, slot) for ending in ENDINGS for slot in SLOTS[ending].split()]
)
def test_each_slot_holds_its_canary_before(ending: str, slot: str) -> None:
    assert f"{CANARY}-{slot}".encode() in expand(FILLED[ending]())


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_canary_is_left(ending: str) -> None:
    assert CANARY.encode() not in expand(remake(FILLED[ending](), ending)).lower()


@pytest.mark.parametrize("ending", sorted(WITHOUT_PROFILE))
def test_no_canary_is_left_where_no_colours_change(ending: str) -> None:
    data = WITHOUT_PROFILE[ending]()
    assert b"canary-gps" in expand(data)
    assert b"canary-icc" not in expand(data)
    assert CANARY.encode() not in expand(remake(data, ending)).lower()


def test_the_canaries_would_be_found_in_a_picture_that_keeps_them() -> None:
    image = open_image(fill_jpeg())
    kept = encode(image, "JPEG", exif=image.info["exif"], comment=image.info["comment"])
    assert b"canary-gps" in expand(kept)
    assert b"canary-comment" in expand(kept)


@pytest.mark.parametrize("ending", RASTERS)
def test_nothing_of_the_metadata_is_read_back(ending: str) -> None:
    image = open_image(remake(FILLED[ending](), ending))
    assert not image.getexif()
    harmless = {
        "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
        "version", "background", "duration", "loop", "timestamp", "sizes",
    }  # fmt: skip
    assert set(image.info) <= harmless


def test_a_png_has_no_chunk_but_those_of_the_picture() -> None:
    made = remake(FILLED["png"](), "png")
    assert {name for name, _ in read_chunks(made)} == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("ending", RASTERS)
def test_the_picture_looks_the_same(ending: str) -> None:
    before, after = open_image(FILLED[ending]()), open_image(remake(FILLED[ending](), ending))
    assert differ_inside(before, after) <= (0 if ending in {"png", "gif", "ico"} else 12)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_bytes_give_the_same_bytes(ending: str) -> None:
    data = FILLED[ending]()
    assert remake(data, ending) == remake(data, ending)


@pytest.mark.parametrize("ending", RASTERS)
def test_a_picture_made_again_can_be_made_again(ending: str) -> None:
    once = remake(FILLED[ending](), ending)
    assert open_image(remake(once, ending)).size == open_image(once).size


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "avif"])
def test_every_orientation_is_applied(ending: str, orientation: int) -> None:
    image = make_image((32, 16))
    if ending == "jpg":
        data = fill_jpeg(orientation)
    else:
        options = {} if ending == "png" else {"quality": 100}
        data = encode(image, FORMATS[ending], exif=make_exif(orientation), **options)
    wanted = ImageOps.exif_transpose(_with_orientation(image, orientation))
    assert wanted.size == ((32, 16) if orientation < 5 else (16, 32))
    made = open_image(remake(data, ending)).convert("RGB")
    assert made.size == wanted.size
    assert differ_inside(made, wanted) <= 12


def _with_orientation(image: Image.Image, orientation: int) -> Image.Image:
    turned = image.copy()
    turned.getexif()[0x0112] = orientation
    return turned


def test_orientations_differ() -> None:
    assert len({remake(fill_jpeg(number), "jpg") for number in range(1, 9)}) == 8


def test_broken_exif_is_no_reason_to_refuse() -> None:
    data = add_segments(make_picture_file("jpg"), ((0xE1, b"Exif\x00\x00II*\x00\xff\xff\xff\x7f"),))
    assert open_image(remake(data, "jpg")).size == (32, 16)


DURATIONS = [100, 250, 40, 700]


def make_frames(mode: str = "RGB") -> list[Image.Image]:
    frames = [make_image(mode=mode) for _ in DURATIONS]
    for number, frame in enumerate(frames):
        frame.paste(Image.new(mode, (4, 4), "black"), (number * 8, 0))
        if mode == "RGBA":
            frame.paste((0, 0, 0, 0), (number * 8, 8, number * 8 + 4, 12))
    return frames


def read_frames(data: bytes) -> list[tuple[Image.Image, float]]:
    image = Image.open(io.BytesIO(data))
    frames = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frame = image.convert("RGBA")
        frames.append((frame, image.info["duration"]))
    return frames


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_animations_keep_frames_timing_and_repetition(ending: str, mode: str) -> None:
    frames = make_frames(mode)
    options: dict[str, Any] = {"lossless": True} if ending == "webp" else {}
    options |= {"disposal": 2} if ending == "gif" and mode == "RGBA" else {}
    data = encode(
        frames[0], FORMATS[ending], save_all=True, append_images=frames[1:],
        duration=DURATIONS, loop=3, **options,
    )  # fmt: skip
    made = remake(data, ending)
    before, after = read_frames(data), read_frames(made)
    assert [duration for _, duration in after] == DURATIONS
    assert open_image(made).info["loop"] == 3
    for (one, _), (other, _), frame in zip(before, after, frames, strict=True):
        assert differ(_see(one), _see(other)) == 0
        assert differ(_see(frame), _see(other)) == 0
    assert remake(data, ending) == made


def _see(image: Image.Image) -> Image.Image:
    """Return what a reader sees of an image on a grey page."""
    page = Image.new("RGBA", image.size, "grey")
    return Image.alpha_composite(page, image.convert("RGBA"))


def test_an_animation_that_plays_once_plays_once() -> None:
    frames = make_frames()
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=DURATIONS)
    assert "loop" not in open_image(remake(data, "gif")).info


def test_the_still_of_an_animated_png_stays_apart() -> None:
    frames = make_frames()
    data = encode(
        frames[0], "PNG", save_all=True, append_images=frames[1:], duration=DURATIONS[1:],
        default_image=True,
    )  # fmt: skip
    image = open_image(remake(data, "png"))
    assert image.info["default_image"]
    assert image.n_frames == len(frames)  # type: ignore[attr-defined]


def test_the_second_image_of_a_photograph_is_dropped() -> None:
    second = make_image((40, 20), "L")
    data = encode(make_image(), "MPO", save_all=True, append_images=[second])
    start = b"\xff\xd8\xff"
    assert data.count(start) == 2
    made = remake(data, "jpg")
    assert made.count(start) == 1
    assert open_image(made).size == (32, 16)


def test_icons_keep_every_size() -> None:
    icon = make_image((64, 64), "RGBA")
    data = encode(icon, "ICO", sizes=[(16, 16), (32, 32), (64, 64)])
    assert open_image(remake(data, "ico")).info["sizes"] == {(16, 16), (32, 32), (64, 64)}


@pytest.mark.parametrize(
    ("name", "ending", "words", "cure"),
    [
        ("a.png", "jpg", "a.png is a JPEG image, and not a PNG image", "rename it to a.jpg"),
        ("a.JPG", "png", "a.JPG is a PNG image, and not a JPEG image", "rename it to a.png"),
        ("a.gif", "avif", "a.gif is an AVIF image, and not a GIF image", "rename it to a.avif"),
        ("a.png", "svg", "a.png is an SVG image, and not a PNG image", "rename it to a.svg"),
        ("a.svg", "png", "a.svg is a PNG image, and not an SVG image", "rename it to a.png"),
    ],
)
def test_another_format_than_the_ending_says_is_named(
    name: str, ending: str, words: str, cure: str
) -> None:
    problem = refuse(make_picture_file(ending), name)
    assert problem.message == words
    assert problem.hint.startswith(cure)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("a TIFF image", encode(make_image(), "TIFF")),
        ("a BMP image", encode(make_image(), "BMP")),
        ("a HEIC image", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
    ],
)
def test_a_format_that_cannot_be_made_again_is_to_be_exported(kind: str, data: bytes) -> None:
    problem = refuse(data, "IMG_1.JPG")
    assert problem.message == f"IMG_1.JPG is {kind}, and not a JPEG image"
    assert problem.hint.startswith("export it as JPEG or PNG")


@pytest.mark.parametrize("ending", RASTERS)
@pytest.mark.parametrize("data", [b"", b"canary", b"\x00" * 100])
def test_what_is_no_image_is_told(ending: str, data: bytes) -> None:
    problem = refuse(data, f"x.{ending}")
    assert problem.message.startswith(f"x.{ending} cannot be read as an image")
    assert "0x" not in problem.message


@pytest.mark.parametrize("ending", RASTERS)
def test_half_an_image_is_told(ending: str) -> None:
    data = encode(Image.effect_noise((100, 100), 90).convert("RGB"), FORMATS[ending])
    refuse(data[: len(data) // 2], f"x.{ending}")


@pytest.mark.parametrize(
    ("size", "ending"),
    [
        ((30_000, 30_000), "png"),
        ((9_000, 9_000), "png"),
        ((9_000, 9_000), "jpg"),
        ((16_000, 4_000), "gif"),
    ],
)
def test_too_many_pixels_are_refused_before_they_are_decoded(
    size: tuple[int, int], ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = encode(Image.new("1", size), FORMATS[ending])
    monkeypatch.setattr(pictures, "make_plain", lambda *_: pytest.fail("decoded"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        problem = refuse(data, f"x.{ending}")
    assert f"{PICTURE_PIXELS:,} pixels" in problem.message


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PICTURE_BYTES", 100)
    assert "at most 100 bytes" in refuse(make_picture_file("jpg"), "x.jpg").message


def test_too_many_frames_are_refused() -> None:
    frames = [Image.new("L", (2, 1), number % 256) for number in range(PICTURE_FRAMES + 1)]
    options = {"save_all": True, "duration": 20}
    data = encode(frames[0], "GIF", append_images=frames[1:-1], **options)
    assert len(read_frames(remake(data, "gif"))) == PICTURE_FRAMES
    problem = refuse(encode(frames[0], "GIF", append_images=frames[1:], **options), "x.gif")
    assert f"at most {PICTURE_FRAMES} frames" in problem.message
    large = [Image.new("L", (1_400, 1_400), number) for number in range(26)]
    data = encode(large[0], "GIF", append_images=large[1:], **options)
    assert "all frames together" in refuse(data, "x.gif").message


@pytest.mark.parametrize("count", [PICTURE_FRAMES + 1, 65_535])
def test_too_many_icons_are_refused_before_they_are_decoded(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    png = make_picture_file("png")
    size = len(png).to_bytes(4, "little")
    entry = b"\x20\x10\x00\x00\x01\x00\x20\x00" + size + (6 + 16 * count).to_bytes(4, "little")
    data = b"\x00\x00\x01\x00" + count.to_bytes(2, "little") + entry * count + png
    monkeypatch.setattr(pictures, "make_plain", lambda *_: pytest.fail("decoded"))
    assert f"at most {PICTURE_FRAMES} frames, icons" in refuse(data, "favicon.ico").message


def test_the_largest_of_an_icon_file_is_not_decoded_if_it_is_too_large() -> None:
    png = encode(Image.new("1", (8_000, 8_000)), "PNG")
    data = b"\x00\x00\x01\x00\x01\x00" + b"\x00\x00\x00\x00\x01\x00\x20\x00"
    data += len(png).to_bytes(4, "little") + (22).to_bytes(4, "little") + png
    assert f"{PICTURE_PIXELS:,} pixels" in refuse(data, "favicon.ico").message


def test_an_icon_of_an_unlikely_size_is_refused() -> None:
    png = encode(Image.new("RGB", (ICON_SIDE + 1, 4)), "PNG")
    data = b"\x00\x00\x01\x00\x01\x00" + b"\x00\x00\x00\x00\x01\x00\x20\x00"
    data += len(png).to_bytes(4, "little") + (22).to_bytes(4, "little") + png
    assert "found 257 by 4" in refuse(data, "favicon.ico").message


def test_an_animated_avif_is_refused() -> None:
    frames = make_frames()
    data = encode(frames[0], "AVIF", save_all=True, append_images=frames[1:], duration=DURATIONS)
    problem = refuse(data, "x.avif")
    assert "animation" in problem.message
    assert "WebP" in problem.hint


@pytest.mark.parametrize("error", [MemoryError, RecursionError, KeyError, ZeroDivisionError])
def test_whatever_pillow_raises_becomes_a_sentence(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("<odd> 0x1")

    monkeypatch.setattr(Image, "open", fail)
    assert refuse(make_picture_file("png"), "x.png").message.endswith("its data is broken")


def test_only_the_format_of_the_ending_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = Image.open

    def note(file: io.BytesIO, formats: list[str]) -> Image.Image:
        asked.append(formats)
        return real(file, formats=formats)

    monkeypatch.setattr(Image, "open", note)
    for ending in RASTERS:
        remake(make_picture_file(ending), ending)
    assert asked == [[FORMATS[ending]] for ending in RASTERS]


SEEDS = [
    (ending, make())
    for known in (FILLED, WITHOUT_PROFILE)
    for ending, make in sorted(known.items())
]


@st.composite
def mutate(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a real file of some format, damaged in some places."""
    ending, data = draw(st.sampled_from(SEEDS))
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(changed) - 1)))
        how = draw(st.sampled_from(["set", "cut", "insert", "swap"]))
        if how == "set":
            changed[place : place + 1] = bytes([draw(st.integers(0, 255))])
        elif how == "cut":
            del changed[place : place + draw(st.integers(1, 40))]
        elif how == "insert":
            changed[place:place] = draw(st.binary(max_size=8))
        else:
            end = draw(st.integers(0, len(changed)))
            changed[place : place + 8] = changed[end : end + 8]
    return draw(st.sampled_from([ending, ending, ending, "jpg", "png"])), bytes(changed)


@settings(max_examples=400)
@given(mutate())
def test_damaged_files_give_a_picture_or_one_sentence(damaged: tuple[str, bytes]) -> None:
    ending, data = damaged
    made, problems = make_picture(f"x.{ending}", data)
    assert (made is None) == (len(problems) == 1)
    assert all(it.code == "image" and it.hint for it in problems)
    # Damage can turn a comment of a drawing into part of what it draws.
    if made is not None and ending != "svg":
        assert CANARY.encode() not in expand(made).lower()


@given(st.sampled_from(ENDINGS), st.binary(max_size=200))
def test_any_bytes_give_a_picture_or_one_sentence(ending: str, data: bytes) -> None:
    made, problems = make_picture(f"x.{ending}", data)
    assert (made is None) == (len(problems) == 1)


def test_an_image_of_countless_scans_is_refused() -> None:
    data = FILLED["jpg"]()
    assert make_picture("a.jpg", data)[0] is not None
    content, (problem,) = make_picture("a.jpg", data + b"\xff\xda" * PICTURE_SCANS)
    assert content is None
    assert "scans" in problem.message
