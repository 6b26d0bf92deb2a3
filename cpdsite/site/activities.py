"""Activities as views: their pages, and the summaries that lists show."""

from collections.abc import Iterator
from functools import partial

from cpdsite.portfolio.actions import NotedAction
from cpdsite.portfolio.activity import Activity, Evidence, Status
from cpdsite.portfolio.dates import PartialDate, format_date, format_dates
from cpdsite.portfolio.paths import resolve_name
from cpdsite.portfolio.record import format_number
from cpdsite.portfolio.sections import DESCRIPTION, LEARNING_SECTIONS
from cpdsite.site.directory import Directory
from cpdsite.site.gate import Shown, file_url, show_file
from cpdsite.site.links import Resolve
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import make_head, make_site_view
from cpdsite.site.urls import ACTIVITIES, page_url
from cpdsite.site.views import ActionView, ActivityView, LinkView, SectionView, SummaryView

MOST_IMPORTANT = (*LEARNING_SECTIONS, DESCRIPTION)
"""The sections of which a list shows the first sentence: the first that the entry has."""


def summarise(activity: Activity, directory: Directory) -> SummaryView:
    """Return an activity as lists show it."""
    return SummaryView(
        title=activity.title,
        url=directory.entry_url(activity),
        dates=format_dates(activity.date, activity.end_date),
        date=str(activity.date),
        type=directory.types.get(activity.type),
        providers=tuple(directory.providers[term] for term in activity.provider),
        sentence=find_sentence(activity, directory),
        featured=activity.featured.reason if activity.featured else "",
        mark=find_mark(activity, directory),
    )


def find_sentence(activity: Activity, directory: Directory) -> str:
    """Return the first sentence of what was learnt, or else of the description."""
    sections = (activity.find_section(name) for name in MOST_IMPORTANT)
    sentences = (directory.read_passage(it.text).sentence for it in sections if it)
    return next((sentence for sentence in sentences if sentence), "")


def find_mark(activity: Activity, directory: Directory) -> str:
    """Return why an activity is not published, to mark it with; ``""`` if it is."""
    status = directory.portfolio.status_of(activity)
    words = [] if status is Status.PUBLISHED else [status.value]
    return ", ".join([*words, *(["planned"] if activity.path in directory.planned else [])])


def make_activity(
    activity: Activity,
    resolve: Resolve,
    neighbours: tuple[Activity | None, Activity | None],
    directory: Directory,
) -> Rendered:
    """Return the page of an activity, between the earlier and the later one."""
    make_view = partial(view_activity, activity, resolve, neighbours, directory)
    return Rendered(directory.entry_url(activity), "entry.html", make_view, activity.path)


def view_activity(
    activity: Activity,
    resolve: Resolve,
    neighbours: tuple[Activity | None, Activity | None],
    directory: Directory,
) -> ActivityView:
    """Return an activity in full; ``neighbours`` are the earlier and the later one."""
    sections = {
        section.name: SectionView(section.name, section.heading, found.prose)
        for section, found in zip(activity.sections, resolve(activity), strict=True)
        if not directory.is_blank(section)
    }
    description = sections.pop(DESCRIPTION, None)
    url = directory.entry_url(activity)
    earlier, later = neighbours
    return ActivityView(
        site=make_site_view(directory),
        head=make_head(
            url,
            activity.title,
            directory,
            description=find_sentence(activity, directory),
            parents=(LinkView("Activities", ACTIVITIES),),
        ),
        dates=format_dates(activity.date, activity.end_date),
        date=str(activity.date),
        type=directory.types.get(activity.type),
        providers=tuple(directory.providers[term] for term in activity.provider),
        years=tuple(directory.year_link(year) for year in directory.years_of(activity)),
        records=_link_records(activity, directory),
        tags=tuple(directory.tags[term] for term in activity.tags),
        hours="" if activity.hours is None else format_number(activity.hours),
        points="" if activity.points is None else format_number(activity.points),
        objectives=tuple(_link_objectives(activity, directory)),
        competences=activity.competences,
        featured=activity.featured is not None,
        featured_reason=activity.featured.reason if activity.featured else "",
        description=description.prose if description else None,
        sections=tuple(sections.values()),
        actions=tuple(
            view_action(it, directory) for it in directory.actions.get(activity.slug, ())
        ),
        closes=tuple(_view_closed(activity, directory)),
        evidence=tuple(link_evidence(it, activity, directory) for it in activity.evidence),
        previous=LinkView(earlier.title, directory.entry_url(earlier)) if earlier else None,
        next=LinkView(later.title, directory.entry_url(later)) if later else None,
        mark=find_mark(activity, directory),
        extra=activity.extra,
    )


def _link_records(activity: Activity, directory: Directory) -> tuple[LinkView, ...]:
    """Return the link to the row of an activity in the record of each year in which it falls."""
    if activity.path in directory.folders:
        # What only an application shows has a row in its record alone.
        return ()
    names = map(directory.settings.year_starts.name_of, directory.years_of(activity))
    return tuple(
        LinkView(f"Record for {it}", f"{page_url('record', it)}#{activity.slug}") for it in names
    )


def _link_objectives(activity: Activity, directory: Directory) -> Iterator[LinkView]:
    """Yield the link to each objective that an activity served, in the order of its own list."""
    known = {it.slug: it for it in directory.portfolio.objectives}
    for name in activity.objectives:
        if name in known:
            yield LinkView(known[name].title, directory.entry_url(known[name]))


def _view_closed(activity: Activity, directory: Directory) -> Iterator[ActionView]:
    """Yield the further actions of others that an activity closed."""
    for it in activity.closes:
        noted = directory.actions.get(it.slug, ())
        if it.number <= len(noted):
            yield view_action(noted[it.number - 1], directory, with_activity=True)


def view_action(
    noted: NotedAction, directory: Directory, *, with_activity: bool = False
) -> ActionView:
    """Return a further action with its dates in words and in figures, and with what closed it."""
    activity, action = noted.activity, noted.action
    return ActionView(
        action=action.action,
        due=_in_words(action.due),
        due_date=str(action.due or ""),
        done=_in_words(action.done),
        done_date=str(action.done or ""),
        activity=_link_activity(activity, directory) if with_activity else None,
        closed_by=tuple(_link_activity(it, directory) for it in noted.closed_by),
    )


def _link_activity(activity: Activity, directory: Directory) -> LinkView:
    return LinkView(activity.title, directory.entry_url(activity))


def _in_words(when: PartialDate | None) -> str:
    return format_date(when) if when else ""


def link_evidence(evidence: Evidence, activity: Activity, directory: Directory) -> LinkView:
    """Return the link to a piece of evidence; a file that is missing has no URL."""
    # Of what is not public only those are told who see it all the same.
    mark = "" if evidence.public else "not published"
    if evidence.link:
        return LinkView(evidence.title or evidence.link, evidence.link, mark=mark)
    path = find_evidence_path(evidence, activity, directory)
    url = file_url(activity, path, directory) if path else ""
    return LinkView(evidence.title or evidence.file, url, mark=mark)


def show_evidence(activity: Activity, directory: Directory) -> tuple[Shown, ...]:
    """Return the outputs that publish the evidence of an activity."""
    return tuple(
        show_file(activity, path, evidence.file, directory)
        for evidence in activity.evidence
        if (path := find_evidence_path(evidence, activity, directory))
    )


def find_evidence_path(evidence: Evidence, activity: Activity, directory: Directory) -> str:
    """Return the path of a file of evidence in the site; ``""`` for a link or a missing file."""
    path = resolve_name(activity.path, evidence.file) if evidence.file else ""
    return path if path in directory.files else ""
