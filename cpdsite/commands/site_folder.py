"""What commands share: a site folder found, read, and composed for an audience."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from cpdsite.content.load import Loaded, check_loaded, read_content
from cpdsite.content.reader import Reader
from cpdsite.errors import (
    Location,
    Problem,
    RefusedError,
    UsageError,
    find_errors,
    sort_problems,
)
from cpdsite.files import find_files, read_bytes
from cpdsite.limits import SETTINGS_BYTES
from cpdsite.prose.passage import Passages
from cpdsite.render.keys import find_renderer
from cpdsite.render.theme import Theme, load_theme
from cpdsite.settings import FILE_NAME, Settings, place_problem, read_settings
from cpdsite.store import read_store, write_store

CACHE = ".cpdsite"
FONTS = "fonts"
FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
"""How the names of the files end in which a PDF finds letters that ours lack."""

PASSAGES = "passages.json"
ENTRIES = "entries.json"
FEW = 30
"""How many pieces of prose the preview converts before it reads back what is stored of all."""

UNREAD = Settings(scheme=())
"""The settings of a site whose ``cpdsite.toml`` cannot be read."""

SOURCES = (FILE_NAME, "content", "templates", "themes", "schemes", "static", "fonts")
"""What in a site folder a person writes."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What need not be read or converted again: entries, digests of files, and prose."""

    reader: Reader
    passages: Passages


@dataclass(frozen=True, slots=True)
class Opened:
    """A site folder as read, with every problem met in reading it.

    ``lines`` are those of ``cpdsite.toml``. ``static`` and ``fonts`` map paths to digests.
    """

    root: Path
    settings: Settings
    lines: tuple[str, ...]
    loaded: Loaded
    theme: Theme | None
    static: Mapping[str, str]
    fonts: Mapping[str, str]
    memory: Memory
    problems: tuple[Problem, ...]

    @property
    def passages(self) -> Passages:
        """The prose of the site, converted."""
        return self.memory.passages

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing but what was read without a mistake would be composed."""
        return self.theme is not None and self.loaded.portfolio == self.loaded.suspect


def find_site(start: Path) -> Path:
    """Return the nearest folder, from here upwards, that holds a ``cpdsite.toml``."""
    resolved = start.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / FILE_NAME).is_file():
            if (folder / CACHE).is_symlink():
                raise RefusedError(f"{folder / CACHE} is a link: delete it, and run this again")
            return folder
    raise UsageError(
        f"there is no {FILE_NAME} in {start} or in a folder above it: "
        "go to your site's folder, name it with --site, or make one with cpdsite init my-cpd"
    )


def open_settings(root: Path) -> tuple[Settings, tuple[Problem, ...], tuple[str, ...]]:
    """Return the settings of a site, what is wrong with them, and their lines."""
    data, unreadable = read_bytes(root, FILE_NAME, SETTINGS_BYTES)
    if data is None:
        return UNREAD, unreadable, ()
    settings, mistakes = read_settings(data)
    return settings, mistakes, tuple(data.decode("utf-8-sig", "replace").splitlines())


def open_theme(root: Path) -> tuple[Settings, Theme | None, tuple[Problem, ...]]:
    """Return the settings and the theme of a site, and what is wrong with either."""
    settings, mistakes, lines = open_settings(root)
    theme, problems = load_theme(root, settings.theme, settings.theme_options, lines)
    found = (place_problem(problem, lines) for problem in (*mistakes, *problems))
    return settings, theme, sort_problems(found)


def open_memory(root: Path, *, clean: bool = False, keeps_last_good: bool = False) -> Memory:
    """Return what earlier runs stored; with ``clean``, nothing of it."""
    renderer = find_renderer()
    store = root / CACHE / ENTRIES
    reader = Reader(root, renderer, store, clean=clean, keeps_last_good=keeps_last_good)
    find_stored = None if clean else partial(read_store, root / CACHE / PASSAGES)
    return Memory(reader, Passages(renderer, find_stored, few=FEW if keeps_last_good else 0))


def open_site(root: Path, today: date, *, clean: bool = False) -> Opened:
    """Read a site folder; with ``clean``, without what earlier runs stored."""
    memory = open_memory(root, clean=clean)
    return check_opened(reopen_site(root, memory, None), today)


def check_opened(opened: Opened, today: date) -> Opened:
    """Return a site folder as read, with what is wrong with it as a whole."""
    checked = check_loaded(opened.loaded, today, opened.passages.read)
    placed = (place_problem(problem, opened.lines) for problem in checked)
    return replace(opened, problems=sort_problems((*opened.problems, *placed)))


def reopen_site(root: Path, memory: Memory, last: Opened | None) -> Opened:
    """Read a site folder of which much is known, without what is wrong with it as a whole.

    Settings, a theme, schemes and a person that hold mistakes give way to those that were
    opened ``last``.
    """
    settings, mistakes, lines = open_settings(root)
    if last is not None and find_errors(mistakes):
        settings = last.settings
    theme, theme_problems = load_theme(root, settings.theme, settings.theme_options, lines)
    if last is not None and last.theme is not None and find_errors(theme_problems):
        theme = last.theme
    known = last.loaded.portfolio if last is not None else None
    loaded = read_content(root, settings, memory.reader, known)
    static = find_files(root, "static", with_hidden=True)
    fonts = find_files(root, FONTS)
    letters = tuple(path for path in fonts.paths if path.casefold().endswith(FONT_ENDINGS))
    digests, lost = memory.reader.digest((*static.paths, *letters))
    found = (
        *(*mistakes, *theme_problems, *loaded.problems, *static.problems, *fonts.problems),
        *(*lost, *_check_folders(root)),
    )
    placed = sort_problems(place_problem(problem, lines) for problem in found)
    files, types = _split(digests, static.paths), _split(digests, letters)
    return Opened(root, settings, lines, loaded, theme, files, types, memory, placed)


def _split(digests: Mapping[str, str], paths: Iterable[str]) -> dict[str, str]:
    return {path: digests[path] for path in paths if path in digests}


def _check_folders(root: Path) -> Iterator[Problem]:
    """Yield a problem for each folder that is looked into by name, and is a file."""
    for name in ("schemes", "themes", FONTS):
        if os.path.isfile(root / name):  # noqa: PTH113 - it does not raise for a link too long
            message, hint = "expected a folder, found a file", "rename the file"
            yield Problem(Location(name), "folder", message, hint)


def store_cache(opened: Opened) -> None:
    """Keep what was read and converted for the next run; where nothing can be written, it goes without."""
    opened.memory.reader.save()
    data = opened.passages.dump()
    if data is not None:
        with contextlib.suppress(OSError):
            write_store(opened.root / CACHE / PASSAGES, data)


def find_manifest(root: Path, output: Path) -> Path:
    """Return where the manifest of an output folder lies."""
    folder = os.fsencode(os.path.realpath(output))
    return root / CACHE / f"manifest-{hashlib.sha256(folder).hexdigest()[:8]}.json"
