"""Lines that look like the heading of a section and begin none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.sections import (
    LEARNING_SECTIONS,
    covers,
    name_section,
    normalise_heading,
    plain_heading,
    suggest_heading,
)
from cpdsite.prose.source import find_fenced

MARKERS = re.compile(r"(?:\s|>|[-*+](?=\s)|\d+[.)](?=\s))*")
"""What may stand before the words of a line: spaces, and the marks of quotations and lists."""

HASHES = "#\N{FULLWIDTH NUMBER SIGN}"
HTML_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
STRONG_OPENING = re.compile(r"(\*\*|__)(?!\s)([^*_]+)\1\s*:?\s*(?=\S)")
PLAIN_OPENING = re.compile(r"([^:?]+)[:?]\s+(?=\S)")
UNDERLINE = re.compile(r"=+\s*$")

LONGEST = 100
"""No heading has more characters; a longer line is a sentence."""

MANY_WORDS = 3
"""So many words are no mere chance: "Evidence" may be a word like any other."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A line that names a section and does not begin it; ``line`` counts from 0.

    ``meant`` is the heading to write instead, and ``is_sure`` that nothing else is meant.
    """

    line: int
    column: int
    written: str
    name: str
    meant: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that may be meant as a heading.

    ``least`` is the number of words from which chance is ruled out, ``may_be_near`` whether
    a spelling mistake is thought of.
    """

    text: str
    least: int = 1
    may_be_near: bool = False


def find_misplaced(text: str, section: str) -> Iterator[Misplaced]:
    """Yield each line of a section's text that names another section; code names none."""
    lines = text.split("\n")
    fenced = find_fenced(lines)
    for number, line in enumerate(lines):
        if number in fenced or not line.strip():
            continue
        before, after = lines[number - 1] if number else "", "".join(lines[number + 1 : number + 2])
        is_opening = not before.strip() or before.startswith(tuple(HASHES))
        candidates = _find_candidates(line, after, is_opening=is_opening)
        found = next((it for it in map(_recognise, candidates) if it), None)
        if found and not covers(section, found[0]):
            column = len(line) - len(line.lstrip()) + 1
            yield Misplaced(number, column, shorten(line.strip()), *found)


def _find_candidates(line: str, after: str, *, is_opening: bool) -> Iterator[_Candidate]:
    """Yield what on a line may be meant as a heading, the most probable first."""
    marks = MARKERS.match(line)
    indent = marks[0] if marks else ""
    rest = line[len(indent) :].rstrip()
    is_listed = bool(indent.strip())
    if rest.startswith(tuple(HASHES)):
        yield _Candidate(rest.strip(HASHES), may_be_near=True)
        return
    if rest.startswith("`"):
        return
    if "|" in rest:
        yield from (_Candidate(cell, MANY_WORDS) for cell in rest.split("|"))
        return
    is_title = HTML_HEADING.match(rest) is not None or UNDERLINE.match(after) is not None
    bare = TAG.sub("", rest).strip()
    is_strong = plain_heading(bare) != bare or bare != rest
    if is_title or is_strong:
        yield _Candidate(bare, may_be_near=True)
    is_alone = is_opening and not is_listed
    if len(bare) > LONGEST and not is_strong and bare[:1] not in "*_":
        # A sentence, of which only the opening may be meant as a heading.
        if is_opening and (plain := PLAIN_OPENING.match(bare[:LONGEST])):
            yield _Candidate(plain[1], _least(plain[1]))
        return
    yield _Candidate(bare, 1 if is_alone else MANY_WORDS)
    if is_alone and len(bare.split()) >= MANY_WORDS:
        yield _Candidate(bare, MANY_WORDS, may_be_near=True)
    if strong := STRONG_OPENING.match(bare):
        yield _Candidate(strong[2], _least(strong[2]), may_be_near=True)
    if is_opening and (plain := PLAIN_OPENING.match(bare)):
        yield _Candidate(plain[1], _least(plain[1]))


def _least(opening: str) -> int:
    """Return how many words a sentence must open with to be meant as a heading."""
    return 1 if name_section(opening) in LEARNING_SECTIONS else MANY_WORDS


def _recognise(candidate: _Candidate) -> tuple[str, str, bool] | None:
    """Return the section that words name, the heading to write, and whether that is sure."""
    text = plain_heading(LINK.sub(r"\1", candidate.text[: LONGEST + 1])).strip().rstrip(":")
    if len(text) > LONGEST:
        return None
    name, meant = name_section(text), text
    near = suggest_heading(text) if not name and candidate.may_be_near else None
    if near:
        name, meant = name_section(near), near
    is_long_enough = len(normalise_heading(text).split()) >= candidate.least
    return (name, meant, not near) if name and is_long_enough else None
