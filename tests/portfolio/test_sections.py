"""The headings by which sections are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.sections import (
    HEADINGS,
    LEARNING_SECTIONS,
    covers,
    name_section,
    normalise_heading,
    plain_heading,
    suggest_heading,
)
from tests.properties import check_property

PAIRS = [(name, heading) for name, headings in HEADINGS.items() for heading in headings]


@pytest.mark.parametrize(("name", "heading"), [pytest.param(*pair, id=pair[1]) for pair in PAIRS])
def test_every_heading_of_the_table_begins_its_section(name: str, heading: str) -> None:
    assert name_section(heading) == name
    assert name_section(f"  {heading.upper()} ...") == name
    assert name_section(heading.replace("learned", "learnt")) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param("What did you learn & how did/will you apply it?", "reflection", id="ikt"),
        pytest.param("what did you learn and how did will you apply it", "reflection", id="bare"),
        pytest.param("Any further action?", "further_action", id="further-action"),
        pytest.param("Impact on Practice", "benefit", id="impact-on-practice"),
        pytest.param("What I've learned", "learning", id="contraction"),
        pytest.param("What I\u00b4ve learnt", "learning", id="another-apostrophe"),
        pytest.param("3. What I learned", "learning", id="numbered"),
        pytest.param("Question 3: What did you learn?", "learning", id="question"),
        pytest.param("a) Evidence", "evidence", id="lettered"),
        pytest.param("**What I learned**", "learning", id="bold"),
        pytest.param("What I learned {#learning}", "learning", id="id"),
        pytest.param("What I learned {learning}", None, id="braces"),
        pytest.param("2026", None, id="number-only"),
        pytest.param("Part 2", None, id="part-only"),
        pytest.param("A reflection", None, id="article"),
        pytest.param("WHAT I LEARNT", "learning", id="learnt"),
        pytest.param("What did I learn\N{FULLWIDTH QUESTION MARK}", "learning", id="full-width"),
        pytest.param("Timetable", None, id="unknown"),
        pytest.param("", None, id="empty"),
        pytest.param("?", None, id="punctuation-only"),
    ],
)
def test_a_heading_is_matched_without_case_punctuation_or_spelling(
    heading: str, name: str | None
) -> None:
    assert name_section(heading) == name


@check_property
@given(st.text())
def test_a_normalised_heading_is_normal_already(heading: str) -> None:
    once = normalise_heading(heading)
    assert normalise_heading(once) == once


@pytest.mark.parametrize(
    ("heading", "suggestion"),
    [
        pytest.param("What I lerned", "What I learned", id="spelling"),
        pytest.param("Any futher action?", "Any further action?", id="letter-missing"),
        pytest.param("How I have aplied it", "How I have applied it", id="another-section"),
        pytest.param("Timetable", None, id="nothing-like-it"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_heading_that_is_nearly_right_is_suggested(heading: str, suggestion: str | None) -> None:
    assert suggest_heading(heading) == suggestion


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("What I learned", "What I learned"),
        ("**What I learned:**", "What I learned:"),
        ("_What I learned_ {#x .y}", "What I learned"),
        ("*What* I *learned*", "*What* I *learned*"),
        ("What I learned {in brief}", "What I learned {in brief}"),
        ("**", "**"),
        ("", ""),
    ],
    ids=repr,
)
def test_a_plain_heading_has_no_marks_around_it(written: str, plain: str) -> None:
    assert plain_heading(written) == plain


def test_numbering_of_any_length_takes_no_time() -> None:
    assert normalise_heading("1 " * 100_000 + "Evidence") == "evidence"


def test_a_reflection_covers_what_it_is_made_of() -> None:
    assert covers("reflection", "learning")
    assert covers("reflection", "benefit")
    assert covers("learning", "reflection")
    assert covers("evidence", "evidence")
    assert not covers("learning", "application")
    assert not covers("description", "learning")


def test_the_sections_that_say_what_was_learnt_exist() -> None:
    assert set(LEARNING_SECTIONS) <= set(HEADINGS)
