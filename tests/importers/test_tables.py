"""The tables of activities in a record kept elsewhere."""

from cpdsite.importers.gather import Options, gather
from cpdsite.importers.gathered import Gathered, Outcome
from cpdsite.importers.labels import make_labels
from cpdsite.importers.tables import Found, find_tables
from tests.importers.sources import (
    ABOVE,
    IKT_HEAD,
    LEFT,
    find_accounted,
    find_scheme,
    gather_rows,
    make_grid,
    make_source,
    show_sections,
)

SHORT_HEAD = ["Dates", "Activity", "Provider"]


def find(*rows: list[str]) -> Found:
    """Return what is found in a grid of texts."""
    labels = make_labels(find_scheme(), ())
    return find_tables(0, make_grid([*rows]), labels, find_scheme(), None)


def titles(gathered: Gathered) -> list[str]:
    """Return the titles of the candidates."""
    return [it.values["title"] for it in gathered.candidates]


def test_a_head_may_stand_below_titles_and_header_fields() -> None:
    found = find(
        ["My CPD record", LEFT, LEFT],
        ["NAME", "Ada", ""],
        SHORT_HEAD,
        ["4 June 2025", "A", "B"],
    )
    assert [it.field for it in found.tables[0].columns] == ["date", "title", "provider"]
    assert len(found.tables[0].lines) == 1
    assert len(found.above) == 2


def test_a_header_is_no_table() -> None:
    assert not find(["Name", "Ada", "From", "1 May", "To", "2 June"]).tables
    assert not find(["one", "two"], ["three", "four"]).tables
    assert not find().tables


def test_a_head_that_comes_again_is_left_out() -> None:
    gathered = gather_rows([*IKT_HEAD], ["4 June 2025", "A"], [*IKT_HEAD], ["5 June 2025", "B"])
    assert titles(gathered) == ["A", "B"]
    again = [it for it in gathered.account if it.reason == "the heading row again"]
    assert len(again) == 5


def test_another_head_begins_another_table() -> None:
    gathered = gather_rows(
        SHORT_HEAD,
        ["4 June 2025", "A", "B"],
        ["", "", ""],
        ["Provider", "Dates", "Activity"],
        ["D", "5 June 2025", "C"],
    )
    assert titles(gathered) == ["A", "C"]
    assert gathered.candidates[1].values["provider"] == ("D",)


def test_a_table_without_head_goes_on_with_the_one_before() -> None:
    one = make_grid([["Activity", "Dates", "Notes"], ["A", "4 June 2025", "x"]])
    two = make_grid([["B", "5 June 2025", "y"]], "table 2")
    layout = make_grid([["just", "some", "words"]], "table 3")
    gathered = gather(make_source(one, two, layout), find_scheme(), Options())
    assert titles(gathered) == ["A", "B"]
    assert gathered.candidates[1].values["extra"] == (("notes", "y"),)
    assert gathered.matches[3].reason.endswith("goes on with the one before")
    assert find_accounted(gathered, "just").reason == "it stands in no table of activities"


def test_headings_and_totals_between_rows_are_no_activities() -> None:
    gathered = gather_rows(
        SHORT_HEAD,
        ["2024", LEFT, LEFT],
        ["4 June", "A", "B"],
        ["Courses", "", ""],
        ["2025"],
        ["5 June", "C", "D"],
        ["Total", "2", ""],
    )
    assert [str(it.values["date"]) for it in gathered.candidates] == ["2024-06-04", "2025-06-05"]
    assert find_accounted(gathered, "Courses").reason == "it heads the rows below"
    assert find_accounted(gathered, "2").reason == "it adds up the rows above"


def test_a_heading_of_two_years_says_nothing_certain() -> None:
    (candidate,) = gather_rows(SHORT_HEAD, ["2024/25", LEFT, LEFT], ["4 June", "A", "B"]).candidates
    assert "dates_as_written" in dict(candidate.values["extra"])
    assert not candidate.values["date"].month


def test_a_sheet_may_be_named_after_its_year() -> None:
    grid = make_grid([SHORT_HEAD, ["4 June", "A", "B"]], "2024")
    gathered = gather(make_source(grid), find_scheme(), Options())
    assert str(gathered.candidates[0].values["date"]) == "2024-06-04"


def test_merged_cells_hold_for_each_row() -> None:
    gathered = gather_rows(
        SHORT_HEAD, ["4 June 2025", "A", "IKT"], [ABOVE, "B", ABOVE], [ABOVE, "C", "X"]
    )
    assert [str(it.values["date"]) for it in gathered.candidates] == ["2025-06-04"] * 3
    assert [it.values["provider"] for it in gathered.candidates] == [("IKT",), ("IKT",), ("X",)]


def test_a_long_text_across_the_table_belongs_to_the_row_above() -> None:
    text = "I learned a great deal from this. " * 5
    gathered = gather_rows(SHORT_HEAD, ["4 June 2025", "A", "B"], [text, LEFT, LEFT])
    assert show_sections(gathered.candidates[0]) == {"description": text.strip()}
    assert gathered.candidates[0].doubts


def test_rows_without_text_are_left_out() -> None:
    gathered = gather_rows(SHORT_HEAD, ["", " ", ""], ["4 June 2025", "A", "B"], ["", "", ""])
    assert titles(gathered) == ["A"]
    assert {it.outcome for it in gathered.account if it.entry == 0} == {Outcome.IMPORTED}
