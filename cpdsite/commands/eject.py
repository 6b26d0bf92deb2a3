"""``cpdsite theme eject``: a template of the theme copied into the site."""

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpdsite.commands.site_folder import CACHE, open_theme
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.files import find_link
from cpdsite.render.stamps import COMMENT_END, stamp_copy
from cpdsite.render.theme import Theme
from cpdsite.settings import FILE_NAME
from cpdsite.store import write_new

FOLDER = "templates"
BLOCK = re.compile(r"\{%[-+]?\s*block\b")


@dataclass(frozen=True, slots=True)
class Ejected:
    """A copy of a template: where it is, of which original, and what to know of it."""

    path: Path
    original: str
    hints: tuple[str, ...]


def eject_template(root: Path, name: str) -> Ejected:
    """Copy a template of the theme in use into the site; an existing file is never touched."""
    _, theme, problems = open_theme(root)
    # With a mistake in the settings, nobody knows which theme is meant.
    is_sure = not any(it.is_error and it.location.path == FILE_NAME for it in problems)
    original = _find_original(name, theme) if theme else ""
    if theme is None or not is_sure or not (original or theme.is_whole):
        raise ProblemsError(problems)
    if not original:
        raise UsageError(_describe_unknown(root, name, theme))
    # A comment would end within the name.
    if COMMENT_END in original:
        raise UsageError(f'the name of "{original}" holds {COMMENT_END}: rename the template first')
    path = f"{FOLDER}/{original.partition('/')[2]}"
    link = find_link(root, path)
    if link:
        raise ProblemsError([link])
    source = theme.originals[original].source
    _write_copy(root, path, stamp_copy(original, source).encode())
    return Ejected(root / path, original, tuple(_list_hints(original, source)))


def _find_original(name: str, theme: Theme) -> str:
    """Return the whole name of the template that a name means; empty where it means none."""
    if name in theme.originals:
        return name
    return next((it for it in theme.originals if it.partition("/")[2] == name), "")


def _describe_unknown(root: Path, name: str, theme: Theme) -> str:
    asked = name.removeprefix(f"{theme.name}/").removeprefix("static/")
    if asked in {file.path for file in theme.look.static}:
        return _describe_static(root, asked, theme.name)
    known = sorted({it.partition("/")[2] for it in theme.originals})
    near = difflib.get_close_matches(name, [*known, *theme.originals], n=1)
    meant = f'did you mean "{near[0]}"? Its templates are' if near else "its templates are"
    return f'the theme {theme.name} has no template "{name}": {meant} {", ".join(known)}'


def _describe_static(root: Path, path: str, theme: str) -> str:
    """Return how a site replaces a static file, which needs no copy to begin with."""
    known = f"{path} is a static file, and only templates are copied"
    if (root / "themes" / theme).is_dir():
        return f"{known}: put yours at themes/{theme}/static/{path}"
    return (
        f"{known}: make a theme of your own that extends {theme}, and put yours into it. "
        f'Write name = "Mine" and extends = "{theme}" into themes/mine/theme.toml, '
        f'theme = "mine" into {FILE_NAME}, and the file to themes/mine/static/{path}'
    )


def _write_copy(root: Path, path: str, content: bytes) -> None:
    try:
        write_new(root / path, content, root / CACHE)
    except FileExistsError as error:
        if os.path.lexists(root / path):
            raise RefusedError(
                f"{path} is there already, and nothing is overwritten: "
                f"rename it, such as to {path}.bak, and run this again"
            ) from error
        raise  # a file stands where the folder must be


def _list_hints(original: str, source: str) -> Iterator[str]:
    yield (
        "Edit it: it stands in the place of the original. Leave its first line as it is, "
        "and cpdsite check tells you when the original has changed."
    )
    if BLOCK.search(source):
        yield (
            "To change one block only, extend the original instead: "
            f'begin with {{% extends "{original}" %}}, and write that block alone.'
        )
