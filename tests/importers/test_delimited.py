"""CSV in every dialect."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import RefusedError
from cpdsite.exporters.delimited import guard_text
from cpdsite.importers.delimited import find_delimiter, read_delimited, remove_guard, split_rows
from cpdsite.limits import MOST_GRID_COLUMNS
from tests.properties import check_often


def read_rows(text: str, name: str = "a.csv") -> list[list[str]]:
    (grid,) = read_delimited(name, text.encode()).grids
    return [[cell.plain for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\nc,d\n", ","),
        ("Date;What, how;Who\n1/2;x, y;z\n1/3;x;z\n", ";"),
        ("a\tb, c\nd\te, f; g\n", "\t"),
        ("a|b|c\n1,5|2,5|3,5\n", "|"),
        ("only one column\nof text, and more\n", ","),
        ('"a;b",c\n"d;e;f",g\n', ","),
        ("", ","),
    ],
)
def test_what_stands_between_columns_is_found(text: str, delimiter: str) -> None:
    assert find_delimiter("a.csv", text) == delimiter


def test_the_name_decides_for_tabs() -> None:
    assert find_delimiter("a.tsv", "a, b\tc\nd, e\tf\n") == "\t"


def test_quotes_line_breaks_and_ragged_rows() -> None:
    text = 'a,"b ""c""\nd" ,e\n"open,f\ng\n\n,,\n"x"y,z\n'
    assert read_rows(text) == [
        ["a", 'b "c"\nd', "e"],
        ['"open', "f", ""],
        ["g", "", ""],
        ['"x"y', "z", ""],
    ]


def test_places_are_lines_of_the_file() -> None:
    source = read_delimited("a.csv", b'sep=;\r\na;"b\r\nc"\r\n\r\nd;e\r\n')
    places = [cell.place for row in source.grids[0].rows for cell in row]
    assert places == [
        *("line 2, column 1", "line 2, column 2", "line 5, column 1", "line 5, column 2"),
    ]


def test_a_guess_is_told_and_certainty_is_not() -> None:
    (note,) = read_delimited("a.csv", "a;é\nb;c\n".encode("cp1252")).notes
    assert "Windows-1252, with semicolons" in note
    assert read_delimited("a.csv", "a;é\n".encode()).notes == ()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("'=1", "=1"),
        ("'+1", "+1"),
        ("'-a", "-a"),
        ("'@a", "@a"),
        ("''=", "'="),
        ("''", "'"),
        ("'", "'"),
        ("'tis", "'tis"),
        ("=1", "=1"),
        ("'\ta", "\ta"),
        ("'\ra", "\ra"),
    ],
)
def test_the_guard_of_our_own_export_goes(field: str, text: str) -> None:
    assert remove_guard(field) == text


@check_often(60)
@given(st.text(st.sampled_from("'=+-@\t\ra"), max_size=6))
def test_what_our_export_guards_comes_back(text: str) -> None:
    assert remove_guard(guard_text(text)) == text


@check_often(60)
@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,";\n\r \t|'), max_size=5), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(",;\t|"),
)
def test_rows_are_those_that_were_written(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    assert [list(line.fields) for line in split_rows(out.getvalue(), delimiter)] == rows


def test_tables_without_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="line 2"):
        read_delimited("a.csv", b"a\n" + b"," * MOST_GRID_COLUMNS)
    monkeypatch.setattr("cpdsite.importers.delimited.SHEET_CELLS", 10)
    with pytest.raises(RefusedError, match="more than 10 cells"):
        read_delimited("a.csv", b"a,b\n" * 6)
    with pytest.raises(RefusedError, match="more than 10 cells"):
        read_delimited("a.csv", b"a,b,c\n" + b"a\n" * 6)


@pytest.mark.parametrize(
    "data",
    [
        b'"' * 400_001,
        b',"' * 200,
        b"x" * 1_000_000,
        b'a,"' + b'""' * 300_000,
        (b"a," + b" " * 3_000 + b'"x\n') * 50,
    ],
)
def test_odd_texts_take_no_time(data: bytes) -> None:
    assert read_delimited("a.csv", data).grids


def test_a_file_of_blanks_has_no_table() -> None:
    assert read_delimited("a.csv", b" ,\n\n").grids == ()
