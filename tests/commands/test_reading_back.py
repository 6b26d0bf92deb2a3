"""A draft read as it will be, before it is written."""

import pytest

from cpdsite.commands.reading_back import check_draft
from cpdsite.errors import RefusedError
from cpdsite.portfolio.fields import REVIEW

PATH = "content/reviews/2025.md"
HEAD = "---\ntitle: A\nperiod: 2025\n---\n\n"


def test_a_draft_that_reads_back_is_as_it_was() -> None:
    assert check_draft(REVIEW, PATH, HEAD.encode()) == HEAD.encode()


def test_a_draft_out_of_bounds_is_refused_with_a_sentence() -> None:
    lines = "".join(f"- {number}\n" for number in range(20_000))
    with pytest.raises(RefusedError, match=r"would not be read back \(.*\): choose a shorter"):
        check_draft(REVIEW, PATH, f"{HEAD}{lines}".encode())
