"""What costs the converter of Markdown time, counted: the line of each thing, and how much.

Every count is linear in the text, and counts more rather than less where it is in doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from cpdsite import limits
from cpdsite.prose.reach import find_reaches
from cpdsite.prose.source import FENCE, find_fenced

TAB = 4
"""How many spaces the converter makes of a tab."""

MARK = re.compile(r"\[|&|\\|<|`+|\*+|_+")
"""What the converter looks at within a text, one run of the same character each time."""

BREAK = re.compile(r"[ >]*+(?:\#|:[ ]|=|\*\[|(?:-[ -]*+|\*[ *]*+|_[ _]*+)$|.*?\][ ]?:)")
"""A heading, rule or definition: the converter begins again with the rest of its block."""

MARKER = re.compile(r"[>:*+-](?=[ ]|$)[ ]*+|\d++\.(?=[ ]|$)[ ]*+|>")
"""What begins a quotation or an item of a list."""

RULE = re.compile(r"[ ]*+(?:(?:-[ ]{0,2}){3,}+|(?:\*[ ]{0,2}){3,}+)$")
"""A line across the page, however many dashes draw it."""

NOTE = re.compile(r"\[\^")
ABBREVIATION = "*["
END_OF_LABEL = re.compile(r"\][ ]?:")
ODD_FENCE = re.compile(r"(?:`{3}|~{3}).*(?:\{|hl_lines)")
"""A line that the converter may take for a fence although it is none that we know."""

WHOLE_TAG = re.compile(
    r"</?[a-zA-Z][^<>\"'`=]*+"
    r"(?:=[ ]*+(?:\"[^\"<>`]*+\"|'[^'<>`]*+'|[^<>\"'`= ]++)[^<>\"'`=]*+)*+>"
)
OPEN_TAG = re.compile(r"</?[a-zA-Z]|<[!?]|&\#")
WHOLE_NUMBER = re.compile(r"&\#(?:[0-9]++|[xX][0-9a-fA-F]++);")
FORMATTING = re.compile(r"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/]", re.IGNORECASE)
"""Elements that a browser opens anew in every paragraph until they are closed."""

Charge = tuple[int, int]
"""A line, from 0, and what it adds."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut up for counting; a block is what stands between two blank lines."""

    lines: tuple[str, ...]
    fenced: frozenset[int]
    blocks: tuple[tuple[int, tuple[str, ...]], ...]
    size: int


def cut_text(source: str) -> Text:
    """Cut a text at its blank lines and fences, as the converter does."""
    lines = tuple(source.expandtabs(TAB).split("\n"))
    fenced = find_fenced(list(lines))
    blocks: list[tuple[int, list[str]]] = []
    is_within = False
    for number, line in enumerate(lines):
        is_shown = number not in fenced and line.strip(" ") != ""
        if is_shown and not is_within:
            blocks.append((number, []))
        if is_shown:
            blocks[-1][1].append(line)
        is_within = is_shown
    size = sum(len(line) + 1 for _, block in blocks for line in block)
    return Text(lines, fenced, tuple((at, tuple(block)) for at, block in blocks), size)


def _shown_lines(text: Text) -> Iterator[tuple[int, str]]:
    for start, block in text.blocks:
        yield from enumerate(block, start)


def count_lines(text: Text) -> Iterator[Charge]:
    """Count the lines outside fences, the blank ones too."""
    return ((number, 1) for number in range(len(text.lines)) if number not in text.fenced)


