"""A record as a Word file: the form of the scheme, which can be filled in further.

The body holds, in this order:

- paragraphs ``Record scheme`` and ``Record title``;
- paragraphs ``Record field``: each label (``Field label``) with a colon and what is filled in
  (``Field value``, in a content control), or with a check box; lines as ``group_fields`` has them;
- paragraphs ``Record note``: the scheme's note, the person's own, and whether there are no rows;
- one table of the style ``Record table``: a head row of the scheme's labels (``Column label``, what
  stands in brackets in ``Label explanation``), then a row for each activity.

A cell holds its parts in the scheme's order:

- a title is ``Activity title``; any other short text is a paragraph of the style that ``LINES``
  gives its field, such as ``Activity provider``; an address makes it a link;
- a section begins with a paragraph ``Section heading`` where the column's label does not name it,
  and goes on with blocks as ``word_blocks`` describes them;
- a further action is an item of a list, ``Action``, followed by a paragraph ``Action dates`` where
  it has any.

A cell without parts holds one empty paragraph ``Cell text``.
"""

import io
from collections.abc import Iterable, Iterator

from cpdsite.exporters.archives import rewrite_archive
from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.office_text import escape_text, join_lines
from cpdsite.exporters.printed import Action, Line, PrintedPart, PrintedRow, Prose, print_rows
from cpdsite.exporters.word_blocks import HEAD, Place, write_blocks, write_cell, write_row
from cpdsite.exporters.word_form import (
    describe_file,
    find_day,
    find_width,
    write_foot,
    write_opening,
    write_page,
    write_settings,
)
from cpdsite.exporters.word_runs import (
    References,
    runs_leftward,
    write_line,
    write_paragraph,
    write_runs,
    write_text,
)
from cpdsite.exporters.word_styles import (
    NAMESPACE,
    identify,
    write_fonts,
    write_numberings,
    write_styles,
)
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.shapes import Run

LINES = {
    "title": "Activity title",
    "dates": "Activity dates",
    "type": "Activity type",
    "provider": "Activity provider",
    "hours": "Activity hours",
    "points": "Activity points",
    "competences": "Activity competence",
    "evidence": "Activity evidence",
}
"""The style of each short text, by its field."""

ROOM = '<w:trHeight w:val="2000" w:hRule="atLeast"/>'
"""The room that an empty row leaves to write in."""

INSET = 240
"""How much of a column its cells keep free at the sides."""

NAMESPACES = (
    f'{NAMESPACE} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FONTS = "word/fontTable.xml"
UNWANTED = (
    *("stylesWithEffects", "webSettings", "fontTable", "theme", "customXml", "thumbnail"),
    "extended-properties",
)
"""Parts of the library's own file that ours does without, by the end of their kind."""


def write_word(request: Request) -> Exported:
    """Return a record as a Word file."""
    filed = request.filed
    references = References()
    rows = print_rows(filed, request.read_passage)
    body = "".join(
        (
            *write_opening(filed, references),
            write_table(filed, rows, references),
            # A page that the table fills to its end has room for this.
            write_paragraph("Table end", ""),
        )
    )
    return Exported(_pack(filed, body, references))


def write_table(filed: FiledRecord, rows: tuple[PrintedRow, ...], references: References) -> str:
    """Return the table of a record; without rows, with an empty one to begin with."""
    widths = share_width(filed)
    columns = filed.record.scheme.sheet.columns
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _write_row([_write_label(it.label) for it in columns], widths, HEAD)
    written = [_write_row(_write_cells(row, widths, references), widths) for row in rows]
    if not rows:
        written = [_write_row([write_paragraph("Cell text", "")] * len(widths), widths, ROOM)]
    title = escape_text(join_lines(filed.title))
    told = escape_text(join_lines(_describe_table(filed)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{identify("Record table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{title}"/>'
        f'<w:tblDescription w:val="{told}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{"".join(written)}</w:tbl>'
    )


def _write_row(cells: Iterable[str], widths: tuple[int, ...], kind: str = "") -> str:
    written = (write_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return write_row("".join(written), kind)


def share_width(filed: FiledRecord) -> tuple[int, ...]:
    """Return the widths of the columns as the scheme shares them, together as wide as the page."""
    whole = find_width(filed)
    parts = [column.width for column in filed.record.scheme.sheet.columns]
    widths = [whole * part // sum(parts) for part in parts]
    return (*widths[:-1], whole - sum(widths[:-1]))


def _describe_table(filed: FiledRecord) -> str:
    count = len(filed.record.rows)
    activities = "1 activity" if count == 1 else f"{count} activities"
    return f"{activities} of {filed.record.person.name}, oldest first, one in each row"


def _write_label(label: str) -> str:
    """Return a cell of the head: what a label says in brackets is an explanation, and quieter."""
    name, bracket, rest = label.partition(" (")
    runs = write_text(name)
    if bracket:
        runs += write_text(bracket + rest, style="Label explanation")
    return write_paragraph("Column label", runs, is_leftward=runs_leftward(label))


def _write_cells(
    row: PrintedRow, widths: tuple[int, ...], references: References
) -> tuple[str, ...]:
    return tuple(
        "".join(_write_parts(parts, width - INSET, references)) or write_paragraph("Cell text", "")
        for parts, width in zip(row.cells, widths, strict=True)
    )


def _write_parts(
    parts: tuple[PrintedPart, ...], width: int, references: References
) -> Iterator[str]:
    for part in parts:
        match part:
            case Line(field=field, text=text, url=url):
                content, is_leftward = write_runs((Run(text, url=url),), references)
                style = LINES.get(field, "Cell text")
                yield write_paragraph(style, content, is_leftward=is_leftward)
            case Prose(heading=heading, blocks=blocks):
                if heading:
                    yield write_line("Section heading", heading)
                yield from write_blocks(blocks, references, Place(width))
            case Action(text=text, dates=dates):
                yield write_line("Action", text, keeps=bool(dates))
                if dates:
                    yield write_line("Action dates", dates)


def _pack(filed: FiledRecord, body: str, references: References) -> bytes:
    """Return the file: the library packs its own, and all that is seen of it is put in afterwards.

    Elements by the hundred thousand, moved into the tree of the library, take it ten seconds.
    """
    from docx import Document
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = Document()
    part = document.part
    for relationships in (part.rels, part.package.rels):
        for name in [it for it, found in relationships.items() if found.reltype.endswith(UNWANTED)]:
            del relationships[name]
    for url, name in references.links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, url, name, is_external=True)
    foot = document.sections[0].footer
    foot.is_linked_to_previous = False
    fonts = Part(PackURI(f"/{FONTS}"), CONTENT_TYPE.WML_FONT_TABLE, b"")
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    for name, value in describe_file(filed).items():
        setattr(document.core_properties, name, value)
    document.core_properties.created = document.core_properties.modified = find_day(filed)
    packed = io.BytesIO()
    document.save(packed)
    page = write_page(filed, part.relate_to(foot.part, RELATIONSHIP_TYPE.FOOTER))
    parts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>",
        "word/styles.xml": write_styles(filed.language),
        "word/numbering.xml": write_numberings(tuple(references.numberings)),
        "word/settings.xml": write_settings(filed),
        foot.part.partname.membername: write_foot(filed),
        FONTS: write_fonts(),
    }
    written = {name: f"{DECLARATION}{xml}".encode() for name, xml in parts.items()}
    return rewrite_archive(packed.getvalue(), written)
