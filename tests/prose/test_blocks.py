"""Blocks of runs: what a passage is where it is no page."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.prose.blocks import (
    Block,
    Cell,
    Code,
    Grid,
    Item,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Style,
    make_blocks,
    write_plain,
)
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.tree import VOID, Document, Element, parse_html
from tests.properties import check_often
from tests.prose.hostile import HOSTILE
from tests.prose.test_markdown import AWKWARD

BOLD = Style(bold=True)
ITALIC = Style(italic=True)


def read(html: str, links: dict[str, str] | None = None) -> tuple[Block, ...]:
    return make_blocks(parse_html(html), links or {})


def say(*texts: str | Run) -> Paragraph:
    return Paragraph(tuple(it if isinstance(it, Run) else Run(it) for it in texts))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a <b>b</b><i>c</i></p>", say("a ", Run("b", BOLD), Run("c", ITALIC)), id="emphasis"),
        pytest.param("<p><strong>a <em>b</em></strong></p>",
                     say(Run("a ", BOLD), Run("b", Style(bold=True, italic=True))), id="both"),
        pytest.param("<p><kbd>a</kbd><del>b</del><sup>c</sup><sub>d</sub></p>",
                     say(Run("a", Style(code=True)), Run("b", Style(struck=True)),
                         Run("c", Style(raised=True)), Run("d", Style(lowered=True))), id="looks"),
        pytest.param("<p><cite>a</cite> <u>b</u> <span>c</span></p>", say(Run("a", ITALIC), " b c"), id="others"),
        pytest.param("<p> a\n\t<em> b </em> c <br> d <br></p>",
                     say("a ", Run("b ", ITALIC), "c\nd"), id="white-space"),
        pytest.param("<p>a\xa0b\u2028c</p>", say("a\xa0b c"), id="odd-space"),
        pytest.param("<h3 id='x'>Head <em>x</em></h3>",
                     say(Run("Head ", BOLD), Run("x", Style(bold=True, italic=True))), id="heading"),
        pytest.param("<p>a <img alt='b  c' src='x'> d<img src='y'></p>", say("a b c d"), id="image"),
        pytest.param("<p>a <q>b</q></p>", say("a \u201cb\u201d"), id="quoted"),
        pytest.param("<p><abbr title='T'>CPD</abbr></p>", say("CPD"), id="abbreviation"),
        pytest.param("<p>re<wbr>cord</p>", say("record"), id="break-chance"),
        pytest.param("<pre><code>a\n\n  b\n</code></pre>", Code("a\n\n  b"), id="code"),
        pytest.param("<hr>", Rule(), id="rule"),
        pytest.param("<blockquote><p>a</p></blockquote>", Quotation((say("a"),)), id="quotation"),
        pytest.param("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>",
                     Items((Item((say("a"),)), Item((say("b"), say("c"))))), id="list"),
        pytest.param("<ol start='3'><li>a<ul><li>b</li></ul></li></ol>",
                     Items((Item((say("a"), Items((Item((say("b"),)),)))),), 3), id="nested"),
        pytest.param("<ol start='0'><li>a</li></ol>", Items((Item((say("a"),)),), 1), id="from-nought"),
        pytest.param("<ol start='x'><li>a</li></ol>", Items((Item((say("a"),)),), 1), id="no-number"),
        pytest.param("<ul><li>a</li><ul><li>b</li></ul></ul>",
                     Items((Item((say("a"), Items((Item((say("b"),)),)))),)), id="list-within-list"),
        pytest.param("<ul><li><input type='checkbox' checked> a</li><li><p><input type='checkbox'> b</p></li></ul>",
                     Items((Item((say("a"),), checked=True), Item((say("b"),), checked=False))), id="tasks"),
    ],
)  # fmt: skip
def test_elements_become_blocks(html: str, expected: Block) -> None:
    assert read(html) == (expected,)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("a <b>b</b><p>c</p>d", (say("a ", Run("b", BOLD)), say("c"), say("d")), id="loose"),
        pytest.param("<dl><dt>T</dt><dd>m</dd></dl>", (say(Run("T", BOLD)), say("m")), id="definition"),
        pytest.param("<details><summary>S</summary>x</details>", (say(Run("S", BOLD)), say("x")), id="details"),
        pytest.param("<figure><img alt='i'><figcaption>c</figcaption></figure>", (say("i"), say("c")), id="figure"),
        pytest.param("<a href='https://a.example'><div>x</div></a>", (say(Run("x", url="https://a.example")),),
                     id="link-around-blocks"),
        pytest.param("<p> </p><ul><li></li></ul><blockquote></blockquote><pre>\n</pre><table></table><p><br></p>",
                     (), id="nothing"),
    ],
)  # fmt: skip
def test_what_is_no_block_of_its_own_becomes_what_comes_nearest(
    html: str, expected: tuple[Block, ...]
) -> None:
    assert read(html) == expected


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+441", "tel:+441"),
        (" https://a.example\n/b", "https://a.example/b"),
        ("b.md", "https://site.example/b/"),
        ("gone.md", ""),
        ("other.md", ""),
        ("#part", ""),
        ("//a.example", ""),
        ("ftp://a.example", ""),
        ("javascript:go", ""),
        ("java\tscript:go", ""),
        ("https:", ""),
        ("", ""),
    ],
)
def test_links_lead_to_absolute_addresses_or_nowhere(address: str, url: str) -> None:
    links = {"b.md": "https://site.example/b/", "gone.md": ""}
    document = (Element("a", (("href", address),), ("x",)),)
    assert make_blocks(document, links) == (say(Run("x", url=url)),)


def test_a_mapped_address_is_looked_at_too() -> None:
    document = (Element("a", (("href", "b.md"),), ("x",)),)
    assert make_blocks(document, {"b.md": "javascript:go"}) == (say("x"),)


def test_footnotes_are_raised_numbers_and_a_list_without_links_back() -> None:
    blocks = read(convert_markdown("A[^n]. B[^n].\n\n[^n]: Note."))
    raised = Run("1", Style(raised=True))
    assert blocks == (
        say("A", raised, ". B", raised, "."),
        Rule(),
        Items((Item((say("Note."),)),), 1),
    )


def test_tables_have_heads_and_alignment_and_rows_of_one_length() -> None:
    html = (
        "<table><caption>C</caption><thead><tr><td>a</td><th align='right'>b</th></tr></thead>"
        "<tr><td rowspan='2'>c<ul><li>d</li></ul></td><td align='x'>e</td></tr>"
        "<tr><td>f</td></tr><tr><th colspan='3'>g</th></tr></table>"
    )
    g, empty = Cell((Run("g"),), is_head=True), Cell(())
    head = (
        Cell((Run("a"),), is_head=True),
        Cell((Run("b"),), is_head=True, align="right"),
        Cell((), is_head=True),
    )
    rows = (
        head,
        (Cell((Run("c"), Run("\n"), Run("d"))), Cell((Run("e"),)), empty),
        (empty, Cell((Run("f"),)), empty),
        (g, Cell((), is_head=True), Cell((), is_head=True)),
    )
    assert read(html) == (say("C"), Grid(rows))


def test_deep_trees_are_read() -> None:
    for name in ("blockquote", "em", "div"):
        blocks = read(f"<{name}>" * 300 + "word" + f"</{name}>" * 300)
        assert write_plain(blocks).endswith("word")


def find_words(nodes: Document) -> Iterator[str]:
    """Yield the text of a tree, without the marks of links back."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name == "img":
            yield node.get("alt") or ""
        else:
            yield from find_words(node.children)


