"""Single dates in a given order, and both sides of a span."""

import pytest

from cpdsite.importers.moments import ORDERS, Moment, complete_pair, read_moment
from tests.portfolio.values import make_date


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("03/04/2025", "dmy", "2025-04-03"),
        ("03/04/2025", "mdy", "2025-03-04"),
        ("2025-04-03", "mdy", "2025-04-03"),
        ("3 april 2025", "mdy", "2025-04-03"),
    ],
)
def test_the_order_says_how_figures_are_read(text: str, order: str, date: str) -> None:
    assert read_moment(text, order) == Moment(make_date(date))


def test_a_year_of_two_figures_is_not_sure() -> None:
    found = {order: read_moment("03-04-25", order) for order in ORDERS}
    assert found == {
        "dmy": Moment(make_date("2025-04-03"), is_sure=False),
        "mdy": Moment(make_date("2025-03-04"), is_sure=False),
        "ymd": Moment(make_date("2003-04-25"), is_sure=False),
    }
    assert read_moment("25-04-03", "ymd") == Moment(make_date("2025-04-03"), is_sure=False)
    assert read_moment("1/2/69", "dmy") == Moment(make_date("1969-02-01"), is_sure=False)


@pytest.mark.parametrize(
    "text", ["26", "202503", "12-14 june", "june 12-14", "12-14/03", "31/02/2025", "words", ""]
)
def test_what_may_be_something_else_is_no_moment(text: str) -> None:
    assert read_moment(text, "dmy") is None


@pytest.mark.parametrize(
    ("start", "end", "completed"),
    [
        ("12", "13 march 2026", ("12 march 2026", "13 march 2026")),
        ("12 march", "3 april 2026", ("12 march 2026", "3 april 2026")),
        ("12", "13/03/2026", ("12/03/2026", "13/03/2026")),
        ("25/03", "02/04/2026", ("25/03/2026", "02/04/2026")),
        ("12 march 2026", "3 april", ("12 march 2026", "3 april 2026")),
        ("march 12", "14 2026", ("march 12 2026", "march 14 2026")),
        ("2026-03-12", "14", ("2026-03-12", "2026-03-14")),
        ("2024", "25", ("2024", "2025")),
    ],
)
def test_a_side_of_a_span_is_completed_by_the_other(
    start: str, end: str, completed: tuple[str, str]
) -> None:
    assert completed in list(complete_pair(start, end))
