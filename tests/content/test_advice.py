"""Advice on privacy: what the public would see of people, and what it would not."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands.check import check_site
from cpdsite.content.advice import CODE, TEXTS, find_advice, find_file_advice, find_texts
from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import ADVICE_BYTES
from cpdsite.portfolio.activity import (
    Activity,
    Evidence,
    Featured,
    FurtherAction,
    Page,
    Pairs,
)
from cpdsite.portfolio.person import Link, Membership, Person
from cpdsite.portfolio.sections import Section
from cpdsite.site.outputs import Copied, Output, Written
from tests.conftest import MakeSite
from tests.plan_maker import write_application, write_objective, write_review
from tests.portfolio.values import make_activity, make_page, make_person, make_portfolio
from tests.site_maker import SITES, TODAY, Files, write_entry, write_page

ENTRY = "content/activities/a.md"
PROFILE = "content/profile.md"
EMAIL = "jane@secret.example"


def advise(site: MakeSite, files: Files) -> list[Problem]:
    """Return the advice that ``check`` gives on a site of some files."""
    return [it for it in check_site(site(files), TODAY) if it.code == CODE]


def test_advice_names_the_place_and_the_cure(site: MakeSite) -> None:
    body = "I rang her.\n\nHer number is 01632 960 123, at home."
    (problem,) = advise(site, {ENTRY: write_entry(body)})
    assert problem == Problem(
        Location(ENTRY, 9, 15),
        CODE,
        'this telephone number would be published: "01632 960 123"',
        "leave it out, or write status: private",
        Severity.WARNING,
        "Her number is 01632 960 123, at home.",
    )


@pytest.mark.parametrize(
    ("body", "kind", "place"),
    [
        ("Write to jane@secret.example.", "e-mail address", (7, 10)),
        ("[Jane](mailto:jane@secret.example)", "e-mail address", (7, 15)),
        ("[Jane](tel:+441632960123)", "telephone number", (7, 12)),
        ("[Jane](mailto:jane%40secret.example)", "e-mail address", (7, 1)),
        ("jane&#64;secret.example", "e-mail address", (7, 1)),
        ("Patient 943 476 5919", "NHS number", (7, 9)),
        ("She was born on\n12 March 1956 in", "date of birth", (8, 1)),
        ("See `C:\\Users\\jane\\a.docx`", "local path", (7, 6)),
        ("x\n\n## jane@secret.example\n\ny", "e-mail address", (9, 4)),
        ("x\n\n## Evidence\n\n- a\n- jane@secret.example", "e-mail address", (12, 3)),
        ("Note[^1].\n\n## Evidence\n\nx[^1]\n\n[^1]: jane@secret.example", "e-mail address", (13, 7)),
        ("## Evidence\n\na\n\n## Purpose\n\nb\n\n## Evidence\n\njane@secret.example", "e-mail address", (17, 1)),
    ],
)  # fmt: skip
def test_every_kind_is_found_in_its_line(
    site: MakeSite, body: str, kind: str, place: tuple[int, int]
) -> None:
    (problem,) = advise(site, {ENTRY: write_entry(body)})
    assert problem.message.startswith(f"this {kind} would be published")
    assert (problem.location.line, problem.location.column) == place
    assert problem.source == write_entry(body).split("\n")[place[0] - 1]


def test_why_a_question_is_accepted_is_never_published(site: MakeSite) -> None:
    accept = "{overdue: jane@secret.example knows why}"
    assert advise(site, {ENTRY: write_entry(accept=accept)}) == []


def test_what_only_an_application_shows_is_looked_through(site: MakeSite) -> None:
    private = write_entry("Write to jane@secret.example.", status="private")
    files: Files = {
        ENTRY: private,
        "content/activities/other.md": private,
        "content/objectives/o.md": write_objective("Ask jane@secret.example.", status="private"),
        "content/reviews/r.md": write_review("Ask jane@secret.example."),
        "content/applications/member.md": write_application(
            "Ask jane@secret.example.", include="[a]", objectives="[o]"
        ),
    }
    assert {it.location.path for it in advise(site, files)} == set(files) - {
        "content/activities/other.md"
    }


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("provider: jane@secret.example", (5, 11)),
        ("tags: [a, jane@secret.example]", (5, 11)),
        ("competences: [jane@secret.example]", (5, 15)),
        ("featured: Ask jane@secret.example", (5, 15)),
        ("further_action: [{action: Ask jane@secret.example}]", (5, 31)),
        (
            "evidence: [{link: https://a.example/, title: jane@secret.example, public: true}]",
            (5, 46),
        ),
        ("extra: {contact: {mail: [jane@secret.example]}}", (5, 26)),
        ("provider: >\n  call 01632\n  960 123", (5, 1)),
    ],
)
def test_front_matter_is_looked_through(site: MakeSite, line: str, place: tuple[int, int]) -> None:
    text = write_entry().replace("status: published\n", f"status: published\n{line}\n")
    (problem,) = advise(site, {ENTRY: text})
    assert (problem.location.line, problem.location.column) == place


@pytest.mark.parametrize(
    "text",
    [
        write_entry(EMAIL, status="draft"),
        write_entry(EMAIL, status="private"),
        write_entry(EMAIL, status=""),
        write_entry(EMAIL, date="2027-01-01"),
        write_entry(f"x <!-- {EMAIL} -->"),
        write_entry().replace(
            "---\n\n", f"evidence: [{{link: 'https://a.example/{EMAIL}'}}]\n---\n\n", 1
        ),
    ],
    ids=["draft", "private", "no-status", "planned", "comment", "evidence"],
)
def test_what_the_public_does_not_see_needs_no_advice(site: MakeSite, text: str) -> None:
    assert advise(site, {ENTRY: text}) == []


def test_pages_and_the_profile_are_looked_through(site: MakeSite) -> None:
    page = "content/pages/p.md"
    profile = f"---\nname: Ada\nrole: Ask {EMAIL}\n---\n\nOr 01632 960 123.\n"
    found = advise(site, {page: write_page(f"See {EMAIL}"), PROFILE: profile})
    assert [(str(it.location), it.hint) for it in found] == [
        ("content/pages/p.md:6:5", "leave it out, or write status: private"),
        ("content/profile.md:3:11", "leave it out"),
        ("content/profile.md:6:4", "leave it out"),
    ]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (f"email: {EMAIL}\npublic: [email]", 0),
        (f"email: {EMAIL}\npublic: []", 1),
        ("memberships: [{scheme: ikt, number: '9434765919'}]\npublic: [number]", 1),
        ("memberships: [{scheme: ikt, number: '9434765919'}]\npublic: []", 1),
    ],
    ids=["public-email", "email", "public-number", "number"],
)
def test_what_the_profile_makes_public_on_purpose_is_accepted(
    site: MakeSite, lines: str, count: int
) -> None:
    files = {
        PROFILE: f"---\nname: Ada\n{lines}\n---\n",
        ENTRY: write_entry(f"Write to {EMAIL.upper()}"),
    }
    assert len(advise(site, files)) == count


def test_a_number_of_ones_own_is_accepted() -> None:
    person = make_person(memberships=(Membership("ikt", "943 476 5919"),))
    entry = make_activity(title="Member 943 476 5919, not 943-476-5919")
    found = list(find_advice(make_portfolio(entry, person=person), {}))
    assert [it.message for it in found] == ['this NHS number would be published: "943-476-5919"']


UNLOOKED = {"path", "file", "photo", "accept"}
"""Fields that name files, which are looked at where they are published, and what no page shows."""


def fill(value: Any) -> list[tuple[str, Any]]:
    """Return copies of a value, each with personal data in another one of its texts."""
    filled = []
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, str):
            filled.append((field.name, replace(value, **{field.name: EMAIL})))
        elif isinstance(held, tuple):
            filled.append((field.name, replace(value, **{field.name: (EMAIL,)})))
    return filled


WHOLE = {
    **{f"Activity.{name}": it for name, it in fill(make_activity())},
    **{f"Page.{name}": it for name, it in fill(make_page())},
    **{f"Person.{name}": it for name, it in fill(make_person())},
}


@pytest.mark.parametrize("name", WHOLE)
def test_no_field_is_forgotten(name: str) -> None:
    texts = [text for _, text in find_texts(WHOLE[name])]
    assert (EMAIL in texts) == (name.partition(".")[2] not in UNLOOKED)


@pytest.mark.parametrize("kind", [Activity, Page, Person])
def test_the_fields_that_are_no_texts_hold_none(kind: type) -> None:
    texts = {name.partition(".")[2] for name in WHOLE if name.startswith(kind.__name__)}
    others = {field.name for field in fields(kind)} - texts
    assert (
        others
        == {
            Activity: {"date", "end_date", "hours", "points", "status", "revisit", "featured"},
            Page: {"status", "body"},
            Person: {"about"},
        }[kind]
    )


def test_values_within_values_are_looked_through() -> None:
    activity = make_activity(
        featured=Featured("one"),
        further_action=(FurtherAction("two"),),
        evidence=(Evidence(link="three", title="four"),),
        extra=(("five", Pairs((("six", ("seven",)),))),),
        sections=(Section("learning", "eight", "nine", 1),),
    )
    person = make_person(links=(Link("ten", "eleven"),), memberships=(Membership("x", "twelve"),))
    texts = [it for owner in (activity, person) for _, it in find_texts(owner)]
    words = {it for it in texts if isinstance(it, str)}
    assert set("one two three four five six seven ten eleven twelve".split()) <= words  # noqa: SIM905
    assert [it for it in texts if isinstance(it, Section)] == list(activity.sections)


@pytest.mark.parametrize("ending", TEXTS)
def test_published_text_files_are_looked_through(tmp_path: Path, ending: str) -> None:
    path = f"content/activities/list{ending}"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(f"name\nJane {EMAIL}\nJo jo@secret.example\n0044 1632 960123\n")
    found = list(find_file_advice(tmp_path, [Copied("/x", path, "", ENTRY)]))
    assert [(str(it.location), it.message.partition(" would")[0]) for it in found] == [
        (f"{path}:2:6", "this e-mail address"),
        (f"{path}:4:1", "this telephone number"),
    ]
    assert found[0].hint == (
        "take it out of the file, the first of 2 such finds, or do not publish the file"
    )
    assert found[0].source == f"Jane {EMAIL}"


def test_files_of_other_kinds_and_the_themes_own_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text(EMAIL)
    outputs: list[Output] = [
        Copied("/a.pdf", "a.pdf", "", ENTRY),
        Written("/b.txt", EMAIL.encode(), "the theme"),
        Copied("/c.txt", "gone.txt", "", ENTRY),
    ]
    assert list(find_file_advice(tmp_path, outputs)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("call_01632960123.png", "01632960123"),
        ("jane@secret.example.pdf", "jane@secret.example.pdf"),
        ("dob 1956-03-12.jpg", "1956-03-12"),
    ],
)
def test_names_of_published_files_are_looked_at(tmp_path: Path, name: str, text: str) -> None:
    (problem,) = find_file_advice(tmp_path, [Copied("/x", f"content/{name}", "", ENTRY)])
    assert problem.location == Location(f"content/{name}")
    assert problem.message.endswith(f'would be published: "{text}"')


def test_the_lines_of_a_drawing_are_no_numbers(tmp_path: Path) -> None:
    drawing = '<svg docname="/home/jane/a.svg"><path d="M01632 960 123"/><text>{}</text></svg>'
    for words, count in (("x", 0), ("01632 960 123", 1)):
        (tmp_path / "a.svg").write_text(drawing.format(words))
        assert (
            len(list(find_file_advice(tmp_path, [Copied("/a.svg", "a.svg", "", ENTRY)]))) == count
        )
    (tmp_path / "a.html").write_text(drawing.format("x"))
    (problem,) = find_file_advice(tmp_path, [Copied("/a.html", "a.html", "", ENTRY)])
    assert problem.message == 'this local path would be published: "/home/jane/a.svg"'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(f"Zoë {EMAIL}".encode(encoding))
    (problem,) = find_file_advice(tmp_path, [Copied("/a.txt", "a.txt", "", ENTRY)])
    assert (problem.location.line, problem.location.column) == (1, 5)


def test_a_long_file_is_looked_through_to_its_limit(tmp_path: Path) -> None:
    for before, count in ((ADVICE_BYTES - 100, 1), (ADVICE_BYTES, 0)):
        (tmp_path / "a.txt").write_text(" " * before + EMAIL)
        found = list(find_file_advice(tmp_path, [Copied("/a.txt", "a.txt", "", ENTRY)]))
        assert len(found) == count
        assert all(it.source == "" for it in found)


def test_a_file_that_a_published_text_links_to_is_looked_through(site: MakeSite) -> None:
    files: Files = {
        ENTRY: write_entry("[list](list.csv)"),
        "content/activities/list.csv": f"name\n{EMAIL}\n",
        "content/activities/unused.csv": "other@secret.example\n",
        "static/hello.txt": "static@secret.example",
    }
    assert [str(it.location) for it in advise(site, files)] == [
        "content/activities/list.csv:2:1",
        "static/hello.txt:1:1",
    ]


@pytest.mark.parametrize("source", ["small", "bare", "rich"])
def test_the_sites_of_the_tests_hold_nothing_personal(site: MakeSite, source: str) -> None:
    assert [it for it in check_site(site(source), TODAY) if it.code == CODE] == []


def test_the_example_holds_nothing_personal() -> None:
    example = SITES.parent.parent
    assert [it for it in check_site(example, TODAY) if it.code == CODE] == []
