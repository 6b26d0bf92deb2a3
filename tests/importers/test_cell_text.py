"""The text of a cell: lines, titles, sections that begin in it."""

import pytest

from cpdsite.importers.cell_text import (
    Part,
    choose_heading,
    cut_parts,
    cut_title,
    flatten,
    shorten_title,
    split_blocks,
    split_lines,
)
from cpdsite.importers.wording import escape_markdown
from cpdsite.portfolio.sections import HEADINGS, name_section


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Bold** and *soft* `code`", "Bold and soft code"),
        ("a\\*b\\* &amp; &lt;tag&gt;", "a*b* & <tag>"),
        ("[text](https://example.org)", "text (https://example.org)"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("one\\\ntwo  \nthree", "one two three"),
        ("snake_case_word 2*3*4", "snake_case_word 2*3*4"),
        ("a\x00b\x1b[0m\ud800c\u2028d", "ab[0mcd"),
        ("\\[x\\] **a", "[x] **a"),
    ],
)
def test_markdown_is_made_plain(markdown: str, plain: str) -> None:
    assert flatten(markdown) == plain


def test_escaped_text_is_read_back() -> None:
    text = "1. a_b *c* <d> [e](f) #g & h \\ i ~j~ | k"
    assert flatten(escape_markdown(text)) == text


def test_lines_lose_their_marks() -> None:
    assert split_lines("- a\n- b\n\n3) c\\\nd") == ["a", "b", "c", "d"]
    assert split_blocks("a\nb\n\n\n\nc\n \nd") == ["a\nb", "c", "d"]


LONG = "This first sentence is rather long, but it ends. " + "More follows here. " * 10


@pytest.mark.parametrize(
    ("markdown", "title", "rest"),
    [
        ("# Our title: *odd*\n\nText", "Our title: odd", "Text"),
        ("**Negotiating**\n\nTwo days", "Negotiating", "Two days"),
        ("Negotiating\\\nTwo days", "Negotiating", "Two days"),
        ("Negotiating", "Negotiating", ""),
        (LONG, "This first sentence is rather long, but it ends.", LONG),
        ("- one\n- two", "one two", "- one\n- two"),
        (
            "[Site](https://example.org)",
            "Site (https://example.org)",
            "[Site](https://example.org)",
        ),
    ],
)
def test_a_title_is_the_first_line_or_sentence(markdown: str, title: str, rest: str) -> None:
    assert cut_title(markdown) == (title, rest)


def test_a_long_sentence_is_cut_at_a_word() -> None:
    title = shorten_title("word " * 60)
    assert title == "word " * 15 + "word\u2026"


def test_headings_in_a_cell_begin_sections() -> None:
    text = "First\n\n## What I learned\n\nMuch\n\n**How I have applied it:**\n\nIn talks\n\n## Other\n\nMore"
    assert cut_parts(text) == (
        Part("", "", "First"),
        Part("learning", "What I learned", "Much"),
        Part("application", "How I have applied it", "In talks\n\n### Other\n\nMore"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "```\n## What I learned\n```",
        "I say **What I learned** here",
        "Learning",
        "Evidence\nis here",
    ],
)
def test_what_only_looks_like_a_heading_begins_none(text: str) -> None:
    assert cut_parts(text) == (Part("", "", text),)


def test_a_plain_line_that_names_a_section_begins_it() -> None:
    assert cut_parts("What did you learn?\\\nMuch") == (
        Part("learning", "What did you learn?", "Much"),
    )
    assert cut_parts("Learning:\n\nMuch") == (Part("learning", "Learning", "Much"),)
    assert cut_parts("## Impact on Practice\n\nMuch") == (
        Part("benefit", "Impact on Practice", "Much"),
    )


def test_a_heading_with_nothing_below_it_stays_as_words() -> None:
    assert cut_parts("## Learning") == (Part("", "", "### Learning"),)


@pytest.mark.parametrize(
    "label", ["Learning", "What did you learn, in all?", "## x", "<b>", "", "a\nb"]
)
def test_a_heading_is_read_back_as_its_section(label: str) -> None:
    for name in HEADINGS:
        assert name_section(choose_heading(name, label)) == name
    assert not choose_heading("description", label)
    assert choose_heading("learning", "LEARNING") == "LEARNING"
