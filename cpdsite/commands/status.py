"""``cpdsite status``: what time changes, which no published page says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from cpdsite.commands.site_folder import open_memory, reopen_site
from cpdsite.errors import Problem
from cpdsite.portfolio.agenda import HEADINGS, Item, make_agenda

NOTHING = "Nothing is waiting."


@dataclass(frozen=True, slots=True)
class Found:
    """What waits, and what is wrong with the files that could say so."""

    agenda: tuple[Item, ...]
    problems: tuple[Problem, ...]


def find_status(root: Path, today: date) -> Found:
    """Return what waits on a day, by all that can be read of a site."""
    opened = reopen_site(root, open_memory(root), None)
    agenda = make_agenda(opened.loaded.suspect, opened.settings.year_starts, today)
    return Found(agenda, opened.loaded.problems)


def write_agenda(agenda: tuple[Item, ...]) -> Iterator[str]:
    """Yield lines for a person: what waits below its heading, each with its file."""
    if not agenda:
        yield NOTHING
    for number, (matter, group) in enumerate(groupby(agenda, key=lambda it: it.matter)):
        if number:
            yield ""
        yield f"{HEADINGS[matter]}:"
        for it in group:
            yield f"  {it.words}"
            yield f"      {it.path}"


def write_agenda_json(agenda: tuple[Item, ...]) -> str:
    """Return what waits as a JSON list, in ASCII alone."""
    values = [
        {
            "matter": it.matter.value,
            "path": it.path,
            "title": it.title,
            "text": it.words,
            "date": str(it.date or ""),
        }
        for it in agenda
    ]
    return json.dumps(values, indent=2)
