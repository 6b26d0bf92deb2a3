"""The period that a command is asked for."""

from datetime import date

import pytest

from cpdsite.commands.periods import Asked, choose_period, find_year
from cpdsite.errors import UsageError
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, Period, YearStart

TODAY = date(2026, 3, 31)
DEFAULT = Period(date(2020, 1, 1), None)
JANUARY, SEPTEMBER = YearStart(), YearStart(9, 1)


def choose(asked: dict[str, str], year_starts: YearStart = JANUARY) -> Period:
    return choose_period(Asked(**asked), DEFAULT, year_starts, TODAY)


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        pytest.param({}, DEFAULT, id="nothing"),
        pytest.param(
            {"start": "2025-03", "end": "2025-04"},
            Period(date(2025, 3, 1), date(2025, 4, 30)),
            id="months",
        ),
        pytest.param({"start": "2025"}, Period(date(2025, 1, 1), None), id="from"),
        pytest.param({"end": "2025-02"}, Period(None, date(2025, 2, 28)), id="to"),
        pytest.param({"year": "2025"}, Period(date(2025, 1, 1), date(2025, 12, 31)), id="year"),
        pytest.param({"last": "12m"}, Period(date(2025, 4, 1), TODAY), id="twelve-months"),
        pytest.param({"last": "1 Year"}, Period(date(2025, 4, 1), TODAY), id="a-year"),
        pytest.param({"last": "1m"}, Period(date(2026, 3, 1), TODAY), id="a-shorter-month"),
        pytest.param({"last": "1d"}, Period(TODAY, TODAY), id="today"),
        pytest.param({"last": "2w"}, Period(date(2026, 3, 18), TODAY), id="weeks"),
    ],
)
def test_what_is_asked_for(asked: dict[str, str], period: Period) -> None:
    assert choose(asked) == period


@pytest.mark.parametrize("text", ["2024-25", "2024/25", "2024-2025", "2024"])
def test_a_year_that_begins_later_has_two_numbers(text: str) -> None:
    assert choose({"year": text}, SEPTEMBER) == Period(date(2024, 9, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"year": "2025", "last": "1y"}, "choose one of"),
        ({"year": "2025", "start": "2025"}, "choose one of"),
        ({"year": "25"}, 'expected a year such as 2025, found "25"'),
        ({"year": "2024-26"}, "expected a year such as 2025"),
        ({"year": "2024-1925"}, "expected a year such as 2025"),
        ({"year": "1024"}, "expected a year such as 2025"),
        ({"year": "2024-25"}, "your CPD year begins on 1 January, so write --year 2024"),
        ({"last": "12"}, "expected a length such as 12m"),
        ({"last": "0m"}, "expected a length such as 12m"),
        ({"last": "9999y"}, "beyond the calendar"),
        ({"last": "9999w"}, None),
        ({"start": "01/02/2025"}, "--from: expected a date"),
        ({"end": "2025-02-30"}, "--to: "),
        ({"start": "2026", "end": "2025"}, "--to 2025 is before --from 2026"),
    ],
)
def test_what_is_no_period_gets_a_sentence(asked: dict[str, str], words: str | None) -> None:
    if words is None:
        assert choose(asked).end == TODAY
        return
    with pytest.raises(UsageError, match=words.replace("(", r"\(")):
        choose(asked)


@pytest.mark.parametrize(
    ("period", "year_starts", "found"),
    [
        (JANUARY.period_of(2025), JANUARY, CpdYear(2025)),
        (SEPTEMBER.period_of(2025), SEPTEMBER, CpdYear(2025, is_split=True)),
        (SEPTEMBER.period_of(2025), JANUARY, SEPTEMBER.period_of(2025)),
        (Period(date(2025, 1, 1)), JANUARY, Period(date(2025, 1, 1))),
        (Period(None, date(2025, 12, 31)), JANUARY, Period(None, date(2025, 12, 31))),
    ],
)
def test_a_period_that_is_a_year_is_called_so(
    period: Period, year_starts: YearStart, found: AskedPeriod
) -> None:
    assert find_year(period, year_starts) == found
