"""Tables of a tree as Markdown: cells between bars."""

from collections.abc import Iterator

from cpdsite.prose.escapes import Place
from cpdsite.prose.spans import Names, NoMarkdownError, write_words
from cpdsite.prose.tree import Element

CELL = Place(in_cell=True, opens=False, breaks=False)
LINES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def write_table(table: Element, names: Names) -> str:
    """Return a table as Markdown: a row of heads, a line, and rows of as many cells.

    Raises ``NoMarkdownError`` for a table of any other form.
    """
    parts = list(_find_elements(table, ("thead", "tbody")))
    if table.attributes or [it.name for it in parts] != ["thead", "tbody"]:
        raise NoMarkdownError
    heads = [tuple(_find_elements(row, ("th",))) for row in _find_elements(parts[0], ("tr",))]
    rows = [tuple(_find_elements(row, ("td",))) for row in _find_elements(parts[1], ("tr",))]
    if len(heads) != 1 or not heads[0] or not rows or any(it.attributes for it in parts):
        raise NoMarkdownError
    aligns = [_find_align(it) for it in heads[0]]
    if any([_find_align(it) for it in row] != aligns for row in rows):
        raise NoMarkdownError
    lines = [_write_row(row, names) for row in (*heads, *rows)]
    lines.insert(1, f"| {' | '.join(LINES[it] for it in aligns)} |")
    return "\n".join(lines)


def _find_elements(parent: Element, names: tuple[str, ...]) -> Iterator[Element]:
    for child in parent.children:
        if isinstance(child, str) or child.name not in names:
            raise NoMarkdownError
        yield child


def _find_align(cell: Element) -> str:
    attributes = dict(cell.attributes)
    align = attributes.pop("align", "")
    if attributes or align not in LINES:
        raise NoMarkdownError
    return align


def _write_row(cells: tuple[Element, ...], names: Names) -> str:
    words = (write_words(it.children, CELL, names) if it.children else "" for it in cells)
    return f"| {' | '.join(words)} |"
