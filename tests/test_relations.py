"""Links between activities, objectives, reviews and actions hold in both directions.

They do on the site of any portfolio, whatever of it is hidden; and nothing names what is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from cpdsite.portfolio.activity import (
    ActionReference,
    Activity,
    Featured,
    FurtherAction,
    Status,
)
from cpdsite.portfolio.application import Application, Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, Period
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.objective import Objective, State, sort_objectives
from cpdsite.portfolio.portfolio import (
    Audience,
    Portfolio,
    find_left_out,
    make_public,
    make_reader,
    visible,
)
from cpdsite.portfolio.review import Review
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from cpdsite.site.compose import Readership, outline
from cpdsite.site.directory import Material
from cpdsite.site.outputs import Rendered
from cpdsite.site.plan_views import ApplicationView, ObjectiveView, ReviewView
from cpdsite.site.views import ActionsView, ActionView, ActivityView
from tests.portfolio.values import (
    TODAY,
    make_activity,
    make_application,
    make_date,
    make_objective,
    make_portfolio,
    make_review,
)
from tests.properties import check_often
from tests.site.directories import MATERIAL
from tests.site.test_compose import find_addresses

NUMBERS = range(4)
STATUSES = st.sampled_from([Status.PUBLISHED, Status.PUBLISHED, Status.PRIVATE, Status.DRAFT, None])
# One more than there are, so that some lead nowhere.
ANY = st.integers(0, len(NUMBERS))
PUBLIC = make_public(TODAY)


def name_all(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Return names of entries of a kind, each once, in any order."""
    return st.lists(ANY.map(lambda number: f"{kind}{number}"), unique=True, max_size=3).map(tuple)


def name_one(kind: str) -> st.SearchStrategy[str]:
    """Return the name of an entry of a kind, or none."""
    return st.just("") | ANY.map(lambda number: f"{kind}{number}")


@st.composite
def make_activities(draw: st.DrawFn) -> list[Activity]:
    """Return activities, of which some are planned."""
    reference = st.builds(ActionReference, ANY.map(lambda it: f"activity{it}"), st.integers(1, 3))
    return [
        make_activity(
            f"activity{number}",
            str(TODAY + timedelta(draw(st.integers(-400, 20)))),
            title=f"title-of-activity{number}",
            status=draw(STATUSES),
            tags=draw(st.sampled_from([(), ("flow",), (f"tag-of-activity{number}",)])),
            provider=(f"provider-of-activity{number}",),
            featured=draw(st.sampled_from([None, Featured(f"reason-of-activity{number}")])),
            objectives=draw(name_all("objective")),
            closes=tuple(draw(st.lists(reference, unique=True, max_size=3))),
            further_action=tuple(
                FurtherAction(
                    f"action-of-activity{number}-{it}",
                    done=draw(st.none() | st.just(make_date("2026-01-02"))),
                )
                for it in range(draw(st.integers(0, 2)))
            ),
        )
        for number in NUMBERS
    ]


@st.composite
def make_objectives(draw: st.DrawFn) -> tuple[Objective, ...]:
    """Return objectives, some of which go on with others."""
    found = (
        make_objective(
            f"objective{number}",
            str(draw(st.integers(2024, 2026))),
            title=f"title-of-objective{number}",
            status=draw(STATUSES),
            state=draw(st.sampled_from(State)),
            carried_to=draw(name_one("objective")),
            review=draw(name_one("review")),
        )
        for number in NUMBERS
    )
    return sort_objectives(tuple(found))


@st.composite
def make_reviews(draw: st.DrawFn) -> tuple[Review, ...]:
    """Return reviews of one year after another."""
    return tuple(
        make_review(
            f"review{number}",
            title=f"title-of-review{number}",
            status=draw(STATUSES),
            period=CpdYear(2023 + number),
        )
        for number in NUMBERS
    )


