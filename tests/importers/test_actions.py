"""Cells of further actions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.importers.actions import is_none, read_actions
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.portfolio.record import describe_dates
from tests.importers.test_when import partial_dates
from tests.portfolio.values import make_date
from tests.properties import check_often


def read(markdown: str) -> list[str] | None:
    """Return the words of the actions of a cell."""
    actions = read_actions(markdown)
    return None if actions is None else [it.action for it in actions]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none",
        "None.",
        "N/A",
        "n/a",
        "-",
        "\u2013",
        "no",
        "Nil",
        "Not applicable",
        "No further action required",
        "none at present",
    ],
)
def test_nothing_to_do_is_none(text: str) -> None:
    assert is_none(text)


@pytest.mark.parametrize(
    "text", ["Nothing fancy: teach", "No longer do this", "Note the date", "none " * 40]
)
def test_what_only_begins_like_none_is_an_action(text: str) -> None:
    assert not is_none(text)


@pytest.mark.parametrize(
    ("markdown", "actions"),
    [
        ("Read the book", ["Read the book"]),
        ("- Read *the* book\n- Teach others", ["Read the book", "Teach others"]),
        ("1. Read\n2. Teach", ["Read", "Teach"]),
        ("\\- Read\\\n\\- Teach", ["Read", "Teach"]),
        ("\u2022 Read\\\n\u2022 Teach", ["Read", "Teach"]),
        ("- [ ] Read\n- [x] Teach", ["Read", "Teach"]),
        ("- Read\n  the whole\n- Teach", ["Read the whole", "Teach"]),
        ("Read\\\nTeach", ["Read", "Teach"]),
        ("Read\n\nTeach", ["Read", "Teach"]),
        ("Read the book; teach others; join", ["Read the book", "teach others", "join"]),
        ("Read the book. Then teach; both soon.", ["Read the book. Then teach; both soon."]),
        ("See [the site](https://example.org/a)", ["See the site (https://example.org/a)"]),
        ("Ask A\\_B & C", ["Ask A_B & C"]),
    ],
)
def test_lists_and_lines_become_actions(markdown: str, actions: list[str]) -> None:
    assert read(markdown) == actions


PROSE = "I shall read. I shall think about it. Then I shall teach it to others."


@pytest.mark.parametrize(
    "markdown",
    [
        f"{PROSE}\n\n{PROSE}",
        "word " * 100,
        "- Read\n  - more",
        "| a | b |\n|---|---|",
        "### Plan\n\nRead",
        "- go\n" * 101,
    ],
)
def test_prose_stays_together(markdown: str) -> None:
    assert read_actions(markdown) is None


@given(
    st.none() | partial_dates(),
    st.none() | partial_dates(),
    st.sampled_from(
        ["- Read\n\n  {}", "Read\\\n{}", "Read ({})", "- Read {}", "- Read \u2013 {}", "Read\n\n{}"]
    ),
)
@check_often(100)
def test_dates_as_cpdsite_writes_them_are_read_back(due: object, done: object, form: str) -> None:
    action = FurtherAction("Read", due, done)  # type: ignore[arg-type]
    if due or done:
        assert read_actions(form.format(describe_dates(action))) == (action,)


def test_dates_belong_to_the_action_above_them() -> None:
    assert read_actions("- Read\n- Due 1 May 2026\n- Teach (done 3 May 2026)") == (
        FurtherAction("Read", due=make_date("2026-05-01")),
        FurtherAction("Teach", done=make_date("2026-05-03")),
    )


@pytest.mark.parametrize(
    "text",
    ["Read (due soon)", "Read (due 03/04/2025)", "Pay what is due 1 May 2026 or later", "Due"],
)
def test_dates_that_are_not_sure_stay_words(text: str) -> None:
    assert read(text) == [text]
