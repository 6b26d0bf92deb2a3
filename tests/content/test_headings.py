"""Headings never lose learning: the right column of the record, or a warning."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.commands.composition import Composed
from cpdsite.content.entries import read_file
from cpdsite.content.headings import find_misplaced
from cpdsite.errors import Problem, Severity
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS, LEARNING_SECTIONS, name_section
from cpdsite.site.record_views import ProsePart, RecordView
from tests.properties import check_property
from tests.site_maker import SITES, build, compose_site, find_view, make_site, read_page

CANARY = "LEARNED-CANARY"
HEAD = "---\ntitle: T\ndate: 2025-03-12\nstatus: published\n---\n"
BODY_LINE = 6
IKT_COLUMN, GUILD_COLUMN = 3, 2
"""Which column of either sheet asks for what was learnt."""

RIGHT = {
    "plain": f"## What I learned\n\n{CANARY}",
    "learnt": f"## What I learnt\n\n{CANARY}",
    "capitals": f"## WHAT I LEARNED!\n\n{CANARY}",
    "colon": f"## What I learned:\n\n{CANARY}",
    "dash": f"## What I learned \N{EN DASH}\n\n{CANARY}",
    "no-space": f"##What I learned\n\n{CANARY}",
    "closed": f"## What I learned ##\n\n{CANARY}",
    "spaces": f"##    What  I   learned   \n\n{CANARY}",
    "tab": f"##\tWhat I learned\n\n{CANARY}",
    "no-blank-line": f"Words.\n## What I learned\n{CANARY}",
    "numbered": f"## 1. What I learned\n\n{CANARY}",
    "numbered-in-brackets": f"## (4) What did you learn?\n\n{CANARY}",
    "numbered-deeply": f"## 2.1 What I learned\n\n{CANARY}",
    "lettered": f"## b) What I learned\n\n{CANARY}",
    "question-number": f"## Question 3: What did you learn?\n\n{CANARY}",
    "q3": f"## Q3. What did you learn?\n\n{CANARY}",
    "bold": f"## **What I learned**\n\n{CANARY}",
    "italic": f"## *What I learnt*\n\n{CANARY}",
    "underscores": f"## __What I learned__\n\n{CANARY}",
    "bold-question": f"## **What did you learn?**\n\n{CANARY}",
    "id": f"## What I learned {{#learning}}\n\n{CANARY}",
    "id-and-class": f"## What I learned {{: #learning .wide }}\n\n{CANARY}",
    "apostrophe": f"## What I've learned\n\n{CANARY}",
    "curly-apostrophe": f"## What I\N{RIGHT SINGLE QUOTATION MARK}ve learnt\n\n{CANARY}",
    "acute-accent": f"## What I\N{ACUTE ACCENT}ve learnt\n\n{CANARY}",
    "grave-accent": f"## What I`ve learned\n\n{CANARY}",
    "full-width-apostrophe": f"## What I\N{FULLWIDTH APOSTROPHE}ve learned\n\n{CANARY}",
    "full-width": "## \uff37\uff48\uff41\uff54 \uff29 \uff4c\uff45\uff41\uff52\uff4e\uff45\uff44"
    f"\n\n{CANARY}",
    "no-break-spaces": f"##\u00a0What\u00a0I\u00a0learned\n\n{CANARY}",
    "ideographic-space": f"##\u3000What I\u3000learned\n\n{CANARY}",
    "emoji": f"## \U0001f4a1 What I learned\n\n{CANARY}",
    "emoji-after": f"## What I learned \U0001f468\u200d\U0001f393\ufe0f\n\n{CANARY}",
    "soft-hyphen": f"## What I lear\u00adned\n\n{CANARY}",
    "zero-width-space": f"## \u200bWhat I learned\n\n{CANARY}",
    "brackets": f"## What I learned (and how I applied it)\n\n{CANARY}",
    "underlined": f"What I learned\n--------------\n\n{CANARY}",
    "underlined-by-one": f"What I learned\n-\n{CANARY}",
    "underlined-after-heading": f"## Purpose\nWhat I learned\n---\n\n{CANARY}",
    "form-label": f"## What did you learn & how did/will you apply it?\n\n{CANARY}",
    "form-label-in-words": f"## What did you learn and how did will you apply it\n\n{CANARY}",
    "outcomes": f"## Learning outcomes\n\n{CANARY}",
    "lessons-learnt": f"## Lessons learnt.\n\n{CANARY}",
    "reflection": f"## Reflection\n\n{CANARY}",
    "label-under-its-heading": f"## What I learned\n\nWhat did you learn?\n\n{CANARY}",
    "level-3-within": f"## What I learned\n\n### Timetable\n\n{CANARY}",
    "parts-of-a-reflection": f"## Reflection\n\n### What I learned\n\n{CANARY}",
    "twice-in-order": f"## Purpose\n\nx\n\n## What I learned\n\n{CANARY}\n\n## Evidence\n\ny",
}
"""Bodies of which the words reach the column without a word to the person."""

WARNED = {
    "level-1": f"# What I learned\n\n{CANARY}",
    "level-3": f"### What I learned\n\n{CANARY}",
    "level-6": f"###### What I learned\n\n{CANARY}",
    "seven-hashes": f"####### What I learned\n\n{CANARY}",
    "level-3-numbered": f"### 2. What I learned\n\n{CANARY}",
    "level-3-near": f"### What I lerned\n\n{CANARY}",
    "level-1-application": f"## What I learned\n\nx\n\n# How I applied it\n\n{CANARY}",
    "level-3-application": f"## What I learned\n\nx\n\n### How I applied it\n\n{CANARY}",
    "level-3-below-another": f"## Evidence\n\nx\n\n### What I learned\n\n{CANARY}",
    "underlined-level-1": f"What I learned\n==============\n\n{CANARY}",
    "html-h2": f"<h2>What I learned</h2>\n\n{CANARY}",
    "html-h3-with-id": f'<h3 id="x">What I learned</h3>\n<p>{CANARY}</p>',
    "html-paragraph": f"<p><b>What I learned</b></p>\n\n{CANARY}",
    "heading-in-div": f"<div>\n## What I learned\n{CANARY}\n</div>",
    "bold-line": f"**What I learned**\n\n{CANARY}",
    "bold-line-and-text": f"**What I learned**\n{CANARY}",
    "bold-line-colon": f"**What I learned:**\n\n{CANARY}",
    "bold-line-outer-colon": f"**What I learned**:\n\n{CANARY}",
    "bold-line-near": f"**What I lerned**\n\n{CANARY}",
    "bold-run-in": f"**What I learned:** {CANARY}",
    "bold-run-in-word": f"**Learning:** {CANARY}",
    "italic-line": f"*What I learned*\n\n{CANARY}",
    "underscore-line": f"__What I learned__\n\n{CANARY}",
    "html-bold-line": f"<strong>What I learned</strong>\n\n{CANARY}",
    "plain-line": f"What did you learn?\n\n{CANARY}",
    "plain-form-label": f"What did you learn & how did/will you apply it?\n\n{CANARY}",
    "plain-form-label-and-text": f"What did you learn & how did/will you apply it?\n{CANARY}",
    "plain-form-label-colon": f"What did you learn & how did/will you apply it:\n\n{CANARY}",
    "plain-line-in-paragraph": f"Words.\nWhat did you learn?\n{CANARY}",
    "plain-line-near": f"What did yuo learn?\n\n{CANARY}",
    "plain-run-in": f"What did you learn? {CANARY}",
    "plain-run-in-colon": f"What I learned: {CANARY}",
    "plain-run-in-word": f"Learning: {CANARY}",
    "indented": f"Words.\n\n  ## What I learned\n\n{CANARY}",
    "indented-by-four": f"Words.\n\n    ## What I learned\n\n{CANARY}",
    "indented-by-tab": f"Words.\n\n\t## What I learned\n\n{CANARY}",
    "escaped": f"\\## What I learned\n\n{CANARY}",
    "full-width-hashes": f"\uff03\uff03 What I learned\n\n{CANARY}",
    "in-a-list": f"- ## What I learned\n\n{CANARY}",
    "in-a-numbered-list": f"3. What did you learn?\n\n{CANARY}",
    "in-a-list-bold": f"- **What I learned**: {CANARY}",
    "in-a-quotation": f"> ## What I learned\n\n{CANARY}",
    "in-a-quotation-plain": f"> What did you learn?\n\n{CANARY}",
    "in-a-table": f"| What did you learn? | {CANARY} |\n|---|---|\n| x | y |",
    "definition": f"What I learned\n:   {CANARY}",
    "near": f"## What I lerned\n\n{CANARY}",
    "near-and-longer": f"## What I learned.x\n\n{CANARY}",
    "near-form-label": f"## What did you learn and how will you aply it?\n\n{CANARY}",
    "near-underlined": f"What I leanred\n---\n\n{CANARY}",
    "link": f"## [What I learned](x)\n\n{CANARY}".replace("(x)", "(https://a.example/b/c)"),
    "broken-underline": f"What I learned\n- - -\n\n{CANARY}",
    "underlined-in-paragraph": f"Words.\nWhat I learned\n---\n\n{CANARY}",
    "underlined-bold": f"**What I learned**\n---\n\n{CANARY}",
    "underlined-list": f"1. What I learned\n---\n\n{CANARY}",
    "unknown-between": f"## Purpose\n\nx\n\n## My insights\n\n{CANARY}\n\n## What I learned\n\ny",
}
"""Bodies of which the words do not reach the column, with one warning for the mistake."""

CODE = {
    "fence": f"```\n## What I learned\n\n{CANARY}\n```",
    "tildes": f"~~~ markdown\n### What I learned\n\n{CANARY}\n~~~",
    "code-span": f"`## What I learned` is a heading.\n\n{CANARY}",
}
"""Bodies in which the heading is code, and means nothing."""

BODIES = {
    **{f"right-{name}": body for name, body in RIGHT.items()},
    **{f"warned-{name}": body for name, body in WARNED.items()},
    **{f"code-{name}": body for name, body in CODE.items()},
}
RIGHT_NAMES = [f"right-{name}" for name in RIGHT]
WARNED_NAMES = [f"warned-{name}" for name in WARNED]


@dataclass(frozen=True, slots=True)
class Forms:
    """A site with every body as an entry: composed and built."""

    root: Path
    composed: Composed

    def problems_of(self, name: str) -> list[Problem]:
        """Return what is wrong with an entry."""
        path = f"content/activities/{name}.md"
        return [it for it in self.composed.problems if it.location.path == path]

    def is_in_column(self, name: str, url: str, column: int) -> bool:
        """Tell whether the canary of an entry stands in a column of a record."""
        view = find_view(self.composed, url, RecordView)
        (row,) = (it for it in view.rows if it.id == name)
        parts = [part.prose.source for part in row.cells[column] if isinstance(part, ProsePart)]
        return any(CANARY in source for source in parts)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Return a site that holds every body of the tables."""
    guild = (SITES / "rich" / "schemes" / "guild.toml").read_text("utf-8")
    files: Mapping[str, str] = {
        "cpdsite.toml": 'theme = "plain"\nrecord_files = []\nscheme = ["ikt", "guild"]\n',
        "schemes/guild.toml": guild,
        **{f"content/activities/{name}.md": f"{HEAD}{body}\n" for name, body in BODIES.items()},
    }
    root = make_site(tmp_path_factory.mktemp("forms") / "site", files)
    build(root)
    return Forms(root, compose_site(root))


