"""A theme read from its folder: templates, static files and the options it declares."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem
from cpdsite.files import find_files, read_bytes
from cpdsite.limits import SETTINGS_BYTES, STATIC_BYTES, TEMPLATE_BYTES
from cpdsite.settings import FILE_NAME
from cpdsite.shipped import find_shipped
from cpdsite.site.assets import OPTIONS_TEMPLATE, Look, StaticFile, find_missing
from cpdsite.text import decode_text
from cpdsite.toml.decode import decode_toml
from cpdsite.toml.places import find_line
from cpdsite.toml.table import Table, show

API = 1
"""The version of what themes can rely on: templates, views, filters and functions."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
KINDS = ("colour", "choice", "boolean")


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its source, and its path for messages."""

    source: str
    origin: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option that a theme declares; ``choices`` for the kind ``choice``."""

    name: str
    kind: str
    default: object
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its parents and the site's own templates on top.

    ``templates`` holds each template under its name, and the theme's and the parents' own
    as ``folio/entry.html`` too, so that a template can extend the one it replaces. ``own``
    names those that the site itself holds. ``is_shipped`` tells that the theme and its
    parents come with cpdsite, so that none can be missing. ``is_whole`` tells that its parents
    are there: without one, templates are missing for a reason that was told.
    """

    name: str
    templates: Mapping[str, Template]
    own: frozenset[str]
    is_shipped: bool
    is_whole: bool
    look: Look
    digest: str


@dataclass(frozen=True, slots=True)
class _Folder:
    name: str
    parent: str
    options: tuple[Option, ...]
    templates: dict[str, Template]
    static: dict[str, StaticFile]
    lines: list[str]
    is_shipped: bool


def load_theme(
    root: Path, name: str, values: tuple[tuple[str, object], ...], lines: tuple[str, ...] = ()
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return a theme with the options that the settings give, and what is wrong with it.

    ``lines`` are those of the settings, in which options are found.
    """
    problems: list[Problem] = []
    folders = list(_find_folders(root, name, problems, list(lines)))
    is_whole = not any(problem.code == "theme" for problem in problems)
    own = _read_templates(_Source(root, is_shipped=False, problems=problems), "templates")
    if not folders:
        return None, tuple(problems)
    templates = {
        f"{folder.name}/{path}": template
        for folder in folders
        for path, template in folder.templates.items()
    }
    static: dict[str, StaticFile] = {}
    for folder in reversed(folders):
        templates |= folder.templates
        static |= folder.static
    templates |= own
    table = Table(FILE_NAME, list(lines), {}, problems, ("theme",))
    options = _read_options(folders, dict(values), table)
    source = templates[OPTIONS_TEMPLATE].source if OPTIONS_TEMPLATE in templates else ""
    look = Look(tuple(static[path] for path in sorted(static)), options, source)
    problems += find_missing(look)
    shipped = {
        it.origin for folder in folders if folder.is_shipped for it in folder.templates.values()
    }
    mine = frozenset(key for key, it in templates.items() if it.origin not in shipped)
    is_shipped = all(folder.is_shipped for folder in folders)
    digest = _digest(templates, look)
    return Theme(name, templates, mine, is_shipped, is_whole, look, digest), tuple(problems)


def _find_folders(
    root: Path, name: str, problems: list[Problem], settings: list[str]
) -> Iterator[_Folder]:
    """Yield a theme and its parents, nearest first; ``settings`` are the lines of the settings."""
    key = "name" if find_line(settings, ("theme", "name")) else "theme"
    seen: list[str] = []
    asker, lines = FILE_NAME, [""]
    while name:
        own = root / "themes" / name
        path = own if os.path.lexists(own) else find_shipped("themes", name)
        origin = f"themes/{name}"
        if name in seen or not (path / "theme.toml").is_file():
            line = find_line(lines, ("extends",))
            message = f'there is no theme "{name}"'
            if name in seen:
                message = f'the theme "{name}" extends itself'
            elif own.is_dir():
                message = f'the theme "{name}" has no {origin}/theme.toml'
            known = tuple(it for it in list_themes(root) if it not in seen)
            cure = (
                f'write {key} = "{known[0]}"'
                if len(known) == 1
                else f"choose from {', '.join(known)}"
            )
            hint = cure if name in seen else f"{cure}, or add {origin}/theme.toml"
            place = Location(asker, line, min(line, 1))
            problems.append(Problem(place, "theme", message, hint, source=lines[line - 1]))
            return
        seen.append(name)
        folder = _read_folder(
            name, _Source(path.parents[1], is_shipped=path != own, problems=problems)
        )
        yield folder
        asker, lines, name = f"{origin}/theme.toml", folder.lines, folder.parent
        key = "extends"


