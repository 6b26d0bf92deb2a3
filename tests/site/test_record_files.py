"""The files beside each record sheet: which, of which record, and how pages tell of them."""

import pytest

from cpdsite.portfolio.activity import Evidence
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.record import make_record
from cpdsite.site.compose import by_section
from cpdsite.site.links import make_resolve
from cpdsite.site.outputs import Filed
from cpdsite.site.record_files import file_record, write_size
from cpdsite.site.record_views import FileView, RecordView
from tests.conftest import MakeSite
from tests.portfolio.values import make_activity, make_scheme
from tests.site.directories import make_small
from tests.site_maker import compose_site, find_view, write_entry

SITE = {
    "cpdsite.toml": 'theme = "plain"\nrecord_files = ["csv", "pdf"]\npaper = "letter"\n'
    'language = "cy"\n[record]\nnote = "For 2025."\n',
    "content/activities/a.md": write_entry(
        "See [b](b.md), [c](c.md), [d](https://d.example/) and ![a chart](chart.txt).",
        evidence="[{file: chart.txt, public: true}, {file: secret.txt}]",
    ),
    "content/activities/b.md": write_entry(date="2024-03"),
    "content/activities/c.md": write_entry(status="private"),
    "content/activities/chart.txt": "x",
    "content/activities/secret.txt": "x",
    "fonts/own.ttf": "letters",
    "fonts/README.txt": "about them",
}


def find_files(root_files: dict[str, str], site: MakeSite, base_url: str = "") -> dict[str, Filed]:
    outputs = compose_site(site(root_files), base_url=base_url).site.outputs
    return {it.url: it for it in outputs if isinstance(it, Filed)}


def test_every_sheet_has_a_file_of_each_format(site: MakeSite) -> None:
    files = find_files(SITE, site)
    urls = ("/record/", "/record/2024/", "/record/2025/")
    assert set(files) == {f"{url}record.{form}" for url in urls for form in ("csv", "pdf")}
    shown = {url: [row.activity.slug for row in it.filed.record.rows] for url, it in files.items()}
    assert shown["/record/record.csv"] == shown["/record/record.pdf"] == ["b", "a"]
    assert shown["/record/2024/record.csv"] == ["b"]
    filed = files["/record/record.pdf"].filed
    assert (filed.paper, filed.language, filed.note) == ("letter", "cy", "For 2025.")
    assert not filed.is_own


def test_only_a_pdf_depends_on_the_fonts_of_the_site(site: MakeSite) -> None:
    files = find_files(SITE, site)
    assert [path for path, _ in files["/record/record.pdf"].fonts] == ["fonts/own.ttf"]
    assert files["/record/record.csv"].fonts == ()


def test_no_files_where_none_are_asked_for(site: MakeSite) -> None:
    composed = compose_site(site({"content/activities/a.md": write_entry()}))
    assert not [it for it in composed.site.outputs if isinstance(it, Filed)]
    assert find_view(composed, "/record/", RecordView).files == ()


def test_links_lead_to_the_address_of_the_site(site: MakeSite) -> None:
    base = "https://cpd.example.org/x/"
    filed = find_files(SITE, site, base)["/record/record.pdf"].filed
    assert dict(dict(filed.links)["content/activities/a.md", "description"]) == {
        "b.md": f"{base}activities/b/",
        "c.md": "",
        "chart.txt": f"{base}activities/a/chart.txt",
    }
    assert filed.addresses == (
        (("content/activities/a.md", "chart.txt"), f"{base}activities/a/chart.txt"),
    )


def test_without_an_address_the_words_stay_alone(site: MakeSite) -> None:
    filed = find_files(SITE, site)["/record/record.pdf"].filed
    assert set(dict(filed.links)["content/activities/a.md", "description"]) == {
        ("b.md", ""),
        ("c.md", ""),
        ("chart.txt", ""),
    }
    assert filed.addresses == ()


def test_a_page_tells_of_its_own_files(site: MakeSite) -> None:
    view = find_view(compose_site(site(SITE)), "/record/2025/", RecordView)
    name = "Continuing Professional Development Record, Ada Example, 2025"
    assert view.files == (
        FileView("CSV", "/record/2025/record.csv", "text/csv", f"{name}.csv", ""),
        FileView("PDF", "/record/2025/record.pdf", "application/pdf", f"{name}.pdf", ""),
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (136_502, "137 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (2_349_999, "2.3 MB"),
        (12_600_000, "13 MB"),
        (5_000_000_000, "5000 MB"),
    ],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert write_size(size) == words


def test_a_record_of_ones_own_keeps_what_it_was_made_for() -> None:
    activity = make_activity(evidence=(Evidence(file="a.pdf", public=True),))
    directory = make_small(activity)
    record = make_record(directory.portfolio, make_scheme(), Period())
    filed = file_record(record, by_section(make_resolve(directory)), directory, is_own=True)
    assert (filed.is_own, filed.record, filed.addresses) == (True, record, ())
