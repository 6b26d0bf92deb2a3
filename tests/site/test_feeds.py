"""The feed, the sitemap and the file for crawlers."""

from xml.etree import ElementTree as ET

import pytest

from cpdsite.site.feed_views import FeedView, RobotsView, SitemapView
from tests.conftest import MakeSite
from tests.site_maker import build, compose_site, find_urls, find_view, read_page, write_entry

BASE = "https://cpd.example.org/me/"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_without_an_address_there_is_no_feed_and_no_sitemap(site: MakeSite) -> None:
    root = site("small")
    built = build(root)
    assert not built.has_address
    urls = find_urls(compose_site(root))
    assert "/robots.txt" in urls
    assert not {"/feed.xml", "/sitemap.xml"} & set(urls)
    assert not [
        path for path in (root / "public").rglob("*.html") if "feed.xml" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("where", ["settings", "option"])
def test_with_an_address_there_are_both(site: MakeSite, where: str) -> None:
    root = site("small")
    if where == "settings":
        with (root / "cpdsite.toml").open("a") as file:
            file.write(f'base_url = "{BASE}"\n')
    built = build(root, base_url="" if where == "settings" else BASE)
    assert built.has_address
    tree = ET.fromstring(read_page(root, "feed.xml"))  # noqa: S314 - our own file
    links = [it.get("href") for it in tree.findall(f"{ATOM}entry/{ATOM}link")]
    assert links == [
        f"{BASE}activities/2025-03-12-negotiation/",
        f"{BASE}activities/2024-05-02-goal/",
    ]
    assert tree.findtext(f"{ATOM}updated") == "2025-03-12T00:00:00Z"
    assert f"{BASE}activities/2024-05-02-goal/" in read_page(root, "sitemap.xml")


def test_the_option_wins_over_the_settings(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\nbase_url = "https://other.example/"\n'})
    view = find_view(compose_site(root, base_url=BASE), "/sitemap.xml", SitemapView)
    assert view.addresses[0] == BASE
    assert all(it.startswith(BASE) for it in view.addresses)


def test_the_sitemap_lists_pages_but_neither_redirects_nor_files(site: MakeSite) -> None:
    composed = compose_site(site("rich"))
    addresses = find_view(composed, "/sitemap.xml", SitemapView).addresses
    base = "https://cpd.example.org/zoë/"
    pages = [url for url in find_urls(composed) if url.endswith("/")]
    redirects = ["/courses/1/", "/how/", "/old/workshop/"]
    assert list(addresses) == [base + url[1:] for url in pages if url not in redirects]


def test_the_feed_holds_the_newest_fifty(site: MakeSite) -> None:
    files = {
        f"content/activities/{number:02}.md": write_entry(date=f"{1950 + number}")
        for number in range(60)
    }
    root = site({"cpdsite.toml": f'theme = "plain"\nbase_url = "{BASE}"\nlists = []\n', **files})
    feed = find_view(compose_site(root), "/feed.xml", FeedView)
    assert [it.address for it in feed.entries] == [
        f"{BASE}activities/{number:02}/" for number in range(59, 9, -1)
    ]
    assert feed.updated == "2009-01-01T00:00:00Z"


def test_the_feed_of_an_empty_site_is_whole(site: MakeSite) -> None:
    feed = find_view(compose_site(site({}), base_url=BASE), "/feed.xml", FeedView)
    assert (feed.entries, feed.updated) == ((), "1970-01-01T00:00:00Z")


@pytest.mark.parametrize("search_engines", ["true", "false"])
@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_robots_never_disallows(site: MakeSite, search_engines: str, theme: str) -> None:
    settings = f'theme = "{theme}"\nsearch_engines = {search_engines}\nbase_url = "{BASE}"\n'
    root = site({"cpdsite.toml": settings})
    build(root)
    robots = read_page(root, "robots.txt")
    assert "user-agent: *" in robots.casefold()
    assert "disallow:" not in robots.casefold().replace("disallow:\n", "")
    assert f"Sitemap: {BASE}sitemap.xml" in robots


def test_robots_names_no_sitemap_that_is_not_there(site: MakeSite) -> None:
    assert find_view(compose_site(site("small")), "/robots.txt", RobotsView).sitemap_address == ""
