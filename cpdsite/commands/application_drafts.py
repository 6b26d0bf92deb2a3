"""``cpdsite new --kind application``: a draft with what is featured, and the record of a period."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cpdsite.commands.drafts import name_entry, write_comment, write_draft
from cpdsite.commands.given import choose_name, read_given
from cpdsite.commands.looking_back import touches
from cpdsite.commands.periods import Asked, choose_period, find_year
from cpdsite.commands.reading_back import check_draft
from cpdsite.commands.whole_portfolio import read_whole
from cpdsite.content.front_matter import write_front_matter
from cpdsite.errors import UsageError
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.application import Inclusion, Selection
from cpdsite.portfolio.dates import Period, YearStart, settle_period
from cpdsite.portfolio.fields import APPLICATION, write_fields
from cpdsite.portfolio.portfolio import Portfolio, make_public, visible
from cpdsite.portfolio.scheme import Scheme, find_grade, name_grade
from cpdsite.portfolio.terms import make_slug
from cpdsite.settings import ALWAYS, Settings

FOLDER = "content/applications"
LIMIT = 1000
"""How many words a statement has, unless a person says otherwise."""

LONGEST_WORDS = 60
"""In bytes: how much of a title stands in an address that cannot be guessed."""

A_YEAR = Asked(last="12m")
UNASKED = Asked()
STATEMENT = f"The statement, in at most {LIMIT} words: why you, why now, and what shows it."
TEMPLATE = """\
# include:
#   - activity: 2026-03-12-negotiation
#     why: What it shows, in a sentence.
"""
"""What stands where nothing is featured, to be filled in."""

Make = Callable[[], str]
"""Gives letters and digits that nobody can guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """What is known of the application; ``grade`` is the one applied for, as a person writes it."""

    today: date
    make_secret: Make
    title: str = ""
    grade: str = ""
    asked: Asked = field(default=UNASKED)


def create_application(root: Path, known: NewApplication) -> Path:
    """Write a draft and return its path; an existing file is never touched."""
    whole = read_whole(root, FOLDER)
    scheme = whole.portfolio.schemes[0]
    grade = _choose_grade(known.grade.strip(), scheme)
    written = known.title.strip() or _name_application(grade, scheme)
    title = str(read_given(APPLICATION, "title", written))
    name = choose_name(APPLICATION, name_entry("", title))
    shown = visible(whole.portfolio, make_public(known.today))
    values = {
        "title": title,
        "to": grade,
        **_choose(shown, _choose_period(whole.settings, known), whole.settings.year_starts),
        "limit": LIMIT,
        "status": Status.DRAFT,
        "slug": write_secret_slug(title, known.make_secret),
    }
    text = write_front_matter(
        write_fields(APPLICATION, values), _write_body(whole.portfolio, shown)
    )
    if not values["include"]:
        # Above the key that follows; no value has a line of its own that begins like it.
        text = text.replace("\nlimit:", f"\n{TEMPLATE}limit:", 1)

    def write(name: str) -> bytes:
        return check_draft(APPLICATION, f"{FOLDER}/{name}.md", text.encode())

    return write_draft(root, name, write, FOLDER)


def write_secret_slug(title: str, make_secret: Make) -> str:
    """Return an address that cannot be guessed: words of the title, and what is made up."""
    words = make_slug(make_slug(title).encode()[:LONGEST_WORDS].decode(errors="ignore"))
    return f"{words}-{make_secret()}" if words else make_secret()


def _choose_grade(grade: str, scheme: Scheme) -> str:
    """Return the id of the grade that a person names, if the scheme has grades."""
    if not grade or not scheme.grades:
        return grade
    found = find_grade(scheme, grade)
    if found is None:
        known = ", ".join(it.id for it in scheme.grades)
        raise UsageError(f'--grade: {scheme.short_name} has no grade "{grade}"; it has {known}')
    return found.id


def _name_application(grade: str, scheme: Scheme) -> str:
    return f"Application: {name_grade(scheme, grade)}" if grade else "Application"


def _choose_period(settings: Settings, known: NewApplication) -> Period:
    """Return the period that is asked for, or else that of the record, or the last 12 months."""
    starts = settings.year_starts
    default = settings.record_period
    if default == ALWAYS:
        default = choose_period(A_YEAR, ALWAYS, starts, known.today)
    return choose_period(known.asked, default, starts, known.today)


def _choose(shown: Portfolio, period: Period, year_starts: YearStart) -> dict[str, Any]:
    """Return what of a portfolio an application names: no more than the public sees."""
    reviews = (
        it for it in shown.reviews if _overlap(settle_period(it.period, year_starts), period)
    )
    objectives = (it.slug for it in shown.objectives if touches(it, period))
    return {
        "period": find_year(period, year_starts),
        "include": _include(tuple(it for it in shown.activities if it.featured)),
        "objectives": tuple(objectives)[-MOST_ITEMS:],
        "reviews": tuple(it.slug for it in reviews)[-MOST_ITEMS:],
    }


def _overlap(one: Period, other: Period) -> bool:
    return other.covers(one.start or date.min, one.end)


def _include(featured: tuple[Activity, ...]) -> tuple[Inclusion, ...]:
    if len(featured) > MOST_ITEMS:
        return (Inclusion(Selection.FEATURED),)
    return tuple(
        Inclusion(Selection.ACTIVITY, it.slug, why=it.featured.reason if it.featured else "")
        for it in featured
    )


def _write_body(portfolio: Portfolio, shown: Portfolio) -> str:
    hidden = "; ".join(_list_hidden(portfolio, shown))
    note = (
        f"Featured, and not included since it is not published: {hidden}. An application shows "
        "its reader what its include names, private or not."
    )
    parts = (STATEMENT, note) if hidden else (STATEMENT,)
    return "\n\n".join(map(write_comment, parts)) + "\n"


def _list_hidden(portfolio: Portfolio, shown: Portfolio) -> Iterator[str]:
    """Yield the names of the featured activities that the public does not see."""
    seen = {it.path for it in shown.activities}
    for activity in portfolio.activities:
        if activity.featured and activity.path not in seen:
            yield f"{activity.title} ({activity.slug})"
