"""Every link of the built example leads somewhere, and works wherever the site lies."""

from pathlib import Path

import pytest

from tests.example.kinds import APPLICATION, sort_pages
from tests.links import find_file, find_links, read_pages, resolve
from tests.site_maker import read_tree

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


def test_every_page_is_reached_from_the_home_page_but_applications(
    public: Path, own_pages: tuple[str, ...]
) -> None:
    pages = read_pages(public)
    linked, waiting = set[str](), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in pages and name not in linked:
            linked.add(name)
            waiting += [find_file(path) for path, _ in resolve(name, pages[name].addresses)]
    kinds = sort_pages(public, own_pages)
    unlinked = {APPLICATION, "/404.html", "redirect"}
    assert set(pages) - linked == {it for kind in unlinked for it in kinds[kind]}


def test_nothing_but_the_page_itself_names_the_address_of_an_application(
    public: Path, own_pages: tuple[str, ...]
) -> None:
    names = [Path(it).parent.name for it in sort_pages(public, own_pages)[APPLICATION]]
    assert names
    for path, content in read_tree(public).items():
        is_own = any(path.startswith(f"applications/{it}/") for it in names)
        for it in () if is_own else names:
            assert it.encode() not in content, path
