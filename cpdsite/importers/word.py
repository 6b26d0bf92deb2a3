"""Word files (.docx, .docm): their tables and words, with all that stands beside them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cpdsite.importers.cells import write_cell
from cpdsite.importers.layout import Layout, Placed, lay_out
from cpdsite.importers.normal_form import count_lost_links, tidy_blocks
from cpdsite.importers.source import Cell, Grid, Source
from cpdsite.importers.word_markup import Prepared
from cpdsite.importers.word_parts import open_word
from cpdsite.importers.word_stories import Story, read_stories
from cpdsite.importers.word_symbols import MARK
from cpdsite.prose.tree import Document, Element, Node, find_text

NOTES = ("footnote", "endnote")

COUNTED = {
    "deleted": "text that tracked changes delete was left out ({})",
    "inserted": "text that tracked changes insert was read as it will stand ({})",
    "pictures": "pictures were left out ({})",
    "objects": "embedded objects were left out ({})",
    "chunks": "documents that are inserted as a whole were left out ({}): open the file in Word and save it again to read them",
}
"""What is said of each thing that is counted."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A layout, and how a place in it is told."""

    layout: Layout
    keeps_tables: bool
    tell: Callable[[str], str]


def read_word(name: str, data: bytes) -> Source:
    """Return what a Word file holds.

    Raises ``RefusedError`` for one that is damaged, protected, or not within bounds. Nothing
    outside of the file is opened, and no macro is run.
    """
    source = open_word(name, data)
    stories, prepared = read_stories(name, source)
    reads = tuple(_lay_out_all(name, stories, prepared))
    notes = _Notes(stories, prepared, _number_notes(reads, prepared))
    grids = tuple(
        Grid(
            table.name,
            tuple(
                tuple(notes.write(cell, cell.place, cell.copy_of) for cell in row)
                for row in table.rows
            ),
        )
        for read in reads
        if read.keeps_tables
        for table in read.layout.tables
    )
    outside = tuple(notes.write(it, place) for it, place in _find_outside(reads))
    told = _tell_counts(stories, prepared, has_macros=source.has_macros)
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, grids, _leave_repeated((*outside, *notes.write_others())), told)


def _lay_out_all(name: str, stories: tuple[Story, ...], prepared: Prepared) -> Iterator[_Read]:
    places: dict[tuple[str, str], str] = {}
    first = 1
    order = ("text", "box", "comment", "header", "footer")
    for story in sorted(
        (it for it in stories if it.kind in order), key=lambda it: order.index(it.kind)
    ):
        layout = lay_out(name, story.document, first)
        keeps_tables = story.kind in ("text", "box")
        first += len(layout.tables) if keeps_tables else 0
        read = _Read(layout, keeps_tables, _make_teller(story, places))
        for placed, place in _find_places(read):
            for mark in prepared.find_marked(find_text(placed.blocks)):
                places.setdefault(mark, place)
        yield read


def _make_teller(story: Story, places: dict[tuple[str, str], str]) -> Callable[[str], str]:
    if story.kind == "text":
        return lambda place: place
    where = places.get((story.kind, story.key), "")
    if story.kind == "box":
        what = "text box"
    else:
        what = f"comment by {story.author}" if story.author else story.kind
    return lambda place: ", ".join(
        it for it in (f"{what} on {where}" if where else what, place) if it
    )


def _find_places(read: _Read) -> Iterator[tuple[Placed, str]]:
    for table in read.layout.tables:
        for row in table.rows:
            for cell in row:
                if not cell.copy_of:
                    yield cell, cell.place if read.keeps_tables else read.tell(cell.place)
    yield from _find_paragraphs(read)


def _find_paragraphs(read: _Read) -> Iterator[tuple[Placed, str]]:
    is_text = read.tell("") == ""
    several = len(read.layout.outside) > 1
    for number, it in enumerate(read.layout.outside, 1):
        beside = f"paragraph {number}" if several else ""
        yield it, read.tell(it.place if is_text else beside)


