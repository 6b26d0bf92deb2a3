"""Links follow entries that lie elsewhere than they did."""

import pytest

from cpdsite.commands.import_links import find_moved, lead_sections
from cpdsite.portfolio.sections import Section

OLD, NEW = "content/activities/one/index.md", "content/activities/one.md"
MOVED = {OLD: NEW, "content/activities/two.md": "content/activities/old/a b.md"}


def lead(text: str, old: str = OLD, new: str = NEW) -> str:
    """Return a text of an entry that lay at one place and lies at another."""
    (section,) = lead_sections((Section("learning", "Learning", text, 0),), old, new, MOVED)
    return section.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Two](../two.md)", "[Two](old/a%20b.md)"),
        ("[Two](../two.md?a#b)", "[Two](old/a%20b.md?a#b)"),
        ("![Picture](x.png)", "![Picture](one/x.png)"),
        ("[About](../../pages/about.md)", "[About](../pages/about.md)"),
    ],
)
def test_addresses_are_written_anew(before: str, after: str) -> None:
    assert lead(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "[Elsewhere](https://example.org/two.md)",
        "[Within](#note)",
        "[By address](/activities/two/)",
        "[Out](../../../../x.md)",
        "* a `[Two](../two.md)`\n* b",
    ],
)
def test_any_other_address_stays_and_so_does_its_text(text: str) -> None:
    assert lead(text) == text


def test_an_entry_that_lies_where_it_lay_leads_to_those_that_do_not() -> None:
    text = "[Three](three.md) and [two](two.md)"
    place = "content/activities/four.md"
    assert lead(text, place, place) == "[Three](three.md) and [two](old/a%20b.md)"


def test_only_what_lies_elsewhere_has_moved() -> None:
    assert find_moved([("a", "a"), ("", "b"), ("b", ""), ("c", "d")]) == {"c": "d"}
