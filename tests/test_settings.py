"""What cpdsite.toml says."""

from datetime import date

import pytest

from cpdsite.errors import Location, Problem
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import Period, YearStart
from cpdsite.settings import Settings, find_base_url_mistake, place_problem, read_settings


def read(text: str) -> tuple[Settings, tuple[Problem, ...]]:
    return read_settings(text.encode())


def test_an_empty_file_gives_the_documented_defaults() -> None:
    settings, problems = read("")
    assert problems == ()
    assert settings == Settings(
        title="",
        description="",
        base_url="",
        language="en-GB",
        theme="folio",
        scheme=("ikt",),
        year_starts=YearStart(1, 1),
        paper="a4",
        default_status=Status.PRIVATE,
        search_engines=False,
        lists=("years", "types", "providers", "tags"),
        record_files=("pdf",),
        record_period=Period(),
        record_note="",
    )


def test_every_setting_is_read() -> None:
    settings, problems = read(
        """
        title = "My CPD"
        description = "What I learned"
        base_url = "https://cpd.example.org/ada"
        language = "de"
        theme = "plain"
        scheme = ["iet", "ikt", "iet"]
        year_starts = "09-01"
        paper = "letter"
        default_status = "published"
        search_engines = true
        lists = ["years"]
        record_files = ["pdf", "csv"]
        [record]
        from = 2024-09-01
        to = "2026-08-31"
        note = "For my application"
        [extra]
        anything = { goes = [1, 2] }
        """
    )
    assert problems == ()
    assert settings == Settings(
        title="My CPD",
        description="What I learned",
        base_url="https://cpd.example.org/ada/",
        language="de",
        theme="plain",
        scheme=("iet", "ikt"),
        year_starts=YearStart(9, 1),
        paper="letter",
        default_status=Status.PUBLISHED,
        search_engines=True,
        lists=("years",),
        record_files=("pdf", "csv"),
        record_period=Period(date(2024, 9, 1), date(2026, 8, 31)),
        record_note="For my application",
        extra={"anything": {"goes": [1, 2]}},
    )


def test_a_theme_table_names_the_theme_and_holds_its_options() -> None:
    settings, problems = read('[theme]\nname = "plain"\naccent = "red"\nwide = true\n')
    assert problems == ()
    assert settings.theme == "plain"
    assert settings.theme_options == (("accent", "red"), ("wide", True))


def test_a_theme_table_without_a_name_keeps_the_shipped_theme() -> None:
    assert read('[theme]\naccent = "red"\n')[0].theme == "folio"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('base_url = "cpd.example.org"', "begins with https://", id="without-scheme"),
        pytest.param('base_url = "ftp://a.example/"', "begins with https://", id="ftp"),
        pytest.param('base_url = "https://"', "begins with https://", id="without-host"),
        pytest.param('base_url = "https://a.example/?a"', "without spaces, ?, #, @", id="query"),
        pytest.param('base_url = "https://ada@a.example/"', "without spaces, ?, #, @", id="user"),
        pytest.param('base_url = "http://["', "base_url: expected", id="broken-host"),
        pytest.param(
            'language = "English!"', "language: expected a name such as en-GB", id="language"
        ),
        pytest.param(
            'theme = "../evil"', "theme: expected a name such as folio", id="theme-outside"
        ),
        pytest.param("scheme = []", "scheme: expected a name or a list", id="no-scheme"),
        pytest.param('scheme = "../ikt"', 'scheme: "../ikt" is no name', id="scheme-outside"),
        pytest.param('year_starts = "1 September"', "year_starts: expected a month", id="words"),
        pytest.param('year_starts = "13-01"', "year_starts: expected a month", id="month-13"),
        pytest.param('year_starts = "02-29"', "year_starts: expected a month", id="leap-day"),
        pytest.param('paper = "A4"', "paper: expected one of a4, letter", id="paper"),
        pytest.param('default_status = "public"', "default_status: expected one of", id="status"),
        pytest.param("search_engines = 1", "search_engines: expected true or", id="search"),
        pytest.param('lists = ["tag"]', "lists: expected any of years,", id="lists"),
        pytest.param('record_files = "doc"', "record_files: expected any of pdf", id="files"),
        pytest.param('record = "2026"', "record: expected a table", id="record"),
        pytest.param('titel = "a"', 'unknown key "titel"', id="unknown-key"),
    ],
)
def test_a_wrong_setting_is_an_error_on_its_line(text: str, message: str) -> None:
    _, problems = read(f"# mine\n{text}\n")
    (problem,) = problems
    assert message in problem.message
    assert problem.location == Location("cpdsite.toml", 2, 1)
    assert problem.is_error
    assert problem.hint


