"""The lines on which keys of a TOML file stand."""

import pytest

from cpdsite.toml.places import find_line


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 1),
        (("quoted key",), 2),
        (("record", "from"), 5),
        (("record", "columns", 0, "label"), 7),
        (("record", "columns", 1, "label"), 9),
        (("record", "columns", 1), 8),
        (("record",), 4),
        (("record", "title"), 0),
        (("from",), 0),
    ],
    ids=str,
)
def test_a_key_is_found_again_below_its_own_header(keys: tuple[str | int, ...], line: int) -> None:
    lines = [
        'title = "a"',
        '"quoted key" = 1',
        "",
        "[record]",
        "  from = 2026-01-01",
        "[[record.columns]]",
        'label = "Dates"',
        "[[ record.columns ]]",
        'label = "Title"',
    ]
    assert find_line(lines, keys) == line
