"""Blocks of prose as the paragraphs, lists and tables of a word processor.

Each kind of block has a style of its own, so that a file can be read back:

- a paragraph has the style of where it stands, ``Cell text``;
- an item of a list begins with a paragraph ``List Bullet``, ``List Number`` or ``List Task``, of
  which the numbering gives kind and level; a task begins with a check box and a space. What
  follows in the item is ``List Continue``, ``List Continue 2`` on the second level, and so on;
- a quotation is ``Quotation``; a list in it keeps its numbering under that style;
- code is one paragraph ``Code`` with line breaks, code in a line has the style ``Code text``;
- a table has the style ``Prose table``, its cells ``Table head`` and ``Table text``, and an empty
  paragraph ``Table end`` after it; a line across is an empty paragraph ``Rule``.

Within items, ``Quotation`` and ``Code`` carry a number as ``List Continue`` does: ``Code 2`` is
code in an item of the first level.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cpdsite.exporters.word_runs import (
    References,
    write_paragraph,
    write_runs,
    write_text,
)
from cpdsite.exporters.word_styles import (
    BULLETS,
    DEEPEST,
    QUOTED,
    STEP,
    TASKS,
    identify,
    name_level,
)
from cpdsite.prose.shapes import Block, Cell, Code, Grid, Item, Items, Paragraph, Quotation, Rule

LONGEST_CELL = 60
LONGEST_WORD = 24
"""Up to how many letters a cell and a word count towards the width of a column."""

LETTER, PADDING = 100, 180
"""How wide a letter is, and what a cell keeps free, in twentieths of a point."""

HEAD = "<w:cantSplit/><w:tblHeader/>"
"""The properties of a row that stands on every page, whole."""

NARROWEST = 200
MOST_COLUMNS = 63
"""How many columns Word lets a table have."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: how many lists deep, in a quotation or not, and how wide it is.

    ``width`` is in twentieths of a point.
    """

    width: int
    depth: int = 0
    is_quoted: bool = False

    def style(self) -> str:
        """Return the style of a paragraph here."""
        if self.is_quoted:
            return name_level("Quotation", min(self.depth, DEEPEST + 1))
        return (
            name_level("List Continue", min(self.depth - 1, DEEPEST)) if self.depth else "Cell text"
        )


def write_blocks(blocks: tuple[Block, ...], references: References, place: Place) -> Iterator[str]:
    """Yield the paragraphs and tables of blocks."""
    for block in blocks:
        match block:
            case Paragraph(runs=runs):
                content, is_leftward = write_runs(runs, references)
                yield write_paragraph(place.style(), content, is_leftward=is_leftward)
            case Items():
                yield from _write_list(block, references, place)
            case Quotation(blocks=inner):
                yield from write_blocks(inner, references, replace(place, is_quoted=True))
            case Code(text=text):
                style = name_level("Code", min(place.depth, DEEPEST + 1))
                yield write_paragraph(style, write_text(text))
            case Grid():
                for part in split_grid(block):
                    yield _write_grid(part, references, place)
                    # Tables without anything between them are one; cells end in a paragraph.
                    yield write_paragraph("Table end", "")
            case Rule():
                yield write_paragraph("Rule", "")


def _write_list(block: Items, references: References, place: Place) -> Iterator[str]:
    level = min(place.depth, DEEPEST)
    inside = replace(place, depth=place.depth + 1)
    own = references.add_numbering(level, block.start) if block.start > 0 else 0
    for item in block.items:
        number, style = _number_item(item, own)
        opening, rest = _split_item(item)
        content, is_leftward = write_runs(opening.runs, references)
        if item.checked is not None:
            gap = write_text(" ") if opening.runs else ""
            content = write_box(references, "", is_ticked=item.checked) + gap + content
        yield write_paragraph(
            place.style() if place.is_quoted else style,
            content,
            is_leftward=is_leftward,
            numbering=(number, level),
            indent=STEP * (level + 1) + QUOTED if place.is_quoted else 0,
        )
        yield from write_blocks(rest, references, inside)


def _number_item(item: Item, own: int) -> tuple[int, str]:
    """Return the numbering of an item and the style that it has outside quotations."""
    if own:
        return own, "List Number"
    return (BULLETS, "List Bullet") if item.checked is None else (TASKS, "List Task")


def _split_item(item: Item) -> tuple[Paragraph, tuple[Block, ...]]:
    """Return the paragraph that stands beside the mark of an item, and what follows it."""
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        return first, item.blocks[1:]
    return Paragraph(()), item.blocks


def write_box(references: References, title: str, *, is_ticked: bool) -> str:
    """Return a check box that can be ticked; ``title`` is the name that it is read out by."""
    glyph = "\N{BALLOT BOX WITH X}" if is_ticked else "\N{BALLOT BOX}"
    return (
        f"<w:sdt><w:sdtPr>{title}"
        f'<w:id w:val="{references.add_box()}"/><w14:checkbox>'
        f'<w14:checked w14:val="{int(is_ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{write_text(glyph, style='Check box')}</w:sdtContent></w:sdt>"
    )


def _write_grid(grid: Grid, references: References, place: Place) -> str:
    indent = STEP * min(place.depth, DEEPEST + 1)
    widths = share_width(grid, max(place.width - indent, NARROWEST))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    has_head = all(cell.is_head for cell in grid.rows[0])
    rows = "".join(
        _write_row(row, widths, references, is_head=has_head and at == 0)
        for at, row in enumerate(grid.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{identify("Prose table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0620" if has_head else "0600"}"'
        f' w:firstRow="{int(has_head)}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def split_grid(grid: Grid) -> Iterator[Grid]:
    """Yield a table as tables that Word can hold, one below the other where it is too wide."""
    columns = len(grid.rows[0]) if grid.rows else 0
    for start in range(0, columns, MOST_COLUMNS):
        yield Grid(tuple(row[start : start + MOST_COLUMNS] for row in grid.rows))


def share_width(grid: Grid, width: int) -> tuple[int, ...]:
    """Return the widths of columns, by what stands in them; together they are as wide as asked.

    Each has room for its longest word as far as there is room, the longer ones share the rest.
    """
    columns = list(zip(*grid.rows, strict=True))
    words = [max(_measure_words(cell) for cell in column) for column in columns]
    whole = [max(_measure(cell) for cell in column) for column in columns]
    least = [PADDING + LETTER * min(max(it, 1), LONGEST_WORD) for it in words]
    rest = width - sum(least)
    if rest < 0:
        widths = [width * it // sum(least) for it in least]
    else:
        wishes = [min(it, LONGEST_CELL) + 1 for it in whole]
        widths = [it + rest * wish // sum(wishes) for it, wish in zip(least, wishes, strict=True)]
    return (*widths[:-1], width - sum(widths[:-1]))


def _measure(cell: Cell) -> int:
    return sum(len(run.text) for run in cell.runs)


def _measure_words(cell: Cell) -> int:
    return max(map(len, "".join(run.text for run in cell.runs).split()), default=0)


def _write_row(
    row: tuple[Cell, ...], widths: tuple[int, ...], references: References, *, is_head: bool
) -> str:
    cells = "".join(
        write_cell(_write_cell_text(cell, references), width)
        for cell, width in zip(row, widths, strict=True)
    )
    return write_row(cells, HEAD if is_head else "")


def _write_cell_text(cell: Cell, references: References) -> str:
    content, is_leftward = write_runs(cell.runs, references)
    style = "Table head" if cell.is_head else "Table text"
    return write_paragraph(style, content, is_leftward=is_leftward, align=cell.align)


def write_cell(content: str, width: int) -> str:
    """Return a cell of a table, as wide as its column."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def write_row(cells: str, kind: str = "") -> str:
    """Return a row with properties such as ``HEAD``; one without may break across pages."""
    return f"<w:tr>{f'<w:trPr>{kind}</w:trPr>' if kind else ''}{cells}</w:tr>"