def without_numbers(nodes: Document) -> Document:
    """Return a tree whose plain text has no marks with letters: no numbers, no ticks, no addresses."""
    return tuple(
        node
        if isinstance(node, str)
        else Element("ul" if node.name == "ol" else node.name, (
            *(it for it in node.attributes if it[0] in ("alt", "class", "colspan", "rowspan")),
        ), without_numbers(node.children))
        for node in nodes
    )  # fmt: skip


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


@check_often(60)
@given(st.one_of(AWKWARD, HOSTILE))
def test_plain_text_keeps_all_words_in_their_order(source: str) -> None:
    tree = without_numbers(parse_html(convert_markdown(source)))
    assert letters(write_plain(make_blocks(tree, {}))) == letters("".join(find_words(tree)))


def find_paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of every paragraph and cell, and check what every block keeps to."""
    for block in blocks:
        match block:
            case Paragraph():
                assert block.runs
                yield block.runs
            case Items():
                assert block.items
                for item in block.items:
                    assert item.blocks
                    yield from find_paragraphs(item.blocks)
            case Quotation():
                assert block.blocks
                yield from find_paragraphs(block.blocks)
            case Grid():
                assert len({len(row) for row in block.rows}) == 1
                yield from (cell.runs for row in block.rows for cell in row if cell.runs)
            case Code():
                assert block.text.strip()
            case Rule():
                pass


@check_often(60)
@given(st.one_of(AWKWARD, HOSTILE))
def test_no_block_is_empty_and_no_run_has_odd_white_space(source: str) -> None:
    for runs in find_paragraphs(make_blocks(parse_html(convert_markdown(source)), {})):
        text = "".join(run.text for run in runs)
        assert all(run.text for run in runs)
        assert text == text.strip(" \n")
        assert not re.search(r"[\t\r\f\v\u2028\u2029]|  | \n|\n ", text)
        assert all(
            not run.url or re.match(r"(?:https?://|mailto:|tel:)\S", run.url, re.IGNORECASE)
            for run in runs
        )


def test_void_elements_that_mean_nothing_here_are_passed_over() -> None:
    assert {"wbr", "col"} <= VOID
    assert read("<p>a<input type='text'>b</p><table><colgroup><col></colgroup></table>") == (
        say("ab"),
    )
