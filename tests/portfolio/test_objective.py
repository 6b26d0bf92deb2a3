"""Objectives: when they end, and their order."""

from cpdsite.portfolio.objective import State, sort_objectives
from tests.portfolio.values import make_date, make_objective


def test_an_objective_is_open_and_ends_when_it_is_to_be_met_or_else_began() -> None:
    objective = make_objective(begins="2025-02")
    assert objective.state is State.OPEN
    assert objective.end == make_date("2025-02")
    assert make_objective(by=make_date("2025-12")).end == make_date("2025-12")


def test_objectives_run_by_when_they_are_to_be_met_then_by_when_they_began() -> None:
    late = make_objective("a", "2024", by=make_date("2026"))
    early = make_objective("b", "2025-03", by=make_date("2025-06-01"))
    earlier_begun = make_objective("d", "2025-01", by=make_date("2025-06-01"))
    month = make_objective("c", "2025-06")
    ordered = (earlier_begun, early, month, late)
    assert sort_objectives((late, early, month, earlier_begun)) == ordered
    twins = make_objective("x"), make_objective("y")
    assert sort_objectives(twins[::-1]) == twins
