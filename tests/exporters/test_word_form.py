"""What surrounds the table of a Word record."""

from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cpdsite.exporters.word_form import (
    BLANK,
    describe_file,
    find_day,
    find_width,
    group_fields,
    write_foot,
    write_opening,
    write_page,
    write_settings,
)
from cpdsite.exporters.word_runs import References
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.person import Membership
from cpdsite.portfolio.sheets import FiledRecord
from tests.content.test_schemes import read_shipped
from tests.exporters.requests import make_request
from tests.exporters.word_xml import (
    NAMESPACES,
    NEWER,
    WORD,
    find_disorder,
    find_style,
    parse_parts,
    read_text,
)
from tests.portfolio.values import make_activity, make_person

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
HELD = (Membership("ikt", "A-1", "member"),)


def file_record(*, is_empty: bool = False, memberships: Any = HELD, **values: Any) -> FiledRecord:
    """Return a record under the institute's own form."""
    activities = () if is_empty else (make_activity(),)
    person = make_person(memberships=memberships)
    scheme = read_shipped("ikt")
    return make_request(*activities, scheme=scheme, person=person, period=PERIOD, **values).filed


def open_form(filed: FiledRecord) -> ET.Element:
    """Return what stands above the table as parsed XML."""
    return parse_parts("".join(write_opening(filed, References())))


def test_the_form_is_the_institutes_line_by_line() -> None:
    root = open_form(file_record(note="Figures are rounded."))
    assert [(find_style(it), " ".join(read_text(it).split())) for it in root] == [
        ("Recordscheme", "Institute of Knowledge Transfer"),
        ("Recordtitle", "Continuing Professional Development Record"),
        ("Recordfield", "NAME: Ada Example"),
        ("Recordfield", "MEMBERSHIP NUMBER: A-1 MEMBER \u2612 ASSOCIATE \u2610"),
        ("Recordfield", "COVERING THE PERIOD FROM: 1 January 2026 TO: 31 December 2026"),
        (
            "Recordnote",
            (
                "This record sheet is for your guidance only - "
                "you may present your CPD record in any other format."
            ),
        ),
        ("Recordnote", "Figures are rounded."),
        ("Tableend", ""),
    ]
    assert [it.get(f"{NEWER}val") for it in root.iter(f"{NEWER}checked")] == ["1", "0"]


def test_controls_are_named_and_none_has_the_id_of_another() -> None:
    root = open_form(file_record())
    names = [it.get(f"{WORD}val") for it in root.iter(f"{WORD}alias")]
    assert names == [
        *("NAME", "MEMBERSHIP NUMBER", "MEMBER", "ASSOCIATE", "COVERING THE PERIOD FROM", "TO"),
    ]
    ids = [it.get(f"{WORD}val") for it in root.findall(f".//{WORD}sdtPr/{WORD}id")]
    assert len(set(ids)) == len(ids) == len(names)


def test_what_is_not_known_is_left_to_be_filled_in() -> None:
    root = open_form(file_record(memberships=()))
    assert f"MEMBERSHIP NUMBER: {BLANK}" in read_text(root)
    assert len(root.findall(f".//{WORD}showingPlcHdr")) == 1
    assert "\u2612" not in read_text(root)


def test_a_record_of_nothing_says_so() -> None:
    assert "No activities fall in this period." in read_text(open_form(file_record(is_empty=True)))
    assert "No activities" not in read_text(open_form(file_record()))


def test_fields_in_any_order_begin_lines() -> None:
    record = make_request(make_activity()).filed.record
    assert [[it.label for it in line] for line in group_fields(record)] == [["NAME", "MEMBER"]]


@pytest.mark.parametrize(
    ("paper", "size"),
    [("a4", ("16838", "11906")), ("letter", ("15840", "12240")), ("odd", ("16838", "11906"))],
)
def test_the_page_lies_on_its_side(paper: str, size: tuple[str, str]) -> None:
    filed = file_record(paper=paper)
    root = parse_parts(write_page(filed, "rId7"))
    page = root.find(f".//{WORD}pgSz")
    assert page is not None
    assert (page.get(f"{WORD}w"), page.get(f"{WORD}h")) == size
    assert page.get(f"{WORD}orient") == "landscape"
    assert find_width(filed) == int(size[0]) - 1_700


def test_the_foot_counts_pages() -> None:
    foot = ET.fromstring(write_foot(file_record()))  # noqa: S314 - our own
    assert (
        read_text(foot)
        == "\tAda Example \xb7 Continuing Professional Development Record\tPage 1 of 1"
    )
    fields = [it.get(f"{WORD}instr", "").strip() for it in foot.iter(f"{WORD}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_settings_are_those_of_a_new_file() -> None:
    root = ET.fromstring(write_settings(file_record(language="cy")))  # noqa: S314 - our own
    assert list(find_disorder(root)) == []
    modes = {
        it.get(f"{WORD}name"): it.get(f"{WORD}val") for it in root.iter(f"{WORD}compatSetting")
    }
    assert modes["compatibilityMode"] == "15"
    assert NAMESPACES.startswith("xmlns:w=")


@pytest.mark.parametrize(
    ("end", "made"),
    [
        (date(2026, 12, 31), datetime(2026, 12, 31, tzinfo=UTC)),
        (date(1066, 10, 14), datetime(1980, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_file_counts_as_made_at_the_end_of_its_period(end: date, made: datetime) -> None:
    assert find_day(make_request(period=Period(None, end)).filed) == made


def test_properties_are_short_lines() -> None:
    person = make_person()
    values = describe_file(make_request(person=person, language="cy").filed)
    assert values["author"] == values["last_modified_by"] == "Ada Example"
    assert values["language"] == "cy"
    assert values["subject"] == "Institute of Things"
    assert values["comments"] == ""
