"""``cpdsite new --kind objective``: a draft, which may go on from a review."""

import difflib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cpdsite.commands.drafts import name_entry, write_comment, write_draft
from cpdsite.commands.given import choose_name, read_given, read_given_date
from cpdsite.commands.review_drafts import NEXT
from cpdsite.commands.site_folder import open_settings
from cpdsite.commands.whole_portfolio import read_whole
from cpdsite.content.front_matter import write_front_matter
from cpdsite.errors import ProblemsError, UsageError, find_errors
from cpdsite.files import find_link
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import PartialDate, YearStart, settle_period
from cpdsite.portfolio.fields import OBJECTIVE, write_fields
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.terms import fold, make_slug
from cpdsite.prose.source import find_fenced
from cpdsite.settings import Settings

FOLDER = "content/objectives"
HEADING = re.compile(r"#{1,6}(?!#)[ \t]*(.*?)[ \t#]*")
DECEMBER = 12
PROMPTS = (
    "Why: what it is for, in my role or my next one.",
    "How I will know: what I shall then do, or have done.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObjective:
    """What is known of the objective; ``review`` is the name of the one that it comes from."""

    today: date
    title: str
    by: str = ""
    review: str = ""


def create_objective(root: Path, known: NewObjective) -> Path:
    """Write a draft and return its path; an existing file is never touched."""
    title = read_given(OBJECTIVE, "title", known.title)
    name = choose_name(OBJECTIVE, name_entry("", known.title))
    by = read_given_date(OBJECTIVE, "by", known.by) if known.by else None
    review: Review | None = None
    if known.review.strip():
        whole = read_whole(root, FOLDER)
        settings, review = whole.settings, find_review(whole.portfolio, known.review.strip())
    else:
        settings = _read_settings(root)
    begins = _begin(review, settings.year_starts, known.today)
    values = {
        "title": title,
        "from": begins,
        "by": _choose_end(by, begins, settings.year_starts),
        "review": review.slug if review else "",
        "status": Status.DRAFT,
    }
    text = write_front_matter(write_fields(OBJECTIVE, values), _write_body(review))
    return write_draft(root, name, lambda _: text.encode(), FOLDER)


def _read_settings(root: Path) -> Settings:
    settings, problems, _ = open_settings(root)
    link = find_link(root, FOLDER)
    if find_errors(problems) or link:
        raise ProblemsError((*problems, *((link,) if link else ())))
    return settings


def find_review(portfolio: Portfolio, name: str) -> Review:
    """Return the review of a name; raises ``UsageError`` with the names that are nearest."""
    known = {it.slug: it for it in portfolio.reviews}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(make_slug(name), known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the reviews are {', '.join(known)}"
    if not known:
        hint = "begin one with cpdsite new --kind review"
    raise UsageError(f'--from-review: there is no review "{name}": {hint}')


def _begin(review: Review | None, year_starts: YearStart, today: date) -> PartialDate:
    """Return the month after what a review looks back on; without one, that of today."""
    end = settle_period(review.period, year_starts).end if review else None
    if end is None:
        return PartialDate(today.year, today.month)
    return PartialDate(end.year + end.month // DECEMBER, end.month % DECEMBER + 1)


def _choose_end(
    by: PartialDate | None, begins: PartialDate, year_starts: YearStart
) -> PartialDate | None:
    """Return when an objective is to be met; by default, at the end of its CPD year."""
    if by is None:
        end = year_starts.period_of(year_starts.year_of(begins.first_day)).end
        return PartialDate(end.year, end.month, end.day) if end else None
    if by.last_day < begins.first_day:
        raise UsageError(
            f"--by {by} is before {begins}, when the objective begins: choose a later date"
        )
    return by


def _write_body(review: Review | None) -> str:
    ahead = find_text_below(review.body.text, NEXT) if review else ""
    quoted = "\n".join(f"  {line}".rstrip() for line in ahead.split("\n"))
    opening = f"{review.title}, {NEXT[0].lower()}{NEXT[1:]}:" if review else ""
    # A comment, so that nothing of a review that is private is published by accident.
    parts = [f"{opening}\n\n{quoted}\n"] if ahead else []
    return "".join(f"{write_comment(part)}\n\n" for part in (*parts, *PROMPTS)).rstrip("\n") + "\n"


def find_text_below(text: str, heading: str) -> str:
    """Return what stands in Markdown below a heading, up to the next one."""
    lines = text.split("\n")
    fenced = find_fenced(lines)
    found: list[str] = []
    is_below = False
    for number, line in enumerate(lines):
        begun = None if number in fenced else HEADING.fullmatch(line)
        if begun:
            is_below = fold(begun[1]) == fold(heading)
        elif is_below:
            found.append(line)
    return "\n".join(found).strip()
