"""Single frames of pictures: plain modes, sRGB, upright, within the size, nothing hidden."""

import io

from PIL import Image, ImageCms
from PIL.Image import Resampling, Transpose

from cpdsite.limits import PICTURE_SIDE

OPAQUE = 128
"""The alpha from which a GIF, which has no degrees of it, shows a pixel."""

KEPT = {
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WebP": ("RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
    "GIF": ("RGBA",),
    "ICO": ("RGBA",),
}
"""The modes in which each format is written."""


def make_plain(
    image: Image.Image, profile: bytes | None, expected: str, turn: Transpose | None
) -> Image.Image:
    """Return a copy of a frame in a mode of its format: in sRGB, upright, within the size."""
    plain = _find_eight_bits(image)
    if profile and not _is_srgb(profile):
        plain = _to_srgb(plain, profile)
    largest = max(plain.size)
    modes = KEPT[expected]
    if plain.mode not in modes or (largest > PICTURE_SIDE and plain.mode in ("1", "P")):
        plain = plain.convert(_choose_mode(plain, modes))
    elif plain.mode in ("L", "RGB", "1") and "RGBA" in modes and plain.has_transparency_data:
        plain = plain.convert("RGBA")
    if largest > PICTURE_SIDE:
        size = tuple(max(1, round(side * PICTURE_SIDE / largest)) for side in plain.size)
        plain = plain.resize((size[0], size[1]), Resampling.LANCZOS)
    if turn is not None:
        plain = plain.transpose(turn)
    return _without_hidden(plain)


def _find_eight_bits(image: Image.Image) -> Image.Image:
    """Return a frame with eight bits for each channel; those with more are scaled, not cut."""
    if not image.mode.startswith(("I", "F")):
        return image.copy()
    return image.convert("F").point(lambda value: value / 257 + 0.5).convert("L")


def _choose_mode(image: Image.Image, modes: tuple[str, ...]) -> str:
    has_alpha = image.has_transparency_data and "RGBA" in modes
    if image.mode in ("1", "L", "LA") and "L" in modes and not has_alpha:
        return "L"
    return "RGBA" if has_alpha or "RGB" not in modes else "RGB"


def _is_srgb(profile: bytes) -> bool:
    try:
        return ImageCms.getProfileDescription(io.BytesIO(profile)).startswith("sRGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return False


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return an image in sRGB; a profile that does not fit its image is left out, as browsers do."""
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
    try:
        made = ImageCms.profileToProfile(
            colours, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image
    if made is None:
        return image
    if alpha is not None:
        made.putalpha(alpha)
    return made


def _without_hidden(image: Image.Image) -> Image.Image:
    """Return an image without the colours that lie under what is fully transparent."""
    if image.mode not in ("LA", "RGBA"):
        return image
    shown = image.getchannel("A").point(lambda value: 255 if value else 0)
    blank = Image.new(image.mode, image.size)
    blank.paste(image, mask=shown)
    return blank


def find_palette(image: Image.Image) -> Image.Image:
    """Return a GIF's frame with at most 255 colours, exact where it has no more; 255 is transparent."""
    reduced = image.convert("RGB").quantize(255, Image.Quantize.MEDIANCUT)
    hidden = image.getchannel("A").point(lambda value: 0 if value >= OPAQUE else 255)
    reduced.paste(255, mask=hidden)
    return reduced


def is_see_through(image: Image.Image) -> bool:
    """Tell whether a GIF's frame has a pixel that does not show."""
    return any(image.getchannel("A").histogram()[:OPAQUE])
