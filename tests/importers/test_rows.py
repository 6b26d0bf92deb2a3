"""A row of a table to a draft: every cell to a value, a section or a key of extra."""

from decimal import Decimal

import pytest

from cpdsite.importers.columns import Column
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.rows import make_key
from cpdsite.portfolio.activity import FurtherAction
from tests.importers.sources import find_accounted, gather_one, gather_rows, markdown, show_sections

HEAD = ("Dates", "Activity")


def test_our_own_cells_are_read_back() -> None:
    one = gather_one(
        "12\u201313 March 2026",
        markdown(
            "# Negotiating: the *whole* of it\n\nTwo days.\n\n## Why I chose this\n\nTo learn."
        ),
        markdown("IKT\n\nAda Example"),
        markdown("I learned.\n\n- much\n\n## How I have applied it\n\nIn talks."),
        markdown("Read on\\\nDue 1 May 2026\n\nTeach"),
    )
    assert one.values["title"] == "Negotiating: the whole of it"
    assert one.values["provider"] == ("IKT", "Ada Example")
    assert [it.action for it in one.values["further_action"]] == ["Read on", "Teach"]
    assert show_sections(one) == {
        "description": "Two days.",
        "needs": "To learn.",
        "reflection": "I learned.\n\n- much",
        "application": "In talks.",
    }
    assert [it.heading for it in one.sections] == [
        "",
        "Why I chose this",
        "What did you learn & how did/will you apply it?",
        "How I have applied it",
    ]
    assert not one.doubts


def test_the_label_of_the_iet_says_the_section() -> None:
    head = ("Date", "Activity", "What did you learn?", "How has it impacted the way you work?")
    one = gather_one("2026", "A", "Much", "A lot", head=head, scheme="iet")
    assert show_sections(one) == {"learning": "Much", "benefit": "A lot"}


def test_providers_may_stand_below_a_title_of_ours() -> None:
    one = gather_one("2026", markdown("# A\n\n###### IKT\n\n###### Ada\n\nTwo days."), head=HEAD)
    assert one.values["provider"] == ("IKT", "Ada")
    assert show_sections(one) == {"description": "Two days."}
    assert gather_one("2026", "A", markdown("###### IKT"), head=(*HEAD, "Provider")).values[
        "provider"
    ] == ("IKT",)


def test_what_fits_no_field_is_kept() -> None:
    gathered = gather_rows(
        [*HEAD, "Venue", "Notes", "Venue"], ["2026", "A", "York", "word " * 60, "Bath"]
    )
    (one,) = gathered.candidates
    assert one.values["extra"] == (("venue", "York"), ("venue_2", "Bath"))
    assert show_sections(one)["description"].startswith("### Notes\n\nword word")
    assert find_accounted(gathered, "York").field == "extra: venue"


def test_front_matter_never_overflows() -> None:
    head = [*HEAD, *(f"Column {it}" for it in range(150))]
    one = gather_one("2026", "A", *(f"{it} " + "[x] " * 45 for it in range(150)), head=tuple(head))
    extra = one.values["extra"]
    assert sum(len(text) + 10 * text.count("[") for _, text in extra) <= 8_000
    assert "149 " in show_sections(one)["description"]


def test_two_columns_for_one_field_are_joined() -> None:
    head = (
        *HEAD,
        "Provider",
        "Trainer",
        "What I learned",
        "Key learning",
        "Next steps",
        "Follow-up",
    )
    one = gather_one("2026", "A", "IKT", "Ada", "One", "Two", "Read", "Teach", head=head)
    assert one.values["provider"] == ("IKT", "Ada")
    assert show_sections(one)["learning"] == "One\n\n### Key learning\n\nTwo"
    assert one.values["further_action"] == (FurtherAction("Read"), FurtherAction("Teach"))


def test_values_that_cannot_be_read_are_kept_with_a_doubt() -> None:
    one = gather_one("2026", "A", "half a day", "lots", head=(*HEAD, "Hours", "Points"))
    assert one.values["extra"] == (
        ("hours_as_written", "half a day"),
        ("points_as_written", "lots"),
    )
    assert len(one.doubts) == 2


