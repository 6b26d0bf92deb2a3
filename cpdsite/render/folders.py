"""The folders of a theme and of those that it extends, read one after the other."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem
from cpdsite.files import find_files, read_bytes
from cpdsite.limits import SETTINGS_BYTES, STATIC_BYTES, TEMPLATE_BYTES
from cpdsite.render.options import Option, read_option
from cpdsite.settings import FILE_NAME, NAME
from cpdsite.shipped import find_shipped
from cpdsite.site.assets import StaticFile
from cpdsite.text import decode_text
from cpdsite.toml.decode import decode_toml
from cpdsite.toml.places import find_line
from cpdsite.toml.table import Table

API = 1
"""The version of what themes can rely on: templates, views, filters and functions."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its source, and its path for messages."""

    source: str
    origin: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a ``theme.toml`` says: ``parent`` is the theme that it extends.

    ``lines`` are those of the file.
    """

    title: str = ""
    description: str = ""
    parent: str = ""
    options: tuple[Option, ...] = ()
    lines: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """The folder of one theme, by what is in it; templates and static files by their paths."""

    name: str
    declaration: Declaration
    templates: Mapping[str, Template]
    static: Mapping[str, StaticFile]
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where files of a theme are: below a site, or below what is shipped.

    ``problems`` takes note of what cannot be read.
    """

    root: Path
    is_shipped: bool
    problems: list[Problem]

    def read(self, path: str, limit: int) -> bytes | None:
        """Return what a file holds, or take note of why it cannot be read."""
        data, problems = read_bytes(self.root, path, limit, follows_links=self.is_shipped)
        self.problems.extend(problems)
        return data

    def read_all(self, folder: str, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield the path below a folder of each file that it holds, and what is in it."""
        found = find_files(self.root, folder, follows_links=self.is_shipped)
        self.problems.extend(found.problems)
        for path in found.paths:
            data = self.read(path, limit)
            if data is not None:
                yield path.removeprefix(f"{folder}/"), data


def find_folders(
    root: Path, name: str, problems: list[Problem], settings: list[str]
) -> Iterator[ThemeFolder]:
    """Yield a theme and its parents, nearest first; ``settings`` are the lines of the settings."""
    key = "name" if find_line(settings, ("theme", "name")) else "theme"
    seen: list[str] = []
    asker, lines = FILE_NAME, [""]
    while name:
        source = find_source(root, name, problems)
        declaration = source.root / "themes" / name / "theme.toml"
        # Unlike that of a path, this does not raise where nobody may look.
        if name in seen or not os.path.isfile(declaration):  # noqa: PTH113
            line = find_line(lines, ("extends",))
            place = Location(asker, line, min(line, 1))
            message, hint = _describe_missing(root, name, seen, key)
            problems.append(Problem(place, "theme", message, hint, source=lines[line - 1]))
            return
        seen.append(name)
        folder = _read_folder(name, source)
        yield folder
        asker, name = f"themes/{name}/theme.toml", folder.declaration.parent
        key, lines = "extends", list(folder.declaration.lines)


def find_source(root: Path, name: str, problems: list[Problem]) -> Source:
    """Return where a theme is: in the site, else among what is shipped."""
    if os.path.lexists(root / "themes" / name):
        return Source(root, is_shipped=False, problems=problems)
    return Source(find_shipped("themes", name).parents[1], is_shipped=True, problems=problems)


def _describe_missing(root: Path, name: str, seen: list[str], key: str) -> tuple[str, str]:
    """Return that a theme is none, or extends itself, and what to write after a key instead."""
    origin = f"themes/{name}"
    message = f'there is no theme "{name}"'
    if name in seen:
        message = f'the theme "{name}" extends itself'
    elif os.path.isdir(root / origin):  # noqa: PTH112 - as above
        message = f'the theme "{name}" has no {origin}/theme.toml'
    known = tuple(it for it in list_themes(root) if it not in seen)
    cure = f'write {key} = "{known[0]}"' if len(known) == 1 else f"choose from {', '.join(known)}"
    return message, cure if name in seen else f"{cure}, or add {origin}/theme.toml"


def list_themes(root: Path) -> tuple[str, ...]:
    """Return the names of the themes that a site can use."""
    folders = (root / "themes", find_shipped("themes"))
    found = {path.parent.name for folder in folders for path in folder.glob("*/theme.toml")}
    return tuple(sorted(name for name in found if NAME.fullmatch(name)))


def _read_folder(name: str, source: Source) -> ThemeFolder:
    origin = f"themes/{name}"
    declaration = read_declaration(name, source)
    folder = f"{origin}/static"
    static = {
        path: StaticFile(path, data, f"{folder}/{path}", is_own=not source.is_shipped)
        for path, data in source.read_all(folder, STATIC_BYTES)
    }
    templates = read_templates(source, f"{origin}/templates")
    return ThemeFolder(name, declaration, templates, static, source.is_shipped)


def read_declaration(name: str, source: Source) -> Declaration:
    """Return what the ``theme.toml`` of a theme says."""
    file = f"themes/{name}/theme.toml"
    data = source.read(file, SETTINGS_BYTES)
    values, lines, mistakes = decode_toml(file, data) if data is not None else (None, [], [])
    source.problems.extend(mistakes)
    if values is None:
        return Declaration()
    table = Table(file, lines, values, source.problems)
    title = table.text("name", required=True)
    description = table.text("description")
    api = table.integer("api", API)
    if api != API:
        message = f"api: this cpdsite has version {API}, found {api}"
        table.report("api", message, f"write api = {API}")
    parent = table.text("extends")
    options = table.table("options")
    declared = tuple(read_option(key, options.table(key)) for key in options.anything())
    table.finish()
    return Declaration(title, description, parent, declared, tuple(lines))


def read_templates(source: Source, folder: str) -> dict[str, Template]:
    """Return each template below a folder under its path there."""
    templates = {}
    for path, data in source.read_all(folder, TEMPLATE_BYTES):
        text, mistakes = decode_text(f"{folder}/{path}", data)
        source.problems.extend(mistakes)
        if text is not None:
            templates[path] = Template(text, f"{folder}/{path}")
    return templates