def _find_outside(reads: Iterable[_Read]) -> Iterator[tuple[Placed, str]]:
    for read in reads:
        yield from _find_paragraphs(read) if read.keeps_tables else _find_places(read)


def _number_notes(reads: Iterable[_Read], prepared: Prepared) -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    for read in reads:
        for placed, _ in _find_places(read):
            for mark in prepared.find_marked(find_text(placed.blocks)):
                if mark[0] in NOTES:
                    numbers.setdefault(mark, len(numbers) + 1)
    return numbers


@dataclass(frozen=True, slots=True)
class _Notes:
    """Writes cells, each with the footnotes that it refers to at its end."""

    stories: tuple[Story, ...]
    prepared: Prepared
    numbers: dict[tuple[str, str], int]

    def write(self, placed: Placed, place: str, copy_of: str = "") -> Cell:
        """Return the cell of what was placed."""
        marks = dict.fromkeys(self.prepared.find_marked(find_text(placed.blocks)))
        notes = [note for mark in marks for note in self.write_note(mark)]
        blocks = tuple(self.show(block) for block in placed.blocks)
        return write_cell(place, (*blocks, *notes), copy_of)

    def show(self, block: Element) -> Element:
        """Return a block with numbers in the place of the marks of notes, and no other marks."""
        return Element(block.name, block.attributes, self.show_all(block.children))

    def show_all(self, nodes: Document) -> Document:
        """Return nodes as ``show`` does."""
        shown: list[Node] = []
        for node in nodes:
            if isinstance(node, Element):
                shown.append(self.show(node))
            elif text := MARK.sub(lambda mark: self.show_mark(mark[2]), node):
                shown.append(text)
        return tuple(shown)

    def show_mark(self, number: str) -> str:
        """Return what stands for a mark in the text."""
        note = self.numbers.get(self.prepared.find_mark(number))
        return f"[{note}]" if note else ""

    def write_note(self, key: tuple[str, str]) -> Iterator[Element]:
        """Yield the blocks of a note, its number before the first."""
        number = self.numbers.get(key)
        story = next((it for it in self.stories if (it.kind, it.key) == key), None)
        if number is None or story is None:
            return
        blocks = [it for it in tidy_blocks(story.document) if find_text((it,)).strip()]
        for place, block in enumerate(blocks):
            shown = self.show(block)
            is_first_line = place == 0 and shown.name == "p"
            yield Element("p", (), (f"[{number}] ", *shown.children)) if is_first_line else shown

    def write_others(self) -> Iterator[Cell]:
        """Yield the notes that no text refers to."""
        for story in self.stories:
            if story.kind in NOTES and (story.kind, story.key) not in self.numbers:
                blocks = tuple(self.show(it) for it in tidy_blocks(story.document))
                yield write_cell(story.kind, blocks)


def _leave_repeated(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells that hold anything, the same header of several sections once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for cell in cells:
        kind = cell.place.partition(",")[0]
        is_repeated = kind in ("header", "footer") and (kind, cell.plain) in seen
        seen.add((kind, cell.plain))
        if cell.plain.strip() and not is_repeated:
            kept.append(cell)
    return tuple(kept)


def _tell_counts(
    stories: tuple[Story, ...], prepared: Prepared, *, has_macros: bool
) -> tuple[str, ...]:
    counts = {what: prepared.counts[what] for what in COUNTED if what in prepared.counts}
    told = [COUNTED[what].format(_count(number)) for what, number in counts.items()]
    lost = sum(count_lost_links(story.document) for story in stories)
    if lost:
        told.append(f"links to files of one computer gave way to their words ({_count(lost)})")
    if has_macros:
        told.append("the file holds macros, which were neither run nor read")
    return tuple(told)


def _count(number: int) -> str:
    return "in one place" if number == 1 else f"in {number:,} places"
