"""The one table of front matter: what is written reads back, and keys are suggested."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.entries import read_file
from cpdsite.content.front_matter import decode_source, read_front_matter, write_front_matter
from cpdsite.portfolio.activity import (
    Acceptance,
    ActionReference,
    Activity,
    Evidence,
    Featured,
    FurtherAction,
    Pairs,
    Status,
)
from cpdsite.portfolio.application import Application, Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, Ongoing, Period
from cpdsite.portfolio.fields import (
    ACTIVITY,
    APPLICATION,
    FIELDS,
    OBJECTIVE,
    PAGE,
    PROFILE,
    REVIEW,
    Field,
    find_fields,
    suggest_field,
    write_fields,
)
from cpdsite.portfolio.names import find_name_mistake
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.person import CHOOSABLE, Link, Membership
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR, NEARLY_BOOLEAN
from cpdsite.portfolio.review import Comment
from cpdsite.portfolio.terms import fold, make_slug
from tests.portfolio.test_dates import PARTIAL_DATES
from tests.portfolio.values import make_date
from tests.properties import check_property

CHARACTERS = st.characters(exclude_categories=["Cs"])
# Text in front matter stands on one line.
VISIBLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
LINES = st.text(VISIBLE, min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
LISTS = st.lists(LINES, unique=True).map(tuple)
ADDRESSES = st.from_regex(r"https?://[a-z]{1,9}\.example(/[!-~]*)?", fullmatch=True)
NUMBERS = st.decimals(min_value=0, max_value=99999, places=2)
SLUGS = st.text().map(make_slug).filter(lambda it: it and not find_name_mistake(it))
NAMES = st.lists(SLUGS, unique=True).map(tuple)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
YEARS = st.builds(CpdYear, st.integers(FIRST_YEAR, LAST_YEAR), st.booleans())
SPANS = (
    st.tuples(DAYS, DAYS).map(lambda days: Period(*sorted(days)))
    | DAYS.map(Period)
    | DAYS.map(lambda day: Period(None, day))
)
PERIODS = YEARS | SPANS
WHY = st.just("") | LINES
INCLUSIONS = st.one_of(
    st.builds(Inclusion, st.just(Selection.ACTIVITY), SLUGS, st.none(), WHY),
    st.builds(Inclusion, st.just(Selection.OBJECTIVE), SLUGS, st.none(), WHY),
    st.builds(Inclusion, st.just(Selection.TAG), LINES, st.none(), WHY),
    st.builds(Inclusion, st.just(Selection.PERIOD), st.just(""), PERIODS, WHY),
    st.builds(Inclusion, st.just(Selection.FEATURED), st.just(""), st.none(), WHY),
)
# What YAML and word processors call line ends become blanks.
FREE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"))
EXTRA = st.recursive(
    FREE,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(FREE, inner, max_size=3).map(lambda it: Pairs(it.items()))
    ),
    max_leaves=6,
)
MEMBERSHIPS = st.builds(
    Membership,
    LINES.map(fold),
    st.just("") | LINES,
    st.just("") | LINES.map(fold),
    st.none() | PARTIAL_DATES,
)
EVIDENCE = st.builds(Evidence, file=LINES, title=st.just("") | LINES, public=st.booleans())
LINKED = st.builds(Evidence, link=ADDRESSES, title=st.just("") | LINES, public=st.booleans())
REASONS = LINES.filter(lambda it: it.casefold() not in ("true", "false", *NEARLY_BOOLEAN))

KINDS = (ACTIVITY, OBJECTIVE, REVIEW, APPLICATION, PAGE, PROFILE)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": LINES,
    "date": PARTIAL_DATES,
    "from": PARTIAL_DATES,
    "by": PARTIAL_DATES,
    "state": st.sampled_from(State),
    "carried_to": SLUGS,
    "review": SLUGS,
    "to": LINES,
    "period": PERIODS,
    "scheme": LINES,
    "include": st.lists(INCLUSIONS).map(tuple),
    "reviews": NAMES,
    "limit": st.integers(1, 999_999),
    "comments": st.lists(
        st.builds(Comment, LINES, WHY, WHY, st.none() | PARTIAL_DATES), unique=True
    ).map(tuple),
    "end_date": PARTIAL_DATES | st.just(Ongoing.ONGOING),
    "type": LINES,
    "provider": LISTS,
    "further_action": st.lists(
        st.builds(FurtherAction, LINES, st.none() | PARTIAL_DATES, st.none() | PARTIAL_DATES)
    ).map(tuple),
    "closes": st.lists(st.builds(ActionReference, SLUGS, st.integers(1, 9999)), unique=True).map(
        tuple
    ),
    "objectives": NAMES,
    "competences": LISTS,
    "tags": LISTS,
    "evidence": st.lists(EVIDENCE | LINKED).map(tuple),
    "hours": NUMBERS,
    "points": NUMBERS,
    "status": st.sampled_from(Status),
    "revisit": PARTIAL_DATES,
    "featured": st.just(Featured()) | REASONS.map(Featured),
    "slug": SLUGS,
    "aliases": st.lists(
        st.from_regex(r"(/[\w~-][\w.~-]{0,5}){1,3}/", fullmatch=True).filter(
            lambda alias: not any(map(find_name_mistake, alias.split("/")))
        ),
        unique=True,
    ).map(tuple),
    "name": LINES,
    "headline": LINES,
    "role": LINES,
    "aspirations": LINES,
    "memberships": st.lists(MEMBERSHIPS).map(tuple),
    "email": st.emails(domains=st.just("a.example")).filter(lambda it: '"' not in it),
    "photo": LINES,
    "links": st.lists(st.builds(Link, LINES, ADDRESSES)).map(tuple),
    "public": st.lists(st.sampled_from(CHOOSABLE), unique=True).map(tuple),
    "accept": st.dictionaries(LINES, LINES, max_size=3).map(
        lambda it: tuple(Acceptance(*pair) for pair in it.items())
    ),
    "extra": st.dictionaries(FREE, EXTRA, max_size=3).map(lambda it: tuple(it.items())),
}


def test_there_is_a_property_for_every_field() -> None:
    assert list(VALUES) == list(dict.fromkeys(field.name for field in FIELDS))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@check_property
@given(data=st.data())
def test_what_a_field_writes_it_reads_back(field: Field, data: st.DataObject) -> None:
    value = data.draw(VALUES[field.name])
    text = write_front_matter({field.name: field.write(value)}, "Body.\n")
    source, problems = decode_source("content/activities/a.md", text.encode())
    assert source
    assert problems == ()
    front_matter = read_front_matter(source)
    assert source.problems == []
    assert front_matter
    assert front_matter.body.strip() == "Body."
    assert front_matter.values
    ((key, node),) = front_matter.values.pairs
    notes: list[str] = []
    assert key.text == field.name
    assert field.read(node, lambda _, message, hint: notes.append(message + hint)) == value
    assert notes == []


def test_a_whole_activity_reads_back_as_it_was_written() -> None:
    known: dict[str, Any] = {
        "title": "Audit: part 2, with #tags and 'quotes'",
        "date": make_date("2026-03"),
        "provider": ("no", "1:30"),
        "tags": ("010", "1_000"),
        "status": Status.PUBLISHED,
        "featured": Featured("It: mattered."),
        "end_date": Ongoing.ONGOING,
    }
    text = write_front_matter(write_fields(ACTIVITY, known), "Body.\n")
    result = read_file(ACTIVITY, "content/activities/audit.md", text.encode())
    assert result.problems == ()
    assert isinstance(result.value, Activity)
    for name, value in known.items():
        assert getattr(result.value, name) == value


def test_a_whole_application_reads_back_as_it_was_written() -> None:
    known: dict[str, Any] = {
        "title": "To be a member",
        "to": "member",
        "period": CpdYear(2024, is_split=True),
        "scheme": "ikt",
        "include": (
            Inclusion(Selection.ACTIVITY, "negotiation"),
            Inclusion(Selection.ACTIVITY, "featured"),
            Inclusion(Selection.PERIOD, period=Period(date(2025, 1, 1)), why="The last year."),
        ),
        "reviews": ("2025",),
        "limit": 1000,
        "objectives": ("listen",),
        "status": Status.PRIVATE,
        "accept": (Acceptance("gap", "a year of parental leave"),),
    }
    text = write_front_matter(write_fields(APPLICATION, known), "Statement.\n")
    result = read_file(APPLICATION, "content/applications/member.md", text.encode())
    assert result.problems == ()
    assert isinstance(result.value, Application)
    known["grade"] = known.pop("to")
    for name, value in known.items():
        assert getattr(result.value, name) == value


def test_fields_are_written_in_the_order_of_the_table_without_what_is_empty() -> None:
    values = {"tags": (), "type": "course", "title": "A", "hours": None, "provider": ("B",)}
    assert list(write_fields(ACTIVITY, values).items()) == [
        ("title", "A"),
        ("type", "course"),
        ("provider", "B"),
    ]


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        (ACTIVITY, ["title", "date"]),
        (OBJECTIVE, ["title", "from"]),
        (REVIEW, ["title", "period"]),
        (APPLICATION, ["title"]),
        (PAGE, ["title"]),
        (PROFILE, ["name"]),
    ],
)
def test_each_kind_requires_little(kind: str, required: list[str]) -> None:
    assert [it.name for it in find_fields(kind).values() if it.required] == required


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_kind_means_two_of_its_keys(kind: str) -> None:
    words = [word for field in find_fields(kind).values() for word in field.also_written]
    assert len(words) == len(set(words))
    assert not set(words) & set(find_fields(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_word_for_a_key_suggests_it(kind: str) -> None:
    for field in find_fields(kind).values():
        for word in (field.name, *field.also_written):
            assert suggest_field(kind, word) == field.name, word


@pytest.mark.parametrize(
    ("kind", "key", "meant"),
    [
        pytest.param(ACTIVITY, "provded", "provider", id="spelling"),
        pytest.param(ACTIVITY, "provided_by", "provider", id="meaning"),
        pytest.param(ACTIVITY, "Provided-By", "provider", id="case-and-hyphen"),
        pytest.param(ACTIVITY, "further action", "further_action", id="blank"),
        pytest.param(ACTIVITY, "dates", "date", id="dates"),
        pytest.param(ACTIVITY, "draft", "status", id="draft"),
        pytest.param(ACTIVITY, "competencies", "competences", id="competencies"),
        pytest.param(ACTIVITY, "competancies", "competences", id="meaning-misspelt"),
        pytest.param(PROFILE, "title", "name", id="title-of-a-profile"),
        pytest.param(OBJECTIVE, "date", "from", id="date-of-an-objective"),
        pytest.param(OBJECTIVE, "until", "by", id="until"),
        pytest.param(REVIEW, "year", "period", id="year-of-a-review"),
        pytest.param(REVIEW, "feedback", "comments", id="feedback"),
        pytest.param(APPLICATION, "grade", "to", id="grade-of-an-application"),
        pytest.param(APPLICATION, "entries", "include", id="entries"),
        pytest.param(APPLICATION, "aliases", None, id="no-old-address-leads-to-an-application"),
        pytest.param(PAGE, "provider", None, id="not-of-this-kind"),
        pytest.param(ACTIVITY, "content", None, id="nothing-like-it"),
        pytest.param(ACTIVITY, "", None, id="empty"),
    ],
)
def test_the_key_that_was_meant_is_suggested(kind: str, key: str, meant: str | None) -> None:
    assert suggest_field(kind, key) == meant
