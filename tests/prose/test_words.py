"""Words are counted as a reader sees them."""

import pytest

from cpdsite.prose.passage import read_passage
from cpdsite.prose.words import count_words, find_empty_headings


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("<!-- a note to myself -->", 0),
        ("One, two - three.", 3),
        ("un**believ**able [link](https://a.example) `code`", 3),
        ("one\ntwo  \nthree\n\nfour", 4),
        ("## A heading\n\n1. first\n2. second\n\n- third", 5),
        ("| a | b |\n|---|---|\n| c | d e |", 5),
        ("didn't well-known 1.5", 3),
    ],
)
def test_words_are_counted(source: str, count: int) -> None:
    assert count_words(read_passage(source).html) == count


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("## A\n\nWords.\n\n## B\n\nWords.", ()),
        ("## A\n\n## B\n\nWords.", ("A",)),
        ("## A\n\n### B\n\nWords.", ()),
        ("## A\n\n### B\n\n### C *c*\n\n## D\n\nWords.\n\n## E", ("B", "C c", "E")),
        ("No heading.", ()),
        ("", ()),
    ],
)
def test_headings_below_which_nothing_stands_are_found(text: str, empty: tuple[str, ...]) -> None:
    assert find_empty_headings(read_passage(text).html) == empty
