"""Spreadsheets that cpdsite itself wrote: their cells hold Markdown, and lists line by line."""

import re
from dataclasses import replace
from urllib.parse import quote

from cpdsite.importers.source import Cell, Grid
from cpdsite.importers.wording import escape_markdown
from cpdsite.portfolio.sections import DESCRIPTION, HEADINGS

LABELS = {
    "Date": "date",
    "End date": "end_date",
    "Title": "title",
    "Provided by": "provider",
    "Description": DESCRIPTION,
    **{headings[0]: name for name, headings in HEADINGS.items()},
    "Competences": "competences",
    "Objectives": "objectives",
    "Tags": "tags",
}
"""The headings of an export, and what their columns hold."""

ALWAYS = ("date", "end_date", "title", "provider", DESCRIPTION, "reflection", "further_action")
"""What every export has; nobody else's table has all these labels to the letter."""

CONTINUED = re.compile(r"(.+) \(continued(?: \d+)?\)")
LISTS = ("provider", "competences", "objectives", "tags")
HEADED = re.compile(r"^## ", re.MULTILINE)
LINKED = re.compile(r"(.+) \((https?://\S+)\)")
OPENED = re.compile(r" \(")
FILED = re.compile(r"(?!/|[a-zA-Z][\w+.-]*:)[^\n?#\\]*[^\n?#\\.]\.\w{1,8}")
"""The name of a file, which every evidence of ours has that is no link."""


def restore_own(grid: Grid) -> Grid:
    """Return a table of ours with the Markdown that was written; any other as it is.

    A column that goes on with another, since no cell holds more, is merged with it.
    """
    if not grid.rows:
        return grid
    labels = [it.plain.strip() for it in grid.rows[0]]
    names = [LABELS.get(it, "") for it in labels]
    if not set(ALWAYS) <= set(names):
        return grid
    rows = (grid.rows[0], *(_restore_row(row, labels, names) for row in grid.rows[1:]))
    return Grid(grid.name, rows)


def _restore_row(row: tuple[Cell, ...], labels: list[str], names: list[str]) -> tuple[Cell, ...]:
    cells = list(row)
    for at, label in enumerate(labels):
        found = CONTINUED.fullmatch(label)
        if found and found[1] in labels and row[at].plain:
            first = labels.index(found[1])
            plain = cells[first].plain + row[at].plain
            cells[first] = replace(cells[first], plain=plain, markdown=plain)
            cells[at] = replace(row[at], copy_of=row[first].place)
    return tuple(_restore(cell, name) for cell, name in zip(cells, names, strict=True))


def _restore(cell: Cell, name: str) -> Cell:
    plain = cell.plain
    if not plain.strip() or cell.copy_of or name in ("", "date", "end_date"):
        return cell
    if name == "title":
        return replace(cell, markdown=f"# {escape_markdown(plain)}")
    if name in LISTS:
        return replace(cell, markdown=_write_items(plain))
    if name in ("further_action", "evidence"):
        headed = HEADED.search(plain)
        start = headed.start() if headed else len(plain)
        lines = plain[:start].strip()
        items = _write_evidence(lines) if name == "evidence" else _write_items(lines)
        return replace(cell, markdown=f"{items}\n\n{plain[start:]}".strip())
    return replace(cell, markdown=plain)


def _write_items(plain: str) -> str:
    return "\n".join(f"- {escape_markdown(it)}" for it in plain.split("\n") if it.strip())


def _write_evidence(plain: str) -> str:
    return "\n".join(f"- {_write_link(it.strip())}" for it in plain.split("\n") if it.strip())


def _write_link(line: str) -> str:
    """Return the link to what a line of evidence names, an address or a file; else its words."""
    if linked := LINKED.fullmatch(line):
        return f"[{escape_markdown(linked[1])}]({linked[2]})"
    title, name = _cut_file(line)
    return f"[{escape_markdown(title)}]({quote(name)})" if name else escape_markdown(line)


def _cut_file(line: str) -> tuple[str, str]:
    """Return the title and the file of a line of evidence; ``""`` where it names no file."""
    if FILED.fullmatch(line):
        return line, line
    for start in (it.start() for it in reversed(list(OPENED.finditer(line)))):
        name = line[start + 2 : -1]
        if line.endswith(")") and FILED.fullmatch(name) and name.count("(") == name.count(")"):
            return line[:start].strip(), name
    return "", ""
