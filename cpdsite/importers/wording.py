"""Text of any file as text that pages can hold, and the cells made of it."""

import re
from datetime import date

from cpdsite.importers.source import Cell
from cpdsite.prose.escapes import Place, escape_text, guard_lines

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
r"""What stands for a line end: Word and Excel write ``\v`` for one within a paragraph."""

UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no page can hold: control characters, halves of characters, and no characters."""

BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")

ITEM = re.compile(r"^[^\S\n]*[*\-\u2022][^\S\n]+(?=\S)", re.MULTILINE)
"""What begins a line that people mean as an item; a number may be anything."""

LEAST_ITEMS = 2
"""A single line with a dash before it may be no list."""

HARMLESS = re.compile(r"[^\W_][^\W_]*(?:[ ,;:'\u2019/][^\W_]+)*")
"""A line of words and dates that holds nothing that could be markup."""

PLACE = Place(bars=True)

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean_text(text: str) -> str:
    r"""Return a text that pages can hold: every line end is ``\n``, what is unfit is U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return UNFIT.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def make_text_cell(
    place: str, text: str, *, day: date | None = None, number: float | None = None
) -> Cell:
    """Return the cell of a text without markup, as sheets and CSV files hold.

    Lines that are items are a list in ``markdown``, and what else would be markup is escaped;
    ``plain`` is the text as it stands, without the white space around it.
    """
    plain = clean_text(text).strip()
    return Cell(place, write_lists(plain), plain, day, number)


def write_lists(text: str) -> str:
    """Return the Markdown that shows a text as it stands, two or more lines of items as a list."""
    if "\n" not in text or not ITEM.search(text):
        return escape_markdown(text)
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        is_item = ITEM.match(line) is not None
        if blocks and (not line.strip() or is_item == (ITEM.match(blocks[-1][0]) is not None)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return "\n\n".join(filter(None, map(_write_block, blocks)))


def _write_block(lines: list[str]) -> str:
    items = [it for it in lines if ITEM.match(it)]
    if len(items) < LEAST_ITEMS:
        return escape_markdown("\n".join(lines).strip())
    return "\n".join(f"- {escape_line(ITEM.sub('', it))}" for it in items)


def escape_markdown(text: str) -> str:
    """Return the Markdown that shows a text as it stands, its lines and paragraphs kept."""
    if HARMLESS.fullmatch(text):
        return text
    paragraphs = (_escape_lines(it) for it in BLANK_LINES.split(text))
    return "\n\n".join(it for it in paragraphs if it)


def _escape_lines(paragraph: str) -> str:
    lines = (escape_line(line) for line in paragraph.split("\n"))
    return "  \n".join(line for line in lines if line)


def escape_line(line: str) -> str:
    """Return the Markdown that shows one line as it stands, without the white space around it."""
    stripped = line.strip()
    if HARMLESS.fullmatch(stripped):
        return stripped
    return guard_lines(escape_text(stripped, PLACE, "", is_last=True), PLACE)
