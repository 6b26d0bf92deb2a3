"""A record as a table: which columns, and what stands in each."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from cpdsite.exporters.table import ALWAYS, COLUMNS, Table, Value, make_table, write_action
from cpdsite.portfolio.activity import Activity, Evidence, Featured, FurtherAction
from cpdsite.portfolio.dates import Ongoing
from cpdsite.portfolio.fields import ACTIVITY, find_fields
from cpdsite.portfolio.sections import HEADINGS
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity, make_date

FULL = make_activity(
    title="Negotiating",
    type="webinar",
    provider=("Coach", "Club"),
    further_action=(FurtherAction("One."), FurtherAction("Two.", make_date("2026-05"))),
    objectives=("lead",),
    competences=("Law",),
    tags=("contracts", "people"),
    evidence=(Evidence(file="a.pdf", title="Certificate"), Evidence(link="https://b.example/")),
    hours=Decimal("1.50"),
    points=Decimal(2),
    revisit=make_date("2027"),
    featured=Featured("It mattered."),
    end_date=make_date("2026-03-13"),
    sections=(
        make_section("description", "Two *days*."),
        make_section("learning", "A lot.", "What I learned"),
        make_section("application", "Since.", "How I used it"),
        make_section("further_action", "Perhaps more.", "Next steps"),
    ),
)


def read_row(activity: Activity, **values: Any) -> dict[str, Value]:
    """Return the only row of a table by the keys of its columns."""
    table = make_table(make_request(activity, **values))
    (row,) = table.rows
    return dict(zip((column.key for column in table.columns), row, strict=True))


def test_every_field_has_its_column() -> None:
    assert read_row(FULL) == {
        "date": dt.date(2026, 3, 12),
        "end_date": dt.date(2026, 3, 13),
        "title": "Negotiating",
        "type": "Course",
        "provider": "Coach\nClub",
        "hours": Decimal("1.50"),
        "points": Decimal(2),
        "description": "Two *days*.",
        "learning": "A lot.",
        "application": "## How I used it\n\nSince.",
        "reflection": "",
        "further_action": "One.\nTwo. (Due May 2026)\n\n## Next steps\n\nPerhaps more.",
        "evidence": "Certificate (a.pdf)\nhttps://b.example/",
        "competences": "Law",
        "objectives": "lead",
        "tags": "contracts\npeople",
        "featured": "It mattered.",
        "status": "published",
        "revisit": "2027",
    }


def test_what_is_published_lacks_what_no_page_shows() -> None:
    shown = read_row(FULL, is_own=False)
    assert {"status", "revisit"} == read_row(FULL).keys() - shown.keys()


@pytest.mark.parametrize(
    ("date", "end", "written"),
    [
        ("2026-03-12", None, (dt.date(2026, 3, 12), "")),
        ("2026-03", make_date("2026-04-02"), ("2026-03", dt.date(2026, 4, 2))),
        ("2026", Ongoing.ONGOING, ("2026", "ongoing")),
    ],
)
def test_only_whole_days_are_dates(date: str, end: object, written: tuple[Value, ...]) -> None:
    row = read_row(make_activity(date=date, end_date=end))
    assert (row["date"], row["end_date"]) == written


def test_columns_that_nothing_fills_are_left_out_but_those_of_the_form() -> None:
    table = make_table(make_request(make_activity(status=None)))
    assert tuple(column.key for column in table.columns) == ALWAYS
    assert make_table(make_request()) == Table(table.columns, ())


def test_there_is_a_column_for_every_field_and_section() -> None:
    kept_elsewhere = {"slug", "aliases", "accept", "closes", "extra"}
    known = {*find_fields(ACTIVITY), *HEADINGS, "description"} - kept_elsewhere
    assert {column.key for column in COLUMNS} == known


def test_an_action_stands_on_one_line() -> None:
    assert write_action(FurtherAction("One.", done=make_date("2026"))) == "One. (Done 2026)"
