"""Images to images that hold nothing but the picture, with Pillow."""

import io
import warnings
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from PIL import IcoImagePlugin, Image
from PIL.Image import Transpose

from cpdsite.errors import Location, Problem
from cpdsite.limits import (
    ICON_SIDE,
    PICTURE_BYTES,
    PICTURE_PIXELS,
    PICTURE_SCANS,
    PICTURE_SIDE,
)
from cpdsite.media.allowance import SMALLER, Allowance, CannotRemakeError, ExceededError
from cpdsite.media.drawings import clean_drawing
from cpdsite.media.frames import find_palette, is_see_through, make_plain
from cpdsite.media.signatures import (
    ENDINGS,
    advise,
    find_ending,
    find_format,
    name_format,
)

FORMATS = {ending: found for found, endings in ENDINGS.items() for ending in endings}
"""The format that each ending of a picture stands for."""

ORIENTATION = 0x0112
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""How a picture is turned upright, by the number that Exif gives its orientation."""

STILL = ("JPEG", "AVIF")
"""Formats of which one picture is taken: an animated AVIF would be written with the time."""

# Pillow opens what has up to twice as many pixels as this, and an icon's largest at once.
Image.MAX_IMAGE_PIXELS = PICTURE_PIXELS // 2

SCAN = b"\xff\xda"
"""What begins a scan of a JPEG; within one these two bytes never follow one another."""


def make_picture(path: str, data: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return an image made again in the format of its ending, or why it cannot be.

    It is upright, in sRGB and within the stated size, and holds no metadata of any kind.
    The same bytes and the same Pillow give the same bytes.
    """
    try:
        return _make(path, data, Allowance(PurePosixPath(path).name))
    except ExceededError as error:
        message, hint = error.args
        return None, (Problem(Location(path), "image", message, hint),)


def _make(path: str, data: bytes, allowance: Allowance) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Make an image, or one that is embedded in another, of which the allowance is."""

    def remake(name: str, embedded: bytes) -> bytes | None:
        return _make(name, embedded, allowance)[0]

    try:
        _check_format(path, data)
        if find_ending(path) == "svg":
            allowance.take_drawing(len(data))
            return clean_drawing(path, data, remake)
        return _remake(path, data, allowance), ()
    except ExceededError:
        # However deep it lies, it is the whole that is too large.
        raise
    except CannotRemakeError as error:
        message, hint = error.args
    except Exception as error:  # noqa: BLE001 - on broken files Pillow raises almost any
        name = PurePosixPath(path).name
        message = f"{name} cannot be read as an image: {_describe(error)}"
        hint = "open it in an image program and save it anew; if it does not open, it is damaged"
    return None, (Problem(Location(path), "image", message, hint),)


def _describe(error: Exception) -> str:
    """Return what Pillow says of a broken file, in one short line without places in memory."""
    said = " ".join(str(error).split())
    is_plain = isinstance(error, (OSError, SyntaxError, ValueError)) and said and "<" not in said
    return said[:100] if is_plain else "its data is broken"


def _check_format(path: str, data: bytes) -> None:
    found, expected = find_format(data), FORMATS[find_ending(path)]
    if found and found != expected:
        name = PurePosixPath(path).name
        message = f"{name} is {name_format(found)}, and not {name_format(expected)}"
        raise CannotRemakeError(message, advise(path, found))


def _remake(path: str, data: bytes, allowance: Allowance) -> bytes:
    expected, name = FORMATS[find_ending(path)], PurePosixPath(path).name
    if len(data) > PICTURE_BYTES:
        message = f"{name}: expected at most {PICTURE_BYTES:,} bytes, found more"
        raise CannotRemakeError(message, SMALLER)
    if expected == "JPEG" and data.count(SCAN) > PICTURE_SCANS:
        message = f"{name}: expected at most {PICTURE_SCANS} scans, found {data.count(SCAN):,}"
        raise CannotRemakeError(message, "open it in an image program and export it again")
    with warnings.catch_warnings():
        # What Pillow warns of is either checked below or mended by making the picture again.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=[expected])
        except Image.DecompressionBombError:
            allowance.refuse_pixels()
        with image:
            frames = _read_frames(image, expected, name, allowance)
            options = _find_options(image, expected, data)
        return _write(frames, expected, options)


def _read_frames(
    image: Image.Image, expected: str, name: str, allowance: Allowance
) -> list[tuple[Image.Image, float]]:
    """Return every frame, plain and upright, with how long it is shown, in milliseconds."""
    if isinstance(image, IcoImagePlugin.IcoImageFile):
        return [(icon, 0) for icon in _read_icons(image, name, allowance)]
    turn = _find_turn(image)
    profile = image.info.get("icc_profile")
    # Taken now, since a draft is smaller than what is decoded for it.
    size = image.size
    if expected == "JPEG":
        # Decodes what is much too large at a fraction of its size.
        image.draft(None, (PICTURE_SIDE, PICTURE_SIDE))
    if expected in STILL and getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        message = f"{name} is an animation, which in this format cannot be made again"
        raise CannotRemakeError(message, "save it as animated WebP, or as a still picture")
    frames: list[tuple[Image.Image, float]] = []
    for number in count():
        if number and expected in STILL:
            return frames
        try:
            image.seek(number)
        except EOFError:
            return frames
        allowance.take_frame(size)
        frame = make_plain(image, profile, expected, turn)
        frames.append((frame, image.info.get("duration", 0)))
    return frames


def _read_icons(
    image: IcoImagePlugin.IcoImageFile, name: str, allowance: Allowance
) -> list[Image.Image]:
    """Return the images of an icon file, each size once, the largest first."""
    icons: dict[tuple[int, int], Image.Image] = {}
    allowance.check_frames(len(image.ico.entry))
    for number in range(len(image.ico.entry)):
        icon = image.ico.frame(number)
        if max(icon.size) > ICON_SIDE:
            message = f"{name}: expected icons of at most {ICON_SIDE} by {ICON_SIDE} pixels"
            raise CannotRemakeError(f"{message}, found {icon.width} by {icon.height}", SMALLER)
        allowance.take_frame(icon.size)
        plain = make_plain(icon, icon.info.get("icc_profile"), "ICO", None)
        icons.setdefault(plain.size, plain)
    return sorted(icons.values(), key=lambda icon: icon.size, reverse=True)


def _find_turn(image: Image.Image) -> Transpose | None:
    """Return how a picture is turned upright, if its Exif says that it lies."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken metadata is no reason to refuse a sound picture
        return None