def test_there_are_enough_forms() -> None:
    assert len(RIGHT) + len(WARNED) >= 60


@pytest.mark.parametrize("name", RIGHT_NAMES)
def test_learning_reaches_its_column_in_silence(forms: Forms, name: str) -> None:
    assert forms.problems_of(name) == []
    assert forms.is_in_column(name, "/record/", IKT_COLUMN)


@pytest.mark.parametrize("name", RIGHT_NAMES)
def test_learning_reaches_the_column_of_another_sheet(forms: Forms, name: str) -> None:
    assert forms.is_in_column(name, "/record/guild/", GUILD_COLUMN)


@pytest.mark.parametrize("name", WARNED_NAMES)
def test_learning_elsewhere_is_one_warning_on_its_line(forms: Forms, name: str) -> None:
    (problem,) = forms.problems_of(name)
    assert (problem.code, problem.severity) == ("heading", Severity.WARNING)
    written = f"{HEAD}{BODIES[name]}".split("\n")
    line = written[problem.location.line - 1]
    assert problem.source == line
    near = [it for it in written[problem.location.line - 1 :] if CANARY in it]
    assert near or "<div>" in BODIES[name]
    assert line.strip().strip("#\uff03")[:4].strip(" *_<>|-") in problem.message


@pytest.mark.parametrize("name", WARNED_NAMES)
def test_the_hint_is_a_heading_that_works(forms: Forms, name: str) -> None:
    (problem,) = forms.problems_of(name)
    if name == "warned-unknown-between":
        assert problem.hint == "write ### for a heading within a section"
        return
    _, _, proposed = problem.hint.partition("## ")
    heading = proposed.partition(" at the beginning")[0].partition(", at the")[0]
    heading = heading or problem.hint.removeprefix('did you mean "').removesuffix('"?')
    meant = "application" if "application" in name else LEARNING_SECTIONS
    assert name_section(heading) in meant, problem.hint


