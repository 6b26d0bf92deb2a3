"""The one table of front matter: every key with its kinds, reader, writer and meaning.

Content, importers, exporters and the test of the documentation use this table.
"""

import difflib
from dataclasses import dataclass
from typing import Any

from cpdsite.portfolio import list_readers, plan_readers, readers, writers

ACTIVITY = "activity"
OBJECTIVE = "objective"
REVIEW = "review"
APPLICATION = "application"
PAGE = "page"
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Field:
    """A front matter key. ``also_written`` lists other words that people use for it."""

    name: str
    kinds: tuple[str, ...]
    read: readers.Reader[Any]
    write: Any
    summary: str
    required: bool = False
    also_written: tuple[str, ...] = ()


_ENTRY = (ACTIVITY, OBJECTIVE, REVIEW, APPLICATION, PAGE)
_LISTED = (ACTIVITY, OBJECTIVE, REVIEW, PAGE)

FIELDS = (
    Field("title", _ENTRY, readers.read_text, writers.write_text, "what it is called",
          required=True, also_written=("name", "activity", "subject", "heading")),
    Field("date", (ACTIVITY,), readers.read_date, writers.write_date,
          "when it took place or began: a day, a month or a year",
          required=True, also_written=("dates", "start", "start_date", "from", "when", "began")),
    Field("from", (OBJECTIVE,), readers.read_date, writers.write_date,
          "when the person set out: a day, a month or a year",
          required=True, also_written=("date", "start", "start_date", "set", "begins", "since")),
    Field("by", (OBJECTIVE,), readers.read_date, writers.write_date,
          "when it is to be met", also_written=("due", "to", "until", "deadline", "end_date", "end")),
    Field("state", (OBJECTIVE,), plan_readers.read_state, writers.write_choice,
          "open, met, carried or dropped; without it, open",
          also_written=("done", "met", "outcome", "progress", "result")),
    Field("carried_to", (OBJECTIVE,), readers.read_slug, writers.write_text,
          "the objective that goes on with it", also_written=("carried", "continued", "next")),
    Field("review", (OBJECTIVE,), readers.read_slug, writers.write_text,
          "the review in which it was set", also_written=("from_review", "reviews")),
    Field("to", (APPLICATION,), readers.read_text, writers.write_text,
          "the grade applied for", also_written=("grade", "membership", "for", "level")),
    Field("period", (REVIEW,), plan_readers.read_period, writers.write_period,
          "what it looks back on: a CPD year, or from and to",
          required=True, also_written=("year", "dates", "covers", "from", "date")),
    Field("period", (APPLICATION,), plan_readers.read_period, writers.write_period,
          "what its record covers: a CPD year, or from and to",
          also_written=("year", "dates", "covers", "from", "date")),
    Field("scheme", (APPLICATION,), readers.read_text, writers.write_text,
          "the scheme whose sheet its record has; without it, the first of the site",
          also_written=("body", "institute", "schemes")),
    Field("include", (APPLICATION,), plan_readers.read_include, writers.write_include,
          "the entries to show, in order: addresses, featured, tags, objectives, a period",
          also_written=("includes", "activities", "entries", "chosen", "included")),
    Field("reviews", (APPLICATION,), plan_readers.read_slugs, writers.write_list,
          "the reviews to show", also_written=("review",)),
    Field("limit", (APPLICATION,), plan_readers.read_limit, writers.write_count,
          "how many words the statement may have",
          also_written=("words", "word_limit", "max_words", "maximum")),
    Field("comments", (REVIEW,), plan_readers.read_comments, writers.write_comments,
          "what a mentor, coach or appraiser said: a list of comment, name, role, date",
          also_written=("comment", "feedback", "mentor", "appraiser")),
    Field("end_date", (ACTIVITY,), readers.read_end_date, writers.write_date,
          "when it ended, or ongoing", also_written=("end", "to", "until", "finish", "finished")),
    Field("type", (ACTIVITY,), readers.read_text, writers.write_text,
          "one of the scheme's activity types or a synonym",
          also_written=("kind", "category", "activity_type")),
    Field("provider", (ACTIVITY,), readers.read_texts, writers.write_texts,
          "mentor or coach, course provider, publication; text or a list",
          also_written=("provided_by", "providers", "organiser", "organizer", "by", "trainer")),
    Field("further_action", (ACTIVITY,), list_readers.read_further_action, writers.write_further_action,
          "what comes next: text, a list, or a list of action, due, done",
          also_written=("actions", "action", "further_actions", "next_steps", "follow_up")),
    Field("closes", (ACTIVITY,), plan_readers.read_closes, writers.write_closes,
          "further actions of other activities that it closes: 2025-03-12-course#1",
          also_written=("closed", "completes", "finishes")),
    Field("objectives", (ACTIVITY,), readers.read_list, writers.write_list,
          "the objectives it served, by the names of their files",
          also_written=("objective", "goals", "goal")),
    Field("objectives", (APPLICATION,), plan_readers.read_slugs, writers.write_list,
          "the objectives to show", also_written=("objective", "goals", "goal")),
    Field("competences", (ACTIVITY,), readers.read_list, writers.write_list,
          "the competences it developed",
          also_written=("competencies", "competence", "competency", "skills")),
    Field("tags", (ACTIVITY,), readers.read_list, writers.write_list,
          "words to find it by", also_written=("tag", "keywords", "topics")),
    Field("evidence", (ACTIVITY,), list_readers.read_evidence, writers.write_evidence,
          "files or links; a file is published only with public: true",
          also_written=("files", "attachments", "certificate", "certificates")),
    Field("hours", (ACTIVITY,), readers.read_hours, writers.write_number,
          "how long it took, for schemes that count", also_written=("duration", "time", "hrs")),
    Field("points", (ACTIVITY,), readers.read_points, writers.write_number,
          "what it earned, for schemes that count", also_written=("credits", "units", "score")),
    Field("status", _ENTRY, readers.read_status, writers.write_status,
          "draft, private or published",
          also_written=("draft", "private", "public", "published", "publish", "visibility")),
    Field("revisit", (ACTIVITY,), readers.read_date, writers.write_date,
          "a date on which to come back and reflect", also_written=("review", "remind")),
    Field("featured", (ACTIVITY,), readers.read_featured, writers.write_featured,
          "true, or a sentence on why it mattered", also_written=("highlight", "important")),
    Field("slug", _ENTRY, readers.read_slug, writers.write_text,
          "the last part of its address, instead of the file's name",
          also_written=("url", "permalink", "address", "id")),
    Field("aliases", _LISTED, readers.read_aliases, writers.write_list,
          "old addresses that lead here", also_written=("alias", "redirects", "redirect_from")),
    Field("name", (PROFILE,), readers.read_text, writers.write_text, "the person's name",
          required=True, also_written=("title", "full_name")),
    Field("headline", (PROFILE,), readers.read_text, writers.write_text,
          "a line under the name", also_written=("tagline", "summary", "description")),
    Field("role", (PROFILE,), readers.read_text, writers.write_text, "the present role",
          also_written=("job", "position", "job_title")),
    Field("aspirations", (PROFILE,), readers.read_text, writers.write_text,
          "where the person wants to go next", also_written=("goals", "ambitions")),
    Field("memberships", (PROFILE,), list_readers.read_memberships, writers.write_mappings,
          "a list of scheme, number, grade, since", also_written=("membership", "grade")),
    Field("email", (PROFILE,), list_readers.read_email, writers.write_text,
          "shown only when public lists it", also_written=("e-mail", "mail", "contact")),
    Field("photo", (PROFILE,), readers.read_text, writers.write_text,
          "an image beside the profile; shown only when public lists it",
          also_written=("image", "picture", "portrait", "avatar")),
    Field("links", (PROFILE,), list_readers.read_links, writers.write_mappings,
          "a list of title, url; shown only when public lists it",
          also_written=("link", "websites", "website")),
    Field("public", (PROFILE,), list_readers.read_public, writers.write_list,
          "which of number, email, photo and links the site shows",
          also_written=("show", "visible", "published")),
    Field("accept", (*_ENTRY, PROFILE), plan_readers.read_accept, writers.write_accept,
          "warnings of check that are well as they are, each with the reason",
          also_written=("accepted", "ignore", "accepts")),
    Field("extra", (*_ENTRY, PROFILE), list_readers.read_extra, writers.write_extra,
          "anything, for one's own theme", also_written=("custom", "params", "meta")),
)  # fmt: skip


def find_fields(kind: str) -> dict[str, Field]:
    """Return the fields of a kind of file by name, in the order of the table."""
    return {field.name: field for field in FIELDS if kind in field.kinds}


def suggest_field(kind: str, key: str) -> str | None:
    """Return the key that a person probably meant, by spelling or by meaning."""
    known = find_fields(kind)
    wanted = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in known:
        return wanted
    by_meaning = {word: field.name for field in known.values() for word in field.also_written}
    near = difflib.get_close_matches(wanted, [*known, *by_meaning], n=1, cutoff=0.75)
    if wanted in by_meaning:
        return by_meaning[wanted]
    return by_meaning.get(near[0], near[0]) if near else None


def write_fields(kind: str, values: dict[str, Any]) -> dict[str, writers.Plain]:
    """Return values as front matter, in the order of the table, without what is empty."""
    written = {
        name: field.write(values[name])
        for name, field in find_fields(kind).items()
        if values.get(name) is not None
    }
    return {name: plain for name, plain in written.items() if plain}
