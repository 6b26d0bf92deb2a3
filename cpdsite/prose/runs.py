"""Runs of text made of pieces of a tree, with white space as browsers show it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from cpdsite.prose.shapes import PLAIN, Run, Style
from cpdsite.prose.tree import Node

BLANK = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""What browsers show as one space, and what some programs take for the end of a line."""

Aspect = Literal["bold", "italic", "code", "struck", "raised", "lowered"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks and where it leads."""

    style: Style = PLAIN
    url: str = ""

    def styled(self, aspect: Aspect) -> "Look":
        """Return this look with one thing more."""
        return replace(self, style=replace(self.style, **{aspect: True}))


NOWHERE = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the white space that it has in the tree, or a line break."""

    text: str
    look: Look
    is_break: bool = False


def tidy_runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    r"""Return pieces as runs: white space drawn together, none around a line break or at an end."""
    kept: list[tuple[str, Look]] = []
    is_after_blank = True
    for piece in pieces:
        if piece.is_break:
            _drop_blank(kept)
            text = "\n"
        else:
            text = BLANK.sub(" ", piece.text)
            text = text.removeprefix(" ") if is_after_blank else text
        if text:
            kept.append((text, piece.look))
            is_after_blank = text.endswith((" ", "\n"))
    _drop_ends(kept)
    return tuple(
        Run("".join(text for text, _ in group), look.style, look.url)
        for look, group in groupby(kept, key=lambda it: it[1])
    )


def _drop_blank(kept: list[tuple[str, Look]]) -> None:
    """Take the space at the end away; there is one at most."""
    if kept and kept[-1][0].endswith(" "):
        text, look = kept.pop()
        if text != " ":
            kept.append((text[:-1], look))


def _drop_ends(kept: list[tuple[str, Look]]) -> None:
    """Take line breaks at both ends away, and what cannot be seen at the end."""
    _drop_blank(kept)
    while kept and kept[-1][0] == "\n":
        kept.pop()
        _drop_blank(kept)
    first = next((at for at, (text, _) in enumerate(kept) if text != "\n"), len(kept))
    del kept[:first]


def join_runs(parts: Iterable[tuple[Run, ...]], separator: str) -> tuple[Run, ...]:
    """Return the runs of several paragraphs as those of one."""
    joined: list[Run] = []
    for runs in parts:
        if joined and runs:
            joined.append(Run(separator))
        joined += runs
    return tuple(joined)


def find_lines(nodes: Iterable[Node]) -> str:
    """Return the text of a tree as it stands, with its line breaks and descriptions of images."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node.name == "br":
            parts.append("\n")
        elif node.name == "img":
            parts.append(node.get("alt") or "")
        else:
            parts.append(find_lines(node.children))
    return "".join(parts)
