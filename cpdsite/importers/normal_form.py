"""A tree of any HTML as blocks of the few kinds that Markdown has, white space in its place."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cpdsite.importers.word_symbols import TICKED, UNTICKED, find_boxes
from cpdsite.prose.tree import Document, Element, Node, find_text, walk

MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "s": "s", "del": "s", "sub": "sub", "sup": "sup", "code": "code"}  # fmt: skip
"""The elements within a paragraph that stay, each with its name."""

JOINED = ("strong", "em", "s")
"""Those of which one after another is one."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")
PARAGRAPHS = ("p", "dt", "dd", "caption", "figcaption", "summary", *HEADINGS)
KEPT_BLOCKS = ("hr", "table", "blockquote", "pre", *LISTS, *PARAGRAPHS)
FLATTENED = (
    "div",
    "section",
    "details",
    "figure",
    "dl",
    "li",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
)
DROPPED = ("img", "col", "colgroup", "wbr")
ADDRESS = re.compile(r"(?:https?|mailto|tel):\S", re.IGNORECASE)
EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def tidy_blocks(nodes: Iterable[Node]) -> tuple[Element, ...]:
    """Return nodes as blocks: paragraphs, headings, lists, quotations, code and tables.

    Text that stands in no block is a paragraph. An empty paragraph stays, since people align
    with them; the cells of tables are left as they are.
    """
    blocks: list[Element] = []
    for is_block, group in groupby(_flatten(nodes), key=_is_block):
        if is_block:
            for it in group:
                blocks += _tidy_block(it) if isinstance(it, Element) else ()
        else:
            words = trim_inline(tidy_inline(group))
            blocks += _divide_at_breaks(words) if words else ()
    return tuple(blocks)


def tidy_inline(nodes: Iterable[Node]) -> Document:
    """Return the content of a paragraph: text, marks, links and line breaks; boxes as their marks."""
    found: list[Node] = []
    for node in _join_marks(_push_codes(nodes)):
        if isinstance(node, str):
            found.append(find_boxes(node))
        elif node.name == "br":
            found.append(Element("br"))
        elif node.name == "input":
            if node.get("type") == "checkbox":
                found.append(UNTICKED if node.get("checked") is None else TICKED)
        elif node.name not in DROPPED:
            found += _tidy_mark(node, tidy_inline(node.children))
    return _join_texts(found)


def trim_inline(nodes: Document) -> Document:
    """Return the content of a paragraph without white space and line breaks at its ends."""
    found = list(nodes)
    for end in (0, -1):
        while found:
            edge = found[end]
            text = edge if isinstance(edge, str) else ""
            text = text.lstrip() if end == 0 else text.rstrip()
            if text:
                found[end] = text
            elif isinstance(edge, str) or edge.name == "br":
                found.pop(end)
                continue
            break
    return tuple(found)


def is_wholly_bold(blocks: Iterable[Element]) -> bool:
    """Tell whether all the text of blocks is bold, and there is some."""
    blocks = tuple(blocks)
    return bool(find_text(blocks).strip()) and not _find_unbold(blocks).strip()


def unwrap_bold(nodes: Iterable[Node]) -> Document:
    """Return a tree whose text is no longer bold."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(node)
        elif node.name == "strong":
            found += unwrap_bold(node.children)
        else:
            found.append(Element(node.name, node.attributes, unwrap_bold(node.children)))
    return _join_texts(found)


def count_lost_links(nodes: Iterable[Node]) -> int:
    """Return how many links lead to files of the computer on which a file was written.

    The sanitiser leaves those that name a drive without their address.
    """
    return sum(1 for it in walk(nodes) if it.name == "a" and _is_lost(it))


def _is_lost(link: Element) -> bool:
    address = link.get("href")
    if address is None:
        return link.get("id") is None and bool(find_text(link.children).strip())
    return not address.startswith("#") and not ADDRESS.match(address)


def _flatten(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element) and node.name in FLATTENED:
            yield Element("p", (("class", "edge"),))
            yield from _flatten(node.children)
            yield Element("p", (("class", "edge"),))
        elif (
            isinstance(node, Element) and not _is_block(node) and any(map(_is_block, node.children))
        ):
            yield from _flatten(node.children)
        else:
            yield node


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.name in (*KEPT_BLOCKS, *FLATTENED)


def _tidy_block(block: Element) -> tuple[Element, ...]:
    match block.name:
        case "ul" | "ol":
            items = tuple(it for child in block.children for it in _tidy_item(child))
            return (Element(block.name, (), items),) if items else ()
        case "blockquote":
            inner = tuple(it for it in tidy_blocks(block.children) if find_text((it,)).strip())
            return (Element("blockquote", (), inner),) if inner else ()
        case "pre":
            code = Element("code", (), (_find_lines(block),))
            return (Element("pre", (), (code,)),)
        case "table" | "hr":
            return (block,)
        case _:
            return () if block.get("class") == "edge" else tuple(_tidy_paragraph(block))


def _tidy_paragraph(block: Element) -> Iterator[Element]:
    if any(map(_is_block, block.children)):
        yield from tidy_blocks(block.children)
        return
    words = tidy_inline(block.children)
    heading = unwrap_bold(trim_inline(words)) if block.name in HEADINGS else ()
    if heading:
        yield Element(block.name, (), heading)
    else:
        yield from _divide_at_breaks(words)


def _divide_at_breaks(nodes: Document) -> Iterator[Element]:
    """Yield a paragraph, as several where line breaks follow one another: so people make them."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Element) and node.name == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    trimmed = [trim_inline(tuple(line)) for line in lines]
    while len(trimmed) > 1 and not trimmed[-1]:
        trimmed.pop()
    for is_filled, group in groupby(trimmed, key=bool):
        if not is_filled:
            yield from (Element("p") for _ in group)
            continue
        joined: list[Node] = []
        for line in group:
            joined += [Element("br"), *line] if joined else line
        yield Element("p", (), tuple(joined))


