"""The lines of --- around front matter: what stands where one is missing, and how to mend it."""

import re
from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from cpdsite.portfolio.nodes import shorten

KEY = re.compile(r"[a-z_-]+:(?: |$)")
"""How a line begins that is probably meant as a key of front matter."""

SECOND_KEY = re.compile(r"([a-z_]+)[ \t]*+[:=](?:[ \t]|$)")
PLUS_KEY = re.compile(r"([\w-]+)[ \t]*+=[ \t]*+(.+)")
"""A key with a value as TOML writes it."""

ODD_FENCE = re.compile(
    r"(?:-{1,2}|\.{3,}|(?:-[ \t]+){2,}-|[\u2012-\u2015\u2212][-\u2012-\u2015\u2212]*|-[\u2012-\u2015]+"
    r"|\+{3,}|={3,}|\*{3,}|_{3,}|~{3,}|-{3,}[ \t]*[^-\s].*)[ \t]*$"
)
"""What people write, or a word processor makes, where a line of --- belongs."""

FENCES = ("---", "+++")


class Finding(NamedTuple):
    """What is wrong with a fence: its line of the file, the message and the hint."""

    line: int
    message: str
    hint: str


def name_keys(path: str) -> str:
    """Return the keys that a file must have, by where it lies."""
    if path.endswith("/profile.md"):
        return "name:"
    return "title:" if path.startswith("content/pages/") else "title: and date:"


def describe_opening(path: str, lines: list[str]) -> Finding:
    """Return what stands where front matter should begin."""
    line = next((at for at, text in enumerate(lines, 1) if text.strip()), 1)
    found = lines[line - 1].strip()
    shown = shorten(found)
    if ODD_FENCE.fullmatch(found):
        hint = "write --- here and below the keys, each on a line of its own"
        if found.startswith("+"):
            hint = f"write --- in place of {found}, twice, and {_suggest_colon(lines)}"
        return Finding(line, f'expected a line of ---, found "{shown}"', hint)
    if KEY.match(found):
        hint = "write --- on a line of its own above this line"
        if not any(it.rstrip() == "---" for it in lines[line:]):
            hint += ", and again below the last key"
        return Finding(line, f'expected a line of --- above the keys, found "{shown}"', hint)
    hint = f"begin the file with ---, then {name_keys(path)}, then --- on a line of its own"
    return Finding(line, "expected front matter between two lines of ---, found none", hint)


def _suggest_colon(lines: list[str]) -> str:
    """Return how to write the first key that stands there as in TOML."""
    written = next((it for line in lines if (it := PLUS_KEY.match(line.strip()))), None)
    if not written:
        return "a colon after each key"
    value = written[2].strip().strip("\"'")
    return f"{written[1]}: {value} in place of {written[0].strip()}, so for each key"


def describe_closing(lines: list[str], opening: int) -> Finding:
    """Return that front matter has no end, where it was probably meant to be.

    ``opening`` is the line of the first fence, from 1.
    """
    following = enumerate(lines[opening:], opening + 1)
    odd = next((at for at, text in following if ODD_FENCE.fullmatch(text.strip())), 0)
    if odd:
        message = f'expected a line of ---, found "{shorten(lines[odd - 1].strip())}"'
        return Finding(odd, message, "write three hyphens, and nothing else on the line")
    message = "the front matter has no end: expected a second line of ---"
    return Finding(opening, message, "add --- on a line of its own, between the keys and the text")


def find_second(body: str, keys: Collection[str]) -> int | None:
    """Return the line of a body, from 0, that begins what looks like more front matter."""
    numbered = enumerate(body.split("\n"))
    filled = list(islice(((at, line.strip()) for at, line in numbered if line.strip()), 2))
    is_fenced = len(filled) > 1 and filled[0][1] in FENCES
    found = SECOND_KEY.match(filled[is_fenced][1]) if filled else None
    return filled[0][0] if found and found[1] in keys else None
