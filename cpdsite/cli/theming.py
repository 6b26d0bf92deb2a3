"""The commands on themes: ``theme list`` and ``theme eject``."""

import sys
from pathlib import Path

import click

from cpdsite.cli.group import EXIT_PROBLEMS, Group, site_option
from cpdsite.cli.printing import find_way, say, show
from cpdsite.errors import find_errors


@click.group(cls=Group)
def theme() -> None:
    """List the themes, or copy a template of one to change it."""


@theme.command("list")
@site_option
def list_themes(site: Path) -> None:
    """List the themes, the options of the one in use, and your own templates."""
    from cpdsite.commands.site_folder import find_site
    from cpdsite.commands.themes import list_site_themes, write_themes
    from cpdsite.errors import show_text

    found = list_site_themes(find_site(site))
    for line in write_themes(found):
        click.echo(show_text(line))
    show(found.problems, "text")
    if find_errors(found.problems):
        sys.exit(EXIT_PROBLEMS)


@theme.command()
@click.argument("template")
@site_option
def eject(template: str, site: Path) -> None:
    """Copy a template of the theme into templates/, and print its path."""
    from cpdsite.commands.eject import eject_template
    from cpdsite.commands.site_folder import find_site

    ejected = eject_template(find_site(site), template)
    click.echo(find_way(ejected.path))
    for hint in ejected.hints:
        say(hint)
