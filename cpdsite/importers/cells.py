"""Blocks of a cell as Markdown and as plain text."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cpdsite.importers.normal_form import LISTS, tidy_blocks
from cpdsite.importers.source import Cell
from cpdsite.importers.word_symbols import write_boxes
from cpdsite.importers.wording import escape_line
from cpdsite.limits import MOST_CELL_MARKS
from cpdsite.prose.markdown import write_markdown
from cpdsite.prose.tree import Document, Element, Node, find_text, walk

TITLES = {"h1": "#", "h2": "##"}

SPACES = str.maketrans(dict.fromkeys("\xa0\u2007\u202f\u2002\u2003\u2009", " "))
"""Spaces of other kinds, which nobody sees, as usual ones."""


def write_cell(place: str, blocks: tuple[Element, ...], copy_of: str = "") -> Cell:
    r"""Return the cell that holds these blocks.

    An empty paragraph before or between others is an empty line more in ``plain``, and two more
    in ``markdown``.
    """
    plain = "\n".join(find_lines(blocks)).rstrip()
    return Cell(place, write_boxes(_write_blocks(blocks)), write_boxes(plain), copy_of=copy_of)


def find_lines(blocks: Iterable[Element]) -> Iterator[str]:
    """Yield the lines of blocks as plain text; those of a table have tabs between their cells."""
    for block in blocks:
        if block.name in (*LISTS, "li", "blockquote"):
            yield from _find_item_lines(block)
        elif block.name in ("thead", "tbody", "table"):
            yield from find_lines(it for it in block.children if isinstance(it, Element))
        elif block.name == "tr":
            yield "\t".join(find_text((it,)).strip() for it in block.children)
        else:
            yield from _find_text_lines(block.children)


def _find_item_lines(item: Element) -> Iterator[str]:
    for is_block, group in groupby(item.children, key=_is_block):
        if is_block:
            yield from find_lines(it for it in group if isinstance(it, Element))
        else:
            yield from _find_text_lines(tuple(group))


def _is_block(node: Node) -> bool:
    blocks = (*LISTS, "li", "p", "pre", "blockquote", "table")
    return isinstance(node, Element) and node.name in blocks


def _find_text_lines(nodes: Document) -> Iterator[str]:
    text = _find_broken_text(nodes).translate(SPACES)
    yield from (line.strip(" ") for line in text.split("\n"))


def _find_broken_text(nodes: Document) -> str:
    return "".join(
        it if isinstance(it, str) else "\n" if it.name == "br" else _find_broken_text(it.children)
        for it in nodes
    )


def _write_blocks(blocks: tuple[Element, ...]) -> str:
    written: list[str] = []
    for kind, group in groupby(blocks, key=_find_form):
        match kind:
            case "empty":
                written += ["" for _ in group]
            case "text":
                written += [_write_text(block) for block in group]
            case "title":
                written += [_write_title(block) for block in group]
            case _:
                shown = tuple(it for block in group for it in _show_table(block))
                written.append(write_markdown(shown).strip("\n"))
    while written and not written[-1]:
        written.pop()
    return "\n\n".join(written)


def _find_form(block: Element) -> str:
    """Return how a block is written; most are plain text, which takes the least time."""
    if block.name == "p" and not block.children:
        return "empty"
    if block.name in TITLES:
        return "title"
    if block.name != "p":
        return "marked"
    marks = sum(1 for it in walk(block.children) if it.name != "br")
    return "marked" if 0 < marks <= MOST_CELL_MARKS else "text"


def _write_text(block: Element) -> str:
    lines = _find_broken_text(block.children).split("\n")
    return "  \n".join(it for line in lines if (it := escape_line(line)))


def _write_title(block: Element) -> str:
    """Return what the styles of our own sheet make a title or the heading of a section."""
    words = write_markdown((Element("p", (), block.children),))
    return f"{TITLES[block.name]} {' '.join(words.split())}"


def _show_table(block: Element) -> tuple[Element, ...]:
    """Return a table within a cell as Markdown can hold it: a head, and a line in each cell."""
    if block.name != "table":
        return (block,)
    rows = [tuple(_find_cells(row)) for row in find_rows(block)]
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:  # noqa: PLR2004 - a line or a column is no table
        return tuple(Element("p", (), it) for row in rows for it in row if it)
    filled = [(*row, *((),) * (width - len(row))) for row in rows]
    head = Element("thead", (), (_make_row(filled[0], "th"),))
    body = Element("tbody", (), tuple(_make_row(row, "td") for row in filled[1:]))
    return (Element("table", (), (head, body)),)


def find_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within it."""
    for child in table.children:
        if isinstance(child, Element) and child.name == "tr":
            yield child
        elif isinstance(child, Element) and child.name in ("thead", "tbody", "tfoot"):
            yield from find_rows(child)


def _find_cells(row: Element) -> Iterator[Document]:
    for cell in row.children:
        if isinstance(cell, Element):
            yield tuple(_join_blocks(tidy_blocks(cell.children)))


def _join_blocks(blocks: tuple[Element, ...]) -> Iterator[Node]:
    shown = [block for block in blocks if find_text((block,)).strip()]
    for number, block in enumerate(shown):
        if number:
            yield Element("br")
        if block.name == "p":
            yield from block.children
        else:
            yield " / ".join(line for line in find_lines((block,)) if line.strip())


def _make_row(cells: tuple[Document, ...], name: str) -> Element:
    return Element("tr", (), tuple(Element(name, (), cell) for cell in cells))
