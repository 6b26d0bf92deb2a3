"""Where entries and the profile name something: the line and column of an address."""

from tests.conftest import MakeSite
from tests.site.test_links import find_problem


def test_the_place_is_that_of_the_address_and_not_of_one_that_holds_it(site: MakeSite) -> None:
    problem = find_problem(site, "[good](reading/goal.md) and [bad](goal.md)")
    assert problem.location.column == 35


def test_the_place_of_a_reference_is_where_its_address_stands(site: MakeSite) -> None:
    problem = find_problem(site, "See [it][r].\n\n[r]: gone.md")
    assert (problem.location.line, problem.location.column) == (9, 6)
