"""JSON Resume to activities: certificates, volunteering and publications; all else is left alone."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cpdsite.importers.exchange import find_pieces
from cpdsite.importers.gathered import Accounted, Candidate, Gathered, Outcome
from cpdsite.importers.json_text import Document
from cpdsite.limits import MOST_IMPORTED
from cpdsite.portfolio.activity import Evidence
from cpdsite.portfolio.dates import Ongoing, PartialDate
from cpdsite.portfolio.list_readers import read_address
from cpdsite.portfolio.nodes import Mapping as Pairs
from cpdsite.portfolio.nodes import Node, Scalar, Sequence, describe, is_empty, shorten
from cpdsite.portfolio.readers import read_date, read_text
from cpdsite.portfolio.scheme import Scheme, find_type
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.text import LINE_ENDS


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of a résumé: what its keys hold. ``words`` name its type, the best first."""

    keys: Mapping[str, str]
    words: tuple[str, ...] = ()
    may_go_on: bool = False


KINDS = {
    "certificates": Kind(
        {"name": "title", "date": "date", "issuer": "provider", "url": "evidence"},
        ("certificate", "certification"),
    ),
    "volunteer": Kind(
        {
            "position": "title",
            "organization": "provider",
            "startDate": "date",
            "endDate": "end_date",
            "url": "evidence",
            "summary": DESCRIPTION,
            "highlights": DESCRIPTION,
        },
        ("volunteering",),
        may_go_on=True,
    ),
    "publications": Kind(
        {
            "name": "title",
            "publisher": "provider",
            "releaseDate": "date",
            "url": "evidence",
            "summary": DESCRIPTION,
        },
        ("publication",),
    ),
}
NAMES = {*KINDS, "basics", "work", "education", "awards", "skills", "languages", "interests"}
"""What a JSON Resume may begin with, of which one is enough to know it by."""

WHY_NOT = f"of a JSON Resume, {', '.join(KINDS)} are imported"


def is_resume(document: Document) -> bool:
    """Tell whether a JSON file is a JSON Resume, by its keys."""
    root = document.root
    return isinstance(root, Pairs) and any(key.text in NAMES for key, _ in root.pairs)


def read_resume(document: Document, scheme: Scheme) -> Gathered:
    """Return the certificates, volunteering and publications of a JSON Resume as activities.

    A value that cannot be read stays in the entry word for word. Raises ``ProblemsError`` for
    repeated keys and characters that no page can show.
    """
    document.finish()
    candidates: list[Candidate] = []
    account: list[Accounted] = []
    root = document.root
    for key, node in root.pairs if isinstance(root, Pairs) else ():
        kind = KINDS.get(key.text)
        items = node.items if isinstance(node, Sequence) else ()
        for item in items if kind else ():
            if kind and isinstance(item, Pairs) and not is_empty(item):
                reading = _Reading(document, kind, len(candidates))
                candidates.append(reading.read(key.text, item, scheme))
                account += reading.account
        left = _leave_out(document, items, kind) if items else _leave_out(document, (node,), None)
        account += left
    if len(candidates) > MOST_IMPORTED:
        message = f"expected at most {MOST_IMPORTED:,} activities, found {len(candidates):,}"
        document.note("count", root, message, "divide the file")
        document.finish()
    return Gathered(document.name, tuple(candidates), tuple(account))


def _leave_out(document: Document, nodes: Iterable[Node], kind: Kind | None) -> Iterator[Accounted]:
    """Account for what makes no activity: other parts, and what is no item of its part."""
    for node in nodes:
        for piece in () if kind and isinstance(node, Pairs) else find_pieces(node):
            place = document.find_place(piece)
            yield Accounted(place, piece.text, Outcome.LEFT_OUT, reason=WHY_NOT)


