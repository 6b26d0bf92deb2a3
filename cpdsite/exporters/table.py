"""A record as a table of plain values, for spreadsheets: a column for each field that is used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpdsite.exporters.export import Request
from cpdsite.exporters.sections import write_sections
from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.dates import EndDate, PartialDate
from cpdsite.portfolio.record import describe_dates, name_type
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS

Value = str | date | Decimal
"""What a cell of a table holds; a whole day is a date, a month or a year is text."""

ACTIONS = "further_action"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: the field or section that it holds, its heading, its width in characters."""

    key: str
    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """The record as a table; every row has a value for each column, ``""`` for none."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


COLUMNS = (
    TableColumn("date", "Date", 14),
    TableColumn("end_date", "End date", 14),
    TableColumn("title", "Title", 32),
    TableColumn("type", "Type", 16),
    TableColumn("provider", "Provided by", 24),
    TableColumn("hours", "Hours", 8),
    TableColumn("points", "Points", 8),
    TableColumn(DESCRIPTION, "Description", 48),
    *(TableColumn(name, HEADINGS[name][0], 56) for name in HEADINGS if name not in (ACTIONS, "evidence")),
    TableColumn(ACTIONS, HEADINGS[ACTIONS][0], 36),
    TableColumn("evidence", HEADINGS["evidence"][0], 36),
    TableColumn("competences", "Competences", 24),
    TableColumn("objectives", "Objectives", 24),
    TableColumn("tags", "Tags", 20),
    TableColumn("featured", "Featured", 32),
    TableColumn("status", "Status", 12),
    TableColumn("revisit", "Revisit", 14),
)  # fmt: skip
"""Every column there can be, in order."""

ALWAYS = ("date", "end_date", "title", "provider", DESCRIPTION, "reflection", ACTIONS)
"""The columns that a table has even where no row fills them: those of the form, taken apart."""

MIXED = (ACTIONS, "evidence")
"""Columns that hold a list, and below a heading the section of that name."""

UNSHOWN = ("status", "revisit")
"""What no page shows, and so only the person's own copy."""


def make_table(request: Request) -> Table:
    """Return the rows of a record as a table, without the columns that nothing fills."""
    filed = request.filed
    scheme = filed.record.scheme
    found = [_find_values(row.activity, scheme, request) for row in filed.record.rows]
    used = {key for values in found for key, value in values.items() if value != ""}
    columns = tuple(
        column
        for column in COLUMNS
        if (column.key in used or column.key in ALWAYS)
        and (filed.is_own or column.key not in UNSHOWN)
    )
    rows = (tuple(values.get(column.key, "") for column in columns) for values in found)
    return Table(columns, tuple(rows))


def _find_values(activity: Activity, scheme: Scheme, request: Request) -> dict[str, Value]:
    values = {key: write(activity) for key, write in WRITERS.items()}
    values["type"] = name_type(activity, scheme)
    addresses = dict(request.filed.addresses)
    values["evidence"] = _join(
        _write_evidence(it, addresses.get((activity.path, it.file), "")) for it in activity.evidence
    )
    for section, text in write_sections(activity, request):
        # Under another heading than the column's, the person's own stands above the words.
        is_same = section.name == DESCRIPTION or (
            section.heading == LABELS[section.name] and section.name not in MIXED
        )
        headed = text if is_same else f"## {section.heading}\n\n{text}"
        before = values.get(section.name, "")
        values[section.name] = f"{before}\n\n## {section.heading}\n\n{text}" if before else headed
    return values


def write_action(action: FurtherAction) -> str:
    """Write a further action on one line, its dates in brackets."""
    dates = describe_dates(action)
    return f"{action.action} ({dates})" if dates else action.action


def _write_evidence(evidence: Evidence, address: str) -> str:
    where = evidence.link or address or evidence.file
    return f"{evidence.title} ({where})" if evidence.title else where


def _write_day(when: EndDate) -> Value:
    if isinstance(when, PartialDate) and when.day:
        return when.first_day
    return "" if when is None else str(when)


def _write_featured(activity: Activity) -> str:
    return "" if activity.featured is None else activity.featured.reason or "true"


def _join(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _write_number(number: Decimal | None) -> Value:
    return "" if number is None else number


LABELS = {column.key: column.label for column in COLUMNS}

WRITERS: dict[str, Callable[[Activity], Value]] = {
    "date": lambda it: _write_day(it.date),
    "end_date": lambda it: _write_day(it.end_date),
    "title": lambda it: it.title,
    "provider": lambda it: _join(it.provider),
    "hours": lambda it: _write_number(it.hours),
    "points": lambda it: _write_number(it.points),
    ACTIONS: lambda it: _join(write_action(action) for action in it.further_action),
    "competences": lambda it: _join(it.competences),
    "objectives": lambda it: _join(it.objectives),
    "tags": lambda it: _join(it.tags),
    "featured": _write_featured,
    "status": lambda it: it.status.value if it.status else "",
    "revisit": lambda it: _write_day(it.revisit),
}
"""What writes each field that is no section."""
