"""Themes: templates and files looked up in order, options declared, every mistake told."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from cpdsite.errors import Problem
from cpdsite.render.theme import list_themes, load_theme
from tests.conftest import MakeSite
from tests.site_maker import build, find_problems, read_page, read_tree

CSS = "themes/plain/static/plain.css"


def find_mistakes(
    site: MakeSite, toml: str, files: Mapping[str, str | bytes] = MappingProxyType({})
) -> list[Problem]:
    """Return the problems of a site with a theme of its own."""
    root = site({"cpdsite.toml": 'theme = "own"\n', "themes/own/theme.toml": toml, **files})
    return list(find_problems(root))


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


def test_options_have_their_defaults(site: MakeSite) -> None:
    theme, problems = load_theme(site({}), "plain", ())
    assert theme
    assert not problems
    assert theme.look.options == (("accent", "#123456"), ("shape", "round"), ("wide", False))


def test_options_take_the_values_of_the_settings(site: MakeSite) -> None:
    values = (("wide", True), ("shape", "square"))
    theme, problems = load_theme(site({}), "plain", values)
    assert theme
    assert not problems
    assert theme.look.options == (("accent", "#123456"), ("shape", "square"), ("wide", True))


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ('accent = "red"', 'expected a colour such as #1f5f5b, found "red"'),
        ('accent = "#12345"', "expected a colour"),
        ("accent = 7", "expected a colour"),
        ('shape = "oval"', 'expected one of round, square, found "oval"'),
        ("shape = [1]", "expected one of round, square"),
        ('wide = "yes"', 'expected true or false, found "yes"'),
        ("wide = 1", "expected true or false"),
        ('colour = "#000000"', 'the theme has no option "colour"'),
    ],
)
def test_options_are_checked(site: MakeSite, option: str, words: str) -> None:
    root = site({"cpdsite.toml": f'[theme]\nname = "plain"\n{option}\n'})
    (problem,) = find_problems(root)
    assert words in problem.message
    assert problem.location.path == "cpdsite.toml"
    assert problem.hint


def test_an_unknown_theme_is_named_with_those_there_are(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "no-such"\n'})
    (problem,) = find_problems(root)
    assert problem.message == 'there is no theme "no-such"'
    assert "folio" in problem.hint
    assert "plain" in problem.hint
    assert list_themes(root) == ("folio", "plain")


@pytest.mark.parametrize(
    ("toml", "words", "line"),
    [
        ("", "name is missing", 1),
        ('name = "Own"\napi = 2\n', "this cpdsite has version 1, found 2", 2),
        ('name = "Own"\ncolour = "x"\n', 'unknown key "colour"', 2),
        ('name = "Own\n', "never closed", 1),
        ('name = "Own"\nextends = "nowhere"\n', 'there is no theme "nowhere"', 2),
        ('name = "Own"\nextends = "own"\n', 'the theme "own" extends itself', 2),
        ('name = "Own"\noptions = "x"\n', "options: expected a table", 2),
        (
            'name = "Own"\n[options.x]\nkind = "number"\ndefault = "1"\ndescription = "d"\n',
            "kind: expected one of colour, choice, boolean",
            3,
        ),
        (
            'name = "Own"\n[options.x]\nkind = "colour"\ndefault = "red"\ndescription = "d"\n',
            "default: expected a colour",
            4,
        ),
        (
            'name = "Own"\n[options.x]\nkind = "choice"\ndefault = "a"\nchoices = ["b"]\ndescription = "d"\n',
            "default: expected one of b",
            4,
        ),
        ('name = "Own"\n[options.x]\nkind = "boolean"\n', "description is missing", 2),
        (
            'name = "Own"\n[options.x]\nkind = "choice"\ndefault = "a"\ndescription = "d"\n',
            "choices is missing",
            2,
        ),
        ('name = "Own"\n[options.x]\nkind = "number"\ndefault = 12\n', "kind: expected one of", 3),
        (
            'name = "Own"\n[options.x]\nkind = "boolean"\ndescription = "d"\nmin = 1\n',
            'unknown key "min"',
            5,
        ),
    ],
)
def test_mistakes_in_a_theme_file_have_a_sentence(
    site: MakeSite, toml: str, words: str, line: int
) -> None:
    problems = find_mistakes(site, toml)
    found = [it for it in problems if words in it.message]
    assert found, problems
    assert found[0].location.path == "themes/own/theme.toml"
    assert found[0].location.line == line


def test_a_theme_without_its_file_is_no_theme(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "own"\n', "themes/own/templates/home.html": "x"})
    (problem,) = find_problems(root)
    assert problem.message == 'the theme "own" has no themes/own/theme.toml'


def test_a_stylesheet_that_names_a_missing_file_is_told(site: MakeSite) -> None:
    root = site({})
    (root / CSS).write_text("a { background: url(gone.png) }")
    (problem,) = find_problems(root)
    assert problem.location.path == CSS
    assert "gone.png" in problem.message


@pytest.mark.parametrize("path", ["templates/page.html", "themes/plain/templates/home.html"])
def test_a_template_in_another_encoding_is_told(site: MakeSite, path: str) -> None:
    root = site({})
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(b"caf\xe9")
    problem = next(it for it in find_problems(root) if it.code == "encoding")
    assert problem.location.path == path
    assert not (root / "public").exists()


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
