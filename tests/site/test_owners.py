"""Where entries and the profile name something: the line and column of an address."""

from dataclasses import replace

from cpdsite.site.owners import Owner, find_section_url, make_prefix
from tests.conftest import MakeSite
from tests.portfolio.values import (
    WORDS,
    make_activity,
    make_application,
    make_objective,
    make_person,
    make_review,
)
from tests.site.directories import make_small
from tests.site.test_links import find_problem


def test_the_place_is_that_of_the_address_and_not_of_one_that_holds_it(site: MakeSite) -> None:
    problem = find_problem(site, "[good](reading/goal.md) and [bad](goal.md)")
    assert problem.location.column == 35


def test_the_place_of_a_reference_is_where_its_address_stands(site: MakeSite) -> None:
    problem = find_problem(site, "See [it][r].\n\n[r]: gone.md")
    assert (problem.location.line, problem.location.column) == (9, 6)


def test_entries_of_each_kind_with_one_name_have_ids_of_their_own() -> None:
    owners: tuple[Owner, ...] = (
        make_activity("same"),
        make_objective("same"),
        make_review("same"),
        make_application("same"),
        make_person(),
    )
    prefixes = {make_prefix(it, WORDS) for it in owners}
    assert len(prefixes) == len(owners)
    assert make_prefix(make_review("same"), WORDS) == "review_same-description-"


def test_a_section_within_an_application_has_the_id_of_its_entry() -> None:
    directory = make_small(make_activity("a"))
    activity = directory.portfolio.activities[0]
    assert find_section_url(activity, "learning", directory) == "/activities/a/#learning"
    within = replace(directory, places={activity.path: "/applications/b/#activity_a"})
    assert find_section_url(activity, "learning", within) == "/applications/b/#activity_a_learning"
