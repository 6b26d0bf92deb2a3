"""Markdown cut at its level-2 headings, and definitions given to whom they serve."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.source import cut_source, share_definitions, take_definitions
from cpdsite.prose.tree import Element, parse_html
from tests.properties import check_property

HTML = ["address", "aside", "blockquote", "details", "div", "figure", "h1", "h2", "li", "ol", "p",
        "pre", "section", "summary", "table", "td", "tr", "ul"]  # fmt: skip
LINES = st.sampled_from(
    [
        "",
        "Words.",
        "## Heading",
        "##Heading##",
        "### Deeper",
        "# Higher",
        "Title",
        "---",
        "-",
        "```",
        "```python",
        "```x``` is code",
        "~~~",
        "-->",
        "<div>\n## Inside\n</div>",
        "- item",
        "> quoted",
        "    ## code",
        "[^1]: A note.",
        "[ref]: https://a.example",
        "*[CPD]: Development",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def find_written(text: str) -> list[str]:
    """Return the lines of a text that are not blank, sorted."""
    return sorted(line for line in text.split("\n") if line.strip())


def find_headings(text: str) -> list[str]:
    """Return the headings at which a text is cut."""
    return [part.heading for part in cut_source(text)[1:]]


@check_property
@given(TEXTS | st.text())
def test_joining_the_parts_gives_all_lines_back_in_order(text: str) -> None:
    joined = "\n".join(f"{part.opening}\n{part.text}" for part in cut_source(text))
    assert [it for it in joined.split("\n") if it.strip()] == [
        it for it in text.split("\n") if it.strip()
    ]


@check_property
@given(TEXTS)
def test_every_part_knows_the_line_on_which_its_heading_stands(text: str) -> None:
    lines = text.split("\n")
    first, *others = cut_source(text)
    assert (first.line, first.opening, first.heading) == (0, "", "")
    for part in others:
        opening = part.opening.split("\n")
        assert lines[part.line : part.line + len(opening)] == opening


@check_property
@given(TEXTS)
@example("```x``` is code\n\n## Heading\n\n```\nWords.\n```")
@example("```\n\n```\n---\nWords.")
@example("Title\n-\nWords.")
@example("```\n```\nTitle\n---")
def test_a_text_is_cut_only_where_markdown_makes_a_heading_of_level_2(text: str) -> None:
    made = [
        node
        for node in parse_html(convert_markdown(text))
        if isinstance(node, Element) and node.name == "h2"
    ]
    assert len(find_headings(text)) <= len(made)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("Words.", [], id="none"),
        pytest.param("## A\n\nx\n\n## B", ["A", "B"], id="two"),
        pytest.param("##A", ["A"], id="without-a-blank"),
        pytest.param("## A ##", ["A"], id="closed"),
        pytest.param("Words.\n## A\nMore.", ["A"], id="within-a-paragraph"),
        pytest.param("A title\n-------\n\nx", ["A title"], id="underlined"),
        pytest.param("# A\n\n### B\n\n#### C", [], id="other-levels"),
        pytest.param("A\n===", [], id="underlined-level-1"),
        pytest.param("    ## A", [], id="indented-code"),
        pytest.param("- ## A", [], id="list"),
        pytest.param("> ## A", [], id="quote"),
        pytest.param("> A\n---", [], id="rule-below-a-quote"),
        pytest.param("Two lines\nof text\n---\n", [], id="rule-below-two-lines"),
        pytest.param("x\n\n---\n\ny", [], id="rule"),
        pytest.param("| A |\n|---|\n| b |", [], id="table"),
        pytest.param("```\n## A\n```", [], id="fence"),
        pytest.param("```markdown\n## A\n```", [], id="fence-with-language"),
        pytest.param("``` {.md hl_lines='1'}\n## A\n```", [], id="fence-with-attributes"),
        pytest.param("~~~~\n~~~\n## A\n~~~~", [], id="longer-fence"),
        pytest.param("```\n## A\n```\n\n## B", ["B"], id="after-a-fence"),
        pytest.param("```\n## A", ["A"], id="fence-that-never-ends"),
        pytest.param("```a``` b\n\n## A\n\n```\nc\n```", ["A"], id="code-in-three-backticks"),
        pytest.param("```\n\n```\n---\n", [], id="rule-below-a-fence"),
        pytest.param("<div>\n<div>\n</div>\n## A\n</div>\n\n## B", ["B"], id="nested-html"),
        pytest.param("<DIV class='a'>\n## A\n</DIV >", [], id="html-in-capitals"),
        pytest.param("<span>\n## A\n</span>", ["A"], id="inline-html"),
        pytest.param("<div>\n## A", ["A"], id="html-that-never-ends"),
    ],
)
def test_headings_are_found_where_a_reader_sees_them(text: str, headings: list[str]) -> None:
    assert find_headings(text) == headings


@pytest.mark.parametrize("tag", HTML)
def test_a_heading_inside_a_block_of_html_is_no_heading(tag: str) -> None:
    text = f"Words.\n\n<{tag}>\n\n## Inside\n\n</{tag}>\n\n## After\n"
    assert find_headings(text) == ["After"]


DEFINITION = "[^1]: A note,\n    with a second paragraph."


@pytest.mark.parametrize(
    ("texts", "shared"),
    [
        pytest.param(
            ("One[^1].", "Two.\n\n[^1]: A note."),
            ("One[^1].\n\n[^1]: A note.", "Two.\n"),
            id="footnote",
        ),
        pytest.param(
            ("One [goal] and [The Goal][goal].", "Two [x][GOAL].\n\n[goal]: https://a.example"),
            (
                "One [goal] and [The Goal][goal].\n\n[goal]: https://a.example",
                "Two [x][GOAL].\n\n[goal]: https://a.example",
            ),
            id="reference",
        ),
        pytest.param(
            ("CPD is good.\n\n*[CPD]: Development", "CPDs are not CPD."),
            ("CPD is good.\n\n*[CPD]: Development", "CPDs are not CPD.\n\n*[CPD]: Development"),
            id="abbreviation",
        ),
        pytest.param(
            ("CPDs.", "Two.\n\n*[CPD]: Development"),
            ("CPDs.", "Two.\n\n*[CPD]: Development"),
            id="unused-stays",
        ),
        pytest.param(
            ("One[^1].", f"Two.\n\n{DEFINITION}\n\n    Deeper.\n\nAfter."),
            (f"One[^1].\n\n{DEFINITION}\n\n    Deeper.", "Two.\n\n\nAfter."),
            id="whole-footnote",
        ),
        pytest.param(
            ("One[^1].", "Two.\n\n[^1]: See [goal].\n\n[goal]: https://a.example"),
            ("One[^1].\n\n[^1]: See [goal].\n\n[goal]: https://a.example", "Two.\n\n"),
            id="what-a-footnote-uses",
        ),
        pytest.param(
            ("One.\n\n[^1]: See [goal].", "Two.\n\n[goal]: https://a.example"),
            ("One.\n\n[^1]: See [goal].", "Two.\n\n[goal]: https://a.example"),
            id="what-an-unused-footnote-uses",
        ),
        pytest.param(
            ("One[^1].", "```\n[^1]: Code.\n```"),
            ("One[^1].", "```\n[^1]: Code.\n```"),
            id="not-in-a-fence",
        ),
        pytest.param(
            ("[a] b", "[a]: https://a.example\n[b]: https://b.example"),
            ("[a] b\n\n[a]: https://a.example", "\n\n[b]: https://b.example"),
            id="each-on-its-own",
        ),
    ],
)
def test_each_text_gets_the_definitions_that_it_uses(
    texts: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    assert share_definitions(texts) == shared


@check_property
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "Words [a] and [b][A].",
                    "A note[^1] and another[^2].",
                    "CPD",
                    "",
                    "[^1]: See [b] and [^2].",
                    "[^2]: See [^1].",
                    "    indented",
                    "[a]: https://a.example",
                    "[b]: https://b.example",
                    "*[CPD]: Development",
                    "## Heading",
                    "```",
                    "<div>",
                    "</div>",
                ]
            ),
            max_size=8,
        ).map("\n".join),
        max_size=4,
    ).map(tuple)
)
@example(("One.\n\n[^1]: See [b].", "Two.\n\n[b]: https://b.example"))
@example(("[^1]: See [^2].", "[^2]: See [^1]."))
def test_sharing_loses_no_line_and_moves_only_definitions(texts: tuple[str, ...]) -> None:
    shared = share_definitions(texts)
    assert len(shared) == len(texts)
    assert set(find_written("\n".join(texts))) == set(find_written("\n".join(shared)))
    for before, after in zip(texts, shared, strict=True):
        body, _ = take_definitions(before)
        assert after.startswith(body.rstrip())


def test_a_text_without_definitions_stays_as_it_is() -> None:
    texts = ("One.\n", "\n\nTwo.  ")
    assert share_definitions(texts) == texts


def test_a_shared_footnote_is_shown_in_the_section_that_uses_it() -> None:
    used, other = share_definitions(("A point[^why].", "More.\n\n[^why]: Because."))
    assert "Because." in convert_markdown(used)
    assert re.search(r'class="footnote-ref"', convert_markdown(used))
    assert "Because." not in convert_markdown(other)


def test_where_two_texts_define_the_same_each_keeps_its_own() -> None:
    first, second = share_definitions(("A[^1].\n\n[^1]: One.", "B[^1].\n\n[^1]: Two."))
    assert ("One." in first, "Two." in first) == (True, False)
    assert ("One." in second, "Two." in second) == (False, True)


@pytest.mark.parametrize("line", ["[1]: the first lesson was patience", "[Jane]: And then?"])
def test_what_only_resembles_a_reference_stays_where_it_is(line: str) -> None:
    texts = (f"Before.\n\n{line}\n\nAfter [1] and [Jane].", "See [1], [Jane].")
    assert share_definitions(texts) == texts
