"""A record as an Excel file: a sheet with the table, and one that says what it is.

The sheet ``Record`` has a head row of the table's headings and a row for each activity. What is
longer than a cell of Excel can be goes on in further columns at the right end, headed
``<heading> (continued)``, ``<heading> (continued 2)``...: put together, the pieces are the text to
the letter. The sheet ``About`` has a label in column A and a value in column B of each row.
"""

import io
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from cpdsite.exporters.excel_cells import (
    continue_columns,
    cut_text,
    find_height,
    find_widths,
)
from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.office_text import clean_text, join_lines
from cpdsite.exporters.table import Table, Value, make_table
from cpdsite.portfolio.dates import format_day
from cpdsite.portfolio.record import HeaderValue, fill_header
from cpdsite.portfolio.sheets import FiledRecord

Book = Any
"""A workbook of xlsxwriter, a sheet or a format of it: the library has no types."""

EARLIEST = date(1980, 1, 1)
FIRST_DAY = date(1900, 3, 1)
"""Excel has a 29 February 1900; from the day after on, its days are those of the calendar."""

MOST_DIGITS = 15
"""How many digits of a number Excel keeps."""

LARGEST = Decimal(10) ** MOST_DIGITS
LONGEST_PROPERTY = 255
LONGEST_FOOT = 100

LEGIBLE = 230
"""How many characters side by side on a sheet of paper can be read."""

PAPERS = {"letter": 1, "a4": 9}
"""Sheets of paper, by the numbers that Excel gives them."""

FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
RULE = {"bottom": 1, "bottom_color": "#BFBFBF"}
HEAD = {**FONT, "bold": True, "text_wrap": True, "bottom": 2, "valign": "bottom"}
DAY = "d mmmm yyyy"


def write_excel(request: Request) -> Exported:
    """Return a record as an Excel file."""
    import xlsxwriter

    filed = request.filed
    table, notes = continue_columns(make_table(request))
    written = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(written, options)
    book.set_properties(describe_file(filed))
    _write_table(book, filed, table)
    _write_about(book, filed)
    book.close()
    return Exported(written.getvalue(), notes)


def describe_file(filed: FiledRecord) -> dict[str, str | datetime]:
    """Return the properties of the file; it counts as made at the end of its period."""
    record = filed.record
    made = datetime.combine(max(record.period.end or EARLIEST, EARLIEST), time(), UTC)
    texts = {
        "title": filed.title,
        "author": record.person.name,
        "subject": record.scheme.name,
    }
    cleaned = {name: join_lines(text)[:LONGEST_PROPERTY] for name, text in texts.items()}
    return {**cleaned, "created": made}


class _Writer:
    """Writes cells of a sheet of xlsxwriter, each as what it is and never as what it looks like."""

    def __init__(self, book: Book, sheet: Book) -> None:
        self.sheet = sheet
        looks = {
            "head": HEAD,
            "text": {**FONT, **RULE, "text_wrap": True},
            "title": {**FONT, **RULE, "text_wrap": True, "bold": True},
            "day": {**FONT, **RULE, "num_format": DAY, "align": "left"},
            "number": {**FONT, **RULE, "align": "right", "indent": 1},
            "label": {**FONT, "font_color": "#595959"},
            "plain": {**FONT, "text_wrap": True},
        }
        self.formats = {name: book.add_format(look) for name, look in looks.items()}

    def write(self, row: int, at: int, value: Value, look: str) -> None:
        """Write a cell; ``look`` names its format where it holds text."""
        if isinstance(value, Decimal) and is_exact(value):
            self.sheet.write_number(row, at, float(value), self.formats["number"])
        elif isinstance(value, date) and value >= FIRST_DAY:
            self.sheet.write_datetime(row, at, value, self.formats["day"])
        else:
            self._write_text(row, at, str(value), self.formats[look])

    def _write_text(self, row: int, at: int, text: str, look: Book) -> None:
        if text.startswith("<r>"):
            # The library would take it for markup of its own, and put it into the file as it is.
            pieces = (text[:1], self.formats["plain"], text[1:])
            self.sheet.write_rich_string(row, at, *pieces, look)
        else:
            self.sheet.write_string(row, at, text, look)


def is_exact(number: Decimal) -> bool:
    """Tell whether Excel can hold a number to the last digit."""
    return len(number.as_tuple().digits) <= MOST_DIGITS and abs(number) < LARGEST


def _write_table(book: Book, filed: FiledRecord, table: Table) -> None:
    sheet = book.add_worksheet("Record")
    writer = _Writer(book, sheet)
    widths = find_widths(table)
    keys = [column.key for column in table.columns]
    named = keys.index("title") if "title" in keys else 0
    _set_page(sheet, filed)
    # Dates and title stand on every page, and the rest is shared out so that it can be read.
    repeated = sum(widths[: named + 1])
    across = math.ceil(sum(widths[named + 1 :]) / max(LEGIBLE - repeated, 1))
    sheet.fit_to_pages(max(across, 1), 0)
    sheet.repeat_columns(0, named)
    sheet.freeze_panes(1, named + 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(at, at, width)
        writer.write(0, at, column.label, "head")
    looks = ["title" if column.key == "title" else "text" for column in table.columns]
    for row, values in enumerate(table.rows, 1):
        sheet.set_row(row, find_height(values, widths))
        for at, (value, look) in enumerate(zip(values, looks, strict=True)):
            writer.write(row, at, value, look)


def _write_about(book: Book, filed: FiledRecord) -> None:
    sheet = book.add_worksheet("About")
    writer = _Writer(book, sheet)
    _set_page(sheet, filed)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80)
    for row, (label, value) in enumerate(describe_record(filed)):
        writer.write(row, 0, join_lines(label), "label")
        writer.write(row, 1, next(cut_text(clean_text(value))), "plain")


def describe_record(filed: FiledRecord) -> Iterator[tuple[str, str]]:
    """Yield the lines of the sheet ``About``: a label, and what it stands for."""
    record = filed.record
    yield "Title", filed.title
    yield "Professional body", record.scheme.name
    yield from ((it.label, _fill(it)) for it in fill_header(record))
    shown = {it.shows for it in record.scheme.sheet.header}
    if record.period.start and "from" not in shown:
        yield "From", format_day(record.period.start)
    if record.period.end and "to" not in shown:
        yield "To", format_day(record.period.end)
    yield "Activities", str(len(record.rows))
    yield from (("Note", note) for note in (record.scheme.sheet.note, filed.note) if note)


def _fill(field: HeaderValue) -> str:
    return {"ticked": "yes", "empty": "no"}.get(field.tick, field.text)


def _set_page(sheet: Book, filed: FiledRecord) -> None:
    name = join_lines(f"{filed.record.person.name} \N{MIDDLE DOT} {filed.title}")[:LONGEST_FOOT]
    sheet.set_landscape()
    sheet.set_paper(PAPERS.get(filed.paper, PAPERS["a4"]))
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.75)
    sheet.set_footer(f"&L{name.replace('&', '&&')}&RPage &P of &N")