def test_an_unreadable_default_status_never_publishes() -> None:
    assert read('default_status = "publised"')[0].default_status is Status.PRIVATE


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param('from = "2026"', 2, "from: expected a date", id="a-year-in-quotes"),
        pytest.param('from = "31/01/2026"', 2, "from: expected a date", id="slashes"),
        pytest.param("frm = 2026-01-01", 2, 'unknown key "frm"', id="unknown"),
        pytest.param("note = 1", 2, "note: expected a text", id="note"),
        pytest.param(
            "from = 2026-02-01\nto = 2026-01-01", 3, "to: the period ends on 2026-01-01", id="order"
        ),
    ],
)
def test_a_mistake_in_the_record_is_an_error_on_its_line(
    text: str, line: int, message: str
) -> None:
    settings, problems = read(f"[record]\n{text}\n")
    (problem,) = problems
    assert problem.location == Location("cpdsite.toml", line, 1)
    assert problem.message.startswith(message)
    assert settings.record_period == Period()


def test_one_side_of_the_record_may_stay_open() -> None:
    assert read("[record]\nfrom = 2026-01-01")[0].record_period == Period(date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param('title = "a"\nscheme = "itk"', "scheme", 2, id="key"),
        pytest.param('title = "a"\n[theme]\nname = "fol"', "theme", 3, id="name-in-table"),
        pytest.param('title = "a"', "scheme", 0, id="not-written"),
    ],
)
def test_a_problem_with_a_setting_is_placed_where_the_setting_stands(
    text: str, code: str, line: int
) -> None:
    problem = place_problem(Problem(Location("cpdsite.toml"), code, "odd"), tuple(text.split("\n")))
    assert problem.location == Location("cpdsite.toml", line, 1 if line else 0)
    assert problem.source == (text.split("\n")[line - 1] if line else "")


def test_a_problem_that_has_its_place_keeps_it() -> None:
    for location in (Location("cpdsite.toml", 9, 9), Location("schemes/ikt.toml")):
        problem = Problem(location, "scheme", "odd")
        assert place_problem(problem, ('scheme = "ikt"',)) == problem


def test_every_mistake_is_noted_at_once() -> None:
    problems = read('title = 1\npaper = "a5"\nlagnuage = "en"\n[record]\nto = "soon"\n')[1]
    assert sorted(it.location.line for it in problems) == [1, 2, 3, 5]


def test_what_is_no_toml_gives_the_defaults_and_one_problem() -> None:
    settings, problems = read("title = My CPD")
    assert settings == Settings(scheme=())
    assert [it.code for it in problems] == ["toml"]


@pytest.mark.parametrize("address", ["https://cpd.example.org", "http://a.example:8000/x/y/"])
def test_an_address_of_a_site_is_accepted(address: str) -> None:
    assert find_base_url_mistake(address) == ""


def test_a_key_below_a_table_is_told_to_move_up() -> None:
    _, (problem,) = read('[record]\nfrom = 2026-01-01\nyear_starts = "09-01"\n')
    assert (problem.code, problem.location.line) == ("unknown-key", 3)
    assert problem.hint == "write it above [record]: what stands below belongs to that table"


@pytest.mark.parametrize("day", ["2026-12", "31.12.2026", "31/12/2026", '"31/12/2026"'])
def test_a_day_that_is_no_toml_is_told_how_to_be_written(day: str) -> None:
    _, (problem,) = read(f"[record]\nto = {day}\n")
    assert problem.hint == "write to = 2026-12-31, without quotes"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("title = 2026", 'write title = "2026"'),
        ("title = [1]", "write a text in quotes after title ="),
        ('search_engines = "no"', "write search_engines = false"),
        ("search_engines = 7", "write search_engines = true or search_engines = false"),
        ("scheme = 7", 'write scheme = "ikt"'),
        ('lists = ["years", 3]', "choose from years, types, providers, tags"),
        ('record_files = "word"', "choose from pdf, docx, xlsx, csv, json, txt"),
        ('year_starts = "29-02"', 'the month comes first: write year_starts = "02-28"'),
        ('year_starts = "31-04"', 'the month comes first: write year_starts = "04-30"'),
        ('year_starts = "09-40"', 'write year_starts = "01-01"'),
        ('year_starts = "autumn"', 'write year_starts = "01-01"'),
    ],
)
def test_the_cure_for_a_setting_fits_the_setting(written: str, hint: str) -> None:
    _, (problem,) = read(written)
    assert problem.hint == hint


def test_the_name_of_a_scheme_is_read_in_any_case() -> None:
    settings, problems = read('scheme = ["ikt", "IET"]')
    assert (settings.scheme, problems) == (("ikt", "iet"), ())


@pytest.mark.parametrize(
    "address",
    [
        "http://a:99999/",
        'http://a.example/<x>"/',
        "http://a.example/\udcff/",
        "https://a.example/\x01",
    ],
)
def test_an_address_with_what_no_address_holds_is_refused(address: str) -> None:
    assert find_base_url_mistake(address)
