"""HTML comments taken out of Markdown before anything else reads it: they stay private."""

import re

from cpdsite.prose.source import find_fenced, find_next, find_places

CODE_OR_COMMENT = re.compile(r"\\[\\`]|(?<!`)(`+)(?!`)|<!--")
"""A backtick after a backslash begins no code."""

RUN = re.compile(r"`+")


def take_comments(text: str) -> tuple[str, int | None]:
    """Return Markdown without its comments, and the line, from 0, of one that has no end.

    Each comment leaves its line breaks behind, so that every other line keeps its number.
    What stands in a fence, or between backticks on one line, is code and no comment. Where
    code goes on over several lines, Markdown may see none, as in a list: so what looks like
    a comment there goes, since it may be meant to stay private.
    """
    if "<!--" not in text:
        return text, None
    lines = text.split("\n")
    fenced = find_fenced(lines)
    # The same length, so that places in the mask are places in the text.
    mask = "\n".join(" " * len(it) if at in fenced else it for at, it in enumerate(lines))
    runs = find_places((it[0], it.start()) for it in RUN.finditer(mask))
    limits = [at for at, char in enumerate(mask) if char == "\n"]
    kept: list[str] = []
    position = 0
    while found := CODE_OR_COMMENT.search(mask, position):
        kept.append(text[position : found.start()])
        if found[0].startswith("\\"):
            end = found.end()
            kept.append(found[0])
        elif found[1]:
            end = _find_code_end(found, runs[found[1]], limits)
            kept.append(text[found.start() : end])
        else:
            closing = mask.find("-->", found.end())
            if closing < 0:
                return "".join([*kept, text[found.start() :]]), mask.count("\n", 0, found.start())
            end = closing + len("-->")
            kept.append("\n" * text.count("\n", found.start(), end))
        position = end
    return "".join([*kept, text[position:]]), None


def _find_code_end(opening: re.Match[str], runs: list[int], limits: list[int]) -> int:
    """Return where a code span ends, or where its backticks end if it is none."""
    closing = find_next(runs, opening.start())
    limit = find_next(limits, opening.start())
    if closing is None or (limit is not None and closing > limit):
        return opening.end()
    return closing + len(opening[1])
