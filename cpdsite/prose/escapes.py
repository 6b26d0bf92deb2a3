"""Text and HTML written so that Markdown reads them as they are."""

import re
from dataclasses import dataclass
from html import escape

from cpdsite.prose.tree import VOID, Document, Element

MARK = re.compile(r"[\\`*_\[\]<&!|]")
ESCAPABLE = re.compile(r"[\\`*_{}\[\]()>#+\-.!|]")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")
BRACKETS = re.compile(r"\[(?![ xX^]?\])(?!\^)[^\[\]]*\](?=[^\[(:\]]|$)")
"""Words in brackets that begin no link, no task and no definition."""

OPENING = re.compile(r"[#>]|[-+](?:\s|$)|-[-\s]*$|=+\s*$|~{3}|:\s|[0-9]+\.(?=\s|$)")
"""What at the beginning of a line makes a heading, a quotation, a list or its like of it."""

TAG_LIKE = re.compile(r"</?[a-zA-Z][^<>@\\`*_\[\]&!|]*>")
"""Words in angle brackets with nothing else in them that Markdown would read."""

ODD_BLANK = re.compile(r"[^\S ]")
IN_TAG = re.compile(r"[\\`\[\]|~*_\t\n!]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand.

    ``opens`` tells that they begin a line, ``breaks`` that a line may end within them, ``bars``
    that those of several lines could make a table, ``keeps_tags`` that what looks like a tag
    stays so; the others what they stand in.
    """

    opens: bool = True
    breaks: bool = True
    bars: bool = False
    in_cell: bool = False
    in_link: bool = False
    in_strong: bool = False
    in_emphasis: bool = False
    keeps_tags: bool = False


def escape_text(text: str, place: Place, before: str, *, is_last: bool) -> str:
    """Return text with a backslash, or a number, for whatever would be read as markup.

    ``before`` is the character in front of it, ``""`` at the beginning of a line; ``is_last``
    tells that nothing follows.
    """

    def write(mark: re.Match[str]) -> str:
        at = mark.start()
        around = (text[at - 1] if at else before, text[at + 1 : at + 2] or ("" if is_last else "<"))
        return _escape_mark(mark, place, around)

    return MARK.sub(write, text)


def _escape_mark(mark: re.Match[str], place: Place, around: tuple[str, str]) -> str:
    char = mark[0]
    match char:
        case "<" if place.keeps_tags and TAG_LIKE.match(mark.string, mark.start()):
            return char
        case "<":
            return "&lt;" if re.match(r"[a-zA-Z/!?<]", around[1]) else char
        case "&":
            return "&amp;" if ENTITY.match(mark.string, mark.start()) else char
        case "`" if place.in_cell:
            # A backslash does not hide one from the cells' borders.
            return "&#96;"
    return f"\\{char}" if _is_read(mark, place, around) else char


def _is_read(mark: re.Match[str], place: Place, around: tuple[str, str]) -> bool:
    """Tell whether a character that a backslash can hide would be read as markup."""
    before, after = around
    is_alone = before == " " and after == " "
    found: bool | re.Match[str] | None = True
    match mark[0]:
        case "*":
            found = not is_alone
        case "_":
            found = not is_alone and not (before.isalnum() and after.isalnum())
        case "[":
            found = place.in_link or not BRACKETS.match(mark.string, mark.start())
        case "]":
            found = place.in_link
        case "!":
            found = after in ("[", "<") and mark.end() == len(mark.string)
        case "|":
            found = place.bars or place.in_cell
        case "\\":
            found = not after or after == "<" or ESCAPABLE.match(after)
    return bool(found)


def guard_lines(text: str, place: Place) -> str:
    """Return words with the beginning of each line written so that it begins no block."""
    lines = text.split("\n")
    return "\n".join(_guard_ends(_guard_opening(it) if place.opens else it) for it in lines)


def _guard_opening(line: str) -> str:
    opening = OPENING.match(line)
    if not opening:
        return line
    word = opening[0]
    if word[0] in "#>-+":
        return f"\\{line}"
    if word[0] in "=~:":
        return f"&#{ord(word[0])};{line[1:]}"
    return f"{word[:-1]}\\.{line[len(word) :]}"


def _guard_ends(line: str) -> str:
    """Write the odd spaces at both ends as numbers: Python-Markdown takes every kind away."""
    if ODD_BLANK.match(line):
        line = f"&#{ord(line[0])};{line[1:]}"
    end = line.rstrip(" ")
    if end and ODD_BLANK.match(end[-1]):
        line = f"{end[:-1]}&#{ord(end[-1])};{line[len(end) :]}"
    return line


def open_tag(element: Element) -> str:
    """Return the tag that begins an element, with nothing in it that Markdown would read."""
    attributes = "".join(
        f' {name}="{IN_TAG.sub(_number, escape(value))}"' for name, value in element.attributes
    )
    return f"<{element.name}{attributes}>"


def close_tag(element: Element) -> str:
    """Return the tag that ends an element; nothing for one that has no end."""
    return "" if element.name in VOID else f"</{element.name}>"


def _number(char: re.Match[str]) -> str:
    return f"&#{ord(char[0])};"


def write_raw(nodes: Document) -> str:
    """Return a tree as HTML on one line, which Markdown leaves alone where it begins a block."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(re.sub(r"[\t\n]", _number, escape(node, quote=False)))
        else:
            parts += (open_tag(node), write_raw(node.children), close_tag(node))
    return "".join(parts)
