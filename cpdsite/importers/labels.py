"""What the headings of other people's tables mean: fields by label, by wording, by spelling."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpdsite.errors import UsageError, show_text
from cpdsite.limits import MOST_COMPARED
from cpdsite.portfolio.fields import ACTIVITY, find_fields
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.scheme import Column, Scheme
from cpdsite.portfolio.sections import (
    DESCRIPTION,
    HEADINGS,
    name_section,
    normalise_heading,
    suggest_heading,
)

TAKEN = (
    *("title", "date", "end_date", "type", "provider", "further_action", "objectives"),
    *("competences", "tags", "evidence", "hours", "points", "status", "featured", "revisit"),
)
"""The front matter that a column may fill."""

EXTRA = "extra"
IGNORE = "ignore"
MAPPED = "as you mapped it"
CHOOSABLE = (*dict.fromkeys((*TAKEN, DESCRIPTION, *HEADINGS)), EXTRA, IGNORE)
"""What a heading may be mapped to."""

CERTAIN, PROBABLE = 2, 1
"""How much a label says: a wording that is known, or one that resembles it."""

LONGEST_LABEL = 200
"""In characters; a longer text is no heading of a column."""

MOST_SHOWN = 20
"""How many headings are listed for one that is not there."""

NEAR = 0.86
"""How alike two labels must be; found by trial on the wordings below."""

OF_HEADERS = ("name", "from", "to", "number", "full name")
"""Labels that stand above a record too: alone they make no head of a table, and no form."""

WORDINGS: dict[str, tuple[str, ...]] = {
    "date": (
        *("Dates", "Date(s)", "Start", "Start date", "Started", "Date from", "Date started", "From date"),
        *("Date of activity", "Activity date", "Key dates", "When", "Date undertaken", "Date attended"),
        *("Date of event", "Event date", "Course date", "Month", "Date and time", "Day"),
    ),
    "end_date": (
        *("End", "End date", "Ended", "Finish", "Finish date", "Date to", "Date ended", "To date"),
        *("Date finished", "Date completed", "Completed", "Completion date", "Completed on"),
    ),
    "title": (
        *("Title", "Activity", "Activities", "Course", "Event", "Name of course", "Course name"),
        *("Course title", "Activity title", "Activity name", "Name of activity", "Event title", "Topic"),
        *("Subject", "What did you do?", "What I did", "CPD activity", "Learning activity", "Training"),
        *("Description of development/learning activity", "Development activity", "Event name"),
        *("Activity description", "Description of activity", "Course or event", "What was it?"),
    ),
    "description": (
        *("Description", "Details", "Summary", "Content", "Brief description", "Activity details"),
        *("Details of activity", "Course content", "What was it about?"),
    ),
    "provider": (
        *("Provided by", "Provider", "Organiser", "Organizer", "Organised by", "Course provider"),
        *("Training provider", "Delivered by", "Organisation", "Organization", "Institution", "Supplier"),
        *("Company", "Host", "Run by", "Mentor", "Coach", "Tutor", "Trainer", "Speaker", "Presenter"),
        *("Author", "Source", "Held by", "Given by", "Learning provider", "Provider name"),
        "Provided by (e.g. name of mentor/coach, course provider, research/relevant publication etc)",
    ),
    "type": (
        *("Type", "Category", "Activity type", "Type of activity", "CPD type", "Kind", "Method"),
        *("Learning method", "Type of CPD", "Type of learning", "CPD category", "Type (TWAVES)"),
    ),
    "hours": (
        *("Hours", "CPD hours", "Time", "Duration", "Hrs", "No of hours", "Number of hours", "Total hours"),
        *("Time spent", "Length", "Hours claimed", "Time taken", "Hours spent", "Hour", "Time (hours)"),
    ),
    "points": (
        *("Points", "CPD points", "Credits", "CPD credits", "CPD units", "Units", "Credit", "Credits claimed"),
        *("Number of points", "Points claimed", "CPD point"),
    ),
    "evidence": (
        *("Certificate", "Certificates", "Attachments", "Files", "Link", "Links", "URL", "Documents"),
        *("Supporting documents", "Evidence (link)", "Web link", "Attachment"),
    ),
    "objectives": ("Objectives", "Learning objectives", "Learning objective", "PDP objective", "Goals"),
    "competences": ("Competences", "Competencies", "Skills", "Competency area", "Skills developed"),
    "tags": ("Tags", "Keywords", "Topics", "Labels"),
    "status": ("Status", "Visibility"),
}  # fmt: skip

KEYWORDS = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"\bfurther actions?|\bfollow ?up|\bnext steps?|\baction plan|\bactions? (?:needed|required|arising|to take|points?)", "further_action"),
        (r"\blearn\w*\b.*\b(?:appl(?:y|ied)|application|use|used)\b", "reflection"),
        (r"\b(?:learning|key) points?\b", "learning"),
        (r"\b(?:apply|applied|application|applying)\b|\binto practice\b|\bimplement", "application"),
        (r"\bbenefit|\bimpact", "benefit"),
        (r"\bdifferently\b", "improvement"),
        (r"\b(?:learning|development|training) needs?\b|\bwhy\b|\bpurpose\b|\breasons?\b", "needs"),
        (r"\bwhat\b.*\blearn", "learning"),
        (r"\b(?:type|category)\b", "type"),
        (r"\b(?:hours?|hrs?|duration|time spent|time taken)\b", "hours"),
        (r"\b(?:credits?|points?)\b", "points"),
        (r"\b(?:evidence|certificates?)\b", "evidence"),
        (r"\b(?:end|finish|completion|completed)\b.*\bdate\b|\bdate\b.*\b(?:end|finish|completed|finished)\b", "end_date"),
        (r"\bdates?\b|\bwhen\b", "date"),
        (r"\b(?:provider|provided|organiser|organizer|organised|trainer|mentor|delivered|speaker|tutor|presenter|publisher)\b", "provider"),
        (r"\bcompetenc|\bskills?\b", "competences"),
        (r"\b(?:objectives?|goals?)\b", "objectives"),
        (r"\b(?:title|activity|course|event|workshop)\b", "title"),
        (r"\bdescription\b|\bdetails\b|\bsummary\b", "description"),
        (r"\blearn(?:ed|t|ing)?\b", "learning"),
        (r"\breflect", "reflection"),
    )
)  # fmt: skip
"""Words that say what a longer label asks for; the first that is found counts."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a label stands for: a field or section, why, and how much that says."""

    field: str
    reason: str
    weight: int = CERTAIN


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of labels: those that the person mapped, and those of a scheme's sheet."""

    mapped: Mapping[str, str]
    columns: Mapping[str, str]


