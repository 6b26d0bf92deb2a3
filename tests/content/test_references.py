"""What one entry says of another: names that nothing has, and what was probably meant."""

from pathlib import Path

import pytest

from cpdsite.content.load import load_site
from cpdsite.errors import Problem, Severity
from cpdsite.portfolio.dates import YearStart
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from tests.content.small_site import PROFILE, find_portfolio, load, write_entry, write_site
from tests.site_maker import TODAY, Files

WARNING, ERROR = Severity.WARNING, Severity.ERROR


def write(*lines: str) -> str:
    """Return a published entry of any kind, its lines beginning on line 4."""
    return "\n".join(["---", "title: A title", "status: published", *lines, "---", "Words.", ""])


ENTRY, OBJECTIVE = "content/activities/a.md", "content/objectives/listen-first.md"
APPLICATION, REVIEW = "content/applications/member.md", "content/reviews/2025.md"
COURSE = "content/activities/2025-03-12-course.md"
SITE: Files = {
    COURSE: write_entry("further_action: [Ask, Read]", "tags: [C++]"),
    "content/activities/other.md": write_entry().replace("A title", "The other"),
    "content/objectives/speak-less.md": write("from: 2025"),
    OBJECTIVE: write("from: 2024").replace("A title", "Listen before I speak"),
    REVIEW: write("period: 2025"),
}


def check(tmp_path: Path, path: str, text: str) -> list[Problem]:
    """Return what is wrong with the site once it holds a file."""
    return list(load(tmp_path, {**SITE, path: text}).problems)


def test_what_names_what_is_there_is_no_problem(tmp_path: Path) -> None:
    files: Files = {
        **SITE,
        ENTRY: write_entry("objectives: [listen-first]", "closes: [2025-03-12-course#2]"),
        OBJECTIVE: write("from: 2024", "state: carried", "carried_to: speak-less", "review: 2025"),
        APPLICATION: write(
            "to: Member",
            "scheme: ikt",
            "objectives: [speak-less]",
            "reviews: 2025",
            "include: [a, featured, {tag: c++}, {objective: listen-first}, {period: 2025}]",
        ),
    }
    find_portfolio(load(tmp_path, files))


