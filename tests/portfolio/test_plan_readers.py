"""Readers of what looks back and ahead: what they read, and what they say of each mistake."""

from datetime import date

import pytest

from cpdsite.portfolio import plan_readers
from cpdsite.portfolio.activity import Acceptance, ActionReference
from cpdsite.portfolio.application import Inclusion, Selection
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, Period
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.readers import Reader
from cpdsite.portfolio.review import Comment
from tests.portfolio.reading import Written, read
from tests.portfolio.values import make_date

PERIODS = "expected a CPD year such as 2025 or 2024-25, or from: and to:, found"
CHOOSES = "expected one of activity:, featured:, tag:, objective: and period:, found"
NAMES_AN_ACTION = "expected the address of an activity and the number of its action, found"
FIRST_ACTION = "write 2025-03-12-course#1 for the first further action of 2025-03-12-course.md"


@pytest.mark.parametrize("state", State)
def test_a_state_is_one_word_in_any_case(state: State) -> None:
    assert read(plan_readers.read_state, state.value) == (state, [])
    assert read(plan_readers.read_state, f" {state.value.title()} ") == (state, [])


@pytest.mark.parametrize(
    ("written", "period"),
    [
        pytest.param("2025", CpdYear(2025), id="year"),
        pytest.param("2024-25", CpdYear(2024, is_split=True), id="split"),
        pytest.param("2024/25", CpdYear(2024, is_split=True), id="slash"),
        pytest.param("2024-2025", CpdYear(2024, is_split=True), id="in-full"),
        pytest.param("2099/00", CpdYear(2099, is_split=True), id="century"),
        pytest.param(
            {"from": "2025-02", "to": "2025-03"},
            Period(date(2025, 2, 1), date(2025, 3, 31)),
            id="months",
        ),
        pytest.param({"from": "2025-02-03", "to": ""}, Period(date(2025, 2, 3)), id="open-end"),
        pytest.param({"to": "2024"}, Period(None, date(2024, 12, 31)), id="open-start"),
    ],
)
def test_a_period_is_a_year_or_days(written: Written, period: AskedPeriod) -> None:
    assert read(plan_readers.read_period, written) == (period, [])


@pytest.mark.parametrize(
    "written",
    [
        "",
        "25",
        "2025-03",
        "2025-27",
        "2024-1925",
        "20245",
        "1799",
        "9999",
        "last year",
        "\u0662025",
    ],
)
def test_what_is_no_year_is_no_period(written: str) -> None:
    found = f'"{written}"' if written else "nothing"
    note = (f"{PERIODS} {found}", "write a year such as 2025")
    assert read(plan_readers.read_period, written) == (None, [note])


def test_closes_names_actions_each_once() -> None:
    written: Written = ["2025-03-12-course#2", "a #1", "a# 1", "2025-03-12-course#2"]
    actions = (ActionReference("2025-03-12-course", 2), ActionReference("a", 1))
    assert read(plan_readers.read_closes, written) == (actions, [])
    assert read(plan_readers.read_closes, "a#1") == (actions[1:], [])


def test_slugs_are_a_list_or_one() -> None:
    assert read(plan_readers.read_slugs, ["b", "a", "b"]) == (("b", "a"), [])
    assert read(plan_readers.read_slugs, "2025") == (("2025",), [])


def test_a_limit_is_a_number_of_words() -> None:
    assert read(plan_readers.read_limit, " 1000 ") == (1000, [])


def test_accept_gives_a_reason_for_each_warning() -> None:
    accepted = (Acceptance("gap", "A year of parental leave"), Acceptance("x", "Because"))
    written: Written = {"gap": "A year of parental leave", " x ": "Because"}
    assert read(plan_readers.read_accept, written) == (accepted, [])


def test_comments_are_read() -> None:
    written: Written = [
        {"comment": "Good.", "name": "Grace", "role": "Mentor", "date": "2026-01-12"},
        {"comment": "Very good.", "name": "", "date": ""},
    ]
    comments = (
        Comment("Good.", "Grace", "Mentor", make_date("2026-01-12")),
        Comment("Very good."),
    )
    assert read(plan_readers.read_comments, written) == (comments, [])
    assert read(plan_readers.read_comments, {"comment": "Very good."}) == (comments[1:], [])


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        pytest.param("a", (Inclusion(Selection.ACTIVITY, "a"),), id="one-slug"),
        pytest.param(
            ["b", "featured", "a"],
            (
                Inclusion(Selection.ACTIVITY, "b"),
                Inclusion(Selection.FEATURED),
                Inclusion(Selection.ACTIVITY, "a"),
            ),
            id="in-order",
        ),
        pytest.param(
            [{"activity": "featured"}, {"featured": "true", "why": "Best."}],
            (
                Inclusion(Selection.ACTIVITY, "featured"),
                Inclusion(Selection.FEATURED, why="Best."),
            ),
            id="an-activity-called-featured",
        ),
        pytest.param(
            [{"tag": "C++", "why": "Mine."}, {"objective": "listen", "why": ""}],
            (
                Inclusion(Selection.TAG, "C++", why="Mine."),
                Inclusion(Selection.OBJECTIVE, "listen"),
            ),
            id="tag-and-objective",
        ),
        pytest.param(
            {"period": {"from": "2025"}},
            (Inclusion(Selection.PERIOD, period=Period(date(2025, 1, 1))),),
            id="period",
        ),
    ],
)
def test_include_says_by_what_entries_are_chosen(
    written: Written, lines: tuple[Inclusion, ...]
) -> None:
    assert read(plan_readers.read_include, written) == (lines, [])


