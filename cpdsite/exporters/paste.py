"""Plain text to paste: each entry, field by field under the scheme's labels, with its length.

For institutes whose only way in is a form on a web page, which often limits each field.
"""

from dataclasses import dataclass

from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.printed import Action, Line, PrintedPart, PrintedRow, Prose, print_rows
from cpdsite.portfolio.record import fill_header
from cpdsite.prose.blocks import write_plain

WIDTH = 72


@dataclass(frozen=True, slots=True)
class PasteField:
    """A field of an entry as a form would ask for it: the label, and the text to paste."""

    label: str
    text: str

    @property
    def length(self) -> str:
        """How long the text is, as forms count."""
        characters, words = len(self.text), len(self.text.split())
        return f"{_count(characters, 'character')}, {_count(words, 'word')}"


@dataclass(frozen=True, slots=True)
class PasteEntry:
    """An entry to paste: what it is called, and its fields."""

    title: str
    fields: tuple[PasteField, ...]


def make_entries(request: Request) -> tuple[PasteEntry, ...]:
    """Return the rows of a record as entries to paste, without the fields that are empty."""
    columns = request.filed.record.scheme.sheet.columns
    labels = tuple(column.label for column in columns)
    rows = print_rows(request.filed, request.read_passage)
    return tuple(_make_entry(row, labels) for row in rows)


def _make_entry(row: PrintedRow, labels: tuple[str, ...]) -> PasteEntry:
    texts = ("\n\n".join(_join_parts(cell)) for cell in row.cells)
    fields = tuple(
        PasteField(label, text) for label, text in zip(labels, texts, strict=True) if text
    )
    return PasteEntry(row.activity.title, fields)


def _join_parts(cell: tuple[PrintedPart, ...]) -> list[str]:
    """Return the paragraphs of a cell; lines and actions that follow one another stay together."""
    paragraphs: list[str] = []
    before: PrintedPart | None = None
    for part in cell:
        text = _write_part(part)
        is_title = isinstance(before, Line) and before.field == "title"
        if type(part) is type(before) and not isinstance(part, Prose) and not is_title:
            paragraphs[-1] += f"\n{text}"
        else:
            paragraphs.append(text)
        before = part
    return paragraphs


def _write_part(part: PrintedPart) -> str:
    match part:
        case Line(text=text, url=url):
            return f"{text} ({url})" if url and url != text else text
        case Action(text=text, dates=dates):
            return f"- {text} ({dates})" if dates else f"- {text}"
        case Prose(heading=heading, blocks=blocks):
            words = write_plain(blocks)
            return f"{heading}\n\n{words}" if heading else words


def write_text(request: Request) -> Exported:
    """Write a record as text to paste."""
    record = request.filed.record
    ticked = [it.label for it in fill_header(record) if it.tick == "ticked"]
    header = [f"{it.label}: {it.text}" for it in fill_header(record) if it.text]
    notes = [record.scheme.sheet.note, request.filed.note]
    opening = [
        record.scheme.sheet.title,
        record.scheme.name,
        "",
        *header,
        *(f"{label}: yes" for label in ticked),
        *("" if not note else f"\n{note}" for note in notes if note),
    ]
    entries = make_entries(request)
    parts = ["\n".join(opening)]
    for number, entry in enumerate(entries, 1):
        parts.append(_write_entry(f"{number} of {len(entries)}", entry))
    if not entries:
        parts.append("No activities fall in this period.")
    text = "\n\n".join(parts) + "\n"
    return Exported(text.encode("utf-8", "replace"))


def _write_entry(number: str, entry: PasteEntry) -> str:
    fields = (f"{it.label}\n[{it.length}]\n\n{it.text}" for it in entry.fields)
    return "\n\n".join([f"{'=' * WIDTH}\n{number}: {entry.title}\n{'=' * WIDTH}", *fields])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
