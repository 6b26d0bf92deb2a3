"""Cures for options: what is nearly right is written out, and nothing is guessed wildly."""

import pytest

from cpdsite.limits import MOST_COMPARED
from cpdsite.render.cures import find_near, propose_colour, propose_list, propose_option

CHOICES = ("featured", "learnt", "record", "further action")
ANY = 'a colour is # and six of 0 to 9 and a to f, in quotes, such as "#1f5f5b"'


@pytest.mark.parametrize(
    ("value", "cure"),
    [
        ("7a2e5d", 'write accent = "#7a2e5d"'),
        ("#725", 'write accent = "#772255"'),
        (" #7A2E5D ", 'write accent = "#7A2E5D"'),
        (725, 'write accent = "#772255"'),
        ("purple", ANY),
        ("#7a2e5", ANY),
        (7, ANY),
        (True, ANY),
        ([], ANY),
    ],
)
def test_a_colour_is_completed_where_it_is_known(value: object, cure: str) -> None:
    assert propose_colour("accent", value) == cure


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("learnt", '["learnt"]'),
        ("learnt, record", '["learnt", "record"]'),
        ("learnt record", '["learnt", "record"]'),
        ("[Learnt; 'recrod',]", '["learnt", "record"]'),
        ("learnt, learnt", '["learnt"]'),
        ("further action", '["further action"]'),
    ],
)
def test_a_text_is_made_the_list_that_it_is_meant_as(value: str, items: str) -> None:
    assert propose_list("parts", value, CHOICES) == f"write parts = {items}"


@pytest.mark.parametrize("value", ["", ",", "weather", "learnt, weather", "learnt " * 5, 7, None])
def test_a_list_that_nobody_knows_is_not_proposed(value: object) -> None:
    assert propose_list("parts", value, CHOICES) == ""


def test_what_is_near_is_found_among_the_first() -> None:
    assert find_near("Recrod", CHOICES) == "record"
    assert find_near("zzz", CHOICES) == ""
    assert find_near("recrod", CHOICES, 0.9) == ""
    many = (*(f"{number:x}" for number in range(MOST_COMPARED)), "record")
    assert find_near("recrod", many) == ""
    assert find_near("record", many) == "record"


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("accnt", 'did you mean "accent"?'),
        ("zzz", "its options are accent, font"),
        ("theme", "write name in place of theme"),
        ("title", "title is a setting of the site: move this line above the first [table]"),
    ],
)
def test_an_option_that_is_none_gets_what_is_meant(name: str, cure: str) -> None:
    assert propose_option(name, ("accent", "font")) == cure


def test_a_theme_without_options_says_so() -> None:
    assert propose_option("zzz", ()) == "its options are none"
