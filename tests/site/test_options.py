"""What the stylesheet of the options sees, and that no name can break out of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.person import Membership
from cpdsite.portfolio.scheme import Column
from cpdsite.prose.passage import read_passage
from cpdsite.render.pages import make_render
from cpdsite.render.theme import load_theme
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import make_options
from cpdsite.site.views import OptionsView
from tests.conftest import MakeSite
from tests.portfolio.values import make_activity, make_person, make_scheme
from tests.properties import check_property
from tests.site.directories import make_small
from tests.site_maker import build, compose_site, find_urls, find_view, read_tree

FOLIO, PROBLEMS = load_theme(Path(__file__).parent, "folio", ())
assert FOLIO
assert not PROBLEMS
OPTIONS = FOLIO.look.options
RENDER = make_render(FOLIO, {}, read_passage)

HELD = (
    Membership("ikt", "77", "associate", PartialDate(2020)),
    Membership("ikt", "", "member", PartialDate(2024)),
    Membership("other", "88"),
)


def view_options(name: str, *memberships: Membership) -> OptionsView:
    """Return what folio's stylesheet of the options sees of a person."""
    person = make_person(memberships=memberships)
    return make_options(OPTIONS, make_small(person=replace(person, name=name)))


def write_options(view: OptionsView) -> str:
    """Return folio's stylesheet of the options."""
    return RENDER(Rendered("/assets/options.css", "options.css", lambda: view, "a test")).decode()


@pytest.mark.parametrize(
    ("memberships", "running"),
    [
        ((), "Ada"),
        (HELD, "Ada \N{MIDDLE DOT} 77"),
        ((Membership("ikt", "", "member"),), "Ada"),
        ((Membership("other", "88"),), "Ada"),
    ],
)
def test_the_running_head_is_the_name_and_the_number_of_the_first_scheme(
    memberships: tuple[Membership, ...], running: str
) -> None:
    assert view_options("Ada", *memberships).running == running


@pytest.mark.parametrize(
    ("public", "expected"), [("number", "Ada \N{MIDDLE DOT} 4711"), ("", "Ada")]
)
def test_the_running_head_shows_a_number_only_if_it_is_public(
    site: MakeSite, public: str, expected: str
) -> None:
    profile = (
        '---\nname: Ada\nmemberships: [{scheme: ikt, number: "4711", grade: member}]\n'
        f"public: [{public}]\n---\n"
    )
    root = site({"cpdsite.toml": "", "content/profile.md": profile})
    composed = compose_site(root)
    (url,) = (it for it in find_urls(composed) if it.startswith("/assets/options."))
    assert find_view(composed, url, OptionsView).running == expected
    build(root)
    shown = [name for name, content in read_tree(root / "public").items() if b"4711" in content]
    assert (url[1:] in shown) == bool(public)
    assert bool(shown) == bool(public)


def test_the_widths_are_those_of_the_columns_of_all_schemes_each_once() -> None:
    one = make_scheme(Column("A", ("dates",), 60), Column("B", ("title",), 40))
    two = replace(make_scheme(Column("A", ("dates",), 100)), id="two")
    three = replace(make_scheme(Column("A", ("dates",), 40), Column("B", ("title",), 60)), id="3")
    directory = make_small(make_activity(), schemes=(one, two, three))
    view = make_options(OPTIONS, directory)
    assert view.widths == (40, 60, 100)
    lines = write_options(view).splitlines()
    assert [line for line in lines if line.startswith(".w")] == [
        f".w{width}{{width:{width}%}}" for width in (40, 60, 100)
    ]


HEAD = "@page { @top-left { content: "
FIRST = "@page {}:first {{ @top-left {{ content: none }} }}"
CLOSED_TEXT = re.compile(r'"([^"\\\n\r\f\0]*)"')
"""A text of CSS without escapes: only a quote, a backslash or the end of a line could end it."""


@check_property
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=9))
@example('Ada "the first" \\ Example', "")
@example("</style><script>pwned()</script>", "")
@example('"} } body { display: none } @page { @top-left { content: "', "")
@example("a\nb\rc\fd\x0be\x85f\u2028g", "1\n2")
@example("\\22 } body { display: none }", "\\")
@example("/* ", "*/")
@example("\0", "{% x %} {{ y }}")
def test_no_name_and_no_number_can_break_the_stylesheet(name: str, number: str) -> None:
    view = view_options(name, Membership("ikt", number))
    written, plain = write_options(view), write_options(replace(view, running="Ada"))
    before, opening, after = written.partition(HEAD)
    assert (before, opening) == plain.partition(HEAD)[:2]
    # The signs that could bend the text are taken out; a NUL stands for itself or a mark.
    end = " } }\n" + "\n".join(FIRST.format(name) for name in ("a4", "letter"))
    assert after.rstrip("\n").endswith(end)
    found = CLOSED_TEXT.fullmatch(
        after.rstrip("\n").removesuffix(end).replace("\0", "\N{REPLACEMENT CHARACTER}")
    )
    assert found
    words = view.running.replace("\\", "").replace('"', "\N{RIGHT SINGLE QUOTATION MARK}")
    assert found[1] == words.replace("\0", "\N{REPLACEMENT CHARACTER}")
