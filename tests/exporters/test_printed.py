"""The rows of a record as printed formats show them."""

from dataclasses import replace

from cpdsite.exporters.printed import Action, Line, Prose, group_by_year, print_rows
from cpdsite.portfolio.activity import Evidence, FurtherAction
from cpdsite.portfolio.dates import YearStart
from cpdsite.portfolio.scheme import Column
from cpdsite.prose.blocks import Paragraph, Run
from cpdsite.prose.passage import read_passage
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity, make_date, make_scheme


def test_cells_hold_lines_prose_and_actions() -> None:
    activity = make_activity(
        title="Negotiating",
        provider=("Coach", "Club"),
        further_action=(FurtherAction("Write it up.", make_date("2026-05")),),
        sections=(
            make_section("description", "Two days."),
            make_section("learning", "A lot.", "What I learned"),
            make_section("application", "", "How I have applied it"),
        ),
    )
    (row,) = print_rows(make_request(activity).filed, read_passage)
    assert row.activity == activity
    assert row.cells == (
        (Line("dates", "12 March 2026"),),
        (
            Line("title", "Negotiating"),
            Prose("description", "", (Paragraph((Run("Two days."),)),)),
        ),
        (Line("provider", "Coach"), Line("provider", "Club")),
        # The label of the column is the heading already, and what is blank is no section.
        (Prose("learning", "", (Paragraph((Run("A lot."),)),)),),
        (Action("Write it up.", "Due May 2026"),),
    )


def test_evidence_says_where_it_is_to_be_found() -> None:
    activity = make_activity(
        evidence=(
            Evidence(file="a.pdf", title="Certificate"),
            Evidence(file="b.pdf"),
            Evidence(link="https://c.example/", title="Slides"),
        )
    )
    scheme = make_scheme(Column("Proof", ("evidence",), 100))
    addresses = (((activity.path, "a.pdf"), "https://cpd.example.org/a.pdf"),)
    (row,) = print_rows(
        make_request(activity, scheme=scheme, addresses=addresses).filed, read_passage
    )
    assert row.cells == (
        (
            Line("evidence", "Certificate", "https://cpd.example.org/a.pdf"),
            Line("evidence", "b.pdf", ""),
            Line("evidence", "Slides", "https://c.example/"),
        ),
    )


def test_rows_are_grouped_by_the_year_in_which_they_begin() -> None:
    dates = ("2024-08-31", "2024-09-01", "2025-08-31", "2025-09-01")
    activities = [make_activity(date, date) for date in dates]
    filed = replace(make_request(*activities).filed, year_starts=YearStart(9, 1))
    groups = group_by_year(print_rows(filed, read_passage))
    assert [(year, len(rows)) for year, rows in groups] == [
        *(("2023-24", 1), ("2024-25", 2), ("2025-26", 1))
    ]
