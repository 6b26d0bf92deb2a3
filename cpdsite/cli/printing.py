"""What the command line prints: sentences to standard error, results to standard output."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from cpdsite.errors import Problem


def say(text: str) -> None:
    """Print a sentence to standard error."""
    click.echo(text, err=True)


def show(problems: Iterable[Problem], form: str, *, to_output: bool = False) -> None:
    """Print problems in one of the forms."""
    from cpdsite.report import FORMATS

    text = FORMATS[form](problems)
    if text:
        click.echo(text, err=not to_output)


def find_way(path: Path) -> str:
    """Return a path from here, or whole where there is no way, as from one Windows drive."""
    try:
        return os.path.relpath(path)
    except (ValueError, OSError):
        return str(path)


def name_folder(folder: Path) -> str:
    """Return the path of a folder, from here where it is below."""
    shown = find_way(folder)
    return click.format_filename(str(folder) if shown.startswith("..") else shown)
