"""Themes: templates and files looked up in order, and a digest of all that shapes a page."""

import pytest

from tests.conftest import MakeSite
from tests.site_maker import build, find_problems, read_page, read_tree

CSS = "themes/plain/static/plain.css"


def test_a_template_of_the_site_replaces_that_of_the_theme(site: MakeSite) -> None:
    root = site({"templates/page.html": "Mine: {{ page.head.title }}", "content/profile.md": ABOUT})
    build(root)
    assert read_page(root, "about/index.html") == "Mine: About Ada"
    assert "Mine" not in read_page(root, "index.html")


ABOUT = "---\nname: Ada\nextra: {colour: blue}\n---\n\nText.\n"


def test_an_override_can_extend_the_one_it_replaces(site: MakeSite) -> None:
    override = '{% extends "plain/page.html" %}{% block main %}{{ super() }}And this.{% endblock %}'
    root = site({"templates/page.html": override, "content/profile.md": ABOUT})
    build(root)
    page = read_page(root, "about/index.html")
    assert "<p>Text.</p>" in page
    assert page.endswith("And this.")


def test_an_override_can_extend_the_shipped_theme(site: MakeSite) -> None:
    override = '{% extends "folio/entry.html" %}'
    root = site("bare")
    build(root)
    before = read_page(root, "activities/2026-01-02-first/index.html")
    (root / "templates").mkdir()
    (root / "templates/entry.html").write_text(override)
    build(root)
    assert read_page(root, "activities/2026-01-02-first/index.html") == before


def test_a_theme_takes_from_its_parent_what_it_does_not_have(site: MakeSite) -> None:
    root = site("rich")
    build(root)
    assert "Child page of she" in read_page(root, "about/index.html")
    entry = read_page(root, "activities/2024-09-workshop/index.html")
    assert "Own override in red and blue" in entry
    assert "<h1>A workshop</h1>" in entry
    assert "accent: #00ff00" in next((root / "public/assets").glob("options.*.css")).read_text()
    names = {path.name.partition(".")[0] for path in (root / "public/assets").iterdir()}
    assert names == {"plain", "dot", "options", "child"}


def test_a_child_replaces_a_static_file_of_its_parent(site: MakeSite) -> None:
    root = site("rich")
    (root / "themes/child/static/plain.css").write_text("b { color: blue; }")
    build(root)
    (css,) = (root / "public/assets").glob("plain.*.css")
    assert css.read_text() == "b { color: blue; }"


def test_a_stylesheet_that_names_a_missing_file_is_told(site: MakeSite) -> None:
    root = site({})
    (root / CSS).write_text("a { background: url(gone.png) }")
    (problem,) = find_problems(root)
    assert problem.location.path == CSS
    assert "gone.png" in problem.message


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("templates/page.html", "Changed"),
        ("themes/plain/templates/layout.html", "Changed"),
        ("themes/plain/static/dot.svg", "<svg/>"),
        ("cpdsite.toml", '[theme]\nname = "plain"\nwide = true\n'),
    ],
)
def test_the_digest_covers_whatever_shapes_a_page(site: MakeSite, path: str, content: str) -> None:
    root = site({})
    build(root)
    before = read_tree(root / "public")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(content)
    built = build(root)
    assert "/" in built.rendered or path == "templates/page.html"
    build(root, output=root.parent / "clean", clean=True)
    assert read_tree(root / "public") == read_tree(root.parent / "clean")
    assert read_tree(root / "public") != before or path == "templates/page.html"


def test_a_name_with_a_theme_before_it_always_means_the_template_of_the_theme(
    site: MakeSite,
) -> None:
    root = site(
        {
            "templates/page.html": '{% extends "plain/page.html" %}',
            "templates/plain/page.html": "Mine",
            "templates/plain/mine.html": "Mine",
            "templates/home.html": '{% include "plain/mine.html" %}',
            "content/profile.md": ABOUT,
        }
    )
    (problem,) = build(root).problems
    assert (problem.code, problem.is_error) == ("template", False)
    assert problem.location.path == "templates/plain/page.html"
    assert problem.hint == "move it to templates/page.html"
    assert "<p>Text.</p>" in read_page(root, "about/index.html")
