"""Front matter as people write it: every trap is right, or an error at its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.front_matter import (
    FrontMatter,
    decode_source,
    read_front_matter,
    write_front_matter,
)
from cpdsite.errors import Location, Problem, sort_problems
from cpdsite.limits import DEEPEST_VALUE
from cpdsite.portfolio.nodes import Node, Scalar, Sequence
from tests.properties import check_property

PATH = "content/activities/a.md"


def read(data: bytes | str) -> tuple[FrontMatter | None, list[Problem]]:
    """Return the front matter of a file, and what is wrong with it."""
    source, problems = decode_source(PATH, data.encode() if isinstance(data, str) else data)
    if source is None:
        return None, list(problems)
    parts = read_front_matter(source)
    return parts, source.problems


def find_values(data: bytes | str) -> dict[str, Node]:
    """Return the values of a file in which nothing is wrong."""
    parts, problems = read(data)
    assert problems == []
    assert parts
    assert parts.values
    return {key.text: value for key, value in parts.values.pairs}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"---\ntitle: A\n---\nBody.\n", id="plain"),
        pytest.param(b"\xef\xbb\xbf---\ntitle: A\n---\nBody.\n", id="byte-order-mark"),
        pytest.param(b"---\r\ntitle: A\r\n---\r\nBody.\r\n", id="windows-line-ends"),
        pytest.param(b"---\rtitle: A\r---\rBody.\r", id="old-mac-line-ends"),
        pytest.param(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nBody.\r\n", id="mark-and-windows"),
        pytest.param(b"---  \ntitle: A\n---\t\nBody.\n", id="blanks-after-fences"),
        pytest.param(b"-----\ntitle: A\n-----\nBody.\n", id="longer-fences"),
        pytest.param(b"---\ntitle:\tA\n---\nBody.\n", id="tab-after-colon"),
        pytest.param(b"---\n\n\ntitle: A\n\n---\n\nBody.\n", id="blank-lines"),
        pytest.param(b"---\n# a comment\ntitle: A # and another\n---\nBody.\n", id="comments"),
    ],
)
def test_every_editor_writes_front_matter_that_is_read(data: bytes) -> None:
    parts, problems = read(data)
    assert problems == []
    assert parts
    assert parts.values
    assert [(key.text, value) for key, value in parts.values.pairs] == [
        ("title", Scalar("A", *find_place(data)))
    ]
    assert parts.body.strip() == "Body."


def find_place(data: bytes) -> tuple[int, int]:
    """Return the line and column of the only ``A`` of a file."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    before = text[: text.index("A")]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "on", "1:30", "010", "1_000", "0x1F", "1e3", ".5", "2026-03-12", "true", "=",
     "5%", "C#", "a:b", "12 March", "<<", "'", "Zoë", "\N{GRINNING FACE}"],
    ids=ascii,
)  # fmt: skip
def test_a_value_arrives_as_written(text: str) -> None:
    values = find_values(f"---\ntitle: {text}\n---\n" if text != "'" else "---\ntitle: ''''\n---\n")
    node = values["title"]
    assert isinstance(node, Scalar)
    assert node.text == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "''", '""', "# note"], ids=repr)
def test_a_value_left_blank_is_empty(text: str) -> None:
    assert find_values(f"---\ntitle: {text}\n---\n")["title"] == Scalar(
        "", 2, 8 if text and not text.startswith("#") else 7
    )


@pytest.mark.parametrize("text", ['"~"', "'null'"])
def test_a_word_for_nothing_in_quotes_is_that_word(text: str) -> None:
    node = find_values(f"---\ntitle: {text}\n---\n")["title"]
    assert isinstance(node, Scalar)
    assert node.text == text[1:-1]


def test_keys_that_libraries_treat_specially_are_ordinary_keys() -> None:
    values = find_values("---\ncontent: a\nhandler: b\nmetadata: c\n---\nBody.\n")
    assert list(values) == ["content", "handler", "metadata"]


def test_lists_and_mappings_know_their_places() -> None:
    values = find_values("---\ntags: [a, b]\nlinks:\n  - title: c\n    url: d\n---\n")
    tags, links = values["tags"], values["links"]
    assert tags == Sequence((Scalar("a", 2, 8), Scalar("b", 2, 11)), 2, 7)
    assert isinstance(links, Sequence)
    assert (links.line, links.column) == (4, 3)
    assert (links.items[0].line, links.items[0].column) == (4, 5)


