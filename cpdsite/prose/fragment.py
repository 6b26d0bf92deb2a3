"""A passage as a part of a page: links that lead somewhere, ids that no other entry has."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cpdsite.portfolio.paths import is_elsewhere, is_harmless, read_address
from cpdsite.prose.tree import Document, Element, Node, find_text, parse_html, walk, write_html

KEPT_CLASS = re.compile(r"(?:footnote|task-list|language-)[\w+#.-]*")
KEPT = 8192
"""How many fragments are kept at most: the same one stands in several records."""

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""The level that each heading has on a page, whose title is the only one of the first."""

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Placement:
    """How a passage stands on a page.

    ``links`` maps addresses as written to addresses as they shall be; ``""`` takes the link
    away and keeps its words. ``prefix`` makes ids unique. ``flat`` makes headings bold
    paragraphs, for a cell of a table. ``deeper`` is by how many levels headings stand lower, in
    a document that has headings above them.
    """

    links: tuple[tuple[str, str], ...]
    prefix: str
    flat: bool = False
    deeper: int = 0


@functools.lru_cache(maxsize=KEPT)
def write_fragment(html: str, placement: Placement) -> str:
    """Return a passage's HTML placed on a page; it was sanitised when the passage was read."""
    if not PLACED.search(html):
        return html
    document = parse_html(html)
    ids = frozenset(it for element in walk(document) if (it := element.get("id")))
    rules = _Rules(dict(placement.links), placement.prefix, placement.flat, placement.deeper, ids)
    return write_html(_place(document, rules))


@dataclass(frozen=True, slots=True)
class _Rules:
    links: Mapping[str, str]
    prefix: str
    flat: bool
    deeper: int
    ids: frozenset[str]


def _place(nodes: tuple[Node, ...], rules: _Rules) -> Document:
    return tuple(node if isinstance(node, str) else _place_element(node, rules) for node in nodes)


def _place_element(element: Element, rules: _Rules) -> Element:
    special = SPECIAL.get(element.name)
    children = _place(element.children, rules)
    placed = Element(element.name, _place_attributes(element, rules), children)
    return special(placed, rules) if special else placed


def _place_attributes(element: Element, rules: _Rules) -> tuple[tuple[str, str], ...]:
    attributes = dict(element.attributes)
    classes = [it for it in attributes.pop("class", "").split() if KEPT_CLASS.fullmatch(it)]
    if align := attributes.pop("align", ""):
        classes.append(f"align-{align}")
    if "id" in attributes:
        attributes["id"] = rules.prefix + attributes["id"]
    if classes:
        attributes["class"] = " ".join(classes)
    return tuple(sorted(attributes.items()))


def _place_link(link: Element, rules: _Rules) -> Element:
    address = link.get("href")
    if address is None:
        return link
    target = rules.links.get(address, address)
    if address.startswith("#") and address[1:] in rules.ids:
        target = f"#{rules.prefix}{address[1:]}"
    others = tuple(pair for pair in link.attributes if pair[0] != "href")
    if not target or not is_harmless(target):
        return Element("span", others, link.children)
    return Element("a", (("href", target), *others), link.children)


def _place_image(image: Element, rules: _Rules) -> Element:
    source = image.get("src") or ""
    target = read_address(rules.links.get(source, source))
    alternative = image.get("alt") or ""
    if not target or is_elsewhere(target):
        # Nothing is loaded from elsewhere: a remote image becomes a link to it.
        is_web = target.startswith(("https://", "http://"))
        words = (alternative or target,)
        return Element("a", (("href", target),), words) if is_web else Element("span", (), words)
    sizes = tuple(pair for pair in image.attributes if pair[0] in ("height", "width"))
    # Never loaded late: what has not come into view would be missing on paper.
    return Element("img", (("alt", alternative), ("src", target), *sizes))


def _place_heading(heading: Element, rules: _Rules) -> Element:
    if rules.flat:
        strong = Element("strong", (), heading.children)
        return Element("p", heading.attributes, (strong,))
    level = min(HEADINGS[heading.name] + rules.deeper, DEEPEST)
    placed = Element(f"h{level}", heading.attributes, heading.children)
    name = heading.get("id")
    words = " ".join(find_text(heading.children).split())
    return _add_anchor(placed, name, words) if name and words else placed


def _add_anchor(heading: Element, name: str, words: str) -> Element:
    """Return a heading with a link to itself beside it, to be copied."""
    # Within the heading it would be read out as a part of it; the stylesheet gives it a sign.
    attributes = (
        ("class", "anchor"),
        ("href", f"#{name}"),
        (
            "aria-label",
            f"Link to \N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}",
        ),
    )
    return Element("div", (("class", "headed"),), (heading, Element("a", attributes)))


def _place_item(item: Element, _: _Rules) -> Element:
    if "task-list-item" not in (item.get("class") or ""):
        return item
    return Element(item.name, item.attributes, _name_boxes(item.children, find_text(item.children)))


def _name_boxes(nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
    named: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            named.append(node)
        elif node.name == "input":
            label = ("aria-label", " ".join(name.split()))
            named.append(Element("input", (label, *node.attributes)))
        elif node.name in ("label", "p", "span"):
            named.append(Element(node.name, node.attributes, _name_boxes(node.children, name)))
        else:
            named.append(node)
    return tuple(named)


def _place_input(box: Element, _: _Rules) -> Element:
    if box.get("type") != "checkbox":
        return Element("span")
    checked = (("checked", ""),) if box.get("checked") is not None else ()
    labels = tuple(pair for pair in box.attributes if pair[0] == "aria-label")
    return Element("input", (*labels, ("type", "checkbox"), ("disabled", ""), *checked))


def _place_table(table: Element, _: _Rules) -> Element:
    # Focusable, so that a keyboard can scroll a table that is wider than a phone.
    heads = (" ".join(find_text(it.children).split()) for it in walk((table,)) if it.name == "th")
    names = ", ".join(name for name in heads if name)
    attributes = (
        ("class", "scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", f"Table: {names}" if names else "Table"),
    )
    return Element("div", attributes, (table,))


def _place_label(label: Element, _: _Rules) -> Element:
    return Element("span", (), label.children)


SPECIAL: dict[str, Callable[[Element, _Rules], Element]] = {
    "a": _place_link,
    "img": _place_image,
    "input": _place_input,
    "label": _place_label,
    "li": _place_item,
    "table": _place_table,
    **dict.fromkeys(HEADINGS, _place_heading),
}
"""What is done to an element beyond its attributes, by its name."""

# An item of a list is special only as a task, which has a class.
_names = "|".join(name for name in SPECIAL if name != "li")
PLACED = re.compile(rf"<(?:{_names})\b|\s(?:align|class|id)=")
"""What a page has to place: without any of it, a passage is the same on every page."""
