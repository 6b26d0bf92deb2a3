"""TOML read strictly: values, and every mistake with its line and column."""

from datetime import date
from typing import Any

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.toml import Table, decode_toml, find_line


def decode(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    values, _, problems = decode_toml("a.toml", text.encode())
    return values, problems


def open_table(text: str) -> tuple[Table, list[Problem]]:
    values, lines, problems = decode_toml("a.toml", text.encode())
    assert values is not None
    return Table("a.toml", lines, values, problems), problems


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    values, lines, problems = decode_toml("a.toml", b'\xef\xbb\xbfa = "b"\r\nc = 1\r\n')
    assert values == {"a": "b", "c": 1}
    assert lines == ['a = "b"', "c = 1"]
    assert problems == []


def test_bytes_that_are_no_utf8_are_an_error() -> None:
    values, _, problems = decode_toml("a.toml", b'a = "caf\xe9"')
    assert values is None
    assert [it.code for it in problems] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "location", "message"),
    [
        pytest.param('a = "b"\nc = d', Location("a.toml", 2, 5), "found d", id="without-quotes"),
        pytest.param('a = "b\n', Location("a.toml", 1, 7), "never closed", id="open-text"),
        pytest.param('a = ["b",\n', Location("a.toml", 1), "Invalid value", id="open-list"),
        pytest.param(
            'a = 1\nb = ["c"\n', Location("a.toml", 2), "Unclosed array", id="open-list-at-end"
        ),
        pytest.param("a = 2026-02-30", Location("a.toml", 1, 5), "Invalid date", id="no-such-date"),
        pytest.param(
            "a = " + "[" * 9999, Location("a.toml", 1, 1), "nested more than", id="too-deep"
        ),
        pytest.param("a = " + "9" * 9999, Location("a.toml", 1), "digits", id="too-long-a-number"),
        pytest.param('a = "\u2028"\nb = c', Location("a.toml", 2, 5), "found c", id="odd-line-end"),
    ],
)
def test_what_is_no_toml_is_an_error_at_its_place(
    text: str, location: Location, message: str
) -> None:
    values, problems = decode(text)
    assert values is None
    (problem,) = problems
    assert (problem.location, problem.code) == (location, "toml")
    assert message in problem.message
    assert text.split("\n")[location.line - 1].startswith(problem.source)
    assert problem.source


def test_values_of_each_kind_are_read() -> None:
    table, problems = open_table(
        't = "text"\nb = true\ni = 20\nd = 2026-01-31\nquoted = "2026-01-31"\n'
        'one = "a"\nmany = ["a", "b"]\n[inner]\nt = "deep"\n[[rows]]\nt = "1"\n[[rows]]\nt = "2"\n'
    )
    assert table.text("t") == "text"
    assert table.boolean("b", default=False) is True
    assert table.integer("i", 0) == 20
    assert table.day("d") == table.day("quoted") == date(2026, 1, 31)
    assert table.texts("one") == ("a",)
    assert table.texts("many") == ("a", "b")
    assert table.choice("t", ["text", "other"], "other") == "text"
    assert table.choices("many", ["a", "b", "c"], ()) == ("a", "b")
    assert table.table("inner").text("t") == "deep"
    assert [it.text("t") for it in table.tables("rows")] == ["1", "2"]
    table.finish()
    assert problems == []


