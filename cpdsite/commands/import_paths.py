"""Where the entries of a record of ours lay, and whether they may lie there again."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cpdsite.commands.site_folder import Opened
from cpdsite.content.entries import INDEX
from cpdsite.errors import UNSHOWN
from cpdsite.files import find_link, is_leftover
from cpdsite.limits import DEEPEST_FOLDER
from cpdsite.portfolio.names import find_name_mistake, fold_name

ENDING = ".md"
LONGEST_NAME = 200
LONGEST_PATH = 800
"""How long a name and a path may be, in bytes, wherever they are written."""


@dataclass(slots=True)
class Places:
    """The paths below a folder of the site that are taken, by entries and other files."""

    root: Path
    into: str
    _files: set[str] = field(default_factory=set)
    _entry_folders: set[str] = field(default_factory=set)

    def take(self, path: str, *, is_entry: bool = True) -> None:
        """Let nothing else have a path of the site."""
        self._files.add(fold_name(path))
        if is_entry:
            self._entry_folders |= set(_find_folders(fold_name(path)))

    def is_taken(self, path: str) -> bool:
        """Tell whether a path of the site is that of a file, or of an entry to be written."""
        return fold_name(path) in self._files

    def restore(self, written: str) -> str:
        """Return the path of the site for one below the folder, and take it; ``""`` where it may not be."""
        path = f"{self.into}/{written}"
        if not is_safe(path, written) or not self._is_free(path):
            return ""
        self.take(path)
        return path

    def _is_free(self, path: str) -> bool:
        """Tell whether an entry may have a path: neither it nor another is that of a file of the other."""
        folded = fold_name(path)
        folders = _find_folders(folded)
        owners = {f"{folder}/{INDEX}{ENDING}" for folder in folders}
        is_index = folded in owners
        if folded in self._entry_folders or self._files & ({folded, *folders} | owners):
            return False
        if is_index and folders[-1] in self._entry_folders:
            return False
        return find_link(self.root, path) is None and not self._is_there(path)

    def _is_there(self, path: str) -> bool:
        target = self.root / path
        ways = (self.root / folder for folder in _find_folders(path))
        return target.exists() or any(it.exists() and not it.is_dir() for it in ways)


def find_places(root: Path, into: str, opened: Opened) -> Places:
    """Return the paths that are taken in a site, for what goes into one of its folders."""
    places = Places(root, into)
    for path in (*opened.loaded.files, *opened.loaded.unusable):
        places.take(path, is_entry=False)
    for path in opened.loaded.lines:
        places.take(path)
    return places


def is_safe(path: str, written: str) -> bool:
    """Tell whether a path as a record gives it is that of an entry, on any system."""
    names = written.split("/")
    is_deep = len(PurePosixPath(path).parts) > DEEPEST_FOLDER
    is_long = len(written.encode("utf-8", "replace")) > LONGEST_PATH
    if is_deep or is_long or not written.endswith(ENDING) or names == [f"{INDEX}{ENDING}"]:
        return False
    return all(map(_is_safe_name, names))


def _is_safe_name(name: str) -> bool:
    return not (
        name in ("", ENDING)
        or name.startswith(".")
        or len(name.encode("utf-8", "replace")) > LONGEST_NAME
        or name != name.strip()
        or is_leftover(name)
        or UNSHOWN.search(name)
        or find_name_mistake(name)
    )


def find_stem(path: str) -> str:
    """Return the name that the address of an entry is made of: of its file, or of its folder."""
    found = PurePosixPath(path)
    return found.parent.name if found.stem == INDEX else found.stem


def _find_folders(path: str) -> list[str]:
    """Return the folders on the way to a file of the site, from that of all activities on."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(2, len(parts))]
