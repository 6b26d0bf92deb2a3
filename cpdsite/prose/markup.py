"""The blocks of a tree as Markdown: paragraphs, lists, quotations, code."""

import re
from collections.abc import Callable
from dataclasses import replace

from cpdsite.prose.escapes import TAG_LIKE, Place
from cpdsite.prose.likeness import HEADINGS, is_block
from cpdsite.prose.spans import Names, NoMarkdownError, write_words
from cpdsite.prose.tables import write_table
from cpdsite.prose.tree import Document, Element, Node, find_text

INDENT = "    "
RULE = "***"
"""No line of dashes, which could underline a heading or end front matter."""

BREAKS_LINES = Place(bars=True)
ON_ONE_LINE = Place(breaks=False)
IN_HEADING = Place(opens=False, breaks=False)
WORDS = Place()
LANGUAGE = re.compile(r"language-([\w#+-][\w#.+-]*)")
LOST_BLANK = re.compile(r"\t|^ +$", re.MULTILINE)
TICKS = re.compile(r"`{3,}")
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
BOX = (("disabled", ""), ("type", "checkbox"))
TICKED = (("checked", ""), *BOX)


def name_node(node: Node) -> str:
    """Return the name of an element, and nothing for text."""
    return "" if isinstance(node, str) else node.name


def find_merging(block: Node) -> str:
    """Return the name of a block if Markdown would join another like it to it."""
    name = name_node(block)
    return name if name in ("blockquote", "dl", "ol", "ul") else ""


def hang(mark: str, text: str) -> str:
    """Return text with a mark in front of it, its further lines beside the mark."""
    return mark + re.sub(r"\n(?=[^\n])", f"\n{INDENT}", text)


def write_blocks(nodes: Document, names: Names) -> str:
    """Write the blocks of an item, a quotation or a footnote."""
    written: list[str] = []
    before = ""
    for node in nodes:
        name = name_node(node)
        if name == before:
            raise NoMarkdownError
        written.append(write_block(node, names, nested=True))
        before = name if name == "pre" else find_merging(node)
    return "\n\n".join(written)


def write_block(node: Node, names: Names, *, nested: bool) -> str:
    """Write a block; ``nested`` tells that it stands in another.

    Raises ``NoMarkdownError`` for one that Markdown cannot say.
    """
    if isinstance(node, str):
        raise NoMarkdownError
    if node.name == "pre":
        return _write_code(node, nested=nested)
    write = WRITERS.get(node.name)
    if write is None:
        raise NoMarkdownError
    return write(node, names)


def _write_paragraph(block: Element, names: Names) -> str:
    if block.attributes:
        raise NoMarkdownError
    has_break = any(isinstance(it, Element) and it.name == "br" for it in block.children)
    return write_words(block.children, BREAKS_LINES if has_break else WORDS, names)


def _write_heading(block: Element, names: Names) -> str:
    if [it for it in block.attributes if it[0] != "id"]:
        raise NoMarkdownError
    words = write_words(block.children, _find_place(block), names)
    end = words.rstrip("#")
    hashes = "\\#" * (len(words) - len(end))
    return f"{'#' * int(block.name[1])} {end}{hashes}"


def _find_place(heading: Element) -> Place:
    # An id has no word that Markdown takes for a tag, such as <TBC>: it must stay one.
    text = find_text(heading.children)
    if not TAG_LIKE.search(text):
        return IN_HEADING
    # Converting is slow to import.
    from markdown.extensions.toc import slugify

    given = re.escape(slugify(TAG_LIKE.sub("", text), "-"))
    keeps_tags = re.fullmatch(rf"{given}(?:_\d+)?", heading.get("id") or " ") is not None
    return replace(IN_HEADING, keeps_tags=keeps_tags)


def _write_rule(block: Element, _: Names) -> str:
    if block.attributes:
        raise NoMarkdownError
    return RULE


def _write_code(block: Element, *, nested: bool) -> str:
    code = block.children[0] if len(block.children) == 1 else ""
    if block.attributes or isinstance(code, str) or code.name != "code" or len(code.children) != 1:
        raise NoMarkdownError
    text = code.children[0]
    if not isinstance(text, str) or not text.endswith("\n") or LOST_BLANK.search(text):
        raise NoMarkdownError
    language = ""
    if code.attributes:
        known = LANGUAGE.fullmatch(code.get("class") or "") if len(code.attributes) == 1 else None
        if nested or not known:
            raise NoMarkdownError
        language = known[1]
    if nested:
        return INDENT + hang("", text.rstrip("\n"))
    fence = "`" * max([2, *map(len, TICKS.findall(text))]) + "`"
    return f"{fence}{language}\n{text}{fence}"


