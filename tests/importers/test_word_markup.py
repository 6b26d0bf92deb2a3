"""Word's own XML made plain."""

from xml.etree.ElementTree import Element

import pytest

from cpdsite.importers.word_markup import Prepared, clamp_spans, prepare_part
from cpdsite.importers.word_parts import W, open_word
from cpdsite.importers.word_symbols import MARK, TICKED, UNTICKED
from tests.importers.word_maker import (
    box,
    cell,
    control,
    deleted,
    inserted,
    legacy_choice,
    link,
    paragraph,
    picture,
    reference,
    row,
    symbol,
    table,
    text,
    text_box,
    word_file,
)

MATHS = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'


def prepare(*blocks: str) -> tuple[Element, Prepared]:
    source = open_word("a.docx", word_file(*blocks, links=("https://a.example",)))
    body = source.text.root.find(f"{W}body")
    assert body is not None
    prepared = Prepared()
    prepare_part(source.text, body, prepared)
    return body, prepared


def words(body: Element) -> str:
    return "".join(it.text or "" for it in body.iter(f"{W}t"))


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (box(ticked=True) + box(ticked=False), f"{TICKED}{UNTICKED}"),
        (control("") + control("given"), "given"),
        (symbol("Wingdings", "F0FE") + symbol("Wingdings", "zz") + symbol("x", "FFFFFFFF"), "☑"),
        (text("o", font="Wingdings"), "☐"),
        (legacy_choice(("a", "b"), 1) + legacy_choice((), 3), "b"),
        (deleted("gone") + inserted("kept"), "kept"),
        (f'<w:fldSimple w:instr="DATE">{text("1 May")}</w:fldSimple>', "1 May"),
        (MATHS, "x"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
        (picture(), ""),
    ],
)
def test_what_is_in_a_paragraph_becomes_plain(inner: str, shown: str) -> None:
    assert words(prepare(f"<w:p>{inner}</w:p>")[0]) == shown


def test_a_control_around_cells_and_rows_gives_way_to_them() -> None:
    inner = "<w:sdt><w:sdtPr/><w:sdtContent>" + row("a", "b") + "</w:sdtContent></w:sdt>"
    body, _ = prepare(table(inner))
    assert [it.tag for it in body[0]][-1] == f"{W}tr"


def test_a_box_without_a_glyph_gets_its_mark() -> None:
    empty = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent/></w:sdt>"
    assert words(prepare(f"<w:p>{empty}</w:p>")[0]) == UNTICKED


def test_a_box_of_text_is_taken_out_once_and_marked() -> None:
    body, prepared = prepare(paragraph("a", text_box(paragraph("b"))))
    assert [words(it) for it in prepared.boxes] == ["b"]
    assert list(prepared.find_marked(words(body))) == [("box", "0")]


def test_notes_and_comments_are_marked() -> None:
    body, prepared = prepare(paragraph("a", reference("footnote", 2), reference("comment", 0)))
    assert list(prepared.find_marked(words(body))) == [("footnote", "2"), ("comment", "0")]


def test_no_text_is_taken_for_a_mark() -> None:
    body, prepared = prepare(paragraph("\ue000box0\ue001"))
    assert not MARK.search(words(body))
    assert prepared.find_mark("7") == ("", "")


def test_links_get_keys_of_their_own_and_lose_those_that_lead_nowhere() -> None:
    body, prepared = prepare(paragraph(link("rId100", "a"), link("rId9", "b")))
    assert prepared.links == {"link0": "https://a.example"}
    assert [len(it.attrib) for it in body.iter(f"{W}hyperlink")] == [1, 0]


def test_what_is_left_out_is_counted() -> None:
    _, prepared = prepare(
        paragraph(deleted("a"), inserted("b"), picture(), "<w:r><w:object/></w:r>"), "<w:altChunk/>"
    )
    assert {key: prepared.counts[key] for key in ("deleted", "inserted", "pictures", "objects", "chunks")} == {
        "deleted": 1, "inserted": 1, "pictures": 1, "objects": 1, "chunks": 1,
    }  # fmt: skip


def test_a_row_that_begins_late_gets_an_empty_cell_and_spans_are_held() -> None:
    body, _ = prepare(
        table(row("a", look='<w:gridBefore w:val="2"/>'), row(cell("b", across=10**9)))
    )
    assert clamp_spans(body) == 3
    assert [len(it.findall(f"{W}tc")) for it in body.iter(f"{W}tr")] == [2, 1]


def test_deleted_marks_of_paragraphs_stay_for_the_library() -> None:
    body, _ = prepare("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>")
    assert len(list(body.iter(f"{W}del"))) == 1
