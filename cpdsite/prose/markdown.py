"""A tree back to Markdown: the same Markdown for all that reads the same.

What Markdown cannot say is written as HTML, which it leaves alone. What was written is read again,
and what does not come back as it was is written as HTML too: so nothing is lost, however odd.
"""

from cpdsite.prose.bounds import find_excesses
from cpdsite.prose.definitions import (
    Notes,
    find_abbreviations,
    find_notes,
    write_abbreviations,
)
from cpdsite.prose.escapes import write_raw
from cpdsite.prose.likeness import HEADINGS, SURROGATE, normalise_tree
from cpdsite.prose.markup import find_merging, hang, name_node, write_block, write_blocks
from cpdsite.prose.spans import Names, NoMarkdownError
from cpdsite.prose.tree import Document, Node, parse_html

TRIES = 3
"""How often what came back wrong is written anew before everything is written as HTML."""


def normalise_markdown(source: str) -> str:
    """Return the one Markdown that stands for all that reads like this one.

    What was normalised stays as it is. Nothing here asks whether ``find_excesses`` finds the
    source too much to read.
    """
    # Converting is slow to import, and reading a tree needs none of it.
    from cpdsite.prose.convert import convert_markdown

    clean = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", source)
    return write_markdown(parse_html(convert_markdown(clean)))


def write_markdown(document: Document, source: str = "") -> str:
    """Return the Markdown of a passage's tree; converting it gives that tree again.

    ``source`` is Markdown that is known to read as the tree: what comes out the same need not be
    read again, which takes most of the time.

    That is the tree as ``normalise_tree`` makes it, where headings without an id get one. It must
    be one that the sanitiser lets through. Headings of level 2 are written as HTML, for a line of
    ``##`` would begin a section of an entry; a text that passes the limits of an entry, wholly so.
    Elements where HTML does not allow them, such as an item right in an item, come back where
    browsers put them.
    """
    tree = normalise_tree(document)
    written = ""
    for _ in range(TRIES):
        written, back = _write_and_read(tree, source)
        if not _find_differing(tree, back):
            break
        tree = back
    return written


def _write_and_read(tree: Document, source: str) -> tuple[str, Document]:
    """Return the Markdown of a tree and what it is read as; if need be, it is HTML in part."""
    # Converting is slow to import.
    from cpdsite.prose.convert import convert_markdown

    every = frozenset(range(len(tree)))
    raw: frozenset[int] = frozenset()
    for _ in range(TRIES):
        written = _write(tree, raw)
        if written == source:
            return written, tree
        if find_excesses(written):
            # Reading it again could take for ever.
            return _write(tree, every), tree
        back = normalise_tree(parse_html(convert_markdown(written)))
        wrong = _find_differing(tree, back) - raw
        if not wrong:
            return written, back
        raw |= wrong
    written = _write(tree, every)
    return written, normalise_tree(parse_html(convert_markdown(written)))


def _find_differing(tree: Document, back: Document) -> frozenset[int]:
    """Return the places of the blocks that did not come back as they were."""
    size = min(len(tree), len(back))
    alike = [_is_alike(*pair) for pair in zip(tree, back, strict=False)]
    if len(tree) == len(back):
        return frozenset(at for at, it in enumerate(alike) if not it)
    begin = alike.index(False) if False in alike else size
    end = 0
    while end < size - begin and _is_alike(tree[-1 - end], back[-1 - end]):
        end += 1
    # Where something was added, nothing of the tree lies between.
    return frozenset(range(max(0, begin - 1), max(begin, len(tree) - end))) or frozenset({0})


def _is_alike(node: Node, back: Node) -> bool:
    """Tell whether a node came back as it was; headings may have got ids."""
    if isinstance(node, str) or isinstance(back, str):
        return node == back
    attributes = back.attributes
    if node.name in HEADINGS and node.get("id") is None:
        attributes = tuple(it for it in attributes if it[0] != "id")
    return (
        node.name == back.name
        and node.attributes == attributes
        and len(node.children) == len(back.children)
        and all(map(_is_alike, node.children, back.children))
    )


def _write(tree: Document, raw: frozenset[int]) -> str:
    """Write a tree, those of its blocks as HTML that are told."""
    notes = find_notes(tree)
    notes = None if notes is None or notes.place in raw else notes
    names = Names(frozenset(notes.texts if notes else ()), find_abbreviations(tree))
    try:
        last = _write_notes(notes, names) if notes else ""
    except NoMarkdownError:
        return _write(tree, raw | {len(tree) - 1})
    blocks = tree[: notes.place] if notes else tree
    parts: list[str] = []
    before = ""
    for at, block in enumerate(blocks):
        try:
            is_raw = at in raw or name_node(block) in ("h2", before)
            parts.append("" if is_raw else write_block(block, names, nested=False))
        except NoMarkdownError:
            is_raw = True
            parts.append("")
        if is_raw:
            parts[-1] = write_raw((block,))
        before = "" if is_raw else find_merging(block)
    return "\n\n".join(it for it in (*parts, last, write_abbreviations(names.abbreviations)) if it)


def _write_notes(notes: Notes, names: Names) -> str:
    return "\n\n".join(
        hang(f"[^{name}]: ", write_blocks(blocks, names)) for name, blocks in notes.texts.items()
    )
