"""Tables that are forms."""

from cpdsite.importers.forms import find_form
from cpdsite.importers.labels import make_labels
from tests.importers.sources import LEFT, find_scheme, gather_rows, make_grid, show_sections

LABELS = make_labels(find_scheme(), ())


def test_a_form_is_an_activity() -> None:
    gathered = gather_rows(
        ["Date", "12 March 2025"],
        ["Title of activity:", "Negotiating"],
        ["Provider", "IKT"],
        ["Room", "7"],
        ["What did you learn?", "Much"],
    )
    (candidate,) = gathered.candidates
    assert candidate.values["title"] == "Negotiating"
    assert candidate.values["provider"] == ("IKT",)
    assert candidate.values["extra"] == (("room", "7"),)
    assert show_sections(candidate) == {"learning": "Much"}
    assert len(gathered.account) == 10


def test_a_block_begins_where_the_first_label_comes_again() -> None:
    gathered = gather_rows(
        ["Date", "12 March 2025", "Hours", "2"],
        ["Activity", "One", "Provider", "A"],
        ["Next steps", "Read", "", ""],
        ["Date", "13 March 2025", "Hours", ""],
        ["Activity", "Two", "Provider", "B"],
    )
    assert [it.values["title"] for it in gathered.candidates] == ["One", "Two"]
    assert [str(it.values["date"]) for it in gathered.candidates] == ["2025-03-12", "2025-03-13"]


def test_a_label_may_stand_above_what_it_is_for() -> None:
    (candidate,) = gather_rows(
        ["Date", "12 March 2025"],
        ["Activity", "One"],
        ["What did you learn?", LEFT],
        ["Much and more", LEFT],
    ).candidates
    assert show_sections(candidate) == {"learning": "Much and more"}


def test_a_header_and_a_table_are_no_forms() -> None:
    header = [["Name", "Ada"], ["Membership number", "1"], ["From", "2025"], ["To", "2026"]]
    assert find_form(0, make_grid(header).rows, LABELS) is None
    table = [["Date", "Activity", "Provider"], ["Course", "x", "y"], ["Hours", "x", "y"]]
    assert find_form(0, make_grid(table).rows, LABELS) is None
    assert find_form(0, (), LABELS) is None