@pytest.mark.parametrize(
    ("reader", "written", "value", "message", "hint"),
    [
        pytest.param(
            plan_readers.read_state,
            "caried",
            None,
            'expected open, met, carried or dropped, found "caried"',
            "did you mean carried?",
            id="state-misspelt",
        ),
        pytest.param(
            plan_readers.read_state,
            "Done",
            None,
            'expected open, met, carried or dropped, found "Done"',
            "did you mean met?",
            id="state-in-another-word",
        ),
        pytest.param(
            plan_readers.read_state,
            ["met"],
            None,
            "expected open, met, carried or dropped, found a list",
            "write open",
            id="state-that-is-a-list",
        ),
        pytest.param(
            plan_readers.read_period,
            {"from": "2025-02", "to": "2025-01"},
            None,
            "to: 2025-01 is before from: 2025-02",
            "swap the two dates",
            id="period-backwards",
        ),
        pytest.param(
            plan_readers.read_period,
            {"from": "", "to": ""},
            None,
            f"{PERIODS} neither date",
            "write a year such as 2025",
            id="period-of-nothing",
        ),
        pytest.param(
            plan_readers.read_period,
            {"from": "2025", "too": "2026"},
            None,
            'unknown key "too"',
            'did you mean "to"?',
            id="period-with-a-misspelt-key",
        ),
        pytest.param(
            plan_readers.read_period,
            ["2025"],
            None,
            f"{PERIODS} a list",
            "write a year such as 2025",
            id="period-that-is-a-list",
        ),
        pytest.param(
            plan_readers.read_limit,
            "1,000",
            None,
            'expected a number of words such as 1000, found "1,000"',
            "write 1000",
            id="limit-with-a-comma",
        ),
        pytest.param(
            plan_readers.read_limit,
            "0",
            None,
            'expected a number of words such as 1000, found "0"',
            "write 1000",
            id="no-words",
        ),
        pytest.param(
            plan_readers.read_closes, "a", (), f'{NAMES_AN_ACTION} "a"', FIRST_ACTION, id="number"
        ),
        pytest.param(
            plan_readers.read_closes,
            ["a#0"],
            (),
            f'{NAMES_AN_ACTION} "a#0"',
            FIRST_ACTION,
            id="counted-from-nought",
        ),
        pytest.param(
            plan_readers.read_closes,
            ["A Course#1"],
            (),
            f'{NAMES_AN_ACTION} "A Course#1"',
            FIRST_ACTION,
            id="title",
        ),
        pytest.param(
            plan_readers.read_closes,
            [["a#1"]],
            (),
            f"{NAMES_AN_ACTION} a list",
            FIRST_ACTION,
            id="list-in-a-list",
        ),
        pytest.param(
            plan_readers.read_slugs,
            ["My Review"],
            (),
            'expected lower-case words joined by hyphens, found "My Review"',
            "write my-review",
            id="slug-with-capitals",
        ),
        pytest.param(
            plan_readers.read_accept,
            ["gap"],
            (),
            "expected the name of a warning and a reason, found a list",
            'write accept: {gap: "a year of parental leave"}',
            id="accept-without-a-reason",
        ),
        pytest.param(
            plan_readers.read_accept,
            {"gap": ""},
            (),
            "gap has no reason",
            "say why: gap: because ...",
            id="accept-with-an-empty-reason",
        ),
        pytest.param(
            plan_readers.read_accept,
            {"gap": ["a"]},
            (),
            "expected text, found a list",
            'write "a" after the colon of the key, in place of the list',
            id="accept-for-a-list",
        ),
        pytest.param(
            plan_readers.read_comments,
            "Good.",
            (),
            "expected comment: with what was said",
            "add comment: ...",
            id="comment-that-is-a-text",
        ),
        pytest.param(
            plan_readers.read_comments,
            [{"name": "Grace", "comment": ""}],
            (),
            "expected comment: with what was said",
            "add comment: ...",
            id="comment-that-says-nothing",
        ),
        pytest.param(
            plan_readers.read_comments,
            [{"comment": ["a"]}],
            (),
            "expected text, found a list",
            'write "a" after the colon of the key, in place of the list',
            id="comment-that-is-a-list",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"tag": "a", "objective": "b"}],
            (),
            f"{CHOOSES} 2 of them",
            "write each as an item of its own",
            id="two-in-one",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"why": "Because."}],
            (),
            f"{CHOOSES} none of them",
            "write each as an item of its own",
            id="why-alone",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"tagg": "a"}],
            (),
            'unknown key "tagg"',
            'did you mean "tag"?',
            id="include-with-a-misspelt-key",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"tag": "", "why": "Because."}],
            (),
            "expected what tag: chooses, found nothing",
            "take it out",
            id="empty-tag",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"featured": "false"}],
            (),
            'expected what featured: chooses, found "false"',
            "take it out",
            id="not-featured",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"featured": "yes"}],
            (),
            'expected true or false, found "yes"',
            "write true or false",
            id="featured-yes",
        ),
        pytest.param(
            plan_readers.read_include,
            ["The course"],
            (),
            'expected lower-case words joined by hyphens, found "The course"',
            "write the-course",
            id="include-by-a-title",
        ),
        pytest.param(
            plan_readers.read_include,
            [["a"]],
            (),
            "expected text, found a list",
            'write "a" after the colon of the key, in place of the list',
            id="include-with-a-list-in-a-list",
        ),
        pytest.param(
            plan_readers.read_include,
            [{"period": "soon"}],
            (),
            f'{PERIODS} "soon"',
            "write a year such as 2025",
            id="include-by-no-period",
        ),
    ],
)
def test_each_mistake_has_its_sentence(
    reader: Reader[object], written: Written, value: object, message: str, hint: str
) -> None:
    assert read(reader, written) == (value, [(message, hint)])
