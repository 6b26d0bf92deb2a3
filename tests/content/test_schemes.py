"""Scheme files: the shipped ones to the letter, and mistakes in one's own."""

from datetime import date

import pytest

from cpdsite.content.schemes import read_scheme
from cpdsite.errors import Location, Problem
from cpdsite.portfolio.scheme import COLUMN_VALUES, Scheme, find_type
from cpdsite.portfolio.sections import HEADINGS, name_section
from cpdsite.portfolio.terms import make_slug
from cpdsite.shipped import find_shipped

SHIPPED = sorted(path.stem for path in find_shipped("schemes").glob("*.toml"))


def read_shipped(name: str) -> Scheme:
    """Return a shipped scheme, in which nothing may be wrong."""
    path = f"schemes/{name}.toml"
    scheme, problems = read_scheme(name, path, find_shipped(path).read_bytes())
    assert problems == ()
    assert scheme
    return scheme


def test_two_schemes_are_shipped() -> None:
    assert {"ikt", "iet"} <= set(SHIPPED)


def test_the_sheet_of_ikt_is_the_institutes_form_to_the_letter() -> None:
    sheet = read_shipped("ikt").sheet
    assert sheet.title == "Continuing Professional Development Record"
    assert sheet.note == (
        "This record sheet is for your guidance only - "
        "you may present your CPD record in any other format."
    )
    assert [(it.label, it.shows, it.grade) for it in sheet.header] == [
        ("NAME", "name", ""),
        ("MEMBERSHIP NUMBER", "number", ""),
        ("MEMBER", "grade", "member"),
        ("ASSOCIATE", "grade", "associate"),
        ("COVERING THE PERIOD FROM", "from", ""),
        ("TO", "to", ""),
    ]
    assert [column.label for column in sheet.columns] == [
        "Dates",
        "Description of development/learning activity",
        (
            "Provided by (e.g. name of mentor/coach, course provider, "
            "research/relevant publication etc)"
        ),
        "What did you learn & how did/will you apply it?",
        "Any further action?",
    ]


def test_the_columns_of_ikt_show_what_their_labels_ask_for() -> None:
    dates, description, provider, learning, action = read_shipped("ikt").sheet.columns
    assert dates.shows == ("dates",)
    assert {"title", "description"} <= set(description.shows)
    assert provider.shows == ("provider",)
    assert {"reflection", "learning", "application"} <= set(learning.shows)
    assert action.shows == ("further_action",)


def test_ikt_asks_for_no_hours_points_or_certificates() -> None:
    shown = {value for column in read_shipped("ikt").sheet.columns for value in column.shows}
    assert not shown & {"hours", "points", "evidence", "competences"}


@pytest.mark.parametrize(
    "kind",
    ["course", "seminar", "conference", "coaching", "mentoring", "e-learning", "networking",
     "discussion group", "committee", "panel", "reading", "research", "work-based",
     "self-directed", "webinar", "Book", "WORKSHOP"],
)  # fmt: skip
def test_ikt_knows_every_activity_that_its_guidance_names(kind: str) -> None:
    assert find_type(read_shipped("ikt"), kind)


def test_with_ikt_anything_can_count() -> None:
    assert read_shipped("ikt").other_types


def test_iet_differs_in_columns_grades_and_types() -> None:
    ikt, iet = read_shipped("ikt"), read_shipped("iet")
    assert {it.id for it in iet.types} & {it.id for it in ikt.types} == set()
    assert [it.label for it in iet.sheet.columns] != [it.label for it in ikt.sheet.columns]
    assert {it.id for it in iet.grades} != {it.id for it in ikt.grades}
    assert not iet.other_types


@pytest.mark.parametrize("kind", [it.id for it in read_shipped("ikt").types])
def test_an_entry_for_ikt_can_serve_iet_too(kind: str) -> None:
    assert find_type(read_shipped("iet"), kind)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_label_that_names_a_section_begins_one_that_its_column_shows(name: str) -> None:
    named = 0
    for column in read_shipped(name).sheet.columns:
        if set(column.shows) <= set(HEADINGS):
            assert name_section(column.label) in column.shows, column.label
            named += 1
    assert named >= 2


@pytest.mark.parametrize("name", SHIPPED)
def test_every_prompt_begins_its_section_and_a_column_shows_it(name: str) -> None:
    scheme = read_shipped(name)
    shown = {value for column in scheme.sheet.columns for value in column.shows}
    assert scheme.prompts
    for prompt in scheme.prompts:
        assert name_section(prompt.heading) == prompt.section
        assert prompt.section in shown
        assert prompt.question.endswith("?")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_hangs_together(name: str) -> None:
    scheme = read_shipped(name)
    grades = {grade.id for grade in scheme.grades}
    assert scheme.sources
    assert scheme.read_on > date(2026, 1, 1)
    assert sum(column.width for column in scheme.sheet.columns) == 100
    assert {it.grade for it in scheme.sheet.header if it.grade} <= grades
    assert all(kind.id == make_slug(kind.id) for kind in scheme.types)
    assert all(find_type(scheme, word) == kind for kind in scheme.types for word in kind.words)
    shown = [value for column in scheme.sheet.columns for value in column.shows]
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(COLUMN_VALUES)