@pytest.mark.parametrize("name", [f"code-{name}" for name in CODE])
def test_a_heading_in_code_means_nothing(forms: Forms, name: str) -> None:
    assert [it.code for it in forms.problems_of(name)] == ["learning"]


@pytest.mark.parametrize("name", BODIES)
def test_every_word_is_on_the_page_of_the_entry(forms: Forms, name: str) -> None:
    page = read_page(forms.root, f"activities/{name}/index.html")
    assert CANARY in page


def read_body(body: str) -> tuple[Activity, tuple[Problem, ...]]:
    """Return the activity of a body and what is wrong with it."""
    result = read_file(ACTIVITY, "content/activities/a.md", f"{HEAD}{body}".encode())
    assert isinstance(result.value, Activity)
    return result.value, result.problems


KNOWN = st.sampled_from([text for texts in HEADINGS.values() for text in texts])
NEAR = KNOWN.filter(lambda it: len(it) > 12).map(lambda it: it[:5] + it[6:])
UNKNOWN = st.sampled_from(["Timetable", "People", "On the train"])
SHAPES = st.sampled_from(["## {}", "##{}", "### {}", "# {}", "**{}**", "<h2>{}</h2>", "  ## {}"])
BLOCKS = st.lists(st.tuples(SHAPES, KNOWN | NEAR | UNKNOWN), max_size=6)


