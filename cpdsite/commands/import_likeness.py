"""Whether a row of a table says what an entry says, as far as its file has a place for that."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from cpdsite.commands.entry_texts import EXTRA
from cpdsite.commands.known_entries import list_plain, list_values
from cpdsite.importers.actions import read_actions, says_none
from cpdsite.importers.gathered import Gathered
from cpdsite.portfolio.activity import Activity, Evidence, FurtherAction
from cpdsite.portfolio.record import name_type
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import HEADINGS, PARTS
from cpdsite.portfolio.terms import fold
from cpdsite.portfolio.writers import Plain
from cpdsite.prose.tree import find_text, parse_html, walk

KEPT = 4096
"""How many pieces of prose are kept as read."""

ACTIONS = "further_action"
EVIDENCE = "evidence"
EVIDENCE_KEPT = "evidence_as_written"
BACK = "\N{LEFTWARDS ARROW WITH HOOK}"
"""What leads from a footnote back into the text."""

EXTERNAL = re.compile(r"(?:https?|mailto):")

Said = tuple[str, frozenset[str]]
"""What a text says: its characters without white space and markup, and where its links lead."""


def find_held(gathered: Gathered) -> frozenset[str]:
    """Return the fields and sections for which a file has a place: a column, or what a row holds."""
    held = {it.field for it in gathered.matches}
    for candidate in gathered.candidates:
        held |= candidate.values.keys() | {it.name for it in candidate.sections}
    parts = (part for whole in held for part in PARTS.get(whole, ()))
    return frozenset(held.union(parts))


def make_reader(base_url: str) -> Callable[[str], Said]:
    """Return what reads Markdown as what it says; links within the site are no part of that.

    An export writes them as addresses of the site, or as their words.
    """

    @lru_cache(maxsize=KEPT)
    def read(markdown: str) -> Said:
        # Converting is slow to import, and most imports compare nothing.
        from cpdsite.prose.convert import convert_markdown

        tree = parse_html(convert_markdown(markdown))
        text = "".join(find_text(tree).split()).replace(BACK, "")
        found = (it.get("href") or it.get("src") or "" for it in walk(tree))
        links = {it for it in found if EXTERNAL.match(it)}
        return text, frozenset(it for it in links if not (base_url and it.startswith(base_url)))

    return read


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares rows of one file with entries; ``held`` is what the file has a place for."""

    scheme: Scheme
    held: frozenset[str]
    read: Callable[[str], Said]

    def is_alike(self, entry: Activity, row: Activity) -> bool:
        """Tell whether an entry says all that a row says, and nothing else that the file could."""
        return not any(self.find_differences(entry, row))

    def find_differences(self, entry: Activity, row: Activity) -> Iterator[str]:
        """Yield the fields and sections in which a row differs from an entry."""
        known, found = list_values(entry), list_values(row)
        for name in sorted((known.keys() | found.keys()) - {*APART, "type"}):
            if name in found.keys() | self.held and known.get(name) != found.get(name):
                yield name
        if self._name_type(entry) != self._name_type(row) and (row.type or "type" in self.held):
            yield "type"
        yield from self._compare_extra(known, found)
        yield from (EVIDENCE for it in row.evidence if not _is_listed(it.link or it.file, entry))
        yield from self._compare_texts(entry, row)

    def _name_type(self, activity: Activity) -> str:
        return fold(name_type(activity, self.scheme))

    def _compare_extra(
        self, known: Mapping[str, Plain], found: Mapping[str, Plain]
    ) -> Iterator[str]:
        here, there = _read_extra(known), _read_extra(found)
        files = " ".join(str(it) for it in list_plain(known.get(EVIDENCE, [])))
        for name, value in there.items():
            # What is there already as evidence is kept from a table word for word.
            is_evidence = name.startswith(EVIDENCE_KEPT) and set(_words(str(value))) <= set(
                _words(files)
            )
            if here.get(name) != value and not is_evidence:
                yield name

    def _compare_texts(self, entry: Activity, row: Activity) -> Iterator[str]:
        known, found = _read_texts(entry), _read_texts(row)
        for name in known.keys() | found.keys():
            if name not in found.keys() | self.held:
                continue
            if self.read(known.get(name, "")) != self.read(found.get(name, "")):
                yield name
        actions, others = _read_actions(entry), _read_actions(row)
        if actions != others and (others or ACTIONS in self.held):
            yield ACTIONS


APART = frozenset({EXTRA, EVIDENCE, ACTIONS})
"""What is compared in a way of its own."""


def _read_extra(values: Mapping[str, Plain]) -> Mapping[str, Plain]:
    extra = values.get(EXTRA, {})
    return extra if isinstance(extra, dict) else {}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _is_listed(where: str, entry: Activity) -> bool:
    """Tell whether an entry lists an address, or the file that has it on the site."""
    name = unquote(where.rpartition("/")[2])
    return any(where == it.link or (name and name == _name_file(it)) for it in entry.evidence)


def _name_file(evidence: Evidence) -> str:
    return evidence.file.rpartition("/")[2]


def _read_texts(activity: Activity) -> dict[str, str]:
    """Return the texts of an entry by section; actions that a section lists are none of it."""
    texts = {it.name: it.text for it in activity.sections if not says_none(it.text)}
    if ACTIONS in texts and read_actions(texts[ACTIONS]):
        del texts[ACTIONS]
    return texts


def _read_actions(activity: Activity) -> tuple[FurtherAction, ...]:
    """Return the actions of an entry, those of a list in its section too, as a sheet shows them."""
    texts = (it.text for it in activity.sections if it.name == ACTIONS)
    return (*activity.further_action, *(it for text in texts for it in read_actions(text) or ()))


def name_differences(names: Iterable[str]) -> str:
    """Return in what a row differs, in words: all texts as one, fields by name; ``""`` for nothing."""
    named = ("text" if it in TEXTS else it.replace("_", " ") for it in names)
    return " and ".join(dict.fromkeys(named))


TEXTS = frozenset({"description", *HEADINGS}) - {ACTIONS, EVIDENCE}
"""Sections that are nothing but text."""
