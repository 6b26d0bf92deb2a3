"""The group of all commands, and the options that several share."""

from datetime import date
from pathlib import Path

import click

from cpdsite import __version__

# Commands import their own modules inside, so that --help starts at once.

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class Group(click.Group):
    """Lists commands in the order in which a person meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands as they were added."""
        return list(self.commands)


def read_day(_: click.Context, __: click.Parameter, value: str) -> date:
    """Return a calendar date from the command line; without one, the reader's own day."""
    from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR

    try:
        day = date.fromisoformat(value) if value else date.today()  # noqa: DTZ011
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-12") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise click.BadParameter(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


site_option = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The site's folder; default: here, or the nearest folder above with a cpdsite.toml.",
)
today_option = click.option(
    "--today",
    metavar="DATE",
    default="",
    callback=read_day,
    help="The day that counts as today, for runs that can be repeated.",
)
problems_option = click.option(
    "--problems",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are written.",
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cpdsite", message="%(prog)s %(version)s")
def cli() -> None:
    """Keep a CPD portfolio as Markdown; publish it, with your institute's record sheet.

    Begin with `cpdsite init my-cpd`, then `cpdsite new "What I did"` and `cpdsite build`.
    """
