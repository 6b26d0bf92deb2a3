"""Cells as plain data for the PDF: lists of texts and numbers, which sheet.typ draws.

A block is ``[kind, is leftward, ...]``, where text that begins with Hebrew or Arabic letters is
leftward. What the text within it looks like is written in ``pdf_runs.py``.
"""

import re
import unicodedata
from collections.abc import Iterator

from cpdsite.exporters.pdf_runs import DEEPEST, Json, Place, write_runs
from cpdsite.exporters.printed import Action, Line, PrintedPart
from cpdsite.prose.blocks import (
    PLAIN,
    Block,
    Cell,
    Code,
    Grid,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Style,
)

NARROWEST = 34.0
"""The width in points that each column of a table within a cell needs."""

PADDING = 7.0
"""The space in points that the sides of a cell or of code take."""

LONGEST_LEAD = 100
LONGEST_TITLE = 500
BOLD = Style(bold=True)
TICKED = "\N{BALLOT BOX WITH CHECK}"
EMPTY = "\N{BALLOT BOX}"
BULLET = "\N{BULLET}"
BETWEEN = Run(" \N{MIDDLE DOT} ")
SPACES = re.compile(r"(?m)^ +| {2,}")
FEW_LETTERS = 500
"""How many letters tell which way a text runs: the first of them that has a direction decides."""


def write_cell(parts: tuple[PrintedPart, ...], place: Place) -> list[Json]:
    """Return the blocks of a cell."""
    return [token for part in parts for token in _write_part(part, place)]


def _write_part(part: PrintedPart, place: Place) -> Iterator[Json]:
    match part:
        case Line(field=field, text=text, url=url):
            can_head = field == "title" and can_be_heading(place.fit(text))
            style = BOLD if field == "title" and not can_head else PLAIN
            yield write_text("title" if can_head else "paragraph", (Run(text, style, url),), place)
        case Action(text=text, dates=dates):
            yield write_text("paragraph", (Run(text),), place)
            if dates:
                yield write_text("aside", (Run(dates),), place)
        case _:
            if part.heading:
                yield write_text("heading", (Run(part.heading, BOLD),), place)
            yield from write_blocks(part.blocks, place)


def write_blocks(blocks: tuple[Block, ...], place: Place) -> list[Json]:
    """Return blocks of prose."""
    return [token for block in blocks for token in _write_block(block, place)]


def write_text(kind: str, runs: tuple[Run, ...], place: Place) -> list[Json]:
    """Return a paragraph of some kind."""
    return [kind, is_leftward(_read(runs)), write_runs(runs, place)]


def can_be_heading(text: str) -> bool:
    """Tell whether a text shows something, and is no longer than what one would call a title."""
    return len(text) <= LONGEST_TITLE and any(
        unicodedata.category(it)[0] not in "CZ" for it in text
    )


def is_leftward(text: str) -> bool:
    """Whether the first letter of a text that has a direction is written to the left."""
    found = (unicodedata.bidirectional(it) for it in text[:FEW_LETTERS])
    return next((it for it in found if it in ("L", "R", "AL")), "L") != "L"


def _write_block(block: Block, place: Place) -> Iterator[Json]:
    match block:
        case Paragraph(runs=runs):
            yield write_text("lead" if _leads(runs) else "paragraph", runs, place)
        case Items():
            yield from _write_items(block, place)
        case Quotation(blocks=blocks) if place.depth >= DEEPEST:
            yield from write_blocks(blocks, place)
        case Quotation(blocks=blocks):
            leftward = is_leftward(_find_text(blocks))
            yield ["quotation", leftward, write_blocks(blocks, place.set_in())]
        case Code(text=text):
            yield _write_code(text, place)
        case Grid(rows=rows):
            yield from _write_grid(tuple(row for row in rows if row), place)
        case Rule():
            yield ["rule", False]


def _leads(runs: tuple[Run, ...]) -> bool:
    """Tell whether a paragraph is bold throughout and short: it stands above what it is about."""
    return all(run.style.bold for run in runs) and len(_read(runs)) <= LONGEST_LEAD


