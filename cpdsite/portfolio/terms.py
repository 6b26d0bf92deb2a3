"""Terms (providers, types, tags) and the slugs that stand for them in URLs."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cpdsite.portfolio.names import find_name_mistake

SPOKEN = {"&": " and ", "+": " plus ", "#": " sharp ", "@": " at ", "%": " percent "}
"""Signs that tell names apart, such as C, C++ and C#, are spelled out in a slug."""

UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Latin letters that Unicode does not take apart into a letter and an accent."""

LONGEST_SLUG = 150
"""In bytes of UTF-8; file systems allow names of 255, and a digest may be added."""
DIGITS = 6


@lru_cache(maxsize=20_000)
def fold(term: str) -> str:
    """Return a term without the differences of case, spacing and Unicode form."""
    folded = unicodedata.normalize("NFC", term).casefold()
    # Without case, a letter and the accent after it may have become one.
    return " ".join(unicodedata.normalize("NFC", folded).split())


def make_slug(text: str) -> str:
    """Return the URL form of a name: lower case, Latin accents dropped, words joined by ``-``.

    Letters and digits of every script stay. A text without any gives ``""``.
    """
    spoken = "".join(SPOKEN.get(char, char) for char in text)
    decomposed = unicodedata.normalize("NFKD", spoken).casefold().translate(UNDECOMPOSED)
    plain = unicodedata.normalize("NFC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", decomposed))
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in plain)
    return _cut("-".join(kept.split())).strip("-")


def _cut(slug: str) -> str:
    """Return at most ``LONGEST_SLUG`` bytes of a slug, in whole characters."""
    return slug.encode("utf-8", "ignore")[:LONGEST_SLUG].decode("utf-8", "ignore")


def make_slugs(terms: Iterable[str]) -> dict[str, str]:
    """Give each term a slug of its own.

    Where several terms share one, the first in order of length and alphabet keeps it and
    the others add ``-`` and six digits of their digest, or more where those are taken too;
    so does a term without letters, and one such as ``con`` that is no name on every system.
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for term in sorted(set(terms), key=lambda term: (len(term), term)):
        slug = make_slug(term)
        if not slug or slug in taken or find_name_mistake(slug):
            slug = _make_distinct(slug, term, taken)
        taken.add(slug)
        slugs[term] = slug
    return slugs


def _make_distinct(slug: str, term: str, taken: set[str]) -> str:
    digest = hashlib.sha256(term.encode("utf-8", "surrogatepass")).hexdigest()
    lengths = range(DIGITS, len(digest) + 1)
    slugs = (f"{slug}-{digest[:length]}".strip("-") for length in lengths)
    return next(it for it in slugs if it not in taken)


def unite_terms(terms: Iterable[str]) -> dict[str, str]:
    """Map each spelling of a term to the one that stands for it.

    Spellings are one term after folding; the most frequent stands for it, then the first
    in the alphabet.
    """
    counts: dict[str, dict[str, int]] = {}
    for term in terms:
        spellings = counts.setdefault(fold(term), {})
        spellings[term] = spellings.get(term, 0) + 1
    chosen: dict[str, str] = {}
    for spellings in counts.values():
        best = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        chosen.update(dict.fromkeys(spellings, best))
    return chosen
