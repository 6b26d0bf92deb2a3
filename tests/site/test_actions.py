"""Further actions: what is open by when it is due, then what is done."""

from cpdsite.site.home_views import HomeView
from cpdsite.site.views import ActionsView, ActivityView
from tests.conftest import MakeSite
from tests.site_maker import Files, compose_site, find_view, write_entry

ACTIONS = """
  - action: Whenever
  - {action: Late, due: 2026-05}
  - {action: Soon, due: 2025-05-01}
  - {action: Done first, done: 2025-01-01}
  - {action: Done last, due: 2024-01, done: 2025-02-02}"""

SEVERAL: Files = {
    "content/activities/old.md": write_entry(date="2020", further_action=ACTIONS),
    "content/activities/new.md": write_entry(
        date="2025", further_action="[{action: Soonest, due: 2025}, {action: Undone}]"
    ),
}


def test_actions_are_open_by_due_date_then_closed_newest_first(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(title="Mother", further_action=ACTIONS)})
    view = find_view(compose_site(root), "/actions/", ActionsView)
    assert [it.action for it in view.open] == ["Soon", "Late", "Whenever"]
    assert [it.action for it in view.closed] == ["Done last", "Done first"]
    assert [(it.due, it.due_date) for it in view.open] == [
        ("1 May 2025", "2025-05-01"),
        ("May 2026", "2026-05"),
        ("", ""),
    ]
    assert all(it.activity and it.activity.url == "/activities/a/" for it in view.open)


def test_actions_of_several_activities_stand_in_one_list(site: MakeSite) -> None:
    view = find_view(compose_site(site(SEVERAL)), "/actions/", ActionsView)
    assert [it.action for it in view.open] == ["Soonest", "Soon", "Late", "Whenever", "Undone"]
    leads = {it.action: it.activity.url for it in (*view.open, *view.closed) if it.activity}
    assert leads["Undone"] == "/activities/new/"
    assert leads["Done last"] == "/activities/old/"


def test_on_the_page_of_its_activity_an_action_names_none(site: MakeSite) -> None:
    composed = compose_site(site(SEVERAL))
    actions = find_view(composed, "/activities/new/", ActivityView).actions
    assert [(it.action, it.activity) for it in actions] == [("Soonest", None), ("Undone", None)]


def test_the_home_page_counts_what_the_page_of_actions_lists(site: MakeSite) -> None:
    composed = compose_site(site(SEVERAL))
    view = find_view(composed, "/actions/", ActionsView)
    home = find_view(composed, "/", HomeView)
    assert (home.open_actions, home.closed_actions) == (len(view.open), len(view.closed)) == (5, 2)
    assert home.actions == view.open[:4]


def test_actions_of_what_is_not_published_are_not_listed(site: MakeSite) -> None:
    hidden = write_entry(status="private", further_action="[Secret]")
    composed = compose_site(site({"content/activities/a.md": hidden}))
    view = find_view(composed, "/actions/", ActionsView)
    assert (view.open, view.closed) == ((), ())
    assert find_view(composed, "/", HomeView).open_actions == 0
