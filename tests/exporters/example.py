"""The example portfolio's record under each of its schemes."""

from datetime import date
from functools import cache
from pathlib import Path

from cpdsite.commands.site_folder import open_site
from cpdsite.exporters.export import Request
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.portfolio import make_public, visible
from cpdsite.portfolio.record import make_record
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.passage import Passages

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)


@cache
def open_example() -> dict[str, Request]:
    """Return the request to write the example's record, by scheme."""
    opened = open_site(ROOT, DAY)
    assert opened.loaded.portfolio
    shown = visible(opened.loaded.portfolio, make_public(DAY))
    read = Passages("tests").read
    records = {it.id: make_record(shown, it, Period()) for it in shown.schemes}
    return {
        name: Request(filed=FiledRecord(record=it, is_own=True), read_passage=read)
        for name, it in records.items()
    }
