"""Tables that are forms: labels on the left, what was filled in on the right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cpdsite.importers.columns import Column, tell_heading
from cpdsite.importers.gathered import Outcome
from cpdsite.importers.labels import CERTAIN, EXTRA, OF_HEADERS, Known, Labels, recognise
from cpdsite.importers.lines import At, Fate, Line, Placed
from cpdsite.importers.source import Cell
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS, normalise_heading
from cpdsite.portfolio.terms import fold

LEAST_LABELS = 3
"""How many different labels a form has at least."""

LABELLED = 0.6
"""How much of the first column of a form must be labels."""

LONGEST_LABEL = 150
TELLING = ("title", DESCRIPTION, "provider", *HEADINGS)
"""What an activity has besides its date; a header above a record has none of it."""

Form = tuple[tuple[Column, ...], tuple[Line, ...], tuple[tuple[At, Fate], ...]]


@dataclass(slots=True)
class _Filling:
    """A form while it is read: its columns by label, and the blocks, one an activity."""

    columns: dict[str, Column] = field(default_factory=dict)
    blocks: list[list[Placed]] = field(default_factory=lambda: [[]])
    fates: list[tuple[At, Fate]] = field(default_factory=list)
    first: str = ""


def find_form(number: int, rows: Sequence[Sequence[Cell]], labels: Labels) -> Form | None:
    """Return a form as one line for each activity, ``None`` where a table is no form."""
    if not _is_form(rows, labels):
        return None
    filling = _Filling()
    label: Column | None = None
    for at, row in enumerate(rows):
        own = [(it, cell) for it, cell in enumerate(row) if not cell.is_empty]
        is_open = True
        for position, (index, cell) in enumerate(own):
            known = _find_label(cell, labels) if is_open else None
            is_unknown_label = not position and len(own) > 1 and not known and _is_short(cell)
            if known or is_unknown_label:
                label = _begin(filling, cell, known)
                reason = tell_heading("label", label)
                filling.fates.append(
                    ((number, at, index), Fate(Outcome.LEFT_OUT, label.field, reason))
                )
                is_open = False
            elif label:
                filling.blocks[-1].append(Placed(label, cell, (number, at, index)))
                is_open = True
    lines = tuple(Line(it[0].cell.place, tuple(it)) for it in filling.blocks if it)
    return tuple(filling.columns.values()), lines, tuple(filling.fates)


def _is_form(rows: Sequence[Sequence[Cell]], labels: Labels) -> bool:
    if not rows or len(rows[0]) < 2:  # noqa: PLR2004 - a label and what it is for
        return False
    opening = [row[0] for row in rows if not row[0].is_empty]
    leading = [cell for row in rows for cell in [it for it in row if not it.is_empty][::2]]
    known = [(cell, it) for cell in leading if (it := _find_label(cell, labels))]
    opened = [it for it in opening if _find_label(it, labels)]
    fields = {it.field for _, it in known}
    telling = {it.field for cell, it in known if fold(cell.plain).strip(" :") not in OF_HEADERS}
    # A row in which most cells are labels heads columns.
    is_headed = any(
        sum(_find_label(it, labels) is not None for it in row if not it.is_empty) > len(row) / 2
        for row in rows[:1]
        if len(row) > 2  # noqa: PLR2004 - the same
    )
    return (
        not is_headed
        and "date" in fields
        and bool(telling & set(TELLING))
        and len(fields) >= LEAST_LABELS
        and len(opened) >= max(2, LABELLED * len(opening))
    )


def _find_label(cell: Cell, labels: Labels) -> Known | None:
    text = cell.plain.strip()
    if not text or len(text) > LONGEST_LABEL:
        return None
    known = recognise(text.rstrip(": "), labels)
    return known if known and (known.weight == CERTAIN or text.endswith((":", "?"))) else None


def _is_short(cell: Cell) -> bool:
    return len(cell.plain.strip()) <= LONGEST_LABEL and "\n" not in cell.plain.strip()


def _begin(filling: _Filling, cell: Cell, known: Known | None) -> Column:
    """Begin what stands under a label; where the first of them comes again, another activity."""
    heading = " ".join(cell.plain.split()).rstrip(": ")
    name = normalise_heading(heading)
    filling.first = filling.first or name
    if name == filling.first and filling.blocks[-1]:
        filling.blocks.append([])
    if name not in filling.columns:
        target = known.field if known and known.field != EXTRA else ""
        reason = known.reason if known else "no field has such a label"
        column = Column(len(filling.columns), cell.place, heading, target, reason)
        filling.columns[name] = column
    return filling.columns[name]
