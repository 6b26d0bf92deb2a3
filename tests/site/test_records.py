"""Records: the whole or the period of the settings, each year, each further scheme."""

from dataclasses import replace
from datetime import date

import pytest

from cpdsite.portfolio.dates import Period, YearStart
from cpdsite.site.record_views import ActionPart, ProsePart, RecordView, TextPart
from cpdsite.site.records import find_lead, list_sheets, name_period
from cpdsite.site.views import ActivityView, ListView
from tests.conftest import MakeSite
from tests.portfolio.values import make_activity, make_scheme
from tests.site.directories import make_small
from tests.site_maker import Files, compose_site, find_urls, find_view, write_entry

LABELS = [
    "Dates",
    "Description of development/learning activity",
    "Provided by (e.g. name of mentor/coach, course provider, research/relevant publication etc)",
    "What did you learn & how did/will you apply it?",
    "Any further action?",
]

YEARS: Files = {
    f"content/activities/{date}.md": write_entry(date=date)
    for date in ("2023-06-01", "2024-08", "2024-09", "2025")
}


def find_rows(view: RecordView) -> list[str]:
    return [row.id for row in view.rows]


def read_header(view: RecordView) -> dict[str, str]:
    return {it.label: it.tick or it.text for it in view.header}


def test_the_whole_record_runs_oldest_first(site: MakeSite) -> None:
    view = find_view(compose_site(site(YEARS)), "/record/", RecordView)
    assert find_rows(view) == ["2023-06-01", "2024-08", "2024-09", "2025"]
    assert view.period == "1 June 2023 to 31 December 2025"
    assert view.head.title == "Continuing Professional Development Record"
    assert [it.label for it in view.columns] == LABELS
    assert sum(it.width for it in view.columns) == 100
    assert [it.label for it in view.header] == [
        "NAME",
        "MEMBERSHIP NUMBER",
        "MEMBER",
        "ASSOCIATE",
        "COVERING THE PERIOD FROM",
        "TO",
    ]


def test_each_year_has_its_record(site: MakeSite) -> None:
    composed = compose_site(
        site({**YEARS, "cpdsite.toml": 'theme = "plain"\nyear_starts = "09-01"\n'})
    )
    years = {
        url: find_rows(find_view(composed, url, RecordView))
        for url in find_urls(composed)
        if url.startswith("/record/2") and url.endswith("/")
    }
    assert years == {
        "/record/2022-23/": ["2023-06-01"],
        "/record/2023-24/": ["2024-08"],
        "/record/2024-25/": ["2024-09", "2025"],
        "/record/2025-26/": ["2025"],
    }
    year = find_view(composed, "/record/2024-25/", RecordView)
    assert year.period == "1 September 2024 to 31 August 2025"
    assert read_header(year)["COVERING THE PERIOD FROM"] == "1 September 2024"
    assert [it.title for it in year.head.breadcrumbs] == ["Home", "Record"]
    listed = find_view(composed, "/years/2024-25/", ListView)
    assert listed.record
    assert listed.record.url == "/record/2024-25/"


@pytest.mark.parametrize(
    ("settings", "rows", "period"),
    [
        (
            "from = 2024-08-15\nto = 2024-12-31",
            ["2024-08", "2024-09"],
            "15 August 2024 to 31 December 2024",
        ),
        ("from = 2024-09-01", ["2024-09", "2025"], "1 September 2024 to 31 December 2025"),
        ("to = 2024-01-01", ["2023-06-01"], "1 June 2023 to 1 January 2024"),
        ("from = 2026-01-01\nto = 2026-12-31", [], "1 January 2026 to 31 December 2026"),
    ],
)
def test_the_settings_may_give_the_period(
    site: MakeSite, settings: str, rows: list[str], period: str
) -> None:
    text = f'theme = "plain"\n[record]\n{settings}\nnote = "For whom"\n'
    composed = compose_site(site({**YEARS, "cpdsite.toml": text}))
    view = find_view(composed, "/record/", RecordView)
    assert find_rows(view) == rows
    assert view.period == period
    assert view.own_note == "For whom"
    assert view.others[0].title == "Record for the period"
    assert find_rows(find_view(composed, "/record/2024/", RecordView)) == ["2024-08", "2024-09"]


def test_an_empty_site_has_an_empty_record(site: MakeSite) -> None:
    view = find_view(compose_site(site({})), "/record/", RecordView)
    assert (view.rows, view.period) == ((), "")
    assert [it.url for it in view.others] == ["/record/"]


def test_a_further_scheme_has_a_record_of_its_own(site: MakeSite) -> None:
    composed = compose_site(site("rich"))
    guild = find_view(composed, "/record/guild/", RecordView)
    assert (guild.scheme, guild.head.title) == ("Guild of Makers", "Guild Log")
    assert [it.label for it in guild.columns] == ["When", "What", "Lesson"]
    assert read_header(guild) == {"Maker": "Zoë Rich", "Since": "1 January 2024"}
    whole = find_view(composed, "/record/", RecordView)
    assert (
        find_rows(guild)
        == find_rows(whole)
        == [
            "2024-08-31-c-sharp",
            "2024-09-workshop",
            "2025-01-mentoring",
        ]
    )
    assert [it.url for it in guild.others] == [
        "/record/",
        "/record/2024-25/",
        "/record/2023-24/",
        "/record/guild/",
    ]


def test_the_grade_at_the_end_of_the_period_is_ticked(site: MakeSite) -> None:
    composed = compose_site(site("rich"))
    ticks = {
        url: (header["ASSOCIATE"], header["MEMBER"], header["MEMBERSHIP NUMBER"])
        for url in ("/record/2023-24/", "/record/2024-25/", "/record/")
        for header in [read_header(find_view(composed, url, RecordView))]
    }
    assert ticks == {
        "/record/2023-24/": ("ticked", "empty", "77"),
        "/record/2024-25/": ("empty", "ticked", "77"),
        "/record/": ("empty", "ticked", "77"),
    }