def _measure_depth(line: str) -> tuple[int, int]:
    """Return how deeply a line is nested, and how many markers of it begin something."""
    position = len(line) - len(line.lstrip(" "))
    indent, markers = position, 0
    if RULE.match(line):
        return 0, 1
    while marker := MARKER.match(line, position):
        position, markers = marker.end(), markers + 1
    return (indent // TAB + markers if markers else 0), markers


def count_depth(text: Text) -> Iterator[Charge]:
    """Count the lines that are nested too deeply."""
    lines = _shown_lines(text)
    return ((number, int(_measure_depth(it)[0] > limits.DEEPEST_BLOCK)) for number, it in lines)


def count_markers(text: Text) -> Iterator[Charge]:
    """Count what begins items, quotations and definitions, on every level."""
    return ((number, _measure_depth(line)[1]) for number, line in _shown_lines(text))


def count_marks(text: Text) -> Iterator[Charge]:
    """Count what the converter looks at one by one within a line."""
    return ((number, len(MARK.findall(line))) for number, line in _shown_lines(text))


def count_copies(text: Text) -> Iterator[Charge]:
    """Yield how much of a block is copied, or searched again, for what stands in each line."""
    for start, block in text.blocks:
        length = sum(len(line) + 1 for line in block)
        for number, line in enumerate(block, start):
            begins = limits.BREAK_WEIGHT if BREAK.match(line) else 0
            quotes = line.count('"') + line.count("'") if line.lstrip(" ").startswith("[") else 0
            pieces = len(MARK.findall(line)) + begins
            yield number, pieces * length + quotes * len(line) * limits.BREAK_WEIGHT


def count_reaches(text: Text) -> Iterator[Charge]:
    """Count the characters that are read in search of the ends of brackets and code."""
    for start, block in text.blocks:
        joined = "\n".join(block)
        ends = tuple(accumulate(len(line) + 1 for line in block))
        line = 0
        for position, reach in find_reaches(joined):
            while ends[line] <= position:
                line += 1
            yield start + line, reach


def count_notes(text: Text) -> Iterator[Charge]:
    """Count footnotes and what refers to them."""
    return ((number, len(NOTE.findall(line))) for number, line in _shown_lines(text))


def count_abbreviations(text: Text) -> Iterator[Charge]:
    """Count the abbreviations that may be explained."""
    return ((number, line.count(ABBREVIATION)) for number, line in _shown_lines(text))


def count_uses(text: Text) -> Iterator[Charge]:
    """Yield how often each line holds an abbreviation, of as many as there may be."""
    parts = "\n".join(line for _, line in _shown_lines(text)).split(ABBREVIATION)
    words = (END_OF_LABEL.split(part, maxsplit=1)[0].strip() for part in parts[1:])
    known = tuple(filter(None, dict.fromkeys(words)))[: limits.MOST_ABBREVIATIONS]
    for number, line in _shown_lines(text) if known else ():
        yield number, sum(line.count(word) for word in known)


def count_fences(text: Text) -> Iterator[Charge]:
    """Yield every line of a fence that may begin one or end it."""
    return ((number, 1) for number in sorted(text.fenced) if FENCE.match(text.lines[number]))


def count_open_fences(text: Text) -> Iterator[Charge]:
    """Count what begins a fence, or seems to, and is in none."""
    for number, line in _shown_lines(text):
        if FENCE.match(line) or ODD_FENCE.match(line):
            # A list of lines to mark may end on any later line, or never.
            yield number, limits.MOST_OPEN_FENCES + 1 if "hl_lines" in line else 1


def count_cells(text: Text) -> Iterator[Charge]:
    """Count the cells of what may be tables, each row as wide as the widest."""
    for start, block in text.blocks:
        columns = max(line.count("|") for line in block) + 1
        ticks = (line.count("`") * line.count("|") for line in block)
        if columns > 1:
            yield start, columns * len(block) + sum(ticks) // limits.TICKS_IN_A_CELL


def count_open_tags(text: Text) -> Iterator[Charge]:
    """Count how much is read in search of the ends of tags that have none."""
    longest = max((sum(map(len, block)) for _, block in text.blocks), default=0)
    tags = 0
    for start, block in text.blocks:
        joined = "\n".join(block)
        line, counted = start, 0
        for tag in OPEN_TAG.finditer(joined):
            line += joined.count("\n", counted, tag.start())
            counted = tag.start()
            tags += 1
            if tag[0] == "<!":
                # Whatever is open is looked for again after each of them.
                yield line, text.size + tags * (longest + TAB)
            elif not (WHOLE_TAG.match(joined, counted) or WHOLE_NUMBER.match(joined, counted)):
                yield line, text.size


def count_tags(text: Text) -> Iterator[Charge]:
    """Count what may begin a tag."""
    return ((number, line.count("<")) for number, line in _shown_lines(text))


def count_reopened(text: Text) -> Iterator[Charge]:
    """Count the elements that a browser may make of those it opens anew."""
    blocks = sum(line.count("<") + 1 for _, line in _shown_lines(text))
    return ((number, len(FORMATTING.findall(line)) * blocks) for number, line in _shown_lines(text))
