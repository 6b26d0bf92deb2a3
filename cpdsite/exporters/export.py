"""What an exporter takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass

from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A record to write, and how: ``fonts`` holds the site's own font files, as bytes by name."""

    filed: FiledRecord
    read_passage: Callable[[str], Passage]
    fonts: tuple[tuple[str, bytes], ...] = ()
    is_archival: bool = False
    has_mark: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file, and what a person should know of them.

    Each note says what is so in a sentence, and in a second one what could be done about it.
    """

    content: bytes
    notes: tuple[str, ...] = ()


Export = Callable[[Request], Exported]
"""Writes a record in one format."""
