"""The account of an import, as text and as JSON: what became of every row and every cell."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.importers.gathered import Accounted, Matched, Outcome
from cpdsite.portfolio.nodes import shorten

LONGEST = 70
"""How much of a cell the text quotes, in characters; JSON holds all of it."""

WIDEST = 40
"""How wide a heading may be in the table of columns, in characters."""

NOTHING = "extra, or the text"
MORE = "What became of every cell, and what was left out, is told with --details."


def write_matches(plan: Plan) -> str:
    """Return what each column was taken for, a small table for each file; ``""`` for no columns."""
    tables = (_write_table(file) for file in plan.files if file.gathered.matches)
    return "\n\n".join(tables)


def _write_table(file: PlannedFile) -> str:
    matches = file.gathered.matches
    rows = [(shorten(_name_column(it), WIDEST), it.field or NOTHING, it.reason) for it in matches]
    first, second = (max(len(row[at]) for row in rows) for at in (0, 1))
    lines = [f"  {row[0]:{first}} -> {row[1]:{second}}  {row[2]}".rstrip() for row in rows]
    return "\n".join([f"Columns of {file.gathered.name}:", *lines])


def _name_column(matched: Matched) -> str:
    return matched.heading or f"({matched.place})"


def write_text(plan: Plan, *, has_details: bool = True) -> str:
    """Return what becomes of each activity, then what needs a look, then a line that sums it up.

    With ``has_details`` every cell is accounted for; else a sentence says how to see that.
    """
    parts = [_write_file(plan, file, has_details=has_details) for file in plan.files]
    looks = [f"  {file.gathered.name}: {doubt}" for file in plan.files for doubt in file.doubts]
    looks += [f"  {it.path}: {doubt}" for it in plan.entries for doubt in it.doubts]
    if looks:
        parts.append("\n".join(["Look at these:", *looks]))
    if not has_details:
        parts.append(MORE)
    return "\n\n".join([*parts, plan.summarise()])


def write_short(plan: Plan) -> str:
    """Return the text without the account of every cell."""
    return write_text(plan, has_details=False)


def _write_file(plan: Plan, file: PlannedFile, *, has_details: bool) -> str:
    account = file.gathered.account if has_details else ()
    lines = [file.gathered.name]
    lines += [f"  note: {note}" for note in file.gathered.notes]
    for number, entry in enumerate(file.entries):
        lines.append(f"  {entry.candidate.place}: {_describe(plan, entry)}")
        lines += [f"    {_write_cell(it)}" for it in account if it.entry == number]
    others = [it for it in account if it.entry is None]
    lines += ["  in no activity:"] if others else []
    return "\n".join([*lines, *(f"    {_write_cell(it)}" for it in others)])


def _describe(plan: Plan, entry: PlannedEntry) -> str:
    """Say what becomes of an activity, in words."""
    if entry.state is State.NEW:
        done = "written to" if plan.is_written else "would be written to"
        return f"{done} {entry.path} ({entry.status or 'without a status'})"
    if entry.state is State.THERE:
        return f"already there as {entry.path}"
    return f"left alone: {entry.path} has its address and says something else"


def _write_cell(it: Accounted) -> str:
    into = f" as {it.field}" if it.field and it.outcome is not Outcome.LEFT_OUT else ""
    reason = f" ({it.reason})" if it.reason else ""
    return f'{it.place}: {it.outcome.value}{into}{reason}: "{shorten(it.text, LONGEST)}"'


def write_json(plan: Plan) -> str:
    """Return the account for programs: texts whole, paths instead of numbers."""
    value = {
        "summary": plan.summarise(),
        "written": plan.is_written,
        "files": [_list_file(file) for file in plan.files],
    }
    # As ASCII, so that no character can act on a terminal or be refused by it.
    return json.dumps(value, indent=2)


def _list_file(file: PlannedFile) -> dict[str, Any]:
    gathered = file.gathered
    return {
        "name": gathered.name,
        "notes": list(gathered.notes),
        "columns": [
            {"place": it.place, "heading": it.heading, "field": it.field, "reason": it.reason}
            for it in gathered.matches
        ],
        "doubts": list(file.doubts),
        "entries": [
            {
                "place": it.candidate.place,
                "outcome": it.state.value,
                "path": it.path,
                "status": it.status,
                "doubts": list(it.doubts),
            }
            for it in file.entries
        ],
        "account": list(_list_account(file)),
    }


def _list_account(file: PlannedFile) -> Iterator[dict[str, Any]]:
    for it in file.gathered.account:
        yield {
            "place": it.place,
            "text": it.text,
            "outcome": it.outcome.value,
            "entry": None if it.entry is None else file.entries[it.entry].path,
            "field": it.field,
            "reason": it.reason,
        }


FORMATS: dict[str, Callable[[Plan], str]] = {
    "short": write_short,
    "text": write_text,
    "json": write_json,
}
"""How the account is written, by the name of the format."""
