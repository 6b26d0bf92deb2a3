"""The commands that write what a person then edits: ``init`` and ``new``."""

from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import site_option, today_option
from cpdsite.cli.printing import find_way, say
from cpdsite.errors import UsageError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--name", default="", help="Your name, for the profile.")
@click.option("--number", default="", help="Your membership number.")
@click.option("--grade", default="", help="Your grade, such as associate or member.")
@click.option("--example", is_flag=True, help="Begin with the complete example portfolio.")
@today_option
def init(folder: Path, name: str, number: str, grade: str, example: bool, today: date) -> None:
    """Make a new site that builds at once; nothing is ever overwritten."""
    from cpdsite.commands.init import NewSite, create_site, list_notes

    if example and (name or number or grade):
        raise UsageError("--example brings its own person: leave out --name, --number and --grade")
    known = NewSite(today=today.isoformat(), name=name, number=number, grade=grade, example=example)
    made = create_site(folder, known)
    say(f"Wrote {len(made.files)} files to {click.format_filename(folder)}.")
    for note in list_notes(made, known):
        say(note)


@click.command()
@click.argument("title")
@click.option("--date", "when", default="", help="The day, month or year: 2026-03-12, 2026-03.")
@click.option("--type", "kind", default="", help="One of the scheme's activity types.")
@click.option("--provider", default="", help="Mentor or coach, course provider, publication.")
@site_option
@today_option
def new(title: str, when: str, kind: str, provider: str, site: Path, today: date) -> None:
    """Begin an activity as a draft with the scheme's prompts, and print its path."""
    from cpdsite.commands.new import NewActivity, create_activity
    from cpdsite.commands.site_folder import find_site

    known = NewActivity(title=title, date=when or today.isoformat(), type=kind, provider=provider)
    path = create_activity(find_site(site), known)
    click.echo(find_way(path))
    say("It is a draft: write status: published in it when it is finished.")