def list_themes(root: Path) -> tuple[str, ...]:
    """Return the names of the themes that a site can use."""
    folders = (root / "themes", find_shipped("themes"))
    found = {path.parent.name for folder in folders for path in folder.glob("*/theme.toml")}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Source:
    """Where files of a theme are: below a site, or below what is shipped."""

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


def _read_folder(name: str, source: _Source) -> _Folder:
    origin = f"themes/{name}"
    parent, declared, lines = _read_declaration(f"{origin}/theme.toml", source)
    folder = f"{origin}/static"
    static = {
        path: StaticFile(path, data, f"{folder}/{path}", is_own=not source.is_shipped)
        for path, data in source.read_all(folder, STATIC_BYTES)
    }
    templates = _read_templates(source, f"{origin}/templates")
    return _Folder(name, parent, declared, templates, static, lines, source.is_shipped)


def _read_declaration(file: str, source: _Source) -> tuple[str, tuple[Option, ...], list[str]]:
    """Return which theme a ``theme.toml`` extends, the options it declares, and its lines."""
    data = source.read(file, SETTINGS_BYTES)
    values, lines, mistakes = decode_toml(file, data) if data is not None else (None, [], [])
    source.problems.extend(mistakes)
    if values is None:
        return "", (), [""]
    table = Table(file, lines, values, source.problems)
    table.text("name", required=True)
    table.text("description")
    api = table.integer("api", API)
    if api != API:
        message = f"api: this cpdsite has version {API}, found {api}"
        table.report("api", message, f"write api = {API}")
    parent = table.text("extends")
    options = table.table("options")
    declared = tuple(_read_option(key, options.table(key)) for key in options.anything())
    table.finish()
    return parent, declared, lines


def _read_templates(source: _Source, folder: str) -> dict[str, Template]:
    templates = {}
    for path, data in source.read_all(folder, TEMPLATE_BYTES):
        text, mistakes = decode_text(f"{folder}/{path}", data)
        source.problems.extend(mistakes)
        if text is not None:
            templates[path] = Template(text, f"{folder}/{path}")
    return templates


def _read_option(name: str, table: Table) -> Option:
    kind = table.choice("kind", KINDS, "")
    if not kind:
        # What its default must be is not known.
        table.anything()
        return Option(name, "", "", "")
    option = Option(
        name,
        kind,
        table.boolean("default", default=False)
        if kind == "boolean"
        else table.text("default", required=True),
        table.text("description", required=True),
        table.texts("choices"),
    )
    if kind == "choice" and not option.choices:
        cure = f'add choices = ["{option.default or "one"}", "another"]'
        table.report("choices", "choices is missing", cure)
    elif option.default and not _fits(option, option.default):
        message = f"default: expected {_describe(option)}, found {show(option.default)}"
        table.report("default", message, f"write a default that is {_describe(option)}")
    table.finish()
    return option


def _read_options(
    folders: list[_Folder], given: dict[str, object], table: Table
) -> tuple[tuple[str, object], ...]:
    """Return every option with the value that the site gives it, or its default."""
    declared = {option.name: option for folder in reversed(folders) for option in folder.options}
    chosen: dict[str, object] = {}
    for name, option in declared.items():
        value = given.get(name, option.default)
        # A kind or a default that cannot be used is the theme's mistake, told there.
        if name in given and option.kind and not _fits(option, value):
            table.report(
                name,
                f"[theme] {name}: expected {_describe(option)}, found {show(value)}",
                f"write {name} = {json.dumps(option.default)}, the default ({option.description})",
            )
            value = option.default
        chosen[name] = value
    for name in given:
        if name not in declared:
            known = ", ".join(declared) or "none"
            message = f'[theme]: the theme has no option "{name}"'
            table.report(name, message, f"its options are {known}", "unknown-key")
    return tuple(sorted(chosen.items()))


def _fits(option: Option, value: object) -> bool:
    if option.kind == "boolean":
        return isinstance(value, bool)
    if option.kind == "colour":
        return isinstance(value, str) and COLOUR.fullmatch(value) is not None
    return value in option.choices


def _describe(option: Option) -> str:
    examples = {"boolean": "true or false", "colour": "a colour such as #1f5f5b"}
    return examples.get(option.kind) or f"one of {', '.join(option.choices)}"


def _digest(templates: Mapping[str, Template], look: Look) -> str:
    digest = hashlib.sha256()
    for name in sorted(templates):
        digest.update(repr((name, templates[name].source)).encode("utf-8", "surrogatepass"))
    for file in look.static:
        digest.update(repr((file.path, file.content)).encode())
    digest.update(repr(look.options).encode())
    return digest.hexdigest()
