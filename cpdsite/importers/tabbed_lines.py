"""Lines whose columns are made with tabs, as tables."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cpdsite.importers.normal_form import trim_inline
from cpdsite.prose.tree import Document, Element, Node, find_text

FEWEST_LINES = 3
FEWEST_COLUMNS = 3
"""How many lines and columns make a table: fewer are fields of a form beside one another."""


def find_tabbed_lines(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield blocks as they are, but lines with as many tabs as their neighbours as one table.

    Several tabs in a row are one where only so the lines have the same number of columns.
    """
    for tabs, group in groupby(blocks, key=_count_columns):
        lines = list(group)
        if tabs < FEWEST_COLUMNS or len(lines) < FEWEST_LINES:
            yield from lines
        else:
            yield Element("table", (), (Element("tbody", (), tuple(_make_rows(lines))),))


def split_at_tabs(nodes: Document) -> list[Document]:
    """Return the content of a paragraph in parts, divided at its tabs, within marks too."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, str):
            first, *others = node.split("\t")
            parts[-1].append(first)
            parts += [[it] for it in others]
        else:
            first_part, *more = split_at_tabs(node.children)
            parts[-1].append(Element(node.name, node.attributes, first_part))
            parts += [[Element(node.name, node.attributes, it)] for it in more]
    return [tuple(part) for part in parts]


def _count_columns(block: Element) -> int:
    if block.name != "p":
        return 0
    return sum(1 for it in find_text((block,)).strip().split("\t") if it.strip())


def _make_rows(lines: list[Element]) -> Iterator[Element]:
    rows = [split_at_tabs(line.children) for line in lines]
    if len({len(row) for row in rows}) > 1:
        rows = [[it for it in row if find_text(it).strip()] for row in rows]
    for row in rows:
        cells = (Element("td", (), (Element("p", (), trim_inline(it)),)) for it in row)
        yield Element("tr", (), tuple(cells))
