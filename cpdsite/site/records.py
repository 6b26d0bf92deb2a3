"""The record sheets: the whole, each year, and further schemes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import Period, format_day
from cpdsite.portfolio.record import (
    Part,
    Record,
    Row,
    Text,
    close_period,
    find_activities,
    make_record,
)
from cpdsite.portfolio.scheme import HeaderField, Scheme
from cpdsite.portfolio.sections import Section
from cpdsite.settings import Settings
from cpdsite.site.activities import find_mark, link_evidence, view_action
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import make_head, make_site_view
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

FindProse = Callable[[Activity, str], Prose]
"""What gives the prose of a section of an activity, by the section's name."""


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
    return _write_period(close_period(sheet.period, activities))


def make_records(find_prose: FindProse, directory: Directory) -> Iterator[Rendered]:
    """Yield the page of every sheet."""
    sheets = list_sheets(directory)
    links = tuple(sheet.link for sheet in sheets)
    for sheet in sheets:
        make_view = partial(_view_sheet, sheet, links, find_prose, directory)
        origin = f'the record "{sheet.link.title}"'
        yield Rendered(sheet.link.url, "record.html", make_view, origin)


def _link_year(year: int, settings: Settings) -> LinkView:
    name = settings.year_starts.name_of(year)
    return LinkView(name, page_url("record", name))


def _name_whole(period: Period) -> str:
    return "Whole record" if period == Period() else "Record for the period"


def _view_sheet(
    shown: Sheet,
    links: tuple[LinkView, ...],
    find_prose: FindProse,
    directory: Directory,
) -> RecordView:
    link = shown.link
    record = make_record(directory.portfolio, shown.scheme, shown.period)
    sheet = record.scheme.sheet
    parents = () if link.url == RECORD else (LinkView("Record", RECORD),)
    description = f"{sheet.title} of {record.person.name}: {link.title}"
    return RecordView(
        site=make_site_view(directory),
        head=make_head(link.url, sheet.title, directory, description, parents),
        scheme=record.scheme.name,
        note=sheet.note,
        own_note=directory.settings.record_note,
        period=_write_period(record.period),
        header=tuple(_make_header_field(it, record) for it in sheet.header),
        columns=tuple(ColumnView(column.label, column.width) for column in sheet.columns),
        rows=tuple(_make_row(row, find_prose, directory) for row in record.rows),
        others=links,
        paper=directory.settings.paper,
    )


def _write_period(period: Period) -> str:
    return f"{_write_day(period.start)} to {_write_day(period.end)}" if period.start else ""


def _write_day(day: date | None) -> str:
    return format_day(day) if day else ""


def _make_header_field(field: HeaderField, record: Record) -> HeaderFieldView:
    grade = record.membership.grade if record.membership else ""
    if field.grade:
        return HeaderFieldView(field.label, "", "ticked" if grade == field.grade else "empty")
    texts = {
        "name": record.person.name,
        "number": record.membership.number if record.membership else "",
        "grade": grade,
        "from": _write_day(record.period.start),
        "to": _write_day(record.period.end),
    }
    return HeaderFieldView(field.label, texts[field.shows], "")


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
    return isinstance(part, Section) and directory.is_blank(part)


def _view_part(
    activity: Activity, find_prose: FindProse, directory: Directory, part: Part
) -> PartView:
    match part:
        case Text(value=value, text=text):
            return TextPart(value, text, directory.entry_url(activity) if value == "title" else "")
        case Section(name=name):
            found = find_prose(activity, name)
            return ProsePart(name, Prose(found.source, found.links, found.prefix, flat=True))
        case FurtherAction():
            return ActionPart(view_action(part))
        case Evidence():
            link = link_evidence(part, activity, directory)
            title = f"{link.title} ({link.mark})" if link.mark else link.title
            return TextPart("evidence", title, link.url)
