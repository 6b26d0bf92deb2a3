"""What is wrong with the files that a site publishes, remembered by their digests."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cpdsite.errors import Location, Problem, Severity
from cpdsite.files import read_head
from cpdsite.limits import FILE_BYTES, PICTURE_BYTES
from cpdsite.media.signatures import HEAD_BYTES, find_disguise, is_document
from cpdsite.render.keys import find_renderer
from cpdsite.site.outputs import Copied, File, Output, Picture
from cpdsite.store import read_store, write_store

FINDINGS = "files.json"


@dataclass(slots=True)
class Findings:
    """What was found in files, by digest and name; a file that is unchanged is not read again."""

    renderer: str
    known: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    is_changed: bool = False

    def find(self, root: Path, file: File) -> tuple[Problem, ...]:
        """Return what is wrong with a file."""
        key = _make_key(file)
        if key not in self.known:
            problems = inspect_file(root, file)
            if any(it.code == "unreadable" for it in problems):
                return problems
            self.known[key] = problems
            self.is_changed = True
        return tuple(_place(it, file.source) for it in self.known[key])

    def forget_others(self, files: Iterable[File]) -> None:
        """Forget what was found in all other files than these: it is nobody's business any more."""
        kept = {_make_key(it) for it in files}
        if self.known.keys() - kept:
            self.known = {key: it for key, it in self.known.items() if key in kept}
            self.is_changed = True


def inspect_files(
    root: Path, outputs: Iterable[Output], store: Path, *, clean: bool = False, pictures: bool
) -> tuple[Problem, ...]:
    """Return what is wrong with the files among some outputs.

    With ``pictures``, images are made again too, to see whether they can be; with ``clean``,
    what earlier runs found is not trusted. What is kept for the next run is of these outputs
    alone. A site that cannot be written to goes without.
    """
    findings = load_findings(find_renderer(), None if clean else read_store(store))
    files = [it for it in outputs if isinstance(it, Copied | Picture)]
    # One file may be published by several entries.
    asked = {it.source: it for it in files if pictures or not isinstance(it, Picture)}
    problems = [problem for file in asked.values() for problem in findings.find(root, file)]
    findings.forget_others(files)
    if findings.is_changed:
        with contextlib.suppress(OSError):
            write_store(store, dump_findings(findings))
    return tuple(problems)


def _make_key(file: File) -> str:
    return f"{file.digest} {PurePosixPath(file.source).name}"


def inspect_file(root: Path, file: File) -> tuple[Problem, ...]:
    """Return what is wrong with a file, without what earlier runs found."""
    if excess := _find_excess(root, file.source):
        return excess
    if isinstance(file, Picture):
        return make_picture_of(root, file.source)[1]
    head, problems = read_head(root, file.source, HEAD_BYTES)
    if head is None:
        return problems
    disguise = find_disguise(file.source, head)
    return disguise or (_examine(root, file.source) if is_document(file.source, head) else ())


def _find_excess(root: Path, path: str) -> tuple[Problem, ...]:
    """Return why a file is too large to be published."""
    try:
        size = (root / path).stat().st_size
    except OSError:
        return ()  # What cannot be read is told where it is read.
    if size <= FILE_BYTES:
        return ()
    message = f"expected at most {FILE_BYTES:,} bytes for a file that is published, found {size:,}"
    hint = "make it smaller, or put it where such files are kept, and link to it there"
    return (Problem(Location(path), "size", message, hint),)


def _examine(root: Path, path: str) -> tuple[Problem, ...]:
    # Imported here because a run in which no file is new reads none.
    from cpdsite.media.documents import examine_document

    data, problems = read_head(root, path, FILE_BYTES)
    return problems if data is None else examine_document(path, data)


def make_picture_of(root: Path, source: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return an image of the site made again, or why it cannot be."""
    # Imported here because a run in which no image is new makes none.
    from cpdsite.media.pictures import make_picture

    data, problems = read_head(root, source, PICTURE_BYTES + 1)
    return (None, problems) if data is None else make_picture(source, data)


def _place(problem: Problem, path: str) -> Problem:
    """Return a problem of a file as one of the same file elsewhere."""
    place = Location(path, problem.location.line, problem.location.column)
    return Problem(place, problem.code, problem.message, problem.hint, problem.severity)


def dump_findings(findings: Findings) -> object:
    """Return what to store for the next run as plain data."""
    files = {
        key: [
            [it.location.line, it.location.column, it.code, it.message, it.hint, it.severity.value]
            for it in problems
        ]
        for key, problems in sorted(findings.known.items())
    }
    return {"renderer": findings.renderer, "files": files}


def load_findings(renderer: str, stored: object) -> Findings:
    """Return what an earlier run of the same cpdsite found; nothing of what is not as written."""
    try:
        if stored["renderer"] != renderer:  # type: ignore[index]
            return Findings(renderer)
        files = stored["files"].items()  # type: ignore[index]
        known = {key: tuple(_load_problem(*values) for values in found) for key, found in files}
    except (TypeError, KeyError, AttributeError, ValueError):
        return Findings(renderer)
    return Findings(renderer, known)


def _load_problem(  # noqa: PLR0913, PLR0917 - as they are stored
    line: int, column: int, code: str, message: str, hint: str, severity: str
) -> Problem:
    return Problem(Location("", line, column), code, message, hint, Severity(severity))