RULES = st.sampled_from(
    [
        Inclusion(Selection.FEATURED),
        Inclusion(Selection.TAG, "flow"),
        Inclusion(Selection.OBJECTIVE, "objective1"),
        Inclusion(Selection.PERIOD, period=Period()),
    ]
)
LINES = ANY.map(lambda number: Inclusion(Selection.ACTIVITY, f"activity{number}")) | RULES


@st.composite
def make_applications(draw: st.DrawFn) -> tuple[Application, ...]:
    """Return two published applications."""
    return tuple(
        make_application(
            f"application{number}",
            title=f"title-of-application{number}",
            include=tuple(draw(st.lists(LINES, max_size=3))),
            objectives=draw(name_all("objective")),
            reviews=draw(name_all("review")),
        )
        for number in range(2)
    )


@st.composite
def make_portfolios(draw: st.DrawFn) -> Portfolio:
    """Return portfolios whose entries refer to one another at will."""
    return make_portfolio(
        *draw(make_activities()),
        objectives=draw(make_objectives()),
        reviews=draw(make_reviews()),
        applications=draw(make_applications()),
        default_status=draw(st.sampled_from([Status.PRIVATE, Status.DRAFT, Status.PUBLISHED])),
    )


def compose(portfolio: Portfolio) -> dict[str, object]:
    """Return the views of the public site of a portfolio, by URL."""

    def find_readership(application: Application) -> Readership:
        reader = make_reader(portfolio, application, TODAY)
        return Readership(application, visible(portfolio, reader), find_material(reader))

    def find_material(audience: Audience) -> Material:
        hidden = {it.entry.path: it.reason for it in find_left_out(portfolio, audience)}
        return replace(MATERIAL, base_url="https://a.example/", hidden=hidden)

    shown = visible(portfolio, PUBLIC)
    readerships = tuple(map(find_readership, shown.applications))
    outlined = outline(
        shown, Settings(record_files=()), find_material(PUBLIC), read_passage, readerships
    )
    return {it.url: it.view for it in outlined.outputs if isinstance(it, Rendered)}


def find_pairs(views: dict[str, object]) -> dict[str, set[tuple[str, str]]]:
    """Return every relation that pages tell of, from the first to the second."""
    pairs: dict[str, set[tuple[str, str]]] = {
        name: set()
        for name in (
            *("objectives", "activities", "carried_to", "carried_from"),
            *("set_in", "sets", "closes", "closed_by"),
        )
    }
    for url, view in views.items():
        if isinstance(view, ActivityView):
            pairs["objectives"] |= {(url, it.url) for it in view.objectives}
            pairs["closes"] |= {(url, find_noted(it)) for it in view.closes}
            pairs["closed_by"] |= {
                (by.url, f"{url}{it.action}") for it in view.actions for by in it.closed_by
            }
        elif isinstance(view, ObjectiveView):
            pairs["activities"] |= {(it.url, url) for it in view.activities}
            pairs["carried_to"] |= {(url, it.url) for it in filter(None, (view.carried_to,))}
            pairs["carried_from"] |= {(it.url, url) for it in view.carried_from}
            pairs["set_in"] |= {(url, it.url) for it in filter(None, (view.review,))}
        elif isinstance(view, ReviewView):
            pairs["sets"] |= {(it.url, url) for it in view.objectives}
    return pairs


def find_noted(action: ActionView) -> str:
    """Return where an action was noted, and what it is."""
    assert action.activity
    return f"{action.activity.url}{action.action}"


