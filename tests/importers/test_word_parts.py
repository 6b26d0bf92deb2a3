"""The parts of Word files."""

import io
import zipfile

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import pack_parts
from cpdsite.importers.word_parts import W, open_word, pack_word
from tests.importers.word_maker import paragraph, word_file


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {it: archive.read(it) for it in archive.namelist()}


def test_parts_are_found_by_their_relations() -> None:
    source = open_word(
        "a.docx",
        word_file(
            paragraph("a"), links=("https://a.example",), beside=(("header", paragraph("h")),)
        ),
    )
    assert source.text.links == {"rId100": "https://a.example"}
    assert [it.kind for it in source.beside] == ["header"]
    assert b"Activity title" in source.styles
    assert not source.has_macros


def test_a_text_elsewhere_than_usual_is_found() -> None:
    parts = parts_of(word_file(paragraph("a")))
    moved = {it.replace("document.xml", "document2.xml"): content for it, content in parts.items()}
    moved["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"word/document.xml", b"/word/document2.xml"
    )
    root = open_word("a.docx", pack_parts(moved)).text.root
    assert [it.text for it in root.iter(f"{W}t")] == ["a"]


def test_macros_are_seen_and_not_read() -> None:
    assert open_word(
        "a.docm", word_file(paragraph("a"), others={"word/vbaProject.bin": b"x"})
    ).has_macros


def test_a_relation_leads_to_no_file_outside() -> None:
    parts = parts_of(word_file(paragraph("a")))
    evil = parts["word/_rels/document.xml.rels"].replace(b"styles.xml", b"../../../../etc/passwd")
    source = open_word("a.docx", pack_parts({**parts, "word/_rels/document.xml.rels": evil}))
    assert source.styles == b""


def test_what_is_packed_holds_the_text_and_its_shape_alone() -> None:
    source = open_word("a.docx", word_file(paragraph("a"), others={"word/media/a.xml": b"<a/>"}))
    body = source.text.root.find(f"{W}body")
    assert body is not None
    packed = parts_of(pack_word(body, {"link0": "https://a.example"}, source))
    assert sorted(packed) == [
        *("[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"),
        *("word/numbering.xml", "word/styles.xml"),
    ]
    assert b"https://a.example" in packed["word/_rels/document.xml.rels"]


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(RefusedError, match="no Word text"):
        open_word("a.docx", pack_parts({"word/styles.xml": b"<a/>"}))
