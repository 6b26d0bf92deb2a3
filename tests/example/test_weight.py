"""Pages are light and ask nothing of others: bytes, requests, no script, no style in place."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request

from tests.example.kinds import KINDS
from tests.links import CSS_URL, find_file, resolve

PAGE = 40_000
"""The most that a page and its stylesheets weigh, compressed; records are as long as they are."""

STYLES = 12_000
FONTS = 90_000
REQUESTS = 8
"""The most that a page asks for, pictures of its entry apart."""

FONT = (".woff2", ".woff", ".ttf", ".otf")
LOADED = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
IMPORT = re.compile(r"@import\s+[\"']([^\"']+)")


class Needs(HTMLParser):
    """Collects what a page loads, and what it holds that it should not."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.styles: list[str] = []
        self.icons: list[str] = []
        self.others: list[str] = []
        self.unwanted: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads."""
        values = {name: value or "" for name, value in attrs}
        if tag in ("script", "style") or any(it == "style" or it[:2] == "on" for it in values):
            self.unwanted.append(self.get_starttag_text() or tag)
        kinds = set(values.get("rel", "").split()) if tag == "link" else set()
        if "stylesheet" in kinds:
            self.styles.append(values["href"])
        elif "icon" in kinds:
            self.icons.append(values["href"])
        elif kinds & LOADED:
            self.others.append(values["href"])
        self.others += [values[it] for it in ("src", "poster", "data") if it in values]
        self.others += [it.split()[0] for it in values.get("srcset", "").split(",") if it.strip()]


@pytest.fixture(scope="session")
def needs(public: Path) -> dict[str, Needs]:
    """Return what each page of the example needs."""
    found = {
        path.relative_to(public).as_posix(): Needs(path.read_text("utf-8"))
        for path in sorted(public.rglob("*.html"))
    }
    assert len(found) > len(KINDS)
    return found


def read_files(public: Path, page: str, addresses: list[str]) -> bytes:
    """Return the content of what a page names."""
    paths = [find_file(path) for path, _ in resolve(page, addresses)]
    return b"".join((public / path).read_bytes() for path in paths)


def test_a_page_weighs_little(public: Path, needs: dict[str, Needs]) -> None:
    sizes = {}
    for page, found in needs.items():
        content = (public / page).read_bytes()
        styles = read_files(public, page, found.styles)
        sizes[page] = len(gzip.compress(content, 9)) + len(gzip.compress(styles, 9))
    heavy = {it: size for it, size in sizes.items() if size > PAGE}
    assert {it: heavy[it] for it in heavy if not it.startswith("record/")} == {}


def test_the_stylesheets_of_a_page_are_short(public: Path, needs: dict[str, Needs]) -> None:
    sizes = {len(read_files(public, page, found.styles)) for page, found in needs.items()}
    assert min(sizes) > 0
    assert max(sizes) <= STYLES


def test_the_fonts_are_small(public: Path) -> None:
    fonts = [it for it in public.rglob("*") if it.suffix in FONT]
    assert sum(it.stat().st_size for it in fonts) <= FONTS


def test_no_page_holds_a_script_or_a_style_in_place(needs: dict[str, Needs]) -> None:
    assert {page: found.unwanted for page, found in needs.items() if found.unwanted} == {}


def test_every_page_has_an_icon(public: Path, needs: dict[str, Needs]) -> None:
    for page, found in needs.items():
        assert found.icons, page
        assert read_files(public, page, found.icons), page


def test_nothing_is_loaded_from_another_host(public: Path, needs: dict[str, Needs]) -> None:
    named = {address for it in needs.values() for address in (*it.styles, *it.icons, *it.others)}
    for path in public.rglob("*.css"):
        text = path.read_text("utf-8")
        named |= {*CSS_URL.findall(text), *IMPORT.findall(text)}
    assert named
    assert [it for it in named if urlsplit(it).netloc] == []


def find_requests(browser: Browser, url: str) -> list[Request]:
    """Return what a page asks for until it is shown with its fonts."""
    page = browser.new_page()
    asked: list[Request] = []
    page.on("request", lambda it: asked.append(it))  # noqa: PLW0108 - a bound method fails here
    page.goto(url)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.close()
    return asked


def test_a_page_asks_for_little(
    browser: Browser, root_address: str, chosen: dict[str, str]
) -> None:
    pages = {kind: path for kind, path in chosen.items() if kind != "redirect"}
    for path in pages.values():
        asked = find_requests(browser, root_address + path)
        assert [it.url for it in asked if not it.url.startswith(root_address)] == []
        needed = [it.url for it in asked if it.resource_type != "image"]
        assert len(needed) > 1, path
        assert len(needed) <= REQUESTS, (path, needed)
