"""In a browser nothing of a hostile site runs, loads from elsewhere, or leads anywhere odd."""

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

from tests.hostile.payloads import NAMES, TEMPLATES
from tests.hostile.site import COVER, NAMED_ENTRY, OWN_PAGE, PUBLISHED, make_pixel

DOT = f"data:image/png;base64,{base64.b64encode(make_pixel()).decode()}"
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


SETTLE = """() => new Promise(done => {
    const last = () => setTimeout(done, 20);
    requestAnimationFrame(() => requestAnimationFrame(last));
})"""
"""Lets events that come after the page has loaded, as ``toggle``, have their turn."""

LONGEST = 10
"""How long what must come is waited for, in seconds."""

BROKEN_PAGE = "unsanitised.html"
ALONE = [
    "<script>pwned()</script>",
    f"<img src='{DOT}' onload=pwned()>",
    "<img src=gone.png onerror=pwned()>",
    "<svg onload=pwned()></svg>",
    "<details open ontoggle=pwned()><summary>More</summary>x</details>",
    "<video src=gone.webm onerror=pwned()></video>",
    "<input autofocus onfocus=pwned()>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
]
"""What runs as soon as a page that holds it is opened."""

TRIED = [
    "<p tabindex=0 onfocus=pwned()>x</p>",
    "<p onmouseover=pwned()>x</p>",
    "<p onpointerenter=pwned()>x</p>",
    "<b onclick=pwned()>x</b>",
    "<details ontoggle=pwned()><summary>More</summary>x</details>",
]
"""What runs once everything on the page has been tried."""


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


def try_everything(page: Page) -> list[str]:
    """Return what the open page should not have, and give what comes of trying it its turn."""
    odd: list[str] = page.evaluate(TRY_EVERYTHING)
    page.evaluate(SETTLE)
    return odd


def wait_until(page: Page, condition: Callable[[], object]) -> None:
    """Wait until something is seen; what never comes fails."""
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        page.wait_for_timeout(10)


def find_pages(hostile: Path) -> list[str]:
    """Return the addresses of pages to open: every entry, and some of each kind of list."""
    chosen: dict[str, list[str]] = {}
    for path in sorted(hostile.rglob("*.html")):
        name = path.relative_to(hostile).as_posix().removesuffix("index.html")
        kind = name.split("/")[0] if name.count("/") > 1 else name
        chosen.setdefault(kind, []).append(name)
    del chosen[OWN_PAGE], chosen[COVER.removesuffix("index.html")]
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
    assert len(names) > 100
    # The policy only ever stops what the sanitiser has let through, so fewer pages do.
    for name in names[:: 2 if without_policy else 4]:
        # What the page itself has still to run gets its turn after all has been tried.
        page.goto(address + quote(name))
        odd[name] = try_everything(page)
        assert page.url == address + quote(name), name
    context.close()
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
    page.wait_for_load_state("networkidle")
    page.evaluate(SETTLE)
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
    wait_until(page, lambda: seen.ran and any(is_outside(it, address) for it in seen.asked))
    context.close()
    assert seen.ran == [address + OWN_PAGE]
    assert [it.url for it in seen.asked if is_outside(it, address)] == ["https://evil.example/x"]


@pytest.mark.parametrize("payload", [*ALONE, *TRIED])
def test_the_watch_sees_what_events_run(browser: Browser, address: str, payload: str) -> None:
    # Without the sanitiser and the policy, and with the very waiting of the test above.
    context = browser.new_context(bypass_csp=True)
    page, seen = watch(context)
    body = f"<!doctype html><title>x</title>{payload}"
    broken = address + BROKEN_PAGE
    page.route(broken, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(broken)
    page.evaluate(SETTLE)
    if payload in TRIED:
        assert seen.ran == []
        try_everything(page)
    context.close()
    assert seen.ran
    assert set(seen.ran) == {broken}


def test_names_of_files_are_text(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}activities/{NAMED_ENTRY}/")
    links = {it.inner_text(): it for it in page.locator("aside a").all()}
    files = {f"{name}{ending}" for name in NAMES for ending in (".txt", ".png")}
    assert files <= set(links)
    for name in files:
        response = page.request.get(page.evaluate("it => it.href", links[name].element_handle()))
        assert (response.status, name) == (200, name)
    page.close()


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
