"""CSV: the record for spreadsheets and other systems."""

import csv
import io
from datetime import date
from decimal import Decimal

from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.table import Value, make_table
from cpdsite.portfolio.record import format_number

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte-order mark, by which some spreadsheets know UTF-8."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""

GUARD = "'"


def write_csv(request: Request) -> Exported:
    """Write a record as CSV as RFC 4180 has it: commas, CRLF after each row, UTF-8.

    A text that a spreadsheet could take for a formula begins with an apostrophe, which our own
    import takes away.
    """
    table = make_table(request)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.label for column in table.columns)
    for row in table.rows:
        writer.writerow(write_value(value) for value in row)
    text = (MARK if request.has_mark else "") + out.getvalue()
    return Exported(text.encode("utf-8", "replace"))


def write_value(value: Value) -> str:
    """Write a value as text: a date as ISO 8601 has it, a number with a full stop."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return format_number(value)
        case _:
            return guard_text(value)


def guard_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    One that begins like a guarded text is guarded too, so that taking one guard away gives
    every text back.
    """
    guarded = text[:1] == GUARD and text[1:2] in (GUARD, *RISKY)
    return GUARD + text if guarded or text.startswith(RISKY) else text
