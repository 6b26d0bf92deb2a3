"""What commands share: a site folder found, read, and composed for an audience."""

import contextlib
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpdsite.content.files import digest_file, find_files
from cpdsite.content.load import Loaded, load_site
from cpdsite.errors import Problem, ProblemsError, UsageError, find_errors, sort_problems
from cpdsite.portfolio.portfolio import (
    Audience,
    LeftOut,
    Portfolio,
    find_left_out,
    find_withheld,
    visible,
)
from cpdsite.prose.passage import Passages
from cpdsite.render.keys import find_renderer
from cpdsite.render.theme import Theme, load_theme
from cpdsite.settings import FILE_NAME, Settings, place_problem, read_settings
from cpdsite.site.compose import compose
from cpdsite.site.directory import Material
from cpdsite.site.outputs import Site
from cpdsite.store import read_store, write_store

CACHE = ".cpdsite"
PASSAGES = "passages.json"
SOURCES = (FILE_NAME, "content", "templates", "themes", "schemes", "static")
"""What in a site folder a person writes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A site folder as read, with every problem met in reading it."""

    root: Path
    settings: Settings
    loaded: Loaded
    theme: Theme | None
    static: Mapping[str, str]
    passages: Passages
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A site for an audience, what was left out of it, and every problem so far."""

    site: Site
    assets: Mapping[str, str]
    theme: Theme
    shown: Portfolio
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def find_site(start: Path) -> Path:
    """Return the nearest folder, from here upwards, that holds a ``cpdsite.toml``."""
    resolved = start.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise UsageError(
        f"there is no {FILE_NAME} in {start} or in a folder above it: "
        "go to your site's folder, name it with --site, or make one with cpdsite init my-cpd"
    )


def open_site(root: Path, *, clean: bool = False) -> Opened:
    """Read a site folder; with ``clean``, without what earlier runs stored."""
    data = (root / FILE_NAME).read_bytes()
    settings, problems = read_settings(data)
    theme, theme_problems = load_theme(root, settings.theme, settings.theme_options)
    passages = Passages(find_renderer(), None if clean else read_store(root / CACHE / PASSAGES))
    loaded = load_site(root, settings, passages.read)
    static = find_files(root, "static", with_hidden=True)
    digests = {path: digest_file(root, path) for path in static.paths}
    found = (*problems, *theme_problems, *loaded.problems, *static.problems)
    placed = sort_problems(place_problem(problem, data) for problem in found)
    return Opened(root, settings, loaded, theme, digests, passages, placed)


def store_passages(opened: Opened) -> None:
    """Keep converted prose for the next run; a site that cannot be written to goes without."""
    data = opened.passages.dump()
    if data is not None:
        with contextlib.suppress(OSError):
            write_store(opened.root / CACHE / PASSAGES, data)


def compose_for(opened: Opened, audience: Audience, base_url: str) -> Composed:
    """Return the site that an audience sees.

    Raises ``ProblemsError`` where there is too little to compose a site of.
    """
    portfolio, theme = opened.loaded.portfolio, opened.theme
    if portfolio is None or theme is None:
        raise ProblemsError(opened.problems)
    left_out = find_left_out(portfolio, audience)
    shown = visible(portfolio, audience)
    material = Material(
        look=theme.look,
        base_url=base_url or opened.settings.base_url,
        files=opened.loaded.files,
        static=opened.static,
        hidden={it.entry.path: it.reason for it in left_out},
        withheld=find_withheld(portfolio, audience),
        lines=opened.loaded.lines,
    )
    site, assets = compose(shown, opened.settings, material, opened.passages.read)
    problems = sort_problems((*opened.problems, *site.problems))
    return Composed(site, assets, theme, shown, left_out, problems)


def refuse_problems(problems: tuple[Problem, ...], *, strict: bool) -> None:
    """Raise ``ProblemsError`` with all problems if any of them stops a build."""
    if find_errors(problems, strict=strict):
        raise ProblemsError(problems)


def find_manifest(root: Path, output: Path) -> Path:
    """Return where the manifest of an output folder lies."""
    folder = os.fspath(output.resolve()).encode("utf-8", "surrogateescape")
    return root / CACHE / f"manifest-{hashlib.sha256(folder).hexdigest()[:8]}.json"
