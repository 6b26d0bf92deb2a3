"""Word's own XML made plain, before it is converted: boxes, symbols, notes, boxes of text, changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from cpdsite.importers.word_parts import Part, R, W
from cpdsite.importers.word_symbols import (
    MARK,
    TICKED,
    UNTICKED,
    make_mark,
    read_symbol,
    read_symbols,
)
from cpdsite.limits import MOST_GRID_COLUMNS

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURE = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
FALSE = ("0", "false", "off", "none")

UNWRAPPED = {
    *(
        f"{W}{tag}"
        for tag in ("fldSimple", "dir", "bdo", "smartTag", "customXml", "ruby", "rubyBase")
    ),
    *(f"{W}{tag}" for tag in ("sdtContent", "moveTo", "ins")),
}
"""What gives way to what it encloses."""

DROPPED = {
    f"{W}{tag}" for tag in ("bookmarkStart", "bookmarkEnd", "sectPr", "softHyphen", "rt", "rubyPr")
} | {
    f"{W}{tag}" for tag in ("commentRangeStart", "commentRangeEnd", "proofErr", "sdtPr", "sdtEndPr")
}
"""What has no words that a reader sees."""

NOTES = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
}


@dataclass(slots=True)
class Prepared:
    """What came of preparing a file: its boxes of text, its links, and counts of what was left out."""

    links: dict[str, str] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Count one more of what was left out or changed."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def mark(self, kind: str, key: str) -> Element:
        """Return the text that marks where something belongs, a comment for one."""
        self.marks.append((kind, key))
        return _make_text(make_mark(kind, len(self.marks) - 1))

    def find_marked(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and key of all that marks in a text stand for."""
        for _, number in MARK.findall(text):
            yield self.find_mark(number)

    def find_mark(self, number: str) -> tuple[str, str]:
        """Return the kind and key of what a mark stands for, both empty where it is no mark."""
        return self.marks[int(number)] if int(number) < len(self.marks) else ("", "")


def prepare_part(part: Part, root: Element, prepared: Prepared) -> None:
    """Make the XML of a part plain, in its place; ``root`` may be any element of it."""
    _Preparer(part, prepared).prepare(root, "")


