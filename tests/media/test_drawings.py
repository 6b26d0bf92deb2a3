"""Drawings: what is drawn stays, and nothing that loads, runs or tells."""

import base64
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cpdsite.errors import Problem
from cpdsite.limits import DEEPEST_DRAWING, DRAWING_BYTES, PICTURE_FRAMES, PICTURE_PIXELS
from cpdsite.media import pictures
from cpdsite.media.drawings import clean_drawing
from cpdsite.media.pictures import make_picture
from cpdsite.media.vocabulary import ELEMENTS, PLAIN, STYLED
from tests.drawing_examples import DRAWINGS
from tests.picture_maker import CANARY, encode, expand, fill_png, fill_svg, make_image, remake

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean(inside: str) -> str:
    """Return what is left of the inside of a drawing."""
    made = remake(f"<svg {NS}>{inside}</svg>".encode(), "svg").decode()
    found = re.fullmatch(r"<svg [^>]*?(?:/>|>(.*)</svg>)\n", made, re.DOTALL)
    assert found
    return found[1] or ""


def refuse(text: str | bytes) -> Problem:
    data = text.encode() if isinstance(text, str) else text
    made, problems = make_picture("content/x.svg", data)
    assert made is None
    (problem,) = problems
    assert (problem.code, problem.is_error) == ("image", True)
    assert problem.hint
    return problem


def test_what_is_seen_is_kept_and_no_more() -> None:
    made = remake(fill_svg(), "svg").decode()
    assert made == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 16">'
        "<style>.a { fill: red }</style>"
        '<g style="opacity:1"><rect class="a" width="32" height="16"/></g>'
        '<a><text y="9">Seen</text></a><image width="1" height="1"/></svg>\n'
    )


@pytest.mark.parametrize("name", DRAWINGS)
def test_ordinary_drawings_are_made_once_and_for_all(name: str) -> None:
    made = remake(DRAWINGS[name].encode(), "svg")
    assert remake(made, "svg") == made
    root = ET.fromstring(made)  # noqa: S314 - our own
    assert all(it.tag.startswith("{http://www.w3.org/2000/svg}") for it in root.iter())
    assert not any(
        key.startswith("{") and "XML/1998" not in key for it in root.iter() for key in it.attrib
    )


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ('<rect onclick="x()" width="1"/>', '<rect width="1"/>'),
        ("<script>x()</script>", ""),
        ('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">b</b></foreignObject>', ""),
        ('<g><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></g>', "<g/>"),
        ('<use href="other.svg#a"/>', "<use/>"),
        ('<use xlink:href="#a"/>', '<use href="#a"/>'),
        ('<use href="#a" xlink:href="http://x.example/"/>', '<use href="#a"/>'),
        ('<a href="javascript:x()"><rect/></a>', "<a><rect/></a>"),
        ('<image href="https://x.example/a.png" width="1"/>', '<image width="1"/>'),
        ('<image href="data:text/html,x"/>', "<image/>"),
        ('<feImage href="//x.example/a.png"/>', "<feImage/>"),
        ('<set attributeName="href" to="javascript:x()"/>', ""),
        ('<animate attributeName="xlink:href" values="javascript:x()"/>', ""),
        ('<animate attributeName="onclick" values="x()"/>', ""),
        ('<animate attributeName="x" values="1;2"/>', '<animate attributeName="x" values="1;2"/>'),
        ('<animate attributeName="fill" to="url(//x.example)"/>', '<animate attributeName="fill"/>'),
        ('<rect fill="url(http://x.example/#a)"/>', "<rect/>"),
        ('<rect fill="url(&quot;#a&quot;)"/>', '<rect fill=\'url("#a")\'/>'),
        (r'<rect fill="u\72l(http://x.example/#a)"/>', "<rect/>"),
        ('<rect fill="u/**/rl(http://x.example/)"/>', "<rect/>"),
        ('<rect style="fill:red;filter:url(x.svg#a)"/>', '<rect style="fill:red;filter:none"/>'),
        ('<rect xml:base="http://x.example/"/>', "<rect/>"),
        ('<style>@im<g/>port "x.css";</style>', "<style/>"),
        ("<title>t</title><desc>d</desc><metadata>m</metadata>", ""),
        ("words between", ""),
        ("<text>a &lt; b<!-- c --> d</text>", "<text>a &lt; b d</text>"),
        ("<?php x ?>", ""),
        ('<g id="John_Smith"/>', "<g/>"),
        ('<g id="used"/><use href="#used"/>', '<g id="used"/><use href="#used"/>'),
        ('<g id="used"/><set begin="used.click+1s"/>', '<g id="used"/><set begin="used.click+1s"/>'),
        ('<g data-name="x" aria-label="x" tabindex="0"/>', "<g/>"),
        ('<rect requiredExtensions="x"/>', ""),
        ('<text xml:space="preserve" xml:lang="cy"> a </text>', '<text xml:space="preserve" lang="cy"> a </text>'),
    ],
)  # fmt: skip
def test_each_part(inside: str, left: str) -> None:
    assert clean(inside) == left


