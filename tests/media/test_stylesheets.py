"""Styles: what they draw stays; addresses, imports, comments and programs' own words go."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpdsite.media.stylesheets import clean_declarations, clean_style, clean_value


@pytest.mark.parametrize(
    "style",
    [
        ".a{fill:url(#g);stroke:#e30613}",
        '.a > .b + c[d="e"]::f { font-family: "Liberation Sans", serif }',
        "@media (prefers-color-scheme: dark) { svg { color: #fff } }",
        "@font-face{font-family:X;src:url(data:font/woff2;base64,AA+/==)}",
        '@font-face{src:url("data:application/font-woff;charset=utf-8;base64,AA==") format("woff")}',
        "a{marker-end:url('#m');transform:rotate(45deg) translate(1px,2px)}",
        "@keyframes k { from { opacity: 0 } }",
    ],
)
def test_what_draws_stays_as_it_is(style: str) -> None:
    assert clean_style(style) == style
    assert clean_value(style) == style


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("a{} /* words */ b{}", "a{}   b{}"),
        ("a{} /* no end", "a{}"),
        ("<!-- a{} -->", "a{}"),
        ('@import "x.css"; a{}', "a{}"),
        ("@IMPORT url(//x.example);a{}", "a{}"),
        ("@imp@import x;ort 'y';", "@imp ort 'y';"),
        ("@namespace a url(http://x.example/);", ""),
        ("a{fill:url(http://x.example/)}", "a{fill:none}"),
        ("a{fill:URL( 'x.svg#a' )}", "a{fill:none}"),
        ("a{fill:url(data:image/svg+xml,x)}", "a{fill:none}"),
        ("a{fill:url(data:font/woff2;base64,A(A)}", "a{fill:none}"),
        ("a{fill:url(http://x.example/", "a{fill:none"),
        (r"a{fill:u\72 l(//x.example)}", "a{fill:none}"),
        (r"a{fill:\75\72\6c(//x.example)}", "a{fill:none}"),
        (r"@\69mport 'x';", ""),
        ("@im/**/port 'x';", "@im port 'x';"),
        (r"@im/\2a x*/port 'x';", "@im/x*/port 'x';"),
        ('a{cursor:image-set("a.png" 1x)}', 'a{cursor:none("a.png" 1x)}'),
        ('a{cursor:-webkit-image-set(url("a.png") 1x)}', "a{cursor:none(none 1x)}"),
        ("a{x:image-set(IMAGE-set() 'a')}", "a{x:none(none() 'a')}"),
        ('a{content:"http://x.example"}', 'a{content:""}'),
        (r'a{font-family:"\5FAE"}', 'a{font-family:"微"}'),
    ],
)
def test_what_loads_or_tells_goes(style: str, left: str) -> None:
    assert clean_style(style) == left
    assert clean_value(style) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("fill:red; stroke : blue ;", "fill:red;stroke:blue"),
        ("-inkscape-stroke:none;-sodipodi-x:y;fill:red", "fill:red"),
        ("font-family:'A;B:C';fill:red", 'font-family:"";fill:red'),
        ("font-family:'A;B';fill:url(#a;b)", "font-family:'A;B';fill:url(#a;b)"),
        ("--own:1;nonsense;:x", "--own:1"),
        ("fill:red}a{x:y", "fill:red}a{x:y"),
        ("o-inkscape-x:y;x-words:z;mix-blend-mode:screen", "mix-blend-mode:screen"),
        ("text-align:center;animation:k 2s;transform:rotate(1deg)",) * 2,
        ("(((", ""),
    ],
)
def test_declarations(text: str, left: str) -> None:
    assert clean_declarations(text) == left


PIECES = st.lists(
    st.sampled_from(
        ["@import", "@imp", "ort", "url(", "u", "rl(", ")", "'", '"', "//x", "#a", "\\", "72", "/*", "*/", ";", "{", "}", " ", "<!--", "-->", "data:font/woff2;base64,", "image-set("]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=1000)
@given(PIECES)
def test_nothing_comes_together_that_was_apart(text: str) -> None:
    made = clean_style(text)
    assert not re.search(r"@import\b", made)
    assert "\\" not in made
    assert "/*" not in made
    assert clean_style(made) == made


@pytest.mark.parametrize(
    "piece", ["url(", "/*", '"', "@import", "\\", "image-set(", "url('", "a:b;("]
)
def test_long_nonsense_is_read_at_once(piece: str) -> None:
    clean_style(piece * 100_000)
    clean_declarations(piece * 100_000)
