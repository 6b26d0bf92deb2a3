"""One file to one entry: values, and mistakes with their places."""

from decimal import Decimal

import pytest

from cpdsite.content.entries import ReadFile, read_file
from cpdsite.errors import Location
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import (
    Acceptance,
    ActionReference,
    Activity,
    Evidence,
    FurtherAction,
    Page,
    Status,
)
from cpdsite.portfolio.application import Application, Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, Ongoing
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.fields import ACTIVITY, APPLICATION, OBJECTIVE, PAGE, PROFILE, REVIEW
from cpdsite.portfolio.objective import Objective, State
from cpdsite.portfolio.person import Membership, Person
from cpdsite.portfolio.readers import CURE_STATUS
from cpdsite.portfolio.review import Comment, Review
from cpdsite.portfolio.sections import Section
from tests.portfolio.values import make_date

CURE = "write 2026-03-12, or 2026-03 for a month, or 2026 for a year"

PATH = "content/activities/2026-03-12-negotiation.md"
DESIGN = """\
---
title: Negotiating collaboration agreements
date: 2026-03-12
end_date: 2026-03-13
type: course
provider: PraxisAuril
status: published
further_action:
  - action: Draft a heads-of-terms checklist for the team
    due: 2026-05-01
    done: 2026-04-20
objectives: [negotiate-earlier]
tags: [contracts]
evidence:
  - file: certificate.pdf
    title: Certificate of attendance
hours: 1h30
---

Two days on the terms that stall collaboration agreements.

## What I learned

To ask first.

## How I have applied it

Twice.
"""


def read(text: str, kind: str = ACTIVITY, path: str = PATH) -> ReadFile:
    """Return what comes of a file."""
    return read_file(kind, path, text.encode())


def read_keys(*lines: str) -> ReadFile:
    """Return what comes of an activity with some lines after title (2) and date (3)."""
    return read("\n".join(["---", "title: A title", "date: 2026-03-12", *lines, "---", "Body."]))


def test_an_activity_is_read_whole() -> None:
    result = read(DESIGN)
    assert result.problems == ()
    assert result.value == Activity(
        path=PATH,
        slug="2026-03-12-negotiation",
        title="Negotiating collaboration agreements",
        date=make_date("2026-03-12"),
        end_date=make_date("2026-03-13"),
        type="course",
        provider=("PraxisAuril",),
        status=Status.PUBLISHED,
        further_action=(
            FurtherAction(
                "Draft a heads-of-terms checklist for the team",
                make_date("2026-05-01"),
                make_date("2026-04-20"),
            ),
        ),
        objectives=("negotiate-earlier",),
        tags=("contracts",),
        evidence=(Evidence(file="certificate.pdf", title="Certificate of attendance"),),
        hours=Decimal("1.50"),
        sections=(
            Section(
                "description",
                "",
                "Two days on the terms that stall collaboration agreements.",
                20,
            ),
            Section("learning", "What I learned", "To ask first.", 24),
            Section("application", "How I have applied it", "Twice.", 28),
        ),
    )
    assert result.lines == tuple(DESIGN.split("\n"))


def test_reading_depends_on_path_and_bytes_alone() -> None:
    assert read(DESIGN) == read(DESIGN)


def test_a_page_is_read_with_its_whole_body() -> None:
    text = "---\ntitle: How I learn\naliases: /old/\n---\n\nA.\n\n## What I learned\n\nB.\n"
    result = read(text, PAGE, "content/pages/how-i-learn.md")
    assert result.problems == ()
    assert result.value == Page(
        path="content/pages/how-i-learn.md",
        slug="how-i-learn",
        title="How I learn",
        aliases=("/old/",),
        body=Section("description", "", "A.\n\n## What I learned\n\nB.", 6),
    )


BODY = "A.\n\n## What I learned\n\nB."
PLANS: dict[str, tuple[str, str, Entry]] = {
    OBJECTIVE: (
        "content/objectives/listen-first.md",
        "from: 2025-01\nby: 2025-12\nstate: carried\ncarried_to: listen\nreview: 2024",
        Objective(
            path="content/objectives/listen-first.md",
            slug="listen-first",
            title="A title",
            begins=make_date("2025-01"),
            by=make_date("2025-12"),
            state=State.CARRIED,
            carried_to="listen",
            review="2024",
            status=Status.PUBLISHED,
            body=Section("description", "", BODY, 11),
        ),
    ),
    REVIEW: (
        "content/reviews/2025/index.md",
        "period: 2025\ncomments: {comment: Good.}\naccept: {gap: Away.}",
        Review(
            path="content/reviews/2025/index.md",
            slug="2025",
            title="A title",
            period=CpdYear(2025),
            comments=(Comment("Good."),),
            status=Status.PUBLISHED,
            accept=(Acceptance("gap", "Away."),),
            body=Section("description", "", BODY, 9),
        ),
    ),
    APPLICATION: (
        "content/applications/a.md",
        "to: member\nslug: apart\nlimit: 700\ninclude: [b, featured]\nreviews: 2025",
        Application(
            path="content/applications/a.md",
            slug="apart",
            title="A title",
            grade="member",
            limit=700,
            include=(Inclusion(Selection.ACTIVITY, "b"), Inclusion(Selection.FEATURED)),
            reviews=("2025",),
            status=Status.PUBLISHED,
            body=Section("description", "", BODY, 11),
        ),
    ),
}


