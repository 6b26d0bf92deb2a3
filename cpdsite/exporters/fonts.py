"""The fonts of a PDF: which there are, what they can print, and how wide words are in them.

A PDF that can be read aloud must not hold a character that its fonts lack. So each text passes
through ``fit`` first, which prints the number of such a character in its place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from io import BytesIO
from typing import Any

from cpdsite.shipped import PACKAGE

FOLDER = PACKAGE / "exporters" / "fonts"
ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
"""Font files that typst reads; those for the web alone are packed in another way."""

TEXT = "cpdsiteSans-"
EM = 1000
"""Widths are given in thousandths of the size of the text."""

NUMBER = 5 * EM
"""About the width of the number that stands for a character that no font has."""

FEW = 5
"""How many characters a note names."""

PLAIN = re.compile(r"[ -~\n]*")
KEPT = "\u00ad\u061c\u200b\u200e\u200f\u2060"
"""Characters that are not seen, and say where lines break and which way text runs."""

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
WITHOUT_JOINERS = dict.fromkeys(map(ord, JOINERS))
UNBROKEN = "\u00a0\u2007\u202f"
CIRCLE = "\N{DOTTED CIRCLE}"
"""What marks stand on where there is no letter."""

MOST_MARKS = 8
"""How many marks may stand on one letter: typst takes the square of more."""

SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Characters for formatting that are seen all the same: signs around Arabic numbers."""

SELECTORS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Characters that choose among the forms of the one before, where a font has several."""

Widths = dict[str, int]
"""The characters of a font, and how wide each is."""


@dataclass(frozen=True)
class Fonts:
    """The fonts that may be used."""

    fonts: tuple[Widths, ...]

    @cached_property
    def widths(self) -> Widths:
        """How wide each character is in the first font that has it: ours in bold, the widest."""
        return {it: width for font in reversed(self.fonts) for it, width in font.items()}

    @cached_property
    def plain(self) -> frozenset[str]:
        """The characters that can be printed whatever stands beside them."""
        return frozenset(it for it in self.widths if unicodedata.category(it)[0] not in "CMZ")

    def without_marks(self) -> "Fonts":
        """Return the fonts as if they had no marks: so all that they print stands alone."""
        return Fonts(
            tuple({it: font[it] for it in font if it in self.plain} for font in self.fonts)
        )

    def covers(self, cluster: str) -> bool:
        """Whether one of the fonts has every character of a text."""
        return any(all(it in font for it in cluster) for font in self.fonts)

    def measure(self, text: str) -> int:
        """Return how wide a text is, in thousandths of its size; bold, since that is wider."""
        widths = self.widths
        return sum(widths.get(character, NUMBER) for character in text)


@cache
def read_shipped() -> Fonts:
    """Return the fonts that come with cpdsite, those for text first."""
    paths = sorted(FOLDER.glob("*.ttf"), key=lambda it: (not it.stem.startswith(TEXT), it.stem))
    return read_fonts(path.read_bytes() for path in paths)


def add_fonts(fonts: Fonts, contents: Iterable[bytes]) -> Fonts:
    """Return fonts with those of more files."""
    return Fonts(fonts.fonts + read_fonts(contents).fonts)


def read_fonts(contents: Iterable[bytes]) -> Fonts:
    """Return the fonts of files."""
    return Fonts(tuple(font for content in contents for font in read_font(content)))


@lru_cache(maxsize=64)
def read_font(content: bytes) -> tuple[Widths, ...]:
    """Return the fonts of a file, of which a collection has several; none if it is no font file."""
    from fontTools.ttLib import TTCollection, TTFont

    file = BytesIO(content)
    try:
        if content.startswith(b"ttcf"):
            return tuple(map(_read_widths, TTCollection(file, lazy=True).fonts))
        return (_read_widths(TTFont(file, lazy=True)),)
    except Exception:  # noqa: BLE001 - a broken font can make fontTools raise anything
        return ()


def _read_widths(font: Any) -> Widths:  # noqa: ANN401 - fontTools has no types
    missing = font.getGlyphOrder()[0]
    metrics, scale = font["hmtx"].metrics, EM / font["head"].unitsPerEm
    return {
        chr(code): round(metrics[glyph][0] * scale)
        for code, glyph in font.getBestCmap().items()
        if glyph != missing
    }


def fit(text: str, fonts: Fonts, uncovered: set[str]) -> str:
    r"""Return a text that the fonts can print; characters that they lack are added to a set.

    Marks are judged with the letter on which they stand: one font must have them all. White
    space becomes spaces, but for ``\n``; what only chooses a form of a character is left out.
    """
    if PLAIN.fullmatch(text) or fonts.plain.issuperset(text):
        return text
    return "".join(_fit_cluster(it, fonts, uncovered) for it in _find_clusters(text))


def _find_clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and joiners that follow it; a circle stands for none."""
    cluster = ""
    for character in filter(None, map(_clean, text)):
        if not _clings(character):
            yield cluster
            cluster = character
        elif cluster not in ("", "\n") and len(cluster) <= MOST_MARKS:
            cluster += character
        elif character not in JOINERS:
            yield cluster
            cluster = CIRCLE + character
    yield cluster


def _clings(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] == "M"


def _clean(character: str) -> str:
    """Return what stands for a character in print: a space for white space, nothing for signals."""
    category = unicodedata.category(character)
    if character in UNBROKEN:
        return "\N{NO-BREAK SPACE}"
    if character == "\n" or category[0] not in "CMZ":
        return character
    if character.isspace():
        return " "
    is_signal = category == "Cf" and character not in SEEN + KEPT + JOINERS
    return "" if category == "Cc" or is_signal or SELECTORS.match(character) else character


def _fit_cluster(cluster: str, fonts: Fonts, uncovered: set[str]) -> str:
    bare = cluster.translate(WITHOUT_JOINERS)
    for form in (cluster, bare, unicodedata.normalize("NFC", bare)):
        if form == "\n" or fonts.covers(form):
            return form
    if bare in KEPT:
        return ""
    shown = bare[0] if fonts.covers(bare[0]) else ""
    lacking = bare[len(shown) :].replace(CIRCLE, "")
    uncovered.update(lacking)
    # A mark behind a number would stand on its bracket, in whichever font that is.
    return shown.replace(CIRCLE, "") + "".join(map(_number, lacking))


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def describe_uncovered(uncovered: set[str]) -> tuple[str, ...]:
    """Say which characters a PDF shows as numbers, a few of them by name."""
    if not uncovered:
        return ()
    found = sorted(uncovered)
    named = ", ".join(map(_name, found[:FEW]))
    count = len(found)
    which = named if count <= FEW else f"{named} and {count - FEW} more"
    what = "1 character" if count == 1 else f"{count} characters"
    them = "it" if count == 1 else "them"
    said = (
        f"The PDF shows the number instead of {what} that its fonts do not have: {which}."
        f" A font that has {them}, put into the fonts/ folder of the site, will be used."
    )
    return (said,)


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"{character} ({number})" if character.isprintable() else number