SMALL = """\
name = "Institute of Things"
[[grades]]
id = "member"
name = "Member"
[[types]]
id = "course"
name = "Course"
synonyms = "class"
[[prompts]]
section = "learning"
heading = "What I learned"
[record]
title = "Record"
[[record.header]]
label = "NAME"
shows = "name"
[[record.columns]]
label = "All"
shows = ["dates", "title", "learning", "application", "reflection"]
width = 100
"""


def read(text: str) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """Return the scheme that a file holds, and what is wrong with it."""
    return read_scheme("iot", "schemes/iot.toml", text.encode())


def test_a_small_scheme_of_ones_own_is_enough() -> None:
    scheme, problems = read(SMALL)
    assert problems == ()
    assert scheme
    assert (scheme.id, scheme.short_name, scheme.other_types) == ("iot", "IOT", True)
    assert scheme.types[0].synonyms == ("class",)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param('name = "Institute of Things"', "", 1, "name is missing", id="no-name"),
        pytest.param('id = "course"', 'id = "My Course"', 6, 'found "My Course"', id="type-id"),
        pytest.param('id = "course"', "id = 3", 6, "id: expected a text", id="type-id-number"),
        pytest.param('id = "member"', "", 2, "id is missing", id="grade-without-id"),
        pytest.param(
            'section = "learning"',
            'section = "lerning"',
            10,
            'found "lerning"',
            id="prompt-section",
        ),
        pytest.param(
            'heading = "What I learned"',
            'heading = "Timetable"',
            11,
            'heading: "Timetable" does not begin the section learning',
            id="prompt-heading",
        ),
        pytest.param('section = "learning"', "", 9, "section: expected one of", id="no-section"),
        pytest.param('shows = "name"', "", 14, "shows: expected one of", id="header-without-shows"),
        pytest.param('shows = "name"', 'shows = "nme"', 16, 'found "nme"', id="header-shows"),
        pytest.param(
            'shows = "name"', 'shows = "name"\ngrade = "member"', 17, "grade belongs to", id="grade"
        ),
        pytest.param(
            '"dates", "title"', '"dates", "titel"', 19, 'found "titel"', id="column-shows"
        ),
        pytest.param("width = 100", "width = 90", 17, "add up to 90, not to 100", id="width"),
        pytest.param(
            "width = 100", "width = 100\nwdith = 3", 21, '"wdith"', id="unknown-in-column"
        ),
        pytest.param(
            'name = "Member"', 'nmae = "x"\nname = "M"', 4, '"nmae"', id="unknown-in-grade"
        ),
        pytest.param(
            'name = "Institute', 'tpyes = 1\nname = "Institute', 1, '"tpyes"', id="unknown"
        ),
        pytest.param(
            'synonyms = "class"',
            'synonyms = "class"\n[[types]]\nid = "other"\nname = "Class"',
            9,
            'types: "class" means both course and other',
            id="synonym-of-two-types",
        ),
        pytest.param('title = "Record"', "", 12, "title is missing", id="record-without-title"),
    ],
)
def test_a_mistake_in_a_scheme_is_an_error_on_its_line(
    old: str, new: str, line: int, message: str
) -> None:
    assert SMALL.count(old) == 1
    scheme, problems = read(SMALL.replace(old, new))
    assert scheme is None
    (problem,) = problems
    assert message in problem.message
    assert (problem.location.path, problem.location.line) == ("schemes/iot.toml", line)
    assert problem.is_error


def test_a_column_must_have_a_width() -> None:
    two = SMALL.replace(
        "width = 100", 'width = 100\n[[record.columns]]\nlabel = "B"\nshows = "type"'
    )
    _, problems = read(two)
    assert [(it.location.line, it.message) for it in problems] == [
        (21, "width: expected 1 to 100, found 0")
    ]


@pytest.mark.parametrize(
    ("new", "messages"),
    [
        ("shows = []", ["shows: the column shows nothing"]),
        ("", ["shows: the column shows nothing"]),
    ],
    ids=["empty", "missing"],
)
def test_a_column_must_show_something(new: str, messages: list[str]) -> None:
    _, problems = read(
        SMALL.replace('shows = ["dates", "title", "learning", "application", "reflection"]', new)
    )
    assert [it.message for it in problems] == messages


def test_what_is_no_toml_is_no_scheme() -> None:
    scheme, problems = read("name = Institute")
    assert scheme is None
    assert [it.location for it in problems] == [Location("schemes/iot.toml", 1, 8)]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ('name = "Guild"\n', "record", "this scheme has no [record]"),
        ('name = "Guild"\nrecord = "A"\n', "record", "record: expected a table"),
        ('name = "Guild"\n[record]\ntitle = "A"\n', "columns", "this record has no columns"),
    ],
)
def test_a_scheme_that_shows_nothing_has_one_error(text: str, code: str, message: str) -> None:
    scheme, (problem,) = read_scheme("guild", "schemes/guild.toml", text.encode())
    assert scheme is None
    assert problem.code == code
    assert problem.message.startswith(message)
