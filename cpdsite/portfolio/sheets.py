"""A record as it is to be written to a file: the rows, and what a form needs beside them."""

from dataclasses import dataclass

from cpdsite.portfolio.dates import YearStart
from cpdsite.portfolio.record import Record

Links = tuple[tuple[str, str], ...]
"""Addresses as written, each with the address that it shall have; ``""`` keeps the words alone."""

CALENDAR_YEAR = YearStart()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRecord:
    """A record with all that the bytes of its file depend on, whatever the format.

    ``links`` holds those of each section, by path of the entry and name of the section.
    ``addresses`` holds where evidence is to be found, by path of the entry and the file as it
    is listed there. ``is_own`` is true for what the person exports, which holds the fields that
    no page shows too; ``keeps_links`` for a copy of everything, where the addresses of other
    entries as written tell nobody of what is private.
    """

    record: Record
    language: str = "en-GB"
    paper: str = "a4"
    note: str = ""
    year_starts: YearStart = CALENDAR_YEAR
    links: tuple[tuple[tuple[str, str], Links], ...] = ()
    addresses: tuple[tuple[tuple[str, str], str], ...] = ()
    is_own: bool = False
    keeps_links: bool = False

    @property
    def title(self) -> str:
        """The title of the sheet, as the scheme gives it."""
        return self.record.scheme.sheet.title
