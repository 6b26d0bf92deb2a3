"""A record as a Word file, read as Word would: part by part, and as our importer reads it."""

import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import mammoth
import pytest
from docx import Document
from hypothesis import given

from cpdsite.exporters.export import Request
from cpdsite.exporters.word import LINES, write_word
from cpdsite.portfolio.activity import Evidence, FurtherAction
from cpdsite.portfolio.person import Membership, Person
from cpdsite.portfolio.scheme import Column
from tests.content.test_schemes import read_shipped
from tests.exporters.requests import make_request, make_section
from tests.exporters.test_office_text import ANY_TEXT
from tests.exporters.word_xml import (
    RELATED,
    WORD,
    find_disorder,
    find_style,
    name_tag,
    read_text,
    unpack,
)
from tests.portfolio.values import make_activity, make_date, make_person, make_scheme
from tests.properties import check_often

PROSE = """Two days with **Ann**, *twice*, `x < y` and [a link](https://a.example/?b=1&c=2).

1. First
    - [x] done
2. Second

> Said.

| A | B |
|---|---|
| 1 | 2 |
"""

STYLES = """
p[style-name='Activity title'] => p.title:fresh
p[style-name='Section heading'] => h2:fresh
p[style-name='Action'] => p.action:fresh
p[style-name='Action dates'] => p.dates:fresh
p[style-name='Activity provider'] => p.provider:fresh
p[style-name='Quotation'] => blockquote > p:fresh
r[style-name='Code text'] => code
"""
"""How our importer tells the parts of a cell apart, as far as it matters here."""


def make_full_request(**values: Any) -> Request:
    """Return a request with something of every kind."""
    activity = make_activity(
        title="Talking & listening",
        provider=("Coach", "Club <b>"),
        further_action=(
            FurtherAction("Write it up.", make_date("2026-05"), make_date("2026-04-20")),
            FurtherAction("Read on."),
        ),
        sections=(
            make_section("description", PROSE),
            make_section("learning", "A lot.", "What I learned"),
            make_section("application", "At once.", "How I have applied it"),
        ),
    )
    person = make_person(memberships=(Membership("ikt", "7", "associate"),))
    return make_request(activity, scheme=read_shipped("ikt"), person=person, **values)


def parse(content: bytes, name: str = "word/document.xml") -> ET.Element:
    """Return a part of a file."""
    return ET.fromstring(unpack(content)[name])  # noqa: S314 - our own


def check_package(content: bytes) -> None:
    """Hold a file against what Word insists on, beyond what other programs do."""
    parts = unpack(content)
    roots = {name: ET.fromstring(part) for name, part in parts.items()}  # noqa: S314 - our own
    for name, root in roots.items():
        assert list(find_disorder(root)) == [], name
    body = roots["word/document.xml"]
    links = roots["word/_rels/document.xml.rels"]
    targets = {it.get("Id"): it for it in links}
    assert len(targets) == len(links)
    used = {value for it in body.iter() for key, value in it.items() if key == f"{RELATED}id"}
    external = {name for name, it in targets.items() if it.get("TargetMode") == "External"}
    assert external <= used <= set(targets)
    inner = {f"word/{it.get('Target')}" for it in targets.values() if not it.get("TargetMode")}
    assert inner | {"word/document.xml"} == {it for it in parts if re.match(r"word/\w+\.xml", it)}
    types = {it.get("PartName", "").lstrip("/") for it in roots["[Content_Types].xml"]}
    assert inner <= types
    styles = {it.get(f"{WORD}styleId") for it in roots["word/styles.xml"].iter(f"{WORD}style")}
    named = {it.get(f"{WORD}val") for tag in ("pStyle", "rStyle", "tblStyle") for it in body.iter(f"{WORD}{tag}")}  # fmt: skip
    assert named <= styles
    numbers = {it.get(f"{WORD}numId") for it in roots["word/numbering.xml"].iter(f"{WORD}num")}
    assert {it.get(f"{WORD}val") for it in body.iter(f"{WORD}numId")} <= numbers
    ids = [it.get(f"{WORD}val") for it in body.findall(f".//{WORD}sdtPr/{WORD}id")]
    assert len(set(ids)) == len(ids)


def test_the_package_is_what_word_insists_on() -> None:
    check_package(write_word(make_full_request()).content)


def test_the_bytes_are_the_same_on_every_run() -> None:
    assert write_word(make_full_request()) == write_word(make_full_request())


def test_the_table_has_the_schemes_labels_and_widths() -> None:
    table = parse(write_word(make_full_request()).content).find(f".//{WORD}tbl")
    assert table is not None
    head, row = table.findall(f"{WORD}tr")
    scheme = read_shipped("ikt")
    assert [read_text(it) for it in head.findall(f"{WORD}tc")] == [
        column.label for column in scheme.sheet.columns
    ]
    assert [name_tag(it) for it in head[0]] == ["cantSplit", "tblHeader"]
    # Rows may break: what somebody learned can be longer than a page.
    assert row.find(f"{WORD}trPr") is None
    grid = [int(it.get(f"{WORD}w", "")) for it in table.findall(f"{WORD}tblGrid/{WORD}gridCol")]
    for found in (head, row):
        widths = [it.find(f"{WORD}tcPr/{WORD}tcW") for it in found.findall(f"{WORD}tc")]
        assert [int(it.get(f"{WORD}w", "")) for it in widths if it is not None] == grid
    whole = sum(grid)
    assert [round(100 * it / whole) for it in grid] == [it.width for it in scheme.sheet.columns]
    caption = table.find(f"{WORD}tblPr/{WORD}tblCaption")
    assert caption is not None
    assert caption.get(f"{WORD}val") == "Continuing Professional Development Record"


