"""Every link of the built example leads somewhere, and works wherever the site lies."""

from pathlib import Path

import pytest

from tests.links import find_file, find_links, read_pages

BASE = "https://cpd.marrowby.example/"


@pytest.mark.parametrize("prefix", ["/", "/x/y/"])
def test_every_link_and_fragment_leads_somewhere(public: Path, prefix: str) -> None:
    pages = read_pages(public)
    # Its links begin at the base path of the settings, which is the root.
    missing = {"404.html"} if prefix != "/" else set()
    checked = 0
    for name, path, fragment in find_links(public, prefix, missing):
        target = find_file(path)
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
