"""Lists, the home page and further actions."""

from pathlib import Path

import pytest

from cpdsite.site.views import ActionsView, ActivityView, HomeView, ListView
from tests.conftest import MakeSite
from tests.site_maker import build, compose_site, find_urls, find_view, read_tree, write_entry

TERMS = {"type": "course", "provider": "A body", "tags": "[flow]"}
LISTS = ("years", "types", "providers", "tags")


def make_years(site: MakeSite, *years: str, settings: str = "") -> Path:
    """Make a site with an activity in each of some years."""
    return site(
        {
            "cpdsite.toml": f'theme = "plain"\n{settings}',
            **{
                f"content/activities/{year}.md": write_entry(title=f"In {year}", date=year, **TERMS)
                for year in years
            },
        }
    )


def find_titles(view: ListView) -> list[str]:
    return [it.title for group in view.groups for it in group.activities]


def test_lists_run_newest_first_in_groups_by_year(site: MakeSite) -> None:
    composed = compose_site(make_years(site, "2023", "2025", "2024"))
    view = find_view(composed, "/activities/", ListView)
    assert find_titles(view) == ["In 2025", "In 2024", "In 2023"]
    assert [group.title for group in view.groups] == ["2025", "2024", "2023"]
    assert [group.url for group in view.groups] == [
        f"/years/{year}/" for year in (2025, 2024, 2023)
    ]
    assert view.count == 3
    assert [facet.title for facet in view.facets] == ["Years", "Types", "Providers", "Tags"]


@pytest.mark.parametrize(
    ("url", "kind"),
    [("/types/course/", "type"), ("/providers/a-body/", "provider"), ("/tags/flow/", "tag")],
)
def test_a_term_lists_its_activities(site: MakeSite, url: str, kind: str) -> None:
    root = make_years(site, "2023", "2024")
    (root / "content/activities/other.md").write_text(write_entry(title="Other"), "utf-8")
    view = find_view(compose_site(root), url, ListView)
    assert find_titles(view) == ["In 2024", "In 2023"]
    assert view.kind == kind
    assert [it.title for it in view.head.breadcrumbs] == ["Home", "Activities"]


def test_a_year_lists_its_activities_and_leads_to_its_record(site: MakeSite) -> None:
    view = find_view(compose_site(make_years(site, "2023", "2024")), "/years/2023/", ListView)
    assert find_titles(view) == ["In 2023"]
    assert view.record
    assert view.record.url == "/record/2023/"


@pytest.mark.parametrize("without", LISTS)
def test_the_setting_lists_takes_pages_away_and_links_to_them(site: MakeSite, without: str) -> None:
    kept = [name for name in LISTS if name != without]
    root = make_years(site, "2023", "2024", settings=f"lists = {kept}\n")
    urls = find_urls(compose_site(root))
    assert not any(url.startswith(f"/{without}/") for url in urls)
    assert all(any(url.startswith(f"/{name}/") for url in urls) for name in kept)
    assert "/record/2023/" in urls
    build(root)
    tree = read_tree(root / "public")
    assert not [name for name, content in tree.items() if f"{without}/".encode() in content]


def test_without_lists_terms_keep_their_words(site: MakeSite) -> None:
    view = find_view(
        compose_site(make_years(site, "2023", settings="lists = []\n")),
        "/activities/2023/",
        ActivityView,
    )
    terms = (view.type, *view.providers, *view.years, *view.tags)
    assert [(it.title, it.url) for it in terms if it] == [
        ("Course", ""),
        ("A body", ""),
        ("2023", ""),
        ("flow", ""),
    ]


def test_home_shows_the_latest_the_featured_and_the_counts(site: MakeSite) -> None:
    years = [str(year) for year in range(2018, 2025)]
    root = make_years(site, *years)
    featured = write_entry(
        title="First of all", date="2001", featured="It began here", further_action="[Go on, Stop]"
    )
    (root / "content/activities/featured.md").write_text(featured, "utf-8")
    home = find_view(compose_site(root), "/", HomeView)
    assert [it.title for it in home.latest] == [f"In {year}" for year in range(2024, 2019, -1)]
    assert [(it.title, it.featured) for it in home.featured] == [("First of all", "It began here")]
    assert (home.count, home.open_actions) == (8, 2)
    assert home.record.url == "/record/"
    assert home.about is None


def test_actions_are_open_by_due_date_then_closed_newest_first(site: MakeSite) -> None:
    actions = """
  - action: Whenever
  - {action: Late, due: 2026-05}
  - {action: Soon, due: 2025-05-01}
  - {action: Done first, done: 2025-01-01}
  - {action: Done last, due: 2024-01, done: 2025-02-02}"""
    root = site({"content/activities/a.md": write_entry(title="Mother", further_action=actions)})
    view = find_view(compose_site(root), "/actions/", ActionsView)
    assert [it.action for it in view.open] == ["Soon", "Late", "Whenever"]
    assert [it.action for it in view.closed] == ["Done last", "Done first"]
    assert [(it.due, it.due_date) for it in view.open] == [
        ("1 May 2025", "2025-05-01"),
        ("May 2026", "2026-05"),
        ("", ""),
    ]
    assert all(it.activity and it.activity.url == "/activities/a/" for it in view.open)


def test_the_first_sentence_of_what_was_learnt_stands_in_lists(site: MakeSite) -> None:
    long = "whoever asks first for the reason behind a demand learns what it is about"
    learned = write_entry(f"Described.\n\n## What I learned\n\nThat **{long}**. Then act.\n")
    described = write_entry(f"Described: {long}. More.\n\n## Next steps\n\nGo.\n", date="2024")
    root = site({"content/activities/a.md": learned, "content/activities/b.md": described})
    view = find_view(compose_site(root), "/activities/", ListView)
    assert [it.sentence for group in view.groups for it in group.activities] == [
        f"That {long}.",
        f"Described: {long}.",
    ]
