"""What would take the converter too long is refused by counting, and nothing else is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite import limits
from cpdsite.content.entries import read_file
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.prose.bounds import BLANK, COUNTS, LINES, count_excesses, find_excesses, is_modest
from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.passage import read_passage
from tests.properties import check_property
from tests.site_maker import write_entry

WORDS = "The quick brown fox didn't jump over *the lazy* dog (it's `code` & more), said Jane. "
HONEST = {
    "sixty-thousand-words": "\n\n".join([WORDS * 8] * 500),
    "table-of-300-rows": "| Date | What | Link |\n|---|:-:|---|\n"
    + "\n".join(f"| 2024 | *Words* and `code` | [a{n}](https://a.example/{n}) |" for n in range(300)),
    "400-links": "\n".join(
        f'- [A `book` on [brackets], {n}](https://a.example/x_(y)/{n} "title")' for n in range(400)
    ),
    "400-references": " ".join(f"[text {n}][r{n}]" for n in range(400))
    + "\n\n"
    + "\n".join(f'[r{n}]: https://a.example/some/long/path/{n} "A title"' for n in range(400)),
    "300-footnotes": "\n\n".join(f"Words with a note[^{n}]." for n in range(300))
    + "\n\n"
    + "\n".join(f"[^{n}]: Smith, J. (2020) *A book*. London: Press." for n in range(300)),
    "code-in-a-fence": "```python\n" + "x = [a for a in b if a < c[0]] # `x` *[ <!--\n" * 9000 + "```",
    "lists-8-deep": "\n".join("    " * (n % 8) + "- item with *words*" for n in range(800)),
    "quotations-6-deep": "\n".join(">" * (n % 6 + 1) + " words" for n in range(600)),
    "table-in-html": "<table>\n" + ("<tr>" + "<td>a &nbsp; b</td>" * 5 + "</tr>\n") * 300 + "</table>",
    "rule-of-dashes": "a\n\n" + "- " * 60 + "\n\n" + "-" * 200 + "\n\n" + "*" * 200,
    "spaces": "a\n\n" + " " * 2000 + "\n\n" + "\t" * 100 + "code",
}  # fmt: skip
NESTED = "".join("    " * depth + "- a\n" for depth in range(200))
PATHOLOGICAL = {
    "spaces after a fence": "~~~" + " " * 20_000 + "b",
    "tabs after a fence": "words\n\n```" + "\t" * 20_000 + "b\n```",
    "[": "[" * 9000,
    "![": "![" * 9000,
    "](": "](" * 9000 + "[a](" * 9000,
    "[a](": "[a](" * 9000,
    "nested links": "[" * 9000 + "x" + "](u)" * 9000,
    "closed in code": "[ `]` " * 9000,
    "closed by an escaped bracket": "[ \\] " * 9000,
    "quotes in links": "[a](b') " * 9000,
    "<![": "<![" * 9000,
    "<!": "a\n<!x\n" * 3000,
    "<?": "<?\n" * 9000,
    "<a": "<a " * 9000,
    "<a b=": '<a b="' * 9000,
    "</a": "</a" * 9000,
    "tags": "<b>" * 9000,
    "tags that open anew": "".join(f"<b class={n}>" for n in range(900)) + "<p>\n" * 900,
    "&#": "&#" * 9000,
    "backticks": " ".join("`" * n + " a" for n in range(2, 2500)),
    "emphasis": "*a _b " * 20_000,
    "marks in one paragraph": ("*a* " + "word " * 15) * 6000,
    "> > >": "> " * 9000,
    ">>>": ">" * 9000,
    "- - -": "- " * 200 + "x",
    "1. 1.": "1. " * 9000 + "x",
    "definitions within definitions": "a\n" + ":   " * 9000 + "x",
    "lists by indentation": NESTED,
    "lists by tabs": NESTED.replace("    ", "\t"),
    "items": ("- " * 20 + "x\n") * 9000,
    "headings": "# a\n" * 9000,
    "rules": "---\n" * 9000,
    "underlined": "a\n=\n" * 6000,
    "paragraphs": "a\n\n" * 9000,
    "blank lines": "\n" * 20_000,
    "definition lists": "a\n:   b\n" * 6000,
    "references": "[a]: b\nx\n" * 6000,
    "quotes in a reference": "[a]: b" + '"' * 9000 + "x",
    "footnotes": "".join(f"[^{n}]: a\n" for n in range(2000)),
    "one footnote often": "[^1]" * 2000 + "\n\n[^1]: a",
    "abbreviations": "".join(f"*[a{n}]: b\n" for n in range(200)),
    "one abbreviation often": "*[a]: b\n\n" + "a " * 9000,
    "open fences": "```a\n" * 900,
    "fences": "```\n```\n" * 9000,
    "lines to mark": '``` hl_lines="\n' * 9,
    "braces in fences": "``` {}}\n" * 900 + "```\n",
    "wide tables": "|".join("a" * 900) + "\n" + "|".join("-" * 900) + "\n" + "|\n" * 900,
    "code in a row": "`a`|" * 9000 + "\n-|-",
    "comments in code": "`<!-- -->`<a>" * 900,
}
"""Each would take seconds, minutes or for ever, or more memory than there is."""


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=list(PATHOLOGICAL))
def test_pathological_texts_are_refused_with_a_sentence(text: str) -> None:
    found = find_excesses(text)
    assert found
    lines = text.count("\n") + 1
    for excess in found:
        assert excess.message.startswith("expected ")
        assert excess.hint
        assert 0 <= excess.line < lines


@pytest.mark.parametrize("text", HONEST.values(), ids=list(HONEST))
def test_honest_texts_are_not(text: str) -> None:
    assert count_excesses(text) == ()
    assert find_excesses(text) == ()


def test_every_count_refuses_something() -> None:
    said = {it.message for text in PATHOLOGICAL.values() for it in count_excesses(text)}
    assert said == {message for _, _, (message, _) in COUNTS} | {LINES, BLANK[0]}


def test_an_excess_is_reported_at_its_line_and_nothing_is_made_of_the_text() -> None:
    entry = write_entry("Words.\n\n" + "[" * 9000)
    read = read_file(ACTIVITY, "content/activities/a.md", entry.encode())
    assert [(it.code, it.location.line) for it in read.problems if it.is_error] == [("markdown", 9)]
    assert read.value is None
    assert "[" * 9 not in repr(read.suspect)


PIECES = [
    "[", "]", "(", ")", "![", "](", "[^", "]:", "*[", "`", "``", "```\n", "~~~", "*", "**", "_",
    "<", "<!", "<?", "<a ", "<b c=1>", "</p>", ">", "> ", "- ", "1. ", ":   ", "# ", "---\n", "=\n",
    "    ", "\t", "|", "\\", "&", "&#", "&amp;", '"', "'", "{", "}", "hl_lines=", "a", " ", "\n",
    "\n\n", "[ ] ", "<!-- ", " -->", "<div>", "</div>", "<script>", "]]>", "\u00a0",
]  # fmt: skip
MARKUP = st.lists(
    st.tuples(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.integers(1, 40)),
    max_size=6,
).map(lambda parts: "".join(piece * times for piece, times in parts))


@check_property
@given(MARKUP)
def test_whatever_the_counts_let_pass_is_converted(text: str) -> None:
    if not find_excesses(text):
        read_passage(text)


LARGE = st.tuples(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), st.integers(1, 900)
).map(lambda it: it[0] * it[1])


@check_property
@given(LARGE)
def test_a_modest_text_passes_no_limit(text: str) -> None:
    assert not is_modest(text) or count_excesses(text) == ()


class _TooMuchError(Exception):
    """More calls were made than a text is worth."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Stop what makes more calls of functions than this: work counted, not timed."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1
        if made > calls:
            raise _TooMuchError

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


