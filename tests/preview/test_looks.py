"""What the preview adds to a page can be read by anyone, beside whatever a theme does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from cpdsite.errors import Location, Problem, Severity
from cpdsite.preview.answers import BROWSER
from cpdsite.preview.pages import Frame, dress_page, write_help
from cpdsite.preview.showing import Waiting
from tests.example.axe import open_context, run_axe

ADDRESS = "http://127.0.0.1:9/"
NUMBERS = {"session": "s", "revision": "1", "reload": "0", "styles": "0"}
ERROR = Problem(
    Location("content/activities/2026-03-12-a-long-name-that-goes-on-and-on.md", 4, 7),
    "date",
    'date: "2026-02-30" is not in the calendar',
    "write a date that exists, such as 2026-02-28",
    source="date: 2026-02-30",
)
WARNING = Problem(
    Location("content/activities/a.md", 3, 1),
    "type",
    'IKT has no activity type "coarse"',
    "did you mean course?",
    Severity.WARNING,
    "type: coarse",
)
PAGE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="theme.css"></head>
<body><main><h1>A page</h1><p>Words.</p></main></body></html>"""
THEME = """
* { letter-spacing: 0.3em; }
a, summary, p, pre, li { color: #eee !ignored; color: yellow; background: yellow; float: left; }
details { display: none; } nav { position: absolute; inset: 0; } aside { opacity: 0.1; }
"""
MODES = [(1280, "light"), (390, "dark"), (320, "light")]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give a page with axe, to which nothing is served but what is routed."""
    with open_context(browser) as context:
        yield context.new_page()


def show(page: Page, content: bytes) -> None:
    """Show a page under a theme that interferes, with the preview's style sheet."""
    files = {
        ADDRESS: (content, "text/html"),
        f"{ADDRESS}theme.css": (THEME.encode(), "text/css"),
        f"{ADDRESS}_preview/preview.css": ((BROWSER / "preview.css").read_bytes(), "text/css"),
    }

    def answer(route: Route) -> None:
        body, kind = files.get(route.request.url, (b"", "text/javascript"))
        route.fulfill(body=body, content_type=kind)

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(ADDRESS)


def find_faults(page: Page) -> list[str]:
    """Return what axe finds, and where a page is wider than the screen."""
    faults: list[str] = []
    for width, scheme in MODES:
        page.set_viewport_size({"width": width, "height": 1400})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        root = "document.documentElement"
        if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            faults.append(f"wider than {width} px")
        # Those of the page itself are the theme's business.
        faults += [it for it in run_axe(page, {}) if "cpdsite" in it or "summary" in it]
    return faults


WAITING = tuple(
    Waiting(heading, "Sit in on a negotiation led by the contracts office (due 1 May 2026)", path)
    for heading in ("Further actions overdue", "Drafts to finish")
    for path in ("content/activities/a.md", ERROR.location.path)
)


def make_frame(*problems: Problem, waiting: tuple[Waiting, ...] = ()) -> Frame:
    return Frame(
        base="/_preview/",
        numbers=NUMBERS,
        problems=problems,
        is_published=False,
        mine="/",
        published="/_preview/published/",
        is_mine_alone=True,
        waiting=waiting,
    )


def test_axe_finds_nothing_in_the_errors_and_the_bar(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(ERROR, ERROR, WARNING)))
    assert page.locator("#cpdsite-preview .cpdsite-errors li").count() == 2
    assert find_faults(page) == []


def test_axe_finds_nothing_in_the_warnings(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(WARNING)))
    page.locator("#cpdsite-preview .cpdsite-warnings summary").click()
    assert page.locator("#cpdsite-preview .cpdsite-warnings li").is_visible()
    assert find_faults(page) == []


def test_axe_finds_nothing_in_what_waits(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(WARNING, waiting=WAITING)))
    page.locator("#cpdsite-preview .cpdsite-waiting summary").click()
    assert page.locator("#cpdsite-preview .cpdsite-waiting li").last.is_visible()
    assert find_faults(page) == []


def test_axe_finds_nothing_where_there_is_nothing_to_show(page: Page) -> None:
    show(page, dress_page(write_help([ERROR]), make_frame(ERROR)))
    assert page.locator("h1").inner_text() == "Nothing to show yet"
    assert find_faults(page) == []


def test_the_bar_is_reached_and_worked_by_the_keyboard_alone(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(ERROR, WARNING)))
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
    assert seen[0].endswith("keeps this site from being published")
    # The list and the line that it quotes may be wider or longer than what is shown of them.
    assert seen[2].startswith("date: 2026-02-30")
    assert seen[3:] == ["As I see it", "As published", "1 warning"]
    page.keyboard.press("Enter")
    assert page.locator("#cpdsite-preview .cpdsite-warnings li").is_visible()


def test_what_waits_is_reached_and_read_by_the_keyboard_alone(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(WARNING, waiting=WAITING)))
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "4 things wait"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "What waits"
    assert page.locator("#cpdsite-preview .cpdsite-waiting li").first.is_visible()


def test_the_bar_is_not_printed(page: Page) -> None:
    show(page, dress_page(PAGE, make_frame(ERROR)))
    page.emulate_media(media="print")
    assert not page.locator("#cpdsite-preview").is_visible()
    page.emulate_media(media="screen")
