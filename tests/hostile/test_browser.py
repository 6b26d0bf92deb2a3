"""In a browser nothing of a hostile site runs, loads from elsewhere, or leads anywhere odd."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

from tests.hostile.payloads import TEMPLATES
from tests.hostile.site import OWN_PAGE, PUBLISHED

SAMPLE = 3
"""How many pages of each kind of list are opened; all of them hold the same kinds of text."""

TRY_EVERYTHING = """() => {
    const stop = event => event.preventDefault();
    addEventListener("click", stop, true);
    addEventListener("submit", stop, true);
    const odd = [];
    for (const element of document.querySelectorAll("*")) {
        if (element.localName === "details") { element.open = !element.open; }
        if (element.focus) { element.focus(); }
        for (const name of ["pointerenter", "mouseover", "click", "toggle", "error", "load"]) {
            element.dispatchEvent(new MouseEvent(name, {bubbles: name === "click", cancelable: true}));
        }
        for (const name of element.getAttributeNames()) {
            if (name.startsWith("on") || name === "style") { odd.push(element.outerHTML); }
        }
        const address = element.href || element.src || element.action || "";
        const scheme = String(address.baseVal ?? address).split(":")[0];
        if (address && !["http", "https", "mailto", "tel"].includes(scheme)) {
            odd.push(element.outerHTML);
        }
    }
    const own = [
        window.location instanceof Location, document.location instanceof Location,
        document.body instanceof HTMLBodyElement, document.forms instanceof HTMLCollection,
        typeof document.getElementById === "function", Object.getPrototypeOf({}) === Object.prototype,
    ];
    if (!own.every(Boolean)) { odd.push(`names of the browser's own: ${own}`); }
    return odd;
}"""
"""Focuses, hovers, clicks and opens whatever a page has, and returns what it should not have."""


@dataclass
class Seen:
    """What came of opening pages."""

    ran: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)


def _dismiss(seen: Seen, dialog: Dialog) -> None:
    seen.ran.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def watch(context: BrowserContext) -> tuple[Page, Seen]:
    """Return a new page, and what fills with all that it does."""
    seen = Seen()
    page = context.new_page()
    page.expose_binding("pwned", lambda source, *_: seen.ran.append(source["frame"].url))
    page.on("dialog", lambda it: _dismiss(seen, it))
    page.on("console", lambda it: seen.said.append(f"{it.text} ({it.location['url']})"))
    page.on("pageerror", lambda it: seen.said.append(str(it)))
    page.on("request", lambda it: seen.asked.append(it))  # noqa: PLW0108 - a bound method fails here
    page.on("popup", lambda it: seen.ran.append(f"popup: {it.url}"))
    return page, seen


def find_pages(hostile: Path) -> list[str]:
    """Return the addresses of pages to open: every entry, and some of each kind of list."""
    chosen: dict[str, list[str]] = {}
    for path in sorted(hostile.rglob("*.html")):
        name = path.relative_to(hostile).as_posix().removesuffix("index.html")
        kind = name.split("/")[0] if name.count("/") > 1 else name
        chosen.setdefault(kind, []).append(name)
    del chosen[OWN_PAGE]
    every = chosen.pop("activities")
    return [*every, *(name for names in chosen.values() for name in names[:SAMPLE])]


def is_outside(request: Request, address: str) -> bool:
    """Tell whether a request is for another site, or for a script."""
    return not request.url.startswith(address) or request.resource_type == "script"


@pytest.mark.parametrize("without_policy", [False, True], ids=["policy", "sanitiser-alone"])
def test_nothing_runs_and_nothing_loads(
    browser: Browser, hostile: Path, address: str, *, without_policy: bool
) -> None:
    context = browser.new_context(bypass_csp=without_policy)
    page, seen = watch(context)
    odd: dict[str, list[str]] = {}
    names = find_pages(hostile)
    for name in names:
        page.goto(address + quote(name))
        odd[name] = page.evaluate(TRY_EVERYTHING)
        assert page.url == address + quote(name), name
    context.close()
    assert len(names) > 100
    assert {name: found for name, found in odd.items() if found} == {}
    assert seen.ran == []
    assert seen.said == []
    assert [it.url for it in seen.asked if is_outside(it, address)] == []


@pytest.mark.parametrize(
    "name", ["feed.xml", "sitemap.xml", "robots.txt", OWN_PAGE, *sorted(PUBLISHED)]
)
def test_the_policy_holds_what_is_published_as_it_is(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context()
    page, seen = watch(context)
    below = f"activities/files/{name.replace('#', '-')}" if name in PUBLISHED else name
    response = page.goto(address + quote(below))
    assert response
    assert response.status == 200
    page.wait_for_timeout(100)
    context.close()
    assert seen.ran == []
    # What shows XML asks for an icon that is not there.
    said = [it for it in seen.said if not it.endswith("/favicon.ico)")]
    assert [it for it in said if "Content Security Policy" not in it] == []
    # A request that the policy stops is announced, and then fails before it leaves.
    outside = [it for it in seen.asked if is_outside(it, address)]
    assert [it.url for it in outside if not it.failure] == []


def test_the_watch_sees_what_runs(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page, seen = watch(context)
    page.goto(address + OWN_PAGE)
    page.wait_for_timeout(100)
    context.close()
    assert seen.ran == [address + OWN_PAGE]
    assert [it.url for it in seen.asked if is_outside(it, address)] == ["https://evil.example/x"]


def test_code_of_templates_is_text(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for number, text in enumerate(TEMPLATES):
        page.goto(f"{address}activities/a{number:03}/")
        assert page.locator("h1").inner_text() == text
        assert page.locator("main").inner_text().count(text) > 10
        assert text in page.title()
    page.goto(address + "record/")
    words = page.locator("body").inner_text()
    assert all(text in words for text in TEMPLATES)
    page.close()
