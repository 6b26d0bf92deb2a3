"""Objectives: the overview by year, and each with what served it, came before and after it."""

from cpdsite.portfolio.portfolio import make_previewer
from cpdsite.site.plan_views import ObjectivesView, ObjectiveView, ReviewView
from cpdsite.site.views import ActivityView, LinkView
from tests.conftest import MakeSite
from tests.plan_maker import PLANS, write_objective
from tests.site_maker import BARE, TODAY, compose_site, find_urls, find_view, write_entry

LISTEN, SPEAK = "/objectives/listen/", "/objectives/speak/"


def test_the_overview_is_by_year_the_latest_first(site: MakeSite) -> None:
    view = find_view(compose_site(site(PLANS)), "/objectives/", ObjectivesView)
    assert view.head.title == "Objectives"
    assert view.count == 3
    assert [(it.title, it.count) for it in view.states] == [("open", 1), ("met", 1), ("carried", 1)]
    assert [(it.title, [one.title for one in it.objectives]) for it in view.groups] == [
        ("2025", ["To speak", "To rest"]),
        ("2024", ["To listen"]),
    ]
    listen = view.groups[1].objectives[0]
    assert (listen.url, listen.state, listen.count) == (LISTEN, "carried", 2)
    assert (listen.begins, listen.by, listen.by_date) == (
        "January 2024",
        "December 2024",
        "2024-12",
    )
    assert listen.sentence == "I hear the course."
    assert (view.groups[0].objectives[1].sentence, view.groups[0].objectives[1].by) == ("", "")


def test_years_are_those_of_the_person(site: MakeSite) -> None:
    settings = {"cpdsite.toml": f'{BARE["cpdsite.toml"]!s}year_starts = "09-01"\n'}
    view = find_view(compose_site(site({**PLANS, **settings})), "/objectives/", ObjectivesView)
    assert [it.title for it in view.groups] == ["2025-26", "2024-25"]


def test_an_objective_says_what_served_it_and_where_it_came_from_and_went(site: MakeSite) -> None:
    composed = compose_site(site(PLANS))
    listen = find_view(composed, LISTEN, ObjectiveView)
    assert [it.title for it in listen.head.breadcrumbs] == ["Home", "Objectives"]
    assert listen.head.description == "I hear the course."
    assert listen.state == "carried"
    assert (listen.begins_date, listen.by_date) == ("2024-01", "2024-12")
    assert listen.body
    assert listen.body.links == (("../activities/course.md", "/activities/course/"),)
    assert [it.url for it in listen.activities] == ["/activities/course/", "/activities/talk/"]
    assert (listen.carried_to, listen.carried_from) == (LinkView("To speak", SPEAK), ())
    # The review of 2023 is private.
    assert listen.review is None
    speak = find_view(composed, SPEAK, ObjectiveView)
    assert (speak.carried_to, speak.carried_from) == (None, (LinkView("To listen", LISTEN),))
    assert speak.review == LinkView("My year 2024", "/reviews/2024/")
    assert find_view(composed, "/objectives/later/", ObjectiveView).body is None


def test_activities_and_reviews_lead_to_the_objectives(site: MakeSite) -> None:
    composed = compose_site(site(PLANS))
    talk = find_view(composed, "/activities/talk/", ActivityView)
    assert talk.objectives == (LinkView("To listen", LISTEN), LinkView("To speak", SPEAK))
    review = find_view(composed, "/reviews/2024/", ReviewView)
    assert [it.url for it in review.objectives] == [SPEAK]


def test_i_see_my_own_marked(site: MakeSite) -> None:
    composed = compose_site(site(PLANS), audience=make_previewer(TODAY))
    hide = find_view(composed, "/objectives/hide/", ObjectiveView)
    assert hide.mark == "private"
    assert [it.title for it in hide.activities] == ["A secret"]
    assert hide.carried_to == LinkView("To speak", SPEAK)
    speak = find_view(composed, SPEAK, ObjectiveView)
    assert [it.title for it in speak.carried_from] == ["To hide", "To listen"]
    secret = find_view(composed, "/activities/secret/", ActivityView)
    assert [it.title for it in secret.objectives] == ["To listen", "To hide"]
    overview = find_view(composed, "/objectives/", ObjectivesView)
    assert {it.title: it.mark for group in overview.groups for it in group.objectives} == {
        "To speak": "",
        "To rest": "",
        "To listen": "",
        "To hide": "private",
    }


def test_without_a_published_objective_there_is_no_page_of_them(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(objectives="[mine]"),
        "content/objectives/mine.md": write_objective(status="private"),
    }
    composed = compose_site(site(files))
    assert not [it for it in find_urls(composed) if "objectives" in it]
    view = find_view(composed, "/activities/a/", ActivityView)
    assert view.objectives == ()
    assert "Objectives" not in {it.title for it in view.site.navigation}


def test_an_objective_has_the_address_and_the_old_addresses_that_it_says(site: MakeSite) -> None:
    files = {"content/objectives/a.md": write_objective(slug="b", aliases="[/old/]")}
    urls = find_urls(compose_site(site(files)))
    assert {"/objectives/", "/objectives/b/", "/old/"} <= set(urls)
