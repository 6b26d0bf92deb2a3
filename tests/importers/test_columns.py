"""Columns matched to fields, by label and by content."""

import datetime as dt
from collections.abc import Sequence

from cpdsite.importers.columns import NUMBERING, holds_dates, match_by_content, match_columns
from cpdsite.importers.labels import make_labels
from tests.importers.sources import Value, find_scheme, make_grid

LABELS = make_labels(find_scheme(), ())


def match(*rows: Sequence[Value]) -> list[str]:
    """Return the fields of the columns below the first row."""
    grid = make_grid(rows)
    return [it.field for it in match_columns(grid.rows[0], grid.rows[1:], LABELS)]


def test_a_table_has_one_title() -> None:
    assert match(["Date", "Activity", "Description"]) == ["date", "title", "description"]
    assert match(["Date", "Description", "Provider"]) == ["date", "title", "provider"]
    assert match(["Activity", "Course title"]) == ["description", "title"]
    assert match(["Activity", "Event"]) == ["title", "description"]


def test_the_only_date_is_the_date() -> None:
    assert match(["Date completed", "Activity"]) == ["date", "title"]
    assert match(["Start", "End", "Activity"]) == ["date", "end_date", "title"]


def test_what_holds_one_value_has_one_column() -> None:
    assert match(["Activity", "Hours", "Duration", "Provider", "Trainer"]) == [
        "title",
        "hours",
        "",
        "provider",
        "provider",
    ]


def test_columns_without_label_are_known_by_what_they_hold() -> None:
    rows = [
        ["", "Activity", "", "Place"],
        ["4 June 2025", "A", "1.5", "York"],
        ["2025-06-05", "B", "2", "Bath"],
    ]
    assert match(*rows) == ["date", "title", "hours", ""]
    typed: list[Value] = [dt.date(2025, 6, 4), "A", 1.5, "York"]
    assert match(["Whenever", "Activity", "", "Place"], typed) == ["date", "title", "hours", ""]


def test_a_column_that_counts_the_rows_is_known() -> None:
    assert match(["No.", "Date", "Activity"], ["1", "", "A"], ["2", "", "B"])[0] == NUMBERING
    assert match(["No.", "Date", "Activity"], ["7", "", "A"], ["3", "", "B"])[0] == ""


def test_reasons_say_why() -> None:
    grid = make_grid([["Dates", "Activity", "Learnings", "Venue"]])
    reasons = [it.reason for it in match_columns(grid.rows[0], [], LABELS)]
    assert reasons[0] == "its label is that of the scheme's sheet"
    assert reasons[1] == "its label is a usual one"
    assert reasons[2].startswith("its label is nearly")
    assert reasons[3] == "no field has such a label"


def test_a_table_without_head_is_read_like_the_sheet_or_by_its_dates() -> None:
    scheme = find_scheme()
    rows = make_grid(
        [["4 June 2025", "A", "B", "C", "D"], ["5 June 2025", "A", "B", "C", "D"]]
    ).rows
    fields = [it.field for it in match_by_content(rows, scheme, LABELS)]
    assert fields == ["date", "title", "provider", "reflection", "further_action"]
    narrow = make_grid([["A", "4 June 2025", "C"]]).rows
    assert [it.field for it in match_by_content(narrow, scheme, LABELS)] == ["title", "date", ""]
    assert match_by_content(make_grid([["A", "B"]]).rows, scheme, LABELS) == ()
    assert match_by_content((), scheme, LABELS) == ()


def test_numbers_are_no_dates() -> None:
    assert not holds_dates(make_grid([["12"], ["45000"], ["1.5"]]).rows, 0)
    assert holds_dates(make_grid([["03/04/2025"], ["4 June"], ["2025"]]).rows, 0)
