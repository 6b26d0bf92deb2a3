"""A passage as blocks of runs of text: what a printed sheet, a word processor and plain text can show.

Nothing here is HTML. What these forms cannot show becomes what comes nearest: a heading is a bold
paragraph, an image its description, a term and its explanation a bold paragraph and another. No
block is empty, and no item of a list; a table too wide and long for its cells to be filled up is
a paragraph for each of its rows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cpdsite.portfolio.paths import read_address
from cpdsite.prose.grids import Placed, join_blocks, make_grid
from cpdsite.prose.plain import write_plain
from cpdsite.prose.runs import NOWHERE, Aspect, Look, Piece, find_lines, tidy_runs
from cpdsite.prose.shapes import (
    PLAIN,
    Block,
    Cell,
    Code,
    Grid,
    Item,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Style,
)
from cpdsite.prose.tree import Document, Element, Node

__all__ = [
    "PLAIN",
    "Block",
    "Cell",
    "Code",
    "Grid",
    "Item",
    "Items",
    "Paragraph",
    "Quotation",
    "Rule",
    "Run",
    "Style",
    "make_blocks",
    "write_plain",
]

KEPT = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
NO_BREAK = "\N{NO-BREAK SPACE}"
ALIGNMENTS = ("left", "center", "right")

STYLES: dict[str, Aspect] = {
    **dict.fromkeys(("strong", "b"), "bold"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("del", "s"), "struck"),
    "sup": "raised",
    "sub": "lowered",
}
BOLD_BLOCKS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})
BLOCKS = frozenset(
    {"caption", "dd", "details", "div", "dl", "figcaption", "figure", "p", "section"}
)


def make_blocks(document: Document, links: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the blocks of a passage.

    ``links`` maps addresses as written to those that they shall have; ``""`` takes the link away
    and keeps its words. Only ``https``, ``http``, ``mailto`` and ``tel`` are kept.
    """
    maker = _Maker(links)
    maker.add(document, NOWHERE)
    return maker.finish()