@dataclass(slots=True)
class _Reading:
    """An item while it is read."""

    document: Document
    kind: Kind
    number: int
    account: list[Accounted] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    kept: list[tuple[str, object]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def read(self, name: str, item: Pairs, scheme: Scheme) -> Candidate:
        """Return the activity that an item describes."""
        for key, node in item.pairs:
            if not is_empty(node):
                self._take(key.text, node)
        self._complete(name, scheme)
        if self.kept:
            self.values["extra"] = tuple(self.kept)
        text = LINE_ENDS.sub("\n", "\n\n".join(self.texts)).strip("\n").rstrip()
        sections = (Section(DESCRIPTION, "", text, 0),) if text else ()
        plain = json.dumps([name, _simplify(item)], sort_keys=True)
        return Candidate(
            self.document.find_place(item),
            self.values,
            sections,
            hashlib.sha256(plain.encode()).hexdigest(),
            tuple(self.doubts),
        )

    def _take(self, key: str, node: Node) -> None:
        meant = self.kind.keys.get(key, "")
        value = READERS[meant](node) if meant else None
        if value is None:
            self._keep(key, node, meant)
            return
        if meant == DESCRIPTION:
            self.texts.append(str(value))
        else:
            self.values[meant] = value
        self._tell(node, Outcome.IMPORTED, meant, "")

    def _keep(self, key: str, node: Node, meant: str) -> None:
        """Keep what fits no field, or cannot be read, under a key of its own."""
        pieces = [piece.text for piece in find_pieces(node)]
        self.kept.append((key, pieces[0] if isinstance(node, Scalar) else tuple(pieces)))
        reason = f"it cannot be read as {meant}" if meant else "no field holds it"
        self._tell(node, Outcome.KEPT, f"extra: {shorten(key)}", reason)
        if meant:
            found = describe(node)
            self.doubts.append(f"{key}: {found} cannot be read; it stands under extra")

    def _tell(self, node: Node, outcome: Outcome, meant: str, reason: str) -> None:
        for piece in find_pieces(node):
            place = self.document.find_place(piece)
            self.account.append(Accounted(place, piece.text, outcome, self.number, meant, reason))

    def _complete(self, name: str, scheme: Scheme) -> None:
        date, end = self.values.get("date"), self.values.get("end_date")
        if "title" not in self.values:
            providers = self.values.get("provider", ())
            self.values["title"] = providers[0] if providers else name.capitalize()
        if self.kind.may_go_on and date and end is None and "endDate" not in dict(self.kept):
            self.values["end_date"] = Ongoing.ONGOING
            self.doubts.append("there is no endDate, so it is taken for ongoing")
        if isinstance(end, PartialDate) and date and end.last_day < date.first_day:
            del self.values["end_date"]
            self.kept.append(("endDate", str(end)))
            self.doubts.append(f"endDate {end} is before startDate {date}; it stands under extra")
        known = next((it for it in self.kind.words if find_type(scheme, it)), "")
        if known:
            self.values["type"] = known


def _quietly(_: Node, __: str, ___: str) -> None:
    """Take no note: what cannot be read is kept as it stands."""


def _read_provider(node: Node) -> tuple[str, ...] | None:
    text = read_text(node, _quietly)
    return (text,) if text else None


def _read_link(node: Node) -> tuple[Evidence, ...] | None:
    address = read_address(node, _quietly)
    return (Evidence(link=address),) if address else None


def _read_prose(node: Node) -> str | None:
    """Return a text as it stands, a list of texts as a list."""
    if isinstance(node, Scalar):
        return node.text
    items = node.items if isinstance(node, Sequence) else ()
    texts = [" ".join(it.text.split()) for it in items if isinstance(it, Scalar)]
    is_plain = items and len(texts) == len(items)
    return "\n".join(f"- {text}" for text in texts if text) if is_plain else None


READERS = {
    "title": lambda node: read_text(node, _quietly) or None,
    "date": lambda node: read_date(node, _quietly),
    "end_date": lambda node: read_date(node, _quietly),
    "provider": _read_provider,
    "evidence": _read_link,
    DESCRIPTION: _read_prose,
}
"""How each field is read; nothing for what cannot be."""


def _simplify(node: Node) -> object:
    """Return a node as plain data, for a digest."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [_simplify(item) for item in items]
        case Pairs(pairs=pairs):
            return {key.text: _simplify(value) for key, value in pairs}
