"""Footnotes and abbreviations of a tree: what Markdown defines in one place for a whole text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpdsite import limits
from cpdsite.prose.spans import TITLE
from cpdsite.prose.tree import Document, Element, Node, find_text, walk

NAME = re.compile(r"[\w.-]+")
WORD = re.compile(r"\w(?:[\w &/.-]*\w)?")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the footnotes stand among the blocks of a tree, and what each says, by its name."""

    place: int
    texts: Mapping[str, Document]


def find_notes(tree: Document) -> Notes | None:
    """Return the footnotes of a tree, if Markdown can write all of them."""
    place = len(tree) - 1
    block = tree[place] if tree else ""
    if isinstance(block, str) or block.attributes != (("class", "footnote"),):
        return None
    if [_name(it) for it in block.children] != ["hr", "ol"]:
        return None
    items = block.children[1].children if isinstance(block.children[1], Element) else ()
    texts = dict(_read_note(it) for it in items if isinstance(it, Element))
    if len(texts) != len(items) or not all(map(NAME.fullmatch, texts)) or not all(texts.values()):
        return None
    return Notes(place, texts)


def _name(node: Node) -> str:
    return "" if isinstance(node, str) else node.name


def _read_note(item: Element) -> tuple[str, Document]:
    """Return a footnote's name and its blocks without the links back."""
    name = (item.get("id") or "").removeprefix("fn:")
    *blocks, last = _find_blocks(item) or ("",)
    if isinstance(last, str) or last.name != "p":
        return name, ()
    words = list(last.children)
    while words and _is_link_back(words[-1]):
        words.pop()
    if words and isinstance(words[-1], str):
        words[-1] = words[-1].removesuffix(NO_BREAK)
    kept = tuple(it for it in words if it)
    return name, (*blocks, Element("p", last.attributes, kept)) if kept else tuple(blocks)


def _find_blocks(item: Element) -> Document:
    # An only note of one paragraph is an only item, whose words need none.
    is_bare = bool(item.children) and _is_link_back(item.children[-1])
    return (Element("p", (), item.children),) if is_bare else item.children


def _is_link_back(node: Node) -> bool:
    return isinstance(node, Element) and node.get("class") == "footnote-backref"


def find_abbreviations(tree: Document) -> dict[str, str]:
    """Return the abbreviations that are explained wherever they stand, each in the same way."""
    marked = [it for it in walk(tree) if it.name == "abbr"]
    if not marked:
        return {}
    uses = Counter((find_text(it.children), it.attributes) for it in marked)
    explained = {
        word: attributes[0][1]
        for word, attributes in uses
        if WORD.fullmatch(word) and [name for name, _ in attributes] == ["title"]
    }
    words = {
        word: title
        for word, title in explained.items()
        if TITLE.fullmatch(title) and title == title.strip()
    }
    if len(words) > limits.MOST_ABBREVIATIONS:
        return {}
    told = Counter(word for word, _ in uses)
    bare = "\n".join(_find_bare(tree))
    return {
        word: title
        for word, title in words.items()
        if told[word] == 1 and not re.search(rf"\b{re.escape(word)}\b", bare)
    }


def _find_bare(nodes: Document) -> Iterator[str]:
    """Yield the text in which an abbreviation would be found, and is not marked as one."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name not in ("abbr", "code", "pre"):
            yield from _find_bare(node.children)


def write_abbreviations(abbreviations: Mapping[str, str]) -> str:
    """Return the lines that explain abbreviations."""
    return "\n".join(f"*[{word}]: {title}" for word, title in abbreviations.items())
