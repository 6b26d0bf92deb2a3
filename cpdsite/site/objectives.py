"""Objectives as views: the overview by year, and the page of each with what served it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import format_date
from cpdsite.portfolio.objective import Objective, State
from cpdsite.site.activities import summarise
from cpdsite.site.directory import Directory
from cpdsite.site.links import Resolve
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import link_list, make_head, make_site_view, mark_status
from cpdsite.site.plan_views import (
    ObjectiveGroupView,
    ObjectiveSummaryView,
    ObjectivesView,
    ObjectiveView,
)
from cpdsite.site.urls import OBJECTIVES
from cpdsite.site.views import LinkView


def make_objectives(resolve: Resolve, directory: Directory) -> Iterator[Rendered]:
    """Yield the overview and the page of each objective; nothing where there is none."""
    if not directory.portfolio.objectives:
        return
    overview = partial(_view_overview, directory)
    yield Rendered(OBJECTIVES, "objectives.html", overview, "the list of objectives")
    for objective in directory.portfolio.objectives:
        make_view = partial(view_objective, objective, resolve, directory)
        url = directory.entry_url(objective)
        yield Rendered(url, "objective.html", make_view, objective.path)


def _view_overview(directory: Directory) -> ObjectivesView:
    objectives = directory.portfolio.objectives
    name = directory.portfolio.person.name
    counts = Counter(it.state for it in objectives)
    starts = directory.settings.year_starts
    years: dict[int, list[ObjectiveSummaryView]] = {}
    for it in reversed(objectives):
        year = starts.year_of(it.end.last_day)
        years.setdefault(year, []).insert(0, summarise_objective(it, directory))
    return ObjectivesView(
        site=make_site_view(directory),
        head=make_head(OBJECTIVES, "Objectives", directory, f"What {name} set out to learn"),
        count=len(objectives),
        states=tuple(LinkView(it.value, count=counts[it]) for it in State if counts[it]),
        groups=tuple(
            ObjectiveGroupView(starts.name_of(year), tuple(held)) for year, held in years.items()
        ),
    )


def summarise_objective(objective: Objective, directory: Directory) -> ObjectiveSummaryView:
    """Return an objective as lists show it."""
    return ObjectiveSummaryView(
        title=objective.title,
        url=directory.entry_url(objective),
        begins=format_date(objective.begins),
        by=format_date(objective.by) if objective.by else "",
        by_date=str(objective.by or ""),
        state=objective.state.value,
        sentence=directory.read_passage(objective.body.text).sentence,
        count=len(find_serving(objective, directory)),
        mark=mark_status(objective, directory),
    )


def find_serving(objective: Objective, directory: Directory) -> tuple[Activity, ...]:
    """Return the activities that served an objective, oldest first."""
    return directory.serving.get(objective.slug, ())


def view_objective(objective: Objective, resolve: Resolve, directory: Directory) -> ObjectiveView:
    """Return an objective with the activities that served it, and where it came from and went."""
    url = directory.entry_url(objective)
    portfolio = directory.portfolio
    is_blank = directory.is_blank(objective.body)
    description = directory.read_passage(objective.body.text).sentence
    reviews = (it for it in portfolio.reviews if it.slug == objective.review)
    return ObjectiveView(
        site=make_site_view(directory),
        head=make_head(
            url,
            objective.title,
            directory,
            description=description,
            parents=link_list("Objectives", OBJECTIVES, portfolio.objectives, directory),
        ),
        begins=format_date(objective.begins),
        begins_date=str(objective.begins),
        by=format_date(objective.by) if objective.by else "",
        by_date=str(objective.by or ""),
        state=objective.state.value,
        body=None if is_blank else resolve(objective)[0].prose,
        activities=tuple(summarise(it, directory) for it in find_serving(objective, directory)),
        carried_to=next(
            (
                LinkView(it.title, directory.entry_url(it))
                for it in portfolio.objectives
                if it.slug == objective.carried_to
            ),
            None,
        ),
        carried_from=tuple(
            LinkView(it.title, directory.entry_url(it))
            for it in portfolio.objectives
            if it.carried_to == objective.slug
        ),
        review=next((LinkView(it.title, directory.entry_url(it)) for it in reviews), None),
        mark=mark_status(objective, directory),
        extra=objective.extra,
    )