def _find_options(image: Image.Image, expected: str, data: bytes) -> dict[str, Any]:
    """Return how a format is written: nothing that names the time, and all that shapes bytes."""
    info = image.info
    match expected:
        case "JPEG":
            return {"quality": 85, "optimize": True, "progressive": True}
        case "WebP":
            is_lossless = b"VP8L" in data and b"VP8 " not in data
            return {"quality": 85, "lossless": is_lossless, "loop": info.get("loop", 0)}
        case "AVIF":
            # With more than one thread the bytes would depend on the machine.
            return {"quality": 70, "speed": 6, "max_threads": 1, "autotiling": False}
        case "GIF":
            return {"loop": info["loop"]} if "loop" in info else {}
        case "ICO":
            return {}
        case _:
            is_apart = bool(info.get("default_image"))
            return {"loop": info.get("loop", 0), "default_image": is_apart}


def _write(
    frames: list[tuple[Image.Image, float]], expected: str, options: dict[str, Any]
) -> bytes:
    images = [image for image, _ in frames]
    if expected == "GIF":
        has_alpha = any(is_see_through(it) for it in images)
        images = [find_palette(it) for it in images]
        # What is to vanish again must be cleared; what only grows may stay.
        options |= {"disposal": 2 if has_alpha else 1}
        options |= {"transparency": 255} if has_alpha else {}
    if expected == "ICO":
        options |= {"sizes": [it.size for it in images], "append_images": images[1:]}
    elif len(images) > 1:
        options |= {"save_all": True, "append_images": images[1:]}
        options |= {
            "duration": [duration for _, duration in frames][options.get("default_image", 0) :]
        }
    else:
        options.pop("default_image", None)
        options.pop("loop", None)
    first = images[0]
    kept = first.info.get("transparency") if first.mode == "P" else None
    for image in images:
        image.info.clear()
    if kept is not None and expected == "PNG":
        options["transparency"] = kept
    buffer = io.BytesIO()
    first.save(buffer, expected, **options)
    return buffer.getvalue()
