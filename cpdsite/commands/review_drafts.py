"""``cpdsite new --kind review``: a draft that looks back on a period already."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cpdsite.commands.drafts import write_draft
from cpdsite.commands.given import read_given
from cpdsite.commands.looking_back import FOLDER, find_held, write_looking_back
from cpdsite.commands.periods import Asked, choose_period, find_year
from cpdsite.commands.reading_back import check_draft
from cpdsite.commands.whole_portfolio import read_whole
from cpdsite.content.front_matter import write_front_matter
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, YearStart, name_period
from cpdsite.portfolio.fields import REVIEW, write_fields
from cpdsite.portfolio.portfolio import make_public

NEXT = "What I want to learn next"
"""The heading under which a review says of what objectives are made."""

LAST_YEAR = Asked()

BODY = """\
## Looking back

{looking_back}

## Reflection

### What mattered most for my current role or my next one

<!-- Choose a few of the entries above: what changed, and for whom? -->

### What I would do differently

<!-- What took time and taught little, and what was missing? -->

## Looking ahead

### {next}

<!-- Name what the next year is for. Of each, make an objective:
  cpdsite new --kind objective "What I will learn" --from-review {name}
-->
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """What period to look back on; without one, the last complete CPD year."""

    today: date
    title: str = ""
    asked: Asked = field(default=LAST_YEAR)


def create_review(root: Path, known: NewReview) -> Path:
    """Write a draft and return its path; it lists no more than the public sees."""
    whole = read_whole(root, FOLDER)
    starts = whole.settings.year_starts
    last = starts.period_of(starts.year_of(known.today) - 1)
    period = choose_period(known.asked, last, starts, known.today)
    asked = find_year(period, starts)
    title = known.title.strip() or _name_review(asked, starts)
    values = {
        "title": read_given(REVIEW, "title", title),
        "period": asked,
        "status": Status.DRAFT,
    }
    held = find_held(whole.portfolio, period, make_public(known.today))
    scheme = whole.portfolio.schemes[0]
    text = write_looking_back(held, asked, scheme, starts, whole.read_passage)

    def write(name: str) -> bytes:
        body = BODY.format(looking_back=text, next=NEXT, name=name)
        content = write_front_matter(write_fields(REVIEW, values), body).encode()
        return check_draft(REVIEW, f"{FOLDER}/{name}.md", content)

    return write_draft(root, _name_file(asked, starts), write, FOLDER)


def _name_review(asked: AskedPeriod, year_starts: YearStart) -> str:
    name = name_period(asked, year_starts)
    is_named = isinstance(asked, CpdYear) or (asked.start and asked.end)
    return f"Review of {name}" if is_named else f"Review {name}"


def _name_file(asked: AskedPeriod, year_starts: YearStart) -> str:
    """Return the name of a review's file: the year, or the day on which its period ends."""
    if isinstance(asked, CpdYear):
        return year_starts.name_of(asked.year)
    return str(asked.end or asked.start)
