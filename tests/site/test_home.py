"""The home page: which record leads, what is shown of activities and actions, and the counts."""

import pytest

from cpdsite.site.home_views import HomeView
from cpdsite.site.record_views import RecordView
from tests.conftest import MakeSite
from tests.site_maker import Files, compose_site, find_view, write_entry

PERIOD = "[record]\nfrom = 2023-01-01\nto = 2024-12-31\n"


def write_years(*years: int) -> dict[str, str]:
    """Return an activity in each of some years."""
    return {
        f"content/activities/{it}.md": write_entry(title=f"In {it}", date=str(it)) for it in years
    }


def find_home(site: MakeSite, files: Files, settings: str = "", name: str = "site") -> HomeView:
    root = site({**files, "cpdsite.toml": f'theme = "plain"\n{settings}'}, name)
    return find_view(compose_site(root), "/", HomeView)


def test_home_shows_the_latest_the_featured_and_the_counts(site: MakeSite) -> None:
    files = write_years(*range(2018, 2025))
    files["content/activities/featured.md"] = write_entry(
        title="First of all", date="2001", featured="It began here", further_action="[Go on, Stop]"
    )
    home = find_home(site, files)
    assert [it.title for it in home.latest] == [f"In {year}" for year in range(2024, 2019, -1)]
    assert home.latest_others == home.latest
    assert [(it.title, it.featured) for it in home.featured] == [("First of all", "It began here")]
    assert (home.count, home.open_actions, home.closed_actions) == (8, 2, 0)
    assert [it.title for it in home.years] == [str(it) for it in (*range(2024, 2017, -1), 2001)]
    assert home.about is None


def test_five_of_the_latest_are_left_without_the_featured(site: MakeSite) -> None:
    files = write_years(*range(2000, 2025))
    for year in (2024, 2022, 2023):
        files[f"content/activities/{year}.md"] = write_entry(date=str(year), featured="true")
    home = find_home(site, files)
    assert home.latest[:3] == home.featured
    assert [it.title for it in home.latest_others] == [f"In {it}" for it in range(2021, 2016, -1)]
    few = find_home(site, write_years(2020, 2021), name="few")
    assert [it.title for it in few.latest] == ["In 2021", "In 2020"]


def test_the_featured_stand_newest_first(site: MakeSite) -> None:
    files = {
        f"content/activities/{year}.md": write_entry(title=year, date=year, featured="true")
        for year in ("2021", "2024", "2022")
    }
    home = find_home(site, files)
    assert [(it.title, it.featured) for it in home.featured] == [
        ("2024", ""),
        ("2022", ""),
        ("2021", ""),
    ]


def test_at_most_four_open_actions_are_shown_those_first_that_are_due_first(
    site: MakeSite,
) -> None:
    due = "\n".join(f"  - {{action: In {year}, due: {year}}}" for year in (2030, 2027, 2029))
    done = "\n  - {action: Past, due: 2020, done: 2021}\n  - Some day\n  - {action: At once, due: 2020}"
    files = {"content/activities/a.md": write_entry(further_action=f"\n{due}{done}")}
    home = find_home(site, files)
    assert [it.action for it in home.actions] == ["At once", "In 2027", "In 2029", "In 2030"]
    assert (home.open_actions, home.closed_actions) == (5, 1)


@pytest.mark.parametrize(
    ("settings", "lead", "others"),
    [
        ("", ("/record/2025/", 1, "2025"), ["Whole record", "2024", "2022"]),
        (
            PERIOD,
            ("/record/", 1, "1 January 2023 to 31 December 2024"),
            ["2025", "2024", "2022"],
        ),
        (
            "[record]\nfrom = 2023-01-01\n",
            ("/record/", 2, "1 January 2023 to 31 December 2025"),
            ["2025", "2024", "2022"],
        ),
        (
            '[record]\nnote = "Hello"\n',
            ("/record/2025/", 1, "2025"),
            ["Whole record", "2024", "2022"],
        ),
        (
            'lists = []\nyear_starts = "09-01"\n',
            ("/record/2025-26/", 1, "2025-26"),
            ["Whole record", "2024-25", "2023-24", "2022-23", "2021-22"],
        ),
    ],
)
def test_the_record_that_leads_is_of_the_period_or_else_of_the_latest_year(
    site: MakeSite, settings: str, lead: tuple[str, int, str], others: list[str]
) -> None:
    root = site({**write_years(2022, 2024, 2025), "cpdsite.toml": f'theme = "plain"\n{settings}'})
    composed = compose_site(root)
    home = find_view(composed, "/", HomeView)
    assert (home.record.url, home.record.count, home.record_period) == lead
    assert [it.title for it in home.records] == others
    record = find_view(composed, home.record.url, RecordView)
    assert home.record.title == record.head.title
    assert home.record.count == len(record.rows)
    assert {*home.records} == {it for it in record.others if it.url != home.record.url}


def test_without_activities_the_whole_record_leads(site: MakeSite) -> None:
    home = find_home(site, {})
    assert (home.record.url, home.record.count, home.record_period) == ("/record/", 0, "")
    assert home.records == ()
    assert (home.by_type, home.over_time) == (None, None)
    assert (home.count, home.latest, home.featured, home.actions) == (0, (), (), ())


def test_a_period_without_activities_leads_all_the_same(site: MakeSite) -> None:
    home = find_home(site, write_years(2020), PERIOD)
    assert (home.record.url, home.record.count) == ("/record/", 0)
    assert home.record_period == "1 January 2023 to 31 December 2024"


def test_a_further_scheme_is_among_the_other_records(site: MakeSite) -> None:
    home = find_view(compose_site(site("rich")), "/", HomeView)
    assert home.record.url == "/record/"
    assert [it.url for it in home.records] == [
        "/record/2024-25/",
        "/record/2023-24/",
        "/record/guild/",
    ]


def test_the_charts_count_every_activity(site: MakeSite) -> None:
    home = find_home(site, write_years(2022, 2024, 2025))
    assert home.by_type is None
    assert home.over_time
    assert sum(it.count for it in home.over_time.bars) == home.count == 3
