"""Writers of front matter."""

from decimal import Decimal

import pytest

from cpdsite.portfolio import writers
from cpdsite.portfolio.activity import Evidence, Featured, FurtherAction, Pairs, Status
from cpdsite.portfolio.dates import Ongoing
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
    ],
    ids=repr,
)
def test_nothing_is_written_as_nothing(written: writers.Plain) -> None:
    assert not written
