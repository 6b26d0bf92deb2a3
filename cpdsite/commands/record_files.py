"""The files of records made, each once for as long as nothing that shapes it changes."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem, Severity
from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.formats import FORMATS
from cpdsite.files import read_bytes
from cpdsite.limits import FONT_BYTES
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.prose.passage import Passage
from cpdsite.render.keys import make_filed_key
from cpdsite.settings import FILE_NAME
from cpdsite.site.outputs import Filed, Output
from cpdsite.store import read_store, write_store

STORE = "records.json"

ReadPassage = Callable[[str], Passage]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a file that was made: its size in bytes, and what to say of it."""

    size: int
    notes: tuple[str, ...]


class RecordFiles:
    """Makes the files of records; of those made before, it knows the size and the notes."""

    def __init__(self, root: Path, read_passage: ReadPassage, store: Path, *, clean: bool) -> None:
        """Begin with what an earlier run stored, unless it is to be a clean one."""
        self._root = root
        self._read_passage = read_passage
        self._store = store
        self._known = {} if clean else _load(read_store(store))
        self._made: dict[str, bytes] = {}
        self._keys: dict[int, tuple[Filed, str]] = {}
        self._used: dict[str, Measure] = {}

    def measure(self, output: Filed) -> int:
        """Return the size of a file in bytes."""
        return self._look(output).size

    def make(self, output: Filed) -> bytes:
        """Return the bytes of a file."""
        key = self._make_key(output)
        if key not in self._made:
            self._make(output, key)
        return self._made[key]

    def find_notes(self, outputs: Iterable[Output]) -> tuple[Problem, ...]:
        """Return what a person should know of the files among some outputs, as warnings.

        A record of a year says nothing that the whole record does not: of each format, that of
        the most rows speaks.
        """
        files = sorted(
            (it for it in outputs if isinstance(it, Filed)),
            key=lambda it: (it.form, len(it.filed.record.rows)),
        )
        fullest = {it.form: it for it in files}
        return tuple(
            _describe(note, it) for it in fullest.values() for note in self._look(it).notes
        )

    def save(self, *, all_known: bool = False) -> None:
        """Keep what is known of the files that were asked for, or of others too.

        A site that cannot be written to goes without.
        """
        kept = self._known | self._used if all_known else self._used
        if kept != self._known:
            data = {key: [it.size, *it.notes] for key, it in sorted(kept.items())}
            with contextlib.suppress(OSError):
                write_store(self._store, data)

    def _look(self, output: Filed) -> Measure:
        key = self._make_key(output)
        known = self._used.get(key) or self._known.get(key)
        measure = known or self._make(output, key)
        self._used[key] = measure
        return measure

    def _make(self, output: Filed, key: str) -> Measure:
        exported = export_file(self._root, output, self._read_passage)
        self._made[key] = exported.content
        return Measure(len(exported.content), exported.notes)

    def _make_key(self, output: Filed) -> str:
        # To write a record of thousands of rows out for its digest takes a moment, each time.
        found = self._keys.get(id(output))
        if found is None or found[0] is not output:
            found = self._keys[id(output)] = (output, make_filed_key(output))
        return found[1]


def export_file(root: Path, output: Filed, read_passage: ReadPassage) -> Exported:
    """Return the file of a record."""
    paths = tuple(path for path, _ in output.fonts)
    return export_record(output.filed, output.form, read_passage, read_fonts(root, paths))


def export_record(
    filed: FiledRecord,
    form: str,
    read_passage: ReadPassage,
    fonts: tuple[tuple[str, bytes], ...] = (),
) -> Exported:
    """Return a record in a format."""
    return FORMATS[form].export(Request(filed=filed, read_passage=read_passage, fonts=fonts))


def read_fonts(root: Path, paths: Iterable[str]) -> tuple[tuple[str, bytes], ...]:
    """Return what the site's own fonts hold, by path; one that cannot be read is left out."""
    found = ((path, read_bytes(root, path, FONT_BYTES)[0]) for path in paths)
    return tuple((path, data) for path, data in found if data is not None)


def _describe(note: str, output: Filed) -> Problem:
    """Return a note on a file as a problem: without capitals and full stops, as problems are."""
    told, _, cure = note.rstrip(".").partition(". ")
    message, hint = told[:1].lower() + told[1:], cure[:1].lower() + cure[1:]
    seen = hint or f"look at {output.url.removeprefix('/')} where it matters"
    return Problem(Location(FILE_NAME), "record_files", message, seen, Severity.WARNING)


def _load(stored: object) -> dict[str, Measure]:
    try:
        pairs = stored.items()  # type: ignore[attr-defined]
        return {key: Measure(int(size), tuple(notes)) for key, (size, *notes) in pairs}
    except (TypeError, AttributeError, ValueError):
        return {}
