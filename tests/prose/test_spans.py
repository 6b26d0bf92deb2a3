"""The words of a paragraph as Markdown."""

import pytest

from cpdsite.prose.escapes import Place
from cpdsite.prose.spans import Names, NoMarkdownError, find_reference, write_words
from cpdsite.prose.tree import Element, parse_html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<em>a</em> <strong>b</strong>", "*a* **b**"),
        ("<strong>a <em>b</em></strong>", "**a _b_**"),
        ("<em>a <strong>b</strong></em>", "_a **b**_"),
        ("<em>a<em>b</em></em>", "*a<em>b</em>*"),
        ("<strong>a<strong>b</strong></strong>", "**a<strong>b</strong>**"),
        ("a<em>b</em>c", "a*b*c"),
        ("a<em>(b)</em>c", "a<em>(b)</em>c"),
        ("<em>a</em><em>b</em>", "<em>a</em>*b*"),
        ("<em class='x'>a</em>", '<em class="x">a</em>'),
        ("<strong>a</strong>*", "<strong>a</strong>\\*"),
        ("<code>a*b</code> <code>`</code> <code>``a</code>", "`a*b` `` ` `` ``` ``a ```"),
        ("<code> a</code> <code><i>a</i></code>", "<code> a</code> <code><i>a</i></code>"),
        ("`<code>a</code>", "\\`<code>a</code>"),
        ("<a href='b.md'>a</a>", "[a](b.md)"),
        ("<a href='b.md' title='T, t'>*a*</a>", '[\\*a\\*](b.md "T, t")'),
        ("<a href='b.md' title='&quot;'>a</a>", '<a href="b.md" title="&quot;">a</a>'),
        ("<a href='b c'>a</a> <a>a</a> <a href='x'></a>", '<a href="b c">a</a> <a>a</a> <a href="x"></a>'),
        ("<a href='https://a.b/c_d'>https://a.b/c_d</a>", "<https://a.b/c_d>"),
        ("<a href='https://a.b'>https://a.b<i>x</i></a>", "[https://a.b<i>x</i>](https://a.b)"),
        ("<code>a<i>b</i></code>", "<code>a<i>b</i></code>"),
        ("<a href='b'>https://a.b</a>", "[https://a.b](b)"),
        ("<a href='mailto:a@b.c'>a@b.c</a>", "<a@b.c>"),
        ("<a href='b'>a<br>b</a>", "[a<br>b](b)"),
        ("!<a href='b'>a</a>", "\\![a](b)"),
        ("<img alt='A b' src='c.png' title='T'>", '![A b](c.png "T")'),
        ("<img alt='[' src='c.png'><img src='c.png'>", '<img alt="&#91;" src="c.png"><img src="c.png">'),
        ("a<br>b<br><em>c</em><br>", "a  \nb  \n*c*<br>"),
        ("<br>a<br><br>b", "<br>a<br>  \nb"),
        ("<kbd>a_</kbd>", "<kbd>a\\_</kbd>"),
    ],
)  # fmt: skip
def test_words_are_written_as_markdown_where_it_has_any(html: str, written: str) -> None:
    assert write_words(parse_html(html), Place(), Names()) == written


def test_no_line_ends_where_none_may() -> None:
    assert write_words(parse_html("a<br>b"), Place(breaks=False), Names()) == "a<br>b"


@pytest.mark.parametrize("html", ["", "a<div>b</div>", "<em><p>a</p></em>"])
def test_blocks_and_nothing_are_no_words(html: str) -> None:
    with pytest.raises(NoMarkdownError):
        write_words(parse_html(html), Place(), Names())


def test_names_that_are_explained_are_written_as_such() -> None:
    html = (
        '<abbr title="T">AB</abbr> <abbr title="U">AB</abbr> <abbr title="T">AB<i>x</i></abbr> '
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
        '<sup id="fnref:2"><a class="footnote-ref" href="#fn:2">2</a></sup>'
    )
    written = write_words(parse_html(html), Place(), Names(frozenset({"1"}), {"AB": "T"}))
    assert written == (
        'AB <abbr title="U">AB</abbr> <abbr title="T">AB<i>x</i></abbr> [^1]'
        '<sup id="fnref:2"><a class="footnote-ref" href="#fn:2">2</a></sup>'
    )


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<sup><a class="footnote-ref" href="#fn:a">1</a></sup>', "a"),
        ('<sup><a href="#fn:a">1</a></sup>', None),
        ('<sup><a class="footnote-ref" href="a">1</a></sup>', None),
        ("<sup>1</sup>", None),
        ('<b><a class="footnote-ref" href="#fn:a">1</a></b>', None),
    ],
)
def test_references_are_known_by_their_address(html: str, name: str | None) -> None:
    (element,) = parse_html(html)
    assert isinstance(element, Element)
    assert find_reference(element) == name
