"""Records made by hypothesis: everything that a record can hold, in every combination."""

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cpdsite.content.schemes import read_scheme
from cpdsite.exporters.export import Request
from cpdsite.portfolio.activity import Activity, Featured, FurtherAction, Status
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, Period
from cpdsite.portfolio.person import Membership
from cpdsite.portfolio.record import make_record
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import HEADINGS, Section
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.passage import read_passage
from cpdsite.shipped import find_shipped
from tests.portfolio.values import make_activity, make_person, make_portfolio

WORDS = st.sampled_from(
    [
        "plan",
        "list",
        "review",
        "&",
        "<x>",
        "=1+1",
        "-2",
        "@home",
        "#tag",
        "[x]",
        "*so*",
        "_it_",
        "`code`",
        "Łódź",
        "Tŷ",
        "Ωμέγα",
        "$x$",
        "\\n",
        "{a}",
        "|",
        "12/03",
        "'quoted'",
        '"said"',
        "100%",
        "a|b",
        "//",
        "http://a.example",
        "C++",
    ]
)
PLAIN = st.sampled_from(["Ada", "Learning", "meeting", "Mentoring", "notes", "reports"])
LINES = st.tuples(PLAIN, st.lists(WORDS, max_size=5)).map(lambda it: " ".join([it[0], *it[1]]))
"""Lines that begin with a word: what has no letter is no title."""
DATES = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2030, 12, 31))
"""Days from which months and years are made too."""


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Make a day, a month or a year."""
    day = draw(DATES)
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@st.composite
def ends(draw: st.DrawFn, start: PartialDate) -> EndDate:
    """Make an end that is not before the start, or none."""
    kind = draw(st.sampled_from(("none", "ongoing", "date")))
    if kind == "date":
        found = draw(partial_dates())
        return found if found.last_day >= start.first_day and found != start else None
    return Ongoing.ONGOING if kind == "ongoing" else None


SIMPLE = (
    "{}",
    "{}\n\n{}",
    "- {}\n- {}",
    "1. {}\n2. {}",
    "> {}",
    "**Bold** and *slanted*: {}",
    "{}  \n{}",
    "[{}](https://a.example/)",
    "- [x] {}\n- [ ] {}",
    "- one\n    - {}\n    - {}",
    "| a | b |\n|---|---|\n| {} | c |",
    "```\n{}\n{}\n```",
)
FINE = (
    "**{}** and *{}*",
    "### {}\n\n{}",
    "- # {}\n- {}",
    "| a | b |\n|---|--:|\n| {} | c |",
    "{}[^1]\n\n[^1]: {}",
    "{}[^1] {}[^a]\n\n[^1]: {}\n\n    {}\n\n[^a]: {}",
)
"""What Word shows and does not give back."""


@st.composite
def texts(draw: st.DrawFn, forms: tuple[str, ...]) -> str:
    """Make a piece of Markdown of one of some forms."""
    form = draw(st.sampled_from(forms))
    words = [draw(LINES) for _ in range(form.count("{}"))]
    return form.format(*words)


ACTIONS = st.builds(FurtherAction, LINES, st.none() | partial_dates(), st.none() | partial_dates())


@st.composite
def sections(draw: st.DrawFn, forms: tuple[str, ...]) -> tuple[Section, ...]:
    """Make some of the sections of an entry, each under one of its headings."""
    names = draw(st.lists(st.sampled_from(list(HEADINGS)), unique=True, max_size=4))
    found = [
        Section(name, draw(st.sampled_from(HEADINGS[name])), draw(texts(forms)), 9)
        for name in names
    ]
    return (
        (Section("description", "", draw(texts(forms)), 5), *found)
        if draw(st.booleans())
        else tuple(found)
    )


@st.composite
def activities(draw: st.DrawFn, number: int, forms: tuple[str, ...]) -> Activity:
    """Make an activity with any of its fields."""
    start = draw(partial_dates())
    values: dict[str, Any] = {
        "title": draw(LINES),
        "end_date": draw(ends(start)),
        "type": draw(st.sampled_from(("", "course", "webinar", "seminar", "training"))),
        "provider": tuple(draw(st.lists(LINES, unique=True, max_size=2))),
        "further_action": tuple(draw(st.lists(ACTIONS, max_size=2))),
        "tags": tuple(draw(st.lists(PLAIN, unique=True, max_size=2))),
        "hours": draw(st.none() | st.decimals(0, 99, places=2).map(Decimal)),
        "points": draw(st.none() | st.integers(0, 50).map(Decimal)),
        "status": draw(st.sampled_from((Status.PUBLISHED, Status.PRIVATE))),
        "featured": draw(st.none() | st.builds(Featured, LINES)),
        "sections": draw(sections(forms)),
    }
    return make_activity(f"entry-{number}", str(start), **values)


def load_scheme(name: str) -> Scheme:
    """Return a shipped scheme."""
    path = find_shipped("schemes", f"{name}.toml")
    scheme, _ = read_scheme(name, str(path), path.read_bytes())
    assert scheme
    return scheme


SCHEMES = tuple(load_scheme(name) for name in ("ikt", "iet"))


@st.composite
def requests(draw: st.DrawFn, *, is_simple: bool = False) -> Request:
    """Make the request to write a record of a few activities."""
    forms = SIMPLE if is_simple else (*SIMPLE, *FINE)
    count = draw(st.integers(1, 3))
    found = [draw(activities(number, forms)) for number in range(count)]
    scheme = draw(st.sampled_from(SCHEMES))
    person = make_person(memberships=(Membership(scheme.id, "K-1", "member"),))
    record = make_record(make_portfolio(*found, person=person), scheme, Period())
    filed = FiledRecord(record=record, is_own=True, note=draw(st.just("") | LINES))
    return Request(filed=filed, read_passage=read_passage)
