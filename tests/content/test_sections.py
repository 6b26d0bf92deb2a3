"""The body of an activity cut into sections, without losing a line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.content.entries import read_file
from cpdsite.errors import Problem
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.portfolio.sections import HEADINGS, Section, name_section
from cpdsite.prose.source import cut_source
from tests.properties import check_property

HEAD = "---\ntitle: A\ndate: 2026\n---\n"
BODY_LINE = 5


def cut(body: str) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Return the sections of a body that begins on line 5, and what is wrong with it."""
    result = read_file(ACTIVITY, "content/activities/a.md", (HEAD + body).encode())
    assert isinstance(result.value, Activity)
    return result.value.sections, result.problems


def outline(body: str) -> list[tuple[str, str]]:
    """Return the names and texts of the sections of a body."""
    return [(section.name, section.text) for section in cut(body)[0]]


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n\nOne.\n\n", [("description", "One.")], id="description"),
        pytest.param("## What I learned\n\nMuch.", [("learning", "Much.")], id="no-description"),
        pytest.param(
            "One.\n## Any further action?\nTwo.\n## WHAT I LEARNT\nThree.",
            [("description", "One."), ("further_action", "Two."), ("learning", "Three.")],
            id="in-the-order-written",
        ),
        pytest.param(
            "One.\n\nWhat I learned\n--------------\n\nMuch.",
            [("description", "One."), ("learning", "Much.")],
            id="underlined",
        ),
        pytest.param(
            "One.\n\n## Timetable\n\nTwo.",
            [("description", "One.\n\n## Timetable\n\nTwo.")],
            id="unknown-stays",
        ),
        pytest.param(
            "One.\n\nTimetable\n---\n\nTwo.\n\n##  Odd  ##\nThree.",
            [("description", "One.\n\nTimetable\n---\n\nTwo.\n\n##  Odd  ##\nThree.")],
            id="unknown-stays-as-written",
        ),
        pytest.param(
            "## What I learned\nOne.\n## Evidence\nTwo.\n## What I learned\nThree.\n## Odd\nFour.",
            [("learning", "One.\nThree.\n## Odd\nFour."), ("evidence", "Two.")],
            id="unknown-stays-with-what-stands-before-it",
        ),
        pytest.param(
            "One.\n\n## What I learned\n\n## Evidence\n\nTwo.",
            [("description", "One."), ("evidence", "Two.")],
            id="empty-section-is-none",
        ),
        pytest.param(
            "```\n## What I learned\n```",
            [("description", "```\n## What I learned\n```")],
            id="fence",
        ),
        pytest.param(
            "One[^1].\n\n## What I learned\n\nMuch.\n\n[^1]: A note.",
            [("description", "One[^1].\n\n[^1]: A note."), ("learning", "Much.")],
            id="footnote-goes-along",
        ),
        pytest.param("One.\n\n##\n\nTwo.", [("description", "One.\n\n##\n\nTwo.")], id="no-words"),
    ],
)
def test_a_body_is_cut_into_sections(body: str, sections: list[tuple[str, str]]) -> None:
    assert outline(body) == sections


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("One.", [5], id="at-once"),
        pytest.param("\n\nOne.\n\n## Evidence\n\n\nTwo.", [7, 12], id="blank-lines"),
        pytest.param("One.\n\nEvidence\n---\nTwo.", [5, 9], id="underlined"),
    ],
)
def test_a_section_knows_the_line_on_which_its_text_begins(body: str, lines: list[int]) -> None:
    sections, _ = cut(body)
    assert [section.line for section in sections] == lines
    written = (HEAD + body).split("\n")
    assert [written[line - 1] for line in lines] == [it.text.split("\n")[0] for it in sections]


LEARNED = "## What I learned\n\nMuch.\n\n"


@pytest.mark.parametrize(
    ("body", "line", "hint"),
    [
        pytest.param(
            "## What I lerned\n\nMuch.", 5, 'did you mean "What I learned"?', id="near-match"
        ),
        pytest.param(
            f"{LEARNED}Any futher action\n---\n\nAsk.",
            9,
            'did you mean "Any further action?"?',
            id="near-match-underlined",
        ),
        pytest.param(
            f"{LEARNED}## Timetable\n\nx\n\n## Evidence\n\ny",
            9,
            "write ### for a heading within a section",
            id="unknown-between-known",
        ),
        pytest.param(
            f"{LEARNED}## Evidence\n\nx\n\n## WHAT I LEARNT\n\ny",
            13,
            'move this text under "What I learned" (line 5)',
            id="twice",
        ),
    ],
)
def test_a_doubtful_heading_is_a_warning_on_its_line(body: str, line: int, hint: str) -> None:
    _, problems = cut(body)
    (problem,) = problems
    assert (problem.code, problem.is_error) == ("heading", False)
    assert (problem.location.line, problem.location.column) == (line, 1)
    assert problem.hint == hint


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"## Timetable\n\nx\n\n{LEARNED}", id="before-known"),
        pytest.param(f"{LEARNED}## Timetable\n\nx", id="after-known"),
        pytest.param(f"{LEARNED}### Timetable\n\nx\n\n## Evidence\n\ny", id="level-3-between"),
    ],
)
def test_other_headings_are_no_problem(body: str) -> None:
    assert cut(body)[1] == ()


BODY_LINES = st.sampled_from(
    [
        "",
        "Words.",
        "More words[^1] of CPD and [a].",
        "## What I learned",
        "## Evidence",
        "## Timetable",
        "##",
        "What next?",
        "---",
        "```",
        "<div>",
        "</div>",
        "- item",
        "[^1]: A note, see [a].",
        "[a]: https://a.example",
        "*[CPD]: Development",
    ]
)


@check_property
@given(st.lists(BODY_LINES, max_size=14).map("\n".join))
@example("[^1]: See [a].\n\n## Evidence\n\n[a]: https://a.example")
@example("```\n\n```\n---\nWords.")
def test_every_line_of_a_body_is_in_a_section_or_begins_one(body: str) -> None:
    sections, _ = cut(body)
    kept = "\n".join(section.text for section in sections).split("\n")
    openings = [
        line
        for part in cut_source(body)
        if name_section(part.heading)
        for line in part.opening.split("\n")
    ]
    for line in filter(str.strip, body.split("\n")):
        assert line in kept or line in openings, line


@check_property
@given(st.lists(st.sampled_from([it for texts in HEADINGS.values() for it in texts]), max_size=8))
def test_each_name_begins_one_section_at_most(headings: list[str]) -> None:
    body = "".join(f"## {heading}\n\nText {number}.\n\n" for number, heading in enumerate(headings))
    names = [name for name, _ in outline(body)]
    assert len(names) == len(set(names))
    assert set(names) == {name_section(heading) for heading in headings}