@check_property
@given(BLOCKS)
def test_every_word_is_in_one_section_and_learning_is_warned_of_elsewhere(
    blocks: list[tuple[str, str]],
) -> None:
    openings = [shape.format(heading) for shape, heading in blocks]
    body = "word0\n\n" + "".join(f"{it}\n\nword{at}\n\n" for at, it in enumerate(openings, 1))
    activity, problems = read_body(body)
    written = f"{HEAD}{body}".split("\n")
    warned = {written[it.location.line - 1] for it in problems if it.code == "heading"}
    for number, opening in enumerate(["", *openings]):
        homes = [it for it in activity.sections if f"word{number}" in it.text.split()]
        assert len(homes) == 1
        is_learning = number and name_section(blocks[number - 1][1]) in LEARNING_SECTIONS
        assert not is_learning or homes[0].name in LEARNING_SECTIONS or opening in warned


@pytest.mark.parametrize(
    "line",
    [
        "I read about learning and application.",
        "It was a long way to",
        "learning.",
        "- Evidence",
        "- Purpose",
        "application",
        "Evidence: see the certificate.",
        "What next? Nobody knew.",
        "#cpd #learning-together",
        "Reading, learning and doing: these were the three parts of the course that I took.",
        "`## What I learned`",
        "What I learned on the course was that nobody had asked the technicians before.",
        "Next steps were agreed, and I wrote them down.",
    ],
)
def test_an_ordinary_line_is_no_heading(line: str) -> None:
    assert list(find_misplaced(f"Some words\n{line}\nmore words", DESCRIPTION)) == []


def test_a_heading_that_was_changed_to_be_plain_keeps_its_words() -> None:
    activity, _ = read_body("## **What I learned** {#x}\n\nMuch.")
    assert [it.heading for it in activity.sections] == ["What I learned"]


def test_a_misplaced_heading_knows_its_place() -> None:
    (found,) = find_misplaced("One.\n\n  ### What I lerned\n\nTwo.", DESCRIPTION)
    assert (found.line, found.column, found.written) == (2, 3, "### What I lerned")
    assert (found.name, found.meant, found.is_sure) == ("learning", "What I learned", False)
