"""Contrast of colours, as WCAG 2.2 reckons it: whether one can be read as text on another.

https://www.w3.org/TR/WCAG22/#contrast-minimum (success criterion 1.4.3), with its definitions
of "relative luminance" and "contrast ratio".
"""

import colorsys

ENOUGH = 4.5
"""The least contrast of text of any size."""

STEPS = 500
LINEAR = 0.04045
"""Up to this the curve of sRGB is a line."""

WHITE = 255
MIDDLE = 0.179
"""The luminance of a ground on which black and white can be read alike."""


def find_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as ``#1f5f5b``, from 1 to 21."""
    darker, lighter = sorted((find_luminance(one), find_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def find_luminance(colour: str) -> float:
    """Return how much light a colour gives, from 0 for black to 1 for white."""
    red, green, blue = (_make_linear(it) for it in _split(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def find_readable(colour: str, ground: str) -> str:
    """Return the nearest colour of the same hue that can be read as text on a ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_split(colour))
    end = 0 if find_luminance(ground) > MIDDLE else 1
    for step in range(STEPS + 1):
        nearer = lightness + (end - lightness) * step / STEPS
        found = _join(colorsys.hls_to_rgb(hue, nearer, saturation))
        if find_contrast(found, ground) >= ENOUGH:
            return found
    return _join((end, end, end))


def _make_linear(part: float) -> float:
    return part / 12.92 if part <= LINEAR else ((part + 0.055) / 1.055) ** 2.4


def _split(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / WHITE, green / WHITE, blue / WHITE


def _join(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * WHITE):02x}" for part in parts)
