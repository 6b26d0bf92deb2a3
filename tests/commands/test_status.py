"""``status``: what waits, in words and for programs."""

import json

from cpdsite.commands.status import NOTHING, find_status, write_agenda, write_agenda_json
from cpdsite.portfolio.agenda import Item, Matter
from tests.conftest import MakeSite
from tests.site_maker import TODAY, read_tree, write_entry

ENTRY = "content/activities/a.md"
ACTIONS = "[{action: Write, due: 2026-10-01}]"


def test_where_nothing_waits_it_says_so() -> None:
    assert list(write_agenda(())) == [NOTHING]
    assert json.loads(write_agenda_json(())) == []


def test_what_waits_stands_below_its_heading_with_its_file(site: MakeSite) -> None:
    files = {
        ENTRY: write_entry(date="2026-03", further_action=ACTIONS),
        "content/activities/b.md": write_entry(date="2026-04", title="Draft", status="draft"),
    }
    root = site(files)
    before = read_tree(root)
    found = find_status(root, TODAY)
    assert list(write_agenda(found.agenda)) == [
        "Further actions overdue:",
        "  An entry: Write (due 1 October 2026)",
        f"      {ENTRY}",
        "",
        "Drafts to finish:",
        "  Draft (activity)",
        "      content/activities/b.md",
    ]
    assert found.problems == ()
    assert read_tree(root) == before


def test_programs_get_the_same_as_a_list() -> None:
    item = Item(Matter.DRAFT, ENTRY, "Zo\u00eb\u202e", "Zo\u00eb\u202e (activity)")
    text = write_agenda_json((item,))
    assert text.isascii()
    assert json.loads(text) == [
        {
            "matter": "draft",
            "path": ENTRY,
            "title": "Zo\u00eb\u202e",
            "text": "Zo\u00eb\u202e (activity)",
            "date": "",
        }
    ]


def test_a_file_with_a_mistake_hides_no_other(site: MakeSite) -> None:
    files = {ENTRY: "no front matter", "content/activities/b.md": write_entry(status="draft")}
    found = find_status(site(files), TODAY)
    assert Matter.DRAFT in [it.matter for it in found.agenda]
    assert [it.code for it in found.problems] == ["front-matter"]
