"""How far the converter looks for the end of each bracket and of each piece of code."""

import re
from bisect import bisect_right
from collections.abc import Iterator

TOKEN = re.compile(r"\\[\\\[\]()]|\]\(|[\[\]()\"']")
"""What begins or ends a link or its title; an escaped bracket does neither."""

LINK = "]("
WHOLE_LINK = re.compile(
    r"\]\([^()\[\]\"'`\\\s]*+(?:\([^()\[\]\"'`\\\s]*+\)[^()\[\]\"'`\\\s]*+)*+"
    r"(?:[ ]\"[^\"()\[\]`\\]*+\")?\)"
)
"""An address and a title that can end nowhere else."""


def find_reaches(block: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each opening in a block, in order, and how far its end is looked for.

    An opening without an end is looked for up to the end of the block. What may or may not be
    code, or escaped, ends nothing; so the sum is never less than what the converter reads.
    """
    reaches = [*_find_code_reaches(block), *_find_bracket_reaches(block)]
    return iter(sorted(reaches))


def _find_code_reaches(block: str) -> Iterator[tuple[int, int]]:
    for start, end, is_code in find_code(block):
        yield start, (end if is_code else len(block)) - start


def find_code(block: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each run of backticks begins and ends, and whether it ends as code.

    One that has no partner ends itself.
    """
    runs = [(it.start(), it.end()) for it in re.finditer(r"`+", block)]
    places: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        places.setdefault(end - start, []).append(index)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = places[end - start]
        later = bisect_right(same, index)
        partner = same[later] if later < len(same) else None
        yield start, runs[partner][1] if partner is not None else end, partner is not None
        index = index + 1 if partner is None else partner + 1


def _find_bracket_reaches(block: str) -> Iterator[tuple[int, int]]:
    code, doubtful = _find_code_ends(block)
    size = len(block)
    squares: list[int] = []
    rounds: list[tuple[int, bool, int]] = []
    quotes = 0
    for token in TOKEN.finditer(block):
        place, text = token.start(), token[0]
        is_certain = place < doubtful and not _is_within(place, code)
        if text == "[":
            squares.append(place)
        elif text in ("(", LINK):
            whole = WHOLE_LINK.match(block, place)
            if whole:
                yield place, len(whole[0])
            rounds.append((token.end() - 1, text == LINK and not whole, quotes))
        if text in ("]", LINK) and is_certain and squares:
            opening = squares.pop()
            yield opening, place - opening
        elif text == ")" and is_certain and rounds:
            opening, is_link, before = rounds.pop()
            # In quotation marks a bracket may end nothing.
            if is_link:
                yield opening, (place if quotes == before else size) - opening
        elif text in ('"', "'"):
            quotes += 1
    yield from ((opening, size - opening) for opening in squares)
    yield from ((opening, size - opening) for opening, is_link, _ in rounds if is_link)


def _find_code_ends(block: str) -> tuple[tuple[list[int], list[int]], int]:
    """Return the beginnings and ends of code, and from where on nothing is certain.

    A backtick that is escaped, and several that find no partner, may begin code or not.
    """
    starts: list[int] = []
    ends: list[int] = []
    doubtful = block.find("\\`")
    doubtful = len(block) if doubtful < 0 else doubtful
    for start, end, is_code in find_code(block):
        if is_code:
            starts.append(start)
            ends.append(end)
        elif end - start > 1:
            doubtful = min(doubtful, start)
    return (starts, ends), doubtful


def _is_within(place: int, code: tuple[list[int], list[int]]) -> bool:
    starts, ends = code
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < ends[index]
