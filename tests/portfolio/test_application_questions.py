"""What the one reader of an application would ask."""

from typing import Any

import pytest

from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.application import Application, Inclusion, Selection
from cpdsite.portfolio.application_questions import ask_application
from cpdsite.portfolio.dates import CpdYear, settle_period
from cpdsite.portfolio.sections import DESCRIPTION
from tests.portfolio.asking import make_asking, make_section
from tests.portfolio.values import make_activity, make_application, make_portfolio

INCLUDE = (Inclusion(Selection.ACTIVITY, "entry"),)


def make_whole(**values: Any) -> Application:
    """Return an application of which nothing is to be asked."""
    known: dict[str, Any] = {
        "include": INCLUDE,
        "objectives": ("objective",),
        "period": CpdYear(2026),
        "slug": "member-k3v5x2m7q4wzc5ha",
    }
    return make_application(**(known | values))


def find(application: Application, *activities: Activity, **values: Any) -> list[tuple[str, str]]:
    """Return the code of each question with the key that it points at."""
    portfolio = make_portfolio(*(activities or (make_activity(),)), applications=(application,))
    return [
        (it.code, it.key) for it in ask_application(application, portfolio, make_asking(**values))
    ]


def test_nothing_is_asked_of_a_whole_application() -> None:
    assert find(make_whole()) == []
    assert find(make_whole(objectives=(), reviews=("2025",))) == []


@pytest.mark.parametrize(("words", "asked"), [(11, 1), (10, 0)])
def test_a_statement_over_its_limit(words: int, asked: int) -> None:
    body = make_section(DESCRIPTION, "word " * words)
    assert find(make_whole(limit=10, body=body)) == [("limit", "limit")] * asked


def test_the_limit_says_how_many_words_are_too_many() -> None:
    application = make_whole(limit=500, body=make_section(DESCRIPTION, "word " * 1733))
    (question,) = ask_application(application, make_portfolio(make_activity()), make_asking())
    assert "has 1,733 words, and may have 500" in question.message
    assert question.hint == "take out 1,233"


def test_an_empty_statement() -> None:
    assert find(make_whole(body=make_section(DESCRIPTION, ""))) == [("application-links", "")]


@pytest.mark.parametrize(
    "include", [(), (Inclusion(Selection.FEATURED),), (Inclusion(Selection.TAG, "none"),)]
)
def test_nothing_is_included(include: tuple[Inclusion, ...]) -> None:
    assert find(make_whole(include=include)) == [("application-links", "include")]


def test_what_its_reader_does_not_see_is_not_included() -> None:
    draft = make_activity(status=Status.DRAFT)
    other = make_activity("other")
    assert find(make_whole(), draft, other) == [("application-links", "include")]
    assert find(make_whole(), make_activity(status=Status.PRIVATE)) == []


def test_a_period_without_an_activity() -> None:
    assert find(make_whole(period=CpdYear(2024))) == [("application-links", "period")]


def test_without_a_period_of_its_own_that_of_the_record_counts() -> None:
    period = settle_period(CpdYear(2024), make_asking().year_starts)
    application = make_whole(period=None)
    assert find(application, record_period=period) == [("application-links", "period")]
    assert find(application) == []


def test_no_look_back_and_no_look_ahead() -> None:
    assert find(make_whole(objectives=())) == [("application-links", "")]


@pytest.mark.parametrize(
    ("slug", "is_secret"),
    [
        ("full-membership-2026", False),
        ("responsibility", False),
        ("k3v5x2m7q4wzc5ha", True),
        ("full-membership-k3v5x2m7q4wzc5ha", True),
        ("full-membership-kavbxcmdqewzcfha", True),
        ("full-membership-k3v5x2m7q4wz", False),
        ("d41d8cd98f00b204e9800998ecf8427e", True),
    ],
)
def test_an_address_that_can_be_guessed(slug: str, is_secret: bool) -> None:
    assert find(make_whole(slug=slug)) == ([] if is_secret else [("guessable", "slug")])
