"""Every link of the built example leads somewhere, and works wherever the site lies."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}
BASE = "https://cpd.marrowby.example/"
HOST = "http://host"


class _Page(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.canonical: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if address := values.get(ADDRESSES.get(tag, "")):
            self.addresses.append(address)
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.addresses.append((values.get("content") or "").partition("url=")[2])
        if values.get("rel") == "canonical":
            self.canonical.append(values["href"] or "")
        if identifier := values.get("id"):
            self.ids.append(identifier)


def read_pages(public: Path) -> dict[str, _Page]:
    """Return every page by its path below the site's root."""
    return {
        path.relative_to(public).as_posix(): _Page(path.read_text("utf-8"))
        for path in sorted(public.rglob("*.html"))
    }


def find_links(public: Path, prefix: str, skipped: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield page, path and fragment of each link, as a browser resolves it below a prefix."""
    pages = {name: page for name, page in read_pages(public).items() if name not in skipped}
    for name, page in pages.items():
        for address in page.addresses:
            if urlsplit(address).scheme in ("http", "https", "mailto", "tel"):
                continue
            absolute, fragment = urldefrag(urljoin(f"{HOST}{prefix}{name}", address))
            assert absolute.startswith(f"{HOST}{prefix}"), (name, address)
            yield name, unquote(absolute.removeprefix(f"{HOST}{prefix}")), unquote(fragment)


@pytest.mark.parametrize("prefix", ["/", "/x/y/"])
def test_every_link_and_fragment_leads_somewhere(public: Path, prefix: str) -> None:
    pages = read_pages(public)
    # Its links begin at the base path of the settings, which is the root.
    missing = {"404.html"} if prefix != "/" else set()
    checked = 0
    for name, path, fragment in find_links(public, prefix, missing):
        target = path + "index.html" if path.endswith("/") or not path else path
        assert (public / target).is_file(), f"{name} links to {path}"
        if fragment:
            assert fragment in pages[target].ids, f"{name} links to {path}#{fragment}"
        checked += 1
    assert checked > 500


def test_no_page_has_an_id_twice(public: Path) -> None:
    for name, page in read_pages(public).items():
        assert sorted(set(page.ids)) == sorted(page.ids), name


def test_pages_link_absolutely_only_from_the_404_page(public: Path) -> None:
    for name, page in read_pages(public).items():
        rooted = [address for address in page.addresses if address.startswith("/")]
        assert bool(rooted) is (name == "404.html"), (name, rooted)


def test_no_link_holds_the_sites_address_but_the_canonical_one(public: Path) -> None:
    for name, page in read_pages(public).items():
        assert [it for it in page.addresses if it.startswith(BASE)] == page.canonical, name
    for path in (public / "feed.xml", public / "sitemap.xml"):
        assert BASE in path.read_text("utf-8")
