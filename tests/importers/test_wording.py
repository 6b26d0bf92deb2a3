"""Text made fit for pages, and written as Markdown that shows it as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.importers.wording import clean_text, escape_markdown, make_text_cell
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.tree import find_text, parse_html
from tests.properties import check_often


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\x0bd\u2028e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x1b\ud800\ufffe", "a\ufffdb\ufffd\ufffd\ufffd"),
        ("a\tb é 漢", "a\tb é 漢"),
    ],
)
def test_a_text_is_made_fit(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("12/03/2026", "12/03/2026"),
        ("a\nb", "a  \nb"),
        ("a\n\n\nb", "a\n\nb"),
        ("- a\n1. b\n# c", "\\- a  \n1\\. b  \n\\# c"),
        ("*a* <b> &amp; [c](d)", "\\*a\\* &lt;b> &amp;amp; \\[c](d)"),
    ],
)
def test_markup_is_escaped(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


@check_often(60)
@given(
    st.lists(
        st.sampled_from([*"ab *_`[]()<>&|#-+=~:!\\1.\n ", "&lt;", "<b>", "\n\n", "- ", "www.a.b"]),
        max_size=14,
    )
)
def test_every_text_shows_as_it_stands(pieces: list[str]) -> None:
    text = "".join(pieces)
    shown = find_text(parse_html(convert_markdown(escape_markdown(text)).replace("\n", " ")))
    assert shown.split() == text.split()


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("* a\n* b", "- a\n- b"),
        ("Points:\n\u2022 a *x*\n- b\n\nafter", "Points:\n\n- a \\*x\\*\n- b\n\nafter"),
        ("* a\n\n* b", "- a\n- b"),
        ("a\n- none", "a\n\n\\- none"),
        ("- none", "\\- none"),
        ("*a*\n*b*", "\\*a\\*  \n\\*b\\*"),
    ],
)
def test_lines_of_items_are_a_list(text: str, markdown: str) -> None:
    cell = make_text_cell("line 1, column 1", text)
    assert (cell.plain, cell.markdown) == (text, markdown)


def test_a_cell_keeps_its_text_as_it_stands() -> None:
    cell = make_text_cell("Sheet1!B3", " *a*\r\n\r\n\r\nb ", number=1.5)
    assert (cell.plain, cell.markdown, cell.number) == ("*a*\n\n\nb", "\\*a\\*\n\nb", 1.5)
