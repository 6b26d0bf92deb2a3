"""JSON Resume: what goes into which list, and the schema of its authors."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from cpdsite.content.schemes import read_scheme
from cpdsite.exporters.resume import write_resume
from cpdsite.portfolio.activity import Activity, Evidence
from cpdsite.portfolio.dates import Ongoing
from cpdsite.portfolio.person import Link
from cpdsite.portfolio.scheme import Scheme
from cpdsite.shipped import find_shipped
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity, make_date, make_person

PUBLISHED = Path(__file__).parents[1] / "node_modules/@jsonresume/schema/schema.json"
LINK = (Evidence(link="https://a.example/paper"),)


def write(*activities: Activity, scheme: str = "ikt", **values: Any) -> tuple[dict[str, Any], str]:
    """Return the resume of some activities, held against the schema, and what is said of it."""
    exported = write_resume(make_request(*activities, scheme=load(scheme), **values))
    data: dict[str, Any] = json.loads(exported.content)
    Draft7Validator(json.loads(PUBLISHED.read_text("utf-8"))).validate(data)
    return data, " ".join(exported.notes)


def load(name: str) -> Scheme:
    """Return a shipped scheme."""
    path = find_shipped("schemes", f"{name}.toml")
    scheme, problems = read_scheme(name, str(path), path.read_bytes())
    assert scheme
    assert not problems
    return scheme


def test_activities_go_where_their_type_belongs() -> None:
    activities = (
        make_activity("a", type="webinar", provider=("Club", "Coach")),
        make_activity("b", type="committee", end_date=Ongoing.ONGOING, provider=("Panel",),
            sections=(make_section("description", "We *met*."),)),
        make_activity("c", type="research", evidence=LINK, end_date=make_date("2026-04")),
        make_activity("d", type="research"),
        make_activity("e", type="reading"),
    )  # fmt: skip
    data, note = write(*activities)
    assert data["certificates"] == [{"name": "A", "date": "2026-03-12", "issuer": "Club, Coach"}]
    assert data["volunteer"] == [
        {"organization": "Panel", "position": "B", "startDate": "2026-03-12", "summary": "We met."}
    ]
    assert data["publications"] == [
        {"name": "C", "releaseDate": "2026-04", "url": "https://a.example/paper"}
    ]
    assert "work" not in data
    assert note.startswith("2 of 5 activities have no place in JSON Resume")


def test_the_types_of_another_scheme_go_there_too() -> None:
    activities = (make_activity("a", type="training"), make_activity("b", type="volunteering"))
    data, note = write(*activities, scheme="iet")
    assert (len(data["certificates"]), len(data["volunteer"]), note) == (1, 1, "")


def test_the_person_is_introduced() -> None:
    person = make_person(
        role="Manager",
        headline="Listens.",
        email="ada@example.org",
        links=(Link("Home", "https://a.example/"),),
    )
    data, _ = write(person=person)
    assert data["basics"] == {
        "name": "Ada Example",
        "label": "Manager",
        "email": "ada@example.org",
        "summary": "Listens.",
        "profiles": [{"network": "Home", "url": "https://a.example/"}],
    }
    assert "certificates" not in data
