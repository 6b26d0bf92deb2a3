"""TOML read strictly: values, and every mistake with its line and column."""

from datetime import date

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.toml.decode import decode_toml
from cpdsite.toml.table import Table


def open_table(text: str) -> tuple[Table, list[Problem]]:
    values, lines, problems = decode_toml("a.toml", text.encode())
    assert values is not None
    return Table("a.toml", lines, values, problems), problems


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


def test_an_empty_text_where_one_is_required_is_a_mistake() -> None:
    table, problems = open_table('name = " "\n')
    table.text("name", required=True)
    table.text("title", required=True)
    assert [(it.message, it.location.line) for it in problems] == [
        ("name is empty", 1),
        ("title is missing", 1),
    ]


def test_a_value_that_is_taken_is_known_whatever_it_is() -> None:
    table, problems = open_table("mixed = [1, true]\n")
    assert table.take("mixed") == [1, True]
    assert table.take("missing") is None
    table.finish()
    assert problems == []


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
