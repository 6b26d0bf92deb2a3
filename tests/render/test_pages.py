"""Rendering: everything escaped, nothing undefined, and mistakes told with their place."""

from pathlib import Path

import pytest

from cpdsite.errors import Problem
from tests.conftest import MakeSite
from tests.site_maker import build, find_problems, read_page, read_tree, write_entry

ENTRY = "content/activities/a.md"
PAGE = "activities/a/index.html"
TEMPLATE = "templates/entry.html"
HOSTILE = "<script>alert('1')</script> & \"quoted\""


def make_page(site: MakeSite, template: str, body: str = "Text.", **keys: str) -> str:
    """Build a site with a template for entries, and return the page of its entry."""
    root = site({ENTRY: write_entry(body, **keys), TEMPLATE: template})
    build(root)
    return read_page(root, PAGE)


def find_mistake(site: MakeSite, template: str, **others: str) -> tuple[Problem, Path]:
    """Return the problem of a site with a broken template, and the site."""
    files = {f"templates/{name}": text for name, text in others.items()}
    root = site({ENTRY: write_entry(), TEMPLATE: template, **files})
    (problem,) = find_problems(root)
    assert problem.code == "template"
    return problem, root


def test_text_is_escaped(site: MakeSite) -> None:
    title = f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'"
    page = make_page(site, '{{ page.head.title }}<p title="{{ page.head.title }}">', title=title)
    escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &#34;quoted&#34;"
    assert page == f'{escaped}<p title="{escaped}">'


def test_script_in_any_field_is_inert(site: MakeSite) -> None:
    hostile = '"<img src=x onerror=alert(1)>"'
    keys = dict.fromkeys(("title", "provider", "type", "featured", "competences", "tags"), hostile)
    evidence = f"[{{link: 'https://a.example/\"><script>', title: {hostile}, public: true}}]"
    text = write_entry(
        "<script>alert(1)</script>[x](javascript:alert(1))<iframe src=//a.example></iframe>\n\n"
        "## <img src=//a.example/x onerror=alert(1)>\n\n## What I learned\n\n<b onclick=x>It</b>.",
        further_action=hostile,
        evidence=evidence,
        **keys,
    )
    root = site(
        {
            ENTRY: text,
            "cpdsite.toml": f'theme = "plain"\nrecord_files = []\ntitle = {hostile.replace("=x", "=y")}\nbase_url = "https://a.example/"',
        }
    )
    build(root)
    for name, content in read_tree(root / "public").items():
        if name.endswith((".html", ".xml")):
            for sign in (b"<script", b"<img", b"<iframe", b"onclick=", b"javascript:"):
                assert sign not in content, (name, sign)


def test_prose_is_placed_as_html(site: MakeSite) -> None:
    page = make_page(
        site,
        "{{ prose(page.description) }}|{{ prose(none) }}",
        "**Bold** & *so on*.\n\n## What I learned\n\nIt.",
    )
    assert page == "<p><strong>Bold</strong> &amp; <em>so on</em>.</p>|"


def test_plain_templates_are_not_escaped(site: MakeSite) -> None:
    root = site(
        {
            "templates/robots.txt": "# {{ site.title }}",
            "cpdsite.toml": 'theme = "plain"\nrecord_files = []\ntitle = "A & B"\n',
        }
    )
    build(root)
    assert read_page(root, "robots.txt") == "# A & B"


def test_links_and_assets_are_relative(site: MakeSite) -> None:
    page = make_page(
        site, "{{ link('/about/') }} {{ link('https://a.example/') }} {{ asset('dot.svg') }}"
    )
    about, elsewhere, dot = page.split()
    assert (about, elsewhere) == ("../../about/", "https://a.example/")
    assert dot.startswith("../../assets/dot.")


@pytest.mark.parametrize(
    ("template", "words", "line"),
    [
        ("one\n{{ page.colour }}", 'ActivityView has no "colour"', 2),
        ("one\ntwo\n{{ colour }}", "'colour' is undefined", 3),
        ("{{ page.tags.x.y }}", "has no attribute 'x'", 1),
        ("one\n{% if %}", "Expected an expression", 2),
        ("one\n{% bloc x %}", "there is no tag {% bloc %}", 2),
        ("{% for it in page.tags %}", "has no end: expected {% endfor %}", 1),
        ("\n{{ page.head.title | shout }}", "No filter named 'shout'", 2),
        ("\n{{ 1 // 0 }}", "by zero", 2),
        ("\n{{ 1.0e308 * 10 ** 400 }}", "too large", 2),
        ("\n{{ page.head.title + 1 }}", "can only concatenate", 2),
        ("\n{{ asset('gone.css') }}", 'the theme has no static file "gone.css"', 2),
        ("\n{{ prose(page.sections) }}", "has no attribute", 2),
        ("\n{{ link(none) }}", "has no attribute", 2),
        ("\n{% include 'gone.html' %}", 'there is no template "gone.html"', 2),
        ("{% extends 'folio/gone.html' %}", 'there is no template "folio/gone.html"', 1),
        ("{% extends 'entry.html' %}", "recursion", 1),
        ("\n{% include 'entry.html' %}", "recursion", 2),
    ],
)
def test_a_mistake_names_template_line_and_entry(
    site: MakeSite, template: str, words: str, line: int
) -> None:
    problem, root = find_mistake(site, template)
    assert words in problem.message
    assert (problem.location.path, problem.location.line) == (TEMPLATE, line)
    # What is no template fails whatever is made of it, so no page is named.
    is_template = not any(it in words for it in ("Expected", "no tag", "no end", "No filter"))
    assert (f"/activities/a/ from {ENTRY}" in problem.message) == is_template
    assert problem.source == template.split("\n")[line - 1]
    assert problem.hint
    assert not (root / "public").exists()


def test_a_mistake_in_an_included_template_names_that_one(site: MakeSite) -> None:
    problem, _ = find_mistake(
        site, "one\n{% include 'part.html' %}", **{"part.html": "\n\n{{ nothing }}"}
    )
    assert (problem.location.path, problem.location.line) == ("templates/part.html", 3)


def test_a_mistake_in_the_theme_names_its_path(site: MakeSite) -> None:
    root = site({})
    (root / "themes/plain/templates/home.html").write_text("{{ nothing }}")
    (problem,) = find_problems(root)
    assert (problem.location.path, problem.location.line) == ("themes/plain/templates/home.html", 1)
    assert "/ from the home page" in problem.message


def test_a_template_that_no_theme_has_is_told(site: MakeSite) -> None:
    root = site({})
    (root / "themes/plain/templates/actions.html").unlink()
    (problem,) = find_problems(root)
    assert 'there is no template "actions.html"' in problem.message
    assert "/actions/" in problem.message


def test_with_a_broken_template_the_old_site_stays(site: MakeSite) -> None:
    root = site({ENTRY: write_entry()})
    build(root)
    before = read_tree(root / "public")
    (root / "templates").mkdir()
    (root / TEMPLATE).write_text("{{ nothing }}")
    (root / "content/activities/b.md").write_text(write_entry())
    assert [it.code for it in find_problems(root)] == ["template", "template"][:1]
    assert read_tree(root / "public") == before
