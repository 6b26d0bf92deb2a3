"""The columns of a table matched to fields: by label, and by what their cells hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpdsite.importers.labels import EXTRA, IGNORE, MAPPED, Labels, recognise
from cpdsite.importers.source import Cell
from cpdsite.importers.when import read_when
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import DESCRIPTION

NUMBERING = "numbering"
"""What a column is that only counts the rows."""

SINGLE = ("hours", "points", "type", "status", "end_date", "featured", "revisit")
"""Fields that hold one value: a second column for one is kept under ``extra``."""

SAMPLE = 200
"""How many rows are looked at to see what a column holds."""

MOST_DATES = 0.6
"""How much of a column must be dates for it to be one of dates."""

LONGEST_DAY = 24
"""No hours in a row of a table are more, as far as nothing else says that they are hours."""

NUMBERS = re.compile(r"(?:no|nr|number|num|row|item|ref|s n|s no|serial|sr no|)\Z", re.IGNORECASE)
DURATION = re.compile(r"\b(?:duration|length|hours?|hrs?|time (?:taken|spent))\b", re.IGNORECASE)
"""Headings of hours; below "Time" alone, 14:00 is a time of day."""

NAMED = re.compile(r"\b(?:title|name)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, counted from 0; ``field`` is ``""`` where it fits none."""

    index: int
    place: str
    heading: str
    field: str
    reason: str


def match_columns(
    head: Sequence[Cell], rows: Sequence[Sequence[Cell]], labels: Labels
) -> tuple[Column, ...]:
    """Return what each column below a head is."""
    columns = []
    for index, cell in enumerate(head):
        heading = " ".join(cell.plain.split())
        known = recognise(heading, labels, is_thorough=True)
        field = known.field if known else ""
        reason = known.reason if known else "no field has such a label"
        columns.append(Column(index, cell.place, heading, "" if field == EXTRA else field, reason))
    return _settle(tuple(_look_into(it, columns, rows) for it in columns))


def match_by_content(
    rows: Sequence[Sequence[Cell]], scheme: Scheme, labels: Labels
) -> tuple[Column, ...]:
    """Return the columns of a table without head, ``()`` where none of them holds dates."""
    if not rows:
        return ()
    width = len(rows[0])
    dated = [at for at in range(width) if holds_dates(rows, at)]
    if not dated or width < 2:  # noqa: PLR2004 - a date and what took place
        return ()
    sheet = scheme.sheet.columns
    if width == len(sheet) and "dates" in sheet[dated[0]].shows:
        named = [recognise(it.label, labels) for it in sheet]
        reason = "the table has no heading row; its place is that on the scheme's sheet"
        fields = [it.field if it else "" for it in named]
    else:
        reason = "the table has no heading row; its cells look like it"
        text = next((it for it in range(width) if it not in dated), width)
        fields = [
            "date" if at == dated[0] else "title" if at == text else "" for at in range(width)
        ]
    return tuple(
        Column(at, rows[0][at].place, "", field, reason if field else "it has no label")
        for at, field in enumerate(fields)
    )


def holds_dates(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Tell whether most of what stands in a column is dates."""
    cells = _sample(rows, index)
    dates = [it for it in cells if it.day or _is_date(it.plain)]
    return bool(cells) and len(dates) >= MOST_DATES * len(cells)


def _is_date(text: str) -> bool:
    if re.fullmatch(r"\s*\d{1,8}(?:\.\d+)?\s*", text) and not re.fullmatch(r"\s*20\d\d\s*", text):
        return False
    when = read_when(text, year=2000)
    return when.date is not None or when.is_ambiguous


def _sample(rows: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    return [row[index] for row in rows[:SAMPLE] if not row[index].is_empty]


def _look_into(column: Column, columns: list[Column], rows: Sequence[Sequence[Cell]]) -> Column:
    """Return a column that no label names by what its cells hold."""
    if column.field or column.reason == MAPPED:
        return column
    fields = {it.field for it in columns}
    if not fields & {"date", "end_date"} and holds_dates(rows, column.index):
        return replace(column, field="date", reason="its cells are dates")
    numbers = [_read_number(it) for it in _sample(rows, column.index)]
    known = [it for it in numbers if it is not None]
    if not known or len(known) < len(numbers):
        return column
    is_named = NUMBERS.match(re.sub(r"[\W_]+", " ", column.heading).strip())
    if is_named and known == [known[0] + at for at in range(len(known))] and len(known) > 1:
        return replace(column, field=NUMBERING, reason="it counts the rows")
    is_first = not any(it.field == "hours" for it in columns) and not column.heading
    if is_first and all(0 < it <= LONGEST_DAY for it in known):
        return replace(column, field="hours", reason=f"its cells are numbers up to {max(known):g}")
    return column


def _read_number(cell: Cell) -> float | None:
    text = cell.plain.strip().rstrip(".")
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", text, re.ASCII) else None


def _settle(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Let every field that holds one value have one column, and every table a title and a date."""
    fields = [it.field for it in columns]
    settled: list[Column] = []
    title = _choose_title(columns)
    for column in columns:
        kept = column
        earlier = [it.field for it in settled]
        if column.field == "title" and column.index != title:
            reason = f"{column.reason}, and another column has the title"
            kept = replace(column, field=DESCRIPTION, reason=reason)
        elif column.field == DESCRIPTION and "title" not in fields and column.index == title:
            reason = f"{column.reason}, and no other column has a title"
            kept = replace(column, field="title", reason=reason)
        elif column.field == "end_date" and "date" not in fields and "date" not in earlier:
            kept = replace(column, field="date", reason=f"{column.reason}, and it is the only date")
        elif column.field in SINGLE and column.field in earlier:
            kept = replace(column, field="", reason=f"another column has the {column.field}")
        settled.append(kept)
    return tuple(settled)


def _choose_title(columns: tuple[Column, ...]) -> int:
    titles = [it for it in columns if it.field == "title"]
    titles = titles or [it for it in columns if it.field == DESCRIPTION][:1]
    named = [it for it in titles if NAMED.search(it.heading)]
    return (named or titles)[0].index if titles else -1


def is_duration(column: Column) -> bool:
    """Tell whether a column can hold nothing but how long something took."""
    is_told = DURATION.search(column.heading) is not None or column.reason == MAPPED
    return column.field == "hours" and is_told


def tell_heading(word: str, column: Column) -> str:
    """Return why a heading itself is no text of an entry: it says what stands below it."""
    if column.field == IGNORE:
        return f"a {word}; what stands under it is left out, as you asked"
    taken = f"taken for {column.field}" if column.field else f"kept under this {word}"
    return f"a {word}; what stands under it is {taken}, since {SINCE.get(column.reason, column.reason)}"


SINCE = {MAPPED: "you mapped it"}
"""What reads otherwise within a sentence."""
