"""Runs of text as plain data for the PDF, with the places where long words may break.

A run is ``[text, style, address]``, where the style holds ``b`` for bold, ``i`` italic, ``c``
code, ``s`` struck, ``r`` raised, ``l`` lowered and ``h`` for a word that may be hyphenated. The
text is a list of pieces where a line may break between them. 0 stands for a line break.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote

from cpdsite.prose.blocks import Run

Json = str | int | float | bool | list["Json"] | dict[str, "Json"]
"""What JSON can hold, as far as it is needed."""

DEEPEST = 4
"""How deeply lists and quotations are set in; what is deeper stays at that edge."""

INDENT = 15.0
"""How far a list or quotation is set in at most, in points."""

CODE_WIDTH = 560
"""The width of every letter of code, in thousandths of the size of the text around."""

LONGEST_FINE = 1_000
"""How long a word may be, in characters, to be parted finely."""

LONGEST_URL = 2_000
HYPHENATED = 2
"""How many lines wide a word may be to be hyphenated; others break anywhere."""

LEAST_HYPHENATED = 6_000
"""The width from which on lines hold any syllable, in thousandths of the size of the text."""

IDEOGRAPHS = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
WORD = re.compile(rf"[^\s{IDEOGRAPHS}]+?(?=\]\[)\]|[^\s{IDEOGRAPHS}]+")
"""What typst does not part by itself, as it does between ideographs, and between brackets."""

VOWELS = "aeiouyäöüåæøœáàâãéèêëíìîïóòôõúùûŷŵ"
SYLLABLES = re.compile(
    rf"\W*[{VOWELS}]{{0,3}}(?:[^\W\d_{VOWELS}]{{1,6}}[{VOWELS}]{{1,3}}){{4,}}[^\W\d_{VOWELS}]{{0,6}}\W*"
)
"""A long word that has the sound of a word, in Latin letters: typst knows how to part it."""

JOINT = re.compile(r"(?<=[/\-_.?&=#:@+,;|])(?=[^/\-_.?&=#:@+,;|])")
LETTERS = {"bold": "b", "italic": "i", "code": "c", "struck": "s", "raised": "r", "lowered": "l"}
SAFE = "%/?#[]@!$&'()*+,;=:~"
"""What of an address stands as it is: what delimits its parts, and what is encoded already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where text stands: the width in points, the size of its letters, how deep it is set in.

    ``fit`` returns a text with what can be printed, ``measure`` its width in thousandths of
    the size; ``hyphenates`` tells whether words of the language can be hyphenated.
    """

    fit: Callable[[str], str]
    measure: Callable[[str], int]
    width: float
    size: float = 9.0
    hyphenates: bool = False
    depth: int = 0

    @property
    def limit(self) -> float:
        """The width in thousandths of the size of the text."""
        return max(self.width / self.size, 1.0) * 1000

    def narrow(self, points: float) -> "Place":
        """Return a place within this one, of less width."""
        return replace(self, width=max(self.width - points, 4.0))

    def set_in(self) -> "Place":
        """Return the place within a list or a quotation, which stays at the edge when deep."""
        if self.depth >= DEEPEST:
            return self
        return replace(self.narrow(INDENT), depth=self.depth + 1)


@dataclass(frozen=True, slots=True)
class LongWord:
    """A word that no line holds: where it stands, and where it may break."""

    start: int
    end: int
    breaks: frozenset[int]


def write_runs(runs: tuple[Run, ...], place: Place) -> list[Json]:
    """Return runs of text as data."""
    texts = [place.fit(run.text) for run in runs]
    is_code = any(run.style.code for run in runs)
    words = tuple(_find_long("".join(texts), place, is_code=is_code))
    written: list[Json] = []
    start = 0
    for run, text in zip(runs, texts, strict=True):
        written += _write_run(run, text, start, words)
        start += len(text)
    return written


def _write_run(run: Run, text: str, start: int, words: tuple[LongWord, ...]) -> Iterator[Json]:
    style = "".join(letter for name, letter in LETTERS.items() if getattr(run.style, name))
    address = clean_address(run.url)
    for part, pieces, is_hyphenated in _cut(text, start, words):
        if pieces:
            yield [list(pieces), style, address if is_visible(part) else ""]
            continue
        for number, line in enumerate(part.split("\n")):
            if number:
                yield 0
            if line:
                # A link must show something: typst fails on one that does not.
                shown = address if is_visible(line) else ""
                yield [line, style + "h" if is_hyphenated else style, shown]


def _cut(
    text: str, start: int, words: tuple[LongWord, ...]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Cut a run that begins at ``start`` of its paragraph into what is around long words, and them."""
    done = 0
    for word in words:
        first, last = max(word.start - start, 0), min(word.end - start, len(text))
        if first >= last:
            continue
        yield text[done:first], (), False
        cuts = [
            first,
            *(it - start for it in sorted(word.breaks) if first <= it - start < last),
            last,
        ]
        pieces = tuple(text[a:b] for a, b in pairwise(cuts))
        yield text[first:last], pieces if word.breaks else (), not word.breaks
        done = last
    yield text[done:], (), False


def _find_long(text: str, place: Place, *, is_code: bool) -> Iterator[LongWord]:
    least = CODE_WIDTH if is_code else 0
    limit = place.limit
    for found in WORD.finditer(text):
        word = found[0]
        # No letter is wider than half as much again as the size: most words need no look.
        if len(word) * 1500 <= limit:
            continue
        width = max(place.measure(word), len(word) * least)
        if width <= limit:
            continue
        is_word = place.hyphenates and not is_code and SYLLABLES.fullmatch(word.lower())
        is_natural = is_word and LEAST_HYPHENATED < limit > width / HYPHENATED
        breaks = () if is_natural else _find_breaks(word, limit, width)
        yield LongWord(found.start(), found.end(), frozenset(found.start() + it for it in breaks))


def _find_breaks(word: str, limit: float, width: int) -> Iterator[int]:
    """Yield where a word may break: after its signs, and within what is too long between them."""
    most = max(int(limit * len(word) / width * 0.8), 1)
    chunk = max(most // (6 if len(word) < LONGEST_FINE else 2), 1)
    last = 0
    for joint in (*(it.start() for it in JOINT.finditer(word)), len(word)):
        if joint - last > most:
            within = range(last + chunk, joint, chunk)
            yield from (at for at in within if not unicodedata.combining(word[at]))
            last = joint
        if chunk <= joint - last and joint < len(word):
            yield joint
            last = joint


def is_visible(text: str) -> bool:
    """Tell whether a text shows anything."""
    return any(unicodedata.category(it)[0] not in "CZ" for it in text)


def clean_address(url: str) -> str:
    """Return an address in the characters of addresses; ``""`` where it is too long for a PDF."""
    encoded = quote(url, safe=SAFE, errors="replace")
    return encoded if len(encoded) <= LONGEST_URL else ""