def test_embedded_images_are_made_again() -> None:
    data = base64.b64encode(fill_png()).decode()
    made = clean(f'<image href="data:image/png;base64,{data}"/>')
    found = re.search(r"base64,([^\"]+)", made)
    assert found
    inner = base64.b64decode(found[1])
    assert inner == remake(fill_png(), "png")
    assert CANARY.encode() not in expand(inner)


@pytest.mark.parametrize("form", ["base64", "quoted"])
def test_drawings_within_drawings_are_cleaned(form: str) -> None:
    inner = f'<svg {NS} onload="canary()"><title>canary</title><rect/></svg>'
    quoted = inner.replace('"', "%22").replace("<", "%3C").replace("#", "%23")
    packed = base64.b64encode(inner.encode()).decode()
    address = f"base64,{packed}" if form == "base64" else f"charset=utf8,{quoted}"
    made = clean(f'<image href="data:image/svg+xml;{address}"/>')
    found = re.search(r"base64,([^\"]+)", made)
    assert found
    assert base64.b64decode(found[1]) == remake(inner.encode(), "svg")


def test_very_many_drawings_within_drawings_are_no_trouble() -> None:
    inner = f"<svg {NS}><rect/></svg>"
    for _ in range(25):
        packed = base64.b64encode(inner.encode()).decode()
        inner = f'<svg {NS}><image href="data:image/svg+xml;base64,{packed}"/></svg>'
    assert remake(inner.encode(), "svg")


@pytest.mark.parametrize(
    "data", ["AAAA", "%%%", base64.b64encode(encode(make_image(), "TIFF")).decode()]
)
def test_an_embedded_image_that_cannot_be_made_again_is_told(data: str) -> None:
    problem = refuse(f'<svg {NS}>\n<image href="data:image/png;base64,{data}"/></svg>')
    assert "an image that cannot be made again" in problem.message
    assert (problem.location.line, problem.location.column) == (2, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("<svg>\n<g></svg>", 2, 6, "mismatched tag"),
        ("<svg>\n  <g a=1/></svg>", 2, 8, "not well-formed"),
        ("", 1, 1, "no element found"),
        ("<svg>&nbsp;</svg>", 1, 6, "undefined entity"),
        ("<html/>", 1, 1, "expected an <svg> element"),
        ("<svg xmlns='http://other.example/'/>", 1, 1, "expected an <svg> element"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg>&a;</svg>", 1, 15, "entities"),
        ("<!DOCTYPE svg SYSTEM 'x.dtd'>\n<svg>&a;</svg>", 2, 6, "entities"),
        ('<?xml version="1.0" encoding="odd"?><svg/>', 1, 1, "encoding"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, line: int, column: int, words: str) -> None:
    problem = refuse(text)
    assert words in problem.message
    assert (problem.location.line, problem.location.column) == (line, column)


def test_an_entity_that_explodes_is_never_expanded() -> None:
    lines = [
        '<!ENTITY a0 "lol">',
        *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)),
    ]
    assert "entities" in refuse(f"<!DOCTYPE svg [{''.join(lines)}]><svg>&a11;</svg>").message


def test_depth_is_limited() -> None:
    def nest(depth: int) -> str:
        return "<svg>" + "<g>" * (depth - 1) + "</g>" * (depth - 1) + "</svg>"

    assert remake(nest(DEEPEST_DRAWING).encode(), "svg")
    assert str(DEEPEST_DRAWING) in refuse(nest(DEEPEST_DRAWING + 1)).message
    assert "deep" in refuse("<svg>" + "<x>" * 100_000).message


def test_size_is_limited() -> None:
    problem = refuse(b"<svg>" + b" " * DRAWING_BYTES)
    assert problem.message.startswith(f"x.svg: expected at most {DRAWING_BYTES:,} bytes")


def embed(inner: bytes, kind: str = "png", times: int = 1) -> bytes:
    """Return a drawing that holds an image so often."""
    packed = base64.b64encode(inner).decode()
    image = f'<image href="data:image/{kind};base64,{packed}"/>'
    return f"<svg {NS}>{image * times}</svg>".encode()


