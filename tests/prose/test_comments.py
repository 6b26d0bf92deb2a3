"""Comments are taken out before anything else reads a text, wherever they stand."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.prose.comments import take_comments
from cpdsite.prose.passage import read_passage
from tests.properties import check_often, check_property


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("a <!-- b --> c", "a  c", id="within-a-line"),
        pytest.param("a <!-- b\n[c]: d\n\ne --> f", "a \n\n\n f", id="over-lines"),
        pytest.param("- a\n\n    <!-- b -->", "- a\n\n    ", id="in-a-list"),
        pytest.param("<!-- ` --> a `b`", " a `b`", id="backtick-in-a-comment"),
        pytest.param("<!--\n```\n-->\n```\nb --> c", "\n\n\n\n c", id="end-in-a-fence-is-none"),
        pytest.param("`<!-- a -->` b", "`<!-- a -->` b", id="code"),
        pytest.param("``a ` <!-- b`` c", "``a ` <!-- b`` c", id="longer-code"),
        pytest.param("```\n<!-- a -->\n```", "```\n<!-- a -->\n```", id="fence"),
        pytest.param("a ` b <!-- c --> d", "a ` b  d", id="a-backtick-alone"),
        pytest.param("a `b\n\n<!-- c --> d` e", "a `b\n\n d` e", id="code-ends-with-a-paragraph"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_comments_go_and_code_stays(text: str, kept: str) -> None:
    assert take_comments(text) == (kept, None)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n<!-- b", 1), ("<!-- a --> b\n\n<!-- c", 2), ("```\n-->\n```\n<!-- a", 3)],
)
def test_a_comment_without_an_end_is_found_on_its_line(text: str, line: int) -> None:
    assert take_comments(text)[1] == line


PIECES = ["a", "\n", "\n\n", "`", "``", "```\n", "<!--", "-->", "[x]: y", "    "]


@check_property
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_lines_keep_their_numbers_and_no_comment_is_left_outside_code(text: str) -> None:
    kept, unclosed = take_comments(text)
    assert kept.count("\n") == text.count("\n")
    if "`" not in text and unclosed is None:
        assert "<!--" not in kept


@check_property
@given(st.text())
def test_a_text_without_comments_stays_as_it_is(text: str) -> None:
    if "<!--" not in text:
        assert take_comments(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "- Don`t\n- Down <!-- SECRET\n- SECRET -->\n- It`s fine",
            "- Don`t\n- Down \n\n- It`s fine",
        ),
        ("\\` <!-- SECRET --> \\`", "\\`  \\`"),
        ("a ``x\ny <!-- SECRET --> z`` b", "a ``x\ny  z`` b"),
        ("\\\\`<!-- code -->`", "\\\\`<!-- code -->`"),
        ("one `<!-- code -->` line", "one `<!-- code -->` line"),
    ],
)
def test_in_doubt_a_comment_is_private(text: str, kept: str) -> None:
    assert take_comments(text) == (kept, None)


PIECES = [
    "`", "``", "```", "~~~", "\n", "\n\n", "- ", "> ", "    ", "word", "\\`", "<!--", "-->",
    "<!-- SECRET -->", "<!-- SECRET <!-- -->", "<!-- SECRET\n-->", "<!-- SECRET\n\nSECRET -->",
    "[", "](u)", "|", "<div>", "</div>", "<code>", "</code>", "<pre>", "</pre>", "# ", "<b>",
    "\n---\n", "| a | b |\n|---|---|\n", "[^1]", "\n[^1]: ", "\n*[x]: ", "\n[r]: /u ", "x",
    "\n```\n", "\n~~~\n", "\n``` py\n", "<", ">", "--!>", "<?", "?>", "\n: ", "&lt;",
]  # fmt: skip
CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


@check_often(300)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=22).map("".join))
@example("</code>```<!-- SECRET <!-- --><!--~~~[<!-- SECRET\n-->``--><!-- SECRET <!-- -->- ``w")
@example("x\n\n``` py\n- `\n*[x]: `word<!-- SECRET -->\\`*- <p>    ")
def test_no_comment_is_shown_as_text_without_an_error(text: str) -> None:
    body, open_line = take_comments(text)
    passage = read_passage(body)
    outside = CODE.sub("", passage.html)
    assert "SECRET" not in outside or open_line is not None or passage.shows_comment
