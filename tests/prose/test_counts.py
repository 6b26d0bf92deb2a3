"""Each thing that costs something is counted on its line."""

from collections.abc import Callable, Iterator

import pytest

from cpdsite.prose import counts
from cpdsite.prose.counts import Charge, Text, cut_text

SEEN = "a *b*\n\n```\n*c*\n```\n\n> - [d](e)\n"


def test_a_text_is_cut_at_blank_lines_and_fences() -> None:
    text = cut_text(SEEN)
    assert text.blocks == ((0, ("a *b*",)), (6, ("> - [d](e)",)))
    assert text.fenced == {2, 3, 4}


@pytest.mark.parametrize(
    ("count", "source", "charges"),
    [
        (counts.count_lines, SEEN, [(0, 1), (1, 1), (5, 1), (6, 1), (7, 1)]),
        (counts.count_depth, "> a\n" + "> " * 31, [(0, 0), (1, 1)]),
        (counts.count_markers, "> - a\n    1. b\n- - - -\n--", [(0, 2), (1, 1), (2, 1), (3, 0)]),
        (counts.count_marks, "a **b** _c_ [d] \\* `e`", [(0, 9)]),
        (counts.count_copies, "# a\n*b*", [(0, 640), (1, 16)]),
        (counts.count_reaches, "a\n[b](c)\n[d", [(1, 2), (1, 4), (2, 2)]),
        (counts.count_notes, "a[^1] [^2]\n[^1]: b", [(0, 2), (1, 1)]),
        (counts.count_abbreviations, "*[AB]: c\nAB", [(0, 1), (1, 0)]),
        (counts.count_uses, "*[AB]: c\nAB AB", [(0, 1), (1, 2)]),
        (counts.count_fences, SEEN, [(2, 1), (4, 1)]),
        (counts.count_open_fences, "```a\nb\n```{c}}\n``` hl_lines=d", [(0, 1), (2, 1), (3, 41)]),
        (counts.count_cells, "a|b|c\n-|-|-\n1|2|3\n\nd", [(0, 9)]),
        (counts.count_open_tags, "<b c='>'> <d e=f> <g &#1; &#x", [(0, 30), (0, 30), (0, 30)]),
        (counts.count_tags, "<a> < b", [(0, 2)]),
        (counts.count_reopened, "<b c>\n<p>", [(0, 4), (1, 0)]),
    ],
)
def test_everything_is_counted_on_its_line(
    count: Callable[[Text], Iterator[Charge]], source: str, charges: list[Charge]
) -> None:
    assert list(count(cut_text(source))) == charges