def find_expected(shown: Portfolio, portfolio: Portfolio) -> dict[str, set[tuple[str, str]]]:
    """Return the relations that the entries of which both sides are seen name themselves."""
    seen = {(type(it), it.slug) for it in shown.entries}
    known = {it.slug: it for it in shown.activities}
    activities = [it for it in portfolio.activities if it.slug in known]
    objectives = [it for it in portfolio.objectives if (Objective, it.slug) in seen]
    return {
        "objectives": {
            (f"/activities/{it.slug}/", f"/objectives/{name}/")
            for it in activities
            for name in it.objectives
            if (Objective, name) in seen
        },
        "carried_to": {
            (f"/objectives/{it.slug}/", f"/objectives/{it.carried_to}/")
            for it in objectives
            if (Objective, it.carried_to) in seen
        },
        "set_in": {
            (f"/objectives/{it.slug}/", f"/reviews/{it.review}/")
            for it in objectives
            if (Review, it.review) in seen
        },
        "closes": {
            (
                f"/activities/{it.slug}/",
                f"/activities/{one.slug}/{known[one.slug].further_action[one.number - 1].action}",
            )
            for it in activities
            for one in it.closes
            if one.slug in known and one.number <= len(known[one.slug].further_action)
        },
    }


def find_words(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what would name entries."""
    for it in entries:
        yield from (f"-of-{it.slug}", f"/{it.slug}/", f"_{it.slug}")


@check_often(60)
@given(make_portfolios())
def test_links_hold_in_both_directions_and_nothing_names_what_is_hidden(
    portfolio: Portfolio,
) -> None:
    views = compose(portfolio)
    shown = visible(portfolio, PUBLIC)
    pairs = find_pairs(views)
    assert pairs["objectives"] == pairs["activities"]
    assert pairs["carried_to"] == pairs["carried_from"]
    assert pairs["set_in"] == pairs["sets"]
    assert pairs["closes"] == pairs["closed_by"]
    for name, expected in find_expected(shown, portfolio).items():
        assert pairs[name] == expected, name
        event(name if expected else f"no {name}")
    for url, view in views.items():
        assert {it.partition("#")[0] for it in find_addresses(view)} <= {*views, "/feed.xml"}, url


@check_often(60)
@given(make_portfolios())
def test_nothing_names_what_is_hidden(portfolio: Portfolio) -> None:
    views = compose(portfolio)
    hidden = [it.entry for it in find_left_out(portfolio, PUBLIC)]
    secrets = (*find_words(hidden), *find_words(portfolio.applications))
    for url, view in views.items():
        if not isinstance(view, ApplicationView):
            text = repr(view)
            assert not [it for it in secrets if it in text], url


@check_often(60)
@given(make_portfolios())
def test_an_application_names_what_is_published_or_included(portfolio: Portfolio) -> None:
    views = compose(portfolio)
    for application in portfolio.applications:
        view = views[f"/applications/{application.slug}/"]
        assert isinstance(view, ApplicationView)
        reader = make_reader(portfolio, application, TODAY)
        others = [it for it in portfolio.applications if it is not application]
        hidden = [it.entry for it in find_left_out(portfolio, reader)]
        text = repr(view)
        assert not [it for it in find_words((*hidden, *others)) if it in text]
        seen = visible(portfolio, reader)
        chosen = {it.activity.head.title for it in view.chosen}
        rows = {it.id for it in view.record.rows}
        for activity in seen.activities:
            assert f"row_{activity.slug}" in rows
            if activity.path in reader.included:
                event("a private entry included")
                assert activity.title in chosen


@check_often(40)
@given(make_portfolios())
def test_an_action_that_something_closed_is_done_everywhere(portfolio: Portfolio) -> None:
    views = compose(portfolio)
    page = views["/actions/"]
    assert isinstance(page, ActionsView)
    assert not [it for it in page.open if it.done or it.closed_by]
    assert all(it.done for it in page.closed)
    noted = [it for view in views.values() if isinstance(view, ActivityView) for it in view.actions]
    assert sorted(it.action for it in noted) == sorted(
        it.action for it in (*page.open, *page.closed)
    )
    assert {(it.action, it.done, it.closed_by) for it in noted} == {
        (it.action, it.done, it.closed_by) for it in (*page.open, *page.closed)
    }
