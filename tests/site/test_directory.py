"""The directory: terms with slugs of their own, and years with their names."""

import pytest

from cpdsite.site.home_views import HomeView
from cpdsite.site.views import ActivityView, ListView
from tests.conftest import MakeSite
from tests.site_maker import compose_site, find_urls, find_view, write_entry

ENTRY = "content/activities/a.md"


def list_years(site: MakeSite, starts: str, **keys: str) -> list[tuple[str, str, int]]:
    root = site(
        {"cpdsite.toml": f'theme = "plain"\nyear_starts = "{starts}"\n', ENTRY: write_entry(**keys)}
    )
    home = find_view(compose_site(root), "/", HomeView)
    return [(it.title, it.url, it.count) for it in home.years]


def test_c_and_its_relations_have_pages_of_their_own(site: MakeSite) -> None:
    keys = {"tags": '["C", "C++", "C#"]', "provider": '["C", "C++", "C#"]'}
    urls = find_urls(compose_site(site({ENTRY: write_entry(**keys)})))
    for name in ("tags", "providers"):
        assert {url for url in urls if url.startswith(f"/{name}/")} == {
            f"/{name}/c/",
            f"/{name}/c-plus-plus/",
            f"/{name}/c-sharp/",
        }


def test_terms_with_one_slug_get_slugs_of_their_own(site: MakeSite) -> None:
    root = site({ENTRY: write_entry(tags='["Café", "Cafe", "!"]')})
    composed = compose_site(root)
    tags = find_view(composed, "/activities/a/", ActivityView).tags
    assert len({tag.url for tag in tags}) == 3
    assert "/tags/cafe/" in {tag.url for tag in tags}
    assert {tag.url for tag in tags} <= set(find_urls(composed))
    assert not composed.problems


def test_synonyms_of_a_type_are_one_list(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(type="webinar"),
        "content/activities/b.md": write_entry(type="Workshop"),
        "content/activities/c.md": write_entry(type="Glass blowing"),
    }
    composed = compose_site(site(files))
    assert find_view(composed, "/types/course/", ListView).count == 2
    home = find_view(composed, "/", HomeView)
    assert home.by_type
    assert [(it.title, it.url, it.count) for it in home.by_type.bars] == [
        ("Course", "/types/course/", 2),
        ("Glass blowing", "/types/glass-blowing/", 1),
    ]


def test_a_type_of_ones_own_is_not_taken_for_one_of_the_scheme(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(type="Reading"),
        "content/activities/b.md": write_entry(type="Reading!"),
    }
    composed = compose_site(site(files))
    assert not [problem for problem in composed.problems if problem.is_error]
    assert {"/types/reading/", "/types/reading-other/"} <= set(find_urls(composed))


def test_calendar_years(site: MakeSite) -> None:
    keys = {"date": "2024-12-31", "end_date": "2025-01-01"}
    assert list_years(site, "01-01", **keys) == [
        ("2025", "/years/2025/", 1),
        ("2024", "/years/2024/", 1),
    ]


def test_other_years_are_named_by_both(site: MakeSite) -> None:
    assert list_years(site, "09-01", date="2024-09-01") == [("2024-25", "/years/2024-25/", 1)]


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2024-08-31", ["2023-24"]),
        ("2024-08", ["2023-24"]),
        ("2024-09", ["2024-25"]),
        ("2024", ["2024-25", "2023-24"]),
        ("1999-12-31", ["1999-00"]),
    ],
)
def test_a_month_or_a_year_counts_as_all_its_days(
    site: MakeSite, date: str, years: list[str]
) -> None:
    assert [title for title, _, _ in list_years(site, "09-01", date=date)] == years


def test_a_span_falls_into_every_year_between(site: MakeSite) -> None:
    years = list_years(site, "01-01", date="2021-06", end_date="2023-02-01")
    assert [title for title, _, _ in years] == ["2023", "2022", "2021"]


def test_what_is_ongoing_reaches_to_the_last_day_of_any_other(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(date="2022-03", end_date="ongoing"),
        "content/activities/b.md": write_entry(date="2024-05-05"),
    }
    home = find_view(compose_site(site(files)), "/", HomeView)
    assert [(it.title, it.count) for it in home.years] == [("2024", 2), ("2023", 1), ("2022", 1)]


def test_years_without_an_activity_are_left_out(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(date="2020"),
        "content/activities/b.md": write_entry(date="2024"),
    }
    home = find_view(compose_site(site(files)), "/", HomeView)
    assert [it.title for it in home.years] == ["2024", "2020"]


def test_a_site_without_activities_has_no_years_and_still_its_pages(site: MakeSite) -> None:
    composed = compose_site(site({}))
    assert find_view(composed, "/", HomeView).years == ()
    assert {"/", "/activities/", "/record/", "/actions/", "/404.html"} <= set(find_urls(composed))
