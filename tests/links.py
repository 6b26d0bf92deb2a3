"""The pages of a built site, their links and where those lead."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
HOST = "http://host"


class Page(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.canonical: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag holds."""
        values = dict(attrs)
        if address := values.get(ADDRESSES.get(tag, "")):
            self.addresses.append(address)
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.addresses.append((values.get("content") or "").partition("url=")[2])
        if values.get("rel") == "canonical":
            self.canonical.append(values["href"] or "")
        if identifier := values.get("id"):
            self.ids.append(identifier)


def read_pages(public: Path) -> dict[str, Page]:
    """Return every page by its path below the site's root."""
    return {
        path.relative_to(public).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(public.rglob("*.html"))
    }


def find_links(public: Path, prefix: str, skipped: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield page, path and fragment of each link, as a browser resolves it below a prefix."""
    for name, page in read_pages(public).items():
        if name not in skipped:
            for path, fragment in resolve(name, page.addresses, prefix):
                yield name, path, fragment


def resolve(name: str, addresses: list[str], prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Yield the path below the prefix, and the fragment, of each address within the site."""
    for address in addresses:
        if urlsplit(address).scheme in ("http", "https", "mailto", "tel"):
            continue
        absolute, fragment = urldefrag(urljoin(f"{HOST}{prefix}{name}", address))
        assert absolute.startswith(f"{HOST}{prefix}"), (name, address)
        yield unquote(absolute.removeprefix(f"{HOST}{prefix}")), unquote(fragment)


def find_file(path: str) -> str:
    """Return the file that a host sends for a path."""
    return path + "index.html" if path.endswith("/") or not path else path


Tree = Mapping[str, bytes]


def find_broken(tree: Tree, builds: Collection[Tree]) -> list[str]:
    """Return what is broken among the links that can be followed from the home page.

    ``builds`` are the whole sites of which the files may be a mixture. A fragment must be
    there if some build made both the page that links and the one that is linked to.
    """
    seen: set[str] = set()
    waiting = ["index.html"]
    broken = []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for target, fragment in _find_targets(name, tree[name]):
            if target not in tree:
                broken.append(f"{name} links to {target}, which is not there")
                continue
            waiting.append(target)
            pair = (tree[name], tree[target])
            is_together = any((it.get(name), it.get(target)) == pair for it in builds)
            if fragment and is_together and fragment not in _find_ids(tree[target]):
                broken.append(f"{name} links to {target}#{fragment}, which is not in it")
    return broken


@lru_cache(10_000)
def _find_targets(name: str, content: bytes) -> tuple[tuple[str, str], ...]:
    if name.endswith(".css"):
        addresses = CSS_URL.findall(content.decode())
    elif name.endswith(".html"):
        addresses = Page(content.decode()).addresses
    else:
        return ()
    return tuple((find_file(path), fragment) for path, fragment in resolve(name, addresses))


@lru_cache(10_000)
def _find_ids(content: bytes) -> frozenset[str]:
    return frozenset(Page(content.decode()).ids)