def test_columns_count_characters_not_bytes() -> None:
    values = find_values('---\n"Zoë \N{GRINNING FACE}": a\n---\n')
    assert list(values.values()) == [Scalar("a", 2, 10)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: b\n---\nBody", "Body"),
        ("---\na: b\n---\n\n\nBody", "Body"),
        ("---\n\na: b\n---\nOne\n---\nTwo", "One\n---\nTwo"),
    ],
    ids=repr,
)
def test_the_body_knows_the_line_on_which_it_begins(text: str, body: str) -> None:
    parts, problems = read(text)
    assert problems == []
    assert parts
    assert parts.body.strip() == body
    blank = len(parts.body) - len(parts.body.lstrip("\n"))
    assert text.split("\n")[parts.body_line - 1 + blank] == body.partition("\n")[0]


def test_front_matter_may_be_empty() -> None:
    parts, problems = read("---\n---\nBody.\n")
    assert problems == []
    assert parts
    assert parts.values
    assert parts.values.pairs == ()


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"], ids=ascii)
def test_separators_of_word_processors_are_blanks_and_move_no_line(character: str) -> None:
    values = find_values(f"---\ntitle: one{character}two\ndate: x\n---\n")
    assert values["title"] == Scalar("one two", 2, 8)
    assert values["date"] == Scalar("x", 3, 7)


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "message"),
    [
        pytest.param("", 1, 1, "front-matter", "expected front matter", id="empty-file"),
        pytest.param("# Title\n", 1, 1, "front-matter", "expected front matter", id="no-fence"),
        pytest.param("\n\nx\n", 3, 1, "front-matter", "expected front", id="blank-first"),
        pytest.param("--\na: b\n--\n", 1, 1, "front-matter", 'found "--"', id="short-fence"),
        pytest.param("\u2014\na: b\n---\n", 1, 1, "front-matter", "a line of ---", id="long-dash"),
        pytest.param("+++\na = 1\n+++\n", 1, 1, "front-matter", 'found "+++"', id="toml-fence"),
        pytest.param("---\na: b\n...\nx\n", 3, 1, "front-matter", 'found "..."', id="dots"),
        pytest.param("---\na: b\n\u2014-\nx\n", 3, 1, "front-matter", "a line of", id="dash-end"),
        pytest.param("---\na: b\n--\nx\n", 3, 1, "front-matter", 'found "--"', id="short-end"),
        pytest.param("---\na: b\n", 1, 1, "front-matter", "has no end", id="no-closing-fence"),
        pytest.param("---\na: b\n--- x\n", 3, 1, "front-matter", 'found "--- x"', id="fence-and-text"),
        pytest.param(
            "---\n- a\n- b\n---\n", 2, 1, "front-matter", "found a list", id="list"
        ),
        pytest.param("---\n\nword\n---\n", 3, 1, "front-matter", 'found "word"', id="word"),
        pytest.param(
            "---\ntitle: Audit: part 2\n---\n", 2, 13, "yaml", "holds a colon", id="colon-in-title"
        ),
        pytest.param(
            "---\ntitle: @home\n---\n", 2, 8, "yaml", "cannot begin with @", id="at-sign"
        ),
        pytest.param("---\na: b\n\tc: d\n---\n", 3, 1, "yaml", "tab", id="tab-as-indent"),
        pytest.param("---\na: [b\n---\n", 2, 4, "yaml", "list is never closed", id="open-list"),
        pytest.param('---\na: "b\n---\n', 2, 4, "yaml", "never closed", id="open-quote"),
        pytest.param("---\na: b\nc\n---\n", 3, 1, "yaml", "this line has no key", id="word-as-a-key"),
        pytest.param(
            "---\na: b\ntype: x\x07y\n---\n", 3, 8, "control", "U+0007", id="control"
        ),
        pytest.param("---\na: \x00\n---\n", 2, 4, "control", "U+0000", id="nul"),
        pytest.param("---\na: &x b\nc: *x\n---\n", 2, 4, "yaml", "cannot begin with &", id="alias"),
        pytest.param("---\na: *x\n---\n", 2, 4, "yaml", "cannot begin with *", id="no-anchor"),
        pytest.param(
            "---\na: !!python/object:os.system b\n---\n", 2, 4, "yaml", "the tag", id="python-tag"
        ),
        pytest.param("---\na: !custom b\n---\n", 2, 4, "yaml", "the tag !custom", id="tag"),
        pytest.param("---\na: !!binary aGk=\n---\n", 2, 4, "yaml", "the tag", id="binary"),
        pytest.param("---\na: !!set {b, c}\n---\n", 2, 4, "yaml", "the tag", id="set"),
        pytest.param("---\n? [a]\n: b\n---\n", 2, 3, "yaml", "a word as the key", id="list-as-key"),
        pytest.param("---\n{a: b}: c\n---\n", 2, 1, "yaml", "a word as the key", id="braces"),
        pytest.param("---\na: b\n...\nc: d\n---\n", 4, 1, "yaml", "does not fit", id="two-documents"),
        pytest.param(
            "---\na: b\nc: d\na: e\n---\n",
            4,
            1,
            "duplicate-key",
            '"a" appears twice, first on line 2',
            id="key-twice",
        ),
        pytest.param(
            "---\nx: {a: b, a: c}\n---\n", 2, 11, "duplicate-key", "first on line 2", id="inner-twice"
        ),
        pytest.param(
            f"---\na: {'[' * 30}{']' * 30}\n---\n",
            2,
            4 + DEEPEST_VALUE,
            "yaml",
            "nested too deeply",
            id="nested",
        ),
        pytest.param(
            f"---\na: {'[' * 9999}{']' * 9999}\n---\n", None, None, "yaml", "", id="very-nested"
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_error_at_its_place(
    text: str, line: int | None, column: int | None, code: str, message: str
) -> None:
    _, problems = read(text)
    (problem,) = problems
    assert message in problem.message
    assert (problem.code, problem.is_error) == (code, True)
    assert problem.hint
    if line and column:
        assert problem.location == Location(PATH, line, column)
        source = text.split("\n")[line - 1]
        assert problem.source == re.sub("[\x00-\x08]", "\N{REPLACEMENT CHARACTER}", source)


def test_the_cure_for_tabs_is_blanks() -> None:
    _, (problem,) = read("---\na:\n\t- b\n---\n")
    assert "indent with spaces instead of tabs" in problem.hint


def test_the_cure_for_a_colon_in_a_title_is_quotes() -> None:
    _, (problem,) = read("---\ntitle: Audit: part 2\n---\n")
    assert problem.hint == 'put it in quotes: title: "Audit: part 2"'


@pytest.mark.parametrize(
    ("data", "line", "column", "found"),
    [
        pytest.param(b"---\ntitle: Caf\xe9\n---\n", 2, 11, 'its "é" cannot', id="latin-1"),
        pytest.param(b"\xef\xbb\xbf\xe9", 1, 1, 'its "é" cannot', id="after-a-mark"),
        pytest.param(b"---\r\na: b\r\nc: Zo\xc3\xab \xff\r\n", 3, 8, 'its "ÿ" cannot', id="letter"),
        pytest.param("---\ntitle: A\n---\n".encode("utf-16"), 1, 1, "UTF-16", id="utf-16"),
    ],
)
def test_bytes_in_another_encoding_are_an_error_at_their_place(
    data: bytes, line: int, column: int, found: str
) -> None:
    parts, (problem,) = read(data)
    assert parts is None
    assert problem.location == Location(PATH, line, column)
    assert found in problem.message


def test_several_mistakes_are_noted_at_once() -> None:
    _, problems = read("---\na: !x b\nc: &y d\ne: *y\na: f\n---\n")
    assert [(it.code, it.location.line) for it in sort_problems(problems)] == [
        ("yaml", 2),
        ("yaml", 3),
        ("duplicate-key", 5),
    ]


@check_property
@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    parts, problems = read(b"---\n" + data + b"\n---\n")
    assert parts or problems
    parts, problems = read(data)
    assert parts or problems


@check_property
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`?,. \n\t~=<\\0", max_size=40))
def test_no_punctuation_raises(text: str) -> None:
    parts, problems = read(f"---\n{text}\n---\n")
    assert parts or problems
    assert all(it.location.line for it in problems)


def test_written_front_matter_is_what_a_person_would_write() -> None:
    assert write_front_matter(
        {
            "title": "Audit: part 2",
            "date": "2026-03-12",
            "provider": "no",
            "tags": ["a", "Zoë"],
            "further_action": [{"action": "Ask.", "due": "2026-05"}],
        },
        "Body.\n",
    ) == (
        "---\n"
        "title: 'Audit: part 2'\n"
        "date: 2026-03-12\n"
        "provider: 'no'\n"
        "tags:\n"
        "- a\n"
        "- Zoë\n"
        "further_action:\n"
        "- action: Ask.\n"
        "  due: 2026-05\n"
        "---\n\nBody.\n"
    )


def test_a_long_text_is_written_on_one_line() -> None:
    text = write_front_matter({"title": "word " * 500 + "end"}, "")
    assert len(text.splitlines()[1]) > 2500
