"""The way through a page by the Tab key alone."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.example.axe import SCRIPTS

MOST = 500
PLACES = ("", "header", "main", "footer")
"""The parts of a page in the order in which they are read; the skip link lies in none."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What has the focus, its number in the order of the source, and where it stands."""

    number: int
    name: str
    is_seen: bool
    is_scroller: bool
    place: str
    left: float
    top: float
    right: float
    bottom: float


def open_context(browser: Browser) -> BrowserContext:
    """Return a context in which pages tell what has the focus and how that is seen."""
    context = browser.new_context()
    context.add_init_script(path=SCRIPTS / "colours.js")
    context.add_init_script(path=SCRIPTS / "stops.js")
    return context


def find_stop(page: Page) -> Stop | None:
    """Return what has the focus, if anything of the page has."""
    found: dict[str, Any] | None = page.evaluate("keyboardTest.describe()")
    if found is None:
        return None
    found["is_seen"], found["is_scroller"] = found.pop("isSeen"), found.pop("isScroller")
    return Stop(**found)


def count_stops(page: Page) -> int:
    """Return how many elements of a page can take the focus by the Tab key."""
    return int(page.evaluate("keyboardTest.findStops().length"))


def walk(page: Page) -> list[Stop]:
    """Return all that takes the focus from the top of a page until the focus leaves it.

    A browser without a window around its pages goes from the last to the first at times.
    """
    stops: list[Stop] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = find_stop(page)
        if stop is None or (stops and stop.number == stops[0].number):
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus never leaves the page: {stops[-1].name}")


def find_wrong_turns(stops: list[Stop]) -> list[str]:
    """Return where the focus goes against the direction of reading, or back to another part."""
    return [
        f"from {one.name} to {other.name}"
        for one, other in pairwise(stops)
        if PLACES.index(other.place) < PLACES.index(one.place)
        or (one.place == other.place and is_backwards(one, other))
    ]


def is_backwards(one: Stop, other: Stop) -> bool:
    """Tell whether the second lies above the first, or before it on a line; columns may begin."""
    is_above = other.bottom <= one.top + 1
    is_beside = other.top < one.bottom - 1 and one.top < other.bottom - 1
    if is_above:
        return other.left < one.right - 1
    return is_beside and other.right <= one.left + 1
