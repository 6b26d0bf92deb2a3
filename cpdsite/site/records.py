"""The record sheets: the whole, each year, and further schemes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from cpdsite.portfolio.actions import NotedAction
from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import Period, write_period
from cpdsite.portfolio.record import (
    Excerpt,
    Part,
    Record,
    Row,
    Text,
    close_period,
    fill_header,
    find_activities,
    make_record,
)
from cpdsite.portfolio.scheme import Scheme
from cpdsite.settings import Settings
from cpdsite.site.activities import find_mark, link_evidence, view_action
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import Filed, Once, Rendered
from cpdsite.site.pages import make_head, make_site_view
from cpdsite.site.record_files import FindProse, make_files, view_file
from cpdsite.site.record_views import (
    ActionPart,
    ColumnView,
    HeaderFieldView,
    PartView,
    ProsePart,
    RecordView,
    RowView,
    TextPart,
)
from cpdsite.site.urls import RECORD, page_url
from cpdsite.site.views import LinkView, Prose


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record sheet of the site: the link to it, whose form it has and what it covers."""

    link: LinkView
    scheme: Scheme
    period: Period


def list_sheets(directory: Directory) -> tuple[Sheet, ...]:
    """Return the sheets: of the period in the settings, of each year, of each further scheme."""
    settings = directory.settings
    lead, *further = directory.portfolio.schemes
    whole, starts = settings.record_period, settings.year_starts
    return (
        Sheet(LinkView(_name_whole(whole), RECORD), lead, whole),
        *(
            Sheet(_link_year(year, settings), lead, starts.period_of(year))
            for year in reversed(tuple(directory.years))
        ),
        *(Sheet(LinkView(it.short_name, page_url("record", it.id)), it, whole) for it in further),
    )


def find_lead(sheets: tuple[Sheet, ...], directory: Directory) -> Sheet:
    """Return the sheet to show first: of the period in the settings, else of the latest year."""
    is_whole = directory.settings.record_period == Period()
    return sheets[1] if is_whole and directory.years else sheets[0]


def name_period(sheet: Sheet, directory: Directory) -> str:
    """Return what a sheet covers, in few words: a year, a period; ``""`` for all there is."""
    if sheet.link.url != RECORD:
        return sheet.link.title
    if sheet.period == Period():
        return ""
    activities = find_activities(directory.portfolio, sheet.period)
    return write_period(close_period(sheet.period, activities))


def make_records(find_prose: FindProse, directory: Directory) -> Iterator[Rendered | Filed]:
    """Yield the page of every sheet, and the files beside it."""
    sheets = list_sheets(directory)
    links = tuple(sheet.link for sheet in sheets)
    for sheet in sheets:
        record = Once(partial(make_record, directory.portfolio, sheet.scheme, sheet.period))
        files = tuple(make_files(sheet.link.url, record, find_prose, directory))
        make_view = partial(_view_sheet, (sheet, files, record), links, find_prose, directory)
        origin = f'the record "{sheet.link.title}"'
        yield Rendered(sheet.link.url, "record.html", make_view, origin)
        yield from files


def _link_year(year: int, settings: Settings) -> LinkView:
    name = settings.year_starts.name_of(year)
    return LinkView(name, page_url("record", name))


def _name_whole(period: Period) -> str:
    return "Whole record" if period == Period() else "Record for the period"


def _view_sheet(
    shown: tuple[Sheet, tuple[Filed, ...], Callable[[], Record]],
    links: tuple[LinkView, ...],
    find_prose: FindProse,
    directory: Directory,
) -> RecordView:
    sheet, record = shown[0], shown[2]()
    name = f"{record.scheme.sheet.title}, {record.person.name}, {sheet.link.title}"
    view = view_record(sheet, record, find_prose, directory)
    files = tuple(view_file(it, name, directory) for it in shown[1])
    return replace(view, others=links, files=files)


def view_record(
    shown: Sheet, record: Record, find_prose: FindProse, directory: Directory
) -> RecordView:
    """Return a record as its sheet, without the ways to others and to files."""
    link, sheet = shown.link, record.scheme.sheet
    parents = () if link.url == RECORD else (LinkView("Record", RECORD),)
    description = f"{sheet.title} of {record.person.name}: {link.title}"
    return RecordView(
        site=make_site_view(directory),
        head=make_head(link.url, sheet.title, directory, description, parents),
        scheme=record.scheme.name,
        note=sheet.note,
        own_note=directory.settings.record_note,
        period=write_period(record.period),
        header=tuple(HeaderFieldView(it.label, it.text, it.tick) for it in fill_header(record)),
        columns=tuple(ColumnView(column.label, column.width) for column in sheet.columns),
        rows=tuple(_make_row(row, find_prose, directory) for row in record.rows),
        others=(),
        files=(),
        paper=directory.settings.paper,
    )


def _make_row(row: Row, find_prose: FindProse, directory: Directory) -> RowView:
    view = partial(_view_part, row.activity, find_prose, directory)
    return RowView(
        row.activity.slug,
        find_mark(row.activity, directory),
        tuple(
            tuple(view(part) for part in cell if not _is_blank(part, directory))
            for cell in row.cells
        ),
    )


def _is_blank(part: Part, directory: Directory) -> bool:
    return isinstance(part, Excerpt) and directory.is_blank(part.section)


def _view_part(
    activity: Activity, find_prose: FindProse, directory: Directory, part: Part
) -> PartView:
    match part:
        case Text(value=value, text=text):
            return TextPart(value, text, directory.entry_url(activity) if value == "title" else "")
        case Excerpt(section=section, heading=heading):
            found = find_prose(activity, section.name)
            prose = Prose(found.source, found.links, found.prefix, flat=True)
            return ProsePart(section.name, prose, heading)
        case FurtherAction():
            return ActionPart(view_action(NotedAction(activity, 0, part), directory))
        case Evidence():
            link = link_evidence(part, activity, directory)
            title = f"{link.title} ({link.mark})" if link.mark else link.title
            return TextPart("evidence", title, link.url)
