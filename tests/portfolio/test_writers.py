"""Writers of front matter."""

from datetime import date
from decimal import Decimal

import pytest

from cpdsite.portfolio import writers
from cpdsite.portfolio.activity import (
    Acceptance,
    ActionReference,
    Evidence,
    Featured,
    FurtherAction,
    Pairs,
    Status,
)
from cpdsite.portfolio.application import Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, Ongoing, Period
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.review import Comment
from tests.portfolio.values import make_date


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param(writers.write_texts(["a"]), "a", id="one-text-without-a-list"),
        pytest.param(writers.write_texts(["a", "b"]), ["a", "b"], id="texts"),
        pytest.param(writers.write_list(["a"]), ["a"], id="list-of-one"),
        pytest.param(writers.write_date(make_date("2026-03")), "2026-03", id="date"),
        pytest.param(writers.write_date(Ongoing.ONGOING), "ongoing", id="ongoing"),
        pytest.param(writers.write_number(Decimal("1E+1")), "10", id="number-without-exponent"),
        pytest.param(writers.write_number(Decimal("0.50")), "0.50", id="fraction"),
        pytest.param(writers.write_status(Status.DRAFT), "draft", id="status"),
        pytest.param(writers.write_featured(Featured()), "true", id="featured"),
        pytest.param(writers.write_featured(Featured("Why.")), "Why.", id="featured-because"),
        pytest.param(
            writers.write_further_action(
                [FurtherAction("Ask."), FurtherAction("Read.", due=make_date("2026"))]
            ),
            ["Ask.", {"action": "Read.", "due": "2026"}],
            id="actions",
        ),
        pytest.param(
            writers.write_evidence([Evidence(file="a.pdf", public=True)]),
            [{"file": "a.pdf", "public": "true"}],
            id="evidence",
        ),
        pytest.param(writers.write_choice(State.CARRIED), "carried", id="state"),
        pytest.param(writers.write_count(1000), "1000", id="words"),
        pytest.param(writers.write_period(CpdYear(2025)), "2025", id="year"),
        pytest.param(writers.write_period(CpdYear(2099, is_split=True)), "2099-00", id="two-years"),
        pytest.param(
            writers.write_period(Period(date(2025, 1, 1), date(2025, 6, 30))),
            {"from": "2025-01-01", "to": "2025-06-30"},
            id="days",
        ),
        pytest.param(
            writers.write_period(Period(None, date(2025, 6, 30))), {"to": "2025-06-30"}, id="until"
        ),
        pytest.param(writers.write_closes([ActionReference("a", 2)]), ["a#2"], id="closes"),
        pytest.param(
            writers.write_accept([Acceptance("gap", "Away.")]), {"gap": "Away."}, id="accept"
        ),
        pytest.param(
            writers.write_comments([Comment("Good.", role="Mentor", date=make_date("2026-01"))]),
            [{"comment": "Good.", "role": "Mentor", "date": "2026-01"}],
            id="comments",
        ),
        pytest.param(
            writers.write_include(
                [
                    Inclusion(Selection.ACTIVITY, "a"),
                    Inclusion(Selection.ACTIVITY, "b", why="Hard."),
                    Inclusion(Selection.ACTIVITY, "featured"),
                    Inclusion(Selection.FEATURED),
                    Inclusion(Selection.FEATURED, why="Best."),
                    Inclusion(Selection.TAG, "C++"),
                    Inclusion(Selection.OBJECTIVE, "o"),
                    Inclusion(Selection.PERIOD, period=CpdYear(2025)),
                ]
            ),
            [
                "a",
                {"activity": "b", "why": "Hard."},
                {"activity": "featured"},
                "featured",
                {"featured": "true", "why": "Best."},
                {"tag": "C++"},
                {"objective": "o"},
                {"period": "2025"},
            ],
            id="include",
        ),
        pytest.param(
            writers.write_extra((("a", Pairs((("b", "c"),))), ("d", (("e", "f"), ("g",))))),
            {"a": {"b": "c"}, "d": [["e", "f"], ["g"]]},
            id="extra-tells-mappings-from-lists",
        ),
    ],
)
def test_a_value_is_written_as_a_person_would(written: writers.Plain, plain: writers.Plain) -> None:
    assert written == plain


@pytest.mark.parametrize(
    "written",
    [
        writers.write_date(None),
        writers.write_number(None),
        writers.write_status(None),
        writers.write_featured(None),
        writers.write_list(()),
        writers.write_further_action(()),
        writers.write_choice(None),
        writers.write_count(None),
        writers.write_period(None),
        writers.write_period(Period()),
        writers.write_closes(()),
        writers.write_accept(()),
        writers.write_comments(()),
        writers.write_include(()),
    ],
    ids=repr,
)
def test_nothing_is_written_as_nothing(written: writers.Plain) -> None:
    assert not written
