"""Text and HTML that Markdown reads as they are."""

import pytest

from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.escapes import (
    Place,
    close_tag,
    escape_text,
    guard_lines,
    open_tag,
    write_raw,
)
from cpdsite.prose.tree import Element, find_text, parse_html


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        ("a * b snake_case *c* _d_", Place(), r"a * b snake_case \*c\* \_d\_"),
        ("* a", Place(), r"\* a"),
        ("`a`", Place(), r"\`a\`"),
        ("`a|b`", Place(in_cell=True), r"&#96;a\|b&#96;"),
        ("a|b", Place(), "a|b"),
        ("a|b", Place(bars=True), r"a\|b"),
        ("[sic] [a](b) [a][b] [a]: b", Place(), r"[sic] \[a](b) \[a][b] \[a]: b"),
        ("[^1] [x] [ ] []", Place(), r"\[^1] \[x] \[ ] \[]"),
        ("[sic] a]", Place(in_link=True), r"\[sic\] a\]"),
        ("R&D &amp; &#1; &x", Place(), "R&D &amp;amp; &amp;#1; &x"),
        ("1 < 2 <b> </b> <!-- <? <", Place(), "1 < 2 &lt;b> &lt;/b> &lt;!-- &lt;? <"),
        (r"C:\x \* a\\", Place(), r"C:\x \\\* a\\\\"),
        ("a ! b!", Place(), "a ! b!"),
    ],
)
def test_only_what_would_be_read_is_escaped(text: str, place: Place, written: str) -> None:
    assert escape_text(text, place, "", is_last=True) == written


@pytest.mark.parametrize(
    ("text", "written"), [("a!", r"a\!"), ("a<", "a&lt;"), ("a\\", r"a\\"), ("a_", r"a\_")]
)
def test_what_stands_before_markup_is_escaped_for_it(text: str, written: str) -> None:
    assert escape_text(text, Place(), "", is_last=False) == written


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("# a", r"\# a"),
        ("#a", r"\#a"),
        ("> a", r"\> a"),
        ("- a", r"\- a"),
        ("-a", "-a"),
        ("---", r"\---"),
        ("-", r"\-"),
        ("+ a", r"\+ a"),
        ("1986. a", r"1986\. a"),
        ("1986.", r"1986\."),
        ("3.5 a", "3.5 a"),
        (": a", "&#58; a"),
        (":a", ":a"),
        ("===", "&#61;=="),
        ("~~~ a", "&#126;~~ a"),
        ("\xa0a\u2003", "&#160;a&#8195;"),
        ("a  \n- b", "a  \n\\- b"),
    ],
)
def test_no_line_begins_a_block(line: str, written: str) -> None:
    assert guard_lines(line, Place()) == written
    assert find_text(parse_html(convert_markdown(written))).split() == line.split()


def test_what_does_not_begin_a_line_keeps_its_marks() -> None:
    assert guard_lines("# a\xa0", Place(opens=False)) == "# a&#160;"


def test_attributes_hold_nothing_that_markdown_reads() -> None:
    value = "a`*_b_*`[c](d)![e]\\*\n\t|<x> & \"'"
    element = Element("a", (("title", value),), ("x",))
    for before, after in (("", ""), ("a | ", "\n--|--\n1 | 2")):
        html = convert_markdown(f"{before}{open_tag(element)}x{close_tag(element)}{after}")
        assert f"{Element('a', (('title', value),)).get('title')}" in [
            it.get("title") for it in _walk(html)
        ]
    assert close_tag(Element("br")) == ""


def _walk(html: str) -> list[Element]:
    found = [it for it in parse_html(html) if isinstance(it, Element)]
    for it in found:
        found.extend(child for child in it.children if isinstance(child, Element))
    return found


def test_raw_html_stays_on_one_line() -> None:
    tree = parse_html("<div>a &amp; *b*\n\t<br><i class='x'>c</i></div>")
    raw = write_raw(tree)
    assert raw == '<div>a &amp; *b*&#10;&#9;<br><i class="x">c</i></div>'
    assert parse_html(convert_markdown(raw)) == tree
