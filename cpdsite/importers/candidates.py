"""Drafts to candidates: a title and a date for each, sections that are read back, a fingerprint."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from cpdsite.importers.bodies import divide_sections, join_sections, settle_sections
from cpdsite.importers.cell_text import UNPRINTED, flatten, shorten_title
from cpdsite.importers.dating import LONGEST_WRITTEN, WRITTEN, Dated
from cpdsite.importers.gathered import Candidate
from cpdsite.importers.groups import Group
from cpdsite.importers.rows import Draft, keep_extra
from cpdsite.portfolio.dates import Ongoing, PartialDate, format_dates
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.portfolio.terms import make_slug

DIGITS = 16
"""How many figures of a digest make a fingerprint."""


def make_candidates(
    group: Group, draft: Draft, dated: Dated, year: int, occurrence: int
) -> Iterator[Candidate]:
    """Yield what a draft becomes: one candidate, or more where one file cannot hold its text.

    ``year`` stands in for a date that cannot be read. ``occurrence`` counts the rows before that
    hold the same.
    """
    doubts = [*group.doubts, *draft.doubts, *dated.doubts]
    when = dated.date or PartialDate(year)
    if not dated.is_known:
        doubts.append(_doubt_date(dated, when))
    if dated.written:
        _keep_dates(draft, dated.written)
    title = draft.values.get("title", "")
    if not title:
        title = _find_title(draft, format_dates(when, dated.end))
        doubts.append("It has no title: it was made up from its text.")
    fingerprint = make_fingerprint(group, occurrence)
    groups = divide_sections(join_sections(draft.sections))
    if len(groups) > 1:
        doubts.append(f"Its text is too long for one entry: it was divided into {len(groups)}.")
    for number, sections in enumerate(groups):
        settled, doubt = settle_sections(sections)
        values = {
            **(draft.values if not number else {}),
            "title": f"{title} (part {number + 1})" if number else title,
            "date": when,
            **({"end_date": dated.end} if dated.end else {}),
            **({"extra": tuple(draft.extra)} if draft.extra and not number else {}),
        }
        told = (*dict.fromkeys([*doubts, doubt] if doubt else doubts),)
        own = fingerprint if not number else make_fingerprint(group, occurrence, number)
        yield Candidate(_name_row(group.place), values, settled, own, told)


def _name_row(place: str) -> str:
    return re.sub(r", column \d+$", "", place)


def _doubt_date(dated: Dated, when: PartialDate) -> str:
    if dated.end is Ongoing.ONGOING:
        return f'"{shorten(dated.written)}" does not say when it began: {when} stands in for that.'
    if dated.written:
        return f"Its date cannot be read: it stands under extra as {WRITTEN}, and {when} stands in for it."
    return f"It has no date: {when} stands in for it."


def _keep_dates(draft: Draft, written: str) -> None:
    text = " ".join(UNPRINTED.sub("", written).split())
    if len(text) > LONGEST_WRITTEN or not keep_extra(draft, WRITTEN, text):
        # What is as long as that is prose that stood in the wrong column.
        cells = "\n\n".join(it.cell.markdown for it in draft.dates)
        draft.sections.append(Section(DESCRIPTION, "", cells, 0))


def _find_title(draft: Draft, dates: str) -> str:
    for section in draft.sections:
        for line in section.text.split("\n")[:20]:
            title = shorten_title(flatten(line.lstrip("#>|-*+ ")[:1000]))
            if make_slug(title):
                return title
    provider = draft.values.get("provider", ())
    return (
        f"{provider[0]}, {dates}" if provider and make_slug(provider[0]) else f"Activity, {dates}"
    )


def make_fingerprint(group: Group, occurrence: int, part: int = 0) -> str:
    """Return a digest of what stood in the cells of an activity, whatever the file is called."""
    texts = find_texts(group)
    whole = "\x1f".join([*texts, str(occurrence), *([str(part)] if part else [])])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def find_texts(group: Group) -> Sequence[str]:
    """Return the texts of an activity's cells, without the differences that nobody sees."""
    return tuple(" ".join(it.cell.plain.split()) for it in group.cells)