EDGES: dict[str, Callable[[int], str]] = {
    "[": lambda n: "[" * n,
    "[a](": lambda n: "[a](" * n,
    "- ": lambda n: "- " * n + "x\n",
    ">": lambda n: ">" * n + "x\n",
    "nested": lambda n: "".join("    " * depth + "- a\n" for depth in range(n)),
    "# a": lambda n: "# a\n" * n,
    "*a*": lambda n: "*a* " * n,
    "[^1]": lambda n: "[^1]" * n + "\n\n[^1]: a",
    "<b>": lambda n: "<b>" * n,
}


@pytest.mark.parametrize("make", EDGES.values(), ids=list(EDGES))
def test_the_worst_that_passes_is_bounded(make: Callable[[int], str]) -> None:
    size = find_most(make)
    assert size > 10
    with at_most(20_000_000):
        html = convert_markdown(make(size))
    # Shown as written is what is left when the converter calls itself too often.
    assert not html.startswith(f"<pre>{make(size)[:9]}")


def find_most(make: Callable[[int], str]) -> int:
    """Return about how often a piece may be repeated before it is refused."""
    high = 2
    while not find_excesses(make(high)) and len(make(high)) < limits.ENTRY_BYTES:
        high *= 2
    low = high // 2
    while high - low > 1 + low // 16:
        middle = (low + high) // 2
        low, high = (low, middle) if find_excesses(make(middle)) else (middle, high)
    return low
