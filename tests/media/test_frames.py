"""Frames: the modes, the size and the colours that are seen, and no others."""

import io

import pytest
from PIL import Image, ImageCms

from cpdsite.limits import PICTURE_SIDE
from tests.picture_maker import (
    FORMATS,
    differ,
    differ_inside,
    encode,
    expand,
    make_image,
    open_image,
    remake,
)


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not() -> None:
    large = encode(Image.new("RGB", (PICTURE_SIDE * 3, 900), "red"), "JPEG")
    assert open_image(remake(large, "jpg")).size == (PICTURE_SIDE, 300)
    fitting = encode(Image.new("L", (1, PICTURE_SIDE)), "PNG")
    assert open_image(remake(fitting, "png")).size == (1, PICTURE_SIDE)
    narrow = encode(Image.new("P", (1, PICTURE_SIDE * 9)), "PNG")
    assert open_image(remake(narrow, "png")).size == (1, PICTURE_SIDE)


@pytest.mark.parametrize(
    ("mode", "ending", "after"),
    [
        ("1", "png", "1"),
        ("L", "png", "L"),
        ("LA", "png", "LA"),
        ("P", "png", "P"),
        ("RGB", "png", "RGB"),
        ("RGBA", "png", "RGBA"),
        ("L", "jpg", "L"),
        ("CMYK", "jpg", "RGB"),
        ("RGB", "webp", "RGB"),
    ],
)
def test_modes_are_kept_where_browsers_show_them(mode: str, ending: str, after: str) -> None:
    image = make_image(mode=mode)
    made = open_image(remake(encode(image, FORMATS[ending]), ending))
    assert made.mode == after
    assert differ_inside(made, image) <= (12 if ending in {"jpg", "webp"} else 0)


def test_print_colours_become_screen_colours() -> None:
    made = open_image(remake(encode(make_image(mode="CMYK"), "JPEG", quality=95), "jpg"))
    assert differ_inside(made, make_image()) <= 12


def test_sixteen_bits_are_scaled_and_not_cut() -> None:
    deep = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 257 * 100, 65535)):
        deep.putpixel((place, 0), value)
    made = open_image(remake(encode(deep, "PNG"), "png"))
    assert [made.getpixel((place, 0)) for place in range(3)] == [0, 100, 255]


def test_colours_in_another_profile_become_srgb() -> None:
    profile = make_swapped_profile()
    image = Image.new("RGB", (8, 8), (255, 0, 0))
    data = encode(image, "PNG", icc_profile=profile)
    made = open_image(remake(data, "png"))
    wanted = ImageCms.profileToProfile(
        image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert wanted is not None
    assert differ(made, wanted) == 0
    assert differ(made, image) > 100
    assert "icc_profile" not in made.info


def make_swapped_profile() -> bytes:
    """Return a profile in which what is called red is green, so that nobody can overlook it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    name = "sRGB".encode("utf-16-be")
    return bytes(profile).replace(name, "Swap".encode("utf-16-be"))


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA"])
def test_transparency_survives_a_change_of_colours(mode: str) -> None:
    image = make_image(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size).point(lambda it: it & 0x80))
    image = image.quantize(8) if mode == "P" else image.convert(mode)
    data = encode(image, "PNG", icc_profile=make_swapped_profile())
    alpha = open_image(data).convert("RGBA").getchannel("A")
    assert alpha.getextrema() == (0, 128)
    assert differ(open_image(remake(data, "png")).getchannel("A"), alpha) == 0


def test_a_broken_profile_is_left_out() -> None:
    data = encode(make_image(), "PNG", icc_profile=b"canary, and no profile")
    made = remake(data, "png")
    assert differ(open_image(made), make_image()) == 0
    assert b"canary" not in expand(made)


@pytest.mark.parametrize(("ending", "most"), [("png", 0), ("webp", 2), ("avif", 4), ("ico", 0)])
def test_alpha_is_kept(ending: str, most: int) -> None:
    image = make_image((32, 32), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((32, 32)))
    options = {} if ending in {"png", "ico"} else {"quality": 100}
    made = open_image(remake(encode(image, FORMATS[ending], **options), ending))
    assert differ(made.getchannel("A"), image.getchannel("A")) <= most


@pytest.mark.parametrize("ending", ["png", "gif"])
def test_a_transparent_colour_of_a_palette_is_kept(ending: str) -> None:
    image = make_image().quantize(8)
    hidden = image.getpixel((4, 4))
    made = open_image(remake(encode(image, FORMATS[ending], transparency=hidden), ending))
    alpha = made.convert("RGBA").getchannel("A")
    assert (alpha.getpixel((4, 4)), alpha.getpixel((28, 12))) == (0, 255)


def test_a_transparent_colour_without_a_palette_is_kept() -> None:
    data = encode(make_image(), "PNG", transparency=(255, 0, 0))
    alpha = open_image(remake(data, "png")).getchannel("A")
    assert (alpha.getpixel((4, 4)), alpha.getpixel((28, 12))) == (0, 255)


@pytest.mark.parametrize(("ending", "mode"), [("png", "RGBA"), ("png", "LA"), ("webp", "RGBA")])
def test_colours_under_what_was_erased_are_gone(ending: str, mode: str) -> None:
    image = make_image(mode=mode)
    image.putalpha(0)
    options = {"lossless": True, "exact": True} if ending == "webp" else {}
    data = encode(image, FORMATS[ending], **options)
    assert any(high for _, high in open_image(data).getextrema())  # type: ignore[misc]
    assert not any(high for _, high in open_image(remake(data, ending)).getextrema())  # type: ignore[misc]
