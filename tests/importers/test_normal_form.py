"""Trees of any HTML as blocks of the few kinds that Markdown has."""

import pytest

from cpdsite.importers.normal_form import (
    count_lost_links,
    is_wholly_bold,
    tidy_blocks,
    tidy_inline,
    trim_inline,
    unwrap_bold,
)
from cpdsite.importers.word_symbols import TICKED, UNTICKED
from cpdsite.prose.tree import parse_html, write_html


@pytest.mark.parametrize(
    ("html", "tidied"),
    [
        ("words <b>bold</b>", "<p>words <strong>bold</strong></p>"),
        ("<div>a<div>b</div></div>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<p><strong>a </strong>b</p>", "<p><strong>a</strong> b</p>"),
        ("<p>a<em> b<br></em></p>", "<p>a <em>b</em></p>"),
        ("<p>a<strong> </strong>b</p>", "<p>a b</p>"),
        ("<p>a<br>b<br><br>c<br></p>", "<p>a<br>b</p><p></p><p>c</p>"),
        ("<p></p><p> </p><p>a</p>", "<p></p><p></p><p>a</p>"),
        ("<h2><b>a</b></h2>", "<h2>a</h2>"),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li></li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        ("<ol><li><p>a</p></li>text</ol>", "<ol><li>a</li><li>text</li></ol>"),
        (
            "<blockquote>a</blockquote><blockquote> </blockquote>",
            "<blockquote><p>a</p></blockquote>",
        ),
        ("<pre>a\n b<br>c</pre>", "<pre><code>a\n b\nc\n</code></pre>"),
        ('<a href="https://a.example">x</a>', '<p><a href="https://a.example">x</a></p>'),
        ('<a href="file:///C:/x">x</a><a href="#y">y</a><a id="z"></a>', "<p>xy</p>"),
        ('<span class="a">x</span><u>y</u><img src="a.png">', "<p>xy</p>"),
        ("<b><p>a</p></b>", "<p>a</p>"),
        ("<p>a<p>b</p></p>", "<p>a</p><p>b</p>"),
    ],
)
def test_blocks_are_tidied(html: str, tidied: str) -> None:
    assert write_html(tidy_blocks(parse_html(html))) == tidied


def test_boxes_are_marked_however_they_are_made() -> None:
    html = '<input type="checkbox" checked="checked"><input type="checkbox">☐<input type="text">'
    assert tidy_inline(parse_html(html)) == (f"{TICKED}{UNTICKED}{UNTICKED}",)


def test_what_surrounds_a_paragraph_goes() -> None:
    assert trim_inline(parse_html("<br> a b <br> <br>")) == ("a b",)
    assert trim_inline(parse_html(" <br>")) == ()


def test_bold_that_is_all_of_it() -> None:
    assert is_wholly_bold(tidy_blocks(parse_html("<p><b>a</b> <i><b>b</b></i></p><p></p>")))
    assert not is_wholly_bold(tidy_blocks(parse_html("<p><b>a</b>: b</p>")))
    assert not is_wholly_bold(tidy_blocks(parse_html("<p></p>")))
    bold = tidy_blocks(parse_html("<p><b>a</b> <i><b>b</b></i></p>"))
    assert write_html(unwrap_bold(bold)) == "<p>a <em>b</em></p>"


def test_links_to_files_are_counted() -> None:
    html = '<a href="../a.doc">a</a><a href="#b">b</a><a href="MAILTO:x@y.example">c</a><a>d</a><a id="e"></a>'
    assert count_lost_links(parse_html(html)) == 2
