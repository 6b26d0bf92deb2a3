"""Applications: each one document for one reader, with only what that reader may see."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from cpdsite.errors import Location, Problem
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.application import (
    Application,
    Chosen,
    cover_period,
)
from cpdsite.portfolio.dates import Period, name_period
from cpdsite.portfolio.entry import Entry, name_kind
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.record import find_activities, make_record
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.scheme import Scheme, find_grade
from cpdsite.site.activities import link_evidence, show_evidence, view_activity
from cpdsite.site.charts import count_types
from cpdsite.site.directory import Directory, find_own_url
from cpdsite.site.gate import Shown
from cpdsite.site.links import UNTELL, UNTOLD, Resolve, Resolved
from cpdsite.site.objectives import view_objective
from cpdsite.site.outputs import Rendered
from cpdsite.site.owners import Owner
from cpdsite.site.pages import make_head, make_memberships, make_site_view, mark_status
from cpdsite.site.plan_views import (
    ApplicationView,
    ChosenView,
    ShownEvidenceView,
    ShownObjectiveView,
    ShownReviewView,
)
from cpdsite.site.record_views import RecordView
from cpdsite.site.records import Sheet, view_record
from cpdsite.site.reviews import view_review
from cpdsite.site.views import LinkView, Prose


@dataclass(frozen=True, slots=True)
class Dossier:
    """An application with the site as its reader sees it."""

    application: Application
    chosen: tuple[Chosen, ...]
    directory: Directory
    resolve: Resolve

    @property
    def owners(self) -> tuple[Owner, ...]:
        """The entries whose prose the document shows."""
        application, portfolio = self.application, self.directory.portfolio
        objectives = _find_objectives(application, portfolio)
        reviews = _find_reviews(application, portfolio)
        return (application, *(it.activity for it in self.chosen), *objectives, *reviews)


def make_places(
    application: Application, chosen: tuple[Chosen, ...], reader: Portfolio, public: Portfolio
) -> tuple[dict[str, str], dict[str, str]]:
    """Return where the entries of an application stand in it, and where their files lie.

    Both by path. The files of what is public lie where the public finds them.
    """
    url = find_own_url(application)
    shown: tuple[Entry, ...] = (
        *(it.activity for it in chosen),
        *_find_objectives(application, reader),
        *_find_reviews(application, reader),
    )
    seen = {entry.path for entry in public.entries}
    places = {it.path: f"{url}#{make_id(it)}" for it in shown}
    folders = {it.path: f"{url}{make_id(it)}/" for it in reader.entries if it.path not in seen}
    # What is included, and not shown in full, has a row in the record at most.
    rows = {
        it.path: f"{url}#{make_row_id(it)}"
        for it in reader.activities
        if it.path not in seen and it.path not in places
    }
    return rows | places, folders


def make_id(entry: Entry) -> str:
    """Return the id of an entry within an application; no slug holds an underscore."""
    return f"{name_kind(entry)}_{entry.slug}"


def make_row_id(activity: Activity) -> str:
    """Return the id of the row of an activity within an application."""
    return f"row_{activity.slug}"


def _find_objectives(application: Application, portfolio: Portfolio) -> tuple[Objective, ...]:
    """Return the objectives that an application shows, in its order."""
    known = {it.slug: it for it in portfolio.objectives}
    return tuple(known[it] for it in application.objectives if it in known)


def _find_reviews(application: Application, portfolio: Portfolio) -> tuple[Review, ...]:
    """Return the reviews that an application shows, in its order."""
    known = {it.slug: it for it in portfolio.reviews}
    return tuple(known[it] for it in application.reviews if it in known)


def _choose_scheme(application: Application, portfolio: Portfolio) -> Scheme:
    """Return the scheme of an application: the one that it names, else the first."""
    schemes = portfolio.schemes
    return next((it for it in schemes if it.id == application.scheme), schemes[0])


def make_application(dossier: Dossier) -> Rendered:
    """Return the page of an application."""
    application = dossier.application
    make_view = partial(_view_application, dossier)
    return Rendered(find_own_url(application), "application.html", make_view, application.path)


def show_files(dossier: Dossier) -> Iterator[Resolved | Shown]:
    """Yield the prose of what an application shows, and its evidence, with their files."""
    yield from chain.from_iterable(map(dossier.resolve, dossier.owners))
    for it in dossier.chosen:
        yield from show_evidence(it.activity, dossier.directory)


def find_mentions(
    dossiers: tuple[Dossier, ...], directory: Directory, told: Collection[tuple[str, int]]
) -> Iterator[Problem]:
    """Yield an error for each line of another file that tells the address of an application.

    ``told`` holds the paths and lines of which there is a problem already, such as of a link.
    """
    for application in (it.application for it in dossiers):
        address = find_own_url(application).rstrip("/")
        pattern = re.compile(rf"(?<!\.){re.escape(address)}(?![\w.-])")
        for path in directory.owners.keys() - {application.path}:
            for number, line in enumerate(directory.lines.get(path, ()), start=1):
                if (found := pattern.search(line)) and (path, number) not in told:
                    location = Location(path, number, found.start() + 1)
                    yield Problem(location, "link", f'"{address}/" {UNTOLD}', UNTELL, source=line)


def _view_application(dossier: Dossier) -> ApplicationView:
    application, directory, resolve = dossier.application, dossier.directory, dossier.resolve
    portfolio, settings = directory.portfolio, directory.settings
    scheme = _choose_scheme(application, portfolio)
    period = cover_period(application, settings.record_period, settings.year_starts)
    grade = find_grade(scheme, application.grade)
    is_blank = directory.is_blank(application.body)

    def deepen(owner: Owner) -> tuple[Resolved, ...]:
        return tuple(replace(it, prose=replace(it.prose, deeper=2)) for it in resolve(owner))

    return ApplicationView(
        # It is for its reader alone, whatever the site says of search engines.
        site=replace(make_site_view(directory), noindex=True, feed_url=""),
        head=make_head(find_own_url(application), application.title, directory),
        grade=grade.name if grade else application.grade,
        scheme=scheme.name,
        period=name_period(application.period, settings.year_starts) if application.period else "",
        role=portfolio.person.role,
        memberships=make_memberships(directory, period.end),
        statement=None if is_blank else replace(resolve(application)[0].prose, deeper=1),
        chosen=tuple(
            ChosenView(
                make_id(it.activity),
                it.why,
                view_activity(it.activity, deepen, (None, None), directory),
            )
            for it in dossier.chosen
        ),
        types=count_types(find_activities(portfolio, period), directory),
        record=_view_sheet(dossier, scheme, period),
        objectives=tuple(
            ShownObjectiveView(make_id(it), view_objective(it, deepen, directory))
            for it in _find_objectives(application, portfolio)
        ),
        reviews=tuple(
            ShownReviewView(make_id(it), view_review(it, deepen, (None, None), directory))
            for it in _find_reviews(application, portfolio)
        ),
        evidence=tuple(_list_evidence(dossier, find_activities(portfolio, period))),
        mark=mark_status(application, directory),
        extra=application.extra,
    )


def _view_sheet(dossier: Dossier, scheme: Scheme, period: Period) -> RecordView:
    """Return the record of an application, in which no id is that of an entry shown in full."""
    directory = dossier.directory
    sheet = Sheet(LinkView("", find_own_url(dossier.application)), scheme, period)

    def find_prose(activity: Activity, name: str) -> Prose:
        pairs = zip(activity.sections, dossier.resolve(activity), strict=True)
        prose = next(found.prose for section, found in pairs if section.name == name)
        return replace(prose, prefix=f"row_{prose.prefix}")

    record = make_record(directory.portfolio, scheme, period)
    view = view_record(sheet, record, find_prose, directory)
    rows = (
        replace(row, id=make_row_id(it.activity))
        for row, it in zip(view.rows, record.rows, strict=True)
    )
    return replace(view, rows=tuple(rows))


def _list_evidence(dossier: Dossier, recorded: tuple[Activity, ...]) -> Iterator[ShownEvidenceView]:
    """Yield the evidence of what was chosen, then of what else the record holds."""
    directory = dossier.directory
    for activity in dict.fromkeys((*(it.activity for it in dossier.chosen), *recorded)):
        if activity.evidence:
            links = (link_evidence(it, activity, directory) for it in activity.evidence)
            link = LinkView(activity.title, directory.entry_url(activity))
            yield ShownEvidenceView(link, tuple(links))
