"""Whatever a hostile site is made of, its files hold nothing that runs, loads or misleads."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cpdsite.portfolio.fields import (
    ACTIVITY,
    APPLICATION,
    FIELDS,
    OBJECTIVE,
    PROFILE,
    REVIEW,
)
from tests.conftest import MakeSite
from tests.hostile.payloads import REFUSED
from tests.hostile.site import COVER, FIXED, HOSTILE, OWN_PAGE, SKIPPED, write_front_matter
from tests.site_maker import find_problems, write_entry

FORBIDDEN = {
    "applet", "base", "button", "embed", "form", "frame", "iframe", "math", "object", "option",
    "script", "select", "style", "template", "textarea", "video", "audio", "noscript",
}  # fmt: skip
DRAWN = {"svg", "rect", "path", "g", "circle", "line", "text", "use"}
"""The theme's own marks."""

CLOBBERING = {"location", "document", "body", "forms", "__proto__", "pwned", "getElementById"}
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))", re.IGNORECASE)


class _Page(HTMLParser):
    """Collects what a page must not hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        odd = [it for it in values if it.startswith("on") or it in ("style", "srcset", "srcdoc")]
        addresses = [values[it] for it in ("href", "src", "action") if it in values]
        odd += [it for it in addresses if not ADDRESS.match(it.strip())]
        source = values.get("src", "").replace("\\", "/")
        odd += [source] if source.startswith("//") or ":" in source.split("/")[0] else []
        odd += [it for it in (values.get("id"), values.get("name")) if it in CLOBBERING]
        if tag in FORBIDDEN or odd:
            self.found.append(self.get_starttag_text() or tag)
        if tag == "meta" and values.get("http-equiv"):
            self.found.append(self.get_starttag_text() or tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")


def test_every_field_is_hostile_or_takes_no_text() -> None:
    assert {it.name for it in FIELDS} == {*HOSTILE, *FIXED, *SKIPPED}


def test_no_page_holds_what_runs_or_loads(hostile: Path) -> None:
    pages = {path: _Page(path.read_text("utf-8")) for path in hostile.rglob("*.html")}
    del pages[hostile / OWN_PAGE]
    # It leads home, and holds nothing that anybody wrote but the person's name.
    del pages[hostile / COVER]
    assert len(pages) > 500
    assert {str(path): page.found for path, page in pages.items() if page.found} == {}


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml"])
def test_files_of_xml_hold_hostile_texts_as_text(hostile: Path, name: str) -> None:
    root = ET.fromstring((hostile / name).read_bytes())  # noqa: S314 - our own file
    elements = list(root.iter())
    assert len(elements) > 100
    namespaces = {it.tag.rpartition("}")[0] for it in elements}
    assert len(namespaces) == 1
    assert not {it.tag.rpartition("}")[2] for it in elements} & FORBIDDEN
    for element in elements:
        _check_feed_html(element)


def _check_feed_html(element: ET.Element) -> None:
    if element.get("type") == "html":
        assert _Page(element.text or "").found == []


@pytest.mark.parametrize(("text", "code"), REFUSED.items(), ids=list(REFUSED.values()))
def test_what_is_not_inert_is_refused(site: MakeSite, text: str, code: str) -> None:
    root = site({"content/activities/a.md": write_entry(text)})
    assert code in {it.code for it in find_problems(root) if it.is_error}
    assert not (root / "public").exists()


PATHS = {
    ACTIVITY: "content/activities/a.md",
    OBJECTIVE: "content/objectives/a.md",
    REVIEW: "content/reviews/a.md",
    APPLICATION: "content/applications/a.md",
    PROFILE: "content/profile.md",
}


@pytest.mark.parametrize("name", sorted({*FIXED, *SKIPPED} - {"status"}))
def test_a_field_that_takes_no_free_text_refuses_it(site: MakeSite, name: str) -> None:
    field = next(it for it in FIELDS if it.name == name)
    kind = next(it for it in PATHS if it in field.kinds)
    path = PATHS[kind]
    lines = [
        it for it in write_front_matter(kind, "x").split("\n") if not it.startswith(f"{name}:")
    ]
    hostile_line = f'{name}: "<script>pwned()</script>"'
    text = "\n".join([lines[0], hostile_line, *lines[1:]])
    codes = {it.code for it in find_problems(site({path: text})) if it.is_error}
    assert name in codes
