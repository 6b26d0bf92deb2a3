"""HTML files, whatever they are called: what many systems export "to Excel" or "to Word"."""

import hashlib
import re

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import check_size
from cpdsite.importers.cells import write_cell
from cpdsite.importers.encodings import Decoded, decode_unknown
from cpdsite.importers.layout import lay_out
from cpdsite.importers.normal_form import count_lost_links
from cpdsite.importers.source import Grid, Source
from cpdsite.importers.word_symbols import clean_words
from cpdsite.limits import DEEPEST_PAGE, MOST_PAGE_TAGS, PAGE_BYTES
from cpdsite.prose.convert import clean_html
from cpdsite.prose.tree import Document, Element, Node, parse_html, walk

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
HEAD_BYTES = 4_000
"""How far into a file its encoding may be declared, in bytes."""

UNSHOWN = re.compile(r"<(script|style|title|xml)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
"""Elements whose text is not for readers; ``xml`` is what Office adds."""

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
LOWERED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}
"""Headings, lower than the titles and sections of our own sheet."""

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
OPEN_ENDED = {
    "area", "base", "br", "col", "colgroup", "dd", "dt", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
}  # fmt: skip
"""Elements that need no end: one more of them begins beside the last, not within it."""

WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_web_page(name: str, data: bytes) -> Source:
    """Return the tables of an HTML file, and what stands outside of them.

    Raises ``RefusedError`` for one that is empty or not within bounds. Nothing that it refers to
    is opened.
    """
    check_size(name, data)
    decoded = _decode(data)
    tags = decoded.text.count("<")
    if len(data) > PAGE_BYTES or tags > MOST_PAGE_TAGS:
        raise RefusedError(
            f"{name}: expected at most {PAGE_BYTES:,} bytes and {MOST_PAGE_TAGS:,} tags, found "
            f"{len(data):,} and {tags:,}: divide it, and import the parts"
        )
    html = UNSHOWN.sub(" ", COMMENT.sub(" ", decoded.text))
    if _measure_depth(html) > DEEPEST_PAGE:
        raise RefusedError(
            f"{name} is nested more than {DEEPEST_PAGE} levels deep: open it in a browser, "
            "copy the table into Excel or Word, save that, and import it"
        )
    document = _settle(parse_html(clean_html(html)))
    layout = lay_out(name, document)
    grids = tuple(
        Grid(
            table.name,
            tuple(
                tuple(write_cell(it.place, it.blocks, it.copy_of) for it in row)
                for row in table.rows
            ),
        )
        for table in layout.tables
    )
    outside = tuple(write_cell(it.place, it.blocks) for it in layout.outside)
    notes = list(_tell(document, decoded))
    return Source(name, hashlib.sha256(data).hexdigest(), grids, outside, tuple(notes))


def _decode(data: bytes) -> Decoded:
    decoded = decode_unknown(data)
    declared = DECLARED.search(data[:HEAD_BYTES])
    if declared is None or not decoded.is_guess:
        return decoded
    shown = declared[1].decode("ascii").lower()
    # What calls itself Latin-1 on the web is read as Windows-1252 everywhere.
    codec = "cp1252" if shown in ("iso-8859-1", "latin1", "us-ascii", "windows-1252") else shown
    try:
        return Decoded(data.decode(codec, "replace"), shown, is_guess=False)
    except (LookupError, ValueError):
        return decoded


def _measure_depth(html: str) -> int:
    """Return how many elements are open at once at most, as far as their ends are written."""
    deepest = depth = 0
    for end, tag in TAG.findall(html):
        if tag.lower() not in OPEN_ENDED:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _settle(nodes: Document) -> Document:
    """Return a tree in which white space is what a page shows, and no text is a mark of ours."""
    settled: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            settled.append(clean_words(WHITE_SPACE.sub(" ", node)))
        elif node.name == "pre":
            settled.append(node)
        else:
            name = LOWERED.get(node.name, node.name)
            settled.append(Element(name, node.attributes, _settle(node.children)))
    return tuple(settled)


def _tell(document: Document, decoded: Decoded) -> list[str]:
    notes = []
    if decoded.is_guess:
        notes.append(
            "the file does not say how its letters are written; it was read as "
            f"{decoded.encoding}; if letters look wrong, save it as UTF-8"
        )
    if any(it.name == "img" for it in walk(document)):
        notes.append("pictures were left out")
    if count_lost_links(document):
        notes.append("links to files of one computer gave way to their words")
    return notes