def test_cells_keep_prose_actions_and_the_way_to_the_entry(site: MakeSite) -> None:
    view = find_view(compose_site(site("rich")), "/record/", RecordView)
    row = next(row for row in view.rows if row.id == "2024-09-workshop")
    dates, description, provider, learning, actions = row.cells
    assert dates == (TextPart("dates", "September 2024"),)
    assert description[0] == TextPart("title", "A workshop", "/activities/2024-09-workshop/")
    assert provider == (TextPart("provider", "C"), TextPart("provider", "C++"))
    assert [(it.field, it.kind) for it in learning if isinstance(it, ProsePart)] == [
        ("learning", "prose"),
        ("application", "prose"),
    ]
    assert all(it.prose.flat for it in learning if isinstance(it, ProsePart))
    assert [it.action.action for it in actions if isinstance(it, ActionPart)] == [
        "Tell the team",
        "Try again",
    ]


def test_a_scheme_may_show_evidence_type_and_hours(site: MakeSite) -> None:
    view = find_view(compose_site(site("rich")), "/record/guild/", RecordView)
    row = next(row for row in view.rows if row.id == "2024-09-workshop")
    parts = [part for cell in row.cells for part in cell if isinstance(part, TextPart)]
    assert [(it.field, it.text, it.url) for it in parts] == [
        ("dates", "September 2024", ""),
        ("title", "A workshop", "/activities/2024-09-workshop/"),
        ("type", "Making", ""),
        ("hours", "1.5", ""),
        ("evidence", "Certificate", "/activities/2024-09-workshop/certificate.pdf"),
    ]


def test_paper_is_what_the_settings_say(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\npaper = "letter"\n'})
    assert find_view(compose_site(root), "/record/", RecordView).paper == "letter"


ACTIVITIES = tuple(make_activity(f"a{year}", f"{year}-05") for year in (2021, 2023, 2024))
SCHEMES = (make_scheme(), replace(make_scheme(), id="guild", short_name="Guild"))


def test_sheets_are_the_whole_the_years_newest_first_and_the_further_schemes() -> None:
    directory = make_small(*ACTIVITIES, schemes=SCHEMES, year_starts=YearStart(9, 1))
    sheets = list_sheets(directory)
    assert [(it.link.title, it.link.url, it.scheme.id) for it in sheets] == [
        ("Whole record", "/record/", "ikt"),
        ("2023-24", "/record/2023-24/", "ikt"),
        ("2022-23", "/record/2022-23/", "ikt"),
        ("2020-21", "/record/2020-21/", "ikt"),
        ("Guild", "/record/guild/", "guild"),
    ]
    assert [it.period for it in sheets] == [
        Period(),
        Period(date(2023, 9, 1), date(2024, 8, 31)),
        Period(date(2022, 9, 1), date(2023, 8, 31)),
        Period(date(2020, 9, 1), date(2021, 8, 31)),
        Period(),
    ]


def test_without_activities_there_is_no_sheet_of_a_year() -> None:
    sheets = list_sheets(make_small(schemes=SCHEMES))
    assert [it.link.url for it in sheets] == ["/record/", "/record/guild/"]


@pytest.mark.parametrize(
    ("period", "url", "words"),
    [
        (Period(), "/record/2024/", "2024"),
        (
            Period(date(2020, 1, 1), date(2023, 12, 31)),
            "/record/",
            "1 January 2020 to 31 December 2023",
        ),
        (Period(date(2023, 1, 1)), "/record/", "1 January 2023 to 31 May 2024"),
        (Period(end=date(2022, 1, 1)), "/record/", "1 May 2021 to 1 January 2022"),
    ],
)
def test_the_sheet_to_show_first_is_of_the_period_or_else_of_the_latest_year(
    period: Period, url: str, words: str
) -> None:
    directory = make_small(*ACTIVITIES, schemes=SCHEMES, record_period=period)
    lead = find_lead(list_sheets(directory), directory)
    assert (lead.link.url, lead.scheme.id) == (url, "ikt")
    assert name_period(lead, directory) == words


def test_without_activities_the_whole_is_shown_first_and_needs_no_name() -> None:
    directory = make_small(schemes=SCHEMES)
    lead = find_lead(list_sheets(directory), directory)
    assert lead.link.url == "/record/"
    assert name_period(lead, directory) == ""


def test_an_activity_leads_to_its_row_in_the_record_of_each_of_its_years(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(date="2023-08-20", end_date="2025-01-02"),
        "content/activities/caf\u00e9 & co.md": write_entry(date="2024-12"),
        "content/activities/late.md": write_entry(date="2024", end_date="ongoing", slug="other"),
    }
    settings = 'theme = "plain"\nyear_starts = "09-01"\nlists = []\n'
    composed = compose_site(site({**files, "cpdsite.toml": settings}))
    view = find_view(composed, "/activities/a/", ActivityView)
    assert [(it.title, it.url) for it in view.records] == [
        (f"Record for {year}", f"/record/{year}/#a") for year in ("2022-23", "2023-24", "2024-25")
    ]
    found = 0
    for url in find_urls(composed):
        if url.startswith("/activities/") and url != "/activities/":
            activity = find_view(composed, url, ActivityView)
            for link in activity.records:
                path, _, row = link.url.partition("#")
                record = find_view(composed, path, RecordView)
                (cells,) = (it.cells for it in record.rows if it.id == row)
                assert TextPart("title", activity.head.title, url) in cells[1]
                found += 1
    assert found == 6
