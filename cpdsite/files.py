"""The files of a site folder: which there are, and what each holds."""

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path

from cpdsite.errors import UNSHOWN, Location, Problem, Severity, show_text
from cpdsite.limits import DEEPEST_FOLDER, MOST_FILES
from cpdsite.portfolio.names import find_name_mistake, fold_name

IGNORED_ENDS = ("~", ".swp", ".swx", ".tmp", ".bak")
IGNORED_STARTS = ("#", ".#", "._", ".goutputstream-")
IGNORED_NAMES = ("Thumbs.db", "desktop.ini", ".DS_Store", ".git", ".directory", ".cpdsite-output")
"""What editors and file managers leave behind."""


def is_leftover(name: str) -> bool:
    """Tell whether a file or folder of this name is an editor's or a file manager's."""
    return name.startswith(IGNORED_STARTS) or name.endswith(IGNORED_ENDS) or name in IGNORED_NAMES


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files below a folder by path relative to the site, sorted, and what is wrong."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def find_files(
    root: Path, folder: str, *, with_hidden: bool = False, follows_links: bool = False
) -> FoundFiles:
    """Return every file below a folder of the site, without editors' and hidden files.

    With ``with_hidden``, what hosts ask for by such a name, as ``.well-known/``, is among
    them. A link is a problem: what it leads to may not be the site's, or not meant to be
    seen. ``follows_links`` is for what is shipped, which an installer may have linked.
    """
    link = None if follows_links else find_link(root, folder)
    if link:
        return FoundFiles((), (link,))
    walker = _Walker(root, with_hidden, follows_links)
    walker.enter(root / folder, folder)
    if len(walker.paths) > MOST_FILES:
        message = f"expected at most {MOST_FILES:,} files, found more"
        excess = Problem(Location(folder), "count", message, "make a site of a part of them")
        return FoundFiles((), (excess,))
    twins = _find_twins(walker.paths)
    return FoundFiles(tuple(sorted(walker.paths)), (*walker.problems, *twins))