@pytest.mark.parametrize(
    ("path", "text", "line", "message", "hint"),
    [
        pytest.param(
            ENTRY,
            write_entry("objectives: [speak-less, listen-fist]"),
            (5, 26),
            'objectives: there is no objective "listen-fist"',
            'did you mean "listen-first"?',
            id="objective-misspelt",
        ),
        pytest.param(
            ENTRY,
            write_entry("objectives: [Listen before I speak]"),
            (5, 14),
            'objectives: there is no objective "Listen before I speak"',
            "write listen-first, the name of its file",
            id="objective-by-its-title",
        ),
        pytest.param(
            ENTRY,
            write_entry("objectives: [Win a prize]"),
            (5, 14),
            'objectives: there is no objective "Win a prize"',
            "write content/objectives/win-a-prize.md, or take it out here",
            id="objective-like-none",
        ),
        pytest.param(
            ENTRY,
            write_entry("objectives: ['!']"),
            (5, 15),
            'objectives: there is no objective "!"',
            "name a file of content/objectives/",
            id="objective-without-letters",
        ),
        pytest.param(
            ENTRY,
            write_entry("closes: 2025-03-12-cours#1"),
            (5, 9),
            'closes: there is no activity "2025-03-12-cours"',
            'did you mean "2025-03-12-course"?',
            id="activity-misspelt",
        ),
        pytest.param(
            ENTRY,
            write_entry("closes: [2025-03-12-course#3]"),
            (5, 10),
            "closes: 2025-03-12-course has 2 further actions, and this is number 3",
            "write 2025-03-12-course#1 to #2",
            id="action-beyond-the-last",
        ),
        pytest.param(
            ENTRY,
            write_entry("closes: other#1"),
            (5, 9),
            "closes: other has no further action, and this is number 1",
            "add further_action: there, or take this out",
            id="activity-without-actions",
        ),
        pytest.param(
            ENTRY,
            write_entry("further_action: Ask", "closes: a#1"),
            (6, 9),
            "closes: this is its own further action",
            "write done: beside it",
            id="own-action",
        ),
        pytest.param(
            OBJECTIVE,
            write("from: 2024", "state: carried", "carried_to: speak-les"),
            (6, 13),
            'carried_to: there is no objective "speak-les"',
            'did you mean "speak-less"?',
            id="carried-to-nothing",
        ),
        pytest.param(
            OBJECTIVE,
            write("from: 2024", "state: carried", "carried_to: listen-first"),
            (6, 1),
            "carried_to: this leads back to the objective itself",
            "name the objective that was set later",
            id="carried-to-itself",
        ),
        pytest.param(
            OBJECTIVE,
            write("from: 2024", "review: 2015"),
            (5, 9),
            'review: there is no review "2015"',
            'did you mean "2025"?',
            id="review-misspelt",
        ),
        pytest.param(
            OBJECTIVE,
            write("from: 2024", "review: summer"),
            (5, 9),
            'review: there is no review "summer"',
            "name a file of content/reviews/",
            id="review-like-none",
        ),
        pytest.param(
            APPLICATION,
            write("objectives: [listen-last]"),
            (4, 14),
            'objectives: there is no objective "listen-last"',
            'did you mean "listen-first"?',
            id="objective-of-an-application",
        ),
        pytest.param(
            APPLICATION,
            write("reviews: [2024]"),
            (4, 11),
            'reviews: there is no review "2024"',
            'did you mean "2025"?',
            id="review-of-an-application",
        ),
        pytest.param(
            APPLICATION,
            write("include:", "  - other", "  - {activity: 2025-03-12-cours, why: It is mine.}"),
            (6, 16),
            'include: there is no activity "2025-03-12-cours"',
            'did you mean "2025-03-12-course"?',
            id="included-activity-misspelt",
        ),
        pytest.param(
            APPLICATION,
            write("include: [{objective: listen}]"),
            (4, 23),
            'include: there is no objective "listen"',
            'did you mean "listen-first"?',
            id="included-objective-misspelt",
        ),
        pytest.param(
            APPLICATION,
            write("include: [{tag: C}]"),
            (4, 17),
            'include: no activity has the tag "C"',
            "name one that is used",
            id="tag-that-nothing-has",
        ),
        pytest.param(
            APPLICATION,
            write("scheme: iet"),
            (4, 1),
            'scheme: this site has no scheme "iet"',
            "choose from ikt, or add it to scheme = in cpdsite.toml",
            id="scheme-that-the-site-has-not",
        ),
        pytest.param(
            APPLICATION,
            write("to: Grand master"),
            (4, 1),
            'to: IKT has no grade "Grand master"',
            "the grades are associate, member, fellow",
            id="grade-that-the-scheme-has-not",
        ),
    ],
)
def test_what_nothing_has_is_an_error_with_what_was_meant(  # noqa: PLR0913, PLR0917 - all that is told
    tmp_path: Path, path: str, text: str, line: tuple[int, int], message: str, hint: str
) -> None:
    (problem,) = check(tmp_path, path, text)
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.location.path, problem.location.line, problem.location.column) == (path, *line)
    assert problem.severity is ERROR
    assert problem.source == text.split("\n")[line[0] - 1]


def test_each_objective_of_a_circle_is_told(tmp_path: Path) -> None:
    files = {
        f"content/objectives/{name}.md": write("from: 2024", "state: carried", f"carried_to: {to}")
        for name, to in (("a", "b"), ("b", "c"), ("c", "b"))
    }
    problems = load(tmp_path, files).problems
    assert [(it.location.path[-4], it.code, it.severity) for it in problems] == [
        ("b", "carried_to", ERROR),
        ("c", "carried_to", ERROR),
    ]


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (
            ["state: carried"],
            "this objective is carried, and does not say to which",
            "add carried_to: with the name of the objective that goes on with it",
        ),
        (
            ["state: met", "carried_to: speak-less"],
            "this objective names one that goes on with it, and is met",
            "write state: carried, or take carried_to: out",
        ),
        (
            ["carried_to: speak-less"],
            "this objective names one that goes on with it, and is open",
            "write state: carried, or take carried_to: out",
        ),
    ],
)
def test_a_state_that_does_not_fit_where_it_is_carried_is_a_warning(
    tmp_path: Path, lines: list[str], message: str, hint: str
) -> None:
    (problem,) = check(tmp_path, OBJECTIVE, write("from: 2024", *lines))
    assert (problem.code, problem.severity) == ("state", WARNING)
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.location.line == 5