def test_what_is_not_written_has_its_default() -> None:
    table, problems = open_table("")
    assert table.text("t", "default") == "default"
    assert table.boolean("b", default=True) is True
    assert table.integer("i", 7) == 7
    assert table.day("d") is None
    assert table.texts("l", ("a",)) == ("a",)
    assert table.choices("l", ["a"], ("a",)) == ("a",)
    assert table.tables("rows") == ()
    assert table.table("inner").anything() == {}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("t = 3", "t: expected a text in quotes, such as", id="number-for-text"),
        pytest.param('b = "yes"', 'b: expected true or false, found "yes"', id="text-for-boolean"),
        pytest.param("b = 1", "b: expected true or false, found 1", id="number-for-boolean"),
        pytest.param("i = true", "i: expected a whole number", id="boolean-for-number"),
        pytest.param("i = 1.5", "i: expected a whole number", id="fraction"),
        pytest.param('d = "2026"', "d: expected a date", id="year-for-date"),
        pytest.param('d = "2026-02-30"', "d: expected a date", id="no-such-date"),
        pytest.param('d = "2026-W01-1"', "d: expected a date", id="week-for-date"),
        pytest.param("d = 2026-01-01T10:00:00", "found 2026-01-01 10:00:00", id="time-for-date"),
        pytest.param("l = [1]", "l: expected texts, found [1]", id="list-of-numbers"),
        pytest.param("l = 1", "l: expected a list of texts", id="number-for-list"),
        pytest.param("inner = 1", "inner: expected a table", id="number-for-table"),
        pytest.param("rows = [1]", "rows: expected tables", id="list-for-tables"),
        pytest.param('c = "bo"', 'c: expected one of book, course, found "bo"', id="choice"),
        pytest.param('cs = ["d"]', 'cs: expected any of a, b, found "d"', id="choices"),
    ],
)
def test_a_value_of_another_kind_is_an_error_on_its_line(text: str, message: str) -> None:
    table, problems = open_table(f"# a comment\n{text}\n")
    table.text("t")
    table.boolean("b", default=False)
    table.integer("i", 0)
    table.day("d")
    table.texts("l")
    table.table("inner")
    table.tables("rows")
    table.choice("c", ["book", "course"], "book")
    table.choices("cs", ["a", "b"], ())
    table.finish()
    (problem,) = problems
    assert problem.message.startswith(message) or message in problem.message
    assert problem.location == Location("a.toml", 2, 1)
    assert problem.source == text


def test_an_empty_text_where_one_is_required_is_missing() -> None:
    table, problems = open_table('name = " "\n')
    table.text("name", required=True)
    table.text("title", required=True)
    assert [(it.message, it.location.line) for it in problems] == [
        ("name is missing", 1),
        ("title is missing", 1),
    ]


def test_a_choice_that_is_nearly_right_is_suggested() -> None:
    table, problems = open_table('c = "publised"')
    assert table.choice("c", ["draft", "private", "published"], "private") == "private"
    assert problems[0].hint == 'did you mean "published"?'


def test_every_key_that_nothing_reads_is_an_error_with_a_suggestion() -> None:
    table, problems = open_table('titel = "a"\n[inner]\nfrm = 1\nzzz = 2\n')
    table.text("title")
    inner = table.table("inner")
    inner.integer("from", 0)
    inner.finish()
    table.finish()
    assert [(it.location.line, it.message, it.hint) for it in problems] == [
        (3, 'unknown key "frm"', 'did you mean "from"?'),
        (4, 'unknown key "zzz"', "the keys here are from"),
        (1, 'unknown key "titel"', 'did you mean "title"?'),
    ]


def test_a_mistake_in_the_second_table_of_an_array_names_its_line() -> None:
    table, problems = open_table('[[rows]]\nid = "a"\n\n[[rows]]\nid = 3\n\n[[rows]]\n')
    for row in table.tables("rows"):
        row.text("id", required=True)
    assert [(it.location.line, it.source) for it in problems] == [(5, "id = 3"), (7, "[[rows]]")]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 1),
        (("quoted key",), 2),
        (("record", "from"), 5),
        (("record", "columns", 0, "label"), 7),
        (("record", "columns", 1, "label"), 9),
        (("record", "columns", 1), 8),
        (("record",), 4),
        (("record", "title"), 0),
        (("from",), 0),
    ],
    ids=str,
)
def test_a_key_is_found_again_below_its_own_header(keys: tuple[str | int, ...], line: int) -> None:
    lines = [
        'title = "a"',
        '"quoted key" = 1',
        "",
        "[record]",
        "  from = 2026-01-01",
        "[[record.columns]]",
        'label = "Dates"',
        "[[ record.columns ]]",
        'label = "Title"',
    ]
    assert find_line(lines, keys) == line
