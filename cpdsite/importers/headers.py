"""What stands above a record: the person, the number, the grade, the period, a title."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpdsite.importers.source import Cell
from cpdsite.importers.when import read_when
from cpdsite.portfolio.dates import PartialDate, Period
from cpdsite.portfolio.loose_dates import YEAR
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.terms import fold

PERSON = "the person's name; your profile says it"
NUMBER = "the membership number; your profile says it"
GRADE = "the grade of membership; your profile says it"
PERIOD = "the period of the record"
TITLE = "the title of the record"
NOTE = "a note of the sheet"
PAGE = "the number of a page"
LABEL = "a label above the record"

LONGEST = 400
"""In characters; a longer paragraph is no header."""

USUAL = {
    "name": ("name", "full name", "member name", "members name", "member's name", "your name", "name of member", "forename", "surname", "first name", "last name"),
    "number": ("membership number", "membership no", "member number", "member no", "registration number", "membership id", "number"),
    "grade": ("grade", "membership grade", "grade of membership", "class of membership", "member", "associate", "fellow"),
    "from": ("covering the period from", "period from", "from", "start of period"),
    "to": ("to", "until", "end of period"),
    "period": ("period", "cpd period", "period covered", "covering the period", "cpd year", "year", "record for", "reporting period"),
}  # fmt: skip
REASONS = {
    "name": PERSON,
    "number": NUMBER,
    "grade": GRADE,
    "from": PERIOD,
    "to": PERIOD,
    "period": PERIOD,
}
PAGES = re.compile(r"(?:page\s*)?\d{1,5}\s*(?:of|/)\s*\d{1,5}|page\s*\d{1,5}", re.IGNORECASE)
BOX = re.compile(r"\[[ xX]\]")
TITLED = re.compile(r"\b(?:cpd|professional development|record|log|portfolio)\b", re.IGNORECASE)
FIRST_ROWS = 20
"""Among how many rows a label is looked for."""

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: why each of its texts is left out, and the period of the record."""

    reasons: tuple[str, ...]
    period: Period
    year: int = 0


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of a header, what each is for, and what finds them within a text."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]
    titles: tuple[str, ...]
    note: str


def read_header(rows: Sequence[Sequence[Cell]], scheme: Scheme, order: str = "") -> Header:
    """Read the rows and paragraphs above and around tables; one reason for each cell.

    A reason is ``""`` for what belongs to no header. ``year`` is that of a title such as
    "CPD Record 2025", 0 for none.
    """
    labels = _find_labels(scheme)
    reasons: list[str] = []
    said: dict[str, str] = {}
    years: set[str] = set()
    for row in rows:
        pending = ""
        for cell in row:
            text = " ".join(cell.plain.split())
            reason, pending, found = _explain(text, labels, pending)
            reasons.append(reason)
            for name, value in found:
                said.setdefault(name, value)
            if reason == TITLE:
                years.update(YEAR.findall(text))
    return Header(tuple(reasons), _make_period(said, order), int(*years) if len(years) == 1 else 0)


def _find_labels(scheme: Scheme) -> _Labels:
    names = {word: name for name, words in USUAL.items() for word in words}
    own = [it.label.strip(" :") for it in scheme.sheet.header]
    names |= {
        fold(it.label).strip(" :"): "grade" if it.grade else it.shows for it in scheme.sheet.header
    }
    # Within a text a label counts that has a colon, or is one of the sheet's in capitals.
    usual = "|".join(re.escape(it) for it in sorted(names, key=len, reverse=True) if it)
    capitals = "|".join(re.escape(it) for it in sorted(own, key=len, reverse=True) if it.isupper())
    pattern = re.compile(rf"(?<!\w)(?:(?i:({usual}))\s*:|({capitals or '(?!)'})(?!\w)\s*:?)")
    sheet = scheme.sheet
    titles = (fold(sheet.title), fold(scheme.name), fold(scheme.short_name))
    return _Labels(names, pattern, titles, fold(sheet.note))


def has_labels(rows: Sequence[Sequence[Cell]], scheme: Scheme) -> bool:
    """Tell whether a label that belongs above a record stands in the first rows of a table."""
    names = _find_labels(scheme).names
    cells = (it for row in rows[:FIRST_ROWS] for it in row if len(it.plain) <= LONGEST)
    return any(fold(BOX.sub(" ", it.plain)).strip(" :") in names for it in cells)


Said = list[tuple[str, str]]


def _explain(text: str, labels: _Labels, pending: str) -> tuple[str, str, Said]:
    """Return why a text is left out, the label that waits for its value, and what it says."""
    folded = fold(text)
    if not text or len(text) > LONGEST:
        return "", pending if not text else "", []
    for is_it, reason in (
        (folded in labels.titles, TITLE),
        (folded == labels.note, NOTE),
        (PAGES.fullmatch(text) is not None, PAGE),
    ):
        if is_it:
            return reason, "", []
    said, last = _cut(text, labels)
    if said or last:
        return REASONS.get(said[0][0] if said else last, LABEL), last, said
    if pending:
        return REASONS.get(pending, LABEL), "", [(pending, text)]
    if BOX.search(text):
        return GRADE, "", []
    is_title = len(text) <= LONGEST_TITLE and TITLED.search(text)
    return (TITLE if is_title else ""), "", []


def _cut(text: str, labels: _Labels) -> tuple[Said, str]:
    """Cut a text at the labels in it; one at its end waits for its value."""
    bare = fold(BOX.sub(" ", text)).strip(" :")
    if bare in labels.names:
        return [], labels.names[bare]
    found = list(labels.pattern.finditer(text))
    if not found or BOX.sub("", text[: found[0].start()]).strip():
        return [], ""
    ends = [*(it.start() for it in found[1:]), len(text)]
    values = [text[it.end() : end].strip(" :") for it, end in zip(found, ends, strict=True)]
    names = [labels.names.get(fold(it[1] or it[2]), "name") for it in found]
    said = [(name, value) for name, value in zip(names, values, strict=True) if value]
    return said, "" if values[-1] else names[-1]


def _make_period(said: dict[str, str], order: str) -> Period:
    whole = said.get("period", "")
    if whole:
        when = read_when(whole, order)
        end = when.end if isinstance(when.end, PartialDate) else when.date
        if when.date and end:
            return Period(when.date.first_day, end.last_day)
    first = read_when(said.get("from", ""), order).date if said.get("from") else None
    if first and not said.get("to"):
        when = read_when(said["from"], order)
        end = when.end if isinstance(when.end, PartialDate) else None
        return Period(first.first_day, end.last_day if end else None)
    last = read_when(said.get("to", ""), order).date if said.get("to") else None
    start = first.first_day if first else None
    finish = last.last_day if last else None
    if start and finish and finish < start:
        return Period()
    return Period(start, finish)
