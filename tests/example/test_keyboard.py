"""The keyboard alone suffices on every kind of page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.example.keyboard import count_stops, find_stop, find_wrong_turns, open_context, walk
from tests.example.kinds import ALIKE, KINDS
from tests.example.looking import open_page, set_mode, show
from tests.example.modes import DESK, LIGHT, PHONE, Mode

MODES = (
    LIGHT,
    Mode(scheme="dark"),
    Mode(is_forced=True),
    Mode(is_forced=True, scheme="dark"),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that tells what has the focus."""
    with open_context(browser) as context:
        yield context.new_page()


def enter(page: Page, url: str, mode: Mode = LIGHT) -> None:
    """Open a page in a mode, ready for the keyboard."""
    set_mode(page, mode)
    open_page(page, url)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_is_a_link_to_the_content(
    page: Page, root_address: str, chosen: dict[str, str], kind: str
) -> None:
    enter(page, root_address + chosen[kind])
    page.keyboard.press("Tab")
    stop = find_stop(page)
    assert stop is not None
    assert (stop.number, stop.is_seen) == (0, True)
    assert str(page.evaluate("document.activeElement.getAttribute('href')")).startswith("#")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.press("Tab")
    stop = find_stop(page)
    has_more = page.evaluate("keyboardTest.findStops().some(it => it.closest('main'))")
    assert not has_more or (stop is not None and stop.place == "main")


@pytest.mark.parametrize(
    ("kind", "width"),
    [(kind, DESK) for kind in KINDS] + [(kind, PHONE) for kind in KINDS if kind not in ALIKE],
)
def test_tab_goes_through_all_in_the_order_of_reading_and_out_again(
    page: Page, root_address: str, chosen: dict[str, str], kind: str, width: int
) -> None:
    enter(page, root_address + chosen[kind], Mode(width=width))
    stops = walk(page)
    assert len(stops) > 1
    assert [stop.name for stop in stops if not stop.is_seen] == []
    assert find_wrong_turns(stops) == []
    numbers = [stop.number for stop in stops if not (stop.number < 0 and stop.is_scroller)]
    assert numbers == list(range(count_stops(page)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_is_seen(
    page: Page, root_address: str, chosen: dict[str, str], kind: str
) -> None:
    faults: list[str] = []

    def see(mode: Mode) -> None:
        # After a key, browsers mark the focus wherever a script puts it.
        page.keyboard.press("Tab")
        found = page.evaluate("keyboardTest.judgeOutlines()")
        faults.extend(f"{fault} in {mode}" for fault in found)

    show(page, root_address + chosen[kind], (LIGHT,) if kind in ALIKE else MODES, see)
    assert not faults, "\n".join(faults)


def test_what_opens_opens_by_enter(
    page: Page, root_address: str, public: Path, chosen: dict[str, str]
) -> None:
    for path in chosen.values():
        if "<summary" in (public / path).read_text("utf-8"):
            enter(page, root_address + path)
            for summary in page.locator("summary").all():
                was_open = summary.evaluate("it => it.parentElement.open")
                summary.focus()
                page.keyboard.press("Enter")
                assert summary.evaluate("it => it.parentElement.open") is not was_open, path
