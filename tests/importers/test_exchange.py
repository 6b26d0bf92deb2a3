"""Our own JSON: read as strictly as front matter, all mistakes at once."""

import json
from decimal import Decimal
from typing import Any

import pytest

from cpdsite.errors import Problem, ProblemsError, RefusedError
from cpdsite.importers import exchange
from cpdsite.importers.exchange import is_exchange, read_exchange
from cpdsite.importers.gathered import Gathered, Outcome
from cpdsite.importers.json_text import decode_json
from cpdsite.portfolio.activity import (
    Acceptance,
    ActionReference,
    Evidence,
    Featured,
    FurtherAction,
    Pairs,
    Status,
)
from cpdsite.portfolio.dates import Ongoing, PartialDate
from cpdsite.portfolio.fields import ACTIVITY, find_fields

FULL: dict[str, Any] = {
    "slug": "negotiation",
    "title": "Negotiation",
    "date": "2026-03-12",
    "end_date": "ongoing",
    "type": "course",
    "provider": ["A", "B"],
    "further_action": [{"action": "Do", "due": "2026-05", "done": "2026-04-01"}, "Later"],
    "closes": ["2025-a#2"],
    "objectives": ["One"],
    "competences": ["Two"],
    "tags": ["three"],
    "evidence": [
        {"file": "a.pdf", "title": "T", "public": True},
        {"link": "https://example.org/x"},
    ],
    "hours": 1.5,
    "points": "2",
    "status": "published",
    "revisit": "2027",
    "featured": "It mattered",
    "aliases": ["/old/"],
    "accept": {"gap": "a year away"},
    "extra": {"room": "12", "who": ["x", {"y": "z"}]},
    "sections": [
        {"name": "learning", "heading": "What I learned", "text": "\nMuch.\r\n\r\nMore.\n"},
        {"name": "description", "heading": "", "text": "    code"},
    ],
}


def read(*activities: Any, **others: Any) -> Gathered:
    """Read a file with some activities."""
    data = {"version": 1, "activities": list(activities), **others}
    return read_exchange(decode_json("record.json", json.dumps(data).encode()))


def fail(*activities: Any, **others: Any) -> tuple[Problem, ...]:
    """Return the problems for which a file is refused."""
    with pytest.raises(ProblemsError) as caught:
        read(*activities, **others)
    return caught.value.problems


def change(**keys: Any) -> dict[str, Any]:
    """Return a small activity with some keys; those that are ``None`` are left out."""
    known = {"title": "A", "date": "2026", **keys}
    return {name: value for name, value in known.items() if value is not None}


def test_every_field_is_read() -> None:
    (candidate,) = read(FULL).candidates
    assert set(FULL) == {*find_fields(ACTIVITY), "sections"}
    assert dict(candidate.values) == {
        "slug": "negotiation",
        "title": "Negotiation",
        "date": PartialDate(2026, 3, 12),
        "end_date": Ongoing.ONGOING,
        "type": "course",
        "provider": ("A", "B"),
        "further_action": (
            FurtherAction("Do", PartialDate(2026, 5), PartialDate(2026, 4, 1)),
            FurtherAction("Later"),
        ),
        "closes": (ActionReference("2025-a", 2),),
        "objectives": ("One",),
        "competences": ("Two",),
        "tags": ("three",),
        "evidence": (
            Evidence("a.pdf", "", "T", public=True),
            Evidence(link="https://example.org/x"),
        ),
        "hours": Decimal("1.5"),
        "points": Decimal(2),
        "status": Status.PUBLISHED,
        "revisit": PartialDate(2027),
        "featured": Featured("It mattered"),
        "aliases": ("/old/",),
        "accept": (Acceptance("gap", "a year away"),),
        "extra": (("room", "12"), ("who", ("x", Pairs([("y", "z")])))),
    }
    sections = [(it.name, it.heading, it.text) for it in candidate.sections]
    assert sections == [
        ("description", "", "    code"),
        ("learning", "What I learned", "Much.\n\nMore."),
    ]
    assert (candidate.place, candidate.fingerprint, candidate.doubts) == ("activities[0]", "", ())


def test_every_piece_is_accounted_for() -> None:
    gathered = read(FULL, person={"name": "Ada"}, scheme="ikt", period={"from": "2026-01-01"})
    told = {it.place: it for it in gathered.account}
    assert told["activities[0].further_action[0].due"].text == "2026-05"
    assert told["activities[0].sections[0].text"].field == "learning"
    assert told["activities[0].hours"].outcome is Outcome.IMPORTED
    assert "put it beside the entry" in told["activities[0].evidence[0].file"].reason
    left = [it.place for it in gathered.account if it.outcome is Outcome.LEFT_OUT]
    assert left == ["person.name", "scheme", "period.from"]
    assert all(told[place].reason and told[place].entry is None for place in left)