@dataclass(slots=True)
class _Preparer:
    part: Part
    prepared: Prepared

    def prepare(self, element: Element, font: str) -> None:
        """Replace the children of an element by plain ones; ``font`` is that of its run."""
        if element.tag == f"{W}r":
            font = _find_font(element)
        children = [it for child in element for it in self.replace(child, font)]
        element[:] = children
        if element.tag == f"{W}tr":
            self.prepare_row(element)

    def replace(self, child: Element, font: str) -> Iterator[Element]:
        """Yield what takes the place of an element."""
        tag = child.tag
        if tag in DROPPED:
            return
        if tag.endswith("Pr"):
            yield child
        elif tag == f"{COMPATIBILITY}AlternateContent":
            yield from self.choose(child, font)
        elif tag == f"{W}sdt":
            yield from self.replace_control(child, font)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield from self.replace_drawing(child)
        elif tag in (f"{W}del", f"{W}moveFrom"):
            self.prepared.count("deleted")
        elif tag in UNWRAPPED:
            self.prepared.count("inserted" if tag in (f"{W}ins", f"{W}moveTo") else "unwrapped")
            for inner in child:
                yield from self.replace(inner, font)
        elif tag.startswith(MATHS):
            words = "".join(it.text or "" for it in child.iter(f"{MATHS}t"))
            yield _make_run(read_symbols("", words))
        else:
            yield from self.replace_in_run(child, font)

    def replace_in_run(self, child: Element, font: str) -> Iterator[Element]:
        """Yield what takes the place of an element that may stand in a run."""
        tag = child.tag.removeprefix(W)
        match tag:
            case "boxMark":
                yield _make_text(TICKED if child.text == TICKED else UNTICKED)
            case "t":
                yield _make_text(read_symbols(font, child.text or ""))
            case "sym":
                yield _make_text(_read_symbol(child, font))
            case "footnoteReference" | "endnoteReference" | "commentReference":
                yield self.prepared.mark(NOTES[tag], child.get(f"{W}id", ""))
            case "br" | "cr":
                yield Element(f"{W}br")
            case "ptab":
                yield Element(f"{W}tab")
            case "fldChar":
                yield child
                yield from _find_choice(child)
            case "altChunk":
                self.prepared.count("chunks")
            case _:
                if tag == "hyperlink":
                    self.place_link(child)
                self.prepare(child, font)
                yield child

    def choose(self, child: Element, font: str) -> Iterator[Element]:
        """Yield what an older program would show, else the first choice."""
        chosen = child.find(f"{COMPATIBILITY}Fallback")
        if chosen is None or not len(chosen):
            chosen = child.find(f"{COMPATIBILITY}Choice")
        for inner in chosen if chosen is not None else ():
            yield from self.replace(inner, font)

    def replace_control(self, control: Element, font: str) -> Iterator[Element]:
        """Yield the content of a form control; a tick box as a mark, a hint to fill in as nothing."""
        properties = control.find(f"{W}sdtPr")
        content = control.find(f"{W}sdtContent")
        content = Element(f"{W}sdtContent") if content is None else content
        box = None if properties is None else properties.find(f"{CHECKBOX}checkbox")
        if box is not None:
            state = box.find(f"{CHECKBOX}checked")
            value = "0" if state is None else state.get(f"{CHECKBOX}val", "1")
            _fill(content, UNTICKED if value in FALSE else TICKED)
        elif properties is not None and properties.find(f"{W}showingPlcHdr") is not None:
            _fill(content, "")
        for inner in content:
            yield from self.replace(inner, font)

    def replace_drawing(self, drawing: Element) -> Iterator[Element]:
        """Yield a mark for each box of text in a drawing; count it if it is a picture."""
        boxes = list(_find_boxes(drawing))
        for box in boxes:
            self.prepared.boxes.append(box)
            yield self.prepared.mark("box", str(len(self.prepared.boxes) - 1))
            self.prepare(box, "")
        if not boxes and any(it.tag in PICTURE for it in drawing.iter()):
            self.prepared.count("pictures")
        elif not boxes and drawing.tag == f"{W}object":
            self.prepared.count("objects")

    def place_link(self, link: Element) -> None:
        """Give a link a key that no other part has, or none if it leads nowhere."""
        address = self.part.links.get(link.attrib.pop(f"{R}id", ""))
        if address is not None:
            placed = f"link{len(self.prepared.links)}"
            self.prepared.links[placed] = address
            link.set(f"{R}id", placed)
        link.attrib.pop(f"{W}anchor", None)

    def prepare_row(self, row: Element) -> None:
        """Put an empty cell where a row begins further to the right; count a deleted row."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            return
        before = properties.find(f"{W}gridBefore")
        width = 0 if before is None else _read_count(before)
        if width:
            cell = Element(f"{W}tc")
            span = SubElement(SubElement(cell, f"{W}tcPr"), f"{W}gridSpan")
            span.set(f"{W}val", str(width))
            place = next((i for i, it in enumerate(row) if it.tag == f"{W}tc"), len(row))
            row.insert(place, cell)
        for tag, what in (("del", "deleted"), ("ins", "inserted")):
            if properties.find(f"{W}{tag}") is not None:
                self.prepared.count(what)


def clamp_spans(root: Element) -> int:
    """Hold the columns that a cell spans within what a table may have; return their sum."""
    total = 0
    for properties in root.iter(f"{W}tcPr"):
        span = properties.find(f"{W}gridSpan")
        if span is not None:
            count = max(1, _read_count(span))
            span.set(f"{W}val", str(count))
            total += count
    return total


def _read_count(element: Element) -> int:
    text = element.get(f"{W}val", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_GRID_COLUMNS))
    return min(int(text), MOST_GRID_COLUMNS) if is_number else 0


def _make_text(words: str) -> Element:
    element = Element(f"{W}t")
    element.text = words
    return element


def _make_run(words: str) -> Element:
    run = Element(f"{W}r")
    run.append(_make_text(words))
    return run


def _find_font(run: Element) -> str:
    properties = run.find(f"{W}rPr")
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _read_symbol(symbol: Element, font: str) -> str:
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
        return read_symbol(symbol.get(f"{W}font", font), code)
    except (ValueError, OverflowError):
        return ""


def _find_choice(field_start: Element) -> Iterator[Element]:
    """Yield the text of the choice that a drop-down list of the older kind shows."""
    choices = field_start.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return
    entries = choices.findall(f"{W}listEntry")
    result = choices.find(f"{W}result")
    number = 0 if result is None else _read_count(result)
    if number < len(entries):
        yield _make_text(read_symbols("", entries[number].get(f"{W}val", "")))


def _fill(content: Element, words: str) -> None:
    """Put words in the place of all those that a form control shows."""
    runs = list(content.iter(f"{W}r"))
    for run in runs:
        run[:] = [it for it in run if it.tag == f"{W}rPr"]
    if words:
        # As text, a mark of ours would be taken for one of the file's characters.
        run = runs[0] if runs else SubElement(content, f"{W}r")
        SubElement(run, f"{W}boxMark").text = words


def _find_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the outermost boxes of text, of the older form where there are two."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{COMPATIBILITY}AlternateContent":
            fallback = child.find(f"{COMPATIBILITY}Fallback")
            yield from _find_boxes(child if fallback is None else fallback)
        else:
            yield from _find_boxes(child)
