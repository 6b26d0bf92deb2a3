"""A review: the look back at a period, and ahead."""

from dataclasses import dataclass
from datetime import date

from cpdsite.portfolio.activity import Acceptance, Extra, Status
from cpdsite.portfolio.dates import AskedPeriod, PartialDate, YearStart, settle_period
from cpdsite.portfolio.sections import Section


@dataclass(frozen=True, slots=True)
class Comment:
    """What a mentor, coach or appraiser said of a review."""

    comment: str
    name: str = ""
    role: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of a period; the body looks back, reflects and looks ahead."""

    path: str
    slug: str
    title: str
    period: AskedPeriod
    comments: tuple[Comment, ...] = ()
    status: Status | None = None
    aliases: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    extra: Extra = ()
    body: Section


def sort_reviews(reviews: tuple[Review, ...], year_starts: YearStart) -> tuple[Review, ...]:
    """Return reviews by what they look back on, the earliest first."""

    def order(review: Review) -> tuple[date, date, str]:
        period = settle_period(review.period, year_starts)
        return period.start or date.min, period.end or date.max, review.path

    return tuple(sorted(reviews, key=order))
