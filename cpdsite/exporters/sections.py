"""Sections of a record's entries as Markdown, with links that lead where a file's reader can go."""

from collections.abc import Mapping
from itertools import chain

from cpdsite.exporters.export import Request
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.paths import is_elsewhere, is_harmless
from cpdsite.portfolio.sections import Section
from cpdsite.prose.markdown import write_markdown
from cpdsite.prose.tree import Document, Element, parse_html


def write_sections(
    activity: Activity, request: Request, *, as_written: bool = False
) -> tuple[tuple[Section, str], ...]:
    """Return the sections of an activity that show anything, each with its Markdown.

    Links lead to the site's address, or give way to their words; ``as_written`` keeps those to
    other files of the site, for whoever has these.
    """
    links = dict(request.filed.links)
    found = []
    for section in activity.sections:
        document = parse_html(request.read_passage(section.text).html)
        placed = document
        if not as_written:
            placed = place_links(document, dict(links.get((activity.path, section.name), ())))
        text = write_markdown(placed, section.text if placed == document else "")
        if text:
            found.append((section, text))
    return tuple(found)


def place_links(document: Document, links: Mapping[str, str]) -> Document:
    """Return a passage with its links and images where they lead from a file, or with their words."""
    placed = ((node,) if isinstance(node, str) else _place(node, links) for node in document)
    return tuple(chain.from_iterable(placed))


def _place(element: Element, links: Mapping[str, str]) -> Document:
    children = place_links(element.children, links)
    if element.name == "a":
        return _place_link(element, links, children)
    if element.name == "img":
        return _place_image(element, links)
    return (Element(element.name, element.attributes, children),)


def _place_link(link: Element, links: Mapping[str, str], children: Document) -> Document:
    address = link.get("href") or ""
    target = links.get(address, address)
    is_note = address.startswith("#")
    if is_note or (is_elsewhere(target) and is_harmless(target)):
        others = (pair for pair in link.attributes if pair[0] != "href")
        return (Element("a", (("href", target or address), *others), children),)
    return children


def _place_image(image: Element, links: Mapping[str, str]) -> Document:
    source = image.get("src") or ""
    target = links.get(source, source)
    words = image.get("alt") or ""
    if not (is_elsewhere(target) and is_harmless(target)):
        return (words,)
    return (Element("a", (("href", target),), (words or target,)),)
