"""What the cells of an Excel sheet hold and how large they are: texts cut where Excel cuts them off."""

from collections.abc import Iterator
from datetime import date

from cpdsite.exporters.office_text import clean_text
from cpdsite.exporters.table import Table, TableColumn, Value

LONGEST = 32_767
"""How much text a cell of Excel holds, in units of UTF-16."""

SEARCHED = 2_000
"""How far before the end of a full cell an end of a line or a word is looked for."""

LINE_HEIGHT = 13.5
SPARE = 3
HIGHEST = 409
"""The height of a line, what a row has beside its lines, and its most, in points."""

MOST_LINES = 26
"""How many full lines a row surely shows at its highest."""

DAY_WIDTH = 18
WIDEST = 110


def continue_columns(table: Table) -> tuple[Table, tuple[str, ...]]:
    """Return a table of which every text fits a cell, and what a person should know of that.

    Texts are as the file holds them: cleaned.
    """
    pieces = [[_cut_value(value) for value in row] for row in table.rows]
    counts = [max(len(cell) for cell in column) for column in zip(*pieces, strict=True)]
    counts = counts or [1] * len(table.columns)
    added = tuple(
        TableColumn(column.key, name_continued(column.label, number), column.width)
        for column, count in zip(table.columns, counts, strict=True)
        for number in range(1, count)
    )
    rows = tuple(
        (
            *(cell[0] for cell in row),
            *(
                cell[number] if number < len(cell) else ""
                for cell, count in zip(row, counts, strict=True)
                for number in range(1, count)
            ),
        )
        for row in pieces
    )
    long = sum(len(cell) > 1 for row in pieces for cell in row)
    return Table((*table.columns, *added), rows), _tell_of_long(long)


def _tell_of_long(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    texts = "1 text is" if count == 1 else f"{count} texts are"
    return (
        (
            f"{texts} longer than a cell of Excel can be ({LONGEST:,} characters): the rest "
            'stands in the columns at the right end that are headed "(continued)"'
        ),
    )


def name_continued(label: str, number: int) -> str:
    """Return the heading of the column in which another goes on for the ``number``-th time."""
    return f"{label} (continued)" if number == 1 else f"{label} (continued {number})"


def _cut_value(value: Value) -> tuple[Value, ...]:
    return tuple(cut_text(clean_text(value))) if isinstance(value, str) else (value,)


def cut_text(text: str) -> Iterator[str]:
    """Yield a text in pieces that fit a cell, cut after a line or a word where one is near."""
    start = 0
    while _measure(text[start : start + LONGEST + 1]) > LONGEST:
        end = start + _find_end(text[start : start + LONGEST])
        yield text[start:end]
        start = end
    yield text[start:]


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _find_end(text: str) -> int:
    """Return where to cut a text that is as long as a cell, or longer."""
    while (excess := _measure(text) - LONGEST) > 0:
        text = text[: -((excess + 1) // 2)]
    for end in ("\n", " "):
        at = text.rfind(end, len(text) - SEARCHED)
        if at >= 0:
            return at + 1
    return len(text)


def find_widths(table: Table) -> list[int]:
    """Return the widths of the columns: wider where a row as high as can be would cut a text off."""
    widths = [column.width for column in table.columns]
    for row in table.rows:
        for at, value in enumerate(row):
            if isinstance(value, str):
                widths[at] = max(widths[at], min(len(value) // MOST_LINES, WIDEST))
            elif isinstance(value, date):
                widths[at] = max(widths[at], DAY_WIDTH)
    return widths


def find_height(row: tuple[Value, ...], widths: list[int]) -> float:
    """Return how high a row is to be in points: not every program finds that out by itself."""
    lines = (
        sum(len(line) // width + 1 for line in value.split("\n"))
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    )
    return min(max(lines, default=1) * LINE_HEIGHT + SPARE, HIGHEST)
