"""Applications: what they choose, in which order and why."""

from datetime import date

import pytest

from cpdsite.portfolio.activity import Featured
from cpdsite.portfolio.application import (
    Inclusion,
    Selection,
    choose_activities,
    cover_period,
    find_included,
)
from cpdsite.portfolio.dates import CpdYear, Period, YearStart
from tests.portfolio.values import make_activity, make_application

ACTIVITIES = (
    make_activity("a", "2024-03-01", tags=("Flow",), featured=Featured("It mattered.")),
    make_activity("b", "2024-12-01", objectives=("listen",), end_date=None),
    make_activity("c", "2025-03-01", tags=("flow", "C"), featured=Featured()),
    make_activity("d", "2025-06-01"),
)
BY_NAME, BY_TAG = Selection.ACTIVITY, Selection.TAG


def choose(*lines: Inclusion, starts: YearStart = YearStart()) -> list[tuple[str, str]]:  # noqa: B008 - it is frozen
    """Return the slugs that lines choose, and why."""
    chosen = choose_activities(make_application(include=lines), ACTIVITIES, starts)
    return [(it.activity.slug, it.why) for it in chosen]


@pytest.mark.parametrize(
    ("line", "slugs"),
    [
        pytest.param(Inclusion(BY_NAME, "c"), "c", id="name"),
        pytest.param(Inclusion(BY_NAME, "x"), "", id="nothing-of-that-name"),
        pytest.param(Inclusion(Selection.FEATURED), "ac", id="featured"),
        pytest.param(Inclusion(BY_TAG, "FLOW"), "ac", id="tag-in-any-case"),
        pytest.param(Inclusion(Selection.OBJECTIVE, "listen"), "b", id="objective"),
        pytest.param(Inclusion(Selection.PERIOD, period=CpdYear(2025)), "cd", id="year"),
        pytest.param(
            Inclusion(Selection.PERIOD, period=Period(date(2024, 12, 1), date(2025, 3, 1))),
            "bc",
            id="days",
        ),
    ],
)
def test_a_line_chooses_oldest_first(line: Inclusion, slugs: str) -> None:
    assert [slug for slug, _ in choose(line)] == list(slugs)


def test_a_year_begins_when_the_settings_say() -> None:
    line = Inclusion(Selection.PERIOD, period=CpdYear(2024))
    assert [it for it, _ in choose(line)] == ["a", "b"]
    assert [it for it, _ in choose(line, starts=YearStart(9, 1))] == ["b", "c", "d"]


def test_lines_count_in_their_order_and_each_entry_once() -> None:
    lines = Inclusion(BY_NAME, "d"), Inclusion(BY_TAG, "flow"), Inclusion(Selection.FEATURED)
    assert [it for it, _ in choose(*lines, Inclusion(BY_NAME, "d"))] == ["d", "a", "c"]


def test_an_entry_has_the_reason_for_which_it_is_featured_if_no_line_gives_one() -> None:
    assert choose(Inclusion(BY_TAG, "flow")) == [("a", "It mattered."), ("c", "")]
    tagged = Inclusion(BY_TAG, "flow", why="All of it flows.")
    assert choose(tagged) == [("a", "All of it flows."), ("c", "All of it flows.")]
    assert choose(Inclusion(Selection.FEATURED), tagged) == choose(tagged)
    assert choose(tagged, Inclusion(Selection.FEATURED)) == choose(tagged)


def test_a_reason_for_one_entry_goes_before_a_reason_for_several() -> None:
    alone = Inclusion(BY_NAME, "a", why="The first.")
    tagged = Inclusion(BY_TAG, "flow", why="All of it flows.")
    expected = [("a", "The first."), ("c", "All of it flows.")]
    assert choose(alone, tagged) == choose(tagged, alone) == expected
    assert choose(Inclusion(BY_NAME, "a"), tagged) == choose(tagged)


def test_only_what_is_named_is_included_by_name() -> None:
    lines = (
        Inclusion(BY_NAME, "a"),
        Inclusion(BY_TAG, "b"),
        Inclusion(Selection.OBJECTIVE, "c"),
        Inclusion(Selection.FEATURED),
    )
    assert find_included(make_application(include=lines)) == {"a"}


def test_the_record_covers_the_period_asked_for_or_else_that_of_the_settings() -> None:
    default = Period(date(2020, 1, 1))
    assert cover_period(make_application(), default, YearStart()) == default
    asked = make_application(period=CpdYear(2025))
    assert cover_period(asked, default, YearStart(9, 1)) == Period(
        date(2025, 9, 1), date(2026, 8, 31)
    )
    assert cover_period(make_application(period=default), Period(), YearStart()) == default
