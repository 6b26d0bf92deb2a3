"""Composing: every output is known, and what pages link to is among them."""

import pickle

import pytest

from cpdsite.site.outputs import Copied, Filed, Picture, Rendered, Written
from cpdsite.site.urls import find_path
from tests.conftest import CheckGolden, MakeSite
from tests.links import find_broken
from tests.site_maker import build, compose_site, find_urls, read_tree


@pytest.mark.parametrize("name", ["small", "rich", "bare"])
def test_every_output_is_known_before_any_is_rendered(site: MakeSite, name: str) -> None:
    root = site(name)
    urls = find_urls(compose_site(root))
    build(root)
    visible = {path for path in read_tree(root / "public") if not path.startswith(".")}
    assert visible == {find_path(url) for url in urls}
    assert len(set(urls)) == len(urls)


@pytest.mark.parametrize("name", ["small", "rich"])
def test_every_url_in_a_view_is_an_output(site: MakeSite, name: str) -> None:
    composed = compose_site(site(name))
    known = set(find_urls(composed))
    linked = {
        url.partition("#")[0]
        for output in composed.site.outputs
        if isinstance(output, Rendered)
        for url in find_addresses(output.view)
    }
    assert len(linked) > 10
    assert linked <= known


@pytest.mark.parametrize("name", ["small", "rich", "bare"])
def test_every_link_of_a_built_site_leads_to_what_is_there(site: MakeSite, name: str) -> None:
    root = site(name)
    build(root)
    tree = read_tree(root / "public")
    assert find_broken(tree, (tree,)) == []


def find_addresses(value: object) -> list[str]:
    """Return each URL of the site that a view holds, under ``url``, ``target`` or in links."""
    if isinstance(value, tuple):
        return [url for item in value for url in find_addresses(item)]
    found: list[str] = []
    for name in getattr(value, "__slots__", ()):
        item = getattr(value, name)
        if name in ("url", "target", "feed_url") and item.startswith("/"):
            found.append(item)
        elif name == "links" and item and isinstance(item[0], tuple):
            found += [url for _, url in item if url]
        elif not isinstance(item, str):
            found += find_addresses(item)
    return found


def test_a_site_is_a_value(site: MakeSite) -> None:
    root = site("rich")
    one, two = compose_site(root), compose_site(root)
    assert one.site == two.site
    assert one.assets == two.assets
    views = [it.view for it in one.site.outputs if isinstance(it, Rendered)]
    assert pickle.loads(pickle.dumps(views)) == views  # noqa: S301 - our own bytes
    kinds = {type(output) for output in one.site.outputs}
    assert kinds == {Rendered, Filed, Copied, Picture, Written}


def test_a_site_with_drafts_holds_more(site: MakeSite) -> None:
    root = site("small")
    more = set(find_urls(compose_site(root, drafts=True))) - set(find_urls(compose_site(root)))
    assert more == {"/activities/2025-06-draft/"}


def test_the_small_site_is_built_to_these_bytes(site: MakeSite, check_golden: CheckGolden) -> None:
    root = site("small")
    build(root, base_url="https://cpd.example.org/")
    tree = read_tree(root / "public")
    text = "\n".join(f"=== {name}\n{content.decode()}" for name, content in sorted(tree.items()))
    check_golden("small.txt", text)
