"""A theme read from its folder: templates, static files and the options it declares."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cpdsite.errors import Location, Problem
from cpdsite.shipped import find_shipped
from cpdsite.site.assets import OPTIONS_TEMPLATE, Look, StaticFile, find_missing
from cpdsite.toml import Table, decode_toml

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
    as ``folio/entry.html`` too, so that a template can extend the one it replaces.
    """

    name: str
    templates: Mapping[str, Template]
    look: Look
    digest: str


@dataclass(frozen=True, slots=True)
class _Folder:
    name: str
    parent: str
    options: tuple[Option, ...]
    templates: dict[str, Template]
    static: dict[str, StaticFile]


def load_theme(
    root: Path, name: str, values: tuple[tuple[str, object], ...]
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return a theme with the options that the settings give, and what is wrong with it."""
    problems: list[Problem] = []
    folders = list(_find_folders(root, name, problems))
    own = _read_templates(root / "templates", "templates", problems)
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
    options = _read_options(folders, values, problems)
    source = templates[OPTIONS_TEMPLATE].source if OPTIONS_TEMPLATE in templates else ""
    look = Look(tuple(static[path] for path in sorted(static)), options, source)
    problems += [
        Problem(
            Location(origin),
            "theme",
            f"url({address}) names no file of the theme",
            "add the file to static/, or take the url() out",
        )
        for origin, address in find_missing(look)
    ]
    return Theme(name, templates, look, _digest(templates, look)), tuple(problems)


def _find_folders(root: Path, name: str, problems: list[Problem]) -> Iterator[_Folder]:
    """Yield a theme and its parents, nearest first."""
    seen: set[str] = set()
    asker = "cpdsite.toml"
    while name:
        own = root / "themes" / name
        path = own if own.is_dir() else find_shipped("themes", name)
        origin = f"themes/{name}"
        if name in seen or not (path / "theme.toml").is_file():
            message = (
                f'there is no theme "{name}"'
                if name not in seen
                else f'the theme "{name}" extends itself'
            )
            known = ", ".join(list_themes(root))
            problems.append(Problem(Location(asker), "theme", message, f"choose from {known}"))
            return
        seen.add(name)
        folder = _read_folder(name, path, origin, problems)
        yield folder
        asker, name = f"{origin}/theme.toml", folder.parent


def list_themes(root: Path) -> tuple[str, ...]:
    """Return the names of the themes that a site can use."""
    folders = (root / "themes", find_shipped("themes"))
    found = {path.parent.name for folder in folders for path in folder.glob("*/theme.toml")}
    return tuple(sorted(found))


def _read_folder(name: str, path: Path, origin: str, problems: list[Problem]) -> _Folder:
    file = f"{origin}/theme.toml"
    values, lines, mistakes = decode_toml(file, (path / "theme.toml").read_bytes())
    table = Table(file, lines, values or {}, mistakes)
    table.text("name", required=True)
    table.text("description")
    api = table.integer("api", API)
    if api != API:
        table.report(
            "api", f"api: this cpdsite has version {API}, found {api}", f"write api = {API}"
        )
    parent = table.text("extends")
    options = table.table("options")
    declared = tuple(_read_option(key, options.table(key)) for key in options.anything())
    table.finish()
    problems += mistakes
    static = {
        file.relative_to(path / "static").as_posix(): StaticFile(
            file.relative_to(path / "static").as_posix(),
            file.read_bytes(),
            f"{origin}/static/{file.relative_to(path / 'static').as_posix()}",
        )
        for file in _list_files(path / "static")
    }
    templates = _read_templates(path / "templates", f"{origin}/templates", problems)
    return _Folder(name, parent, declared, templates, static)


def _list_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    )


def _read_templates(folder: Path, origin: str, problems: list[Problem]) -> dict[str, Template]:
    templates = {}
    for path in _list_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            templates[name] = Template(path.read_text("utf-8"), f"{origin}/{name}")
        except UnicodeDecodeError:
            message = "expected text in UTF-8, found another encoding"
            location = Location(f"{origin}/{name}")
            problems.append(Problem(location, "encoding", message, "save the file as UTF-8"))
    return templates


def _read_option(name: str, table: Table) -> Option:
    kind = table.choice("kind", KINDS, "choice")
    option = Option(
        name,
        kind,
        table.boolean("default", default=False)
        if kind == "boolean"
        else table.text("default", required=True),
        table.text("description", required=True),
        table.texts("choices"),
    )
    if not _fits(option, option.default):
        table.report("default", f"default: expected {_describe(option)}", "mend the default")
    table.finish()
    return option


def _read_options(
    folders: list[_Folder], values: tuple[tuple[str, object], ...], problems: list[Problem]
) -> tuple[tuple[str, object], ...]:
    """Return every option with the value that the site gives it, or its default."""
    declared = {option.name: option for folder in reversed(folders) for option in folder.options}
    given = dict(values)
    table = Table("cpdsite.toml", [], given, problems, ("theme",))
    chosen: dict[str, object] = {}
    for name, option in declared.items():
        value = given.get(name, option.default)
        if not _fits(option, value):
            table.report(
                name,
                f"[theme] {name}: expected {_describe(option)}, found {value!r}",
                f"write {name} = {json.dumps(option.default)}, the default ({option.description})",
            )
            value = option.default
        chosen[name] = value
    for name in given:
        if name not in declared:
            known = ", ".join(declared) or "none"
            table.report(
                name, f'[theme]: the theme has no option "{name}"', f"its options are {known}"
            )
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
