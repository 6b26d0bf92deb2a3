"""The words of a paragraph as Markdown: emphasis, code, links, images, notes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cpdsite.prose.escapes import Place, close_tag, escape_text, guard_lines, open_tag
from cpdsite.prose.likeness import is_block
from cpdsite.prose.tree import Document, Element, walk

ADDRESS = re.compile(r"(?:[A-Za-z0-9/:?#@$+,;=%._~-]|&(?![#0-9a-zA-Z]+;))+")
"""An address that needs nothing escaped between round brackets."""

WEB = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9/:?#@$+,;=%._~-]+")
LETTER_BOX = re.compile(r"[A-Za-z0-9.+-]+@[A-Za-z0-9.-]+")
TITLE = re.compile(r"[\w ,.;:?/+%\u2013\u2014\u2018\u2019\u201c\u201d-]+")
"""A title or description that needs nothing escaped."""

LONGEST_TICKS = re.compile("`+")


class NoMarkdownError(Exception):
    """What Markdown has no way to write; it is written as HTML."""


@dataclass(frozen=True, slots=True)
class Names:
    """The footnotes that are written as such, and the abbreviations that are explained once."""

    notes: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = field(default_factory=dict)


def write_words(nodes: Document, place: Place, names: Names) -> str:
    """Return words as Markdown, on one line but for line breaks.

    Raises ``NoMarkdownError`` where a block stands in them.
    """
    written = guard_lines(_Writer(names).write(nodes, place, ""), place)
    if not written:
        raise NoMarkdownError
    return written


class _Writer:
    def __init__(self, names: Names) -> None:
        self.names = names

    def write(self, nodes: Document, place: Place, before: str) -> str:
        """Write nodes; ``before`` is the character in front of them, ``""`` at a line's beginning."""
        parts: list[str] = []
        last = len(nodes) - 1
        for number, node in enumerate(nodes):
            if isinstance(node, str):
                part = escape_text(node, place, before, is_last=number == last)
            else:
                following = nodes[number + 1] if number < last else ""
                after = following[:1] if isinstance(following, str) else _first(following)
                part = self.write_element(node, place, (before, after))
            parts.append(part)
            before = "" if part.endswith("\n") else part[-1:] or before
        return "".join(parts)

    def write_element(self, element: Element, place: Place, around: tuple[str, str]) -> str:
        if is_block(element):
            raise NoMarkdownError
        special = SPECIAL.get(element.name)
        written = special(self, element, place, around) if special else None
        return self.write_tags(element, place) if written is None else written

    def write_tags(self, element: Element, place: Place) -> str:
        """Write an element as the HTML it is, with Markdown in it."""
        inner = self.write(element.children, replace(place, breaks=False), ">")
        return f"{open_tag(element)}{inner}{close_tag(element)}"

    def write_emphasis(self, element: Element, place: Place, around: tuple[str, str]) -> str | None:
        if element.attributes or not element.children:
            return None
        is_strong = element.name == "strong"
        if place.in_strong if is_strong else place.in_emphasis:
            return None
        within = replace(place, **{"in_strong" if is_strong else "in_emphasis": True})
        # Stars beside stars would be read together.
        is_beside = place.in_strong or any(it.name == "strong" for it in walk(element.children))
        mark = "**" if is_strong else "_" if is_beside else "*"
        inner = self.write(element.children, within, mark[-1])
        return f"{mark}{inner}{mark}" if _may_emphasise(mark, inner, around) else None

    def write_code(self, element: Element, place: Place, around: tuple[str, str]) -> str | None:
        only = element.children[0] if len(element.children) == 1 else None
        if element.attributes or not isinstance(only, str) or only != only.strip():
            return None
        if (
            around[0] in ("`", "\\")
            or around[1] == "`"
            or (place.in_cell and re.search(r"[|`\\]", only))
        ):
            return None
        longest = max(map(len, LONGEST_TICKS.findall(only)), default=0)
        ticks = "`" * (longest + 1)
        pad = " " if only.startswith("`") or only.endswith("`") else ""
        return f"{ticks}{pad}{only}{pad}{ticks}"

    def write_link(self, element: Element, place: Place, _: tuple[str, str]) -> str | None:
        attributes = dict(element.attributes)
        address, title = attributes.pop("href", ""), attributes.pop("title", None)
        if attributes or place.in_link or not ADDRESS.fullmatch(address) or not element.children:
            return None
        if title is None and self.is_own_address(element, address):
            return f"<{address.removeprefix('mailto:')}>"
        if title is not None and not TITLE.fullmatch(title):
            return None
        words = self.write(element.children, replace(place, in_link=True, breaks=False), "[")
        return f"[{words}]({address}{_write_title(title)})"

    def is_own_address(self, element: Element, address: str) -> bool:
        """Tell whether the words of a link are its address."""
        if len(element.children) != 1 or not isinstance(element.children[0], str):
            return False
        words = element.children[0]
        if WEB.fullmatch(words):
            return words == address
        return LETTER_BOX.fullmatch(words) is not None and f"mailto:{words}" == address

    def write_image(self, element: Element, _: Place, __: tuple[str, str]) -> str | None:
        attributes = dict(element.attributes)
        words, address = attributes.pop("alt", None), attributes.pop("src", "")
        title = attributes.pop("title", None)
        if attributes or words is None or not ADDRESS.fullmatch(address):
            return None
        if not all(it is None or TITLE.fullmatch(it) for it in (words or None, title)):
            return None
        return f"![{words}]({address}{_write_title(title)})"

    def write_break(self, element: Element, place: Place, around: tuple[str, str]) -> str | None:
        before, after = around
        is_plain = place.breaks and not element.attributes and before not in ("", " ")
        return "  \n" if is_plain and after not in ("", "\n") else None

    def write_raised(self, element: Element, _: Place, __: tuple[str, str]) -> str | None:
        note = find_reference(element)
        return f"[^{note}]" if note in self.names.notes else None

    def write_abbreviation(self, element: Element, place: Place, _: tuple[str, str]) -> str | None:
        only = element.children[0] if len(element.children) == 1 else None
        title = self.names.abbreviations.get(only) if isinstance(only, str) else None
        is_known = title is not None and element.attributes == (("title", title),)
        return (
            escape_text(only, place, "x", is_last=False)
            if isinstance(only, str) and is_known
            else None
        )


