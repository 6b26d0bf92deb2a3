"""What stands in place of a fence is told with the words that mend it."""

import pytest

from cpdsite.content.fences import describe_closing, describe_opening, find_second, name_keys

ENTRY = "content/activities/a.md"


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (ENTRY, "title: and date:"),
        ("content/pages/a.md", "title:"),
        ("content/profile.md", "name:"),
    ],
)
def test_a_file_is_told_the_keys_of_its_kind(path: str, keys: str) -> None:
    assert name_keys(path) == keys
    found = describe_opening(path, ["", "Words."])
    assert found.line == 2
    assert found.hint == f"begin the file with ---, then {keys}, then --- on a line of its own"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: A\n---\n", "write --- on a line of its own above this line"),
        (
            "title: A\ndate: 2026\n",
            "write --- on a line of its own above this line, and again below the last key",
        ),
        ("\u2014\ntitle: A\n", "write --- here and below the keys, each on a line of its own"),
        (
            '+++\ntitle = "A"\n+++\n',
            'write --- in place of +++, twice, and title: A in place of title = "A", so for each key',
        ),
        ("+++\nA\n", "write --- in place of +++, twice, and a colon after each key"),
    ],
)
def test_a_missing_opening_is_told_where_to_write_it(text: str, hint: str) -> None:
    assert describe_opening(ENTRY, text.split("\n")).hint == hint


def test_an_odd_fence_is_where_the_front_matter_was_meant_to_end() -> None:
    found = describe_closing(["---", "title: A", "--", "x"], 1)
    assert (found.line, found.message) == (3, 'expected a line of ---, found "--"')
    assert describe_closing(["---", "title: A"], 1).line == 1


@pytest.mark.parametrize(
    ("body", "line"),
    [("\n---\n\ntitle: A\n", 1), ("date = 2026", 0), ("colour: A", None), ("---", None)],
)
def test_more_front_matter_is_known_by_its_keys(body: str, line: int | None) -> None:
    assert find_second(body, ("title", "date")) == line
