"""Blocks as plain text, as one would write them in a letter."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cpdsite.prose.shapes import Block, Code, Grid, Item, Items, Paragraph, Quotation, Rule, Run

RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
LOWERED = str.maketrans("0123456789", "".join(map(chr, range(0x2080, 0x208A))))
RULE = "-" * 10
PREFIXES = ("", "mailto:", "tel:", "https://", "http://")


def write_plain(blocks: tuple[Block, ...]) -> str:
    """Return blocks as plain text: paragraphs with an empty line between, lists with their marks."""
    return "\n".join(_write_blocks(blocks))


def _write_blocks(blocks: tuple[Block, ...], *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        written = list(_write_block(block))
        if lines and written and not tight:
            lines.append("")
        lines += written
    return lines


def _write_block(block: Block) -> Iterable[str]:
    match block:
        case Paragraph():
            return write_runs(block.runs).split("\n")
        case Items():
            return _write_items(block)
        case Quotation():
            return [f"> {line}".rstrip() for line in _write_blocks(block.blocks)]
        case Code():
            return [f"    {line}".rstrip() for line in block.text.split("\n")]
        case Grid():
            return [_write_row([write_runs(cell.runs) for cell in row]) for row in block.rows]
        case Rule():
            return [RULE]


def _write_items(block: Items) -> Iterator[str]:
    tight = all(map(_is_short, block.items))
    for number, item in enumerate(block.items):
        mark = f"{block.start + number}. " if block.start else "- "
        box = {None: "", True: "[x] ", False: "[ ] "}[item.checked]
        lines = _write_blocks(item.blocks, tight=tight)
        if number and not tight:
            yield ""
        yield f"{mark}{box}{lines[0] if lines else ''}".rstrip()
        yield from (f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])


def _is_short(item: Item) -> bool:
    """Tell whether an item is a paragraph, with lists under it at most."""
    return all(
        isinstance(it, Items) or (isinstance(it, Paragraph) and not at)
        for at, it in enumerate(item.blocks)
    )


def _write_row(cells: list[str]) -> str:
    return " | ".join(" ".join(cell.split("\n")) for cell in cells).rstrip()


def write_runs(runs: tuple[Run, ...]) -> str:
    """Return runs as plain text, each link with its address in brackets behind its words."""
    parts: list[str] = []
    for url, group in groupby(runs, key=lambda it: it.url):
        words = "".join(map(_write_run, group))
        is_said = not url or any(words == url.removeprefix(prefix) for prefix in PREFIXES)
        parts.append(words if is_said or not words.strip() else _add_address(words, url))
    return "".join(parts)


def _add_address(words: str, url: str) -> str:
    bare = words.rstrip()
    return f"{bare} ({url}){words[len(bare) :]}"


def _write_run(run: Run) -> str:
    # A raised digit would otherwise run into the number or word before it: 10 and 3 into 103.
    if run.style.raised:
        return run.text.translate(RAISED)
    return run.text.translate(LOWERED) if run.style.lowered else run.text
