"""Lists: of all activities, of a year and of a term."""

from pathlib import Path

import pytest

from cpdsite.site.views import ActivityView, ListView
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


def test_a_year_leads_to_the_years_with_activities_around_it(site: MakeSite) -> None:
    composed = compose_site(make_years(site, "2019", "2023", "2024"))
    around = {
        url: [it and it.url for it in (view.previous, view.next)]
        for url in ("/years/2019/", "/years/2023/", "/years/2024/")
        for view in [find_view(composed, url, ListView)]
    }
    assert around == {
        "/years/2019/": [None, "/years/2023/"],
        "/years/2023/": ["/years/2019/", "/years/2024/"],
        "/years/2024/": ["/years/2023/", None],
    }


@pytest.mark.parametrize("url", ["/activities/", "/types/course/", "/tags/flow/"])
def test_other_lists_have_no_years_around_them_and_no_types(site: MakeSite, url: str) -> None:
    view = find_view(compose_site(make_years(site, "2023", "2024")), url, ListView)
    assert (view.previous, view.next, view.types, view.record) == (None, None, (), None)


def test_the_types_of_a_year_are_those_of_its_activities(site: MakeSite) -> None:
    kinds = {"a": "course", "b": "webinar", "c": "Glass blowing", "d": "", "e": "reading"}
    files = {
        f"content/activities/{name}.md": write_entry(
            date="2024" if name == "e" else "2023", type=kind
        )
        for name, kind in kinds.items()
    }
    # What lasts counts in every year in which it falls, as the list shows it in each.
    files["content/activities/long.md"] = write_entry(date="2023", end_date="2024", type="course")
    composed = compose_site(site(files))
    for year, expected in {
        "2023": [("Course", 3), ("Glass blowing", 1)],
        "2024": [("Course", 1), ("Reading", 1)],
    }.items():
        view = find_view(composed, f"/years/{year}/", ListView)
        assert [(it.title, it.count) for it in view.types] == expected
        listed = [it.type.title for group in view.groups for it in group.activities if it.type]
        assert sorted(listed) == sorted(title for title, count in expected for _ in range(count))
        assert {it.url for it in view.types} <= set(find_urls(composed))


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
