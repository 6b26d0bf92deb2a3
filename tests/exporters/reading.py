"""The words of exported records, row by row, as a reader of each format finds them."""

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser

from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from cpdsite.exporters.export import Request
from cpdsite.exporters.printed import Action, Line, Prose, print_rows
from cpdsite.exporters.table import COLUMNS
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.portfolio.dates import EndDate, Ongoing, PartialDate, format_dates
from cpdsite.portfolio.record import describe_dates, name_type
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS
from cpdsite.prose.blocks import (
    Block,
    Code,
    Grid,
    Items,
    Paragraph,
    Quotation,
    Rule,
    make_blocks,
)
from cpdsite.prose.passage import read_passage
from cpdsite.prose.tree import parse_html
from tests.portfolio.values import make_activity

Words = list[str]
"""The words of a row, in order."""

WORD = re.compile(r"\w+")
KEYS = {column.label: column.key for column in COLUMNS}


def find_words(text: str) -> Words:
    """Return the words of a text as any format may write them."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def read_markdown(text: str) -> str:
    """Return what a reader sees of a piece of Markdown."""
    return join_runs(make_blocks(parse_html(read_passage(text).html), {}))


def join_runs(blocks: tuple[Block, ...]) -> str:
    """Return the words of blocks, without the marks and numbers of lists and the addresses of links."""
    return " ".join(map(_join_block, blocks))


def _join_block(block: Block) -> str:
    match block:
        case Paragraph(runs=runs):
            return "".join(run.text for run in runs)
        case Items(items=items):
            return " ".join(join_runs(item.blocks) for item in items)
        case Quotation(blocks=blocks):
            return join_runs(blocks)
        case Code(text=text):
            return text
        case Grid(rows=rows):
            return " ".join("".join(run.text for run in cell.runs) for row in rows for cell in row)
        case Rule():
            return ""


def expect_rows(
    request: Request,
    *,
    with_headings: bool = True,
    write: Callable[[tuple[Block, ...]], str] = join_runs,
) -> list[Words]:
    """Return the words of every row, as the parts of its cells give them."""
    rows = []
    for row in print_rows(request.filed, request.read_passage):
        texts = []
        for part in (part for cell in row.cells for part in cell):
            match part:
                case Line(text=text):
                    texts.append(text)
                case Action(text=text, dates=dates):
                    texts += [text, dates]
                case Prose(heading=heading, blocks=blocks):
                    texts += [heading if with_headings else "", write(blocks)]
        rows.append(find_words(" ".join(texts)))
    return rows


class _Rows(HTMLParser):
    """Collects the text of the rows of a record's page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.is_within = False
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "table"
        if tag == "tr" and dict(attrs).get("class") == "entry-row":
            self.rows.append("")
            self.is_within = True
        self.handle_data(dict(attrs).get("alt") or "" if tag == "img" else "")
        self.handle_data(" " if tag not in INLINE else "")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"
        self.is_within = self.is_within and self.depth > 0
        self.handle_data(" " if tag not in INLINE else "")

    def handle_data(self, data: str) -> None:
        if self.is_within:
            self.rows[-1] += data


INLINE = ("a", "em", "strong", "code", "span", "del", "abbr", "sup", "sub", "time", "b", "i")


def read_page(html: str) -> list[Words]:
    """Return the rows of the record's page."""
    reader = _Rows()
    reader.feed(html)
    return [find_words(row) for row in reader.rows]


def read_text(content: bytes) -> list[Words]:
    """Return the rows of plain text to paste, without labels and lengths."""
    _, *entries = re.split(r"^=+\n.*\n=+\n", content.decode("utf-8"), flags=re.MULTILINE)
    bodies = (re.sub(r"^.+\n\[[^\]\n]* words?\]$", "", it, flags=re.MULTILINE) for it in entries)
    return [find_words(body) for body in bodies]


def read_word(content: bytes) -> list[Words]:
    """Return the rows of the table of a Word file."""
    table = Document(io.BytesIO(content)).tables[-1]
    rows = table._tbl.tr_lst[1:]  # noqa: SLF001 - faster than its cells, a thousand times
    return [find_words(" ".join(_read_paragraphs(row))) for row in rows]


