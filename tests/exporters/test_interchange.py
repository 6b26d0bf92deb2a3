"""JSON: every field under its name, and the schema that says so."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cpdsite.exporters.interchange import KEPT_BACK, write_json
from cpdsite.portfolio.activity import Evidence, Featured, FurtherAction, Pairs
from cpdsite.portfolio.dates import Ongoing, Period
from cpdsite.portfolio.fields import ACTIVITY, PROFILE, find_fields
from cpdsite.portfolio.person import Link, Membership
from cpdsite.portfolio.scheme import HeaderField
from cpdsite.portfolio.sections import HEADINGS
from cpdsite.shipped import PACKAGE
from tests.exporters.requests import SCHEME, make_request, make_section
from tests.exporters.test_table import FULL
from tests.portfolio.values import make_activity, make_date, make_person

SCHEMA = json.loads((PACKAGE.parent / "docs/record.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SMALL_SITE = Path(__file__).parents[1] / "sites" / "small"


def read(content: bytes) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(content)
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_stands_under_its_front_matter_name() -> None:
    activity = make_activity(
        end_date=Ongoing.ONGOING,
        provider=("Coach",),
        further_action=(FurtherAction("One."), FurtherAction("Two.", make_date("2026-05"))),
        evidence=(Evidence(file="a.pdf", title="Certificate", public=True),),
        hours=Decimal("1.50"),
        points=Decimal(2),
        featured=Featured(),
        aliases=("/old/",),
        extra=(("place", "Łódź"), ("more", Pairs((("a", ("b", "c")),)))),
        sections=(make_section("learning", "* A lot.", "What I learned"),),
    )
    data = read(write_json(make_request(activity)).content)
    VALIDATOR.validate(data)
    assert (data["version"], data["scheme"]) == (1, "ikt")
    assert data["period"] == {"from": "2026-03-12", "to": "2026-03-12"}
    assert data["activities"] == [
        {
            "slug": "entry",
            "path": "entry.md",
            "title": "Entry",
            "date": "2026-03-12",
            "end_date": "ongoing",
            "provider": ["Coach"],
            "further_action": [{"action": "One."}, {"action": "Two.", "due": "2026-05"}],
            "evidence": [{"file": "a.pdf", "title": "Certificate", "public": True}],
            "hours": 1.5,
            "points": 2,
            "status": "published",
            "featured": True,
            "aliases": ["/old/"],
            "extra": {"place": "Łódź", "more": {"a": ["b", "c"]}},
            "sections": [{"name": "learning", "heading": "What I learned", "text": "- A lot."}],
        }
    ]


def test_the_person_is_told_with_what_they_hold() -> None:
    person = make_person(
        role="Manager",
        memberships=(Membership("ikt", "K-1", "member", make_date("2025")),),
        links=(Link("Home", "https://a.example/"),),
        photo="me.png",
        public=("number",),
    )
    mine = read(write_json(make_request(person=person)).content)
    VALIDATOR.validate(mine)
    assert mine["person"] == {
        "name": "Ada Example",
        "role": "Manager",
        "memberships": [{"scheme": "ikt", "number": "K-1", "grade": "member", "since": "2025"}],
        "photo": "me.png",
        "links": [{"title": "Home", "url": "https://a.example/"}],
        "public": ["number"],
    }
    published = read(write_json(make_request(person=person, is_own=False)).content)
    assert mine["person"].keys() - published["person"].keys() == {"photo", "public"}
    assert mine["period"] == {}


def test_what_is_published_holds_the_memberships_that_pages_show() -> None:
    memberships = (
        Membership("guild", "", "fellow", make_date("2001")),
        Membership("ikt", "K-1", "associate", make_date("2019-05")),
        Membership("ikt", "", "student", make_date("2015")),
        Membership("ikt", "", "member", make_date("2024")),
    )
    person = make_person(memberships=memberships)

    def write(year: int, **values: Any) -> list[dict[str, Any]]:
        period = Period(date(year, 1, 1), date(year, 12, 31))
        data = read(write_json(make_request(person=person, period=period, **values)).content)
        VALIDATOR.validate(data)
        held: list[dict[str, Any]] = data["person"]["memberships"]
        return held

    now = [
        {"scheme": "guild", "grade": "fellow", "since": "2001"},
        {"scheme": "ikt", "number": "K-1", "grade": "member", "since": "2024"},
    ]
    assert len(write(2025)) == len(memberships)
    assert write(2025, is_own=False) == now
    # The tick box for members stands empty, and the page names no other grade.
    assert write(2020, is_own=False) == now
    header = (*SCHEME.sheet.header, HeaderField("GRADE", "grade"))
    scheme = replace(SCHEME, sheet=replace(SCHEME.sheet, header=header))
    before = {"scheme": "ikt", "number": "K-1", "grade": "associate"}
    assert write(2020, is_own=False, scheme=scheme) == [now[0], before, now[1]]


def test_what_is_published_lacks_what_no_page_shows() -> None:
    (mine,) = read(write_json(make_request(FULL)).content)["activities"]
    (published,) = read(write_json(make_request(FULL, is_own=False)).content)["activities"]
    assert mine.keys() - published.keys() == {"path", "status", "revisit"}
    assert set(KEPT_BACK) >= {"status", "revisit", "extra", "aliases"}


def test_the_schema_names_every_field_and_section_and_no_other() -> None:
    activity = SCHEMA["$defs"]["activity"]["properties"]
    assert set(activity) == {*find_fields(ACTIVITY), "path", "sections"}
    names = activity["sections"]["items"]["properties"]["name"]["enum"]
    assert set(names) == {*HEADINGS, "description"}
    assert set(SCHEMA["$defs"]["person"]["properties"]) == set(find_fields(PROFILE))


@pytest.mark.parametrize(
    ("change", "value"),
    [("version", 2), ("scheme", "No Scheme"), ("activities", [{"title": "x"}]), ("more", 1)],
)
def test_the_schema_refuses_what_is_no_record(change: str, value: object) -> None:
    data = read(write_json(make_request(FULL)).content)
    assert not VALIDATOR.is_valid({**data, change: value})
