"""JSON Resume: certificates, volunteering and publications, and an account of all else."""

import json
from typing import Any

import pytest

from cpdsite.content.schemes import read_scheme
from cpdsite.errors import ProblemsError
from cpdsite.importers import resume
from cpdsite.importers.gathered import Candidate, Gathered, Outcome
from cpdsite.importers.json_text import decode_json
from cpdsite.importers.resume import is_resume, read_resume
from cpdsite.portfolio.activity import Evidence
from cpdsite.portfolio.dates import Ongoing, PartialDate
from cpdsite.portfolio.scheme import Scheme
from cpdsite.shipped import find_shipped


def open_scheme(name: str) -> Scheme:
    """Return a shipped scheme."""
    scheme, _ = read_scheme(name, f"{name}.toml", find_shipped(f"schemes/{name}.toml").read_bytes())
    assert scheme
    return scheme


IET = open_scheme("iet")


def read(**parts: Any) -> Gathered:
    """Read a JSON Resume."""
    return read_resume(decode_json("cv.json", json.dumps(parts).encode()), IET)


def read_one(part: str, **keys: Any) -> Candidate:
    """Read a JSON Resume with one item."""
    (candidate,) = read(**{part: [keys]}).candidates
    return candidate


def test_a_certificate() -> None:
    found = read_one(
        "certificates", name="Safety", date="2025-05", issuer="Body", url="https://example.org/c"
    )
    assert dict(found.values) == {
        "title": "Safety",
        "date": PartialDate(2025, 5),
        "provider": ("Body",),
        "evidence": (Evidence(link="https://example.org/c"),),
        "type": "certification",
    }
    assert (found.place, found.doubts, found.sections) == ("certificates[0]", (), ())


def test_volunteering() -> None:
    found = read_one(
        "volunteer",
        position="Mentor",
        organization="School",
        startDate="2024-09-01",
        endDate="2025-06-30",
        summary="I met them weekly.",
        highlights=["One", "Two"],
    )
    assert found.values["title"] == "Mentor"
    assert found.values["type"] == "volunteering"
    assert found.values["end_date"] == PartialDate(2025, 6, 30)
    assert [it.text for it in found.sections] == ["I met them weekly.\n\n- One\n- Two"]


def test_volunteering_without_an_end_goes_on_and_is_doubted() -> None:
    found = read_one("volunteer", organization="School", startDate="2024")
    assert found.values["end_date"] is Ongoing.ONGOING
    assert found.values["title"] == "School"
    assert found.doubts == ("there is no endDate, so it is taken for ongoing",)


def test_an_end_that_cannot_be_read_is_none() -> None:
    found = read_one("volunteer", position="A", startDate="2024", endDate="to this day")
    assert "end_date" not in found.values
    assert found.values["extra"] == (("endDate", "to this day"),)
    assert found.doubts == ('endDate: "to this day" cannot be read; it stands under extra',)


def test_a_publication() -> None:
    found = read_one("publications", name="Paper", publisher="Journal", releaseDate="2025-01-02")
    assert found.values["provider"] == ("Journal",)
    assert found.values["date"] == PartialDate(2025, 1, 2)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ({"date": "May 2025"}, ("date", "May 2025")),
        ({"url": "example.org"}, ("url", "example.org")),
        ({"issuer": {"name": "B"}}, ("issuer", ("B",))),
        ({"level": "gold"}, ("level", "gold")),
    ],
)
def test_what_cannot_be_read_stays_word_for_word(keys: dict[str, Any], kept: object) -> None:
    gathered = read(certificates=[{"name": "A", **keys}])
    (found,) = gathered.candidates
    assert found.values["extra"] == (kept,)
    assert bool(found.doubts) is ("level" not in keys)
    (told,) = [it for it in gathered.account if it.outcome is Outcome.KEPT]
    assert told.reason


def test_an_end_before_the_start_is_kept_aside() -> None:
    found = read_one("volunteer", position="A", startDate="2025", endDate="2024")
    assert "end_date" not in found.values
    assert found.values["extra"] == (("endDate", "2024"),)
    assert "before" in found.doubts[0]


def test_everything_is_accounted_for() -> None:
    gathered = read(
        basics={"name": "Ada"},
        work=[{"name": "Firm", "highlights": ["x"]}],
        certificates=[{"name": "A", "date": "2025"}, "odd"],
        volunteer={"position": "no list"},
    )
    assert len(gathered.candidates) == 1
    assert {(it.place, it.outcome, it.entry) for it in gathered.account} == {
        ("basics.name", Outcome.LEFT_OUT, None),
        ("work[0].name", Outcome.LEFT_OUT, None),
        ("work[0].highlights[0]", Outcome.LEFT_OUT, None),
        ("certificates[0].name", Outcome.IMPORTED, 0),
        ("certificates[0].date", Outcome.IMPORTED, 0),
        ("certificates[1]", Outcome.LEFT_OUT, None),
        ("volunteer.position", Outcome.LEFT_OUT, None),
    }


def test_the_fingerprint_is_that_of_what_stood_there() -> None:
    one = read_one("certificates", name="A", date="2025").fingerprint
    assert one == read_one("certificates", date="2025", name="A").fingerprint
    others = {
        read_one("certificates", name="A", date="2024").fingerprint,
        read_one("publications", name="A", date="2025").fingerprint,
    }
    assert len(others | {one}) == 3


def test_mistakes_of_json_are_told() -> None:
    with pytest.raises(ProblemsError):
        read_resume(decode_json("cv.json", b'{"work": 1, "work": 2}'), IET)


def test_the_number_of_activities_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "MOST_IMPORTED", 1)
    with pytest.raises(ProblemsError):
        read(certificates=[{"name": "A"}, {"name": "B"}])


def test_a_resume_is_known_by_its_keys() -> None:
    assert is_resume(decode_json("cv.json", b'{"basics": {}}'))
    assert not is_resume(decode_json("cv.json", b'{"cells": []}'))
    assert not is_resume(decode_json("cv.json", b"[]"))
