"""A page as its readers see it, in one mode after the other, and what is wrong with it there."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.example.axe import SCRIPTS, run_axe
from tests.example.kinds import REFRESH
from tests.example.modes import LIGHT, Mode

HEIGHT = 800

SET_TEXT = "size => { document.documentElement.style.fontSize = size === 100 ? '' : `${size}%`; }"
"""Enlarges text alone: widths in media queries stay, as with a reader's own size of text."""


def read_script(name: str) -> str:
    """Return a function that is evaluated in pages."""
    return (SCRIPTS / f"{name}.js").read_text("utf-8")


LAYOUT, GROWTH, MOTION = (read_script(name) for name in ("layout", "growth", "motion"))


def open_page(page: Page, url: str) -> None:
    """Open a page; one that would send its reader on stays."""
    page.unroute_all()
    page.route(url, _stay)
    page.goto(url)


def _stay(route: Route) -> None:
    response = route.fetch(max_redirects=0)
    text = response.text()
    route.fulfill(response=response, body=text.replace(REFRESH, 'name="was-refresh"'))


def show(page: Page, url: str, modes: tuple[Mode, ...], see: Callable[[Mode], None]) -> None:
    """Show a page in each of the modes, and call a function in each."""
    is_forced: bool | None = None
    for mode in modes:
        set_mode(page, mode)
        # Chromium keeps some colours of a page that is open when forced colours change.
        if mode.is_forced or is_forced is not False:
            open_page(page, url)
        is_forced = mode.is_forced
        page.evaluate(SET_TEXT, mode.text)
        see(mode)


def set_mode(page: Page, mode: Mode) -> None:
    """Look at what is open, or opened next, in a mode; the size of text is left."""
    page.set_viewport_size({"width": mode.width, "height": HEIGHT})
    page.emulate_media(
        color_scheme=mode.scheme,
        forced_colors="active" if mode.is_forced else "none",
        contrast="more" if mode.is_contrast else "no-preference",
        media="print" if mode.is_paper else "screen",
        reduced_motion="reduce",
    )


def find_faults(page: Page, url: str, modes: tuple[Mode, ...]) -> list[str]:
    """Return what is wrong with a page, the same thing once, and the modes that show it."""
    faults: dict[str, list[str]] = {}

    def see(mode: Mode) -> None:
        for fault in _find_faults_now(page, mode):
            faults.setdefault(fault, []).append(str(mode))

    show(page, url, modes, see)
    return [f"{fault}\n    in {'; '.join(where)}" for fault, where in faults.items()]


def _find_faults_now(page: Page, mode: Mode) -> list[str]:
    # Nobody aims at paper; who asks for more contrast gets what the level AAA asks for.
    rules = {
        "target-size": not mode.is_paper,
        "color-contrast": not mode.is_contrast,
        "color-contrast-enhanced": mode.is_contrast,
    }
    faults = run_axe(page, rules)
    if not mode.is_paper:
        faults += page.evaluate(LAYOUT)
    if mode == LIGHT:
        faults += page.evaluate(GROWTH) + page.evaluate(MOTION)
    return faults