@pytest.mark.parametrize("kind", PLANS)
def test_what_looks_back_and_ahead_is_read_with_its_whole_body(kind: str) -> None:
    path, lines, value = PLANS[kind]
    text = f"---\ntitle: A title\nstatus: published\n{lines}\n---\n\n{BODY}\n"
    result = read(text, kind, path)
    assert result.problems == ()
    assert result.value == value


def test_an_activity_says_what_it_closes() -> None:
    value = read_keys("closes: [b#1, c#2]").value
    assert isinstance(value, Activity)
    assert value.closes == (ActionReference("b", 1), ActionReference("c", 2))


@pytest.mark.parametrize(
    ("kind", "keys", "message", "hint"),
    [
        (OBJECTIVE, "", "from is missing (when the person set out", "from: 2026-01"),
        (REVIEW, "", "period is missing (what it looks back on", "period: 2025"),
        (REVIEW, "period: {}", "period is empty", "write the period after period:"),
        (REVIEW, "period: {from: , to: }", "period: expected a CPD year", "write a year such as"),
        (OBJECTIVE, "from: 2025\nby: 2024", "by: 2024 is before from: 2025", "swap the two dates"),
        (OBJECTIVE, "from: 2025\ndate: 2025", 'unknown key "date"', 'did you mean "from"?'),
        (APPLICATION, "aliases: [/a/]", 'unknown key "aliases"', "the keys are title, to, period"),
    ],
)
def test_what_looks_back_and_ahead_is_told_its_mistakes(
    kind: str, keys: str, message: str, hint: str
) -> None:
    result = read(f"---\ntitle: A\n{keys}\n---\nBody.", kind, PLANS[kind][0])
    (problem,) = result.problems
    assert result.value is None
    assert problem.message.startswith(message)
    assert hint in problem.hint
    assert type(result.suspect) is type(PLANS[kind][2])


def test_a_profile_is_read_with_its_text() -> None:
    text = (
        "---\nname: Ada Example\nmemberships:\n  - scheme: ikt\n    number: 0042\n"
        "    grade: Member\n    since: 2025-06\npublic: [number]\n---\n\nAbout me.\n"
    )
    result = read(text, PROFILE, "content/profile.md")
    assert result.problems == ()
    assert result.value == Person(
        path="content/profile.md",
        name="Ada Example",
        memberships=(Membership("ikt", "0042", "member", make_date("2025-06")),),
        public=("number",),
        about=Section("description", "", "About me.", 11),
    )


def test_a_profile_without_a_text_has_none() -> None:
    value = read("---\nname: Ada\n---\n\n", PROFILE, "content/profile.md").value
    assert isinstance(value, Person)
    assert value.about is None


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        pytest.param("content/activities/2026-03-12-a.md", "2026-03-12-a", id="file"),
        pytest.param("content/activities/reading/The Goal.md", "the-goal", id="blanks"),
        pytest.param("content/activities/2026-where/index.md", "2026-where", id="folder"),
        pytest.param("content/activities/Zoë.md", "zoe", id="accents"),
    ],
)
def test_the_slug_is_the_name_of_the_file_or_folder(path: str, slug: str) -> None:
    value = read("---\ntitle: Another title\ndate: 2026\n---\n", path=path).value
    assert isinstance(value, Activity)
    assert value.slug == slug


def test_a_slug_in_the_front_matter_overrides_the_name() -> None:
    value = read_keys("slug: another").value
    assert isinstance(value, Activity)
    assert value.slug == "another"


def test_a_name_without_letters_needs_a_slug() -> None:
    result = read("---\ntitle: A\ndate: 2026\n---\n", path="content/activities/!!!.md")
    assert result.value is None
    assert [(it.code, it.location.line) for it in result.problems] == [("slug", 1)]


