"""A tree back to Markdown, which reads the same."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.prose.comments import take_comments
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.escapes import write_raw
from cpdsite.prose.likeness import HEADINGS, normalise_tree
from cpdsite.prose.markdown import normalise_markdown, write_markdown
from cpdsite.prose.source import cut_source, share_definitions
from cpdsite.prose.tree import Document, Element, find_text, parse_html
from tests.properties import check_often
from tests.prose.hostile import SNIPPETS

PIECES = [
    "# a", "## b\n", "### c\n", "#", "- ", "* ", "+ ", "1. ", "1) ", "1986. ", "[ ] ", "[x] ", "[^1]",
    "[^1]: n\n", "[^n]: x\n\n    y\n", "*[AB]: c\n", "AB", "|a|b|\n|-|-|\n|1|2|\n", "a | b\n- | -\n1 | 2\n",
    "\n", "\n\n", "  \n", "```\n", "```py\nx\n```\n", "~~~\n", "term\n:   def\n", ":   d\n", "  : ", "---\n",
    "***\n", "===\n", "-", "=", "    ", "        ", ">", "> q\n", "> - l\n", "`", "``", "*", "**", "_", "__b__",
    "*e **s** e*", "***b***", "snake_case", "a*b", "a * b", "R&D", "C#", "C:\\x", "\\", "\\*", "\\|", "|",
    "<div>", "</div>", "<b>b</b>", "<kbd>K</kbd>", "<br>", "<p>", "</p>", "<ul><li>a</ul>",
    "<pre>\n a\n\n\tb</pre>", "<details><summary>s</summary>d</details>", "<h2>H</h2>", "<h3 id='q'>Q</h3>",
    "<dl><dt>a<dd>b</dl>", "<td>", "<a href='x y'>l</a>", "<https://x.y>", "<a@b.c>", "[l](u)", "[x](y 'z')",
    "![i](s)", "[", "]", "(", ")", "!", "<", "&", "&amp;", "&lt;!--", "<!-- c -->", "&nbsp;", "\t", "\xa0",
    "\u2028", "wzxhzdk:0", "///Footnotes Go Here///", "- a\n    - b\n", "1. x\n\n2. y\n", "- [x] t\n", "a ", "x",
]  # fmt: skip
AWKWARD = st.lists(st.sampled_from([*PIECES, *SNIPPETS]), max_size=14).map("".join)


def read(source: str) -> Document:
    return normalise_tree(parse_html(convert_markdown(source)))


def without_given(tree: Document, back: Document) -> Document:
    """Return what came back without the ids that headings got, as they had none."""
    return tuple(
        Element(
            it.name,
            tuple(
                pair
                for pair in it.attributes
                if not (it.name in HEADINGS and pair[0] == "id" and was.get("id") is None)
            ),
            without_given(was.children, it.children),
        )
        if isinstance(it, Element) and isinstance(was, Element)
        else it
        for was, it in zip(tree, back, strict=False)
    ) + tuple(back[len(tree) :])


def settle(tree: Document) -> Document:
    """Return a tree as browsers make it where elements stand where HTML does not allow them."""
    normal = normalise_tree(tree)
    settled = read("\n\n".join(write_raw((it,)) for it in normal))
    return normal if settled == normal else settle(settled)


def check_written(tree: Document) -> str:
    """Write a tree, check that it comes back, and that an entry would hold it in one section."""
    written = write_markdown(tree)
    expected = settle(tree)
    back = read(written)
    assert without_given(expected, back) == expected, written
    assert normalise_markdown(written) == written
    assert take_comments(written) == (written, None)
    assert len(cut_source(written)) == 1, written
    (shared,) = share_definitions((written,))
    assert shared == written or read(shared) == back
    return written


KEPT = [
    "# One",
    "### Three, *slanted*",
    "#### C\\#",
    "Plain words with snake_case, a * b, R&D, 3 < 4, 5 > 4, C:\\data, 50%, [sic] and 3. in the middle.",
    "In 1986. #5 (a) - b + c: d = e | f ~ g {h} \"i\" 'j' !",
    "\\# no heading",
    "1986\\. A great year.",
    "\\- no item",
    "\\> no quotation",
    "&#126;~~",
    "&#58; no definition",
    "a  \n&#61;==",
    "a  \n\\---",
    "\\*stars\\* \\_lines\\_ \\`ticks\\` \\[a](b) !\\[a](b) &lt;b> &amp;amp; &lt;!-- \\\\\\*",
    "\\*\\[CPD]: x",
    "*slanted* **bold** _**a\\_** b_",
    "**bold _both_** and *slanted*",
    "`code` ``a ` b`` `a\\b`",
    '[words](https://a.example/x_y?a=b&c=d "Title") <https://a.example> <a@b.example>',
    '[a \\[b\\]](c.md) ![An image](a.png "T") [![i](s)](u)',
    "One  \ntwo<br>  \nthree",
    'H<sub>2</sub>O, <kbd>Ctrl</kbd>, 10<sup>3</sup>, <del>gone</del>, <mark title="x">*m*</mark>',
    '<a href="a(b">x</a> <a href="x" title="&quot;">y</a> <abbr title="T">CPD</abbr> CPD',
    "- a\n- b\n    - c\n        - d\n- e",
    "- a  \n    b\n- c",
    "3. a\n4. b\n    - c",
    "- a\n\n- b\n\n    c\n\n    - d\n    - e",
    "- a\n\n    > q\n\n- b\n\n        code\n\n        more",
    "- [x] a\n- [ ] b\n    - [x] c",
    "- [x] a\n\n- b",
    "- a\n\n1. b",
    "> a\n>\n> - b\n>\n> ## Two\n>\n>     code\n>\n> > c",
    "***",
    "```\ncode\n\n    ## more\n```",
    "```python\nx = 1\n```",
    "````\n```\n````",
    "| a | b | c | d |\n| --- | :-- | :-: | --: |\n| 1 | \\| | x<br>y | \\*`z` |\n|  | &#96; | *e* | - |",
    "| a |\n| --- |\n| b |",
    "Term\n:   Meaning\n:   Another\n\nTwo\nThree\n:   Both",
    "Term\n\n:   One\n\n    Two\n\n    - a\n    - b",
    "A[^1] b[^two] c[^1].\n\n[^1]: Note.\n\n    More:\n\n    - a\n    - b\n\n[^two]: *Other*.",
    "One[^a].\n\n[^a]: Foot one",
    "One[^a] two[^a].\n\n[^a]: Foot *one*",
    "# One[^a]\n\n[^a]: Foot one",
    "### Status <TBC>\n\n### Vec<T, U> of *Box<T>*\n\n### Status <TBC>",
    "### &lt;x> y\n\n### &lt;b> z\n\n### <x>",
    "- # tag",
    "- # a\n\n- b\n\n    ### c\n\n- # d\n\n    e",
    "CPD and SME, CPD.\n\n*[CPD]: Continuing professional development\n*[SME]: Small firm",
    '<h2 id="two">Two</h2>',
    '<p class="x">a</p>',
    '<details open=""><summary>S</summary><p>x</p></details>\n\nafter',
    "<pre>a&#10;&#9;## b</pre>",
    "- a\n\n<ul><li>b</li></ul>",
]  # fmt: skip


@pytest.mark.parametrize("source", KEPT)
def test_markdown_that_is_normal_stays_as_it_is(source: str) -> None:
    assert normalise_markdown(source) == source
    check_written(parse_html(convert_markdown(source)))


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("One\ntwo\n   three", "One two three"),
        ("Head\n====\n\nTwo\n---", '# Head\n\n<h2 id="two">Two</h2>'),
        ("## Two ##", '<h2 id="two">Two</h2>'),
        ("* a\n* b\n\n\n\n+ c", "- a\n\n- b\n\n- c"),
        ("1. a\n1. b", "1. a\n2. b"),
        ("__a__ _b_", "**a** *b*"),
        ("    code", "```\ncode\n```"),
        ("~~~ py\nx\n~~~", "```py\nx\n```"),
        ("a|b\n-|-\n1|2", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("- - -", "***"),
        ("[a][r]\n\n[r]: https://a.example", "[a](https://a.example)"),
        ("<b>x</b> <i>y</i>", "<b>x</b> <i>y</i>"),
        ("a <!-- c --> b", "a b"),
        ("<table><tr><td>a<td>b</table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<h3 id='own'>H</h3>", '<h3 id="own">H</h3>'),
        ("CPD <abbr title='a'>CPD</abbr>", 'CPD <abbr title="a">CPD</abbr>'),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_that_reads_the_same_becomes_the_same(source: str, written: str) -> None:
    assert normalise_markdown(source) == written


@check_often(120)
@given(AWKWARD)
@example("| \\[ -<img src='a.png'> | b |\n|-|-|\n|1|2|")
@example("![x](u)[^1]\n\n[^1]: <script>a</script><ul><li>a</ul>\n<p>|**")
@example("1. |a|b|\n|-|-|\n|1|2|\n1) `<td>x</td><li><sub>2</sub>---\n<li>")
@example("|a|b|\n|-|-|\n|1|2|\nx<td>y</td><pre>\n a\n\n\tb</pre>z\\<p>x</p>")
@example("    x\n\n<h2>H</h2>:   d\n")
def test_awkward_texts_come_back_as_they_were(source: str) -> None:
    tree = parse_html(convert_markdown(source))
    check_written(tree)
    assert write_markdown(tree, source) == write_markdown(tree)


@pytest.mark.parametrize(
    "source", ["One *word*.", "- a\n- b", "| a | b |\n| --- | --- |\n| 1 | 2 |"]
)
def test_what_is_written_as_it_was_is_not_read_again(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = parse_html(convert_markdown(source))
    monkeypatch.setattr("cpdsite.prose.convert.convert_markdown", None)
    assert write_markdown(tree, source) == source


@check_often(60)
@given(st.text(max_size=60))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    tree = (Element("p", (), (text,)), Element("ul", (), (Element("li", (), (text,)),)))
    written = check_written(tree)
    assert find_text(read(written)) == find_text(normalise_tree(tree))


WORDS = [
    "word", "a", "two words", "snake_case", "a * b", "*", "**", "_x_", "1. ", "3.", "R&D", "&amp;", "<b>",
    "<", "[x]", "[x] ", "[a](b)", "[^1]", "`", "``` ", "~~~", "# ", "## ", "- ", "+", "---", "===", ": d", "|",
    "a|b", "\\", "\\*", "C:\\dir", "!", "![", "https://a.b", "(c)", "\xe9", "\xa0", "'", '"', "{a}", "***",
    "* * *", "\n", "\t", " ", "<!--", "-->", "<TBC>", ">", "1986. Good", "*[CPD]: x", "&copy;", "[ ] x",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
ADDRESSES = st.sampled_from(["https://a.b/c", "b.md", "x y", "a(b)", "https://a_b.c/d?e=1&f=2#g"])
INLINE = st.recursive(
    st.one_of(TEXTS, st.just(Element("br"))),
    lambda inner: st.one_of(
        st.builds(
            lambda name, nodes: Element(name, (), tuple(nodes)),
            st.sampled_from(["strong", "em"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda words, url: Element("a", (("href", url),), (words,)), TEXTS, ADDRESSES),
    ),
    max_leaves=4,
)
RUNS = st.lists(INLINE, min_size=1, max_size=3).map(tuple)


def make_list(inner: st.SearchStrategy[Document]) -> st.SearchStrategy[Element]:
    item = st.builds(lambda words, more: Element("li", (), (*words, *more)), RUNS, inner)
    return st.builds(
        lambda name, start, items: Element(
            name, (("start", str(start)),) if name == "ol" and start > 1 else (), tuple(items)
        ),
        st.sampled_from(["ol", "ul"]),
        st.integers(1, 12),
        st.lists(item, min_size=1, max_size=3),
    )


def make_row(name: str, *cells: Document) -> Element:
    return Element("tr", (), tuple(Element(name, (), (Element("p", (), it),)) for it in cells))


LISTS = make_list(st.lists(make_list(st.just(())), max_size=1).map(tuple))
TABLES = st.builds(
    lambda one, two, three, four: Element(
        "table",
        (),
        (
            Element("thead", (), (make_row("th", one, two),)),
            Element("tbody", (), (make_row("td", three, four),)),
        ),
    ),
    *[RUNS] * 4,
)
HEADED = st.builds(lambda level, words: Element(f"h{level}", (), words), st.integers(1, 6), RUNS)
IMPORTED = st.lists(
    st.one_of(RUNS.map(lambda it: Element("p", (), it)), LISTS, TABLES, HEADED), max_size=3
).map(tuple)


@check_often(120)
@given(IMPORTED)
def test_what_a_word_processor_gives_comes_back_as_it_was(tree: Document) -> None:
    written = check_written(tree)
    # What is read again and mended is not meant to be needed here.
    assert not re.search(r"^<(?:p|table|h[13-6])\b", written, re.MULTILINE), written


@pytest.mark.parametrize("name", ["blockquote", "em", "ul", "div", "dl"])
def test_deep_trees_are_written(name: str) -> None:
    inner = {"ul": "<li>a", "dl": "<dd>a"}.get(name, "a")
    tree = parse_html(f"<{name}>{inner}" * 120)
    assert find_text(read(write_markdown(tree))).count("a") == 120


def test_elements_where_html_allows_none_come_back_where_browsers_put_them() -> None:
    item = Element("li", (), ("a",))
    tree = (Element("ul", (), (Element("li", (), (item,)),)),)
    written = write_markdown(tree)
    assert written == "<ul><li></li><li>a</li></ul>"
    assert normalise_markdown(written) == written


def test_what_would_take_too_long_to_read_again_is_written_as_html() -> None:
    assert write_markdown((Element("p", (), ("a" + "*" * 50_000,)),)) == f"<p>a{'*' * 50_000}</p>"
