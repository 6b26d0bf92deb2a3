"""Any settings, schemes, themes and templates: a value or problems, never an exception."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.schemes import read_scheme
from cpdsite.errors import Problem
from cpdsite.limits import SETTINGS_BYTES
from cpdsite.settings import TOP_KEYS, find_base_url_mistake, read_settings
from cpdsite.shipped import find_shipped
from cpdsite.text import decode_text
from tests.fuzz.toml_text import make_toml, spoil
from tests.fuzz.well_formed import CODES, find_faults
from tests.fuzz.whole_site import check_and_build
from tests.properties import check_often
from tests.site_maker import BARE, SITES, Files, build, make_site, write_entry

INVALID = SITES.with_name("sites_invalid")
Read = Callable[[bytes], tuple[object, tuple[Problem, ...]]]

SETTINGS_KEYS = {
    "": TOP_KEYS,
    "[record]": ("from", "to", "note"),
    "[theme]": ("name", "accent", "wide", "font"),
    "[extra]": ("x",),
    "[scheme]": ("x",),
    "[[lists]]": ("x",),
    "[other]": ("x",),
}
SCHEME_KEYS = {
    "": ("name", "short_name", "sources", "read_on", "other_types", "grades", "types", "record"),
    "[[grades]]": ("id", "name"),
    "[[types]]": ("id", "name", "synonyms"),
    "[[prompts]]": ("section", "heading", "question"),
    "[record]": ("title", "note", "header", "columns"),
    "[[record.header]]": ("label", "shows", "grade"),
    "[[record.columns]]": ("label", "shows", "width"),
    "[types]": ("x",),
}
THEME_KEYS = {
    "": ("name", "description", "api", "extends", "options"),
    "[options]": ("accent", "wide"),
    "[options.accent]": ("kind", "default", "description", "choices"),
    '[options."a b"]': ("kind", "default", "description", "choices"),
    "[[options.x]]": ("kind",),
}


def all_keys(known: dict[str, tuple[str, ...]]) -> set[str]:
    """Return keys and the names of tables, which are codes of problems as well."""
    headers = {part for header in known for part in header.strip("[]").split(".")}
    return CODES | headers | {key for keys in known.values() for key in keys} | {"table"}


READERS: dict[str, tuple[Read, dict[str, tuple[str, ...]]]] = {
    "settings": (read_settings, SETTINGS_KEYS),
    "scheme": (lambda data: read_scheme("x", "schemes/x.toml", data), SCHEME_KEYS),
}
GOOD = {
    "settings": (SITES / "rich/cpdsite.toml").read_text("utf-8"),
    "scheme": (SITES / "rich/schemes/guild.toml").read_text("utf-8"),
}


def check_reading(name: str, data: bytes) -> None:
    """Read a file, and check what must hold whatever it holds."""
    read, known = READERS[name]
    value, problems = read(data)
    text, _ = decode_text(name, data)
    lines = None if text is None else tuple(text.split("\n"))
    assert find_faults(problems, lines, all_keys(known)) == []
    assert value is not None or problems
    assert (value, problems) == read(data) or "nan" in repr(value)


@pytest.mark.parametrize("name", READERS)
def test_any_bytes(name: str) -> None:
    check_often(60)(given(st.binary(max_size=100))(lambda data: check_reading(name, data)))()


@pytest.mark.parametrize("name", READERS)
def test_any_toml(name: str) -> None:
    strategy = make_toml(READERS[name][1])
    check_often(60)(given(strategy)(lambda text: check_reading(name, text.encode())))()


@pytest.mark.parametrize("name", READERS)
def test_a_good_file_spoiled(name: str) -> None:
    strategy = spoil(GOOD[name])
    check_often(60)(given(strategy)(lambda text: check_reading(name, text.encode())))()


LARGE: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "x = " + "[" * size,
    "closed brackets": lambda size: "x = " + "[" * size + "]" * size,
    "braces": lambda size: "x = " + "{a=" * size,
    "dots": lambda size: ".".join(["a"] * (size // 2)) + " = 1",
    "header": lambda size: "[" + ".".join(["a"] * (size // 2)) + "]",
    "dots on every line": lambda size: "\n".join(
        f"{'a.' * 40}b{at} = 1" for at in range(size // 90)
    ),
    "digits": lambda size: "x = " + "9" * size,
    "keys": lambda size: "\n".join(f"k{at} = 1" for at in range(size // 1_000)),
    "tables": lambda size: "\n".join(f"[[types]]\nid = 'a{at}'" for at in range(size // 2_000)),
    "quotes": lambda size: "x = " + '"' * size,
    "lines": lambda size: "\n" * size,
}


@pytest.mark.parametrize("size", [SETTINGS_BYTES // 10, SETTINGS_BYTES - 1_000, 2 * SETTINGS_BYTES])
@pytest.mark.parametrize("shape", LARGE)
def test_large_files(shape: str, size: int) -> None:
    for name in READERS:
        check_reading(name, LARGE[shape](size).encode())


ADDRESSES = st.one_of(
    st.text(max_size=30),
    st.text("htps:/@[]?#.%\\ \t\n0a\u2100\uff0e", max_size=30).map(lambda text: f"https://{text}"),
)


@check_often(60)
@given(ADDRESSES)
def test_any_address(address: str) -> None:
    mistake = find_base_url_mistake(address)
    assert isinstance(mistake, str)
    if not mistake and "\ud800" <= max(address, default="") <= "\udfff":
        return  # no command line or file can hold it
    if not mistake:
        with tempfile.TemporaryDirectory() as folder:
            root = make_site(Path(folder) / "site", {"content/activities/a.md": write_entry()})
            built = build(root, base_url=address if address.endswith("/") else f"{address}/")
            assert built.has_address


PIECES = [
    "{{", "}}", "{%", "%}", "{#", "#}", " page ", "page.head.title", " extends ", " include ", " block x ",
    " endblock ", '"plain/page.html"', '"entry.html"', '"page.html"', " for a in ", " endfor ", " if ",
    " endif ", " set a = ", "1/0", "1 + 'a'", "page.x", "link(", ")", "asset('x')", "prose(1)", "|", "safe",
    "nothing", "|tojson", "|first", "()", "a.b.c", "range(10)", "[1][9]", "'%d' % 'x'", " macro m() ",
    " endmacro ", " import ", " from ", " call ", "\n", "<p>", "é", "\x00", "{{ page.__class__ }}",
    "{{ (1).__class__.mro() }}", "{{ '%s'|format }}", "{{ loop.index }}", "{{ caller() }}", "{{ 10 ** 6 }}",
    "{{ page() }}", "{{ site.title() }}", "{{ undefined.x }}", "{% include 'page.html' %}",
    "{% extends none %}", "{% include 1 %}", "{{ self.x() }}", "{% filter upper %}", "{{ [] | sum(1, 2, 3) }}",
    "{# From plain/page.html (cpdsite 0.1.0, sha256 0123456789abcdef): x #}\n", "{# From sha256 ", " #}",
    "{{ options.accent }}", "{{ options.items }}", "{{ options[1] }}", "{{ options.x }}",
    "{{ 'a' * 3 }}", "{{ {} < {} }}", "{{ dict(1) }}", "{{ lipsum() | length }}", "{{ cycler() }}",
]  # fmt: skip


def try_site(files: Files, codes: set[str] | None) -> None:
    """Check and build a site that may be wrong in every way."""
    with tempfile.TemporaryDirectory() as folder:
        check_and_build(make_site(Path(folder) / "site", files), codes)


@check_often(10)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_any_template(text: str) -> None:
    try_site(
        {**BARE, "templates/page.html": text, "content/pages/a.md": write_entry(date="")}, CODES
    )


THEMES = st.one_of(
    make_toml(THEME_KEYS),
    spoil((SITES / "rich/themes/child/theme.toml").read_text("utf-8")),
    spoil((INVALID / "theme-options-that-are-lists/themes/mine/theme.toml").read_text("utf-8")),
    spoil(find_shipped("themes", "folio", "theme.toml").read_text("utf-8")),
)
OPTIONS = make_toml({"[theme]": ("accent", "wide", "font", "parts"), "[extra]": ("x",)})


@check_often(15)
@given(THEMES, OPTIONS, st.binary(max_size=20))
def test_any_theme(text: str, options: str, css: bytes) -> None:
    head, found, rest = options.partition("[theme]\n")
    files: Files = {
        "cpdsite.toml": f'{head}[theme]\nname = "mine"\n{rest}' if found else 'theme = "mine"\n',
        "themes/mine/theme.toml": text,
        "themes/mine/static/a.css": b"@import url(" + css + b");",
        "content/activities/a.md": write_entry(),
    }
    try_site(files, None)  # an option of a theme is a code by its own name


@check_often(15)
@given(make_toml(SETTINGS_KEYS), make_toml(SCHEME_KEYS))
def test_any_settings_of_a_site(settings: str, scheme: str) -> None:
    files: Files = {"cpdsite.toml": f'scheme = "own"\n{settings}', "schemes/own.toml": scheme}
    try_site(
        {**files, "content/activities/a.md": write_entry()},
        all_keys(SETTINGS_KEYS) | all_keys(SCHEME_KEYS),
    )
