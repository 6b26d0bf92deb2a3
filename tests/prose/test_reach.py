"""How far the end of a bracket or of code is looked for."""

import pytest

from cpdsite.prose.reach import find_code, find_reaches


@pytest.mark.parametrize(
    ("block", "reaches"),
    [
        ("a [b] c", [(2, 2)]),
        ("a [b c", [(2, 4)]),
        ("[a [b] c]", [(0, 8), (3, 2)]),
        ("[a \\] b] c", [(0, 7)]),
        ("[a `]` b", [(0, 8), (3, 3)]),
        ("`a` `b", [(0, 3), (4, 2)]),
        ("[a](b)", [(0, 2), (2, 4)]),
        ("[a](b_(c))", [(0, 2), (2, 8)]),
        ('[a](b "it\'s") c', [(0, 2), (2, 11)]),
        ("[a](b') c", [(0, 2), (3, 6)]),
        ("[a](b c", [(0, 2), (3, 4)]),
        ("``a` [b]", [(0, 8), (3, 5), (5, 3)]),
    ],
)
def test_an_end_is_looked_for_as_far_as_it_may_be(
    block: str, reaches: list[tuple[int, int]]
) -> None:
    assert list(find_reaches(block)) == reaches


def test_code_ends_at_as_many_backticks() -> None:
    found = list(find_code("``a`b`` `c ```d"))
    assert found == [(0, 7, True), (8, 9, False), (11, 14, False)]
