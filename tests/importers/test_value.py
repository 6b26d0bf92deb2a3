"""What a cell gives a field."""

from cpdsite.importers.value import NOTHING, SAYS_NONE, Value


def test_what_gives_no_value_is_kept_under_extra() -> None:
    assert (Value().value, Value().kept) == (None, "extra")


def test_nothing_is_left_out_with_its_reason() -> None:
    assert Value(kept="", reason=SAYS_NONE) == NOTHING
