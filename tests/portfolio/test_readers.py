"""Readers of single values: what they accept, and what they say of the rest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio import readers
from cpdsite.portfolio.activity import Featured, Status
from cpdsite.portfolio.dates import Ongoing
from cpdsite.portfolio.loose_dates import CURE
from tests.portfolio.reading import Written, read
from tests.portfolio.values import make_date
from tests.properties import check_property


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param("no", "no", id="no"),
        pytest.param("1:30", "1:30", id="clock"),
        pytest.param("010", "010", id="leading-zero"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param(" a\n  b ", "a b", id="lines-joined"),
    ],
)
def test_text_arrives_as_written_on_one_line(written: str, text: str) -> None:
    assert read(readers.read_text, written) == (text, [])


@pytest.mark.parametrize("written", [["a"], {"Audit": "part 2"}], ids=repr)
def test_a_list_or_mapping_is_no_text(written: Written) -> None:
    value, notes = read(readers.read_text, written)
    assert value is None
    assert [message.partition(",")[0] for message, _ in notes] == ["expected text"]


def test_texts_are_one_or_a_list_and_each_counts_once() -> None:
    assert read(readers.read_texts, "a") == (("a",), [])
    assert read(readers.read_texts, ["a", " b", "a", "", "b"]) == (("a", "b"), [])


def test_a_mapping_within_a_list_of_texts_is_a_mistake() -> None:
    value, notes = read(readers.read_texts, ["a", {"b": "c"}])
    assert value == ("a",)
    assert notes == [
        (
            'expected text, found keys and values ("b: ...")',
            'put it in quotes: "b: c"',
        )
    ]


def test_a_text_with_commas_is_no_list() -> None:
    assert read(readers.read_list, ["a, b", "c"]) == (("a, b", "c"), [])
    assert read(readers.read_list, "a") == (("a",), [])
    value, notes = read(readers.read_list, "a , b")
    assert value == ()
    assert notes == [('expected a list, found "a , b"', "write [a, b]")]


@pytest.mark.parametrize(("written", "value"), [("true", True), ("False", False)])
def test_true_and_false_are_read(written: str, value: bool) -> None:
    assert read(readers.read_boolean, written) == (value, [])


@pytest.mark.parametrize("written", ["yes", "no", "on", "1", "", "truer", ["true"]], ids=repr)
def test_what_resembles_true_or_false_is_a_mistake(written: Written) -> None:
    value, notes = read(readers.read_boolean, written)
    assert value is None
    assert [message.partition(",")[0] for message, _ in notes] == ["expected true or false"]


@pytest.mark.parametrize(
    "written",
    ["2026-03-12", " 2026-03-12 ", "2026-03", "2026", "1800", "1800-01-01", "2200-12-31"],
    ids=repr,
)
def test_a_day_a_month_and_a_year_are_dates(written: str) -> None:
    assert read(readers.read_date, written) == (make_date(written.strip()), [])


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        pytest.param(
            "2026-02-30",
            '"2026-02-30" is not in the calendar',
            "February 2026 ends on 2026-02-28",
            id="no-such-day",
        ),
        pytest.param(
            "2026-13", '"2026-13" is not in the calendar', "months run from 01 to 12", id="month-13"
        ),
        pytest.param(
            "1799",
            'expected a year from 1800 to 2200, found "1799"',
            "write a year such as 2026",
            id="too-early",
        ),
        pytest.param(
            "4026-03",
            'expected a year from 1800 to 2200, found "4026-03"',
            "write a year such as 2026",
            id="too-late",
        ),
        pytest.param(
            "0000", '"0000" is not in the calendar', "write a year such as 2026", id="year-0"
        ),
        pytest.param(
            "2026-00-01",
            '"2026-00-01" is not in the calendar',
            "months run from 01 to 12",
            id="month-0",
        ),
        pytest.param(
            "05/01/2026",
            "expected a date such as 2026-03-12, a month such as 2026-03 or a year such as 2026, "
            'found "05/01/2026"',
            "is that 5 January (write 2026-01-05) or 1 May (write 2026-05-01)?",
            id="slashes",
        ),
        pytest.param("2026-3-5", None, "write 2026-03-05", id="without-zeros"),
        pytest.param("ongoing", None, CURE, id="ongoing"),
        pytest.param(["2026"], None, "write one date", id="list"),
    ],
)
def test_what_is_no_date_is_a_mistake_with_a_cure(
    written: Written, message: str | None, hint: str
) -> None:
    value, notes = read(readers.read_date, written)
    assert value is None
    assert [it[1] for it in notes] == [hint]
    if message:
        assert notes[0][0] == message
    else:
        assert notes[0][0].startswith("expected a date such as 2026-03-12,")


@check_property
@given(st.text(alphabet="0123456789-/. ", max_size=12) | st.text())
def test_every_text_is_a_date_or_one_mistake(text: str) -> None:
    value, notes = read(readers.read_date, text)
    assert (value is None) == (len(notes) == 1)
    assert value is None or str(value) == text.strip()


@pytest.mark.parametrize("written", ["ongoing", "Ongoing ", "ONGOING"])
def test_an_end_may_be_ongoing(written: str) -> None:
    assert read(readers.read_end_date, written) == (Ongoing.ONGOING, [])


def test_an_end_may_be_a_date_and_nothing_else() -> None:
    assert read(readers.read_end_date, "2026-03") == (make_date("2026-03"), [])
    value, notes = read(readers.read_end_date, "soon")
    assert value is None
    assert len(notes) == 1


@pytest.mark.parametrize("written", ["now", "Present", "to date"])
def test_an_end_that_means_ongoing_gets_that_word(written: str) -> None:
    value, notes = read(readers.read_end_date, written)
    assert value is None
    assert notes == [(f'expected a date or ongoing, found "{written}"', "write ongoing")]


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("1.5", "1.5"),
        ("6", "6"),
        ("010", "10"),
        ("0", "0"),
        ("1h30", "1.50"),
        ("1 h 30 min", "1.50"),
        ("2H", "2.00"),
        ("90 min", "1.50"),
        ("90m", "1.50"),
        ("1h20", "1.33"),
    ],
)
def test_hours_are_a_decimal_or_hours_and_minutes(written: str, hours: str) -> None:
    assert read(readers.read_hours, written) == (Decimal(hours), [])


@pytest.mark.parametrize(
    "written", ["1:30", "1,5", "-1", "1_000", "1e3", "NaN", "h", "min", "123456", ["1"]], ids=repr
)
def test_what_is_no_number_of_hours_is_a_mistake(written: Written) -> None:
    value, notes = read(readers.read_hours, written)
    assert value is None
    assert [it[0].partition(", found")[0] for it in notes] == [
        "expected hours such as 1.5, 1h30 or 90 min"
    ]


@pytest.mark.parametrize(("written", "points"), [("2", "2"), ("0.5", "0.5"), (" 10 ", "10")])
def test_points_are_a_decimal(written: str, points: str) -> None:
    assert read(readers.read_points, written) == (Decimal(points), [])


@pytest.mark.parametrize("written", ["two", "1h30", "1:30", "-2", ["2"]], ids=repr)
def test_what_is_no_number_of_points_is_a_mistake(written: Written) -> None:
    value, notes = read(readers.read_points, written)
    assert value is None
    assert [it[0].partition(", found")[0] for it in notes] == ["expected a number such as 2 or 0.5"]


@pytest.mark.parametrize("status", Status)
def test_each_status_is_read_whatever_its_case(status: Status) -> None:
    assert read(readers.read_status, status.value.upper()) == (status, [])


@pytest.mark.parametrize("written", ["public", "yes", "true", "publishd", ["published"]], ids=repr)
def test_any_other_status_is_a_mistake_and_no_status(written: Written) -> None:
    value, notes = read(readers.read_status, written)
    assert value is None
    assert [it[0].partition(", found")[0] for it in notes] == [
        "expected draft, private or published"
    ]


@pytest.mark.parametrize(
    ("written", "featured"),
    [
        pytest.param("true", Featured(), id="true"),
        pytest.param("False", None, id="false"),
        pytest.param("It changed my role.", Featured("It changed my role."), id="sentence"),
    ],
)
def test_featured_is_true_or_a_sentence(written: str, featured: Featured | None) -> None:
    assert read(readers.read_featured, written) == (featured, [])


@pytest.mark.parametrize("written", ["no", "Yes", "off", ["true"]], ids=repr)
def test_featured_is_nothing_that_resembles_true_or_false(written: Written) -> None:
    value, notes = read(readers.read_featured, written)
    assert value is None
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        pytest.param("My Slug", "write my-slug", id="suggested"),
        pytest.param("a/b", "write a-b", id="slash"),
        pytest.param("..", "write letters, digits and hyphens", id="no-letters"),
        pytest.param(
            ["a"], 'write "a" after the colon of the key, in place of the list', id="list"
        ),
    ],
)
def test_what_is_no_slug_is_a_mistake_with_a_cure(written: Written, hint: str) -> None:
    value, notes = read(readers.read_slug, written)
    assert value is None
    assert [it[1] for it in notes] == [hint]


@pytest.mark.parametrize(
    ("written", "aliases"),
    [
        ("/courses/negotiation/", ("/courses/negotiation/",)),
        ("courses", ("/courses/",)),
        (["/a", "a/", "/b.html"], ("/a/", "/b.html/")),
    ],
    ids=repr,
)
def test_aliases_are_old_paths_on_the_site(written: Written, aliases: tuple[str, ...]) -> None:
    assert read(readers.read_aliases, written) == (aliases, [])


@pytest.mark.parametrize(
    "written",
    ["https://a.example/x", "/../x", "/a//b", "/", "/a b/", "/a?b", "/./a", {"a": "b"}],
    ids=repr,
)
def test_an_alias_that_is_no_path_is_a_mistake(written: Written) -> None:
    value, notes = read(readers.read_aliases, written)
    assert value == ()
    assert len(notes) == 1


@pytest.mark.parametrize(
    "alias",
    ["/.git/", "/.cpdsite-output/", "/a/.hidden/", "/" + "a" * 201 + "/", "/../a/", "/a b/"],
)
def test_an_alias_that_no_folder_should_have_is_refused(alias: str) -> None:
    value, notes = read(readers.read_aliases, alias)
    assert value == ()
    assert len(notes) == 1


@pytest.mark.parametrize("char", ["\x01", "\x1b", "\x7f", "\ufffe"])
def test_an_invisible_character_is_no_text(char: str) -> None:
    value, notes = read(readers.read_text, f"a{char}b")
    assert value is None
    assert f"U+{ord(char):04X}" in notes[0][0]


@pytest.mark.parametrize(
    "text", ["publi\u017fhed", "\uff50ublished", "published\u200b", "pub1ished"]
)
def test_what_only_resembles_a_status_is_none(text: str) -> None:
    value, problems = read(readers.read_status, text)
    assert value is None
    assert len(problems) == 1
