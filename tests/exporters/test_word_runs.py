"""Runs of text as the XML of a word processor."""

import pytest
from hypothesis import given

from cpdsite.exporters.office_text import clean_text
from cpdsite.exporters.word_runs import (
    LONGEST_PIECE,
    References,
    clean_address,
    runs_leftward,
    write_line,
    write_paragraph,
    write_runs,
    write_text,
)
from cpdsite.prose.blocks import Run, Style
from tests.exporters.test_office_text import ANY_TEXT
from tests.exporters.word_xml import RELATED, WORD, name_tag, parse_parts, read_text
from tests.properties import check_often


@pytest.mark.parametrize(
    ("text", "is_leftward"),
    [
        ("plain", False),
        ("", False),
        ("12 (3)", False),
        ("3. \u05e9\u05dc\u05d5\u05dd", True),
        ("\u0643\u0627\u0646 Anna", True),
        ("Anna \u0643\u0627\u0646", False),
    ],
)
def test_the_first_strong_letter_decides(text: str, is_leftward: bool) -> None:
    assert runs_leftward(text) is is_leftward


def test_what_runs_leftward_says_so() -> None:
    assert "<w:bidi/>" in write_line("Cell text", "\u05e9\u05dc\u05d5\u05dd")
    runs = (Run("\u05e9\u05dc\u05d5\u05dd "), Run("Anna", Style(bold=True)), Run(" 12"))
    content, is_leftward = write_runs(runs, References())
    assert is_leftward
    # Numbers and marks go with the paragraph, words with their own script.
    assert ["<w:rtl/>" in it for it in content.split("</w:r>")[:-1]] == [True, False, True]


def test_sides_are_mirrored_in_what_runs_leftward() -> None:
    written = write_paragraph("Table text", "", is_leftward=True, align="right")
    assert '<w:jc w:val="left"/>' in written
    assert '<w:jc w:val="right"/>' in write_paragraph("Table text", "", align="right")


def test_every_look_is_written_in_order() -> None:
    style = Style(bold=True, italic=True, code=True, struck=True, raised=True)
    content, _ = write_runs((Run("x", style, "https://a.example/"),), References())
    properties = parse_parts(content).find(f".//{WORD}rPr")
    assert properties is not None
    assert [name_tag(it) for it in properties] == [
        *("rStyle", "b", "bCs", "i", "iCs", "strike", "u", "vertAlign"),
    ]
    lowered, _ = write_runs((Run("2", Style(lowered=True)),), References())
    assert 'w:vertAlign w:val="subscript"' in lowered


def test_links_share_what_leads_to_one_place() -> None:
    references = References()
    runs = tuple(Run("x", url=it) for it in ("https://a.example/", "https://b.example/")) * 2
    root = parse_parts(write_runs(runs, references)[0])
    ids = [it.get(f"{RELATED}id") for it in root.findall(f"{WORD}hyperlink")]
    assert ids == ["rIdLink1", "rIdLink2"] * 2
    assert list(references.links) == ["https://a.example/", "https://b.example/"]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+441234", "tel:+441234"),
        ('http://a.example/b "c"\\<d>', "http://a.example/b%20%22c%22%5C%3Cd%3E"),
        ("https://b\u00fccher.example/\u00e9", "https://b\u00fccher.example/\u00e9"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//a.example/", ""),
        ("http://[broken/", ""),
        ("http://a b.example/", ""),
        ("https://", ""),
        ("mailto:", ""),
    ],
)
def test_only_sound_addresses_are_kept(url: str, kept: str) -> None:
    assert clean_address(url) == kept
    content, _ = write_runs((Run("words", url=url),), References())
    assert ("<w:hyperlink" in content) is bool(kept)
    assert "words" in content


def test_breaks_and_long_texts_are_elements() -> None:
    assert read_text(parse_parts(write_text("a\nb\tc"))) == "a\nb\tc"
    long = parse_parts(write_text("x" * (LONGEST_PIECE + 1)))
    assert [len(it.text or "") for it in long.iter(f"{WORD}t")] == [LONGEST_PIECE, 1]


@check_often(60)
@given(ANY_TEXT)
def test_any_text_is_kept(text: str) -> None:
    assert read_text(parse_parts(write_line("Cell text", text))) == clean_text(text)


def test_numberings_begin_as_far_as_word_counts() -> None:
    references = References()
    assert [references.add_numbering(0, it) for it in (7, 10**9)] == [4, 5]
    assert references.numberings == [(0, 7), (0, 32_767)]
