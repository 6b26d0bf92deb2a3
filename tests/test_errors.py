"""Problems as values: how they are sorted, counted and carried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import (
    CpdsiteError,
    Location,
    Problem,
    ProblemsError,
    RefusedError,
    Severity,
    UsageError,
    find_errors,
    show_text,
    sort_problems,
)
from tests.properties import check_property

PROBLEMS = st.builds(
    Problem,
    st.builds(Location, st.sampled_from("ab"), st.integers(0, 12), st.integers(0, 12)),
    st.sampled_from(["date", "title"]),
    st.sampled_from(["expected", "found"]),
    st.sampled_from(["", "mend it", "swap them"]),
    st.sampled_from(Severity),
)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        pytest.param(Location("a.md", 3, 7), "a.md:3:7", id="line-and-column"),
        pytest.param(Location("a.md", 3), "a.md:3", id="line-only"),
        pytest.param(Location("a.md"), "a.md", id="path-only"),
    ],
)
def test_a_location_is_written_as_compilers_do(location: Location, text: str) -> None:
    assert str(location) == text


def test_problems_are_sorted_by_path_then_line_then_column_as_numbers() -> None:
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 9, 20), ("a.md", 9, 3), ("a.md", 0, 0)]
    problems = [Problem(Location(*place), "date", "wrong") for place in places]
    assert [it.location for it in sort_problems(problems)] == [
        Location("a.md"),
        Location("a.md", 9, 3),
        Location("a.md", 9, 20),
        Location("a.md", 10, 1),
        Location("b.md", 1, 1),
    ]


def test_at_one_place_errors_come_before_warnings() -> None:
    place = Location("a.md", 1, 1)
    warning = Problem(place, "a", "b", severity=Severity.WARNING)
    error = Problem(place, "z", "z")
    assert sort_problems([warning, error]) == (error, warning)


def test_a_problem_found_twice_is_told_once() -> None:
    problem = Problem(Location("a.md", 1, 1), "date", "wrong")
    assert sort_problems([problem, Problem(Location("a.md", 1, 1), "date", "wrong")]) == (problem,)


def test_problems_that_differ_by_their_hint_alone_have_an_order_too() -> None:
    hints = [f"hint {number}" for number in range(9)]
    problems = [Problem(Location("a.md", 1, 1), "date", "wrong", hint) for hint in hints]
    assert [it.hint for it in sort_problems(problems)] == hints


@check_property
@given(st.lists(PROBLEMS))
def test_sorting_keeps_every_problem_once_whatever_the_order(problems: list[Problem]) -> None:
    found = sort_problems(problems)
    assert set(found) == set(problems)
    assert len(found) == len(set(problems))
    assert found == sort_problems(reversed(problems))


def test_only_errors_stop_a_build_unless_it_is_strict() -> None:
    error = Problem(Location("a.md"), "date", "wrong")
    warning = Problem(Location("a.md"), "type", "odd", severity=Severity.WARNING)
    assert find_errors([error, warning]) == (error,)
    assert find_errors([error, warning], strict=True) == (error, warning)


def test_an_exception_carries_all_problems_sorted() -> None:
    first, second = (Problem(Location("a.md", line), "date", "wrong") for line in (1, 2))
    raised = ProblemsError([second, first, second])
    assert raised.problems == (first, second)
    assert str(raised) == "2 problems"


@pytest.mark.parametrize("kind", [ProblemsError, RefusedError, UsageError])
def test_every_error_raised_on_purpose_has_one_base(kind: type[Exception]) -> None:
    assert issubclass(kind, CpdsiteError)


def test_what_cannot_be_shown_stands_in_no_message() -> None:
    odd = b"a\nb\xff\x1b\xe2\x80\xa8".decode("utf-8", "surrogateescape")
    problem = Problem(Location("a"), "name", odd, odd)
    assert problem.message == problem.hint == "a\ufffdb\ufffd\ufffd\ufffd"
    assert show_text("plain text, Zoë") == "plain text, Zoë"
