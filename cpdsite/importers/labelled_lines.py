"""Paragraphs that begin with a label, as in a page of two columns: a form without a table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cpdsite.importers.labels import Known, Labels, recognise
from cpdsite.importers.source import Cell, Grid, Source

LABELLED = re.compile(r"(?:\*\*|__)?\s*([^:\n]{1,60}?)\s*:\s*(?:\*\*|__)?\s*(.*)", re.DOTALL)
"""A label with a colon behind it, in bold or not, and what was filled in."""

LEAST_LABELS = 3
"""How many paragraphs with labels make a form; fewer are sentences with a colon in them."""

BODY = re.compile(r"paragraph \d+")
"""Where what stands in the text itself says that it does; margins and comments say otherwise."""


def lay_out_lines(source: Source, labels: Labels) -> Source:
    """Return a source in which paragraphs with labels are tables: the label left, its text right.

    A paragraph without one goes on with what the last label is for.
    """
    grids: list[Grid] = []
    kept: list[Cell] = []
    for run in _find_runs(source.outside, labels):
        found = {known.field for cell in run if (known := _find_label(cell, labels))}
        count = sum(_find_label(cell, labels) is not None for cell in run)
        if "date" in found and len(found) >= LEAST_LABELS <= count:
            grids.append(Grid("", tuple(_divide(cell, labels) for cell in run)))
        else:
            kept += run
    if not grids:
        return source
    return replace(source, grids=(*source.grids, *grids), outside=tuple(kept))


def _find_runs(cells: tuple[Cell, ...], labels: Labels) -> Iterator[list[Cell]]:
    """Yield what stands outside of tables, cut where the paragraphs with labels begin and end."""
    run: list[Cell] = []
    is_labelled = False
    for cell in cells:
        begins = _find_label(cell, labels) is not None
        ends = not BODY.match(cell.place)
        if (begins and not is_labelled) or (ends and is_labelled):
            yield run
            run = []
            is_labelled = begins
        run.append(cell)
    yield run


def _find_label(cell: Cell, labels: Labels) -> Known | None:
    found = LABELLED.match(cell.plain) if BODY.match(cell.place) else None
    return recognise(found[1], labels) if found else None


def _divide(cell: Cell, labels: Labels) -> tuple[Cell, Cell]:
    plain, markdown = LABELLED.match(cell.plain), LABELLED.match(cell.markdown)
    if _find_label(cell, labels) is None or plain is None or markdown is None:
        return Cell(f"{cell.place}, label", "", ""), cell
    label = f"{plain[1]}:"
    return (
        Cell(f"{cell.place}, label", label, label),
        Cell(cell.place, markdown[2], plain[2]),
    )
