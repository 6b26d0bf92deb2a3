"""Records to export, made of small values."""

from typing import Any

from cpdsite.exporters.export import Request
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.record import make_record
from cpdsite.portfolio.scheme import Column, Scheme
from cpdsite.portfolio.sections import Section
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.passage import read_passage
from tests.portfolio.values import make_person, make_portfolio, make_scheme

COLUMNS = (
    Column("Dates", ("dates",), 10),
    Column("Activity", ("title", "description", "needs"), 30),
    Column("Provided by", ("provider",), 15),
    Column("What did you learn?", ("learning", "application"), 30),
    Column("Any further action?", ("further_action",), 15),
)
"""Those of a form like the institutes' own."""

SCHEME = make_scheme(*COLUMNS)


def make_request(
    *activities: Activity,
    scheme: Scheme = SCHEME,
    person: Person | None = None,
    period: Period | None = None,
    has_mark: bool = False,
    **values: Any,
) -> Request:
    """Return the request to write a record of some activities."""
    portfolio = make_portfolio(*activities, person=person or make_person())
    record = make_record(portfolio, scheme, period or Period())
    filed = FiledRecord(**{"record": record, "is_own": True, **values})
    return Request(filed=filed, read_passage=read_passage, has_mark=has_mark)


def make_section(name: str, text: str, heading: str = "") -> Section:
    """Return a section of an entry."""
    return Section(name, heading, text, 10)