@pytest.mark.parametrize(
    ("keys", "place", "code", "message"),
    [
        ({"date": "12/03/2026"}, "[0].date", "date", "expected a date"),
        ({"date": None}, "[0]", "date", "date is missing"),
        ({"title": " "}, "[0]", "title", "title is missing"),
        ({"end_date": "2025"}, "[0]", "end_date", "is before date"),
        ({"hours": "1:30"}, "[0].hours", "hours", "expected hours"),
        ({"hours": 1e9}, "[0].hours", "hours", "expected hours"),
        ({"status": "Public"}, "[0].status", "status", "expected draft"),
        ({"slug": "A B"}, "[0].slug", "slug", "joined by hyphens"),
        ({"tags": "a, b"}, "[0].tags", "tags", "expected a list"),
        ({"tags": ["x"] * 101}, "[0].tags", "count", "at most 100 items"),
        ({"evidence": [{"file": 1, "link": "x"}]}, "[0].evidence[0].link", "evidence", "address"),
        ({"provided_by": "x"}, "[0].provided_by", "unknown-key", "unknown key"),
        ({"sections": "x"}, "[0].sections", "json", "expected a list of sections"),
        ({"sections": ["x"]}, "[0].sections[0]", "json", "expected a section"),
        ({"sections": [{"name": "lerning"}]}, "[0].sections[0].name", "heading", "no section"),
        (
            {"sections": [{"name": "learning", "heading": "Impact"}]},
            "[0].sections[0].heading",
            "heading",
            "is no heading that begins the section learning",
        ),
        (
            {"sections": [{"name": "description", "text": ["x"]}]},
            "[0].sections[0].text",
            "json",
            "expected text",
        ),
        (
            {"sections": [{"name": "description", "text": "x"}] * 2},
            "[0].sections[1]",
            "duplicate-key",
            "appears twice",
        ),
        (
            {"sections": [{"name": "evidence", "words": "x"}]},
            "[0].sections[0].words",
            "unknown-key",
            "",
        ),
        ({"extra": "x"}, "[0].extra", "extra", "expected keys and values"),
    ],
)
def test_mistakes_have_their_place(
    keys: dict[str, Any], place: str, code: str, message: str
) -> None:
    problems = fail(change(**keys))
    found = [(it.location.path, it.code) for it in problems]
    assert (f"record.json: activities{place}", code) in found
    assert any(message in it.message for it in problems)
    assert all(it.hint for it in problems)


def test_all_mistakes_are_told_at_once() -> None:
    problems = fail(change(date="x"), 3, change(titel="A", title=None), versoin=2)
    assert [it.location.path for it in problems] == [
        "record.json: activities[0].date",
        "record.json: activities[1]",
        "record.json: activities[2].titel",
        "record.json: versoin",
    ]
    assert [it.hint for it in problems[2:]] == ['did you mean "title"?', 'did you mean "version"?']


def test_two_activities_cannot_share_an_address() -> None:
    (problem,) = fail(change(slug="a"), change(slug="b"), change(slug="a"))
    assert problem.location.path == "record.json: activities[2]"
    assert "that of activities[0] too" in problem.message


def test_another_version_is_refused_with_a_sentence() -> None:
    with pytest.raises(RefusedError, match=r"record.json is of version 2, and this cpdsite reads"):
        read(version=2)
    (problem,) = fail(version="one")
    assert "expected version: 1" in problem.message


def test_what_is_no_list_of_activities_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = fail(activities={"a": 1})
    assert problem.location.path == "record.json: activities"
    monkeypatch.setattr(exchange, "MOST_IMPORTED", 1)
    (problem,) = fail(change(), change())
    assert (problem.code, problem.message) == ("count", "expected at most 1 activities, found 2")
    with pytest.raises(ProblemsError) as caught:
        read_exchange(decode_json("record.json", b'{"version": 1}'))
    assert "expected activities" in caught.value.problems[0].message


def test_unknown_keys_beyond_number_are_told_once() -> None:
    (problem,) = fail(change(**{f"k{number}": "x" for number in range(101)}))
    assert "found 101 others" in problem.message


def test_empty_values_count_as_not_written() -> None:
    (candidate,) = read(change(hours=None, tags=[], provider="", extra={}, sections=[])).candidates
    assert set(candidate.values) == {"title", "date"}
    assert candidate.sections == ()


def test_a_section_without_heading_gets_one() -> None:
    (candidate,) = read(change(sections=[{"name": "learning", "text": "x"}])).candidates
    assert candidate.sections[0].heading == "What I learned"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"version": 2}', True),
        ('{"activities": []}', True),
        ('{"basics": {}}', False),
        ("[]", False),
    ],
)
def test_a_record_of_ours_is_known_by_its_keys(text: str, expected: bool) -> None:
    assert is_exchange(decode_json("r.json", text.encode())) is expected


def test_where_an_entry_lay_is_read_as_it_is_written() -> None:
    known = {"title": "A", "date": "2026", "path": "../a.md"}
    document = decode_json("r.json", json.dumps({"version": 1, "activities": [known]}).encode())
    (one,) = read_exchange(document).candidates
    assert one.values["path"] == "../a.md"
