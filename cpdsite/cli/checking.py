"""The commands that explain and write nothing: ``check``, ``status`` and ``why``."""

import sys
from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import EXIT_PROBLEMS, problems_option, site_option, today_option
from cpdsite.cli.printing import say, show
from cpdsite.errors import find_errors
from cpdsite.report import count_problems


@click.command()
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@site_option
@today_option
@problems_option
def check(strict: bool, site: Path, today: date, form: str) -> None:
    """Say what is wrong, in every entry at once, without building."""
    from cpdsite.commands.check import check_site
    from cpdsite.commands.site_folder import find_site

    problems = check_site(find_site(site), today)
    show(problems, form, to_output=True)
    say(f"{count_problems(problems)[:1].upper()}{count_problems(problems)[1:]}.")
    if find_errors(problems, strict=strict):
        sys.exit(EXIT_PROBLEMS)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write a list for programs.")
@site_option
@today_option
def status(as_json: bool, site: Path, today: date) -> None:
    """Say what waits: what is due or overdue, drafts, plans, reviews missing."""
    from cpdsite.commands.site_folder import find_site
    from cpdsite.commands.status import find_status, write_agenda, write_agenda_json
    from cpdsite.quotation import still_text

    found = find_status(find_site(site), today)
    if as_json:
        click.echo(write_agenda_json(found.agenda))
    for line in () if as_json else write_agenda(found.agenda):
        click.echo(still_text(line))
    if find_errors(found.problems):
        say("Some of what is written cannot be read, and may wait too: cpdsite check tells why.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@site_option
@today_option
def why(file: Path, site: Path, today: date) -> None:
    """Say what becomes of a file: its pages and records, or why it is left out."""
    from cpdsite.commands.site_folder import find_site
    from cpdsite.commands.why import explain_file

    reasons = explain_file(find_site(site), file, today)
    click.echo(reasons.path)
    for sentence in reasons.sentences:
        click.echo(f"  {sentence}")
    show(reasons.problems, "text", to_output=True)
