"""The one filter: who sees which entry and what of the person."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.activity import Evidence, Status
from cpdsite.portfolio.dates import Ongoing
from cpdsite.portfolio.person import CHOOSABLE, Link, Membership
from cpdsite.portfolio.portfolio import (
    Audience,
    find_left_out,
    find_planned,
    find_withheld,
    make_myself,
    make_previewer,
    make_public,
    visible,
)
from tests.portfolio.values import (
    TODAY,
    make_activity,
    make_date,
    make_page,
    make_person,
    make_portfolio,
)
from tests.properties import check_property

STATUSES = (*Status, None)
PUBLIC = make_public(TODAY)
DRAFTS = make_public(TODAY, drafts=True)
MYSELF = make_myself(TODAY)
AUDIENCES = {"public": PUBLIC, "drafts": DRAFTS, "myself": MYSELF}

DRAFT, PRIVATE, PUBLISHED = Status.DRAFT, Status.PRIVATE, Status.PUBLISHED
SEEN = {
    "public": {PUBLISHED},
    "drafts": {PUBLISHED, DRAFT},
    "myself": {DRAFT, PRIVATE, PUBLISHED},
}


@pytest.mark.parametrize(
    ("name", "status", "default"),
    list(product(AUDIENCES, STATUSES, Status)),
    ids=lambda it: str(getattr(it, "value", it)),
)
def test_an_audience_sees_its_statuses_whether_written_or_by_default(
    name: str, status: Status | None, default: Status
) -> None:
    portfolio = make_portfolio(
        make_activity(status=status), pages=(make_page(status=status),), default_status=default
    )
    shown = visible(portfolio, AUDIENCES[name])
    sees = (status or default) in SEEN[name]
    assert len(shown.activities) == len(shown.pages) == sees
    assert len(find_left_out(portfolio, AUDIENCES[name])) == (0 if sees else 2)


@pytest.mark.parametrize(
    ("status", "default", "reason"),
    [
        pytest.param(DRAFT, PUBLISHED, "draft", id="draft"),
        pytest.param(PRIVATE, PUBLISHED, "private", id="private"),
        pytest.param(None, PRIVATE, "no status, so private", id="private-by-default"),
        pytest.param(None, DRAFT, "no status, so draft", id="draft-by-default"),
    ],
)
def test_the_reason_for_leaving_out_names_the_status(
    status: Status | None, default: Status, reason: str
) -> None:
    activity = make_activity(status=status)
    (left_out,) = find_left_out(make_portfolio(activity, default_status=default), PUBLIC)
    assert (left_out.entry, left_out.reason) == (activity, reason)


@pytest.mark.parametrize(
    ("when", "is_planned"),
    [
        pytest.param("2026-11-23", False, id="today"),
        pytest.param("2026-11-24", True, id="tomorrow"),
        pytest.param("2026-11", False, id="this-month"),
        pytest.param("2026", False, id="this-year"),
        pytest.param("2026-12", True, id="next-month"),
        pytest.param("2027", True, id="next-year"),
    ],
)
def test_what_begins_after_today_is_planned(when: str, is_planned: bool) -> None:
    portfolio = make_portfolio(make_activity(date=when))
    reasons = [it.reason for it in find_left_out(portfolio, PUBLIC)]
    assert reasons == (["planned"] if is_planned else [])
    assert len(visible(portfolio, PUBLIC).activities) == (not is_planned)
    assert len(visible(portfolio, DRAFTS).activities) == (not is_planned)
    assert len(visible(portfolio, MYSELF).activities) == 1


def test_without_a_day_nothing_counts_as_planned() -> None:
    portfolio = make_portfolio(make_activity(date="9999"))
    assert visible(portfolio, make_public(None)).activities == portfolio.activities


def test_what_goes_on_beyond_today_is_not_planned() -> None:
    activity = make_activity(date="2026-01-01", end_date=Ongoing.ONGOING)
    assert visible(make_portfolio(activity), PUBLIC).activities == (activity,)


def test_a_planned_private_entry_is_left_out_for_being_private() -> None:
    portfolio = make_portfolio(make_activity(date="2027", status=PRIVATE))
    assert [it.reason for it in find_left_out(portfolio, PUBLIC)] == ["private"]


def test_only_public_evidence_is_shown_to_others() -> None:
    public, private = Evidence(file="a.pdf", public=True), Evidence(file="b.pdf")
    link = Evidence(link="https://a.example")
    portfolio = make_portfolio(make_activity(evidence=(public, private, link)))
    assert visible(portfolio, PUBLIC).activities[0].evidence == (public,)
    assert visible(portfolio, DRAFTS).activities[0].evidence == (public,)
    assert visible(portfolio, MYSELF).activities[0].evidence == (public, private, link)


PERSON = make_person(
    email="ada@a.example",
    photo="ada.jpg",
    links=(Link("Blog", "https://a.example"),),
    memberships=(Membership("ikt", "K-1", "member"), Membership("iet", "I-2", "fellow")),
    role="Manager",
)
HIDDEN = {
    "number": {"K-1", "I-2"},
    "email": {"ada@a.example"},
    "photo": {"ada.jpg"},
    "links": {"https://a.example"},
}


@pytest.mark.parametrize("chosen", list(product([False, True], repeat=len(CHOOSABLE))), ids=str)
def test_the_public_list_alone_decides_what_of_a_person_is_shown(chosen: tuple[bool, ...]) -> None:
    public = tuple(name for name, is_shown in zip(CHOOSABLE, chosen, strict=True) if is_shown)
    person = make_person(
        email=PERSON.email,
        photo=PERSON.photo,
        links=PERSON.links,
        memberships=PERSON.memberships,
        role=PERSON.role,
        public=public,
    )
    shown = visible(make_portfolio(person=person), PUBLIC).person
    for name, texts in HIDDEN.items():
        assert all((text in repr(shown)) == (name in public) for text in texts), name
    assert shown.name == person.name
    assert shown.role == "Manager"
    assert [it.grade for it in shown.memberships] == ["member", "fellow"]
    assert visible(make_portfolio(person=person), MYSELF).person == person


ENTRIES = st.lists(
    st.builds(
        lambda number, status, days: make_activity(
            f"a{number}", str(TODAY + timedelta(days)), status=status
        ),
        st.integers(0, 9),
        st.sampled_from(STATUSES),
        st.integers(-3, 3),
    ),
    unique_by=lambda it: it.slug,
)
AUDIENCE = st.builds(
    Audience,
    st.frozensets(st.sampled_from(Status)),
    st.none() | st.just(TODAY),
    st.booleans(),
    st.booleans(),
)


@check_property
@given(ENTRIES, AUDIENCE, st.sampled_from(Status))
def test_every_entry_is_either_shown_or_left_out_with_a_reason(
    entries: list[object], audience: Audience, default: Status
) -> None:
    pages = (make_page("p1", status=None), make_page("p2", status=DRAFT))
    portfolio = make_portfolio(*entries, pages=pages, default_status=default)  # type: ignore[arg-type]
    shown = {it.path for it in visible(portfolio, audience).entries}
    left_out = find_left_out(portfolio, audience)
    hidden = {it.entry.path for it in left_out}
    assert shown | hidden == {it.path for it in portfolio.entries}
    assert not shown & hidden
    assert all(it.reason for it in left_out)


@check_property
@given(ENTRIES, AUDIENCE)
def test_filtering_twice_is_filtering_once(entries: list[object], audience: Audience) -> None:
    portfolio = make_portfolio(*entries, person=PERSON)  # type: ignore[arg-type]
    once = visible(portfolio, audience)
    assert visible(once, audience) == once


def test_the_order_of_activities_is_kept() -> None:
    activities = [make_activity(f"a{day}", f"2026-01-{day:02}") for day in range(1, 9)]
    shown = visible(make_portfolio(*activities), PUBLIC)
    assert list(shown.activities) == activities


def test_spellings_of_one_term_are_united() -> None:
    shown = visible(
        make_portfolio(
            make_activity("a", "2025", type="Hackathon", provider=("Praxis",), tags=("AI", "ai")),
            make_activity("b", "2026", type="hackathon", provider=("x", "praxis"), tags=("AI",)),
            make_activity("c", "2026", type="hackathon", provider=("praxis",), tags=("C++", "C")),
        ),
        PUBLIC,
    )
    assert [(it.type, it.provider, it.tags) for it in shown.activities] == [
        ("hackathon", ("praxis",), ("AI",)),
        ("hackathon", ("x", "praxis"), ("AI",)),
        ("hackathon", ("praxis",), ("C++", "C")),
    ]


def test_how_a_hidden_entry_spells_a_term_changes_nothing() -> None:
    hidden = [make_activity(f"h{day}", tags=("AI",), status=PRIVATE) for day in range(3)]
    shown = visible(make_portfolio(make_activity(tags=("ai",)), *hidden), PUBLIC)
    assert [it.tags for it in shown.activities] == [("ai",)]


def test_a_day_is_compared_with_the_first_day_of_a_partial_date() -> None:
    portfolio = make_portfolio(make_activity(date="2026-12"))
    assert make_date("2026-12").first_day == date(2026, 12, 1)
    assert visible(portfolio, make_public(date(2026, 12, 1))).activities
    assert not visible(portfolio, make_public(date(2026, 11, 30))).activities


def test_i_see_everything_of_my_own() -> None:
    myself = make_myself(date(2026, 1, 1))
    assert myself.today == date(2026, 1, 1)
    person = make_person(
        memberships=(Membership("ikt", "4711"),), email="a@b.example", photo="me.jpg"
    )
    evidence = Evidence(file="a.pdf")
    activities = [make_activity(status=status, slug=status.value) for status in Status]
    planned = make_activity(slug="planned", date="2030", evidence=(evidence,))
    portfolio = make_portfolio(*activities, planned, person=person)
    shown = visible(portfolio, myself)
    assert shown == portfolio
    assert find_left_out(portfolio, myself) == ()
    assert find_withheld(portfolio, myself) == {}


def test_in_the_preview_i_see_every_entry_and_of_myself_what_visitors_see() -> None:
    person = make_person(
        memberships=(Membership("ikt", "4711"),),
        email="a@b.example",
        photo="me.jpg",
        public=("email",),
    )
    activities = [make_activity(status=status, slug=status.value) for status in Status]
    planned = make_activity(
        slug="planned",
        date="2030",
        evidence=(Evidence(file="a.pdf"),),
    )
    portfolio = make_portfolio(*activities, planned, person=person)
    previewer = make_previewer(TODAY)
    shown = visible(portfolio, previewer)
    assert shown.activities == portfolio.activities
    assert (shown.person.email, shown.person.photo) == ("a@b.example", "")
    assert [it.number for it in shown.person.memberships] == [""]
    assert list(find_withheld(portfolio, previewer)) == ["content/me.jpg"]
    assert find_planned(shown, previewer) == {"content/activities/planned.md"}
    assert find_planned(shown, make_previewer(None)) == frozenset()


def test_a_number_that_is_not_public_is_gone() -> None:
    person = make_person(memberships=(Membership("ikt", "4711", "member"),))
    shown = visible(make_portfolio(person=person), make_public(None)).person
    assert shown.memberships == (Membership("ikt", "", "member"),)
