"""What was found as front matter: its status, its mark, and what stands in for what is missing."""

from typing import Any

import pytest

from cpdsite.commands.candidate_drafts import (
    THEIRS,
    UNTITLED,
    Terms,
    draft_candidate,
    settle_account,
)
from cpdsite.importers.gathered import Accounted, Candidate, Gathered, Outcome
from cpdsite.portfolio.activity import Evidence, Status
from tests.commands.candidates import make_candidate
from tests.site_maker import TODAY

INTO = "content/activities"


def set_terms(**terms: Any) -> Terms:
    """Return terms as they are without any option."""
    known = {"status": None, "default_status": Status.PRIVATE, "files": frozenset[str]()}
    return Terms(into=INTO, year=TODAY.year, **{**known, **terms})


@pytest.mark.parametrize(
    ("candidate", "terms", "status"),
    [
        (make_candidate(), set_terms(), "draft"),
        (make_candidate(status=Status.PUBLISHED), set_terms(), "draft"),
        (make_candidate(), set_terms(status=Status.PUBLISHED), "published"),
        (make_candidate(fingerprint="", status=Status.PUBLISHED), set_terms(), "published"),
        (
            make_candidate(fingerprint="", status=Status.PUBLISHED),
            set_terms(status=Status.PRIVATE),
            "private",
        ),
        (make_candidate(fingerprint=""), set_terms(), None),
        (make_candidate(fingerprint=""), set_terms(default_status=Status.PUBLISHED), "draft"),
    ],
)
def test_nothing_is_published_that_nobody_said_is(
    candidate: Candidate, terms: Terms, status: str | None
) -> None:
    assert draft_candidate(candidate, terms).values.get("status") == status


def test_an_entry_says_what_it_was_made_of() -> None:
    found = make_candidate(extra=(("imported", "in May"), ("room", "12")))
    assert draft_candidate(found, set_terms()).values["extra"] == {
        "imported": "f1",
        "room": "12",
        THEIRS: "in May",
    }
    own = make_candidate(fingerprint="", slug="a")
    assert set(draft_candidate(own, set_terms()).values) == {"title", "date"}


def test_what_is_missing_is_stood_in_for_and_told() -> None:
    drafted = draft_candidate(make_candidate(title=None, date=None), set_terms())
    assert (drafted.values["title"], drafted.values["date"]) == (UNTITLED, "2026")
    assert len(drafted.doubts) == 2


def test_evidence_that_is_not_there_waits_under_extra() -> None:
    there, missing, link = (
        Evidence("here.pdf"),
        Evidence("../../../gone.pdf", public=True),
        Evidence(link="https://example.org/"),
    )
    found = make_candidate(evidence=(there, missing, link, Evidence("b.pdf")))
    drafted = draft_candidate(found, set_terms(files={f"{INTO}/here.pdf"}))
    assert drafted.values["evidence"] == [{"file": "here.pdf"}, {"link": "https://example.org/"}]
    extra = drafted.values["extra"]
    assert isinstance(extra, dict)
    assert extra["evidence"] == [
        {"file": "../../../gone.pdf", "public": "true"},
        {"file": "b.pdf"},
    ]
    assert "name a file beside the entry" in drafted.doubts[0]
    assert f"put it at {INTO}/b.pdf" in drafted.doubts[1]


def test_a_status_of_another_record_is_accounted_for() -> None:
    told = Accounted("B2", "published", Outcome.IMPORTED, 0, "status")
    other = Accounted("C2", "x", Outcome.IMPORTED, 0, "title")
    theirs = settle_account(Gathered("r.csv", (make_candidate(),), (told, other)))
    assert theirs.account[0].outcome is Outcome.LEFT_OUT
    assert "--status" in theirs.account[0].reason
    assert theirs.account[1] is other
    ours = Gathered("r.json", (make_candidate(fingerprint=""),), (told,))
    assert settle_account(ours) == ours