def test_the_pixels_of_all_embedded_images_are_counted_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = encode(Image.new("1", (4_000, 4_000)), "PNG")
    assert remake(embed(image, times=3), "svg")
    made: list[Image.Image] = []

    def make(frame: Image.Image, *_: object) -> Image.Image:
        made.append(frame)
        return make_image()

    monkeypatch.setattr(pictures, "make_plain", make)
    problem = refuse(embed(image, times=100))
    assert problem.message.startswith(f"x.svg: expected at most {PICTURE_PIXELS:,} pixels")
    assert len(made) == 3
    # Those of drawings within the drawing too, however deep.
    inner = embed(embed(image, times=2), "svg+xml")
    assert f"{PICTURE_PIXELS:,} pixels" in refuse(embed(inner, "svg+xml", times=2)).message


def test_the_embedded_images_are_counted() -> None:
    image = encode(Image.new("1", (1, 1)), "PNG")
    assert remake(embed(image, times=PICTURE_FRAMES), "svg")
    problem = refuse(embed(image, times=PICTURE_FRAMES + 1))
    assert f"{PICTURE_FRAMES} frames, icons or embedded images" in problem.message


def test_the_bytes_of_all_drawings_within_are_counted_together() -> None:
    half = f"<svg {NS}>{' ' * (DRAWING_BYTES // 3)}</svg>".encode()
    assert remake(embed(half, "svg+xml"), "svg")
    problem = refuse(embed(embed(half, "svg+xml"), "svg+xml"))
    assert f"{DRAWING_BYTES:,} bytes, with the drawings in it" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8-sig"])
def test_other_encodings_become_utf_8(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><svg {NS}><text>Größe</text></svg>'
    assert "Größe" in remake(text.encode(encoding), "svg").decode()


def test_a_long_style_is_read_as_one() -> None:
    # The parser hands text on in pieces, and an import must not hide where two of them meet.
    style = "a{}" * 5000
    made = clean(f"<style>{style}@import url(http://x.example/);{style}</style>")
    assert "@" not in made
    assert made.count("a{}") == 10_000


def test_the_words_are_those_of_svg() -> None:
    assert not {"script", "foreignObject", "title", "desc", "metadata"} & ELEMENTS
    assert not [it for it in PLAIN | STYLED if it.startswith("on") or "href" in it]
    assert not PLAIN & STYLED


NAMES = st.sampled_from(
    [*sorted(ELEMENTS)[:12], "style", "text", "set", "use", "image", "script", "x:y", "title"]
)
KEYS = st.sampled_from(
    ["id", "href", "xlink:href", "style", "fill", "begin", "onload", "attributeName", "x"]
)
VALUES = st.one_of(
    st.sampled_from(
        ["#a", "url(#a)", "url(http://canary/)", r"u\72l(//canary)", "javascript:canary",
         "@import 'http://canary'", "a.click", "fill:url(//canary);x:y", "\\", "/*", "*/", '"', "'", "url(", ")"]
    ),
    st.text(alphabet="ur(l)#:/;'\\*@ import{}\"2 7", max_size=20),
)  # fmt: skip


def write(draw: st.DrawFn, depth: int) -> Iterator[str]:
    from xml.sax.saxutils import escape, quoteattr

    name = draw(NAMES)
    keys = draw(st.dictionaries(KEYS, VALUES, max_size=3))
    yield f"<{name} " + " ".join(f"{key}={quoteattr(value)}" for key, value in keys.items()) + ">"
    yield escape(draw(VALUES))
    if depth:
        for _ in range(draw(st.integers(0, 3))):
            yield from write(draw, depth - 1)
    yield f"</{name}>"


@st.composite
def draw_drawings(draw: st.DrawFn) -> str:
    return f"<svg {NS} xmlns:x='x'>" + "".join(write(draw, 3)) + "</svg>"


LOADS = re.compile(
    r"url\(\s*['\"]?(?!#)[^)]|@import|\son\w+=|href=\"(?!#)|<script|\\", re.IGNORECASE
)


@settings(max_examples=300)
@given(draw_drawings())
def test_nothing_that_loads_or_runs_survives(text: str) -> None:
    made, problems = make_picture("x.svg", text.encode())
    if made is None:
        assert problems
        return
    # An address within the drawing is no style, so nothing is spelled out in it.
    outside = re.sub(r' href="#[^"]*"', "", made.decode())
    outside = re.sub(r"<text[^>]*>[^<]*|<(?:a|tspan|textPath)\b[^>]*>[^<]*", "", outside)
    assert not LOADS.search(outside)
    assert make_picture("x.svg", made)[0] == made


@given(st.binary(max_size=300))
def test_any_bytes_give_a_drawing_or_one_sentence(data: bytes) -> None:
    for start in (b"", b"<svg>", b'<?xml version="1.0"?><svg '):
        made, problems = clean_drawing("x.svg", start + data, lambda *_: None)
        assert (made is None) == (len(problems) == 1)
