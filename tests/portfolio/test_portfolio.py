"""The one filter: who sees which entry and what of the person."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.activity import (
    ActionReference,
    Activity,
    Evidence,
    Featured,
    FurtherAction,
    Status,
)
from cpdsite.portfolio.application import Inclusion, Selection, choose_activities
from cpdsite.portfolio.dates import CpdYear, Ongoing, Period, YearStart
from cpdsite.portfolio.person import CHOOSABLE, Link, Membership
from cpdsite.portfolio.portfolio import (
    Audience,
    find_left_out,
    find_planned,
    find_withheld,
    make_myself,
    make_previewer,
    make_public,
    make_reader,
    settle_references,
    visible,
)
from tests.portfolio.values import (
    TODAY,
    make_activity,
    make_application,
    make_date,
    make_objective,
    make_page,
    make_person,
    make_portfolio,
    make_review,
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


@pytest.mark.parametrize("status", [DRAFT, PRIVATE])
def test_what_a_hidden_entry_is_called_stays_on_no_entry_that_is_seen(status: Status) -> None:
    action = FurtherAction("Ask.")
    hidden_action = make_activity("hidden", "2025", status=status, further_action=(action,))
    portfolio = make_portfolio(
        make_activity("open", objectives=("kept", "secret"), further_action=(action,)),
        make_activity("closing", "2026-05", closes=(ActionReference("hidden", 1),)),
        make_activity("closer", "2026-04", closes=(ActionReference("open", 1),), status=status),
        hidden_action,
        objectives=(
            make_objective("kept", carried_to="secret", review="2024"),
            make_objective("secret", status=status),
        ),
        reviews=(make_review("2024", status=status),),
    )
    shown = visible(portfolio, PUBLIC)
    known = {it.slug: it for it in shown.activities}
    assert known["open"].objectives == ("kept",)
    assert known["closing"].closes == ()
    # When a hidden entry closed it is hidden too, so it is open still.
    assert known["open"].further_action == (action,)
    (kept,) = shown.objectives
    assert (kept.carried_to, kept.review) == ("", "")
    for word in ("secret", "hidden", "2024"):
        assert word not in repr((shown.activities, shown.objectives, shown.reviews))
    mine = visible(portfolio, MYSELF)
    assert mine.objectives == portfolio.objectives
    assert [it.done for it in mine.activities[1].further_action] == [make_date("2026-04")]


def test_references_to_what_is_there_stay_and_nothing_is_copied() -> None:
    activity = make_activity(objectives=("a",), further_action=(FurtherAction("Ask."),))
    objectives = (make_objective("a", carried_to="b", review="2025"), make_objective("b"))
    portfolio = make_portfolio(activity, objectives=objectives, reviews=(make_review("2025"),))
    settled = settle_references(portfolio)
    assert settled == portfolio
    assert settled.activities[0] is activity
    assert settled.objectives[0] is objectives[0]


def name(*slugs: str) -> tuple[Inclusion, ...]:
    """Return lines that name entries one by one."""
    return tuple(Inclusion(Selection.ACTIVITY, slug) for slug in slugs)


SECRET = make_activity(
    "secret",
    status=PRIVATE,
    tags=("flow",),
    featured=Featured("Why."),
    objectives=("private-objective",),
)
OPEN = make_activity("open", "2026-02-01")
PLANS = {
    "objectives": (
        make_objective("private-objective", status=PRIVATE),
        make_objective("draft-objective", status=DRAFT),
    ),
    "reviews": (make_review("2025", status=PRIVATE), make_review("2024", status=DRAFT)),
}


def test_a_reader_sees_the_public_and_what_the_application_names() -> None:
    one = make_application("one", include=name("secret"), reviews=("2025", "2024"))
    other = make_application("other", objectives=("private-objective", "draft-objective"))
    portfolio = make_portfolio(SECRET, OPEN, applications=(one, other), **PLANS)
    seen = visible(portfolio, make_reader(portfolio, one, TODAY))
    assert [it.slug for it in seen.activities] == ["open", "secret"]
    assert [it.slug for it in seen.objectives] == []
    assert [it.slug for it in seen.reviews] == ["2025"]
    assert seen.activities[1].objectives == ()
    seen = visible(portfolio, make_reader(portfolio, other, TODAY))
    assert [it.slug for it in seen.activities] == ["open"]
    assert [it.slug for it in seen.objectives] == ["private-objective"]
    assert seen.reviews == ()
    shown = visible(portfolio, PUBLIC)
    assert (shown.activities, shown.objectives, shown.reviews) == ((OPEN,), (), ())


def test_to_its_reader_what_is_included_is_as_good_as_published() -> None:
    application = make_application(include=name("secret"), reviews=("2025",))
    portfolio = make_portfolio(SECRET, applications=(application,), **PLANS)
    reader = make_reader(portfolio, application, TODAY)
    seen = visible(portfolio, reader)
    assert [it.status for it in seen.activities] == [PUBLISHED]
    assert [it.status for it in seen.reviews] == [PUBLISHED]
    assert {it.entry.path: it.reason for it in find_left_out(portfolio, reader)} == {
        "content/objectives/private-objective.md": "private",
        "content/objectives/draft-objective.md": "draft",
        "content/reviews/2024.md": "draft",
    }


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param(make_activity("secret", status=DRAFT), "draft", id="draft"),
        pytest.param(make_activity("secret", "2027", status=PRIVATE), "planned", id="planned"),
    ],
)
def test_what_is_not_finished_has_no_reader(entry: Activity, reason: str) -> None:
    application = make_application(include=name("secret"))
    portfolio = make_portfolio(entry, applications=(application,))
    reader = make_reader(portfolio, application, TODAY)
    assert visible(portfolio, reader).activities == ()
    assert [it.reason for it in find_left_out(portfolio, reader)] == [reason]


def test_what_is_a_draft_by_default_is_not_included() -> None:
    application = make_application(include=name("secret"))
    entry = make_activity("secret", status=None)
    for default, count in ((DRAFT, 0), (PRIVATE, 1)):
        portfolio = make_portfolio(entry, applications=(application,), default_status=default)
        reader = make_reader(portfolio, application, TODAY)
        assert len(visible(portfolio, reader).activities) == count


def test_a_reader_sees_public_evidence_alone() -> None:
    public, private = Evidence(file="a.pdf", public=True), Evidence(file="b.pdf")
    entry = make_activity("secret", status=PRIVATE, evidence=(public, private))
    application = make_application(include=name("secret"))
    portfolio = make_portfolio(entry, applications=(application,))
    reader = make_reader(portfolio, application, TODAY)
    assert visible(portfolio, reader).activities[0].evidence == (public,)
    assert list(find_withheld(portfolio, reader)) == ["content/activities/b.pdf"]


RULES = {
    "tag": Inclusion(Selection.TAG, "flow"),
    "period": Inclusion(Selection.PERIOD, period=CpdYear(2026)),
    "all-there-is": Inclusion(Selection.PERIOD, period=Period()),
    "featured": Inclusion(Selection.FEATURED),
    "objective": Inclusion(Selection.OBJECTIVE, "private-objective"),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_rule_shows_a_private_entry(rule: Inclusion) -> None:
    application = make_application(include=(rule,), objectives=("private-objective",))
    portfolio = make_portfolio(SECRET, OPEN, applications=(application,), **PLANS)
    seen = visible(portfolio, make_reader(portfolio, application, TODAY))
    chosen = choose_activities(application, seen.activities, YearStart())
    assert "secret" not in {it.slug for it in seen.activities}
    assert "secret" not in {it.activity.slug for it in chosen}


def test_an_entry_of_another_kind_with_the_same_name_is_not_included() -> None:
    application = make_application(include=name("same"))
    objective, review = make_objective("same", status=PRIVATE), make_review("same", status=PRIVATE)
    portfolio = make_portfolio(
        make_activity("same", status=PRIVATE),
        objectives=(objective,),
        reviews=(review,),
        applications=(application, make_application("same", status=PRIVATE)),
        pages=(make_page("same", status=PRIVATE),),
    )
    reader = make_reader(portfolio, application, TODAY)
    assert reader.included == {"content/activities/same.md"}
