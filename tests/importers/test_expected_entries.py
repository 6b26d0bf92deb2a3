"""The awkward records: the entries that each is expected to give, and where every cell went.

``tests/golden/entries/`` holds them; ``--update-golden`` writes them anew, and whoever does so
reads them.
"""

from collections import Counter
from datetime import date

import pytest

from cpdsite.commands.import_plan import Plan
from cpdsite.commands.import_record import ImportOptions, plan_import, write_import
from cpdsite.commands.site_folder import open_site
from cpdsite.errors import find_errors
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.office import find_office
from tests.conftest import CheckGolden, MakeSite
from tests.importers.record_maker import RECORDS
from tests.importers.test_records import NAMES, NEED_OFFICE

DAY = date(2026, 11, 27)
ORDERS = {"form-with-old-tick-boxes.doc": "dmy", "form-with-old-tick-boxes.docx": "dmy"}
"""Records that leave the order of day and month open, each with the answer."""

LEAST_RECORDS = 15


def import_record(site: MakeSite, name: str) -> tuple[Plan, Plan]:
    """Return what a record comes to in an empty site, and what it comes to a second time."""
    root = site({"cpdsite.toml": "record_files = []\n"}, name=name.replace(".", "-"))
    options = ImportOptions(today=DAY, date_order=ORDERS.get(name, ""))
    plan = write_import(root, plan_import(root, [RECORDS / name], options))
    opened = open_site(root, DAY)
    assert not find_errors(opened.problems)
    return plan, plan_import(root, [RECORDS / name], options)


def write_plan(plan: Plan) -> str:
    """Return the entries of a plan, then what was left out, as text that a person can read."""
    (file,) = plan.files
    parts = [f"question at {it.place}: {it.message}; {it.hint}" for it in file.gathered.questions]
    for entry in plan.entries:
        assert entry.made
        doubts = "".join(f"\n? {doubt}" for doubt in entry.doubts)
        parts.append(f"=== {entry.path}{doubts}\n{entry.made.content.decode('utf-8')}")
    left = [it for it in file.gathered.account if it.outcome is Outcome.LEFT_OUT]
    parts.append("\n".join(f"left out: {it.place}: {it.text!r}: {it.reason}" for it in left))
    return "\n".join(parts).strip() + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_record_gives_the_entries_expected_of_it(
    site: MakeSite, name: str, check_golden: CheckGolden
) -> None:
    if name in NEED_OFFICE and find_office() is None:
        pytest.skip("LibreOffice is not there")
    plan, again = import_record(site, name)
    check_golden(f"entries/{name}.txt", write_plan(plan))
    assert plan.entries
    assert not list(again.find_made())
    assert len(again.entries) == len(plan.entries)
    places = Counter(it.place for it in plan.files[0].gathered.account)
    assert max(places.values()) == 1 or "several" in name


def test_there_are_enough_of_them() -> None:
    assert len(NAMES) >= LEAST_RECORDS
