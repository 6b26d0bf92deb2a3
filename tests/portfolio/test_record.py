"""The record: which activities, in which order, in which cells."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import Ongoing, PartialDate, Period
from cpdsite.portfolio.person import Membership
from cpdsite.portfolio.record import (
    Excerpt,
    HeaderValue,
    Text,
    close_period,
    describe_dates,
    fill_header,
    find_activities,
    find_parts,
    format_number,
    make_record,
)
from cpdsite.portfolio.scheme import COLUMN_VALUES, Column, HeaderField
from cpdsite.portfolio.sections import Section
from tests.portfolio.values import (
    make_activity,
    make_date,
    make_person,
    make_portfolio,
    make_scheme,
)
from tests.properties import check_property

DESCRIPTION = Section("description", "", "Two days.", 5)
LEARNING = Section("learning", "What I learned", "A lot.", 8)
FURTHER = Section("further_action", "Next steps", "Ask around.", 12)
FULL = make_activity(
    "full",
    "2026-03-12",
    end_date=make_date("2026-03-13"),
    title="Negotiating",
    type="webinar",
    provider=("PraxisAuril", "Ms Coach"),
    further_action=(FurtherAction("Draft a list."),),
    competences=("Law", "People"),
    evidence=(Evidence(file="a.pdf", public=True),),
    hours=Decimal("1.50"),
    points=Decimal(6),
    sections=(DESCRIPTION, LEARNING, FURTHER),
)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        pytest.param("dates", (Text("dates", "12–13 March 2026"),), id="dates"),  # noqa: RUF001
        pytest.param("title", (Text("title", "Negotiating"),), id="title"),
        pytest.param("type", (Text("type", "Course"),), id="type-as-the-scheme-names-it"),
        pytest.param("description", (Excerpt(DESCRIPTION),), id="description"),
        pytest.param(
            "provider",
            (Text("provider", "PraxisAuril"), Text("provider", "Ms Coach")),
            id="providers",
        ),
        pytest.param("hours", (Text("hours", "1.5"),), id="hours"),
        pytest.param("points", (Text("points", "6"),), id="points"),
        pytest.param(
            "competences", (Text("competences", "Law"), Text("competences", "People")), id="texts"
        ),
        pytest.param("learning", (Excerpt(LEARNING, "What I learned"),), id="section"),
        pytest.param(
            "further_action",
            (FurtherAction("Draft a list."), Excerpt(FURTHER, "Next steps")),
            id="further-action-from-both-places",
        ),
        pytest.param("evidence", (Evidence(file="a.pdf", public=True),), id="evidence"),
        pytest.param("benefit", (), id="section-that-is-not-there"),
    ],
)
def test_a_column_shows_what_its_names_stand_for(value: str, parts: tuple[object, ...]) -> None:
    assert find_parts(FULL, value, make_scheme()) == parts


@pytest.mark.parametrize("value", COLUMN_VALUES)
def test_an_activity_without_much_has_empty_cells(value: str) -> None:
    parts = find_parts(make_activity("bare", "2026"), value, make_scheme())
    assert [part.text for part in parts if isinstance(part, Text)] == (
        {"dates": ["2026"], "title": ["Bare"]}.get(value, [])
    )
    assert all(isinstance(part, Text) for part in parts)


def test_a_type_that_the_scheme_does_not_name_is_shown_as_written() -> None:
    activity = make_activity(type="Hackathon")
    assert find_parts(activity, "type", make_scheme()) == (Text("type", "Hackathon"),)


def test_cells_stand_in_the_order_of_columns_and_parts_in_the_order_of_a_column() -> None:
    scheme = make_scheme(
        Column("What", ("title", "description"), 40),
        Column("When", ("dates",), 20),
        Column("So", ("learning", "further_action"), 40),
    )
    record = make_record(make_portfolio(FULL), scheme, Period())
    assert record.rows[0].activity == FULL
    assert record.rows[0].cells == (
        (Text("title", "Negotiating"), Excerpt(DESCRIPTION)),
        (Text("dates", "12–13 March 2026"),),  # noqa: RUF001
        (
            Excerpt(LEARNING, "What I learned"),
            FurtherAction("Draft a list."),
            Excerpt(FURTHER, "Next steps"),
        ),
    )


@pytest.mark.parametrize(
    ("label", "shows", "headings"),
    [
        pytest.param("What did you learn?", ("learning",), [""], id="the-label-says-it"),
        pytest.param("So what?", ("learning",), ["What I learned"], id="the-label-says-nothing"),
        pytest.param(
            "What did you learn & how did/will you apply it?",
            ("reflection", "learning"),
            ["What I learned"],
            id="a-part-of-what-the-label-says",
        ),
        pytest.param(
            "Next steps",
            ("learning", "further_action"),
            ["What I learned", "Next steps"],
            id="later",
        ),
    ],
)
def test_a_heading_stands_where_the_label_does_not_say_it(
    label: str, shows: tuple[str, ...], headings: list[str]
) -> None:
    activity = make_activity(sections=(LEARNING, FURTHER))
    record = make_record(make_portfolio(activity), make_scheme(Column(label, shows, 100)), Period())
    (cell,) = record.rows[0].cells
    assert [part.heading for part in cell if isinstance(part, Excerpt)] == headings


def test_the_header_is_filled_in_with_what_is_known() -> None:
    header = (
        HeaderField("NAME", "name"),
        HeaderField("No.", "number"),
        HeaderField("Grade", "grade"),
        HeaderField("MEMBER", "grade", "member"),
        HeaderField("ASSOCIATE", "grade", "associate"),
        HeaderField("FROM", "from"),
        HeaderField("TO", "to"),
    )
    scheme = make_scheme()
    scheme = replace(scheme, sheet=replace(scheme.sheet, header=header))
    record = make_record(make_portfolio(FULL, person=MEMBER), scheme, Period())
    assert fill_header(record) == (
        HeaderValue("NAME", "Ada Example"),
        HeaderValue("No.", "K-1"),
        HeaderValue("Grade", "Full Member"),
        HeaderValue("MEMBER", "", "ticked"),
        HeaderValue("ASSOCIATE", "", "empty"),
        HeaderValue("FROM", "12 March 2026"),
        HeaderValue("TO", "13 March 2026"),
    )
    empty = make_record(make_portfolio(), scheme, Period())
    assert [it.text or it.tick for it in fill_header(empty)] == [
        *("Ada Example", "", "", "empty", "empty", "", "")
    ]


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [
        (None, None, ""),
        ("2026-05", None, "Due May 2026"),
        (None, "2026-04-20", "Done 20 April 2026"),
        ("2026-05", "2026-04-20", "Due May 2026 \N{MIDDLE DOT} done 20 April 2026"),
    ],
)
def test_the_dates_of_an_action_in_words(due: str | None, done: str | None, words: str) -> None:
    action = FurtherAction("x", due and make_date(due), done and make_date(done))  # type: ignore[arg-type]
    assert describe_dates(action) == words


def test_rows_run_oldest_first() -> None:
    activities = [make_activity(f"a{month}", f"2026-0{month}") for month in (5, 1, 9, 3)]
    record = make_record(make_portfolio(*activities), make_scheme(), Period())
    assert [row.activity.slug for row in record.rows] == ["a1", "a3", "a5", "a9"]


@pytest.mark.parametrize(
    ("when", "end", "is_in"),
    [
        pytest.param("2025-08-31", None, False, id="day-before"),
        pytest.param("2025-09-01", None, True, id="first-day"),
        pytest.param("2026-08-31", None, True, id="last-day"),
        pytest.param("2026-09-01", None, False, id="day-after"),
        pytest.param("2025", None, True, id="a-year-that-reaches-in"),
        pytest.param("2025-08", None, False, id="a-month-that-does-not"),
        pytest.param("2024", "2027", True, id="all-around"),
        pytest.param("2020-01-01", "ongoing", True, id="ongoing-since-before"),
        pytest.param("2026-09-01", "ongoing", False, id="ongoing-from-after"),
    ],
)
def test_an_activity_is_in_a_period_when_a_day_of_it_is(
    when: str,
    end: str | None,
    is_in: bool,
) -> None:
    ends = Ongoing.ONGOING if end == "ongoing" else make_date(end) if end else None
    portfolio = make_portfolio(make_activity(date=when, end_date=ends))
    period = Period(date(2025, 9, 1), date(2026, 8, 31))
    assert len(find_activities(portfolio, period)) == is_in


MEMBER = make_person(
    memberships=(
        Membership("ikt", "K-1", "associate", make_date("2023")),
        Membership("ikt", "", "member", make_date("2026-03-10")),
    )
)


@pytest.mark.parametrize(
    ("period", "grade"),
    [
        pytest.param(Period(date(2026, 1, 1), date(2026, 3, 9)), "associate", id="before"),
        pytest.param(Period(date(2026, 1, 1), date(2026, 3, 10)), "member", id="from-the-day-on"),
        pytest.param(Period(), "member", id="open-ends-with-the-last-activity"),
        pytest.param(Period(None, date(2026, 3, 1)), "associate", id="no-activity"),
    ],
)
def test_the_record_shows_the_grade_held_at_the_end_of_its_period(
    period: Period, grade: str
) -> None:
    portfolio = make_portfolio(FULL, person=MEMBER)
    membership = make_record(portfolio, make_scheme(), period).membership
    assert membership
    assert (membership.grade, membership.number) == (grade, "K-1")


def test_a_record_of_a_body_without_a_membership_shows_none() -> None:
    assert make_record(make_portfolio(FULL), make_scheme(), Period()).membership is None


def test_open_sides_are_closed_by_the_first_and_last_days_of_activities() -> None:
    activities = (make_activity("a", "2025-03"), make_activity("b", "2026"))
    record = make_record(make_portfolio(*activities), make_scheme(), Period())
    assert record.period == Period(date(2025, 3, 1), date(2026, 12, 31))


def test_sides_that_are_given_stay_as_they_are() -> None:
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert make_record(make_portfolio(FULL), make_scheme(), period).period == period


def test_a_period_without_activities_stays_open() -> None:
    assert close_period(Period(date(2026, 1, 1), None), ()) == Period(date(2026, 1, 1), None)


def test_what_is_ongoing_since_before_the_period_does_not_turn_it_around() -> None:
    activity = make_activity(date="2024-05", end_date=Ongoing.ONGOING)
    period = Period(date(2026, 1, 1), None)
    closed = make_record(make_portfolio(activity), make_scheme(), period).period
    assert closed == Period(date(2026, 1, 1), date(2026, 1, 1))


DAYS = st.integers(0, 60).map(lambda number: date(2026, 1, 1) + timedelta(number))


def make_spans(days: list[tuple[date, int | None]]) -> tuple[Activity, ...]:
    """Return activities from a day for some days, or ongoing."""
    spans = []
    for number, (day, length) in enumerate(days):
        last = day + timedelta(length or 0)
        end = PartialDate(last.year, last.month, last.day)
        ends = Ongoing.ONGOING if length is None else end
        spans.append(make_activity(f"a{number}", str(day), end_date=ends))
    return tuple(spans)


@check_property
@given(
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 20)), max_size=5),
    st.none() | DAYS,
    st.none() | DAYS,
)
def test_closing_a_period_neither_adds_nor_loses_an_activity(
    days: list[tuple[date, int | None]], start: date | None, end: date | None
) -> None:
    if start and end and end < start:
        start, end = end, start
    portfolio = make_portfolio(*make_spans(days))
    found = find_activities(portfolio, Period(start, end))
    closed = close_period(Period(start, end), found)
    assert find_activities(portfolio, closed) == found
    if found:
        assert closed.start
        assert closed.end
        assert closed.start <= closed.end


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.50", "1.5"), ("6", "6"), ("6.00", "6"), ("10", "10"), ("0.25", "0.25"), ("1E+1", "10")],
)
def test_a_number_has_no_needless_fraction(number: str, text: str) -> None:
    assert format_number(Decimal(number)) == text


def test_a_sheet_without_an_end_ticks_the_latest_grade() -> None:
    scheme = make_scheme()
    memberships = (
        Membership(scheme.id, "1", "associate", PartialDate(2020)),
        Membership(scheme.id, "", "member", PartialDate(2030)),
    )
    portfolio = make_portfolio(person=make_person(memberships=memberships))
    whole = make_record(portfolio, scheme, Period()).membership
    assert whole
    assert (whole.grade, whole.number) == ("member", "1")
    year = make_record(portfolio, scheme, Period(None, date(2025, 12, 31))).membership
    assert year
    assert year.grade == "associate"
