"""Front matter as nodes: what is empty, and how a message names what was found."""

import pytest

from cpdsite.portfolio.nodes import describe, is_empty, shorten
from tests.portfolio.reading import Written, make_node


@pytest.mark.parametrize("written", ["", "  ", [], {}], ids=repr)
def test_what_was_left_blank_is_empty(written: Written) -> None:
    assert is_empty(make_node(written))


@pytest.mark.parametrize("written", ["no", "0", [""], {"a": ""}], ids=repr)
def test_what_was_written_is_not_empty(written: Written) -> None:
    assert not is_empty(make_node(written))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("2026-02-30", '"2026-02-30"', id="text"),
        pytest.param(" ", "nothing", id="blank"),
        pytest.param("a\nb", '"a b"', id="lines"),
        pytest.param("a" * 80, f'"{"a" * 57}..."', id="long"),
        pytest.param(["a"], "a list", id="list"),
        pytest.param({"from": "2026"}, 'keys and values ("from: ...")', id="mapping"),
        pytest.param({}, "{}", id="empty-mapping"),
    ],
)
def test_what_was_found_is_named_in_a_few_words(written: Written, words: str) -> None:
    assert describe(make_node(written)) == words


def test_a_text_is_shortened_to_a_limit_and_not_before() -> None:
    assert shorten("12345", 5) == "12345"
    assert shorten("123456", 5) == "12..."