def _read_paragraphs(row: Iterable[object]) -> Iterable[str]:
    for paragraph in row.iter(qn("w:p")):  # type: ignore[attr-defined]
        pieces = (it.text or " " for it in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")))
        yield "".join(pieces)


def read_csv(content: bytes, request: Request) -> list[Words]:
    """Return the rows of a CSV file, in the order of the scheme's columns."""
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    cells = [[unguard(cell) for cell in row] for row in rows]
    return _join_rows(head, cells, request)


def unguard(text: str) -> str:
    """Take one guard away, as our import does."""
    return text[1:] if re.match(r"'['=+\-@\t\r]", text) else text


def read_excel(content: bytes, request: Request) -> list[Words]:
    """Return the rows of an Excel file, in the order of the scheme's columns."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    head, *rows = sheet.to_python()
    labels = [str(cell) for cell in head]
    return _join_rows(labels, [[_write(cell) for cell in row] for row in rows], request)


def _write(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{Decimal(str(cell)).normalize():f}" if isinstance(cell, float) else str(cell)


def _join_rows(labels: list[str], rows: list[list[str]], request: Request) -> list[Words]:
    activities = (row.activity for row in request.filed.record.rows)
    return [
        _join_cells(labels, cells, bool(activity.further_action), request)
        for cells, activity in zip(rows, activities, strict=False)
    ]


def _join_cells(labels: list[str], cells: list[str], has_actions: bool, request: Request) -> Words:
    values = {KEYS[label]: cell for label, cell in zip(labels, cells, strict=True)}
    ends = _read_date(values.get("end_date", ""))
    starts = _read_date(values["date"])
    assert isinstance(starts, PartialDate)
    values["dates"] = format_dates(starts, ends)
    # Actions are plain text, a line each; what follows them is Markdown.
    actions, _, rest = values["further_action"].partition("\n\n" if has_actions else "\0")
    values["further_action"] = f"{escape(actions)}\n\n{rest}" if has_actions else actions
    return _join_values(values, request)


def escape(text: str) -> str:
    """Return plain text as Markdown that reads the same."""
    return re.sub(r"([^\w\s]|_)", r"\\\1", text)


def _read_date(text: str) -> EndDate:
    if text == "ongoing":
        return Ongoing.ONGOING
    return PartialDate(*map(int, text.split("-"))) if text else None


def _join_values(values: dict[str, str], request: Request) -> Words:
    """Return the words of fields where the columns of the scheme show them, with their headings."""
    keys = (key for column in request.filed.record.scheme.sheet.columns for key in column.shows)
    return find_words(" ".join(_read_value(key, values.get(key, "")) for key in keys))


def _read_value(key: str, value: str) -> str:
    # A heading in a cell is the person's own in the place of the column's.
    is_prose = key in HEADINGS or key == DESCRIPTION
    return read_markdown(OWN_HEADING.sub("", value)) if is_prose else value


OWN_HEADING = re.compile(r"^## .*$", re.MULTILINE)


def read_json(content: bytes, request: Request) -> list[Words]:
    """Return the activities of a JSON file, in the order of the scheme's columns."""
    rows = []
    for activity in json.loads(content)["activities"]:
        starts = _read_date(activity["date"])
        assert isinstance(starts, PartialDate)
        values = {it["name"]: it["text"] for it in activity["sections"]}
        values |= {key: str(activity.get(key, "")) for key in ("title", "type", "hours", "points")}
        values["type"] = name_type(make_activity(type=values["type"]), request.filed.record.scheme)
        values["dates"] = format_dates(starts, _read_date(activity.get("end_date", "")))
        values["provider"] = "\n".join(activity.get("provider", []))
        values["further_action"] = "\n\n".join(
            [
                *(escape(_read_action(it)) for it in activity.get("further_action", [])),
                values.get("further_action", ""),
            ]
        )
        rows.append(_join_values(values, request))
    return rows


def _read_action(action: dict[str, str]) -> str:
    due, done = (_read_date(action.get(key, "")) for key in ("due", "done"))
    assert not isinstance(due, Ongoing)
    assert not isinstance(done, Ongoing)
    return f"{action['action']} {describe_dates(FurtherAction('x', due, done))}"


def read_pdf(content: bytes) -> Words:
    """Return the words of a PDF file in the order in which they are drawn."""
    ran = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],  # noqa: S607 - found on the path
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    return find_words(ran.stdout.decode("utf-8"))


def find_difference(found: list[Words], expected: list[Words]) -> str:
    """Return where the rows of a format first differ from what is expected; ``""`` for nowhere."""
    if len(found) != len(expected):
        return f"{len(found)} rows, expected {len(expected)}"
    for number, (row, wanted) in enumerate(zip(found, expected, strict=True)):
        if row != wanted:
            pairs = zip([*row, ""], [*wanted, ""], strict=False)
            at = next(place for place, (one, other) in enumerate(pairs) if one != other)
            shown, missing = row[max(0, at - 3) : at + 5], wanted[max(0, at - 3) : at + 5]
            return f"row {number}, word {at}: {shown}, expected {missing}"
    return ""
