"""Plain text to paste: each field under its label, with its length."""

from dataclasses import replace

from cpdsite.exporters.paste import PasteEntry, PasteField, make_entries, write_text
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.portfolio.person import Membership
from tests.exporters.requests import SCHEME, make_request, make_section
from tests.portfolio.values import make_activity, make_date, make_person

ACTIVITY = make_activity(
    title="Negotiating",
    provider=("Coach", "Club"),
    further_action=(FurtherAction("One."), FurtherAction("Two.", make_date("2026-05"))),
    sections=(
        make_section("description", "Two *days*.\n\nIn Łódź."),
        make_section("needs", "To learn.", "Why I chose this"),
        make_section("learning", "- a\n- b", "What I learned"),
    ),
)


def test_fields_stand_under_the_labels_of_the_scheme() -> None:
    assert make_entries(make_request(ACTIVITY)) == (
        PasteEntry(
            "Negotiating",
            (
                PasteField("Dates", "12 March 2026"),
                PasteField(
                    "Activity",
                    "Negotiating\n\nTwo days.\n\nIn Łódź.\n\nWhy I chose this\n\nTo learn.",
                ),
                PasteField("Provided by", "Coach\nClub"),
                PasteField("What did you learn?", "- a\n- b"),
                PasteField("Any further action?", "- One.\n- Two. (Due May 2026)"),
            ),
        ),
    )


def test_a_field_says_how_long_it_is_in_the_words_of_forms() -> None:
    assert PasteField("x", "a").length == "1 character, 1 word"
    assert PasteField("x", "Łódź is\n\na town").length == "15 characters, 4 words"
    assert PasteField("x", "ab " * 500).length == "1,500 characters, 500 words"


def test_the_sheet_begins_with_who_and_what_for() -> None:
    person = make_person(memberships=(Membership("ikt", "K-1", "member"),))
    scheme = replace(SCHEME, sheet=replace(SCHEME.sheet, note="As you like."))
    text = write_text(make_request(ACTIVITY, scheme=scheme, person=person, note="For 2026."))
    assert text.content.decode() == (
        "Record\nInstitute of Things\n\nNAME: Ada Example\nMEMBER: yes\n\nAs you like.\n\nFor 2026.\n\n"
        f"{'=' * 72}\n1 of 1: Negotiating\n{'=' * 72}\n\n"
        "Dates\n[13 characters, 3 words]\n\n12 March 2026\n\n"
        "Activity\n[61 characters, 11 words]\n\n"
        "Negotiating\n\nTwo days.\n\nIn Łódź.\n\nWhy I chose this\n\nTo learn.\n\n"
        "Provided by\n[10 characters, 2 words]\n\nCoach\nClub\n\n"
        "What did you learn?\n[7 characters, 4 words]\n\n- a\n- b\n\n"
        "Any further action?\n[28 characters, 7 words]\n\n- One.\n- Two. (Due May 2026)\n"
    )


def test_an_empty_record_says_so() -> None:
    assert write_text(make_request()).content.endswith(b"No activities fall in this period.\n")
