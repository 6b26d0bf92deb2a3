"""Records: the whole or the period of the settings, each year, each further scheme."""

import pytest

from cpdsite.site.record_views import ActionPart, ProsePart, RecordView, TextPart
from cpdsite.site.views import ListView
from tests.conftest import MakeSite
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
        if url.startswith("/record/2")
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
