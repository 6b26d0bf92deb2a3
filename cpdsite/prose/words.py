"""What a passage says: how many words, and below which headings nothing."""

import re
from collections.abc import Iterable

from cpdsite.prose.tree import Element, Node, find_text, parse_html

HEADING = re.compile(r"h[1-6]")

WITHIN_WORDS = frozenset(
    {
        *("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "u"),
    }
)
"""Elements that may begin or end in the middle of a word."""


def count_words(html: str) -> int:
    """Return how many words a reader sees; a mark alone, such as a dash, is none."""
    words = _find_text(parse_html(html)).split()
    return sum(any(map(str.isalnum, word)) for word in words)


def find_empty_headings(html: str) -> tuple[str, ...]:
    """Return the headings below which nothing stands, not even a heading of a lower level."""
    nodes = [it for it in parse_html(html) if not isinstance(it, str) or it.strip()]
    followed = zip(nodes, (*nodes, None)[1:], strict=True)
    return tuple(
        " ".join(find_text(node.children).split())
        for node, after in followed
        if isinstance(node, Element) and _level(node) and 0 < _level(after) <= _level(node)
    )


def _level(node: Node | None) -> int:
    """Return the level of a heading; 0 for anything else, and 1 for the end of all."""
    if node is None:
        return 1
    is_heading = isinstance(node, Element) and HEADING.fullmatch(node.name)
    return int(node.name[1]) if is_heading and isinstance(node, Element) else 0


def _find_text(nodes: Iterable[Node]) -> str:
    return "".join(node if isinstance(node, str) else _text_of(node) for node in nodes)


def _text_of(element: Element) -> str:
    inner = _find_text(element.children)
    return inner if element.name in WITHIN_WORDS else f" {inner} "
