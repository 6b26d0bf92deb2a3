"""A scheme file to a scheme."""

from datetime import date

from cpdsite.errors import Problem, Severity, find_errors
from cpdsite.portfolio.scheme import (
    COLUMN_VALUES,
    HEADER_VALUES,
    ActivityType,
    Column,
    Grade,
    HeaderField,
    Prompt,
    Scheme,
    Sheet,
)
from cpdsite.portfolio.sections import HEADINGS, name_section
from cpdsite.portfolio.terms import fold, make_slug
from cpdsite.toml.decode import decode_toml
from cpdsite.toml.table import Table, show

FULL_WIDTH = 100
NO_SHEET = Sheet("", "", (), ())
"""What stands for a record that is not there; the scheme has an error already."""

REFLECTION = ("learning", "application", "reflection")
"""The sections of an entry that a record exists for."""


def read_scheme(name: str, path: str, data: bytes) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """Return the scheme that a TOML file holds, and what is wrong with it."""
    values, lines, problems = decode_toml(path, data)
    if values is None:
        return None, tuple(problems)
    table = Table(path, lines, values, problems)
    record = table.table("record")
    scheme = Scheme(
        id=name,
        name=table.text("name", required=True),
        short_name=table.text("short_name") or name.upper(),
        sources=table.texts("sources"),
        read_on=table.day("read_on") or date.min,
        other_types=table.boolean("other_types", default=True),
        grades=tuple(_read_grade(it) for it in table.tables("grades")),
        types=tuple(_read_type(it) for it in table.tables("types")),
        prompts=tuple(_read_prompt(it) for it in table.tables("prompts")),
        sheet=_read_sheet(record) if isinstance(values.get("record"), dict) else NO_SHEET,
    )
    if "record" not in values:
        hint = 'add [record] with title = "..." and [[record.columns]] below it'
        table.report("record", "this scheme has no [record]", hint)
    table.finish()
    _check_types(table, scheme)
    if not find_errors(problems):
        _check_sections(record, scheme.sheet)
    return (None if find_errors(problems) else scheme), tuple(problems)


def _read_grade(table: Table) -> Grade:
    grade = Grade(table.text("id", required=True), table.text("name", required=True))
    table.finish()
    return grade


def _read_type(table: Table) -> ActivityType:
    kind = ActivityType(
        table.text("id", required=True), table.text("name", required=True), table.texts("synonyms")
    )
    if kind.id != make_slug(kind.id):
        table.report(
            "id",
            f"id: expected lower-case words joined by hyphens, found {show(kind.id)}",
            f'write id = "{make_slug(kind.id)}"',
        )
    table.finish()
    return kind


def _read_prompt(table: Table) -> Prompt:
    prompt = Prompt(
        table.choice("section", HEADINGS, ""),
        table.text("heading", required=True),
        table.text("question"),
    )
    known = HEADINGS.get(prompt.section)
    if known and prompt.heading and name_section(prompt.heading) != prompt.section:
        message = f'heading: "{prompt.heading}" does not begin the section {prompt.section}'
        table.report("heading", message, f'write heading = "{known[0]}"')
    table.finish()
    return prompt


def _read_sheet(table: Table) -> Sheet:
    sheet = Sheet(
        title=table.text("title", required=True),
        note=table.text("note"),
        header=tuple(_read_header_field(it) for it in table.tables("header")),
        columns=tuple(_read_column(it) for it in table.tables("columns")),
    )
    width = sum(column.width for column in sheet.columns)
    if not sheet.columns:
        hint = "add [[record.columns]] with label, shows and width = 100"
        table.report("columns", "this record has no columns", hint)
    elif width != FULL_WIDTH:
        message = f"the widths of the columns add up to {width}, not to {FULL_WIDTH} per cent"
        table.report("columns", message, "change the width = of a column")
    table.finish()
    return sheet


def _check_sections(table: Table, sheet: Sheet) -> None:
    """Warn of what was learnt and applied where no column of the record shows it."""
    shown = {name for column in sheet.columns for name in column.shows}
    missing = [name for name in REFLECTION if name not in shown]
    if missing:
        names = " and ".join(missing)
        message = f"no column shows {names}: what entries say there is missing from the record"
        hint = f'add "{missing[0]}" to the shows = of a column'
        table.report("columns", message, hint, severity=Severity.WARNING)


def _read_header_field(table: Table) -> HeaderField:
    header_field = HeaderField(
        table.text("label", required=True),
        table.choice("shows", HEADER_VALUES, ""),
        table.text("grade"),
    )
    if header_field.grade and header_field.shows not in ("grade", ""):
        table.report("grade", 'grade belongs to shows = "grade" only', "delete it")
    table.finish()
    return header_field


def _read_column(table: Table) -> Column:
    column = Column(
        table.text("label", required=True),
        table.choices("shows", COLUMN_VALUES, ()),
        table.integer("width", 0),
    )
    if not column.shows:
        table.report("shows", "shows: the column shows nothing", 'write shows = ["dates"]')
    if column.width < 1:
        table.report("width", f"width: expected 1 to 100, found {column.width}", "write width = 20")
    table.finish()
    return column


def _check_types(table: Table, scheme: Scheme) -> None:
    meanings: dict[str, str] = {}
    for kind, place in zip(scheme.types, table.tables("types"), strict=True):
        for word in {fold(word) for word in kind.words}:
            if meanings.setdefault(word, kind.id) != kind.id:
                message = f'types: "{word}" means both {meanings[word]} and {kind.id}'
                key = "id" if word == fold(kind.id) else "synonyms"
                place.report(key, message, "keep it in one of them", "types")
