"""Our own JSON, as ``cpdsite export`` writes it, to activities: read as strictly as front matter."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from cpdsite.errors import RefusedError
from cpdsite.importers.gathered import Accounted, Candidate, Gathered, Outcome
from cpdsite.importers.json_text import Document
from cpdsite.limits import MOST_IMPORTED, MOST_ITEMS, MOST_KEYS
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, Field, find_fields, suggest_field
from cpdsite.portfolio.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    describe,
    is_empty,
    shorten,
)
from cpdsite.portfolio.sections import (
    DESCRIPTION,
    HEADINGS,
    Section,
    name_section,
    plain_heading,
)
from cpdsite.text import LINE_ENDS

VERSION = "1"
KEYS = ("version", "person", "scheme", "period", "activities")
SECTIONS = "sections"
PATH = "path"
WHERE_FREE = "the entry lies there again where that is free"
PARTS = ("name", "heading", "text")
NAMES = (DESCRIPTION, *HEADINGS)
NO_ACTIVITY = {
    "person": "an import writes activities alone: the person is who content/profile.md says",
    "scheme": "an import writes activities alone: the schemes are those of cpdsite.toml",
    "period": "an import writes activities alone: every activity of the file counts",
}
"""Why what is no activity is left out."""

FILE_STAYS = "the file itself is not in the record: put it beside the entry"


@dataclass(slots=True)
class _Reading:
    """A file while it is read: its nodes, and the account of them so far."""

    document: Document
    account: list[Accounted]

    def tell(self, node: Node, outcome: Outcome, entry: int | None, field: str, why: str) -> None:
        """Account for each piece of text of a node."""
        for piece in find_pieces(node):
            place = self.document.find_place(piece)
            self.account.append(Accounted(place, piece.text, outcome, entry, field, why))


def find_pieces(node: Node) -> Iterator[Scalar]:
    """Yield every piece of text of a node that is not empty, in order."""
    match node:
        case Scalar() if node.text.strip():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from find_pieces(item)
        case Mapping(pairs=pairs):
            for _, value in pairs:
                yield from find_pieces(value)


def is_exchange(document: Document) -> bool:
    """Tell whether a JSON file is a record of ours, by its keys."""
    root = document.root
    names = {key.text for key, _ in root.pairs} if isinstance(root, Mapping) else set()
    return bool(names & {"version", "activities"})


def read_exchange(document: Document) -> Gathered:
    """Return the activities of a record of ours; ``values`` holds their slugs and paths too.

    Raises ``RefusedError`` for another version, and ``ProblemsError`` with every mistake.
    """
    root = document.root
    known = {key.text: (key, node) for key, node in root.pairs} if isinstance(root, Mapping) else {}
    reading = _Reading(document, [])
    _check_version(document, known.get("version", (root, root))[1])
    for name, (key, node) in known.items():
        if name in NO_ACTIVITY:
            reading.tell(node, Outcome.LEFT_OUT, None, "", NO_ACTIVITY[name])
        elif name not in KEYS:
            document.note(*_describe_unknown(key, KEYS))
    candidates: tuple[Candidate, ...] = ()
    if "activities" in known:
        candidates = tuple(_read_activities(reading, known["activities"][1]))
    else:
        hint = "write activities: [] where there are none"
        document.note("json", root, "expected activities with a list, found none", hint)
    document.finish()
    return Gathered(document.name, candidates, tuple(reading.account))


def _check_version(document: Document, node: Node) -> None:
    found = node.text.strip() if isinstance(node, Scalar) else ""
    if found.isdecimal() and found != VERSION:
        raise RefusedError(
            f"{document.name} is of version {shorten(found)}, and this cpdsite reads version "
            f"{VERSION}: export it again with this cpdsite, or install the one that wrote it"
        )
    if found != VERSION:
        message = f"expected version: {VERSION}, found {describe(node)}"
        document.note("json", node, message, f'write "version": {VERSION}')


def _describe_unknown(key: Scalar, known: Collection[str]) -> tuple[str, Scalar, str, str]:
    near = difflib.get_close_matches(key.text.casefold(), known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the keys are {', '.join(known)}"
    return "unknown-key", key, f'unknown key "{shorten(key.text)}"', hint


def _read_activities(reading: _Reading, node: Node) -> Iterator[Candidate]:
    document = reading.document
    if not isinstance(node, Sequence):
        message = f"expected a list of activities, found {describe(node)}"
        document.note("json", node, message, "write the activities between [ and ]")
        return
    if len(node.items) > MOST_IMPORTED:
        message = f"expected at most {MOST_IMPORTED:,} activities, found {len(node.items):,}"
        document.note("count", node, message, "divide the file")
        return
    slugs: dict[str, Node] = {}
    for number, item in enumerate(node.items):
        if not isinstance(item, Mapping):
            message = f"expected an activity with title and date, found {describe(item)}"
            document.note("json", item, message, "write its keys between { and }")
            continue
        candidate = _read_activity(reading, item, number)
        slug = candidate.values.get("slug")
        if slug and (first := slugs.setdefault(slug, item)) is not item:
            message = f'slug: "{slug}" is that of {document.find_place(first)} too'
            document.note("slug", item, message, "give one of them another slug")
        yield candidate


def _read_activity(reading: _Reading, written: Mapping, number: int) -> Candidate:
    document = reading.document
    fields = find_fields(ACTIVITY)
    values: dict[str, Any] = {}
    sections: tuple[Section, ...] = ()
    told = _note_unknown(document, written)
    for key, node in written.pairs:
        if key.text == SECTIONS:
            sections = tuple(_read_sections(reading, node, number))
        elif key.text == PATH:
            values[PATH] = _read_path(reading, node, number)
        elif key.text in fields and not is_empty(node):
            values[key.text] = _read_value(document, fields[key.text], node)
            reason = FILE_STAYS if key.text == "evidence" and _names_file(node) else ""
            reading.tell(node, Outcome.IMPORTED, number, key.text, reason)
    for name, field in fields.items():
        if field.required and name not in values and name not in told:
            message = f"{name} is missing ({field.summary})"
            document.note(name, written, message, f'add "{name}": "..."')
    end, date = values.get("end_date"), values.get("date")
    if isinstance(end, PartialDate) and date and end.last_day < date.first_day:
        message = f"end_date: {end} is before date: {date}"
        document.note("end_date", written, message, "swap the two dates")
    known = {name: value for name, value in values.items() if value is not None}
    # Nothing of what stood there is to be told apart but by what it says.
    return Candidate(document.find_place(written), known, sections, "")


def _read_path(reading: _Reading, node: Node, number: int) -> str:
    """Return where an entry lay below the folder of activities, as it is written."""
    if not isinstance(node, Scalar):
        message = f"{PATH}: expected a text, found {describe(node)}"
        reading.document.note("json", node, message, "write it between quotes, or leave it out")
        return ""
    reading.tell(node, Outcome.IMPORTED, number, PATH, WHERE_FREE)
    return node.text


def _note_unknown(document: Document, written: Mapping) -> set[str]:
    """Note each key that does not belong to an activity; return the keys that were meant."""
    known = [*find_fields(ACTIVITY), SECTIONS, PATH]
    unknown = [key for key, _ in written.pairs if key.text not in known]
    if len(unknown) > MOST_KEYS:
        message = f"expected keys such as title, found {len(unknown):,} others"
        document.note("unknown-key", unknown[0], message, "delete what is no key")
        return set()
    told: set[str] = set()
    for key in unknown:
        meant = suggest_field(ACTIVITY, key.text)
        told |= {meant} if meant else set()
        code, node, message, hint = _describe_unknown(key, known)
        document.note(code, node, message, f'did you mean "{meant}"?' if meant else hint)
    return told


def _names_file(node: Node) -> bool:
    items = node.items if isinstance(node, Sequence) else (node,)
    keys = {key.text for item in items if isinstance(item, Mapping) for key, _ in item.pairs}
    return "file" in keys or any(isinstance(item, Scalar) for item in items)


def _read_value(document: Document, field: Field, node: Node) -> Any:  # noqa: ANN401 - each field has its own
    if isinstance(node, Sequence) and len(node.items) > MOST_ITEMS:
        message = f"{field.name}: expected at most {MOST_ITEMS} items, found {len(node.items):,}"
        document.note("count", node, message, "keep those that matter")
        return None
    return field.read(node, document.note_as(field.name))


def _read_sections(reading: _Reading, written: Node, number: int) -> Iterator[Section]:
    """Yield the sections of an activity, the description first, each name once."""
    document = reading.document
    found: dict[str, Section] = {}
    if not isinstance(written, Sequence):
        if not is_empty(written):
            message = f"expected a list of sections, found {describe(written)}"
            document.note("json", written, message, "write them between [ and ]")
        return
    for item in written.items[: len(NAMES) + 1]:
        section = _read_section(document, item)
        if section and found.setdefault(section.name, section) is not section:
            message = f'"{section.name}" appears twice'
            document.note("duplicate-key", item, message, "make one section of the two")
        if section:
            reading.tell(item, Outcome.IMPORTED, number, section.name, "")
    if len(written.items) > len(NAMES):
        message = f"expected at most {len(NAMES)} sections, found {len(written.items):,}"
        document.note("count", written, message, "make one section of those of one name")
    named = (it for it in found.values() if it.text)
    yield from sorted(named, key=lambda section: section.name != DESCRIPTION)


def _read_section(document: Document, item: Node) -> Section | None:
    if not isinstance(item, Mapping):
        message = f"expected a section with name, heading and text, found {describe(item)}"
        document.note("json", item, message, "write its keys between { and }")
        return None
    for key, node in item.pairs:
        if key.text not in PARTS:
            document.note(*_describe_unknown(key, PARTS))
        elif not isinstance(node, Scalar):
            message = f"expected text, found {describe(node)}"
            document.note("json", node, message, "write it between quotes")
    nodes = {key.text: node for key, node in item.pairs if isinstance(node, Scalar)}
    texts = {part: nodes[part].text if part in nodes else "" for part in PARTS}
    name, heading = texts["name"].strip(), plain_heading(" ".join(texts["heading"].split()))
    if name not in NAMES:
        near = difflib.get_close_matches(name.casefold(), NAMES, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"the sections are {', '.join(NAMES)}"
        message = f'there is no section "{shorten(name)}"'
        document.note("heading", nodes.get("name", item), message, hint)
        return None
    if not heading and name != DESCRIPTION:
        heading = HEADINGS[name][0]
    if name_section(heading) != (None if name == DESCRIPTION else name):
        message = f'"{shorten(heading)}" is no heading that begins the section {name}'
        hint = "leave it out" if name == DESCRIPTION else f'write "{HEADINGS[name][0]}"'
        document.note("heading", nodes.get("heading", item), message, hint)
    text = LINE_ENDS.sub("\n", texts["text"])
    return Section(name, heading, text.strip("\n").rstrip(), 0)
