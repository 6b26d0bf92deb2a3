"""A theme: what its folder and those of its parents hold, with the site's own on top."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpdsite.errors import Location, Problem, Severity
from cpdsite.render.folders import Source, Template, ThemeFolder, find_folders, read_templates
from cpdsite.render.options import Option, choose_values
from cpdsite.render.stamps import remove_stamp
from cpdsite.settings import FILE_NAME
from cpdsite.site.assets import OPTIONS_TEMPLATE, Look, StaticFile, find_missing
from cpdsite.toml.table import Table


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its parents and the site's own templates on top.

    ``templates`` holds each template under its name, and the theme's and the parents' own
    as ``folio/entry.html`` too, so that a template can extend the one it replaces;
    ``originals`` holds these alone, those of the theme first. ``own`` names the templates
    that the site itself holds. ``is_shipped`` tells that the theme and its
    parents come with cpdsite, so that none can be missing. ``is_whole`` tells that its parents
    are there: without one, templates are missing for a reason that was told. ``options`` are
    those declared, which ``look`` gives their values.
    """

    name: str
    templates: Mapping[str, Template]
    own: frozenset[str]
    is_shipped: bool
    is_whole: bool
    look: Look
    digest: str
    options: tuple[Option, ...] = ()
    originals: Mapping[str, Template] = field(default_factory=dict)


def load_theme(
    root: Path, name: str, values: tuple[tuple[str, object], ...], lines: tuple[str, ...] = ()
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return a theme with the options that the settings give, and what is wrong with it.

    ``lines`` are those of the settings, in which options are found.
    """
    problems: list[Problem] = []
    folders = list(find_folders(root, name, problems, list(lines)))
    is_whole = not any(problem.code == "theme" for problem in problems)
    own = read_templates(Source(root, is_shipped=False, problems=problems), "templates")
    if not folders:
        return None, tuple(problems)
    originals = {
        f"{folder.name}/{path}": template
        for folder in folders
        for path, template in folder.templates.items()
    }
    templates: dict[str, Template] = {}
    static: dict[str, StaticFile] = {}
    for folder in reversed(folders):
        templates |= folder.templates
        static |= folder.static
    problems += _find_unused(own, originals)
    # A name with a theme before it always means the file of that theme.
    templates |= own | originals
    options = _gather_options(folders)
    table = Table(FILE_NAME, list(lines), {}, problems, ("theme",))
    chosen = choose_values(options, dict(values), table)
    # A stamp prints nothing, so the stylesheet keeps its address.
    source = (
        remove_stamp(templates[OPTIONS_TEMPLATE].source) if OPTIONS_TEMPLATE in templates else ""
    )
    look = Look(tuple(static[path] for path in sorted(static)), chosen, source)
    problems += find_missing(look)
    shipped = {
        it.origin for folder in folders if folder.is_shipped for it in folder.templates.values()
    }
    mine = frozenset(key for key, it in templates.items() if it.origin not in shipped)
    is_shipped = all(folder.is_shipped for folder in folders)
    digest = _digest(templates, look)
    theme = Theme(name, templates, mine, is_shipped, is_whole, look, digest, options, originals)
    return theme, tuple(problems)


def _find_unused(
    own: Mapping[str, Template], originals: Mapping[str, Template]
) -> Iterator[Problem]:
    """Yield a warning for each of the site's own templates that nothing can use."""
    for name in sorted(own.keys() & originals.keys()):
        message = f'"{name}" is always the template of the theme, so this one is never used'
        hint = f"move it to templates/{name.partition('/')[2]}"
        yield Problem(Location(own[name].origin), "template", message, hint, Severity.WARNING)


def _gather_options(folders: list[ThemeFolder]) -> tuple[Option, ...]:
    """Return the options of all folders; the nearest declaration of a name counts."""
    declared = {it.name: it for folder in reversed(folders) for it in folder.declaration.options}
    return tuple(declared.values())


def _digest(templates: Mapping[str, Template], look: Look) -> str:
    digest = hashlib.sha256()
    for name in sorted(templates):
        digest.update(repr((name, templates[name].source)).encode("utf-8", "surrogatepass"))
    for file in look.static:
        digest.update(repr((file.path, file.content)).encode())
    digest.update(repr(look.options).encode())
    return digest.hexdigest()
