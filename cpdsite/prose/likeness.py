"""Trees that read the same made the same: white space drawn together, what shows nothing taken out.

What is made the same, and nothing else: white space as browsers show it, with none at the edges of
a block, around a line break or just within emphasis; the order of attributes; control characters
taken out, and empty lines at the top of preformatted text that is no code; text that stands in no
paragraph put into one, or into a ``div`` where it holds blocks; paragraphs, headings, lists,
quotations and emphasis without content taken out; a list in which one item has paragraphs has them
in all; and no paragraph where it is all that a cell, or the only item of a list, holds.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cpdsite.prose.runs import BLANK
from cpdsite.prose.tree import Document, Element, Node, walk
from cpdsite.text import CONTROL

BLOCKS = frozenset({
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WORDS = frozenset({"caption", "dt", "p", "summary"}) | HEADINGS
"""What holds words and no blocks."""

EMPTY = frozenset({"blockquote", "dl", "ol", "p", "ul"})
"""What shows nothing without content."""

SHOWN = frozenset({"img", "input"})
SURROGATE = re.compile("[\ud800-\udfff]")
CODE_BLANK = re.compile("\r\n?|[\x85\u2028\u2029]")


def normalise_tree(document: Document) -> Document:
    """Return the one tree that stands for all that read like this one."""
    return _drop_empty(_wrap(_tidy_flow(document)))


def is_block(node: Node) -> bool:
    """Tell whether a node is a block, or holds one."""
    if isinstance(node, str):
        return False
    return node.name in BLOCKS or any(it.name in BLOCKS for it in walk(node.children))


def _wrap(nodes: Document) -> Document:
    """Put words that stand in no paragraph into one."""
    return tuple(
        node
        for inline, group in groupby(nodes, key=lambda it: not is_block(it))
        for node in ((Element("p", (), tuple(group)),) if inline else map(_wrap_odd, group))
    )


def _wrap_odd(node: Node) -> Node:
    """Put a link around blocks into a block, without which Markdown would not leave it alone."""
    is_odd = isinstance(node, Element) and node.name not in BLOCKS
    return Element("div", (), (node,)) if is_odd else node


def _tidy_flow(nodes: Document) -> Document:
    """Return blocks, and the words between them, without what shows nothing."""
    tidied: list[Node] = []
    empty: Element | None = None
    for node in _tidy_parts(nodes):
        if isinstance(node, Element) and _shows_nothing(node):
            empty = node
            continue
        # A block without content still keeps the words before it from those behind it.
        if empty and tidied and not is_block(tidied[-1]) and not is_block(node):
            tidied.append(empty)
        tidied.append(node)
        empty = None
    return tuple(tidied)


def _tidy_parts(nodes: Document) -> Iterator[Node]:
    for inline, group in groupby(nodes, key=lambda it: not is_block(it)):
        if inline:
            yield from _tidy_words(tuple(group))
        else:
            yield from (_tidy_block(it) for it in group if isinstance(it, Element))


def _drop_empty(blocks: Document) -> Document:
    return tuple(it for it in blocks if isinstance(it, str) or not _shows_nothing(it))


def _shows_nothing(block: Element) -> bool:
    if block.children:
        return False
    return block.name in HEADINGS or (block.name in EMPTY and not block.attributes)


def _tidy_block(block: Element) -> Element:
    attributes = _tidy_attributes(block.attributes)
    if block.name == "pre":
        return Element("pre", attributes, _drop_lines(_tidy_code(block.children)))
    if block.name in WORDS and not any(map(is_block, block.children)):
        return Element(block.name, attributes, _tidy_words(block.children))
    children = _tidy_flow(block.children)
    if block.name == "blockquote":
        children = _drop_empty(_wrap(children))
    elif block.name in ("ol", "ul"):
        children = _tidy_items(children)
    elif block.name in ("td", "th"):
        children = _unwrap(children)
    return Element(block.name, attributes, children)


def _tidy_attributes(attributes: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, _clean(value)) for name, value in attributes))


def _clean(text: str) -> str:
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub("", text))


def _tidy_code(nodes: Document) -> Document:
    tidied: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            tidied.append(_clean(CODE_BLANK.sub("\n", node)))
        else:
            attributes = _tidy_attributes(node.attributes)
            tidied.append(Element(node.name, attributes, _tidy_code(node.children)))
    return _join(tidied)


def _drop_lines(nodes: Document) -> Document:
    """Take line breaks right behind the tag away: HTML has the first of them mean nothing."""
    first = nodes[0] if nodes else ""
    text = first.lstrip("\n") if isinstance(first, str) else ""
    return _join((text, *nodes[1:])) if isinstance(first, str) else nodes


def _unwrap(children: Document) -> Document:
    """Take the paragraph away that is all there is."""
    only = children[0] if len(children) == 1 else None
    is_bare = isinstance(only, Element) and only.name == "p" and not only.attributes
    return only.children if isinstance(only, Element) and is_bare else children


def _tidy_items(items: Document) -> Document:
    """Give the words of all items paragraphs, or of none."""
    if all(map(_is_tight, items)):
        return items
    if len(items) == 1 and isinstance(items[0], Element):
        bare = Element("li", items[0].attributes, _unwrap(items[0].children))
        if items[0].name == "li" and _is_tight(bare):
            return (bare,)
    return tuple(
        Element("li", it.attributes, _drop_empty(_wrap(it.children)))
        if isinstance(it, Element) and it.name == "li"
        else it
        for it in items
    )


def _is_tight(item: Node) -> bool:
    """Tell whether an item is words, with a list under them at most."""
    if isinstance(item, str) or item.name != "li":
        return True
    blocks = [it for it in item.children if is_block(it)]
    is_list = len(blocks) == 1 and isinstance(blocks[0], Element) and blocks[0].name in ("ol", "ul")
    return not blocks or (is_list and len(item.children) > 1 and item.children[-1] is blocks[0])


def _tidy_words(nodes: Document) -> Document:
    """Return words with white space as it is shown, and without emphasis of nothing."""
    joined = _Blanks().join(nodes)
    return _lift(_trim(joined, at_end=True)[0])


class _Blanks:
    """Draws white space together, from the first word to the last."""

    def __init__(self) -> None:
        self.is_after_blank = True

    def join(self, nodes: Document) -> Document:
        joined: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                text = _clean(BLANK.sub(" ", node))
                text = text.removeprefix(" ") if self.is_after_blank else text
                self.is_after_blank = text.endswith(" ") if text else self.is_after_blank
                joined.append(text)
            else:
                children = self.join(node.children)
                joined.append(Element(node.name, _tidy_attributes(node.attributes), children))
                if node.name == "br":
                    self.is_after_blank = True
                elif node.name in SHOWN:
                    self.is_after_blank = False
        return tuple(joined)


def _trim(nodes: Document, *, at_end: bool) -> tuple[Document, bool]:
    """Take away the space before each line break and the end; tell whether nothing is before it."""
    kept: list[Node] = []
    for node in reversed(nodes):
        if isinstance(node, str):
            text = node.removesuffix(" ") if at_end else node
            at_end = at_end and not text
            kept.append(text)
        elif node.name == "br":
            at_end = True
            kept.append(node)
        else:
            children, at_end = _trim(node.children, at_end=at_end)
            at_end = at_end and node.name not in SHOWN
            kept.append(Element(node.name, node.attributes, children))
    return tuple(reversed(kept)), at_end


def _lift(nodes: Document) -> Document:
    """Put the space at the edges of emphasis outside it, and take emphasis of nothing away."""
    lifted: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            lifted.append(node)
        else:
            lifted += _lift_element(Element(node.name, node.attributes, _lift(node.children)))
    return _join(lifted)


def _lift_element(element: Element) -> Iterable[Node]:
    children = element.children
    if element.name not in ("em", "strong") or element.attributes:
        return (element,)
    if not children:
        return ()
    first, last = children[0], children[-1]
    before = " " if isinstance(first, str) and first.startswith(" ") else ""
    if before:
        children = (first.removeprefix(" "), *children[1:]) if isinstance(first, str) else children
        last = children[-1]
    after = " " if isinstance(last, str) and last.endswith(" ") else ""
    if after and isinstance(last, str):
        children = (*children[:-1], last.removesuffix(" "))
    inner = _join(children)
    return (before, Element(element.name, (), inner), after) if inner else (before, after)


def _join(nodes: Iterable[Node]) -> Document:
    """Join texts that stand side by side, and take empty ones out."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        elif node:
            joined.append(node)
    return tuple(joined)