def _tidy_item(item: Node) -> tuple[Element, ...]:
    if not isinstance(item, Element):
        return (Element("li", (), (item.strip(),)),) if item.strip() else ()
    children = item.children if item.name == "li" else (item,)
    blocks = tuple(
        it for it in tidy_blocks(children) if it.name == "hr" or find_text((it,)).strip()
    )
    inner: list[Node] = list(blocks)
    if blocks and blocks[0].name == "p" and all(it.name in LISTS for it in blocks[1:]):
        inner[:1] = blocks[0].children
    return (Element("li", (), tuple(inner)),) if inner else ()


def _tidy_mark(element: Element, children: Document) -> Document:
    if element.name == "a":
        address = element.get("href") or ""
        if not ADDRESS.match(address):
            return children
        return _move_edges(Element("a", (("href", address.strip()),), children))
    name = MARKS.get(element.name)
    return _move_edges(Element(name, (), children)) if name else children


def _push_codes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes with code innermost, as Markdown has it."""
    for node in nodes:
        if isinstance(node, Element) and node.name == "code":
            yield from (_push_code(child) for child in node.children)
        else:
            yield node


def _push_code(node: Node) -> Node:
    if isinstance(node, str):
        return Element("code", (), (node,))
    children = tuple(_push_code(child) for child in node.children)
    return Element(node.name, node.attributes, children)


def _move_edges(element: Element) -> Document:
    """Return an element with the white space and line breaks at its ends outside of it."""
    inner = trim_inline(element.children)
    if not inner:
        return element.children
    before = _find_edge(element.children)
    after = tuple(reversed(_find_edge(tuple(reversed(element.children)), from_end=True)))
    return (*before, Element(element.name, element.attributes, inner), *after)


def _find_edge(nodes: Document, *, from_end: bool = False) -> Document:
    edge: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.name == "br":
            edge.append(node)
            continue
        if isinstance(node, str):
            match = EDGES.match(node)
            space = match[3 if from_end and match[2] else 1] if match else ""
            edge += [space] if space else []
            if not node.strip():
                continue
        break
    return tuple(edge)


def _join_texts(nodes: Iterable[Node]) -> Document:
    joined: list[Node] = []
    for is_text, group in groupby(nodes, key=lambda it: isinstance(it, str)):
        if is_text:
            text = "".join(it for it in group if isinstance(it, str))
            joined += [text] if text else []
        else:
            joined += group
    return tuple(joined)


def _join_marks(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes, of those that follow one another with the same emphasis one.

    A word processor begins it anew with every change of letters.
    """
    before: Node = ""
    for node in nodes:
        match before, node:
            case Element(name=one), Element(name=other) if one == other and one in JOINED:
                before = Element(one, (), (*before.children, *node.children))
            case _:
                yield from (before,) if before else ()
                before = node
    yield from (before,) if before else ()


def _find_lines(nodes: Element) -> str:
    lines = "".join(
        "\n"
        if isinstance(it, Element) and it.name == "br"
        else it
        if isinstance(it, str)
        else _find_lines(it)
        for it in nodes.children
    )
    return f"{lines.rstrip()}\n"


def _find_unbold(nodes: Iterable[Node]) -> str:
    return "".join(
        it if isinstance(it, str) else "" if it.name == "strong" else _find_unbold(it.children)
        for it in nodes
    )