def _write_code(text: str, place: Place) -> Json:
    # Spaces that begin a line, and all but one of several, would else be lost.
    spaced = SPACES.sub(lambda it: "\N{NO-BREAK SPACE}" * len(it[0]), text.expandtabs(4))
    runs = (Run(spaced.rstrip("\n"), Style(code=True)),)
    return ["code", False, write_runs(runs, place.narrow(PADDING))]


def _write_items(items: Items, place: Place) -> Iterator[Json]:
    marks = [_mark(items, at) for at in range(len(items.items))]
    if place.depth >= DEEPEST:
        for mark, item in zip(marks, items.items, strict=True):
            yield from write_blocks(_put_before(mark, item.blocks), place)
        return
    within: list[Json] = [write_blocks(it.blocks, place.set_in()) for it in items.items]
    leftward = is_leftward(_find_text((items,)))
    if any(it.checked is not None for it in items.items):
        yield ["tasks", leftward, within, [place.fit(mark) for mark in marks]]
    elif items.start:
        yield ["numbers", leftward, within, min(items.start, 10**9)]
    else:
        yield ["bullets", leftward, within]


def _mark(items: Items, at: int) -> str:
    item = items.items[at]
    if item.checked is not None:
        return TICKED if item.checked else EMPTY
    return f"{items.start + at}." if items.start else BULLET


def _put_before(mark: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = Run(f"{mark} ")
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((first, *blocks[0].runs)), *blocks[1:])
    return (Paragraph((first,)), *blocks)


def _write_grid(rows: tuple[tuple[Cell, ...], ...], place: Place) -> Iterator[Json]:
    if not rows:
        return
    heads = 1 if all(cell.is_head for cell in rows[0]) else 0
    lengths = [
        min(max(len(_read(it.runs)) for it in column), 30) + 3 for column in zip(*rows, strict=True)
    ]
    spare = place.width - NARROWEST * len(lengths)
    shares = [NARROWEST + spare * length / sum(lengths) for length in lengths]
    if spare < 0 or len(rows) == heads:
        yield from _write_lines(rows[:heads], rows[heads:] or rows, place)
        return
    places = [place.narrow(place.width - share + PADDING) for share in shares]
    written: list[Json] = [
        [write_runs(_embolden(cell), at) for cell, at in zip(row, places, strict=True)]
        for row in rows
    ]
    leftward = is_leftward("".join(_read(cell.runs) for row in rows for cell in row))
    aligns: list[Json] = [cell.align or "start" for cell in rows[-1]]
    widths: list[Json] = [round(share, 1) for share in shares]
    yield ["grid", leftward, widths, aligns, written[:heads], written[heads:]]


def _write_lines(
    head: tuple[tuple[Cell, ...], ...], rows: tuple[tuple[Cell, ...], ...], place: Place
) -> Iterator[Json]:
    """Yield a table that is too wide for its cell row by row, each text after its label."""
    labels = [_read(cell.runs) for cell in head[0]] if head else []
    for row in rows:
        runs: list[Run] = []
        for at, cell in enumerate(row):
            label = (Run(f"{labels[at]}: ", BOLD),) if labels and labels[at] else ()
            runs += (*((BETWEEN,) if at else ()), *label, *_embolden(cell))
        yield write_text("paragraph", tuple(runs), place)


def _embolden(cell: Cell) -> tuple[Run, ...]:
    return tuple(Run(it.text, BOLD, it.url) for it in cell.runs) if cell.is_head else cell.runs


def _read(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _find_text(blocks: tuple[Block, ...]) -> str:
    """Return the first text within blocks, which says which way they run."""
    texts = (_find_first(block) for block in blocks)
    return next(filter(None, texts), "")


def _find_first(block: Block) -> str:
    match block:
        case Paragraph(runs=runs):
            return _read(runs)
        case Items(items=items):
            return next(filter(None, (_find_text(item.blocks) for item in items)), "")
        case Quotation(blocks=blocks):
            return _find_text(blocks)
        case _:
            return ""
