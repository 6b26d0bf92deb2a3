"""Cells that hold one short value."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cpdsite.importers.source import Cell
from cpdsite.importers.value import NOTHING, Value
from cpdsite.importers.values import READERS
from cpdsite.portfolio.activity import Status
from tests.importers.sources import find_scheme, gather_one, gather_rows, make_cell, markdown


def read(field: str, value: str | float | Cell, scheme: str = "ikt") -> Value:
    """Return what a cell of a field gives."""
    return READERS[field](make_cell("here", value), find_scheme(scheme))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1.5", "1.5"), ("1,5", "1.5"), ("2 hours", "2"), ("1 hr", "1"), ("1h30", "1.5"), ("90 min", "1.5"),
        ("90 minutes", "1.5"), ("1 hour 30 minutes", "1.5"), ("1 hr, 15 mins", "1.25"), ("0", "0"), ("7.50", "7.5"),
    ],
)  # fmt: skip
def test_hours_are_read_in_many_ways(text: str, hours: str) -> None:
    assert read("hours", text) == Value(Decimal(hours))


@pytest.mark.parametrize("text", ["1 day", "half a day", "1:30", "123456", "\u00bd", "-2", "1e3"])
def test_what_are_no_hours_is_kept_with_a_doubt(text: str) -> None:
    found = read("hours", text)
    assert found.value is None
    assert found.kept == "extra"
    assert text in found.doubt


@pytest.mark.parametrize(
    ("heading", "text", "hours"),
    [
        ("Duration", "02:00", "2"), ("Hours", "1:30", "1.5"), ("Time taken", "00:45", "0.75"),
        ("CPD hours", "1:30:00", "1.5"), ("Duration", "90 min", "1.5"), ("Duration", "45:00", None),
        ("Duration", "1:75", None), ("Time", "14:00", None),
    ],
)  # fmt: skip
def test_a_clock_below_a_heading_of_hours_is_hours(
    heading: str, text: str, hours: str | None
) -> None:
    candidate = gather_one("2025", "A", text, head=("Dates", "Activity", heading))
    assert candidate.values.get("hours") == (hours and Decimal(hours))
    assert bool(candidate.doubts) == (hours is None)


def test_a_clock_in_a_column_that_was_mapped_to_hours_is_hours() -> None:
    gathered = gather_rows(
        ["Dates", "Activity", "Time"], ["2025", "A", "1:30"], mapping=(("Time", "hours"),)
    )
    assert gathered.candidates[0].values["hours"] == Decimal("1.5")


def test_typed_numbers_are_hours() -> None:
    assert read("hours", 1.5).value == Decimal("1.5")
    typed = replace(make_cell("here", "1:30"), number=0.0625)
    assert read("hours", typed).value == Decimal("1.5")
    assert read("hours", replace(make_cell("here", "1.3333333333"), number=4 / 3)).value == Decimal(
        "1.33"
    )
    assert read("points", replace(make_cell("here", "1,200"), number=1200.0)).value == Decimal(1200)
    assert read("points", replace(make_cell("here", "1e99"), number=1e99)).value is None


@pytest.mark.parametrize(
    ("text", "points"),
    [("2", "2"), ("0.5", "0.5"), ("3 points", "3"), ("1 CPD point", "1"), ("2,5 credits", "2.5")],
)
def test_points_are_read(text: str, points: str) -> None:
    assert read("points", text) == Value(Decimal(points))


def test_none_is_nothing() -> None:
    for field in ("hours", "points", "competences", "tags", "evidence"):
        assert read(field, "n/a").value is None
        assert not read(field, "n/a").kept


def test_a_type_is_the_schemes_or_any_where_it_takes_others() -> None:
    assert read("type", "E-Learning") == Value("E-Learning")
    assert read("type", "Juggling") == Value("Juggling")
    assert read("type", "Webinar", "iet") == Value("Webinar")
    refused = read("type", "Juggling", "iet")
    assert refused.value is None
    assert 'IET has no activity type "Juggling"' in refused.doubt


def test_the_box_that_is_ticked_is_the_type() -> None:
    assert read("type", "[x] Course [ ] Reading", "iet") == Value("Course", is_partly=True)
    assert read("type", "[x] Course [x] Reading").value is None
    assert read("type", "[ ] Course [ ] Reading").value is None


def test_only_our_own_words_are_a_status() -> None:
    assert read("status", "Private") == Value(Status.PRIVATE)
    assert read("status", "Completed").value is None
    assert read("status", "public").value is None


@pytest.mark.parametrize(
    ("value", "providers"),
    [
        ("IKT", ("IKT",)),
        ("A; B", ("A", "B")),
        ("A\nB\nA", ("A", "B")),
        ("Smith, Jones and Co.", ("Smith, Jones and Co.",)),
        (markdown("- *A*\n- [B](https://example.org)"), ("A", "B (https://example.org)")),
    ],
)
def test_providers_are_lines_or_stand_between_semicolons(
    value: str | Cell, providers: tuple[str, ...]
) -> None:
    assert read("provider", value).value == providers


def test_words_may_have_commas_between_them() -> None:
    assert read("tags", "law, ethics").value == ("law", "ethics")
    assert read("competences", "A1; B2").value == ("A1", "B2")
    assert read("objectives", "Learn law. Then, teach.").value == ("Learn law. Then, teach.",)


def test_a_list_that_is_too_long_goes_into_the_body() -> None:
    for text in (
        "word " * 100,
        "\n".join(map(str, range(101))),
        "\n".join(["x" * 190 + str(it) for it in range(30)]),
    ):
        found = read("provider", text)
        assert (found.value, found.kept) == (None, "body")


def test_none_is_no_type() -> None:
    for text in ("n/a", "None", "-"):
        assert read("type", text) == NOTHING
