"""A row of a table to a draft of an activity: every cell to a value, a section or a key of extra."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cpdsite.importers.actions import is_none, read_actions, says_none
from cpdsite.importers.cell_text import (
    Part,
    choose_heading,
    clean,
    cut_bylines,
    cut_parts,
    cut_title,
    flatten,
    shorten_title,
    split_lines,
)
from cpdsite.importers.columns import NUMBERING, Column, is_duration
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.labels import IGNORE
from cpdsite.importers.lines import At, Fate, Placed
from cpdsite.importers.value import SAYS_NONE, Value
from cpdsite.importers.values import READERS, read_duration
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS, Section
from cpdsite.portfolio.terms import make_slug

LONGEST_EXTRA = 200
"""In characters; a longer text of a column that fits no field goes into the body."""

MOST_EXTRA = 8_000
"""How much room in front matter what fits no field may take, brackets counting ten times."""

LONGEST_KEY = 40
LONGEST_TITLE = 1_000
"""In characters; a title of an export of ours may be long, and no other is."""

ADDRESSED = re.compile(r"\s*\(((?:https?|mailto):[^\s()]+)\)")

HEADED = re.compile(r"^## ", re.MULTILINE)
"""Where a section begins in a cell of ours; in any other this is escaped, or a smaller heading."""

TOO_LONG = (
    "What stands under evidence is too long for extra, and stands in the text: "
    "take out what is for yourself alone."
)

LISTS = ("provider", "competences", "tags", "objectives", "evidence", "further_action")


@dataclass(slots=True)
class Draft:
    """An activity while its cells are read; dates are read when all rows are known."""

    values: dict[str, Any] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    dates: list[Placed] = field(default_factory=list)
    fates: list[tuple[At, Fate]] = field(default_factory=list)
    room: int = MOST_EXTRA


def read_cells(cells: tuple[Placed, ...], scheme: Scheme) -> Draft:
    """Read the cells of one activity."""
    draft = Draft()
    known: dict[str, Fate] = {}
    for placed in cells:
        place = placed.cell.place
        if not (placed.is_copy and place in known):
            known[place] = _read_cell(draft, placed, scheme)
        fate = known[place]
        if placed.is_copy:
            fate = Fate(Outcome.MERGED, fate.field, "merged with the cell above")
        draft.fates.append((placed.at, fate))
    return draft


def _read_cell(draft: Draft, placed: Placed, scheme: Scheme) -> Fate:
    name = placed.column.field
    if name in ("date", "end_date"):
        draft.dates.append(placed)
        return Fate(Outcome.IMPORTED, name)
    if name in TEXTS and says_none(placed.cell.plain):
        return Fate(Outcome.LEFT_OUT, name, SAYS_NONE)
    if name == "evidence":
        return _read_evidence(draft, placed, scheme)
    if name in READERS:
        read = read_duration if is_duration(placed.column) else READERS[name]
        return _read_value(draft, placed, read(placed.cell, scheme))
    if name in (*HEADINGS, DESCRIPTION) and name != "further_action":
        return _read_parts(draft, placed.column, cut_parts(placed.cell.markdown))
    return OTHERS.get(name, _keep_unknown)(draft, placed)


def _read_evidence(draft: Draft, placed: Placed, scheme: Scheme) -> Fate:
    """Read links and names of files, and below a heading of its own what is said of them."""
    markdown = placed.cell.markdown
    headed = HEADED.search(markdown)
    if headed is None:
        return _read_value(draft, placed, READERS["evidence"](placed.cell, scheme))
    listed = markdown[: headed.start()].strip()
    if listed:
        cell = replace(placed.cell, markdown=listed, plain=listed)
        _read_value(draft, replace(placed, cell=cell), READERS["evidence"](cell, scheme))
    return _read_parts(draft, placed.column, cut_parts(markdown[headed.start() :]))


def _leave_numbering(draft: Draft, placed: Placed) -> Fate:
    del draft, placed
    return Fate(Outcome.LEFT_OUT, "", "it counts the rows")


def _leave_ignored(draft: Draft, placed: Placed) -> Fate:
    del draft, placed
    return Fate(Outcome.LEFT_OUT, "", "you asked for it")


def _keep_unknown(draft: Draft, placed: Placed) -> Fate:
    return _keep(draft, placed.column, placed.cell.markdown, "no field fits it")


def _read_title(draft: Draft, placed: Placed) -> Fate:
    parts = cut_parts(placed.cell.markdown)
    if "title" in draft.values or not parts or parts[0].name:
        return _read_parts(draft, placed.column, parts)
    title, rest = cut_title(parts[0].text)
    if parts[0].text.lstrip().startswith("# "):
        named, rest = cut_bylines(rest)
        if named:
            draft.values["provider"] = (*draft.values.get("provider", ()), *named)
    short = ADDRESSED.sub("", title).strip()
    if short != title and make_slug(short):
        # Where a link leads is no part of a title, and stays in the description.
        is_kept = all(it[1] in rest for it in ADDRESSED.finditer(title))
        title, rest = short, rest if is_kept else parts[0].text
    if not make_slug(title) or len(title) > LONGEST_TITLE:
        rest = parts[0].text
    if make_slug(title):
        draft.values["title"] = title if len(title) <= LONGEST_TITLE else shorten_title(title)
    more = _read_parts(
        draft, placed.column, (Part("", "", rest), *parts[1:]) if rest.strip() else parts[1:]
    )
    return Fate(Outcome.IMPORTED, ", ".join(filter(None, ("title", more.field))))


def _read_parts(draft: Draft, column: Column, parts: tuple[Part, ...]) -> Fate:
    """Put the parts of a cell into sections; what no heading names is what the column is for."""
    own = DESCRIPTION if column.field == "title" else column.field
    told = [part for part in parts if not says_none(part.text)]
    for part in told:
        name = part.name or own
        heading = choose_heading(name, part.heading if part.name else column.heading)
        draft.sections.append(Section(name, heading, part.text, 0))
    names = dict.fromkeys(part.name or own for part in parts)
    outcome = Outcome.IMPORTED if told or not parts else Outcome.LEFT_OUT
    return Fate(outcome, ", ".join(names), SAYS_NONE if len(told) < len(parts) else "")


def _read_actions(draft: Draft, placed: Placed) -> Fate:
    if is_none(placed.cell.plain):
        return Fate(Outcome.LEFT_OUT, "further_action", SAYS_NONE)
    parts = cut_parts(placed.cell.markdown)
    first = parts[0] if parts and not parts[0].name else None
    actions = read_actions(first.text) if first else None
    known: tuple[FurtherAction, ...] = draft.values.get("further_action", ())
    if actions and len(known) + len(actions) <= MOST_ACTIONS:
        draft.values["further_action"] = (*known, *actions)
        parts = parts[1:]
    more = _read_parts(draft, placed.column, parts)
    return Fate(Outcome.IMPORTED, more.field or "further_action")


MOST_ACTIONS = 100
"""As many as a list in front matter may hold."""


def _read_value(draft: Draft, placed: Placed, value: Value) -> Fate:
    name = placed.column.field
    draft.doubts += [value.doubt] if value.doubt else []
    if value.value is None:
        if not value.kept:
            return Fate(Outcome.LEFT_OUT, name, value.reason)
        reason = value.reason or f"it cannot be read as {name}"
        return _keep(draft, placed.column, placed.cell.markdown, reason, value.kept)
    known = draft.values.get(name)
    if known is None:
        draft.values[name] = value.value
    elif name in LISTS and len(known) + len(value.value) <= MOST_ACTIONS:
        draft.values[name] = tuple(dict.fromkeys((*known, *value.value)))
    elif known != value.value:
        reason = f"it has another value for {name}"
        return _keep(draft, placed.column, placed.cell.markdown, reason, value.kept)
    if value.is_partly:
        _keep(draft, placed.column, value.rest or placed.cell.markdown, "", value.kept)
    return Fate(Outcome.IMPORTED, name)


def _keep(draft: Draft, column: Column, markdown: str, reason: str, kept: str = "extra") -> Fate:
    """Keep what fits no field: under ``extra`` where it is short or set aside, else in the body."""
    key = f"{column.field}_as_written" if column.field else make_key(column)
    text = flatten(markdown)
    is_line = "\n" not in clean(markdown).strip() and len(text) <= LONGEST_EXTRA
    if kept == "aside":
        text = "; ".join(map(flatten, split_lines(markdown)))
    is_fit = kept == "aside" or (kept == "extra" and is_line)
    if is_fit and text and keep_extra(draft, key, text):
        return Fate(Outcome.KEPT, f"extra: {key}", reason)
    if kept == "aside":
        draft.doubts.append(TOO_LONG)
    heading = " ".join(clean(column.heading).split())
    shown = f"### {heading}\n\n" if heading else ""
    draft.sections.append(Section(DESCRIPTION, "", f"{shown}{clean(markdown)}", 0))
    return Fate(Outcome.KEPT, DESCRIPTION, reason)


def keep_extra(draft: Draft, key: str, text: str) -> bool:
    """Add a key to ``extra``, unless there is no room left in front matter."""
    cost = len(f"{key}{text}".encode("utf-8", "replace")) + 10 * sum(map(text.count, "[{"))
    if cost > draft.room:
        return False
    draft.room -= cost
    taken = {known for known, _ in draft.extra}
    draft.extra.append((next(it for it in _find_keys(key) if it not in taken), text))
    return True


def _find_keys(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}_{number}"
        number += 1


def make_key(column: Column) -> str:
    """Return a key for what stands in a column that fits no field: ``venue``."""
    key = "_".join(re.findall(r"[^\W_]+", clean(column.heading).casefold()))[:LONGEST_KEY].strip(
        "_"
    )
    return key or f"column_{column.index + 1}"


TEXTS = frozenset({*READERS, *HEADINGS, DESCRIPTION})
"""Fields in which "none" says that there is nothing; a title may be anything."""

OTHERS: dict[str, Callable[[Draft, Placed], Fate]] = {
    "title": _read_title,
    "further_action": _read_actions,
    NUMBERING: _leave_numbering,
    IGNORE: _leave_ignored,
}
"""What reads the columns that are neither a value nor a section."""
