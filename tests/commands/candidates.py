"""Activities as found elsewhere, and records of ours, for the tests of an import."""

import json
from pathlib import Path
from typing import Any

from cpdsite.commands.import_plan import Plan
from cpdsite.commands.import_record import ImportOptions, plan_import, write_import
from cpdsite.importers.gathered import Candidate
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.sections import Section
from tests.site_maker import TODAY

DAY = PartialDate(2026, 3, 12)


def make_candidate(*sections: Section, fingerprint: str = "f1", **values: Any) -> Candidate:
    """Return an activity as found, with a title and a date; those that are ``None`` lack."""
    known = {"title": "A course", "date": DAY, **values}
    found = {name: value for name, value in known.items() if value is not None}
    return Candidate("row 2", found, sections, fingerprint)


def write_record(path: Path, *activities: dict[str, Any]) -> Path:
    """Write a record of ours, with activities on top of a title, a date and an address."""
    known = [
        {"slug": f"2026-03-12-a{number}", "title": "A course", "date": "2026-03-12", **it}
        for number, it in enumerate(activities)
    ]
    path.write_text(json.dumps({"version": 1, "activities": known}), "utf-8")
    return path


def write_table(path: Path, *rows: tuple[str, str, str]) -> Path:
    """Write a CSV file of dates, titles and what was learnt."""
    lines = [",".join(row) for row in (("Date", "Title", "What I learned"), *rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def import_files(root: Path, *paths: Path, **options: Any) -> Plan:
    """Import some files as of a fixed day."""
    asked = ImportOptions(**{"today": TODAY, **options})
    return write_import(root, plan_import(root, paths, asked))
