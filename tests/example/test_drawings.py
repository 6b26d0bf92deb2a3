"""Drawings made again look in a browser as they did."""

import base64

import pytest
from playwright.sync_api import Browser

from tests.drawing_examples import DRAWINGS, FROM_A_PAGE
from tests.picture_maker import remake


def take_picture(browser: Browser, drawing: bytes, scheme: str) -> bytes:
    """Return what a reader sees of a drawing in a page, as PNG."""
    page = browser.new_page(
        viewport={"width": 400, "height": 300},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    data = base64.b64encode(drawing).decode()
    page.set_content(f'<img width="380" src="data:image/svg+xml;base64,{data}">')
    assert page.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)")
    seen = page.screenshot()
    page.close()
    return seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_ordinary_drawings_look_the_same(browser: Browser, name: str, scheme: str) -> None:
    drawing = DRAWINGS[name].encode()
    made = remake(drawing, "svg")
    seen = take_picture(browser, made, scheme)
    assert seen == take_picture(browser, drawing, scheme)
    assert seen != take_picture(browser, FROM_A_PAGE.replace("<svg", SVG).encode(), scheme)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


def test_a_drawing_cut_out_of_a_page_is_seen(browser: Browser) -> None:
    made = remake(FROM_A_PAGE.encode(), "svg")
    wanted = FROM_A_PAGE.replace("<svg", SVG).encode()
    assert take_picture(browser, made, "light") == take_picture(browser, wanted, "light")


def test_dark_drawings_are_dark(browser: Browser) -> None:
    made = remake(DRAWINGS["illustrator"].encode(), "svg")
    assert take_picture(browser, made, "light") != take_picture(browser, made, "dark")
