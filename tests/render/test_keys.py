"""Keys: the same for the same inputs, another for any other."""

import sys
from dataclasses import replace
from importlib.metadata import version

import pytest

from cpdsite.commands.composition import Composed
from cpdsite.render import keys
from cpdsite.render.keys import find_renderer, make_key
from cpdsite.shipped import PACKAGE
from cpdsite.site.outputs import Copied, Output, Picture, Rendered, Written
from cpdsite.site.urls import ABOUT
from cpdsite.site.views import PageView
from tests.conftest import MakeSite
from tests.site_maker import compose_site, find_view


@pytest.fixture
def composed(site: MakeSite) -> Composed:
    """Return the small site."""
    return compose_site(site("small"))


def find_about(composed: Composed) -> Rendered:
    return next(it for it in composed.site.outputs if isinstance(it, Rendered) and it.url == ABOUT)


def make(output: Output, composed: Composed) -> str:
    return make_key(output, composed.theme, composed.assets)


def test_the_same_inputs_give_the_same_key(site: MakeSite) -> None:
    one, two = compose_site(site("small", "one")), compose_site(site("small", "two"))
    assert make(find_about(one), one) == make(find_about(two), two)


def test_each_input_changes_the_key(composed: Composed) -> None:
    about = find_about(composed)
    view = find_view(composed, ABOUT, PageView)
    keys_of_all = {
        make(about, composed),
        make(replace(about, url="/other/"), composed),
        make(replace(about, template="home.html"), composed),
        make(replace(about, make_view=lambda: replace(view, mark="draft")), composed),
        make_key(about, replace(composed.theme, digest="other"), composed.assets),
        make_key(about, composed.theme, {**composed.assets, "plain.css": "/assets/other.css"}),
    }
    assert len(keys_of_all) == 6


def test_where_a_page_comes_from_is_no_input(composed: Composed) -> None:
    about = find_about(composed)
    assert make(replace(about, origin="elsewhere"), composed) == make(about, composed)


def test_the_renderer_is_an_input(composed: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    about = find_about(composed)
    before = make(about, composed)
    monkeypatch.setattr(keys, "find_renderer", lambda: "another version")
    assert make(about, composed) != before


def test_files_have_the_key_of_their_bytes(composed: Composed) -> None:
    assert make(Copied("/a", "static/a", "digest", "static/a"), composed) == "digest"
    one, two = Written("/a", b"1", "a"), Written("/a", b"2", "a")
    assert make(one, composed) != make(two, composed)


def test_a_picture_has_the_key_of_its_bytes_its_ending_and_the_renderer(
    composed: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Picture("/a.png", "static/a.png", "digest", "static/a.png")
    found = [
        make(picture, composed),
        make(replace(picture, digest="other"), composed),
        make(replace(picture, source="static/a.jpg"), composed),
    ]
    assert make(replace(picture, url="/b/a.png", source="static/b.png"), composed) == found[0]
    monkeypatch.setattr(keys, "find_renderer", lambda: "another version")
    found.append(make(picture, composed))
    assert len(set(found)) == 4
    assert make(Copied("/a", "a", "digest", "a"), composed) == "digest"


def test_the_library_that_makes_pictures_is_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    before = find_renderer.__wrapped__()
    monkeypatch.setattr(keys, "version", lambda name: "99" if name == "pillow" else version(name))
    assert find_renderer.__wrapped__() != before


def test_the_renderer_covers_source_python_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = {find_renderer.__wrapped__()}
    monkeypatch.setattr(keys, "version", lambda name: f"{name} 99")
    digests.add(find_renderer.__wrapped__())
    monkeypatch.setattr(sys, "version", "4.0")
    digests.add(find_renderer.__wrapped__())
    monkeypatch.setattr(keys, "PACKAGE", PACKAGE / "site")
    digests.add(find_renderer.__wrapped__())
    assert len(digests) == 4
