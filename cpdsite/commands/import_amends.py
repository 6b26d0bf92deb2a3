"""What an import changes in new entries, so that a site with them builds."""

from dataclasses import replace
from datetime import date

from cpdsite.commands.consequences import survey_with
from cpdsite.commands.entry_texts import make_entry, withdraw
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile
from cpdsite.commands.site_folder import Opened
from cpdsite.errors import Problem, ProblemsError

MOST_ROUNDS = 6
"""How often entries are changed for the sake of the whole site; each may need it a few times."""


def spare_site(plan: Plan, opened: Opened, today: date) -> Plan:
    """Return a plan that leaves a site that builds, if it did so before.

    Raises ``ProblemsError`` where entries cannot be changed so that it would.
    """
    if not any(plan.find_made()):
        return plan
    before = frozenset(survey_with(opened, (), today))
    for _ in range(MOST_ROUNDS):
        survey = survey_with(opened, plan.find_made(), today)
        errors = tuple(it for it in survey if it not in before)
        if not errors:
            return plan
        plan = _amend(plan, errors)
    raise ProblemsError(errors)


def _amend(plan: Plan, errors: tuple[Problem, ...]) -> Plan:
    blamed: dict[str, Problem] = {}
    for error in errors:
        blamed.setdefault(error.location.path, error)
    if not any(entry.made and entry.path in blamed for entry in plan.entries):
        # What an entry lists as evidence may be kept from another that shows it.
        shared = (
            it for it in plan.find_made() if {"aliases", "evidence"} & it.drafted.values.keys()
        )
        blamed = dict.fromkeys((it.path for it in shared), errors[0])
    if not blamed:
        raise ProblemsError(errors)
    files = (
        replace(file, entries=tuple(_amend_entry(file, it, blamed) for it in file.entries))
        for file in plan.files
    )
    return replace(plan, files=tuple(files))


def _amend_entry(
    file: PlannedFile, entry: PlannedEntry, blamed: dict[str, Problem]
) -> PlannedEntry:
    if entry.made is None or entry.path not in blamed:
        return entry
    drafted = withdraw(entry.made.drafted, blamed[entry.path])
    if drafted is None:
        raise ProblemsError((blamed[entry.path],))
    origin = f"{file.gathered.name}: {entry.candidate.place}"
    return replace(entry, made=make_entry(entry.path, drafted, origin))
