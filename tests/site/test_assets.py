"""Assets: digests of their inputs in their names, and stylesheets that name what is there."""

import hashlib
from dataclasses import replace

import pytest

from cpdsite.errors import Location
from cpdsite.site.assets import (
    Look,
    StaticFile,
    copy_static,
    find_missing,
    make_assets,
    name_asset,
)
from cpdsite.site.outputs import Copied, Output, Picture, Rendered, Written
from cpdsite.site.views import OptionsView, Pairs


def make_look(files: dict[str, bytes], options: Pairs = (), source: str = "") -> Look:
    static = (
        StaticFile(path, content, f"themes/t/static/{path}") for path, content in files.items()
    )
    return Look(tuple(static), options, source)


def make(look: Look, running: str = "Ada") -> tuple[dict[str, str], tuple[Output, ...]]:
    return make_assets(look, OptionsView(look.options, running, (50,)))


def find_stylesheet(look: Look, path: str) -> bytes:
    urls, outputs = make(look)
    (content,) = (it.content for it in outputs if isinstance(it, Written) and it.url == urls[path])
    return content


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.css", "/assets/a.", ".css"),
        ("fonts/b.woff2", "/assets/fonts/b.", ".woff2"),
        ("c", "/assets/c.", ""),
    ],
)
def test_the_digest_stands_before_the_ending(path: str, before: str, after: str) -> None:
    url = name_asset(path, b"bytes")
    assert url.startswith(before)
    assert url.endswith(after)
    digest = url.removeprefix(before).removesuffix(after)
    assert len(digest) == 12
    assert int(digest, 16) >= 0


def test_other_bytes_have_another_name() -> None:
    assert name_asset("a.css", b"one") != name_asset("a.css", b"two")


def test_a_stylesheet_changes_its_name_with_the_files_that_it_names() -> None:
    css = b"a { background: url(dot.svg); }"
    one, _ = make(make_look({"a.css": css, "dot.svg": b"1"}))
    two, _ = make(make_look({"a.css": css, "dot.svg": b"2"}))
    assert one["a.css"] != two["a.css"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        (b"url(dot.svg)", b'url("../dot.', b'.svg")'),
        (b"url( 'dot.svg' )", b'url("../dot.', b'.svg")'),
        (b'url("../style/dot.svg")', b'url("../dot.', b'.svg")'),
        (b"url(dot.svg#moon)", b'url("../dot.', b'.svg#moon")'),
        (b"url(dot.svg?v=1)", b'url("../dot.', b'.svg?v=1")'),
    ],
)
def test_addresses_in_stylesheets_are_rewritten(written: bytes, start: bytes, end: bytes) -> None:
    written = (
        written.replace(b"dot", b"../dot")
        if b"style" not in written
        else written.replace(b"../style/", b"../style/../")
    )
    look = make_look({"style/a.css": b"i { background: " + written + b"; }", "dot.svg": b"1"})
    css = find_stylesheet(look, "style/a.css")
    assert start in css
    assert end in css
    assert not list(find_missing(look))


def test_other_addresses_in_stylesheets_stay() -> None:
    css = b"a { fill: url(#grey); background: url(data:image/png;base64,AA==); }"
    look = make_look({"a.css": css})
    assert find_stylesheet(look, "a.css") == css
    assert not list(find_missing(look))


def test_a_stylesheet_that_is_not_utf_8_stays_as_it_is() -> None:
    css = b"a { background: url(\xff.png); } /* \xe9 */"
    assert find_stylesheet(make_look({"a.css": css}), "a.css") == css


@pytest.mark.parametrize(
    "address", ["gone.png", "../gone.png", "https://cdn.example/x.png", "//cdn.example/x"]
)
def test_what_a_stylesheet_names_and_the_theme_lacks_is_found(address: str) -> None:
    look = make_look({"a.css": f"a {{ background: url({address}) }}".encode(), "b.png": b""})
    (problem,) = find_missing(look)
    assert problem.location == Location("themes/t/static/a.css", 1, 17)
    assert f"url({address})" in problem.message
    assert f"url({address})" in problem.source


def test_what_the_site_itself_holds_is_a_file_of_it_at_the_same_url() -> None:
    theirs = make_look({"a.css": b"b { background: url(me.jpg) }", "me.jpg": b"1", "f.woff": b"2"})
    mine = replace(theirs, static=tuple(replace(it, is_own=True) for it in theirs.static))
    urls, outputs = make(mine)
    assert urls == make(theirs)[0]
    kinds = {it.origin.rpartition("/")[2]: it for it in outputs}
    assert isinstance(kinds["a.css"], Written)
    assert isinstance(kinds["f.woff"], Copied)
    picture = kinds["me.jpg"]
    assert isinstance(picture, Picture)
    assert picture.source == "themes/t/static/me.jpg"
    assert picture.digest == hashlib.sha256(b"1").hexdigest()


def test_options_are_an_asset_named_by_what_it_shows_and_its_template() -> None:
    look = make_look({}, (("accent", "#000000"),), "one")
    urls, outputs = make(look)
    (options,) = outputs
    assert isinstance(options, Rendered)
    assert options.url == urls["options.css"]
    others = [
        make(make_look({}, (("accent", "#ffffff"),), "one"))[0],
        make(make_look({}, (("accent", "#000000"),), "two"))[0],
        make(look, running="Bo")[0],
    ]
    assert all(urls["options.css"] != other["options.css"] for other in others)


def test_static_files_go_to_the_root() -> None:
    (copied,) = copy_static({"static/.x/a.txt": "digest"})
    assert (copied.url, copied.source, copied.digest) == ("/.x/a.txt", "static/.x/a.txt", "digest")
