"""The blocks of a tree as Markdown."""

import pytest

from cpdsite.prose.likeness import normalise_tree
from cpdsite.prose.markup import find_merging, hang, name_node, write_block, write_blocks
from cpdsite.prose.spans import Names, NoMarkdownError
from cpdsite.prose.tree import Element, parse_html


def write(html: str, *, nested: bool = False) -> str:
    (block,) = normalise_tree(parse_html(html))
    return write_block(block, Names(), nested=nested)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<h4>## a ##</h4>", "#### ## a \\#\\#"),
        ("<ol start='9'><li>a</li><li>b</li></ol>", "9. a\n10. b"),
        ("<ul><li>a<br>- b<ol><li>c</li></ol></li></ul>", "- a  \n    \\- b\n    1. c"),
        ("<ul><li>a|b</li></ul>", "- a\\|b"),
        ("<p>a|b<br>-|-</p>", "a\\|b  \n-\\|-"),
        ("<blockquote><p>a</p><pre><code>b\n</code></pre></blockquote>", "> a\n>\n>     b"),
        (
            "<pre><code class='language-c++'>a\n~~~\n````\n</code></pre>",
            "`````c++\na\n~~~\n````\n`````",
        ),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "a\n:   b\n\nc\n:   d"),
        ("<hr>", "***"),
    ],
)
def test_blocks_are_written_as_markdown(html: str, written: str) -> None:
    assert write(html) == written


@pytest.mark.parametrize(
    "html",
    [
        "<p class='x'>a</p>",
        "<h3 class='x'>a</h3>",
        "<hr class='x'>",
        "<div>a</div>",
        "<pre>a\n</pre>",
        "<pre><code>a</code></pre>",
        "<pre><code>a\n</code>b</pre>",
        "<pre><code>a\n\tb\n</code></pre>",
        "<pre><code>a\n  \nb\n</code></pre>",
        "<pre><code class='x'>a\n</code></pre>",
        "<pre><code class='language-c' id='x'>a\n</code></pre>",
        "<pre><code><b>a</b>\n</code></pre>",
        "<blockquote class='x'><p>a</p></blockquote>",
        "<blockquote><ul><li>a</li></ul><ul><li>b</li></ul></blockquote>",
        "<ul class='x'><li>a</li></ul>",
        "<ul><li class='x'>a</li></ul>",
        "<ul><li></li></ul>",
        "<ul><li><ul><li>a</li></ul></li></ul>",
        "<ul><li>a</li><p>b</p></ul>",
        "<ul class='task-list'><li>a</li></ul>",
        "<ul><li class='task-list-item'>a</li></ul>",
        "<ul class='task-list'><li class='task-list-item'><input type='checkbox'> a</li></ul>",
        "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>",
        "<ol start='x'><li>a</li></ol>",
        "<ol start='-1'><li>a</li></ol>",
        "<ol reversed><li>a</li></ol>",
        "<dl><dd>a</dd></dl>",
        "<dl><dt>a</dt></dl>",
        "<dl><dt>a</dt><dd class='x'>b</dd></dl>",
        "<dl><dt>a</dt><dd></dd></dl>",
    ],
)
def test_what_markdown_cannot_say_is_left_to_html(html: str) -> None:
    with pytest.raises(NoMarkdownError):
        write(html)


def test_code_in_another_block_has_no_language() -> None:
    assert write("<pre><code>a\n\n  b\n</code></pre>", nested=True) == "    a\n\n      b"
    with pytest.raises(NoMarkdownError):
        write("<pre><code class='language-c'>a\n</code></pre>", nested=True)


def test_text_hangs_from_its_mark() -> None:
    assert hang("- ", "a\n\nb\nc") == "- a\n\n    b\n    c"


def test_blocks_that_markdown_would_join_are_known() -> None:
    assert find_merging(Element("ul")) == "ul"
    assert find_merging(Element("p")) == ""
    assert name_node("ul") == ""
    two = parse_html("<pre><code>a\n</code></pre><pre><code>b\n</code></pre>")
    with pytest.raises(NoMarkdownError):
        write_blocks(two, Names())
