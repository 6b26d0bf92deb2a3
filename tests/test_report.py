"""Problems as text, as JSON and as annotations."""

import json

import pytest

from cpdsite.errors import Location, Problem, Severity
from cpdsite.quotation import LIVE
from cpdsite.report import FORMATS, write_github, write_json, write_text

DATE = Problem(
    Location("content/activities/a.md", 3, 7),
    "date",
    'date: "2026-02-30" is not in the calendar',
    "write a date that exists",
    source="date: 2026-02-30",
)
TYPE = Problem(Location("cpdsite.toml"), "type", "odd", severity=Severity.WARNING)
ESCAPE, BELL, BROKEN, TURN = "\x1b[31m", "\x07", "\udce9", "\u202e"


def test_text_shows_the_place_the_line_a_caret_and_the_cure() -> None:
    assert write_text([DATE]).splitlines() == [
        'content/activities/a.md:3:7: error[date]: date: "2026-02-30" is not in the calendar',
        "    date: 2026-02-30",
        "          ^",
        "    mend: write a date that exists",
    ]


def test_text_leaves_out_what_a_problem_does_not_have() -> None:
    assert write_text([TYPE]) == "cpdsite.toml: warning[type]: odd"


def test_a_caret_stands_below_the_column_of_a_line_that_is_cut() -> None:
    problem = Problem(Location("a.md", 1, 301), "yaml", "wrong", source="x" * 300 + "!" + "x" * 300)
    line, caret = write_text([problem]).split("\n")[1:]
    assert line[caret.index("^")] == "!"


def test_text_has_no_caret_where_there_is_no_column() -> None:
    problem = Problem(Location("a.md", 2), "date", "wrong", source="date: x")
    assert write_text([problem]) == "a.md:2: error[date]: wrong\n    date: x"


@pytest.mark.parametrize("live", [ESCAPE, BELL, BROKEN, TURN, "\x9b31m", "\x00", "\r", "\u2028"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_nothing_that_a_terminal_acts_on_reaches_it(live: str, form: str) -> None:
    problem = Problem(
        Location(f"{live}.md", 1, 1), "yaml", f"a{live}b", f"c{live}d", source=f"e{live}f"
    )
    written = FORMATS[form]([problem])
    assert not LIVE.search(written.replace("\n", ""))
    written.encode()


def test_json_keeps_what_a_terminal_would_act_on_as_an_escape() -> None:
    path, message = f"caf{BROKEN}.md", f"a{TURN}"
    (value,) = json.loads(write_json([Problem(Location(path), "name", message)]))
    assert (value["path"], value["message"]) == (path, message)


def test_problems_stand_apart_with_a_blank_line_between_them() -> None:
    assert write_text([DATE, TYPE]) == f"{write_text([DATE])}\n\n{write_text([TYPE])}"


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_errors_stand_before_warnings_and_keep_their_order(form: str) -> None:
    late = Problem(Location("z.md"), "yaml", "last")
    warning = Problem(Location("b.md"), "link", "first", severity=Severity.WARNING)
    written = FORMATS[form]([warning, DATE, TYPE, late])
    places = [written.index(path) for path in ("a.md", "z.md", "b.md", "cpdsite.toml")]
    assert places == sorted(places)


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
        "::error file=a%2Cb%3Ac.md,line=1,title=date::100%25\ufffd::error::forged\ufffd"
    )


@pytest.mark.parametrize(
    ("name", "empty"),
    [pytest.param("text", "", id="text"), ("json", "[]"), ("github", "")],
)
def test_no_problems_are_written_in_every_format(name: str, empty: str) -> None:
    assert FORMATS[name]([]) == empty
