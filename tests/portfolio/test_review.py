"""Reviews: their order."""

from datetime import date

from cpdsite.portfolio.dates import CpdYear, Period, YearStart
from cpdsite.portfolio.review import sort_reviews
from tests.portfolio.values import make_review


def test_reviews_run_by_what_they_look_back_on() -> None:
    first = make_review("z", period=Period(None, date(2020, 1, 1)))
    half = make_review("y", period=Period(date(2025, 1, 1), date(2025, 6, 30)))
    year = make_review("x", period=CpdYear(2025))
    later = make_review("a", period=CpdYear(2026))
    on = make_review("b", period=Period(date(2026, 1, 1)))
    ordered = (first, half, year, later, on)
    assert sort_reviews(ordered[::-1], YearStart()) == ordered


def test_a_cpd_year_begins_when_the_settings_say() -> None:
    year = make_review("a", period=CpdYear(2025))
    summer = make_review("b", period=Period(date(2025, 6, 1), date(2025, 8, 31)))
    assert sort_reviews((summer, year), YearStart()) == (year, summer)
    assert sort_reviews((year, summer), YearStart(9, 1)) == (summer, year)
