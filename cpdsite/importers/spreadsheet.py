"""Spreadsheets (.xlsx, .xlsm, .xls, .xlsb, .ods): each sheet as a table of typed cells."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cpdsite.errors import RefusedError
from cpdsite.importers.source import Cell, Grid, Source
from cpdsite.importers.wording import clean_text, make_text_cell
from cpdsite.importers.workbooks import Workbook, open_workbook
from cpdsite.limits import SHEET_CELLS, SHEET_TEXT

Value = int | float | str | bool | time | date | datetime | timedelta

MIDNIGHT = datetime.min.time()

Merged = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged range, each by its row and column."""

MOST_MERGED = 100_000
"""How many cells merged ranges may cover together; beyond that they are not told, nor where they
would repeat more text than a file may hold."""

UNREADABLE = "open it in Excel or LibreOffice, save it again as .xlsx, and import that"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as the library gives it, and where its first cell lies."""

    name: str
    rows: list[list[Value]]
    top: int
    left: int
    merged: tuple[Merged, ...]
    errors: Mapping[tuple[int, int], str]


def read_spreadsheet(name: str, data: bytes) -> Source:
    """Return what a spreadsheet holds, formulas by what they last gave.

    Raises ``RefusedError`` for one that is damaged, protected, or not within bounds.
    """
    workbook = open_workbook(name, data)
    grids, notes = [], list(workbook.notes)
    for sheet, note in _read_sheets(name, workbook):
        grid = _make_grid(sheet)
        if grid.rows:
            grids.append(grid)
            notes += [note] if note else []
    return Source(name, hashlib.sha256(data).hexdigest(), tuple(grids), (), tuple(notes))


def _read_sheets(name: str, workbook: Workbook) -> Iterator[tuple[_Sheet, str]]:
    import python_calamine as calamine

    cells = text = 0
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook.data)) as opened:
            for number, about in enumerate(opened.sheets_metadata):
                if about.typ == calamine.SheetTypeEnum.WorkSheet:
                    sheet = opened.get_sheet_by_index(number)
                    rows = sheet.to_python()
                    cells += sum(map(len, rows))
                    text += _count_text(rows)
                    _check_read(name, cells, text)
                    top, left = sheet.start or (0, 0)
                    is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
                    note = f'the sheet "{about.name}" is hidden; it was read as well'
                    yield (
                        _Sheet(
                            clean_text(about.name),
                            rows,
                            top,
                            left,
                            _find_merged(sheet.merged_cell_ranges),
                            workbook.find_errors(number, about.name),
                        ),
                        note if is_hidden else "",
                    )
    except calamine.PasswordError as error:
        raise RefusedError(f"{name} is protected by a password: save it without one") from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise RefusedError(f"{name} cannot be read as a spreadsheet: {UNREADABLE}") from error
    except BaseException as error:
        # A fault within the library is no ``Exception``.
        if type(error).__name__ == "PanicException":
            raise RefusedError(f"{name} cannot be read as a spreadsheet: {UNREADABLE}") from error
        raise


def _check_read(name: str, cells: int, text: int) -> None:
    # All that the file holds was measured, so what is more was read twice.
    if cells > SHEET_CELLS or text > SHEET_TEXT:
        raise RefusedError(f"{name} names one sheet more than once: {UNREADABLE}")


def _count_text(rows: list[list[Value]]) -> int:
    return sum(len(it) for row in rows for it in row if isinstance(it, str))


def _find_merged(ranges: list[Merged] | None) -> tuple[Merged, ...]:
    """Return the merged ranges of a sheet; the library knows none in .xlsb and .ods files."""
    return tuple(ranges or ())


def _make_grid(sheet: _Sheet) -> Grid:
    copies = _find_copies(sheet)
    # What is copied is read once: it may be long.
    origins = {at: _read_cell(sheet, at) for at in set(copies.values())}
    rows = []
    for y, values in enumerate(sheet.rows):
        cells = []
        for x, value in enumerate(values):
            at = (sheet.top + y, sheet.left + x)
            place = name_place(sheet.name, *at)
            cell = _make_cell(place, sheet.errors.get(at, value) if value == "" else value)
            origin = copies.get(at)
            if origin and cell.is_empty:
                cell = replace(origins[origin], place=place, copy_of=origins[origin].place)
            cells.append(cell)
        rows.append(tuple(cells))
    return Grid(sheet.name, tuple(rows))


def _read_cell(sheet: _Sheet, at: tuple[int, int]) -> Cell:
    return _make_cell(name_place(sheet.name, *at), _find_value(sheet, at))


def _find_value(sheet: _Sheet, at: tuple[int, int]) -> Value:
    return sheet.rows[at[0] - sheet.top][at[1] - sheet.left]


def _find_copies(sheet: _Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the cells that are merged with another, with the place of that one."""
    bottom = sheet.top + len(sheet.rows) - 1
    right = sheet.left + max((len(row) for row in sheet.rows), default=0) - 1
    copies: dict[tuple[int, int], tuple[int, int]] = {}
    covered = text = 0
    for first, last in sheet.merged:
        if not (sheet.top <= first[0] <= bottom and sheet.left <= first[1] <= right):
            continue
        rows = range(first[0], min(last[0], bottom) + 1)
        columns = range(first[1], min(last[1], right) + 1)
        covered += len(rows) * len(columns)
        text += len(rows) * len(columns) * len(str(_find_value(sheet, first)))
        if covered > MOST_MERGED or text > SHEET_TEXT:
            break
        copies |= {(y, x): first for y in rows for x in columns if (y, x) != first}
    return copies


def _make_cell(place: str, value: Value) -> Cell:
    text, day, number = describe_value(value)
    return make_text_cell(place, text, day=day, number=number)


def describe_value(value: Value) -> tuple[str, date | None, float | None]:
    """Return what a typed cell reads as, its day and its number.

    A day reads ``2026-03-12``, one with a time ``2026-03-12 14:30``, a time ``14:30``, a
    duration ``1:30``, a truth ``TRUE`` or ``FALSE``, a number as briefly as it can.
    """
    match value:
        case bool():
            return str(value).upper(), None, None
        case int() | float():
            return _describe_number(float(value)), None, float(value)
        case datetime():
            at = "" if value.time() == MIDNIGHT else f" {value:%H:%M}"
            return f"{value.date().isoformat()}{at}", value.date(), None
        case date():
            return value.isoformat(), value, None
        case time() | timedelta():
            days = value / timedelta(days=1) if isinstance(value, timedelta) else None
            return _describe_time(value), None, days
        case _:
            return value, None, None


def _describe_time(value: time | timedelta) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _describe_number(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else repr(number)  # noqa: PLR2004


def name_place(sheet: str, row: int, column: int) -> str:
    """Return the name of a cell, such as ``Sheet1!B3``; rows and columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row + 1}"
