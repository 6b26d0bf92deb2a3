"""Stamps: the first line of a copy of a template, which names the original and its digest."""

import hashlib
import re
from dataclasses import dataclass

from cpdsite import __version__

DIGEST_LENGTH = 16
STAMP = re.compile(
    rf"\{{#-? From (?P<name>.+) \(cpdsite [^\s,()]+, sha256 (?P<digest>[0-9a-f]{{{DIGEST_LENGTH}}})\).*#\}}"
)
MEANT = re.compile(
    r"\s*\{#(?:.*\bFrom\b.*\bsha256\b|[-+]?\s*From\s+[a-z0-9][a-z0-9-]*/\S)", re.IGNORECASE
)
"""The first line of a file whose stamp somebody has changed, with its digest or without."""

COMMENT_END = "#}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The original of a copy, such as ``folio/entry.html``, and the digest that it had."""

    name: str
    digest: str


def stamp_copy(name: str, source: str) -> str:
    """Return a template as a copy of itself that says so, and renders the same bytes.

    Raises ``ValueError`` for a name that no comment can hold.
    """
    if COMMENT_END in name:
        raise ValueError(name)
    # After a plain comment Jinja drops one line end, and nothing that the original has.
    return (
        f"{{# From {name} (cpdsite {__version__}, sha256 {digest_source(source)}): "
        f'"cpdsite check" says when the original has changed. {COMMENT_END}\n{source}'
    )


def digest_source(source: str) -> str:
    """Return the digest of an original, as a stamp holds it."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def read_stamp(source: str) -> Stamp | None:
    """Return the stamp of a template; none where it has none that can be read."""
    found = STAMP.fullmatch(_find_first_line(source))
    return Stamp(found["name"], found["digest"]) if found else None


def remove_stamp(source: str) -> str:
    """Return a template without its stamp, if it has one."""
    return source if read_stamp(source) is None else source.partition("\n")[2]


def is_damaged(source: str) -> bool:
    """Tell whether a template begins with what was a stamp and cannot be read."""
    line = _find_first_line(source)
    return MEANT.match(line) is not None and STAMP.fullmatch(line) is None


def _find_first_line(source: str) -> str:
    return source.partition("\n")[0].rstrip()