def make_labels(scheme: Scheme, mapping: tuple[tuple[str, str], ...]) -> Labels:
    """Return what is known of labels; a field that does not exist is a ``UsageError``."""
    mapped = {normalise_heading(heading): find_field(field) for heading, field in mapping}
    columns = {normalise_heading(it.label): find_main_field(it) for it in scheme.sheet.columns}
    return Labels(mapped, columns)


def find_field(written: str) -> str:
    """Return the field or section that a person named for a column."""
    wanted = written.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in CHOOSABLE:
        return wanted
    known = CHOOSABLE + tuple(_FIELDS_BY_WORD)
    near = [_FIELDS_BY_WORD.get(wanted, "")] if wanted in _FIELDS_BY_WORD else []
    near += difflib.get_close_matches(wanted[:LONGEST_LABEL], known, n=1, cutoff=0.6)
    if wanted == "dates":
        return "date"
    question = f'did you mean "{_FIELDS_BY_WORD.get(near[0], near[0])}"? ' if near else ""
    raise UsageError(
        f'--map: there is no field "{show_text(shorten(written))}"; {question}the fields are {", ".join(CHOOSABLE)}'
    )


def find_main_field(column: Column) -> str:
    """Return what text in a column of a sheet is, where no heading within the cell says more."""
    named = name_section(column.label)
    if named in column.shows:
        return str(named)
    first = "title" if "title" in column.shows else column.shows[0]
    return "date" if first == "dates" else first


_FIELDS_BY_WORD = {
    word: field.name
    for field in find_fields(ACTIVITY).values()
    if field.name in TAKEN and field.name not in ("featured", "revisit")
    for word in field.also_written
}
_BY_WORDING = {
    **{normalise_heading(word.replace("_", " ")): it for word, it in _FIELDS_BY_WORD.items()},
    **{normalise_heading(name.replace("_", " ")): name for name in TAKEN},
    **{normalise_heading(word): field for field, words in WORDINGS.items() for word in words},
}


def recognise(heading: str, labels: Labels, *, is_thorough: bool = False) -> Known | None:
    """Return what the heading of a column stands for, and nothing where it is not known.

    Only with ``is_thorough``, which takes time, are spelling mistakes thought of.
    """
    label = " ".join(heading.split())
    if not label or len(label) > LONGEST_LABEL:
        return None
    plain = normalise_heading(label)
    if plain in labels.mapped:
        return Known(labels.mapped[plain], MAPPED)
    if plain in labels.columns:
        return Known(labels.columns[plain], "its label is that of the scheme's sheet")
    for wording in (plain, normalise_heading(re.sub(r"\([^()]*\)", " ", label))):
        if field := _BY_WORDING.get(wording) or name_section(wording):
            return Known(field, "its label is a usual one")
    near = _find_near(plain, labels.columns) if is_thorough else None
    if near:
        reason = "its label is nearly that of the scheme's sheet"
        return Known(labels.columns[near], reason, PROBABLE)
    return _find_word(plain) or (_resemble(plain) if is_thorough else None)


def _find_word(plain: str) -> Known | None:
    for pattern, field in KEYWORDS:
        if found := pattern.search(plain):
            return Known(field, f'its label has the words "{found[0]}"', PROBABLE)
    return None


def _find_near(plain: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(plain, known, n=1, cutoff=NEAR)
    return near[0] if near else ""


def _resemble(plain: str) -> Known | None:
    if heading := suggest_heading(plain):
        return Known(str(name_section(heading)), f'its label is nearly "{heading}"', PROBABLE)
    if near := _find_near(plain, _BY_WORDING):
        return Known(_BY_WORDING[near], f'its label is nearly "{near}"', PROBABLE)
    return None


def check_headings(mapping: tuple[tuple[str, str], ...], headings: Iterable[str]) -> None:
    """Raise a ``UsageError`` for a heading that was mapped and that no table has."""
    found = {normalise_heading(it): it for it in headings if it}
    for heading, _ in mapping:
        if normalise_heading(heading) in found:
            continue
        wanted = normalise_heading(heading)[:LONGEST_LABEL]
        near = difflib.get_close_matches(wanted, list(found)[:MOST_COMPARED], n=1, cutoff=0.6)
        question = f'did you mean "{show_text(shorten(found[near[0]]))}"? ' if near else ""
        known = ", ".join(show_text(shorten(it, 30)) for it in list(found.values())[:MOST_SHOWN])
        those = f"its headings are {known}" if known else "no table of activities was found"
        raise UsageError(
            f'--map: no column is headed "{show_text(shorten(heading))}"; {question}{those}'
        )
