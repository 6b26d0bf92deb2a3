"""Problems as text, as JSON and as annotations."""

import json

import pytest

from cpdsite.errors import Location, Problem, Severity
from cpdsite.report import FORMATS, write_github, write_json, write_text

DATE = Problem(
    Location("content/activities/a.md", 3, 7),
    "date",
    'date: "2026-02-30" is not in the calendar',
    "write a date that exists",
    source="date: 2026-02-30",
)
TYPE = Problem(Location("cpdsite.toml"), "type", "odd", severity=Severity.WARNING)


def test_text_shows_the_place_the_line_a_caret_and_the_cure() -> None:
    assert write_text([DATE]).splitlines() == [
        'content/activities/a.md:3:7: error[date]: date: "2026-02-30" is not in the calendar',
        "    date: 2026-02-30",
        "          ^",
        "    mend: write a date that exists",
    ]


def test_text_leaves_out_what_a_problem_does_not_have() -> None:
    assert write_text([TYPE]) == "cpdsite.toml: warning[type]: odd"


def test_text_has_no_caret_where_there_is_no_column() -> None:
    problem = Problem(Location("a.md", 2), "date", "wrong", source="date: x")
    assert write_text([problem]) == "a.md:2: error[date]: wrong\n    date: x"


def test_the_caret_stands_below_its_character_when_tabs_come_before_it() -> None:
    problem = Problem(Location("a.md", 1, 4), "yaml", "wrong", source="a\tb!")
    line, caret = write_text([problem]).splitlines()[1:]
    assert line == "    a\tb!"
    assert caret == "     \t ^"


def test_text_holds_one_block_a_problem_in_the_order_given() -> None:
    assert [it[:4] for it in write_text([TYPE, DATE]).splitlines()][:2] == ["cpds", "cont"]


def test_json_holds_every_part_and_keeps_letters_as_they_are() -> None:
    problem = Problem(Location("content/Zoë.md", 3, 7), "date", "wrong", "mend it")
    assert "Zoë" in write_json([problem])
    assert json.loads(write_json([problem, TYPE])) == [
        {
            "path": "content/Zoë.md",
            "line": 3,
            "column": 7,
            "severity": "error",
            "code": "date",
            "message": "wrong",
            "hint": "mend it",
        },
        {
            "path": "cpdsite.toml",
            "line": 0,
            "column": 0,
            "severity": "warning",
            "code": "type",
            "message": "odd",
            "hint": "",
        },
    ]


def test_a_forge_gets_one_workflow_command_a_problem() -> None:
    assert write_github([DATE, TYPE]).splitlines() == [
        (
            "::error file=content/activities/a.md,line=3,col=7,title=date"
            '::date: "2026-02-30" is not in the calendar%0Amend: write a date that exists'
        ),
        "::warning file=cpdsite.toml,title=type::odd",
    ]


def test_a_message_cannot_add_a_workflow_command_of_its_own() -> None:
    problem = Problem(Location("a,b:c.md", 1), "date", "100%\n::error::forged\r")
    assert write_github([problem]) == (
        "::error file=a%2Cb%3Ac.md,line=1,title=date::100%25%0A::error::forged%0D"
    )


@pytest.mark.parametrize(
    ("name", "empty"),
    [pytest.param("text", "", id="text"), ("json", "[]"), ("github", "")],
)
def test_no_problems_are_written_in_every_format(name: str, empty: str) -> None:
    assert FORMATS[name]([]) == empty
