"""Word files as trees."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.word_parts import open_word
from cpdsite.importers.word_stories import read_stories
from cpdsite.prose.tree import write_html
from tests.importers.word_maker import NAMES, cell, paragraph, row, table, text, text_box, word_file


def read(data: bytes) -> list[tuple[str, str]]:
    stories, _ = read_stories("a.docx", open_word("a.docx", data))
    return [(it.kind, write_html(it.document)) for it in stories]


def test_each_story_has_its_own_tree() -> None:
    data = word_file(
        paragraph("a", text_box(paragraph("b"))),
        beside=(
            ("header", paragraph("c")),
            ("comments", f'<w:comment w:id="0">{paragraph("d")}</w:comment>'),
        ),
    )
    assert [kind for kind, _ in read(data)] == ["text", "header", "comment", "box"]
    assert [html for _, html in read(data)][1:] == ["<p>c</p>", "<p>d</p>", "<p>b</p>"]


def test_styles_of_our_own_sheet_and_of_others() -> None:
    styles = ("Activity title", "Section heading", "Heading 1", "Heading 2", "Quote")
    html = read(word_file(*(paragraph(it, style=it) for it in styles)))[0][1]
    assert html == (
        "<h1>Activity title</h1><h2>Section heading</h2><h3>Heading 1</h3><h4>Heading 2</h4>"
        "<blockquote><p>Quote</p></blockquote><p></p>"
    )


def test_actions_are_a_list_with_their_dates() -> None:
    html = read(
        word_file(
            paragraph("Draft", style="Action"),
            paragraph("(due 1 May 2026)", style="Action dates"),
            paragraph("Share", style="Action"),
        )
    )[0][1]
    assert html == "<ul><li>Draft (due 1 May 2026)</li><li>Share</li></ul><p></p>"


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpdsite.importers.word_stories.MOST_WORD_ELEMENTS", 20)
    with pytest.raises(RefusedError, match="more than 20 pieces"):
        read(word_file(*(paragraph("a") for _ in range(10))))


def test_spans_without_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpdsite.importers.word_stories.SHEET_CELLS", 900)
    with pytest.raises(RefusedError):
        read(word_file(table(*(row(cell("a", across=400)) for _ in range(3)))))


@pytest.mark.parametrize("path", ["numbering", "styles"])
def test_xml_that_is_no_words_is_refused(path: str) -> None:
    evil = f"<w:{path} {NAMES}><w:num/><w:style/></w:{path}>".encode()
    with pytest.raises(RefusedError, match="cannot be read as a Word file"):
        read(word_file(paragraph(text("a")), others={f"word/{path}.xml": evil}))


def test_a_file_without_a_body_is_refused() -> None:
    evil = f"<w:document {NAMES}/>".encode()
    with pytest.raises(RefusedError, match="no Word text"):
        read(word_file(others={"word/document.xml": evil}))