def test_values_are_read() -> None:
    head = (*HEAD, "Hours", "Points", "Type", "Tags", "Evidence")
    one = gather_one(
        "2026", "A", "1h30", "2", "Webinar", "law, ethics", "https://example.org/a", head=head
    )
    assert one.values["hours"] == Decimal("1.5")
    assert one.values["points"] == Decimal(2)
    assert one.values["type"] == "Webinar"
    assert one.values["tags"] == ("law", "ethics")
    assert "extra" not in one.values
    kept = gather_one(
        "2026", "A", "See https://example.org/a", "In my desk", head=(*HEAD, "Link", "Evidence")
    )
    # Where a certificate lies is a note for oneself: it is kept, and shown to nobody.
    assert dict(kept.values["extra"]) == {
        "evidence_as_written": "See https://example.org/a",
        "evidence_as_written_2": "In my desk",
    }
    assert show_sections(kept) == {}
    assert any("In my desk" in doubt for doubt in kept.doubts)


def test_evidence_that_cannot_be_read_is_never_shown() -> None:
    lines = [f"My notes from day {it} (notes-{it}.pdf)" for it in range(9)]
    text = "\n".join(["Slides https://example.org/a", "**Next steps**", "Ask Ada", *lines])
    one = gather_one("2026", "A", markdown(text), head=(*HEAD, "Evidence"))
    assert [it.link for it in one.values["evidence"]] == ["https://example.org/a"]
    assert show_sections(one) == {}
    assert all(line in dict(one.values["extra"])["evidence_as_written"] for line in lines)
    assert any("names a file" in doubt for doubt in one.doubts)


def test_evidence_that_fits_nowhere_keeps_its_entry_a_draft() -> None:
    one = gather_one("2026", "A", "In my desk. " * 900, head=(*HEAD, "Evidence"))
    assert "In my desk." in show_sections(one)["description"]
    assert any("take out what is for yourself alone" in doubt for doubt in one.doubts)


@pytest.mark.parametrize("none", ["n/a", "-", "None"])
def test_a_text_that_says_none_is_none(none: str) -> None:
    head = ("Dates", "Title", "Type", "Provider", "Description", "What I learned", "Tags", "Venue")
    gathered = gather_rows([*head], ["2026", none, *[none] * 6])
    (one,) = gathered.candidates
    assert one.sections == ()
    assert not {"type", "provider", "tags"} & one.values.keys()
    fates = [it for it in gathered.account if it.text == none]
    assert [it.reason for it in fates[1:-1]] == ["it says that there is none"] * 5
    assert {it.outcome for it in fates[1:-1]} == {Outcome.LEFT_OUT}
    assert dict(one.values["extra"])["venue"] == none


def test_a_part_of_a_cell_that_says_none_is_left_out() -> None:
    cell = markdown("I learned.\n\n## How I have applied it\n\nn/a")
    gathered = gather_rows([*HEAD, "What I learned"], ["2026", "A", cell])
    assert show_sections(gathered.candidates[0]) == {"learning": "I learned."}
    told = find_accounted(gathered, cell.plain)
    assert (told.outcome, told.reason) == (Outcome.IMPORTED, "it says that there is none")


def test_actions_that_are_none_are_none_and_prose_is_a_section() -> None:
    gathered = gather_rows([*HEAD, "Next steps"], ["2026", "A", "N/A"])
    assert "further_action" not in gathered.candidates[0].values
    assert find_accounted(gathered, "N/A").reason == "it says that there is none"
    prose = "I shall read. I shall think. Then I shall teach.\n\n" * 2
    one = gather_one("2026", "A", prose.strip(), head=(*HEAD, "Next steps"))
    assert show_sections(one) == {"further_action": prose.strip()}
    headed = gather_one(
        "2026", "A", markdown("Read\n\n## Any further action?\n\nMore."), head=(*HEAD, "Next steps")
    )
    assert headed.values["further_action"] == (FurtherAction("Read"),)
    assert show_sections(headed) == {"further_action": "More."}


def test_a_key_is_made_of_the_label() -> None:
    def key(heading: str) -> str:
        return make_key(Column(3, "", heading, "", ""))

    assert key("Venue / Room (no.)") == "venue_room_no"
    assert key("Ort \u0141\u00f3d\u017a") == "ort_\u0142\u00f3d\u017a"
    assert key("") == "column_4"
    assert len(key("word " * 40)) <= 40
