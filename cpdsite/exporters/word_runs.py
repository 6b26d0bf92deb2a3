"""Runs of text as the XML of a word processor: how they look, where they lead, which way they run."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from cpdsite.exporters.office_text import clean_text, escape_text
from cpdsite.exporters.word_styles import FIRST_OWN, STEP, identify
from cpdsite.prose.shapes import Run, Style

SCHEMES = ("http", "https", "mailto", "tel")
LONGEST_PIECE = 100_000
"""How much text one element holds: readers of XML refuse ten million characters."""

LAST_START = 32_767
"""The highest number with which Word begins a list."""

HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
"""Names and numbers of computers: some programs refuse a whole file for any other."""

UNSAFE = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]")
"""What no address in a file may hold as it stands."""

BREAKS = re.compile(r"([\n\t])")


class References:
    """What the body of a file refers to elsewhere in it: links, numbered lists, check boxes."""

    def __init__(self) -> None:
        """Begin with none."""
        self.links: dict[str, str] = {}
        self.numberings: list[tuple[int, int]] = []
        self.boxes = 0

    def add_link(self, url: str) -> str:
        """Return the id of the relationship that holds an address."""
        return self.links.setdefault(url, f"rIdLink{len(self.links) + 1}")

    def add_numbering(self, level: int, start: int) -> int:
        """Return the number of a new numbering that begins at ``start``, as far as Word counts."""
        self.numberings.append((level, min(start, LAST_START)))
        return FIRST_OWN + len(self.numberings) - 1

    def add_box(self) -> int:
        """Return an id for a content control, of which the file has no other."""
        self.boxes += 1
        return self.boxes


def runs_leftward(text: str) -> bool:
    """Tell whether the first letter with a direction belongs to a script from right to left."""
    strong = (unicodedata.bidirectional(it) for it in text)
    return next((it for it in strong if it in ("L", "R", "AL")), "L") != "L"


def write_paragraph(  # noqa: PLR0913 - all that a paragraph can have beside its style
    style: str,
    content: str,
    *,
    is_leftward: bool = False,
    keeps: bool = False,
    numbering: tuple[int, int] | None = None,
    indent: int = 0,
    align: str = "",
) -> str:
    """Return a paragraph; ``numbering`` is the number of a numbering, and the level in it.

    ``indent`` sets it in further than that, with its mark.
    """
    properties = "<w:keepNext/>" if keeps else ""
    if numbering:
        number, level = numbering
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if is_leftward:
        properties += "<w:bidi/>"
        # Word names the sides of such a paragraph as seen in a mirror.
        align = {"left": "right", "right": "left"}.get(align, align)
    if indent:
        properties += f'<w:ind w:left="{indent}" w:hanging="{STEP}"/>'
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{identify(style)}"/>{properties}</w:pPr>{content}</w:p>'


def write_line(style: str, text: str, *, keeps: bool = False) -> str:
    """Return a paragraph of plain text."""
    is_leftward = runs_leftward(text)
    content = write_text(text, is_leftward=is_leftward)
    return write_paragraph(style, content, is_leftward=is_leftward, keeps=keeps)


def write_runs(runs: Sequence[Run], references: References) -> tuple[str, bool]:
    """Return runs, and whether their paragraph runs from right to left."""
    is_leftward = runs_leftward("".join(run.text for run in runs))
    return "".join(_write_run(run, references, is_leftward) for run in runs), is_leftward


def write_text(text: str, *, style: str = "", is_leftward: bool = False, looks: str = "") -> str:
    """Return a run of text; ``looks`` are properties in the order of the schema."""
    turns = runs_leftward(text) if any(map(_is_strong, text)) else is_leftward
    named = f'<w:rStyle w:val="{identify(style)}"/>' if style else ""
    properties = f"{named}{looks}{'<w:rtl/>' if turns else ''}"
    pieces = "".join(_write_pieces(clean_text(text)))
    return (
        f"<w:r><w:rPr>{properties}</w:rPr>{pieces}</w:r>" if properties else f"<w:r>{pieces}</w:r>"
    )


def _is_strong(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("L", "R", "AL")


def _write_pieces(text: str) -> Iterator[str]:
    for piece in BREAKS.split(text):
        if piece == "\n":
            yield "<w:br/>"
        elif piece == "\t":
            yield "<w:tab/>"
        else:
            for start in range(0, len(piece), LONGEST_PIECE):
                part = escape_text(piece[start : start + LONGEST_PIECE])
                yield f'<w:t xml:space="preserve">{part}</w:t>'


def _write_run(run: Run, references: References, is_leftward: bool) -> str:
    url = clean_address(run.url)
    style = "Code text" if run.style.code else "Hyperlink" if url else ""
    looks = _write_looks(run.style, underlined=bool(url and run.style.code))
    text = write_text(run.text, style=style, is_leftward=is_leftward, looks=looks)
    if not url:
        return text
    return f'<w:hyperlink r:id="{references.add_link(url)}" w:history="1">{text}</w:hyperlink>'


def _write_looks(style: Style, *, underlined: bool) -> str:
    looks = (
        (style.bold, "<w:b/><w:bCs/>"),
        (style.italic, "<w:i/><w:iCs/>"),
        (style.struck, "<w:strike/>"),
        (underlined, '<w:u w:val="single"/>'),
        (style.raised, '<w:vertAlign w:val="superscript"/>'),
        (style.lowered and not style.raised, '<w:vertAlign w:val="subscript"/>'),
    )
    return "".join(xml for is_so, xml in looks if is_so)


def clean_address(url: str) -> str:
    """Return an address as a file may hold it; ``""`` for one that leads nowhere it should."""
    cleaned = UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", clean_text(url.strip()))
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_whole = parts.path if parts.scheme in ("mailto", "tel") else HOST.fullmatch(host)
    return cleaned if parts.scheme in SCHEMES and is_whole else ""
