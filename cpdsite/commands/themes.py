"""``cpdsite theme list``: the themes of a site, their options, and the site's own templates."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpdsite.commands.site_folder import open_theme
from cpdsite.errors import Problem, sort_problems
from cpdsite.render.copies import find_stale_copies, is_stale
from cpdsite.render.folders import find_source, list_themes, read_declaration
from cpdsite.render.options import Option
from cpdsite.render.stamps import is_damaged, read_stamp
from cpdsite.render.theme import Theme
from cpdsite.settings import FILE_NAME

EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A theme that the site can use; ``parent`` is the one that it extends."""

    name: str
    title: str
    description: str
    parent: str
    is_shipped: bool
    is_used: bool


@dataclass(frozen=True, slots=True)
class OptionInfo:
    """An option of the theme in use, and its value in force."""

    option: Option
    value: object


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the site: the original that it is for, and how it stands to that."""

    path: str
    original: str
    state: str


@dataclass(frozen=True, slots=True)
class ThemeList:
    """What there is to know of a site's themes, and what is wrong with the one in use."""

    themes: tuple[ThemeInfo, ...]
    options: tuple[OptionInfo, ...]
    templates: tuple[OwnTemplate, ...]
    problems: tuple[Problem, ...]


def list_site_themes(root: Path) -> ThemeList:
    """Return the themes that a site can use, and what is to be known of the one in use."""
    settings, theme, problems = open_theme(root)
    themes = tuple(_describe_theme(root, it, settings.theme) for it in list_themes(root))
    if theme is None:
        return ThemeList(themes, (), (), problems)
    values = dict(theme.look.options)
    options = tuple(OptionInfo(it, values[it.name]) for it in theme.options)
    found = sort_problems((*problems, *find_stale_copies(theme)))
    return ThemeList(themes, options, tuple(_find_own(theme)), found)


def _describe_theme(root: Path, name: str, used: str) -> ThemeInfo:
    # What is wrong with a theme that is not in use is nobody's business.
    source = find_source(root, name, [])
    it = read_declaration(name, source)
    is_used = name == used
    return ThemeInfo(name, it.title, it.description, it.parent, source.is_shipped, is_used)


def _find_own(theme: Theme) -> Iterator[OwnTemplate]:
    for name in sorted(theme.own):
        template = theme.templates[name]
        # A theme of the site has its templates elsewhere.
        if template.origin == f"templates/{name}":
            original, state = _compare(name, template.source, theme)
            yield OwnTemplate(template.origin, original, state)


def _compare(name: str, source: str, theme: Theme) -> tuple[str, str]:
    """Return the original that a template of the site is for, and how it stands to that."""
    stamp = read_stamp(source)
    original = next((it for it in theme.originals if it.partition("/")[2] == name), "")
    if stamp and stamp.name not in theme.originals:
        return stamp.name, f"a copy of {stamp.name}, which the theme does not have"
    if stamp:
        change = "is no longer the same" if is_stale(stamp, theme) else "has not changed since"
        return stamp.name, f"a copy of {stamp.name}, which {change}"
    extended = EXTENDS.search(source)
    if original and extended and extended[1] == original:
        return original, f"extends {original}"
    if original:
        note = "its stamp cannot be read" if is_damaged(source) else "no copy of it with a stamp"
        return original, f"in place of {original}, {note}"
    return "", "in place of none"


def write_themes(found: ThemeList) -> Iterator[str]:
    """Yield the lines that tell a person of the themes of a site."""
    yield "Themes:"
    for it in found.themes:
        yield f"  {it.name} ({_write_origin(it)})"
        words = (it.title, it.description)
        yield f"      {': '.join(word for word in words if word) or 'It says nothing of itself.'}"
    used = next((it.name for it in found.themes if it.is_used), "")
    if found.options:
        yield ""
        yield f"Options of {used}, which [theme] in {FILE_NAME} sets:"
    for info in found.options:
        yield from _write_option(info)
    if found.templates:
        yield ""
        yield "Templates of this site:"
    for own in found.templates:
        yield f"  {own.path}: {own.state}"


def _write_origin(theme: ThemeInfo) -> str:
    parts = ["in use"] if theme.is_used else []
    parts.append("comes with cpdsite" if theme.is_shipped else "in this site")
    parts += [f"extends {theme.parent}"] if theme.parent else []
    return ", ".join(parts)


def _write_option(info: OptionInfo) -> Iterator[str]:
    it = info.option
    is_default = info.value == it.default
    default = "the default" if is_default else f"default: {_write_value(it.default)}"
    yield f"  {it.name} = {_write_value(info.value)} ({it.kind}; {default})"
    choices = f" ({', '.join(it.choices)})" if it.choices else ""
    yield f"      {it.description}{choices}"


def _write_value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
