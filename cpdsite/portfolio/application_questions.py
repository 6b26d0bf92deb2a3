"""Questions about an application: whether its one reader finds in it what they look for."""

import re
from collections.abc import Iterator

from cpdsite.portfolio.application import RANDOM, Application, choose_activities, cover_period
from cpdsite.portfolio.portfolio import Portfolio, make_reader, visible
from cpdsite.portfolio.question import Asking, Question

LINKS = "application-links"

SECRET = re.compile(r"(?:^|-)(?:[a-z2-7]{16}|(?=[a-z]*\d)[a-z\d]{16,})$")
"""How a slug ends that was drawn by lot: as ours do, or in so many letters and figures."""


def ask_application(
    application: Application, portfolio: Portfolio, asking: Asking
) -> Iterator[Question]:
    """Yield what the reader of an application would ask, by what they see of the portfolio."""
    if asking.is_blank(application.body):
        message = "the statement is empty: it is what ties the chosen entries to the grade"
        hint = "say below the second line of --- why you are ready for it"
        yield Question(application.path, LINKS, message, hint)
    yield from _ask_limit(application, asking)
    if application.slug != RANDOM and not SECRET.search(application.slug):
        message = f"the address /applications/{application.slug}/ can be guessed: it is all that keeps others out"
        hint = "write slug: random, and the next build on your computer writes one that cannot"
        yield Question(application.path, "guessable", message, hint, "slug")
    yield from _ask_links(application, portfolio, asking)


def _ask_limit(application: Application, asking: Asking) -> Iterator[Question]:
    if application.limit is None:
        return
    count = asking.count_words(application.body)
    if count > application.limit:
        message = f"the statement has {count:,} words, and may have {application.limit:,}: a reader may stop there"
        hint = f"take out {count - application.limit:,}"
        yield Question(application.path, "limit", message, hint, "limit")


def _ask_links(
    application: Application, portfolio: Portfolio, asking: Asking
) -> Iterator[Question]:
    seen = visible(portfolio, make_reader(portfolio, application, asking.today))
    if not choose_activities(application, seen.activities, asking.year_starts):
        message = "this application shows no entry: its reader looks for what you learnt"
        hint = "name the published entries that matter most in include:, or write include: featured"
        yield Question(application.path, LINKS, message, hint, "include")
    period = cover_period(application, asking.record_period, asking.year_starts)
    if not any(period.covers(it.first_day, it.last_day) for it in seen.activities):
        message = "no published activity falls in its period: the record that goes with it is empty"
        hint = "write the period that it is about, or publish what you did then"
        yield Question(application.path, LINKS, message, hint, "period")
    if not application.objectives and not application.reviews:
        message = "it shows no objective and no review: its reader looks for a look back and ahead"
        hint = "name some in objectives: or reviews:"
        yield Question(application.path, LINKS, message, hint)
