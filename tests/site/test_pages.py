"""What pages share, the pages in prose, and redirects."""

from dataclasses import fields, is_dataclass
from enum import Enum

import pytest

from cpdsite.site.home_views import HomeView
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import freeze
from cpdsite.site.views import NotFoundView, PageView, PhotoView, RedirectView
from tests.conftest import MakeSite
from tests.site_maker import (
    build,
    compose_site,
    find_problems,
    find_urls,
    find_view,
    read_page,
    write_entry,
    write_page,
)

PERSONAL = """---
name: Ada
email: ada@example.org
photo: ada.png
links: [{title: Elsewhere, url: "https://ada.example/"}]
memberships:
  - {scheme: ikt, number: "007", grade: associate, since: 2020}
  - {scheme: ikt, grade: member, since: 2024-03}
  - {scheme: other, grade: fellow}
public: [PUBLIC]
---

About me.
"""


def make_personal(site: MakeSite, public: str) -> tuple[HomeView, PageView, tuple[str, ...]]:
    files = {"content/profile.md": PERSONAL.replace("PUBLIC", public), "content/ada.png": b"png"}
    composed = compose_site(site(files))
    home, about = find_view(composed, "/", HomeView), find_view(composed, "/about/", PageView)
    return home, about, find_urls(composed)


def test_a_profile_shows_what_is_public(site: MakeSite) -> None:
    home, about, urls = make_personal(site, "number, email, photo, links")
    photo = PhotoView("/about/ada.png", "Ada")
    for view in (home, about):
        assert (view.email, view.photo) == ("ada@example.org", photo)
        assert [it.url for it in view.links] == ["https://ada.example/"]
    assert "/about/ada.png" in urls
    assert [(it.scheme, it.grade, it.number, it.since) for it in home.memberships] == [
        ("IKT", "Member", "007", "March 2024"),
        ("other", "fellow", "", ""),
    ]


def test_a_profile_shows_nothing_else(site: MakeSite) -> None:
    home, about, urls = make_personal(site, "")
    for view in (home, about):
        assert (view.email, view.photo, view.links) == ("", None, ())
    assert not [url for url in urls if "ada" in url]
    assert [it.number for it in home.memberships] == ["", ""]


def test_every_page_names_the_site_and_leads_on(site: MakeSite) -> None:
    composed = compose_site(site("rich"))
    view = find_view(composed, "/method/", PageView)
    assert view.site.title == "Zoë Rich: CPD"
    assert [it.title for it in view.site.navigation] == [
        "Activities",
        "Record",
        "Further action",
        "About",
        "Method",
    ]
    assert {it.url for it in view.site.navigation} <= set(find_urls(composed))
    assert view.head.canonical == "https://cpd.example.org/zoë/method/"
    assert view.site.noindex


def test_without_a_title_the_site_bears_the_name(site: MakeSite) -> None:
    assert (
        find_view(compose_site(site({})), "/", HomeView).site.title == "Ada Example: CPD portfolio"
    )


def test_search_engines_may_be_let_in(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\nsearch_engines = true\n'})
    assert not find_view(compose_site(root), "/", HomeView).site.noindex


def test_own_settings_are_frozen_as_front_matter_is(site: MakeSite) -> None:
    view = find_view(compose_site(site("rich")), "/", HomeView)
    assert view.site.extra == (("colours", ("red", "blue")), ("contact", (("place", "Łódź"),)))
    assert freeze([{"a": [1, {}]}]) == ((("a", (1, ())),),)


@pytest.mark.parametrize(
    ("base", "path"), [("", "/"), ("https://a.example", "/"), ("https://a.example/x/y/", "/x/y/")]
)
def test_the_page_for_missing_addresses_links_from_the_base(
    site: MakeSite, base: str, path: str
) -> None:
    root = site({"cpdsite.toml": f'theme = "plain"\nbase_url = "{base}"\n'})
    assert find_view(compose_site(root), "/404.html", NotFoundView).base_path == path
    build(root)
    assert f'href="{path}activities/"' in read_page(root, "404.html")


def test_redirects_lead_from_old_addresses(site: MakeSite) -> None:
    root = site("rich")
    composed = compose_site(root)
    targets = {"/old/workshop/": "/activities/2024-09-workshop/", "/how/": "/method/"}
    for alias, target in targets.items():
        view = find_view(composed, alias, RedirectView)
        assert view.target == target
        assert view.head.canonical == f"https://cpd.example.org/zoë{target}"
    build(root)
    page = read_page(root, "old/workshop/index.html")
    assert 'content="0; url=../../activities/2024-09-workshop/"' in page


def test_hidden_entries_redirect_nothing(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(status="draft", aliases="[/old/a/]"),
        "content/pages/b.md": write_page(status="private", aliases="[/old/b/]"),
    }
    assert not [url for url in find_urls(compose_site(site(files))) if "old" in url or "/b" in url]


@pytest.mark.parametrize(
    ("files", "sources"),
    [
        ({"content/pages/record.md": write_page()}, ["content/pages/record.md", "the record"]),
        (
            {"content/pages/a.md": write_page(), "content/pages/x.md": write_page(slug="a")},
            ["content/pages/a.md", "content/pages/x.md"],
        ),
        (
            {
                "content/activities/a.md": write_entry(),
                "content/activities/2024/a.md": write_entry(),
            },
            ["content/activities/a.md", "content/activities/2024/a.md"],
        ),
        (
            {"content/pages/a.md": write_page(aliases="[/activities/]")},
            ["content/pages/a.md", 'the list "Activities"'],
        ),
        (
            {"content/pages/a.md": write_page(), "static/A/index.html": "x"},
            ["content/pages/a.md", "static/A/index.html"],
        ),
        ({"static/record": "x"}, ["static/record", "/record/"]),
        ({"static/robots.txt": "x"}, ["static/robots.txt", "the file for crawlers"]),
        (
            {
                "content/pages/caf\N{LATIN SMALL LETTER E WITH ACUTE}.md": write_page(),
                "static/Cafe\N{COMBINING ACUTE ACCENT}/x.txt": "x",
                "static/cafe/index.html": "x",
            },
            ["content/pages/caf", "static/cafe/index.html"],
        ),
    ],
)
def test_collisions_are_refused_naming_both(
    site: MakeSite, files: dict[str, str], sources: list[str]
) -> None:
    root = site(files)
    problems = find_problems(root)
    assert {problem.code for problem in problems} == {"collision"}
    for source in sources:
        assert any(source in problem.message for problem in problems)
    paths = {problem.location.path for problem in problems}
    assert all((root / path).is_file() for path in paths)
    assert not (root / "public").exists()


def find_impurities(value: object) -> list[object]:
    """Return what in a view is not plain: text, numbers, truth, tuples and other views."""
    if is_dataclass(value) and not isinstance(value, type):
        assert type(value).__module__.startswith("cpdsite.site.")
        return [bad for it in fields(value) for bad in find_impurities(getattr(value, it.name))]
    if isinstance(value, tuple):
        return [bad for item in value for bad in find_impurities(item)]
    plain = isinstance(value, str | int | bool) or value is None
    return [] if plain and not isinstance(value, Enum) else [value]


def test_every_view_is_plain_data(site: MakeSite) -> None:
    views = [it.view for it in compose_site(site("rich")).site.outputs if isinstance(it, Rendered)]
    assert len({type(view) for view in views}) == 12
    assert [bad for view in views for bad in find_impurities(view)] == []
    assert len({hash(view) for view in views}) > 12
