"""The list of themes: which there are, the options in force, and the site's own templates."""

from pathlib import Path

import pytest

from cpdsite.commands.eject import eject_template
from cpdsite.commands.themes import list_site_themes, write_themes
from tests.conftest import MakeSite

TOML = 'name = "Mine"\ndescription = "Narrow"\nextends = "plain"\n'
LIST = (
    '[options.parts]\nkind = "list"\nchoices = ["one", "two"]\ndefault = ["one"]\n'
    'description = "what is shown"\n'
)


def write(root: Path) -> list[str]:
    return list(write_themes(list_site_themes(root)))


def test_every_theme_is_listed_with_what_it_says_of_itself(site: MakeSite) -> None:
    root = site({"themes/mine/theme.toml": TOML, "themes/Not a name/theme.toml": TOML})
    found = list_site_themes(root)
    mine, plain = (next(it for it in found.themes if it.name == name) for name in ("mine", "plain"))
    assert (mine.title, mine.description, mine.parent) == ("Mine", "Narrow", "plain")
    assert (mine.is_used, mine.is_shipped) == (False, False)
    assert (plain.is_used, plain.is_shipped, plain.parent) == (True, False, "")
    folio = next(it for it in found.themes if it.name == "folio")
    assert (folio.is_used, folio.is_shipped) == (False, True)
    assert [it.name for it in found.themes] == ["folio", "mine", "plain"]
    assert found.problems == ()
    lines = write(root)
    assert lines[0] == "Themes:"
    assert lines[3:7] == [
        "  mine (in this site, extends plain)",
        "      Mine: Narrow",
        "  plain (in use, in this site)",
        "      Plain: Shows what the tests ask for, and changes only with them",
    ]
    assert "  folio (comes with cpdsite)" in lines


def test_options_are_listed_with_kind_default_and_value(site: MakeSite) -> None:
    settings = '[theme]\nname = "mine"\nparts = ["two", "one"]\nwide = true\n'
    root = site({"cpdsite.toml": settings, "themes/mine/theme.toml": TOML + LIST})
    lines = write(root)
    start = lines.index("Options of mine, which [theme] in cpdsite.toml sets:")
    assert lines[start - 1] == ""
    assert lines[start + 1 :] == [
        '  accent = "#123456" (colour; the default)',
        "      the colour of links",
        '  shape = "round" (choice; the default)',
        "      the shape of corners (round, square)",
        "  wide = true (boolean; default: false)",
        "      whether pages are wide",
        '  parts = ["two", "one"] (list; default: ["one"])',
        "      what is shown (one, two)",
    ]


def test_own_templates_are_listed_with_how_they_stand_to_their_originals(site: MakeSite) -> None:
    stamp = '{# From plain/page.html (cpdsite 0.1.0, sha256 0123456789abcdef): "x" #}\n'
    root = site(
        {
            "templates/entry.html": '{% extends "plain/entry.html" %}',
            "templates/home.html": "Mine",
            "templates/list.html": '{% extends "layout.html" %}',
            "templates/mine.html": "Mine",
            "templates/moved.html": stamp.replace("page.html", "gone.html"),
            "templates/page.html": stamp,
            "templates/robots.txt": stamp.replace("sha256 ", "sha256 x"),
        }
    )
    eject_template(root, "feed.xml")
    lines = write(root)
    assert lines[lines.index("Templates of this site:") + 1 :] == [
        "  templates/entry.html: extends plain/entry.html",
        "  templates/feed.xml: a copy of plain/feed.xml, which has not changed since",
        "  templates/home.html: in place of plain/home.html, no copy of it with a stamp",
        "  templates/list.html: in place of plain/list.html, no copy of it with a stamp",
        "  templates/mine.html: in place of none",
        "  templates/moved.html: a copy of plain/gone.html, which the theme does not have",
        "  templates/page.html: a copy of plain/page.html, which is no longer the same",
        "  templates/robots.txt: in place of plain/robots.txt, its stamp cannot be read",
    ]
    found = list_site_themes(root)
    originals = [it.original for it in found.templates]
    assert originals[4:7] == ["", "plain/gone.html", "plain/page.html"]
    stale = [(it.location.path, it.code) for it in found.problems]
    assert stale == [
        (f"templates/{name}", "stale-template")
        for name in ("moved.html", "page.html", "robots.txt")
    ]


def test_templates_of_a_theme_of_the_site_are_not_its_own_templates(site: MakeSite) -> None:
    assert "Templates of this site:" not in write(site({}))


@pytest.mark.parametrize(
    ("settings", "code"), [('theme = "gone"\n', "theme"), ('[theme]\nname = "gone"\n', "theme")]
)
def test_where_the_theme_is_none_those_that_are_there_are_listed(
    site: MakeSite, settings: str, code: str
) -> None:
    root = site({"cpdsite.toml": settings})
    found = list_site_themes(root)
    assert [it.code for it in found.problems] == [code]
    assert [(it.name, it.is_used) for it in found.themes] == [("folio", False), ("plain", False)]
    assert (found.options, found.templates) == ((), ())


def test_a_theme_that_cannot_be_read_is_listed_without_words(site: MakeSite) -> None:
    root = site({"themes/broken/theme.toml": "name = Broken"})
    lines = write(root)
    at = lines.index("  broken (in this site)")
    assert lines[at + 1] == "      It says nothing of itself."
    assert list_site_themes(root).problems == ()


def test_an_option_of_no_known_kind_is_listed_all_the_same(site: MakeSite) -> None:
    option = '[options.day]\nkind = "date"\ndefault = 2026-01-01\ndescription = "d"\n'
    settings = '[theme]\nname = "mine"\nday = 2026-02-02\n'
    root = site({"cpdsite.toml": settings, "themes/mine/theme.toml": TOML + option})
    assert [it.code for it in list_site_themes(root).problems] == ["kind"]
    assert '  day = "" (; the default)' in write(root)
