"""A record as data for the PDF."""

from dataclasses import replace
from typing import Any

import pytest

from cpdsite.exporters.fonts import read_shipped
from cpdsite.exporters.pdf_form import NOTHING, UNTITLED, clean, make_form, split_language
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.person import Membership
from cpdsite.portfolio.scheme import Column
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity, make_person, make_scheme


def make(*activities: Activity, **values: Any) -> Any:
    return make_form(make_request(*activities, **values), read_shipped(), set())


def read(token: Any) -> str:
    """Return the text of a token of text."""
    return "".join(run if isinstance(run, str) else run[0] for run in token[2])


def test_the_form_says_whose_it_is() -> None:
    person = make_person(memberships=(Membership("ikt", "M-1", "member"),))
    form = make(make_activity(), person=person, note="Mine.")
    assert (form["title"], form["author"], form["foot"]) == (
        *("Record", "Ada Example"),
        "Ada Example · Record",
    )
    assert read(form["scheme"]) == "Institute of Things"
    assert [read(note) for note in form["notes"]] == ["Mine."]
    ((name, member),) = form["fields"]
    assert (read(name["label"]), read(name["value"])) == ("NAME", "Ada Example")
    assert (member["is-tick"], read(member["value"])) == (True, "☑")
    assert name["share"] > member["share"]


def test_many_fields_take_several_lines() -> None:
    form = make(person=make_person())
    ((_, member),) = form["fields"]
    assert read(member["value"]) == "☐"
    scheme = make_scheme(Column("A", ("title",), 100))
    header = scheme.sheet.header * 8
    many = make(scheme=replace(scheme, sheet=replace(scheme.sheet, header=header)))
    assert len(many["fields"]) > 1
    assert sum(map(len, many["fields"])) == 16


def test_rows_stand_below_their_years() -> None:
    form = make(
        make_activity("a", "2024"), make_activity("b", "2025-02"), make_activity("c", "2025")
    )
    assert [(read(it["name"]), len(it["rows"])) for it in form["years"]] == [
        ("2024", 1),
        ("2025", 2),
    ]
    assert read(make()["nothing"]) == NOTHING
    assert make()["years"] == []


def test_tall_rows_break_and_short_ones_do_not() -> None:
    tall = make_section("learning", "Words and words. " * 200)
    form = make(make_activity("a", "2024", sections=(tall,)), make_activity("b", "2024-02"))
    assert [row["breaks"] for row in form["years"][0]["rows"]] == [True, False]


def test_columns_have_their_labels_and_widths() -> None:
    columns = Column("Dates", ("dates",), 25), Column("What (in your words)", ("title",), 75)
    form = make(scheme=make_scheme(*columns))
    assert form["widths"][1] == pytest.approx(3 * form["widths"][0])
    assert sum(form["widths"]) == pytest.approx(841.9 - 2 * 39.7)
    assert form["labels"][1][2:] == [[["What", "", ""]], [[" (in your words)", "", ""]]]


def test_letter_is_shorter() -> None:
    form = make(paper="letter")
    assert form["paper"] == "us-letter"
    assert sum(form["widths"]) == pytest.approx(792 - 2 * 39.7)


def test_many_columns_are_smaller() -> None:
    form = make(scheme=make_scheme(*(Column(str(it), ("title",), 2) for it in range(50))))
    assert form["size"] < 9
    assert form["inset"] < 2


def test_a_sheet_without_a_title_has_one() -> None:
    scheme = make_scheme(Column("A", ("title",), 100))
    form = make(scheme=replace(scheme, sheet=replace(scheme.sheet, title=" \x00")))
    assert form["title"] == UNTITLED


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", ("en", "GB")),
        ("cy", ("cy", "")),
        ("zh-Hant-tw", ("zh", "TW")),
        ("es-419", ("es", "")),
        ("de-x-AT", ("de", "")),
        ("x-odd", ("en", "")),
    ],
)
def test_languages_have_regions(language: str, expected: tuple[str, str]) -> None:
    assert split_language(language) == expected


def test_properties_hold_no_signals() -> None:
    assert clean("王 a\x00\ud800\u200d\uffff") == "王 a\u200d"


def test_a_head_that_fills_a_page_is_not_repeated_on_each() -> None:
    usual = make(make_activity())
    long = make(make_activity(), scheme=make_scheme(Column("a long label " * 300, ("title",), 100)))
    assert (usual["repeats"], long["repeats"]) == (True, False)
