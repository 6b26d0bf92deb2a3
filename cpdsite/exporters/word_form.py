"""What surrounds the table of a Word record: the fields above it, the foot, the page, settings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby

from cpdsite.exporters.office_text import escape_text, join_lines
from cpdsite.exporters.word_blocks import write_box
from cpdsite.exporters.word_runs import (
    References,
    runs_leftward,
    write_line,
    write_paragraph,
    write_text,
)
from cpdsite.exporters.word_styles import NAMESPACE
from cpdsite.portfolio.record import HeaderValue, Record, fill_header
from cpdsite.portfolio.sheets import FiledRecord

PAPERS = {"a4": (16838, 11906), "letter": (15840, 12240)}
"""Width and height of a sheet on its side, in twentieths of a point."""

SIDE = 850
"""The margins left and right: 15 mm."""

TOP, FOOT = 794, 397

BLANK = "\N{EN SPACE}" * 12
"""What a field shows that is still to be filled in."""

OPENS_LINE = ("name", "number", "from")
"""Fields of a form that begin a line of their own."""

APART = " " * 6
TAB = "\t"
EARLIEST = date(1980, 1, 1)
LONGEST_PROPERTY = 255


def find_paper(filed: FiledRecord) -> tuple[int, int]:
    """Return width and height of the sheet."""
    return PAPERS.get(filed.paper, PAPERS["a4"])


def find_width(filed: FiledRecord) -> int:
    """Return how wide the table is: all that the margins leave."""
    return find_paper(filed)[0] - 2 * SIDE


def write_opening(filed: FiledRecord, references: References) -> Iterator[str]:
    """Yield what stands above the table: scheme, title, fields and notes."""
    yield write_line("Record scheme", join_lines(filed.record.scheme.name))
    yield write_line("Record title", join_lines(filed.title))
    for fields in group_fields(filed.record):
        yield _write_fields(fields, references)
    notes = (filed.record.scheme.sheet.note, filed.note)
    nothing = "" if filed.record.rows else "No activities fall in this period."
    for note in filter(None, (*notes, nothing)):
        yield write_line("Record note", note)
    yield write_paragraph("Table end", "", keeps=True)


def group_fields(record: Record) -> Iterator[tuple[HeaderValue, ...]]:
    """Yield the fields above the record line by line: the person, the grades, the period."""
    shown = [it.shows for it in record.scheme.sheet.header]
    line = 0
    lines = [line := line + (shows in OPENS_LINE) for shows in shown]
    pairs = zip(lines, fill_header(record), strict=True)
    for _, found in groupby(pairs, key=lambda pair: pair[0]):
        yield tuple(value for _, value in found)


def _write_fields(fields: tuple[HeaderValue, ...], references: References) -> str:
    content = write_text(APART).join(_write_field(it, references) for it in fields)
    is_leftward = runs_leftward("".join(it.label + it.text for it in fields))
    return write_paragraph("Record field", content, is_leftward=is_leftward)


def _write_field(field: HeaderValue, references: References) -> str:
    label = join_lines(field.label)
    name = _name_control(label)
    if field.tick:
        box = write_box(references, name, is_ticked=field.tick == "ticked")
        return write_text(f"{label}\N{NO-BREAK SPACE}", style="Field label") + box
    text = join_lines(field.text)
    empty = "" if text else "<w:showingPlcHdr/>"
    return (
        f"{write_text(f'{label}: ', style='Field label')}"
        f'<w:sdt><w:sdtPr>{name}<w:id w:val="{references.add_box()}"/>{empty}<w:text/></w:sdtPr>'
        f"<w:sdtContent>{write_text(text or BLANK, style='Field value')}</w:sdtContent></w:sdt>"
    )


def _name_control(label: str) -> str:
    """Return the name by which a content control is shown and read out; Word takes 64 letters."""
    return f'<w:alias w:val="{escape_text(label[:64])}"/>'


def write_page(filed: FiledRecord, foot: str) -> str:
    """Return the properties of the page; ``foot`` is the id of the relationship to its foot."""
    width, height = find_paper(filed)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{foot}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{TOP}" w:left="{SIDE}"'
        f' w:header="{FOOT}" w:footer="{FOOT}" w:gutter="0"/><w:cols w:space="720"/></w:sectPr>'
    )


def write_foot(filed: FiledRecord) -> str:
    """Return the foot of every page: whose record it is, and page n of N."""
    name = join_lines(f"{filed.record.person.name} \N{MIDDLE DOT} {filed.title}")
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{find_width(filed)}"/></w:tabs>'
    return (
        f'<w:ftr {NAMESPACE}><w:p><w:pPr><w:pStyle w:val="footer"/>{edge}</w:pPr>'
        f"{write_text(name)}{write_text(TAB + 'Page ')}{_write_count('PAGE')}{write_text(' of ')}"
        f"{_write_count('NUMPAGES')}</w:p></w:ftr>"
    )


def _write_count(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{write_text("1")}</w:fldSimple>'


def write_settings(filed: FiledRecord) -> str:
    """Return the element ``w:settings``; Word opens a file without mode of its own as an old one."""
    uri = "http://schemas.microsoft.com/office/word"
    modes = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    )
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in modes
    )
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{escape_text(filed.language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def find_day(filed: FiledRecord) -> datetime:
    """Return when the file counts as made: the end of its period, so that bytes stay the same."""
    return datetime.combine(max(filed.record.period.end or EARLIEST, EARLIEST), time(), UTC)


def describe_file(filed: FiledRecord) -> dict[str, str]:
    """Return the properties of the file by the names that python-docx gives them."""
    record = filed.record
    values = {
        "title": filed.title,
        "author": record.person.name,
        "last_modified_by": record.person.name,
        "subject": record.scheme.name,
        "language": filed.language,
        "comments": "",
        "keywords": "",
    }
    return {name: join_lines(value)[:LONGEST_PROPERTY] for name, value in values.items()}
