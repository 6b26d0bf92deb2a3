"""What is checked once every file has been read."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cpdsite.content.checks import check_dates
from cpdsite.content.entries import read_file
from cpdsite.errors import Location, Problem, Severity
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.portfolio import Portfolio, make_myself, visible
from tests import site_maker
from tests.content.small_site import find_portfolio, load, write_entry
from tests.portfolio.values import TODAY, make_portfolio

ENTRY = "content/activities/a.md"
WARNING, ERROR = Severity.WARNING, Severity.ERROR


def check(tmp_path: Path, *lines: str, body: str = "## What I learned\n\nMuch.") -> list[Problem]:
    """Return what is wrong with a site of one entry with some lines of front matter."""
    return list(load(tmp_path, {ENTRY: write_entry(*lines, body=body)}).problems)


@pytest.mark.parametrize("kind", ["course", "Webinar", "MOOC"])
def test_a_type_that_the_scheme_knows_is_no_problem(tmp_path: Path, kind: str) -> None:
    assert check(tmp_path, f"type: {kind}") == []


def test_a_type_that_an_open_scheme_does_not_know_is_a_warning(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, "tags: [a]", "type: confrence")
    assert (problem.location.line, problem.location.column) == (6, 1)
    assert (problem.code, problem.severity, problem.source) == ("type", WARNING, "type: confrence")
    assert problem.message == 'IKT has no activity type "confrence"'
    assert problem.hint == "did you mean conference?"


def test_a_type_that_a_closed_scheme_does_not_know_is_an_error(tmp_path: Path) -> None:
    loaded = load(tmp_path, {ENTRY: write_entry("type: zzzzzz")}, "iet")
    (problem,) = loaded.problems
    assert (problem.code, problem.severity) == ("type", ERROR)
    assert problem.hint.startswith("the types of IET are training, work-experience,")


def test_a_type_that_any_scheme_of_the_site_knows_is_no_problem(tmp_path: Path) -> None:
    files = {ENTRY: write_entry("type: stem ambassador")}
    assert [it.code for it in load(tmp_path / "one", files, "ikt").problems] == ["type"]
    find_portfolio(load(tmp_path / "two", files, "ikt", "iet"))


@pytest.mark.parametrize(
    "body",
    ["## What did you learn & how did/will you apply it?\n\nA.", "## Learning outcomes\n\nB."],
    ids=["combined", "learning"],
)
def test_a_published_entry_that_says_what_was_learnt_is_no_problem(
    tmp_path: Path, body: str
) -> None:
    assert check(tmp_path, body=body) == []


@pytest.mark.parametrize(("days", "codes"), [(0, ["learning"]), (1, [])])
def test_nobody_has_learnt_yet_from_what_is_planned(
    tmp_path: Path, days: int, codes: list[str]
) -> None:
    begins = site_maker.TODAY + timedelta(days)
    entry = write_entry(body="Words.").replace("2026-03-12", begins.isoformat())
    assert [it.code for it in load(tmp_path, {ENTRY: entry}).problems] == codes


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Words.", id="description-only"),
        pytest.param("## What I learned\n\n## Evidence\n\nA.", id="empty-section"),
        pytest.param("## What I learned\n\n<!-- What? -->", id="prompt-only"),
    ],
)
def test_a_published_entry_without_learning_is_a_warning(tmp_path: Path, body: str) -> None:
    assert [(it.code, it.severity) for it in check(tmp_path, body=body)] == [("learning", WARNING)]


@pytest.mark.parametrize("status", ["draft", "private"])
def test_what_is_not_published_need_not_say_what_was_learnt(tmp_path: Path, status: str) -> None:
    text = write_entry(body="Words.").replace("published", status)
    find_portfolio(load(tmp_path, {ENTRY: text}))


def test_evidence_that_is_there_is_no_problem(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/activities/a/index.md": write_entry("evidence: [my notes.pdf, ../b.png]"),
        "content/activities/a/my notes.pdf": b"%PDF",
        "content/activities/b.png": b"x",
    }
    find_portfolio(load(tmp_path, files))


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ("evidence: [gone.pdf]", 12, "put it at content/activities/gone.pdf"),
        ("evidence: ../../../secret", 11, "name a file beside the entry, such as certificate.pdf"),
        ("evidence: /etc/passwd", 11, "name a file beside the entry, such as certificate.pdf"),
    ],
)
def test_evidence_that_is_not_there_is_an_error(
    tmp_path: Path, line: str, column: int, hint: str
) -> None:
    # The name stands in the title too, which is not where the mistake is.
    text = write_entry(line).replace("A title", "gone.pdf ../../../secret /etc/passwd")
    (problem,) = load(tmp_path, {ENTRY: text}).problems
    assert problem.location == Location(ENTRY, 5, column)
    assert (problem.code, problem.severity, problem.hint) == ("evidence", ERROR, hint)


USED = [
    pytest.param("![a](a.pdf)", id="image"),
    pytest.param("[a](a.pdf)", id="link"),
    pytest.param("[a](./a.pdf#page=2)", id="link-with-fragment"),
    pytest.param("[a][1]\n\n[1]: a.pdf", id="reference"),
    pytest.param('<a href="a.pdf">a</a>', id="html"),
    pytest.param("[a](%61.pdf)", id="encoded"),
]


@pytest.mark.parametrize("use", USED)
def test_public_evidence_may_be_used_in_the_text(tmp_path: Path, use: str) -> None:
    body = f"## What I learned\n\nSee {use}"
    files: dict[str, str | bytes] = {
        ENTRY: write_entry("evidence: [{file: a.pdf, public: true}]", body=body),
        "content/activities/a.pdf": b"%PDF",
    }
    find_portfolio(load(tmp_path, files))


def write_profile(*lines: str) -> dict[str, str | bytes]:
    """Return a profile with some lines after the name."""
    return {"content/profile.md": "\n".join(["---", "name: Ada", *lines, "---", ""])}


@pytest.mark.parametrize("grade", ["member", "Associate", "FELLOW"])
def test_a_grade_of_the_scheme_is_no_problem_whatever_its_case(tmp_path: Path, grade: str) -> None:
    lines = ("memberships:", "  - scheme: ikt", f"    grade: {grade}")
    find_portfolio(load(tmp_path, write_profile(*lines)))


@pytest.mark.parametrize(
    ("grade", "column"), [("Emperor", 12), ('"Emperor"', 13), ("emperor", 12)], ids=str
)
def test_a_grade_that_the_scheme_does_not_have_is_an_error_on_its_line(
    tmp_path: Path, grade: str, column: int
) -> None:
    lines = ("memberships:", "  - scheme: ikt", f"    grade: {grade}")
    (problem,) = load(tmp_path, write_profile(*lines)).problems
    assert problem.location == Location("content/profile.md", 5, column)
    assert problem.message == 'memberships: IKT has no grade "emperor"'
    assert problem.hint == "the grades are associate, member, fellow"


def test_a_scheme_in_capitals_is_the_same_scheme(tmp_path: Path) -> None:
    lines = ("memberships:", "  - scheme: IKT", "    number: K-1")
    person = find_portfolio(load(tmp_path, write_profile(*lines))).person
    assert [it.scheme for it in person.memberships] == ["ikt"]


def test_a_scheme_that_is_nearly_the_sites_is_a_warning_on_its_line(tmp_path: Path) -> None:
    lines = ("memberships:", "  - number: K-1", "    scheme: itk")
    (problem,) = load(tmp_path, write_profile(*lines)).problems
    assert (problem.location.line, problem.severity) == (5, WARNING)
    assert problem.message == 'memberships: the site has no scheme "itk"'
    assert problem.hint == "did you mean ikt?"


@pytest.mark.parametrize("body", ["Royal Society", "iet", "IET"])
def test_a_membership_of_another_body_is_no_problem(tmp_path: Path, body: str) -> None:
    lines = ("memberships:", f"  - scheme: {body}", "    grade: fellow")
    find_portfolio(load(tmp_path, write_profile(*lines)))


def test_a_photo_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, write_profile("photo: ada.jpg")).problems
    assert problem.location == Location("content/profile.md", 3, 1)
    assert (problem.code, problem.severity) == ("photo", ERROR)


def test_a_photo_that_is_there_is_no_problem(tmp_path: Path) -> None:
    files = {**write_profile("photo: ada.jpg"), "content/ada.jpg": b"x"}
    find_portfolio(load(tmp_path, files))


def show(portfolio: Portfolio) -> Portfolio:
    """Return what the person alone sees, with the spellings united."""
    return visible(portfolio, make_myself(None))


@pytest.mark.parametrize("key", ["provider", "tags"])
def test_spellings_of_one_term_are_united_with_a_warning(tmp_path: Path, key: str) -> None:
    files: dict[str, str | bytes] = {
        "content/activities/a.md": write_entry(f"{key}: Praxis Auril"),
        "content/activities/b.md": write_entry(f"{key}: [x, praxis auril]"),
        "content/activities/c.md": write_entry(f"{key}: Praxis Auril"),
    }
    loaded = load(tmp_path, files)
    (problem,) = loaded.problems
    assert (problem.location.path, problem.location.line) == ("content/activities/b.md", 5)
    assert problem.location.column == len(f"{key}: [x, ") + 1
    assert problem.severity is WARNING
    assert problem.message == f'{key}: "praxis auril" and "Praxis Auril" count as one'
    assert loaded.portfolio
    terms = [getattr(it, key) for it in show(loaded.portfolio).activities]
    assert terms == [("Praxis Auril",), ("x", "Praxis Auril"), ("Praxis Auril",)]


def test_the_place_of_a_spelling_is_in_its_key_not_in_the_title(tmp_path: Path) -> None:
    odd = write_entry("provider: reading").replace("A title", "reading")
    files = {
        "content/activities/a.md": write_entry("provider: Reading"),
        "content/activities/b.md": odd,
    }
    (problem,) = load(tmp_path, files).problems
    assert (problem.location.line, problem.location.column) == (5, 11)


def test_two_spellings_within_one_entry_become_one_term(tmp_path: Path) -> None:
    loaded = load(tmp_path, {ENTRY: write_entry("tags: [AI, ai, AI ethics]")})
    assert [it.code for it in loaded.problems] == ["tags"]
    assert loaded.portfolio
    assert show(loaded.portfolio).activities[0].tags == ("AI", "AI ethics")


def test_spellings_of_a_type_of_ones_own_are_united_with_a_warning(tmp_path: Path) -> None:
    files = {
        "content/activities/a.md": write_entry("type: Hackathon"),
        "content/activities/b.md": write_entry("type: hackathon"),
    }
    loaded = load(tmp_path, files)
    assert [it.message for it in loaded.problems] == [
        'IKT has no activity type "Hackathon"',
        'IKT has no activity type "hackathon"',
        'type: "hackathon" and "Hackathon" count as one',
    ]
    assert loaded.portfolio
    assert {it.type for it in show(loaded.portfolio).activities} == {"Hackathon"}


def test_spellings_of_a_type_that_the_scheme_knows_are_no_problem(tmp_path: Path) -> None:
    files = {
        "content/activities/a.md": write_entry("type: Course"),
        "content/activities/b.md": write_entry("type: course"),
        "content/activities/c.md": write_entry("type: workshop"),
    }
    find_portfolio(load(tmp_path, files))


def test_terms_that_only_share_a_slug_are_different_terms(tmp_path: Path) -> None:
    find_portfolio(load(tmp_path, {ENTRY: write_entry("tags: [C, C++, 'C#', Café, Cafe]")}))


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        pytest.param("Before <!-- hidden\n\nAfter", ["comment"], id="without-an-end"),
        pytest.param("Before <!-- hidden --> after", [], id="closed"),
        pytest.param("Write `<!--` to hide text", [], id="in-code"),
        pytest.param("```\n<!-- x\n```", [], id="in-a-fence"),
    ],
)
def test_a_comment_without_an_end_would_be_published(
    tmp_path: Path, body: str, codes: list[str]
) -> None:
    assert [
        it.code for it in check(tmp_path, body=f"## What I learned\n\nMuch.\n\n{body}")
    ] == codes


def test_a_prompt_left_as_a_comment_is_no_learning(tmp_path: Path) -> None:
    problems = check(tmp_path, body="## What I learned\n\n<!-- What do you know now? -->")
    assert [it.code for it in problems] == ["learning"]


def test_a_scheme_that_is_nearly_one_of_the_site_is_a_warning(tmp_path: Path) -> None:
    lines = "memberships:\n  - scheme: itk\n    number: '1'\n  - scheme: gphc"
    profile = f"---\nname: Ada\n{lines}\n---\n"
    (problem,) = load(tmp_path, {"content/profile.md": profile}).problems
    assert (problem.code, problem.severity) == ("memberships", WARNING)
    assert problem.location.line == 4
    assert problem.hint == "did you mean ikt?"


@pytest.mark.parametrize(
    ("body", "line", "hint"),
    [
        ("Words.", 0, "add a section that begins with ## What I learned"),
        ("Words.\n\n## What I learnt\n", 8, "write what you learnt below it"),
        ("## Evidence\n\nA.\n\n##What I learned\n", 10, "write what you learnt below it"),
    ],
)
def test_missing_learning_is_told_with_its_cure(
    tmp_path: Path, body: str, line: int, hint: str
) -> None:
    (problem,) = check(tmp_path, body=body)
    assert (problem.code, problem.location.line, problem.hint) == ("learning", line, hint)


@pytest.mark.parametrize(
    "body",
    [
        "# What I learned\n\nMuch.",
        "### What I learned\n\nMuch.",
        "## What I lerned\n\nMuch.",
        "**What I learned:** much.",
        "What did you learn?\n\nMuch.",
    ],
)
def test_learning_under_a_doubtful_heading_is_one_problem(tmp_path: Path, body: str) -> None:
    (problem,) = check(tmp_path, body=body)
    assert (problem.code, problem.severity) == ("heading", WARNING)


def check_when(*lines: str, today: date = TODAY, person: str = "") -> list[Problem]:
    """Return what is wrong with the dates of an entry with some lines of front matter."""
    text = write_entry(*lines)
    activity = read_file("activity", ENTRY, text.encode()).value
    profile = f"---\nname: Ada\n{person}\n---\n"
    owner = read_file("profile", "content/profile.md", profile.encode()).value
    assert isinstance(activity, Activity)
    assert isinstance(owner, Person)
    files = {ENTRY: tuple(text.split("\n")), "content/profile.md": tuple(profile.split("\n"))}
    return list(check_dates(make_portfolio(activity, person=owner), today, files))


@pytest.mark.parametrize(
    ("lines", "key", "place", "year"),
    [
        (["end_date: 2062-03-14"], "end_date", (5, 11), "2062"),
        (["end_date: 2199"], "end_date", (5, 11), "2199"),
        (["revisit: 2037"], "revisit", (5, 10), "2037"),
        (["revisit: 1826-03"], "revisit", (5, 10), "1826"),
        (["further_action: [{action: Do it, due: 2062}]"], "further_action", (5, 39), "2062"),
        (
            ["further_action:", "  - action: Do", "    done: 1926-01-01"],
            "further_action",
            (7, 11),
            "1926",
        ),
    ],
)
def test_a_date_far_from_today_is_asked_about(
    lines: list[str], key: str, place: tuple[int, int], year: str
) -> None:
    (problem,) = check_when(*lines)
    assert (problem.code, problem.severity) == (key, WARNING)
    assert problem.hint == f"is {year} the year you mean?"
    assert problem.message.startswith(f"{key}: {year}")
    assert (problem.location.line, problem.location.column) == place
    assert problem.source == write_entry(*lines).split("\n")[problem.location.line - 1]


def test_a_membership_held_for_a_century_is_asked_about() -> None:
    memberships = "memberships: [{scheme: ikt, since: 1899}, {scheme: ikt, since: 2020}]"
    (problem,) = check_when(person=memberships)
    assert (problem.code, problem.location) == (
        "memberships",
        Location("content/profile.md", 3, 36),
    )
    assert problem.message == "memberships: 1899 is more than 90 years ago"


@pytest.mark.parametrize(
    ("day", "is_asked"),
    [
        ("1936-11-23", False),
        ("1936-11-22", True),
        ("2036-11-23", False),
        ("2036-11-24", True),
        ("1937", False),
        ("1936", True),
        ("2035", False),
        ("2036", True),
    ],
)
def test_ninety_years_ago_and_ten_years_on_are_the_bounds(day: str, is_asked: bool) -> None:
    assert bool(check_when(f"revisit: {day}")) == is_asked


@pytest.mark.parametrize("today", [date(1800, 1, 1), date(2200, 12, 31), date(2024, 2, 29)])
def test_any_day_may_be_today(today: date) -> None:
    near = PartialDate(today.year, today.month, today.day)
    assert [
        it.code for it in check_when(f"revisit: {near}", "end_date: 2026-03-13", today=today)
    ] == ([] if today.year == 2024 else ["date", "end_date"])
