"""How tall cells become in the PDF, about: tall rows may break over pages, others are moved whole.

Lines are never filled to the end, so an estimate can be half of what it comes to, and not less.
"""

from cpdsite.exporters.pdf_runs import Place
from cpdsite.exporters.printed import Action, Line, PrintedPart
from cpdsite.prose.blocks import Block, Code, Grid, Items, Paragraph, Quotation, Rule, Run

LINE = 1.32
"""From one line to the next, in sizes of the text."""

SPACE = 0.4
"""What stands between two blocks beside that, in sizes of the text."""

WASTE = 1.08
"""How much longer a text is for the ends of its lines."""


def estimate_cell(parts: tuple[PrintedPart, ...], place: Place) -> float:
    """Return the height of a cell in points."""
    return sum(_estimate_part(part, place) for part in parts)


def _estimate_part(part: PrintedPart, place: Place) -> float:
    match part:
        case Line(text=text):
            return _estimate_text(text, place)
        case Action(text=text, dates=dates):
            return _estimate_text(text, place) + _estimate_text(dates, place)
        case _:
            heading = _estimate_text(part.heading, place) if part.heading else 0.0
            return heading + _estimate_blocks(part.blocks, place)


def _estimate_blocks(blocks: tuple[Block, ...], place: Place) -> float:
    return sum(_estimate_block(block, place) for block in blocks)


def _estimate_block(block: Block, place: Place) -> float:
    match block:
        case Paragraph(runs=runs):
            return _estimate_text(_read(runs), place)
        case Items(items=items):
            within = place.set_in()
            return sum(_estimate_blocks(item.blocks, within) for item in items)
        case Quotation(blocks=blocks):
            return _estimate_blocks(blocks, place.set_in())
        case Code(text=text):
            return _estimate_text(text, place)
        case Grid(rows=rows):
            return sum(
                _estimate_row(tuple(_read(cell.runs) for cell in row), place) for row in rows
            )
        case Rule():
            return place.size


def _estimate_row(texts: tuple[str, ...], place: Place) -> float:
    # The columns share the width as they need it: no text takes more than it would in its part.
    return _estimate_text(" \N{MIDDLE DOT} ".join(texts), place) + place.size


def _estimate_text(text: str, place: Place) -> float:
    lines = sum(1 + int(WASTE * place.measure(line) / place.limit) for line in text.split("\n"))
    return (lines * LINE + SPACE) * place.size


def _read(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