@pytest.mark.parametrize(
    "key", ["status:", "status: ~", "provider:", "tags: []", "evidence: {}", "end_date: ''"]
)
def test_a_key_left_blank_counts_as_not_written(key: str) -> None:
    result = read_keys(key)
    assert result.problems == ()
    assert result.value == read_keys("# a comment").value


@pytest.mark.parametrize(
    ("line", "column", "code", "message", "hint"),
    [
        pytest.param(
            "revisit: 2026-02-30",
            10,
            "revisit",
            'revisit: "2026-02-30" is not in the calendar',
            "February 2026 ends on 2026-02-28",
            id="no-such-day",
        ),
        pytest.param(
            "revisit: 05/01/2026",
            10,
            "revisit",
            'found "05/01/2026"',
            "is that 5 January (write 2026-01-05) or 1 May (write 2026-05-01)?",
            id="slashes",
        ),
        pytest.param(
            "revisit: 2026-3-5", 10, "revisit", 'found "2026-3-5"', "write 2026-03-05", id="loose"
        ),
        pytest.param(
            "end_date: 2026-03-11",
            11,
            "end_date",
            "end_date: 2026-03-11 is before date: 2026-03-12",
            "swap the two dates",
            id="end-before-start",
        ),
        pytest.param("end_date: now", 11, "end_date", 'found "now"', "write ongoing", id="now"),
        pytest.param(
            "hours: 1:30",
            8,
            "hours",
            'hours: expected hours such as 1.5, 1h30 or 90 min, found "1:30"',
            "write 1.5 for an hour and a half",
            id="clock",
        ),
        pytest.param("points: two", 9, "points", 'found "two"', "write 2", id="points"),
        pytest.param(
            "status: publishd",
            9,
            "status",
            'status: expected draft, private or published, found "publishd"',
            "write status: published to show it, or status: private to keep it back",
            id="status",
        ),
        pytest.param("featured: no", 11, "featured", 'found "no"', "write true", id="featured-no"),
        pytest.param("slug: My Entry", 7, "slug", 'found "My Entry"', "write my-entry", id="slug"),
        pytest.param(
            "aliases: [/a/, 'http://b']",
            16,
            "aliases",
            "old address",
            "write only what follows",
            id="alias",
        ),
        pytest.param("tags: [a, {b: c}]", 11, "tags", "expected text", "in quotes", id="tag"),
        pytest.param(
            "provider: {a: b}", 11, "provider", "expected text", 'write "b" after', id="mapping"
        ),
        pytest.param("type: [a]", 7, "type", "found a list", 'write "a" after', id="list-for-text"),
        pytest.param(
            "evidence: [{file: a, title: b, public: yes}]",
            40,
            "evidence",
            'evidence: expected true or false, found "yes"',
            "write true or false",
            id="public-yes",
        ),
        pytest.param(
            "further_action: [{action: a, due: soon}]",
            35,
            "further_action",
            'found "soon"',
            CURE,
            id="due",
        ),
        pytest.param(
            "extra: [a]", 8, "extra", "expected keys and values", "write extra:", id="extra"
        ),
        pytest.param(
            "provded: x",
            1,
            "unknown-key",
            'unknown key "provded"',
            'mean "provider"?',
            id="spelling",
        ),
        pytest.param(
            "provided_by: x", 1, "unknown-key", '"provided_by"', 'mean "provider"?', id="meaning"
        ),
        pytest.param("dates: x", 1, "unknown-key", '"dates"', 'did you mean "date"?', id="dates"),
        pytest.param(
            "draft: true",
            1,
            "unknown-key",
            'unknown key "draft"',
            "write status: draft",
            id="draft",
        ),
        pytest.param(
            "competencies: x", 1, "unknown-key", "competencies", '"competences"?', id="competencies"
        ),
        pytest.param(
            "content: x",
            1,
            "unknown-key",
            'unknown key "content"',
            "the keys are title,",
            id="content",
        ),
        pytest.param(
            "handler: x", 1, "unknown-key", 'unknown key "handler"', "the keys are", id="handler"
        ),
        pytest.param("title: B", 1, "duplicate-key", "first on line 2", "keep one", id="twice"),
    ],
)
def test_a_mistake_is_told_with_line_column_and_cure(
    line: str, column: int, code: str, message: str, hint: str
) -> None:
    result = read_keys(line)
    (problem,) = result.problems
    assert problem.location == Location(PATH, 4, column)
    assert (problem.code, problem.is_error, problem.source) == (code, True, line)
    assert message in problem.message
    assert hint in problem.hint
    assert result.value is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("---\ndate: 2026\n---\n", [("title", 2, 1)], id="no-title"),
        pytest.param("---\ntitle: ' '\ndate: 2026\n---\n", [("title", 2, 1)], id="blank-title"),
        pytest.param("---\ntitle: A\n---\n", [("date", 2, 1)], id="no-date"),
        pytest.param("---\n---\n", [("date", 1, 1), ("title", 1, 1)], id="nothing"),
        pytest.param("---\ntitle: [a]\ndate: 2026\n---\n", [("title", 2, 8)], id="list-as-title"),
        pytest.param("---\ntitle: A\ndate: soon\n---\n", [("date", 3, 7)], id="no-such-date"),
    ],
)
def test_what_is_required_is_asked_for_once(text: str, places: list[tuple[str, int, int]]) -> None:
    result = read(text)
    assert result.value is None
    assert (
        sorted((it.code, it.location.line, it.location.column) for it in result.problems) == places
    )


