"""Markdown to sanitised HTML."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.prose import convert
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.fragment import Placement, write_fragment
from cpdsite.prose.tree import find_text, parse_html, walk
from tests.properties import check_property


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        pytest.param("*a* **b** `c`", ["<em>a</em>", "<strong>b</strong>", "<code>c</code>"], id="inline"),
        pytest.param("a | b\n--|--:\n1 | 2", ["<table>", '<td align="right">2</td>'], id="table"),
        pytest.param("```python\nx = 1 < 2\n```", ['<code class="language-python">x = 1 &lt; 2'], id="fence"),
        pytest.param("A[^1].\n\n[^1]: Note.", ['href="#fn:1"', 'id="fn:1"', 'id="fnref:1"'], id="footnote"),
        pytest.param("Term\n:   Meaning", ["<dt>Term</dt>", "<dd>Meaning</dd>"], id="definition-list"),
        pytest.param(
            "- [x] done\n- [ ] open",
            ['<li class="task-list-item">', 'type="checkbox"', 'checked=""'],
            id="task-list",
        ),
        pytest.param("CPD\n\n*[CPD]: Growth", ['<abbr title="Growth">CPD</abbr>'], id="abbreviation"),
        pytest.param("### A heading", ['<h3 id="a-heading">A heading</h3>'], id="heading-id"),
        pytest.param("<details open><summary>S</summary>x</details>", ["<details open", "<summary>S"], id="html"),
        pytest.param("[a](b.md) <https://a.example>", ['<a href="b.md">a</a>', '<a href="https://a.example">'], id="links"),
        pytest.param("Zoë & Åsa", ["Zoë &amp; Åsa"], id="letters"),
        pytest.param("Text <![ odd", ["&lt;![ odd"], id="odd-declaration"),
    ],
)  # fmt: skip
def test_what_people_write_survives(source: str, parts: list[str]) -> None:
    html = convert_markdown(source)
    for part in parts:
        assert part in html, html


@pytest.mark.parametrize(
    "source",
    ["[a]: https://a.example", "[^1]: A note.", "*[CPD]: Growth", "# Same"],
    ids=["reference", "footnote", "abbreviation", "heading"],
)
def test_nothing_of_one_text_leaks_into_the_next(source: str) -> None:
    text = "[a], CPD and [^1].\n\n# Same"
    before = convert_markdown(text)
    convert_markdown(f"{source}\n\n[a] CPD [^1]")
    assert convert_markdown(text) == before


def test_a_text_nested_too_deeply_is_shown_as_written_and_spoils_nothing() -> None:
    source = "\n".join("    " * depth + f"- item {depth}" for depth in range(300))
    before = convert_markdown("- a\n    - b")
    html = convert_markdown(source)
    assert find_text(parse_html(html)).strip() == source
    assert [element.name for element in walk(parse_html(html))] == ["pre"]
    assert convert_markdown("- a\n    - b") == before


@check_property
@given(st.text())
def test_every_text_can_be_converted(source: str) -> None:
    assert convert_markdown(source) == convert_markdown(source)


PIECES = [
    "# a", "## b\n", "- ", "* ", "1. ", "1) ", "[ ] ", "[x] ", "[^1]", "[^1]: n\n", "*[AB]: c\n",
    "AB", "|a|b|\n|-|-|\n|1|2|\n", "\n", "\n\n", "```\n", "~~~\n", "x", "term\n:   def\n", "---\n",
    "===\n", "    ", ">", "`", "**", "_", "<div>", "</div>", ":", "  : ", "\\|", "|", "[l](u)",
    "![i](s)", "&amp;", "<!-- c -->", "a ",
]  # fmt: skip


@check_property
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_the_extensions_left_out_would_have_changed_nothing(pieces: list[str]) -> None:
    source = "".join(pieces)
    every = {name: re.compile("") for name in convert.EXTENSIONS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convert, "NEEDS", every)
        expected = convert.convert_markdown(source)
    assert convert.convert_markdown(source) == expected


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("one question <first>: who?", "one question &lt;first&gt;: who?"),
        ("Vec<T> and <TBC>.", "Vec&lt;T&gt; and &lt;TBC&gt;."),
        ("</first> a <b>bold</b>", "&lt;/first&gt; a <b>bold</b>"),
        ("a <script>alert(1)</script> b", "a  b"),
        ("a <iframe src='x'></iframe> b", "a  b"),
        ("a <x <script>alert(1)</script>", "a &lt;x "),
    ],
)
def test_words_in_angle_brackets_stay_and_elements_that_pages_do_not_hold_go(
    source: str, shown: str
) -> None:
    assert convert.convert_markdown(source) == f"<p>{shown}</p>"


def test_numbers_of_characters_that_no_page_can_hold_give_none() -> None:
    assert convert_markdown("a&#1;b&#x1f;c&#65534;d &#233;") == "<p>abcd é</p>"


@pytest.mark.parametrize("number", ["&#1;", "&#x7f;", "&#xfffe;", "&#xffff;", "&#8;"])
@pytest.mark.parametrize(
    "text",
    ["[a](java{}script:go)", '<a href="vbscript{}:go">a</a>', "[a](data{}:text/html,x)"],
)
def test_a_character_that_goes_makes_no_scheme_of_what_stays(number: str, text: str) -> None:
    html = convert_markdown(text.format(number))
    assert "href" not in html
    assert ">a<" in html


@pytest.mark.parametrize("address", ["javascript:go", "JAVA\tSCRIPT:go", " data:x", "file:///etc"])
def test_a_link_that_the_sanitiser_would_let_through_is_looked_at_again(address: str) -> None:
    link = f'<p><a href="{escape(address)}">words</a></p>'
    assert write_fragment(link, Placement((), "x-")) == "<p><span>words</span></p>"


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p onclick='x'>a<script>b</script></p>", "<p>a</p>"),
        ("<p>a&#1;b &lt;TBC&gt;</p>", "<p>ab &lt;TBC&gt;</p>"),
        (
            '<input type="checkbox" checked="checked" />',
            '<input type="checkbox" checked="checked">',
        ),
        ('<a href="java&#1;script:x">a</a>', "<a>a</a>"),
    ],
)
def test_html_of_others_is_cleaned(html: str, cleaned: str) -> None:
    assert convert.clean_html(html) == cleaned
