"""Trees that read the same made the same."""

import pytest

from cpdsite.prose.likeness import is_block, normalise_tree
from cpdsite.prose.tree import Element, parse_html, write_html


@pytest.mark.parametrize(
    ("html", "same"),
    [
        ("<p> a\n b <em> c </em> d </p>", "<p>a b <em>c</em> d</p>"),
        ("<p>a<strong> b </strong>c</p>", "<p>a <strong>b</strong> c</p>"),
        ("<p>a<strong><em> </em></strong>b<em></em></p>", "<p>a b</p>"),
        ("<p>a<em class='x'> </em></p>", '<p>a<em class="x"></em></p>'),
        ("<p>a <br> b <img alt=' c '> </p>", '<p>a<br>b <img alt=" c "></p>'),
        ("<p><a href='b' class='c'>d</a></p>", '<p><a class="c" href="b">d</a></p>'),
        ("a <b>b</b>\n<hr>c", "<p>a <b>b</b></p><hr><p>c</p>"),
        ("a<p></p>b", "<p>a</p><p>b</p>"),
        ("<div>a<p></p><p> </p>b</div>", "<div>a<p></p>b</div>"),
        ("<div><p></p>b<p></p></div>", "<div>b</div>"),
        ("<p></p><h3 id='x'></h3><ul></ul><blockquote></blockquote><p id='y'></p>", '<p id="y"></p>'),
        ("<a href='x'><div>a</div></a>", '<div><a href="x"><div>a</div></a></div>'),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<ul>\n<li>\n<p>a</p>\n</li>\n</ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>",
         "<ul><li><p>a</p><ul><li>b</li></ul><p>c</p></li></ul>"),
        ("<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></table>",
         "<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>"),
        ("<pre><code>a \n\n b\u2028\n</code></pre>", "<pre><code>a \n\n b\n\n</code></pre>"),
        ("<pre>\n\na\n\nb</pre><pre>\n</pre>", "<pre>a\n\nb</pre><pre></pre>"),
        ("<p>a\x00\ud800b</p>", "<p>a\N{REPLACEMENT CHARACTER}b</p>"),
        ("<p>\xa0a\xa0</p>", "<p>\xa0a\xa0</p>"),
    ],
)  # fmt: skip
def test_trees_that_read_the_same_are_the_same(html: str, same: str) -> None:
    tree = normalise_tree(parse_html(html))
    assert write_html(tree) == same
    assert normalise_tree(tree) == tree


def test_a_block_is_what_is_one_or_holds_one() -> None:
    assert is_block(Element("p"))
    assert is_block(Element("a", (), (Element("span", (), (Element("p"),)),)))
    assert not is_block(Element("a", (), (Element("span"),)))
    assert not is_block("p")