def test_each_part_of_a_cell_has_its_style() -> None:
    table = parse(write_word(make_full_request()).content).find(f".//{WORD}tbl")
    assert table is not None
    cells = table.findall(f"{WORD}tr")[1].findall(f"{WORD}tc")
    styles = [[find_style(it) for it in cell.findall(f"{WORD}p")] for cell in cells]
    assert styles == [
        ["Activitydates"],
        [
            *("Activitytitle", "Celltext", "ListNumber", "ListTask", "ListNumber"),
            *("Quotation", "Tableend"),
        ],
        ["Activityprovider"] * 2,
        ["Sectionheading", "Celltext"] * 2,
        ["Action", "Actiondates", "Action"],
    ]
    kept = [it.find(f".//{WORD}keepNext") is not None for it in cells[-1].findall(f"{WORD}p")]
    assert kept == [True, False, False]


def test_our_importer_finds_everything_again() -> None:
    content = write_word(make_full_request()).content
    html = mammoth.convert_to_html(io.BytesIO(content), style_map=STYLES).value
    for piece in (
        (
            '<p>MEMBERSHIP NUMBER: 7      MEMBER\xa0<input type="checkbox" />      ASSOCIATE\xa0'
            '<input checked="checked" type="checkbox" /></p>'
        ),
        (
            '<p class="title">Talking &amp; listening</p><p>Two days with <strong>Ann</strong>, '
            "<em>twice</em>, <code>x &lt; y</code> and "
            '<a href="https://a.example/?b=1&amp;c=2">a link</a>.</p>'
        ),
        (
            '<ol><li>First<ul><li><input checked="checked" type="checkbox" /> done</li></ul></li>'
            "<li>Second</li></ol><blockquote><p>Said.</p></blockquote><table><thead>"
        ),
        '<td><p class="provider">Coach</p><p class="provider">Club &lt;b&gt;</p></td>',
        "<h2>How I have applied it</h2><p>At once.</p>",
        (
            '<p class="action">Write it up.</p><p class="dates">Due May 2026 \xb7 done 20 April 2026'
            '</p><p class="action">Read on.</p>'
        ),
    ):
        assert piece in html


def test_short_texts_have_the_style_of_their_field() -> None:
    columns = (Column("All", ("type", "hours", "points", "competences", "evidence"), 100),)
    activity = make_activity(
        type="course",
        hours=2,
        points=3,
        competences=("C1",),
        evidence=(Evidence(link="https://a.example/", title="Slides"),),
    )
    content = write_word(make_request(activity, scheme=make_scheme(*columns))).content
    (cell,) = parse(content).findall(f".//{WORD}tr")[1].findall(f"{WORD}tc")
    fields = ("type", "hours", "points", "competences", "evidence")
    assert [find_style(it) for it in cell.findall(f"{WORD}p")] == [
        LINES[it].replace(" ", "") for it in fields
    ]
    assert cell.find(f".//{WORD}hyperlink") is not None


def test_an_empty_record_has_room_to_write_in() -> None:
    content = write_word(make_request(scheme=read_shipped("ikt"))).content
    check_package(content)
    _, row = parse(content).findall(f".//{WORD}tr")
    assert len(row.findall(f"{WORD}tc")) == 5
    assert row.find(f".//{WORD}trHeight") is not None


def test_properties_say_whose_record_it_is() -> None:
    request = make_full_request(language="cy")
    properties = Document(io.BytesIO(write_word(request).content)).core_properties
    assert properties.title == "Continuing Professional Development Record"
    assert properties.author == properties.last_modified_by == "Ada Example"
    assert properties.language == "cy"
    assert properties.comments == ""
    assert properties.created == properties.modified


def test_nothing_of_the_librarys_own_file_is_left() -> None:
    content = write_word(make_full_request()).content
    assert sorted(unpack(content)) == [
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
        *("word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml"),
        *("word/footer1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"),
    ]
    assert b"python-docx" not in b"".join(unpack(content).values())


@pytest.mark.parametrize("text", ["{ HYPERLINK x }", "]]> </w:t>", "\x13 PAGE \x14", "\ud800&lt;"])
def test_markup_stays_text(text: str) -> None:
    activity = make_activity(title=text, provider=(text,), further_action=(FurtherAction(text),))
    content = write_word(make_request(activity, person=Person(path="", name=text))).content
    check_package(content)
    assert not list(parse(content).iter(f"{WORD}instrText"))
    shown = text.replace("\x13", "").replace("\x14", "").replace("\ud800", "\ufffd")
    assert read_text(parse(content)).count(shown) >= 4


@check_often(15)
@given(ANY_TEXT, ANY_TEXT)
def test_no_content_breaks_the_file(text: str, other: str) -> None:
    prose = other.encode("utf-8", "replace").decode()
    activity = make_activity(
        title=text,
        provider=(other,),
        further_action=(FurtherAction(text),),
        evidence=(Evidence(link=other, title=text),),
        sections=(make_section("description", prose), make_section("learning", prose, text)),
    )
    person = Person(path="", name=other)
    check_package(write_word(make_request(activity, person=person, note=text)).content)


def test_a_cell_may_be_very_long() -> None:
    activity = make_activity(sections=(make_section("description", "x" * 100_001),))
    content = write_word(make_request(activity)).content
    assert read_text(parse(content)).count("x") >= 100_001
