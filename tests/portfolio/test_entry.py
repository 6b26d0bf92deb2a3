"""What entries of each kind are called."""

from typing import get_args

from cpdsite.portfolio.entry import NAMES, Entry, name_kind
from cpdsite.portfolio.fields import ACTIVITY, APPLICATION, OBJECTIVE, PAGE, REVIEW
from tests.portfolio.values import (
    make_activity,
    make_application,
    make_objective,
    make_page,
    make_review,
)


def test_every_kind_of_entry_has_the_name_that_its_fields_have() -> None:
    entries = make_activity(), make_objective(), make_review(), make_application(), make_page()
    kinds = [ACTIVITY, OBJECTIVE, REVIEW, APPLICATION, PAGE]
    assert [name_kind(it) for it in entries] == kinds
    assert set(NAMES) == set(get_args(Entry))