@dataclass(slots=True)
class _Walker:
    """Walks through folders, and keeps the files and the problems that it meets."""

    root: Path
    with_hidden: bool
    follows_links: bool
    paths: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def enter(self, folder: Path, name: str) -> None:
        """Keep what a folder holds; one that is not there holds nothing."""
        if name.count("/") > DEEPEST_FOLDER:
            message = f"folders are nested more than {DEEPEST_FOLDER} deep"
            self.report(name, "depth", message, "move it up")
        # Unlike those of a path, these do not raise where nobody may look, or a link is too long.
        elif os.path.isdir(folder):  # noqa: PTH112
            for entry in self._scan(folder, name):
                if len(self.paths) <= MOST_FILES and not self._is_ignored(entry.name):
                    self._meet(entry, f"{name}/{entry.name}")
        elif os.path.exists(folder):  # noqa: PTH110
            message = "expected a folder, found a file"
            self.report(name, "folder", message, "rename the file, and make a folder")

    def report(self, path: str, code: str, message: str, hint: str) -> None:
        """Take note of an error."""
        self.problems.append(Problem(Location(show_text(path)), code, message, hint))

    def _is_ignored(self, name: str) -> bool:
        return is_leftover(name) or (name.startswith(".") and not self.with_hidden)

    def _scan(self, folder: Path, name: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(_report_unreadable(name, error))
            return []

    def _meet(self, file: os.DirEntry[str], path: str) -> None:
        if UNSHOWN.search(file.name):
            message = "the name of this file holds characters that cannot be shown"
            self.report(path, "name", message, "rename it with letters, digits and hyphens")
            return
        if mistake := find_name_mistake(file.name):
            hint = "rename it, so that the site can be copied to any computer"
            self.problems.append(Problem(Location(path), "name", mistake, hint, Severity.WARNING))
        if file.is_symlink() and not self.follows_links:
            self.problems.append(_check_link(self.root, path))
        # Unlike an entry's, the methods of a path do not raise where a link leads to itself.
        elif os.path.isdir(file.path):  # noqa: PTH112 - quicker, for each of many files
            self.enter(Path(file.path), path)
        elif os.path.isfile(file.path):  # noqa: PTH113
            self.paths.append(path)


def _find_twins(paths: list[str]) -> Iterator[Problem]:
    """Yield a problem for each file whose path another has but for case or Unicode form."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        first = seen.setdefault(fold_name(path), path)
        if first != path:
            is_same = unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", path)
            alike = (
                "look the same to you, but not to a computer" if is_same else "differ only in case"
            )
            message = f"this file and {first} have names that {alike}"
            hint = "rename one: some computers keep only one of the two"
            yield Problem(Location(path), "collision", message, hint)


def find_link(root: Path, path: str) -> Problem | None:
    """Return why a path is not followed if it, or a folder of the site on the way, is a link."""
    parts = path.split("/")
    ways = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    # Quicker than paths, for each of many files.
    link = next((way for way in ways if os.path.islink(f"{root}/{way}")), "")  # noqa: PTH114
    return _check_link(root, link) if link else None


def _check_link(root: Path, path: str) -> Problem:
    """Return why a link is not followed: what it leads to may be private under its own name."""
    link = root / path
    # Unlike those of a path, these do not raise where nobody may look, or a link is too long.
    is_folder, is_file = os.path.isdir(link), os.path.isfile(link)  # noqa: PTH112, PTH113
    kind = "folder" if is_folder else "file" if is_file else "file or folder"
    hint = f"delete it and copy the {kind} itself here"
    # Unlike Path.resolve, realpath does not raise where a link leads to itself.
    if not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root)):
        message = "this shortcut (symbolic link) leads out of the site"
        return Problem(Location(path), "link-outside", message, hint)
    if is_folder:
        message = "a shortcut (symbolic link) to a folder is not followed"
        return Problem(Location(path), "link-folder", message, hint, Severity.WARNING)
    if not is_file:
        message = "this shortcut (symbolic link) leads to no file"
        return Problem(
            Location(path), "unreadable", message, "delete it, or put the file itself here"
        )
    message = "a shortcut (symbolic link) to a file is not followed"
    return Problem(Location(path), "link-file", message, hint)


def read_bytes(
    root: Path, path: str, limit: int, *, follows_links: bool = False
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return what a file of at most ``limit`` bytes holds, or why it cannot be read."""
    link = None if follows_links else find_link(root, path)
    if link:
        return None, (link,)
    whole = f"{root}/{path}"
    if _is_odd(whole):
        # To open a pipe or a device may wait for ever.
        message, hint = "expected a file, found something else", "put a file in its place"
        return None, (Problem(Location(show_text(path)), "unreadable", message, hint),)
    try:
        # Quicker than a path, for each of many files.
        with open(whole, "rb") as file:  # noqa: PTH123
            data = file.read(limit + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        return None, (_report_unreadable(path, error),)
    if len(data) <= limit:
        return data, ()
    message = f"expected at most {limit:,} bytes, found {size:,}"
    is_entry = not path.endswith(".toml")
    hint = (
        "divide it, or put the data into another file"
        if is_entry
        else "take out what is no setting"
    )
    return None, (Problem(Location(path), "size", message, hint),)


def read_head(root: Path, path: str, most: int) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return the first bytes of a file that was found, at most so many, or why it has none."""
    try:
        with open_plain(root, path) as file:
            return file.read(most), ()
    except OSError as error:
        return None, (_report_unreadable(path, error),)


def open_plain(root: Path, path: str) -> BufferedReader:
    """Open a plain file of the site; raises ``OSError`` for a link, a pipe and what is not there.

    It may have been another kind of file when it was found.
    """
    if find_link(root, path):
        raise PermissionError(errno.EPERM, "this is a link", path)
    # To open a pipe would wait for ever, and a link may have come meanwhile.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    number = os.open(root / path, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise PermissionError(errno.EPERM, "this is no plain file", path)
    return os.fdopen(number, "rb")


def _is_odd(path: str) -> bool:
    """Tell whether there is something that is no plain file."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except OSError:
        return False


def digest_file(root: Path, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the SHA-256 of a file, or why it cannot be read."""
    try:
        with open_plain(root, path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), ()
    except OSError as error:
        return None, (_report_unreadable(path, error),)


def _report_unreadable(path: str, error: OSError) -> Problem:
    message = f"this cannot be read: {error.strerror or error}"
    hint = "check its permissions, and that it is still there"
    return Problem(Location(show_text(path)), "unreadable", message, hint)
