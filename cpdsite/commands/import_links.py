"""Links between the entries of our own JSON, where some of these lie elsewhere than they did."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from urllib.parse import quote

from cpdsite.portfolio.paths import resolve_path
from cpdsite.portfolio.sections import Section
from cpdsite.prose.markdown import write_markdown
from cpdsite.prose.tree import Document, Element, parse_html

LEADING = ("href", "src")


def find_moved(places: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return where entries lie that lay elsewhere; ``""`` stands for what is not known."""
    return {old: new for old, new in places if old and new and old != new}


def lead_sections(
    sections: tuple[Section, ...], old: str, new: str, moved: Mapping[str, str]
) -> tuple[Section, ...]:
    """Return the sections of an entry that lay at ``old`` and lies at ``new``, its links mended."""

    def follow(address: str) -> str:
        return _follow(address, old, new, moved)

    return tuple(replace(it, text=_lead(it.text, follow)) for it in sections)


def _follow(address: str, old: str, new: str, moved: Mapping[str, str]) -> str:
    target = resolve_path(old, address)
    folder = posixpath.dirname(new)
    lies = moved.get(target, target)
    if not target or (lies == target and folder == posixpath.dirname(old)):
        return address
    path = address.partition("#")[0].partition("?")[0]
    return quote(posixpath.relpath(lies, folder)) + address[len(path) :]


def _lead(text: str, follow: Callable[[str], str]) -> str:
    """Return Markdown with other addresses; the same text where none of them changes."""
    # Converting is slow to import, and most imports move nothing.
    from cpdsite.prose.convert import convert_markdown

    document = parse_html(convert_markdown(text))
    led = tuple(chain.from_iterable(_lead_node(it, follow) for it in document))
    return text if led == document else write_markdown(led).strip("\n")


def _lead_node(node: str | Element, follow: Callable[[str], str]) -> Document:
    if isinstance(node, str):
        return (node,)
    attributes = tuple(
        (name, follow(value) if name in LEADING and value else value)
        for name, value in node.attributes
    )
    children = tuple(chain.from_iterable(_lead_node(it, follow) for it in node.children))
    return (Element(node.name, attributes, children),)
