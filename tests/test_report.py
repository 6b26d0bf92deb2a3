"""Problems as text, as JSON and as annotations."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import Location, Problem, Severity
from cpdsite.quotation import BEFORE, CUT, LIVE, WIDEST
from cpdsite.report import FORMATS, INDENT, write_github, write_json, write_text

DATE = Problem(
    Location("content/activities/a.md", 3, 7),
    "date",
    'date: "2026-02-30" is not in the calendar',
    "write a date that exists",
    source="date: 2026-02-30",
)
TYPE = Problem(Location("cpdsite.toml"), "type", "odd", severity=Severity.WARNING)
ESCAPE, BELL, BROKEN, TURN = "\x1b[31m", "\x07", "\udce9", "\u202e"


def quote(source: str, column: int) -> tuple[str, str]:
    """Return the line and the caret that are shown, without what stands before both."""
    problem = Problem(Location("a.md", 1, column), "yaml", "wrong", source=source)
    line, caret = write_text([problem]).split("\n")[1:]
    return line.removeprefix(INDENT), caret.removeprefix(INDENT)


def measure(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(it) in "WF" for it in text)
    return len(text) + wide - sum(unicodedata.category(it) in ("Mn", "Me", "Cf") for it in text)


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
    assert quote("a\tb!", 4) == ("a\tb!", " \t ^")


@pytest.mark.parametrize("before", ["abc", "日本語", "Cafe\u0301", "\u200bx", "👩\u200d🔬", ""])
def test_the_caret_stands_below_its_character_whatever_the_width_of_what_is_before_it(
    before: str,
) -> None:
    line, caret = quote(f"{before}!", len(before) + 1)
    assert line == f"{before}!"
    assert len(caret) == measure(before) + 1


@given(st.text("ab日e\u0301 ", max_size=300), st.integers(1, 300))
def test_any_line_is_shown_no_wider_than_it_may_be(source: str, column: int) -> None:
    at = min(column, len(source.rstrip()) + 1)
    problem = Problem(Location("a.md", 1, at), "yaml", "wrong", source=f"x{source}")
    line, caret = write_text([problem]).split("\n")[1:]
    shown = line.removeprefix(INDENT)
    assert len(shown) <= WIDEST + 2 * len(CUT)
    assert shown.removeprefix(CUT).removesuffix(CUT) in f"x{source}"
    assert caret.strip(" ") == "^"


@pytest.mark.parametrize("at", [0, 50, 99, 100, 5_000, 399_990, 399_999])
def test_a_line_without_end_is_cut_around_the_column(at: int) -> None:
    source = "x" * at + "!" + "x" * (399_999 - at)
    line, caret = quote(source, at + 1)
    assert line[len(caret) - 1] == "!"
    assert len(line) <= WIDEST + 2 * len(CUT)
    assert line.startswith(CUT) == (at > BEFORE)
    assert line.endswith(CUT) == (at < 399_900 + BEFORE)


def test_a_line_without_end_is_cut_where_there_is_no_column() -> None:
    problem = Problem(Location("a.md", 1), "yaml", "wrong", source="x" * 400_000)
    assert write_text([problem]).split("\n")[1] == INDENT + "x" * WIDEST + CUT


@pytest.mark.parametrize("live", [ESCAPE, BELL, BROKEN, TURN, "\x9b31m", "\x00", "\r", "\u2028"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_nothing_that_a_terminal_acts_on_reaches_it(live: str, form: str) -> None:
    problem = Problem(
        Location(f"{live}.md", 1, 1), "yaml", f"a{live}b", f"c{live}d", source=f"e{live}f"
    )
    written = FORMATS[form]([problem])
    assert not LIVE.search(written.replace("\n", ""))
    written.encode()


def test_a_character_that_a_terminal_acts_on_keeps_its_place() -> None:
    assert quote("a\x1bb!", 4) == ("a\N{REPLACEMENT CHARACTER}b!", "   ^")


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
