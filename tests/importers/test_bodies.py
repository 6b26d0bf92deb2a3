"""Sections that are read back as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.entries import read_file
from cpdsite.importers.bodies import (
    MOST_BYTES,
    divide_sections,
    join_sections,
    settle_sections,
    settle_text,
    write_body,
)
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.portfolio.sections import Section
from tests.properties import check_often

FRONT = "---\ntitle: T\ndate: 2026\n---\n\n"


def make(*texts: str) -> tuple[Section, ...]:
    """Return a description, then learning and application, of these texts."""
    names = (("description", ""), ("learning", "What I learned"), ("application", "Application"))
    return tuple(Section(*name, text, 0) for name, text in zip(names, texts, strict=False))


def read_back(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    """Return the names and texts of the sections of an entry with that body."""
    found = read_file(ACTIVITY, "content/activities/a.md", (FRONT + write_body(sections)).encode())
    assert isinstance(found.value, Activity), found.problems
    return [(it.name, it.text) for it in found.value.sections]


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("## Learning\nMuch", "### Learning\nMuch"),
        ("Learning\n---\nMuch", "Learning\n\n---\nMuch"),
        ("a <!-- b -->", "a &lt;!-- b -->"),
        ("```\n## code\n```", "```\n## code\n```"),
        ("a\x00\ud800b\r\nc", "ab\nc"),
    ],
)
def test_nothing_in_a_text_is_a_heading_or_a_comment(text: str, settled: str) -> None:
    assert settle_text(text) == settled


@pytest.mark.parametrize(
    "texts",
    [
        ("```\nopen", "words", "```\nopen"),
        ("<div>", "words", "</div>"),
        ("[" * 40_000, "words"),
        ("* " * 40_000, "`" * 9, "words"),
        ("x\n" * 20_000, "words"),
        ("```\n" + "a" + " " * 400 + "b\n```",),
    ],
)
def test_no_text_hides_or_stops_another(texts: tuple[str, ...]) -> None:
    settled, doubt = settle_sections(make(*texts))
    assert doubt
    assert read_back(settled) == [(it.name, it.text) for it in settled]
    assert [it.name for it in settled] == [it.name for it in make(*texts)]


MARKUP = st.lists(
    st.sampled_from(["```", "~~~", "## ", "### x", "<div>", "</div>", "<!--", "-->", "---", "===", "\n", "\n\n", "word", "    ", "- ", "> ", "`", "[a]: b", "|", "\\", "Learning", "* * *", "1. "]) | st.text(max_size=5),
    max_size=12,
).map("".join)  # fmt: skip


@given(MARKUP, MARKUP, MARKUP)
@check_often(150)
def test_whatever_stands_in_cells_is_read_back(one: str, two: str, three: str) -> None:
    settled, _ = settle_sections(make(one, two, three))
    names = [name for name, _ in read_back(settled)]
    assert names == [it.name for it in settled]


def test_sections_of_one_name_are_joined_and_the_description_leads() -> None:
    description, learning, application = make("d", "l", "a")
    joined = join_sections([learning, application, description, learning])
    assert [(it.name, it.text) for it in joined] == [
        ("description", "d"),
        ("learning", "l\n\nl"),
        ("application", "a"),
    ]


def test_another_heading_of_a_section_stays() -> None:
    other = Section("learning", "Key learning", "more", 0)
    (joined,) = join_sections([make("d", "l")[1], other])
    assert (joined.heading, joined.text) == ("What I learned", "l\n\n### Key learning\n\nmore")


def test_a_text_that_is_too_long_is_divided() -> None:
    assert divide_sections(make("short", "words")) == (make("short", "words"),)
    groups = divide_sections(make("word " * 100_000, "x" * 500_000))
    assert len(groups) == 3
    whole = "".join(it.text for group in groups for it in group)
    assert whole.count("word") == 100_000
    assert whole.count("x") == 500_000
    assert all(len(write_body(it).encode()) <= MOST_BYTES + 1_000 for it in groups)