class _Maker:
    """Grows the blocks of one container; ``checked`` is the first task box that was met."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.checked: bool | None = None

    def finish(self) -> tuple[Block, ...]:
        self.end_paragraph()
        return tuple(self.blocks)

    def end_paragraph(self) -> None:
        if self.pieces:
            runs = tidy_runs(self.pieces)
            self.pieces = []
            if runs:
                self.blocks.append(Paragraph(runs))

    def add(self, nodes: tuple[Node, ...], look: Look) -> None:
        for node in nodes:
            if isinstance(node, str):
                self.pieces.append(Piece(node, look))
            else:
                self.add_element(node, look)

    def add_element(self, element: Element, look: Look) -> None:
        name = element.name
        special = SPECIAL.get(name)
        if special:
            special(self, element, look)
        elif name in BLOCKS or name in BOLD_BLOCKS:
            self.end_paragraph()
            self.add(element.children, look.styled("bold") if name in BOLD_BLOCKS else look)
            self.end_paragraph()
        else:
            self.add(element.children, look.styled(STYLES[name]) if name in STYLES else look)

    def add_link(self, element: Element, look: Look) -> None:
        if "footnote-backref" in (element.get("class") or "").split():
            self.drop_space()
            return
        written = element.get("href") or ""
        address = read_address(self.links.get(written, written))
        is_kept = KEPT.match(address) is not None
        self.add(element.children, replace(look, url=address) if is_kept else look)

    def drop_space(self) -> None:
        """Take the space away that stands before a link back from a footnote."""
        if self.pieces and self.pieces[-1].text.endswith(NO_BREAK):
            last = self.pieces.pop()
            self.pieces.append(replace(last, text=last.text.removesuffix(NO_BREAK)))

    def add_image(self, element: Element, look: Look) -> None:
        self.pieces.append(Piece(element.get("alt") or "", look))

    def add_break(self, _: Element, look: Look) -> None:
        self.pieces.append(Piece("\n", look, is_break=True))

    def add_quote(self, element: Element, look: Look) -> None:
        self.pieces.append(Piece("\N{LEFT DOUBLE QUOTATION MARK}", look))
        self.add(element.children, look)
        self.pieces.append(Piece("\N{RIGHT DOUBLE QUOTATION MARK}", look))

    def add_box(self, element: Element, _: Look) -> None:
        if element.get("type") == "checkbox" and self.checked is None:
            self.checked = element.get("checked") is not None

    def add_rule(self, _: Element, __: Look) -> None:
        self.end_paragraph()
        self.blocks.append(Rule())

    def add_code(self, element: Element, _: Look) -> None:
        self.end_paragraph()
        text = find_lines(element.children).removesuffix("\n")
        if text.strip():
            self.blocks.append(Code(text))

    def add_quotation(self, element: Element, look: Look) -> None:
        self.end_paragraph()
        if blocks := self.make_inner(element.children, look).blocks:
            self.blocks.append(Quotation(tuple(blocks)))

    def make_inner(self, nodes: tuple[Node, ...], look: Look) -> "_Maker":
        inner = _Maker(self.links)
        inner.add(nodes, look)
        inner.end_paragraph()
        return inner

    def add_list(self, element: Element, look: Look) -> None:
        self.end_paragraph()
        items: list[Item] = []
        for child in element.children:
            is_item = isinstance(child, Element) and child.name == "li"
            nodes = child.children if isinstance(child, Element) and is_item else (child,)
            inner = self.make_inner(nodes, look)
            if inner.blocks and (is_item or not items):
                items.append(Item(tuple(inner.blocks), inner.checked))
            elif inner.blocks:
                # A list right within a list belongs to the item before it.
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *inner.blocks))
        if items:
            self.blocks.append(Items(tuple(items), _find_start(element)))

    def add_table(self, element: Element, look: Look) -> None:
        self.end_paragraph()
        for caption in (it for it in _find_elements(element) if it.name == "caption"):
            self.add_element(caption, look)
        self.blocks += make_grid(
            tuple(
                tuple(self.place_cell(cell, look, is_head=is_head) for cell in _find_elements(row))
                for row, is_head in _find_rows(element)
            )
        )

    def place_cell(self, element: Element, look: Look, *, is_head: bool) -> Placed:
        align = element.get("align") or ""
        runs = join_blocks(self.make_inner(element.children, look).blocks)
        cell = Cell(runs, is_head or element.name == "th", align if align in ALIGNMENTS else "")
        return Placed(cell, _find_number(element, "colspan"), _find_number(element, "rowspan"))


SPECIAL: dict[str, Callable[[_Maker, Element, Look], None]] = {
    "a": _Maker.add_link,
    "blockquote": _Maker.add_quotation,
    "br": _Maker.add_break,
    "hr": _Maker.add_rule,
    "img": _Maker.add_image,
    "input": _Maker.add_box,
    "ol": _Maker.add_list,
    "pre": _Maker.add_code,
    "q": _Maker.add_quote,
    "table": _Maker.add_table,
    "ul": _Maker.add_list,
}


def _find_start(element: Element) -> int:
    """Return the number of a list's first item; one that counts from 0 counts from 1 here."""
    return _find_number(element, "start") if element.name == "ol" else 0


def _find_number(element: Element, attribute: str) -> int:
    """Return an attribute as a number from 1, which is also what others stand for."""
    written = element.get(attribute) or ""
    return max(1, int(written)) if NUMBER.fullmatch(written) else 1


def _find_elements(element: Element) -> Iterator[Element]:
    return (it for it in element.children if isinstance(it, Element))


def _find_rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, and whether each is of its head."""
    for part in _find_elements(table):
        if part.name == "tr":
            yield part, False
        elif part.name in ("thead", "tbody", "tfoot"):
            yield from (
                (it, part.name == "thead") for it in _find_elements(part) if it.name == "tr"
            )
