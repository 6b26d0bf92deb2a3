"""Copies of templates: a warning for each whose original is another by now, and for no other."""

from dataclasses import replace

from cpdsite.errors import Location, Severity
from cpdsite.render.copies import find_stale_copies, is_stale
from cpdsite.render.folders import Template
from cpdsite.render.stamps import Stamp, read_stamp, stamp_copy
from cpdsite.render.theme import Theme, load_theme
from tests.conftest import MakeSite

NAME = "plain/home.html"
COPY = stamp_copy(NAME, "Text\n")
LINE = COPY.partition("\n")[0]


def load(site: MakeSite, **templates: str) -> Theme:
    """Return the plain theme with templates of the site's own."""
    files = {f"templates/{name.replace('_', '.')}": text for name, text in templates.items()}
    theme, _ = load_theme(site(files), "plain", ())
    assert theme
    return theme


def test_a_copy_is_as_fresh_as_its_original(site: MakeSite) -> None:
    theme = load(site)
    stamp = read_stamp(stamp_copy(NAME, theme.originals[NAME].source))
    assert stamp
    assert not is_stale(stamp, theme)
    assert is_stale(replace(stamp, digest="0" * 16), theme)
    assert is_stale(Stamp("plain/gone.html", stamp.digest), theme)
    assert is_stale(Stamp("home.html", stamp.digest), theme)


def test_a_copy_of_what_has_changed_is_a_warning(site: MakeSite) -> None:
    theme = load(site, home_html=COPY, list_html="Text")
    (problem,) = find_stale_copies(theme)
    assert problem.location == Location("templates/home.html", 1, 1)
    assert (problem.code, problem.severity) == ("stale-template", Severity.WARNING)
    assert problem.message == (
        f'"{NAME}" is no longer what this copy was made from, or this line was edited'
    )
    assert problem.hint == (
        "rename this file to templates/home.html.bak, run cpdsite theme eject plain/home.html, "
        "and write your changes into the new templates/home.html"
    )
    assert problem.source == LINE


def test_a_copy_of_what_is_unchanged_is_none(site: MakeSite) -> None:
    source = load(site).originals[NAME].source
    assert find_stale_copies(load_own(site, stamp_copy(NAME, source))) == ()


def load_own(site: MakeSite, text: str) -> Theme:
    """Return a theme of the site that extends the plain one, with a home page."""
    files = {
        "themes/mine/theme.toml": 'name = "Mine"\nextends = "plain"\n',
        "themes/mine/templates/home.html": text,
    }
    theme, _ = load_theme(site(files, "own"), "mine", ())
    assert theme
    return theme


def test_a_copy_in_a_theme_of_the_site_is_told_once(site: MakeSite) -> None:
    (problem,) = find_stale_copies(load_own(site, COPY))
    assert problem.location.path == "themes/mine/templates/home.html"


def test_a_copy_of_what_is_gone_is_a_warning(site: MakeSite) -> None:
    (problem,) = find_stale_copies(load(site, home_html=stamp_copy("folio/home.html", "Text")))
    expected = 'this is a copy of "folio/home.html", which the theme in use does not have'
    assert problem.message == expected
    assert problem.hint


def test_where_a_parent_is_missing_no_original_is_told_to_be_gone(site: MakeSite) -> None:
    theme = load(site, home_html=stamp_copy("folio/home.html", "Text"), list_html=COPY)
    found = find_stale_copies(replace(theme, is_whole=False))
    assert [it.location.path for it in found] == ["templates/list.html"]


def test_a_damaged_stamp_is_a_warning(site: MakeSite) -> None:
    (problem,) = find_stale_copies(load(site, home_html=COPY.replace("sha256 ", "sha256 x")))
    assert problem.message == "this says where the template is from, and cannot be read"


def test_shipped_templates_are_not_looked_at(site: MakeSite) -> None:
    theme = load(site)
    stamped = {**theme.templates, NAME: Template(COPY, "themes/plain/templates/home.html")}
    assert find_stale_copies(replace(theme, templates=stamped, own=frozenset())) == ()