def test_a_missing_key_is_told_with_an_example() -> None:
    (problem,) = read("---\ntitle: A\n---\n").problems
    assert problem.message.startswith("date is missing (when it took place")
    assert problem.hint == "add a line such as date: 2026-03-12"


def test_a_required_key_without_a_value_is_told_to_be_empty() -> None:
    (problem,) = read("---\ntitle: A\ndate:\n---\n").problems
    assert (problem.message, problem.hint) == ("date is empty", "write the date after date:")
    assert problem.location.line == 3


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("draft: true", "write status: draft"),
        ("private: true", "write status: private"),
        ("public: true", "write status: published"),
        ("draft: false", CURE_STATUS),
        ("public: no", CURE_STATUS),
        ("Status: Published", 'did you mean "status"?'),
        ("visibility: false", 'did you mean "status"?'),
    ],
)
def test_a_key_that_stands_for_a_status_is_told_which(written: str, hint: str) -> None:
    (problem,) = read_keys(written).problems
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("---\ntitle: B\n---\n", 5),
        ("\n\ntitle: B\n", 7),
        ("+++\ntitle = 'B'\n+++\n", 5),
        ("tags:\n- a\n", 5),
        ("---\n\nTwo days.\n", 0),
        ("Title: not a key\n", 0),
        ("colour: blue\n", 0),
        ("Two days.\n\ntitle: B\n", 0),
        ("---", 0),
        ("", 0),
    ],
)
def test_keys_at_the_beginning_of_the_text_are_a_warning(body: str, line: int) -> None:
    found = read(f"---\ntitle: A\ndate: 2026-03-12\n---\n{body}").problems
    assert [it.location.line for it in found if it.code == "front-matter"] == [line] * bool(line)
    assert not any(it.is_error for it in found)


@pytest.mark.parametrize("status", ["publishd", "yes", "[published]", "public", "true"])
def test_a_wrong_status_never_publishes(status: str) -> None:
    assert read_keys(f"status: {status}").value is None


def test_an_end_may_be_the_month_of_its_day() -> None:
    value = read_keys("end_date: 2026-03").value
    assert isinstance(value, Activity)
    assert value.end_date == make_date("2026-03")


def test_an_activity_may_go_on() -> None:
    value = read_keys("end_date: ongoing").value
    assert isinstance(value, Activity)
    assert value.end_date is Ongoing.ONGOING


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    result = read_keys("hours: 1:30", "status: yes", "tgas: a", "revisit: never")
    assert sorted(it.location.line for it in result.problems) == [4, 5, 6, 7]


def test_a_warning_keeps_the_entry() -> None:
    result = read("---\ntitle: A\ndate: 2026\n---\n\n## What I lerned\n\nMuch.\n")
    assert [it.is_error for it in result.problems] == [False]
    assert isinstance(result.value, Activity)


def test_a_key_of_another_kind_is_unknown() -> None:
    result = read("---\ntitle: A\nprovider: B\n---\n", PAGE, "content/pages/a.md")
    assert [it.code for it in result.problems] == ["unknown-key"]


def test_a_file_that_is_no_text_gives_no_value() -> None:
    result = read_file(ACTIVITY, PATH, b"---\ntitle: \xff\n---\n")
    assert (result.value, [it.code for it in result.problems]) == (None, ["encoding"])


@pytest.mark.parametrize("key", ["provider", "tags", "aliases", "evidence", "further_action"])
def test_a_list_without_end_is_an_error(key: str) -> None:
    items = ", ".join(f"a{number}" for number in range(MOST_ITEMS + 1))
    result = read_keys(f"{key}: [{items}]")
    assert result.value is None
    assert [(it.code, it.is_error) for it in result.problems] == [("count", True)]
