"""HTML as a tree, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.tree import (
    DEEPEST,
    VOID,
    Document,
    Element,
    find_text,
    parse_html,
    walk,
    write_html,
)
from tests.properties import check_property
from tests.prose.hostile import HOSTILE

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
ATTRIBUTES = st.dictionaries(st.sampled_from(["href", "id", "title"]), st.text(), max_size=2)


def join_texts(nodes: Document) -> Document:
    """Return nodes without two texts in a row, which HTML cannot tell apart."""
    joined: list[Element | str] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
    return tuple(joined)


def make_elements(inner: st.SearchStrategy[Element | str]) -> st.SearchStrategy[Element | str]:
    """Return elements that hold some nodes."""
    return st.builds(
        lambda name, attributes, nodes: Element(
            name, tuple(attributes.items()), () if name in VOID else join_texts(tuple(nodes))
        ),
        st.sampled_from(["p", "em", "a", "li", "pre", "br", "img"]),
        ATTRIBUTES,
        st.lists(inner, max_size=3),
    )


DOCUMENTS = st.lists(st.recursive(TEXTS, make_elements, max_leaves=8), max_size=4).map(
    lambda nodes: join_texts(tuple(nodes))
)


@check_property
@given(DOCUMENTS)
def test_a_tree_that_is_written_reads_back_as_the_same(document: Document) -> None:
    assert parse_html(write_html(document)) == document


@check_property
@given(HOSTILE)
def test_sanitised_html_is_written_back_as_it_was_read(source: str) -> None:
    document = parse_html(convert_markdown(source))
    assert parse_html(write_html(document)) == document


def test_html_is_read_into_elements_and_text() -> None:
    html = '<p id="a">x &amp; <em title="&quot;q&quot;">y</em><br>z</p><hr>'
    document = parse_html(html)
    assert document == (
        Element(
            "p",
            (("id", "a"),),
            ("x & ", Element("em", (("title", '"q"'),), ("y",)), Element("br"), "z"),
        ),
        Element("hr"),
    )
    assert write_html(document) == html


def test_what_is_left_open_is_closed() -> None:
    assert write_html(parse_html("<p>a <b>b</i>")) == "<p>a <b>b</b></p>"


def test_text_and_attributes_are_escaped() -> None:
    element = Element("a", (("title", "\"'<&>"),), ("<script>&",))
    assert write_html([element]) == ('<a title="&quot;&#x27;&lt;&amp;&gt;">&lt;script&gt;&amp;</a>')


def test_an_attribute_is_looked_up_by_name() -> None:
    element = Element("input", (("checked", ""), ("type", "checkbox")))
    assert (element.get("checked"), element.get("type"), element.get("id")) == (
        "",
        "checkbox",
        None,
    )


def test_elements_are_walked_in_the_order_of_the_document() -> None:
    document = parse_html("<ul><li>a<b>b</b></li><li>c</li></ul><p>d</p>")
    assert [element.name for element in walk(document)] == ["ul", "li", "b", "li", "p"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b></p>", "One two"),
        ("one<br>two", "one two"),
        ('<img alt="A chart" src="a.png">', "A chart"),
        ('<img src="a.png">', ""),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_the_text_of_a_tree_has_no_markup(html: str, text: str) -> None:
    assert find_text(parse_html(html)) == text


def test_elements_nested_too_deeply_give_up_their_tags_and_keep_their_text() -> None:
    html = "<b>" * 3000 + "deep<br>" + "</b>" * 3000 + "<p>after</p>"
    document = parse_html(html)
    assert len([it for it in walk(document) if it.name == "b"]) == DEEPEST
    assert find_text(document) == "deep after"
    assert document[-1] == Element("p", (), ("after",))
