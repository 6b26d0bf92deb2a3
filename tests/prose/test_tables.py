"""Tables of a tree as Markdown."""

import pytest

from cpdsite.prose.spans import Names, NoMarkdownError
from cpdsite.prose.tables import write_table
from cpdsite.prose.tree import Element, parse_html

HEAD = "<thead><tr><th>a</th><th align='right'>b</th></tr></thead>"
BODY = "<tbody><tr><td>c|d</td><td align='right'></td></tr></tbody>"


def write(html: str) -> str:
    (table,) = parse_html(html)
    assert isinstance(table, Element)
    return write_table(table, Names())


def test_a_table_is_heads_a_line_and_rows() -> None:
    written = write(f"<table>{HEAD}{BODY}</table>")
    assert written == "| a | b |\n| --- | --: |\n| c\\|d |  |"


@pytest.mark.parametrize(
    "html",
    [
        f"<table class='x'>{HEAD}{BODY}</table>",
        f"<table><caption>c</caption>{HEAD}{BODY}</table>",
        f"<table>{BODY}</table>",
        f"<table>{HEAD}</table>",
        f"<table>{HEAD}<tbody></tbody></table>",
        f"<table>{HEAD}{BODY}{BODY}</table>",
        f"<table>{HEAD}{BODY.replace(' align', ' colspan=2 align')}</table>",
        f"<table>{HEAD}{BODY.replace('right', 'left')}</table>",
        f"<table>{HEAD}{BODY.replace('right', 'middle')}</table>",
        f"<table>{HEAD}{BODY.replace('<td>', '<td>x</td><td>')}</table>",
        f"<table>{HEAD}{BODY.replace('td', 'th')}</table>",
        f"<table>{HEAD}{BODY.replace('c|d', '<ul><li>x</li></ul>')}</table>",
        f"<table>{HEAD.replace('<tr>', '<tr><th>x</th></tr><tr>')}{BODY}</table>",
        f"<table>{HEAD}<tbody class='x'><tr><td>c</td><td align='right'>d</td></tr></tbody></table>",
    ],
)
def test_a_table_of_another_form_is_none_of_markdown(html: str) -> None:
    with pytest.raises(NoMarkdownError):
        write(html)