SPECIAL: dict[str, Callable[[_Writer, Element, Place, tuple[str, str]], str | None]] = {
    "a": _Writer.write_link,
    "abbr": _Writer.write_abbreviation,
    "br": _Writer.write_break,
    "code": _Writer.write_code,
    "em": _Writer.write_emphasis,
    "img": _Writer.write_image,
    "strong": _Writer.write_emphasis,
    "sup": _Writer.write_raised,
}


FIRSTS = {"br": "\n", "code": "`", "em": "*", "strong": "*"}


def _first(element: Element) -> str:
    """Return the character that an element begins with, once it is written."""
    return FIRSTS.get(element.name, "<")


def _write_title(title: str | None) -> str:
    return "" if title is None else f' "{title}"'


def _may_emphasise(mark: str, inner: str, around: tuple[str, str]) -> bool:
    """Tell whether the marks of emphasis are read as such between these characters."""
    before, after = around
    if not inner or before in (mark[0], "\\") or after in ("*", "_"):
        return False
    first, last = inner[0], inner[-1]
    if first.isspace() or last.isspace() or mark[0] in (first, last) or last == "\\":
        return False
    if mark == "_" and (before.isalnum() or after.isalnum()):
        return False
    return (first.isalnum() or not before.isalnum()) and (last.isalnum() or not after.isalnum())


def find_reference(element: Element) -> str | None:
    """Return the name of the footnote that a raised number refers to, if it does."""
    only = element.children[0] if len(element.children) == 1 else None
    if element.name != "sup" or not isinstance(only, Element) or only.name != "a":
        return None
    address = only.get("href") or ""
    is_reference = only.get("class") == "footnote-ref" and address.startswith("#fn:")
    return address.removeprefix("#fn:") if is_reference else None