def test_an_included_draft_is_a_warning(tmp_path: Path) -> None:
    files = {ENTRY: write_entry().replace("published", "draft"), APPLICATION: write("include: [a]")}
    (problem,) = load(tmp_path, files).problems
    assert (problem.code, problem.severity, problem.location.line) == ("include", WARNING, 4)
    assert problem.message == "include: a is a draft, so its reader does not see it"
    private = {**files, ENTRY: write_entry().replace("published", "private")}
    find_portfolio(load(tmp_path, private))


@pytest.mark.parametrize("text", ["no front matter", "\xff"])
def test_a_file_with_a_mistake_is_not_called_missing_too(tmp_path: Path, text: str) -> None:
    broken = text.encode("latin-1")
    files: Files = {
        "content/objectives/o.md": broken,
        "content/reviews/r/index.md": broken,
        "content/activities/b.md": broken,
        "content/objectives/p.md": write("from: 2025", "review: r"),
        ENTRY: write_entry("objectives: o", "closes: b#7"),
        APPLICATION: write("include: [b]", "objectives: o", "reviews: r"),
    }
    told = {it.location.path for it in load(tmp_path, files).problems}
    assert told == {
        "content/objectives/o.md",
        "content/reviews/r/index.md",
        "content/activities/b.md",
    }


def test_of_a_scheme_that_cannot_be_read_no_grade_is_unknown(tmp_path: Path) -> None:
    files: Files = {"schemes/guild.toml": "no = toml", APPLICATION: write("to: Grand master")}
    problems = load(tmp_path, {**files}, "guild").problems
    assert {it.location.path for it in problems} == {"schemes/guild.toml"}


def test_an_address_that_no_build_gave_yet_is_a_warning(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, APPLICATION, write("slug: random"))
    assert (problem.code, problem.severity, problem.location.line) == ("slug", WARNING, 4)
    assert problem.hint.startswith("run cpdsite build on your own computer")


def test_a_file_called_random_has_its_name_for_its_address(tmp_path: Path) -> None:
    path = "content/applications/random.md"
    assert check(tmp_path, path, write() + "\nslug: random\n") == []


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (REVIEW, write("period: 2024-25"), (4, 9)),
        (REVIEW, write("period: 2024/25"), (4, 9)),
        (REVIEW, write("period: 2024-2025"), (4, 9)),
        (APPLICATION, write("period: 2024-25"), (4, 9)),
        (APPLICATION, write("include:", "  - {period: 2024-25}"), (5, 14)),
    ],
)
def test_a_cpd_year_of_two_calendar_years_is_none_where_it_is_one(
    tmp_path: Path, path: str, text: str, place: tuple[int, int]
) -> None:
    (problem,) = load(tmp_path, {path: text}).problems
    assert problem.message == (
        "period: 2024-25 is no CPD year here, since yours begins on 1 January"
    )
    assert problem.hint == 'write 2024, or set year_starts = "09-01" in cpdsite.toml'
    assert (problem.location.line, problem.location.column) == place


def test_a_cpd_year_may_have_two_calendar_years_where_it_begins_later(tmp_path: Path) -> None:
    write_site(tmp_path, {**PROFILE, REVIEW: write("period: 2024-25")})
    settings = Settings(scheme=("ikt",), year_starts=YearStart(9, 1))
    assert load_site(tmp_path, settings, TODAY, read_passage).problems == ()
