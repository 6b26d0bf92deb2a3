"""Footnotes and abbreviations of a tree."""

import pytest

from cpdsite import limits
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.definitions import find_abbreviations, find_notes, write_abbreviations
from cpdsite.prose.likeness import normalise_tree
from cpdsite.prose.tree import Document, parse_html, write_html


def read(source: str) -> Document:
    return normalise_tree(parse_html(convert_markdown(source)))


def test_footnotes_are_read_without_the_links_back() -> None:
    notes = find_notes(read("A[^a] B[^b] C[^a].\n\n[^a]: One.\n\n    Two.\n\n[^b]: - x"))
    assert notes
    assert notes.place == 1
    texts = {name: write_html(it) for name, it in notes.texts.items()}
    assert texts == {"a": "<p>One.</p><p>Two.</p>", "b": "<ul><li>x</li></ul>"}


def test_an_only_note_is_read_without_its_paragraph() -> None:
    notes = find_notes(read("A[^a] B[^a].\n\n[^a]: One *and* two"))
    assert notes
    assert write_html(notes.texts["a"]) == "<p>One <em>and</em> two</p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words",
        "<p>a</p>",
        "<div class='footnote'><ol></ol></div>",
        "<div class='footnote'><hr><ol><li id='fn:a b'><p>x</p></li></ol></div>",
        "<div class='footnote'><hr><ol><li id='fn:a'><p>x</p></li><li id='fn:a'><p>y</p></li></ol></div>",
        "<div class='footnote'><hr><ol><li id='fn:a'>x</li></ol></div>",
        "<div class='footnote'><hr><ol><li id='fn:a'><p>x</p></li></ol></div><p>after</p>",
    ],
)
def test_what_markdown_would_not_make_is_no_footnote(html: str) -> None:
    assert find_notes(parse_html(html)) is None


def test_abbreviations_are_those_that_are_explained_everywhere() -> None:
    source = (
        "AB, CD and EF. `EF` <abbr title='x'>GH</abbr> GH\n\n*[AB]: One\n*[EF]: Two\n*[CD]: <b>"
    )
    known = find_abbreviations(read(source))
    assert known == {"AB": "One", "EF": "Two"}
    assert write_abbreviations(known) == "*[AB]: One\n*[EF]: Two"


def test_an_abbreviation_of_two_meanings_is_none() -> None:
    html = "<p><abbr title='One'>AB</abbr> <abbr title='Two'>AB</abbr></p>"
    assert find_abbreviations(parse_html(html)) == {}


def test_more_abbreviations_than_an_entry_may_explain_are_not_explained() -> None:
    many = "".join(f"<abbr title='T'>A{it}</abbr> " for it in range(limits.MOST_ABBREVIATIONS + 1))
    assert find_abbreviations(parse_html(many)) == {}
    assert len(find_abbreviations(parse_html(many[: many.rindex("<abbr")]))) == 100
