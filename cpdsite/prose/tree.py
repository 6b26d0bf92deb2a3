"""A frozen tree of HTML, read from sanitised HTML and written back as it stands."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

DEEPEST = 100
"""How deeply elements may be nested; those below give up their tags and keep their text."""

KEPT = 8192
"""How many trees are kept at most: each is read once for its links and once for its page."""

VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})


@dataclass(frozen=True, slots=True)
class Element:
    """An HTML element; an attribute without a value has ``""``."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Node", ...] = ()

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, if the element has it."""
        return next((value for key, value in self.attributes if key == name), None)


Node = Element | str
Document = tuple[Node, ...]


class _TreeBuilder(HTMLParser):
    """Builds a tree from well-formed HTML, as the sanitiser writes it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("", (), [])]
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self.open[-1][2].append(Element(tag, attributes))
        elif len(self.open) > DEEPEST:
            self.skipped += 1
        else:
            self.open.append((tag, attributes, []))

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag not in VOID:
            self.skipped -= 1
        elif len(self.open) > 1 and self.open[-1][0] == tag:
            name, attributes, children = self.open.pop()
            self.open[-1][2].append(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)


@functools.lru_cache(maxsize=KEPT)
def parse_html(html: str) -> Document:
    """Return the tree of sanitised HTML."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    builder.skipped = 0
    while len(builder.open) > 1:
        builder.handle_endtag(builder.open[-1][0])
    return tuple(builder.open[0][2])


def write_html(nodes: Iterable[Node]) -> str:
    """Write a tree as HTML; every text and attribute is escaped."""
    return "".join(_write(node) for node in nodes)


def _write(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    if node.name in VOID:
        return f"<{node.name}{attributes}>"
    return f"<{node.name}{attributes}>{write_html(node.children)}</{node.name}>"


def walk(nodes: Iterable[Node]) -> Iterator[Element]:
    """Yield every element of a tree, in the order of the document."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def find_text(nodes: Iterable[Node]) -> str:
    """Return the text of a tree without its markup."""
    return "".join(node if isinstance(node, str) else _text_of(node) for node in nodes)


def _text_of(element: Element) -> str:
    if element.name == "br":
        return " "
    if element.name == "img":
        return element.get("alt") or ""
    return find_text(element.children)
