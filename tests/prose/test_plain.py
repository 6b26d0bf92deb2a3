"""Blocks as plain text."""

import pytest

from cpdsite.prose.blocks import make_blocks
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.plain import write_plain
from cpdsite.prose.tree import parse_html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One *two*  \nthree.\n\nFour.", "One two\nthree.\n\nFour."),
        ("### Head\n\nText", "Head\n\nText"),
        ("- a\n- b\n    1. c\n    2. d\n- e", "- a\n- b\n  1. c\n  2. d\n- e"),
        ("9. a\n10. b\n\n    more", "9. a\n\n10. b\n\n    more"),
        ("- [x] a\n- [ ] b", "- [x] a\n- [ ] b"),
        ("> a\n>\n> - b\n> - c", "> a\n>\n> - b\n> - c"),
        ("Code:\n\n```\na\n\n  b\n```", "Code:\n\n    a\n\n      b"),
        ("a | b\n--|--\n1 | 2", "a | b\n1 | 2"),
        ("a\n\n***\n\nb", "a\n\n----------\n\nb"),
        ("[words](https://a.example) on", "words (https://a.example) on"),
        ("<https://a.example> [a.example](https://a.example)", "https://a.example a.example"),
        ("<a@b.example> [us](tel:1)", "a@b.example us (tel:1)"),
        ("[one *two*](https://a.example)", "one two (https://a.example)"),
        ("[rel](b.md)", "rel"),
        ("10<sup>3</sup> H<sub>2</sub>O 1<sup>st</sup>", "10\u00b3 H\u2082O 1st"),
        ("A[^1].\n\n[^1]: N.", "A\u00b9.\n\n----------\n\n1. N."),
        ("T\n:   d", "T\n\nd"),
        ("<table><tr><td>a<br>b<td>c</table>", "a b | c"),
        ("", ""),
    ],
)
def test_plain_text_reads_like_a_letter(source: str, text: str) -> None:
    assert write_plain(make_blocks(parse_html(convert_markdown(source)), {})) == text