def _write_quotation(block: Element, names: Names) -> str:
    if block.attributes or not block.children:
        raise NoMarkdownError
    lines = write_blocks(block.children, names).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _write_list(block: Element, names: Names) -> str:
    attributes = dict(block.attributes)
    is_task_list = attributes.pop("class", "") == "task-list"
    start = attributes.pop("start", "1") if block.name == "ol" else "1"
    is_known = block.attributes == () or is_task_list or block.get("class") is None
    if attributes or not is_known or not NUMBER.fullmatch(start) or not block.children:
        raise NoMarkdownError
    items = [it for it in block.children if isinstance(it, Element) and it.name == "li"]
    if len(items) != len(block.children) or is_task_list != any(map(_is_task, items)):
        raise NoMarkdownError
    firsts = {name_node(it.children[0] if it.children else "") for it in items}
    is_loose = not firsts.isdisjoint(("p", *HEADINGS))
    marks = (f"{int(start) + at}. " if block.name == "ol" else "- " for at in range(len(items)))
    write = _write_loose if is_loose else _write_tight
    written = [hang(mark, write(item, names)) for mark, item in zip(marks, items, strict=True)]
    return ("\n\n" if is_loose else "\n").join(written)


def _is_task(item: Element) -> bool:
    return item.get("class") == "task-list-item"


def _write_loose(item: Element, names: Names) -> str:
    first = item.children[0] if item.children else ""
    if not item.attributes and name_node(first) in HEADINGS:
        return write_blocks(item.children, names)
    if isinstance(first, str) or first.name != "p" or first.attributes:
        raise NoMarkdownError
    box, words = _take_box(item, first.children)
    opening = f"{box}{write_words(words, BREAKS_LINES, names)}"
    rest = item.children[1:]
    return f"{opening}\n\n{write_blocks(rest, names)}" if rest else opening


def _write_tight(item: Element, names: Names) -> str:
    last = item.children[-1] if item.children else ""
    nested = last if isinstance(last, Element) and is_block(last) else None
    box, words = _take_box(item, item.children[:-1] if nested else item.children)
    opening = f"{box}{write_words(words, BREAKS_LINES, names)}"
    if nested is None:
        return opening
    written = _write_list(nested, names) if nested.name in ("ol", "ul") else ""
    if not written or "\n\n" in written:
        raise NoMarkdownError
    return f"{opening}\n{written}"


def _take_box(item: Element, words: Document) -> tuple[str, Document]:
    """Return the box of a task in Markdown, and the words behind it."""
    if not item.attributes:
        return "", words
    first, second = (*words, "", "")[:2]
    if not _is_task(item) or len(item.attributes) > 1 or isinstance(first, str):
        raise NoMarkdownError
    if first.attributes not in (BOX, TICKED) or not isinstance(second, str):
        raise NoMarkdownError
    box = "[x] " if first.attributes == TICKED else "[ ] "
    return box, (second.removeprefix(" "), *words[2:])


def _write_definitions(block: Element, names: Names) -> str:
    names_of_parts = [name_node(it) for it in block.children]
    if block.attributes or names_of_parts[:1] != ["dt"] or names_of_parts[-1] != "dd":
        raise NoMarkdownError
    written: list[str] = []
    before = "dd"
    for child in block.children:
        if isinstance(child, str) or child.name not in ("dt", "dd") or child.attributes:
            raise NoMarkdownError
        is_loose = child.name == "dd" and name_node((*child.children, "")[0]) == "p"
        if written:
            is_apart = is_loose or (child.name == "dt" and before == "dd")
            written.append("\n\n" if is_apart else "\n")
        written.append(_write_definition(child, names, is_loose=is_loose))
        before = child.name
    return "".join(written)


def _write_definition(child: Element, names: Names, *, is_loose: bool) -> str:
    if child.name == "dt":
        return write_words(child.children, ON_ONE_LINE, names)
    if is_loose:
        return hang(":   ", write_blocks(child.children, names))
    return hang(":   ", write_words(child.children, BREAKS_LINES, names))


WRITERS: dict[str, Callable[[Element, Names], str]] = {
    "blockquote": _write_quotation,
    "dl": _write_definitions,
    "hr": _write_rule,
    "ol": _write_list,
    "p": _write_paragraph,
    "table": write_table,
    "ul": _write_list,
    **dict.fromkeys(sorted(HEADINGS), _write_heading),
}
