"""Advice on privacy: personal data in what the public would see."""

import bisect
import codecs
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from itertools import accumulate, groupby
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from cpdsite.content.checks import Lines, locate
from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import ADVICE_BYTES
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.personal_data import Finding, blank_tags, find_personal_data
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.sections import Section
from cpdsite.settings import FILE_NAME, Settings
from cpdsite.site.outputs import Copied, Output, Picture

CODE = "privacy"
MARKUP = (".html", ".htm", ".xml")
DRAWING = ".svg"
TEXTS = (".txt", ".csv", ".tsv", ".md", ".json", ".ics", ".vcf", *MARKUP, DRAWING)
"""How the names of files end that are looked through."""

UNSEEN = frozenset({"path", "file", "photo", "accept"})
"""Fields that name a file, which is looked at itself where it is published, and what no page shows."""

LONGEST_LINE = 300
"""How much of a line is quoted, in characters; files of data have endless ones."""

HINTED = re.compile(r"[\d@\\/]")
"""What every kind of personal data holds some of."""


def find_advice(shown: Portfolio, lines: Lines) -> Iterator[Problem]:
    """Yield a warning for each piece of personal data in the texts of what the public sees."""
    meant = find_meant(shown.person)
    for owner in (shown.person, *shown.entries):
        hint = (
            "leave it out"
            if isinstance(owner, Person)
            else "leave it out, or write status: private"
        )
        for key, text in find_texts(owner):
            for finding, location, source in _find_places(owner, key, text, lines):
                if _fold(finding.text) not in meant:
                    yield _warn(finding, location, hint, source)


def find_settings_advice(settings: Settings, lines: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a warning for each piece of personal data in the texts of ``cpdsite.toml``."""
    shown = (settings.title, settings.description, settings.record_note)
    for finding in (it for text in shown for it in find_personal_data(text)):
        place = locate({FILE_NAME: lines}, FILE_NAME, re.escape(finding.text))
        yield _warn(finding, place[0], "leave it out", place[1])


def find_meant(person: Person) -> frozenset[str]:
    """Return the personal data that a person publishes on purpose.

    A way to accept more of what is found would add to it here.
    """
    numbers = (membership.number for membership in person.memberships)
    return frozenset(_fold(text) for text in (person.email, *numbers) if text)


def find_texts(value: object, key: str = "") -> Iterator[tuple[str, str | Section]]:
    """Yield every text in a value, in whatever field, with the front matter key it is under."""
    if isinstance(value, str | Section):
        yield key, value
    elif isinstance(value, tuple):
        for item in value:
            yield from find_texts(item, key)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNSEEN:
                yield from find_texts(getattr(value, field.name), key or field.name)


def _fold(text: str) -> str:
    return text.strip().casefold()


def _warn(finding: Finding, location: Location, hint: str, source: str = "") -> Problem:
    message = f'this {finding.kind.value} would be published: "{shorten(finding.text)}"'
    return Problem(location, CODE, message, hint, Severity.WARNING, source)


Place = tuple[Finding, Location, str]


def _find_places(
    owner: Entry | Person, key: str, text: str | Section, lines: Lines
) -> Iterator[Place]:
    """Yield what is found in a text, with its place in the file and the line to quote."""
    if isinstance(text, Section):
        yield from _find_in_section(owner.path, text, lines)
        text = text.heading
    for finding in find_personal_data(text):
        pattern = r"\s+".join(map(re.escape, finding.text.split()))
        location, source = locate(lines, owner.path, pattern, key if key != "sections" else "")
        if not location.line:
            location, source = locate(lines, owner.path, rf"^{key}\s*:")
        yield finding, location, source


def _find_in_section(path: str, section: Section, lines: Lines) -> Iterator[Place]:
    """Yield what is found in Markdown; the lines of a paragraph are one text."""
    rows = section.text.split("\n")
    numbered = list(enumerate(rows, start=section.line))
    for is_blank, group in groupby(numbered, key=lambda row: not row[1].strip()):
        paragraph = list(group)
        if is_blank or not any(HINTED.search(row) or "&" in row for _, row in paragraph):
            continue
        starts = list(accumulate((len(row) + 1 for _, row in paragraph), initial=0))
        for finding in find_personal_data(" ".join(row for _, row in paragraph)):
            at = bisect.bisect_right(starts, finding.start) - 1
            number, row = paragraph[at]
            yield finding, *_place(path, number, row, finding.start - starts[at], lines)
        for number, row in paragraph:
            yield from ((it, *_place(path, number, row, 0, lines)) for it in _find_encoded(row))


def _find_encoded(row: str) -> Iterator[Finding]:
    """Yield what is only found once a browser has decoded a line."""
    decoded = html.unescape(unquote(row)) if "&" in row or "%" in row else row
    if decoded != row:
        yield from (it for it in find_personal_data(decoded) if it.text not in row)


def _place(path: str, number: int, row: str, column: int, lines: Lines) -> tuple[Location, str]:
    """Return where a row of a section stands in its file.

    Joined sections and shared footnotes have moved, so that their rows are looked for.
    """
    written = lines.get(path, ())
    if not 0 < number <= len(written) or written[number - 1] != row:
        number = written.index(row) + 1 if row in written else 0
    return (Location(path, number, column + 1), row) if number else (Location(path), "")


def find_file_advice(
    root: Path, outputs: Iterable[Output], shaping: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield a warning for personal data in the names and texts of published files.

    ``shaping`` names files of the site whose texts come into pages, as own templates do.
    What is of one kind in one file is one warning. The first ``ADVICE_BYTES`` bytes are
    looked through.
    """
    for source in sorted(set(shaping)):
        yield from _find_in_file(root, source)
    sources = {it.source for it in outputs if isinstance(it, Copied | Picture)}
    for source in sorted(sources):
        name = PurePosixPath(source).name
        for finding in find_personal_data(name.replace("_", " ")):
            yield _warn(finding, Location(source), "rename the file, or do not publish it")
        if name.casefold().endswith(TEXTS):
            yield from _find_in_file(root, source)


def _find_in_file(root: Path, source: str) -> Iterator[Problem]:
    data = b""
    # A file that cannot be read has a problem of its own.
    with suppress(OSError), (root / source).open("rb") as file:
        data = file.read(ADVICE_BYTES)
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if is_wide else "utf-8-sig", "replace")
    ending = PurePosixPath(source).suffix.casefold()
    text = blank_tags(text) if ending == DRAWING else text
    findings = find_personal_data(text, is_markup=ending in MARKUP)
    counts = Counter(it.kind for it in findings)
    firsts = {it.kind: it for it in reversed(findings)}
    for kind in sorted(firsts, key=lambda it: it.value):
        first = firsts[kind]
        start = text.rfind("\n", 0, first.start) + 1
        location = Location(source, text.count("\n", 0, start) + 1, first.start - start + 1)
        more = f", the first of {counts[kind]} such finds" if counts[kind] > 1 else ""
        hint = f"take it out of the file{more}, or do not publish the file"
        line = text[start : start + LONGEST_LINE].partition("\n")[0].rstrip("\r")
        yield _warn(first, location, hint, line if location.column <= len(line) else "")
