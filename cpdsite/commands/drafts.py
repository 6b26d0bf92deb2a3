"""New entries named and written: what ``new`` and ``import`` share."""

import contextlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpdsite.commands.site_folder import CACHE
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.failures import describe_failure
from cpdsite.files import find_link
from cpdsite.portfolio.names import find_name_mistake
from cpdsite.portfolio.terms import LONGEST_SLUG, make_slug
from cpdsite.store import name_temporary, write_new

FOLDER = "content/activities"
MOST_NAMES = 10_000
LONGEST_NAME = LONGEST_SLUG - len("-10000")
"""In bytes: the address, which is made of the name, holds the number at its end too."""

HYPHENS = re.compile(r"-(?=-)")


def name_entry(date: str, title: str) -> str:
    """Return the name of an entry without its ending; ``""`` for a title without letters.

    An entry that has no date, ``""``, is named after its title alone.
    """
    slug = make_slug(title)
    whole = f"{date}-{slug}" if date else slug
    name = whole.encode()[:LONGEST_NAME].decode(errors="ignore")
    return name.rstrip("-") if slug else ""


def list_names(name: str) -> Iterator[str]:
    """Yield the names that an entry may have, the first free one of which it gets."""
    yield name
    yield from (f"{name}-{number}" for number in range(2, MOST_NAMES))


def is_free(folder: Path, name: str) -> bool:
    """Tell whether no entry of that name is there: a file, or a folder with ``index.md``."""
    return not any(os.path.lexists(folder / it) for it in (f"{name}.md", name))


def write_comment(text: str) -> str:
    """Return a text as a comment, which nothing in it ends."""
    return f"<!-- {HYPHENS.sub('- ', text)} -->"


def write_draft(root: Path, name: str, write: Callable[[str], bytes], folder: str = FOLDER) -> Path:
    """Write one entry under the first name that is free, and return its path.

    ``write`` gives what it holds under a name.
    """
    place = root / folder
    place.mkdir(parents=True, exist_ok=True)
    for candidate in list_names(name):
        path = place / f"{candidate}.md"
        if is_free(place, candidate) and not find_name_mistake(path.name):
            with contextlib.suppress(FileExistsError):
                write_new(path, write(candidate), root / CACHE)
                return path
    raise UsageError(f"there are too many entries named {name}: choose another title")


def write_drafts(root: Path, files: Mapping[str, bytes]) -> None:
    """Write entries by their paths in the site: all of them or none, and never over another.

    All are written aside first. Raises ``RefusedError`` where one cannot be placed, and takes
    back those that were, unless someone has changed them since.
    """
    writing = _Writing(root, root / CACHE)
    try:
        writing.write(files)
    except BaseException as error:
        writing.discard()
        left = writing.take_back()
        if isinstance(error, OSError):
            raise RefusedError(_describe(error, left)) from error
        raise
    writing.discard()


@dataclass(slots=True)
class _Writing:
    """Entries while they are written: what is aside, what has its name, which folders are new."""

    root: Path
    scratch: Path
    aside: list[Path] = field(default_factory=list)
    placed: dict[str, bytes] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    def write(self, files: Mapping[str, bytes]) -> None:
        self._make_folders({self.scratch, *((self.root / path).parent for path in files)})
        for number, (path, content) in enumerate(files.items()):
            self.aside.append(name_temporary(self.scratch / f"import-{number}"))
            with _naming(path):
                self.aside[-1].write_bytes(content)
        for (path, content), temporary in zip(files.items(), self.aside, strict=True):
            # A folder on the way may have become a link since the import began.
            if link := find_link(self.root, path):
                raise ProblemsError((link,))
            with _naming(path):
                self._place(path, content, temporary)

    def _make_folders(self, folders: Collection[Path]) -> None:
        for folder in sorted(folders):
            for missing in reversed([it for it in (folder, *folder.parents) if not it.exists()]):
                missing.mkdir()
                self.folders.append(missing)

    def _place(self, path: str, content: bytes, temporary: Path) -> None:
        """Give a file its name, unless that is taken."""
        target = self.root / path
        try:
            # Unlike a rename, a link never replaces what has the name.
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems know no links; what is there already is still left alone.
            write_new(target, content, self.scratch)
        self.placed[path] = content

    def discard(self) -> None:
        """Remove what is aside."""
        for temporary in self.aside:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def take_back(self) -> list[str]:
        """Remove what was placed and is still the same; return the paths that cannot be removed."""
        left = []
        for path, content in self.placed.items():
            target = self.root / path
            try:
                if not target.is_symlink() and target.read_bytes() == content:
                    target.unlink()
            except FileNotFoundError:
                continue
            except OSError:
                left.append(path)
        for folder in reversed(self.folders):
            # What someone has put there since keeps it.
            with contextlib.suppress(OSError):
                folder.rmdir()
        return left


@contextlib.contextmanager
def _naming(path: str) -> Iterator[None]:
    """Let a failure name the entry, and not where it lies until it is whole."""
    try:
        yield
    except OSError as error:
        error.filename = path
        raise


def _describe(error: OSError, left: list[str]) -> str:
    note = f"delete {', '.join(left)}, which could not be taken back" if left else ""
    error.add_note(note or "nothing was imported")
    return describe_failure(error)
