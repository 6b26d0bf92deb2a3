"""What the converter of Markdown would take too long over, found by counting alone.

Python-Markdown looks for the end of every bracket, tag and fence, copies a paragraph for each
thing that it finds in it, and calls itself for each list within a list. So what a text costs is
what is counted here: for each limit the places that cost something and how much, added up until
the limit is passed. Every count is linear in the text; where a text is in doubt, it counts more.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cpdsite import limits
from cpdsite.prose import counts
from cpdsite.prose.counts import ABBREVIATION, TAB, Charge, Text

MARKS = "[&\\<`*_"
DEEP = re.compile(rf"^[ \t>:*+\-\d.]{{{limits.DEEPEST_BLOCK + 1}}}", re.MULTILINE)
"""A line that may be nested too deeply: each level takes a character at least."""


BLANKS = re.compile(rf"[ \t]{{{limits.LONGEST_BLANK + 1}}}")


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that a text passes: the line from 0 where it does, and what to say."""

    line: int
    message: str
    hint: str


def find_excesses(source: str) -> tuple[Excess, ...]:
    """Return every limit that a piece of Markdown without comments passes, in their order."""
    return () if is_modest(source) else count_excesses(source)


def is_modest(source: str) -> bool:
    """Tell whether a text is so short and plain that it can pass no limit, which most are."""
    size = len(source) + (TAB - 1) * source.count("\t")
    lines = source.count("\n") + 1
    marks = sum(map(source.count, MARKS))
    quotes = source.count("'") + source.count('"')
    openings = source.count("[") + source.count("(") + source.count("`")
    fences = source.count("```") + source.count("~~~")
    tags = source.count("<")
    bars = source.count("|")
    return (
        lines <= limits.MOST_LINES
        and marks <= limits.MOST_MARKS
        and (marks + limits.BREAK_WEIGHT * (lines + quotes)) * size <= limits.MOST_COPIED
        and openings * size <= limits.LONGEST_REACH
        and source.count("[^") <= limits.MOST_NOTES
        and (bars + lines) * lines + bars * source.count("`") <= limits.MOST_CELLS
        and lines * limits.DEEPEST_BLOCK <= limits.MOST_MARKERS
        and (tags + source.count("&#")) * size <= limits.OPEN_TAGS
        and tags * (tags + lines) <= limits.MOST_REOPENED
        and fences <= limits.MOST_OPEN_FENCES
        and not any(word in source for word in (ABBREVIATION, "hl_lines", "<!"))
        and not DEEP.search(source)
        and not (fences and BLANKS.search(source))
    )


def count_excesses(source: str) -> tuple[Excess, ...]:
    """Count everything; the slow way to the same answer."""
    text = counts.cut_text(source)
    line = _find_passing(counts.count_lines(text), limits.MOST_LINES)
    if line is not None:
        return (Excess(line, LINES, DIVIDE),)
    # A fence is looked for in each of the spaces after what may begin one.
    blanks = BLANKS.search(source) if "```" in source or "~~~" in source else None
    if blanks:
        return (Excess(source.count("\n", 0, blanks.start()), *BLANK),)
    found = ((_find_passing(count(text), limit), words) for count, limit, words in COUNTS)
    return tuple(Excess(line, *words) for line, words in found if line is not None)


def _find_passing(charges: Iterator[Charge], limit: int) -> int | None:
    """Return the line on which the charges add up to more than a limit."""
    total = 0
    for line, charge in charges:
        total += charge
        if total > limit:
            return line
    return None


BLANK = (
    f"expected at most {limits.LONGEST_BLANK} spaces in a row, found more",
    "delete the spaces",
)
LINES = f"expected at most {limits.MOST_LINES:,} lines outside fenced code, found more"
DIVIDE = "divide the entry, or move a part of it into a page of its own"
Counter = Callable[[Text], Iterator[Charge]]
COUNTS: tuple[tuple[Counter, int, tuple[str, str]], ...] = (
    (counts.count_depth, 0,
     (f"expected lists and quotations at most {limits.DEEPEST_BLOCK} deep, found deeper ones",
      "take some of the marks at the beginning of this line away")),
    (counts.count_markers, limits.MOST_MARKERS,
     (f"expected at most {limits.MOST_MARKERS:,} items and quoted lines, found more", DIVIDE)),
    (counts.count_marks, limits.MOST_MARKS,
     (f"expected at most {limits.MOST_MARKS:,} of the characters [ < & * _ ` \\, found more",
      "put what is no prose into a fence: a line of ``` above and below it")),
    (counts.count_copies, limits.MOST_COPIED,
     ("expected shorter paragraphs for as many marks and headings as these have",
      "put blank lines between paragraphs, lists and headings")),
    (counts.count_reaches, limits.LONGEST_REACH,
     ("expected every [, ( and ` to be closed soon, found too many that are not",
      "close them, write \\[ for a bracket that begins no link, or put code into a fence")),
    (counts.count_notes, limits.MOST_NOTES,
     (f"expected at most {limits.MOST_NOTES:,} footnotes and references to them, found more", DIVIDE)),
    (counts.count_abbreviations, limits.MOST_ABBREVIATIONS,
     (f"expected at most {limits.MOST_ABBREVIATIONS} abbreviations, found more",
      "explain the others where they first appear")),
    (counts.count_uses, limits.MOST_USES,
     (f"expected abbreviations to be used at most {limits.MOST_USES:,} times, found more",
      "take away the abbreviation that appears most")),
    (counts.count_fences, 2 * limits.MOST_FENCES,
     (f"expected at most {limits.MOST_FENCES:,} fences, found more", DIVIDE)),
    (counts.count_open_fences, limits.MOST_OPEN_FENCES,
     (f"expected at most {limits.MOST_OPEN_FENCES} fences without an end, found more",
      "end each fence with a line of the same ``` as it begins with")),
    (counts.count_cells, limits.MOST_CELLS,
     (f"expected tables of at most {limits.MOST_CELLS:,} cells together, found more",
      "divide the table, or offer it as a file")),
    (counts.count_tags, limits.MOST_TAGS,
     (f"expected at most {limits.MOST_TAGS:,} tags, found more",
      "write it in Markdown, or put code into a fence")),
    (counts.count_open_tags, limits.OPEN_TAGS,
     ("expected every < before a letter to have its >, found too many that have none",
      "write &lt; for a < that begins no tag, or put code into a fence")),
    (counts.count_reopened, limits.MOST_REOPENED,
     ("expected fewer <b ...>, <font ...> and their like for as many lines",
      "write **bold** and *italic*, and take the tags away")),
)  # fmt: skip
"""What is counted, how much of it may be there, and what to say of more."""
