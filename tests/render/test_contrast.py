"""Contrast of colours: known pairs, and the nearest colour of a hue that is enough."""

import colorsys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.render.contrast import ENOUGH, find_contrast, find_luminance, find_readable
from cpdsite.shipped import find_shipped

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.592),
        ("#00ff00", "#000000", 15.304),
        ("#1F5F5B", "#1f5f5b", 1.0),
        ("#7a2e5d", "#fcfcfa", 8.603),
    ],
)
def test_known_pairs_have_their_contrast(one: str, other: str, contrast: float) -> None:
    assert find_contrast(one, other) == pytest.approx(contrast, abs=0.002)
    assert find_contrast(other, one) == find_contrast(one, other)


def test_the_parts_of_white_weigh_what_they_should() -> None:
    found = [find_luminance(it) for it in ("#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000")]
    assert found == pytest.approx([0.2126, 0.7152, 0.0722, 1, 0])
    assert find_luminance("#0a0a0a") == pytest.approx(10 / 255 / 12.92)


@given(COLOURS, COLOURS)
def test_what_is_proposed_is_enough_on_any_ground(colour: str, ground: str) -> None:
    found = find_readable(colour, ground)
    assert find_contrast(found, ground) >= ENOUGH
    if find_contrast(colour, ground) >= ENOUGH:
        assert found == colour


def find_hue(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour[1:])
    return colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)[0]


@pytest.mark.parametrize(
    ("colour", "ground", "most"),
    [("#ffe9a8", "#fcfcfa", 4.7), ("#7a2e5d", "#131716", 4.7), ("#808080", "#ffffff", 4.7)],
)
def test_what_is_proposed_has_the_hue_and_is_near(colour: str, ground: str, most: float) -> None:
    found = find_readable(colour, ground)
    assert find_hue(found) == pytest.approx(find_hue(colour), abs=0.01)
    assert find_contrast(found, ground) < most


def test_folio_names_the_ground_that_it_has() -> None:
    theme = tomllib.loads(find_shipped("themes", "folio", "theme.toml").read_text("utf-8"))
    css = find_shipped("themes", "folio", "static", "folio.css").read_text("utf-8")
    grounds = [theme["options"][name]["on"] for name in ("accent", "accent_dark")]
    assert f"--ground: light-dark({grounds[0]}, {grounds[1]})" in css
