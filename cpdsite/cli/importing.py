"""The command ``import``."""

from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import site_option, today_option
from cpdsite.cli.printing import say
from cpdsite.errors import ProblemsError, RefusedError


def read_mapping(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return headings with the fields that they stand for, from ``Their heading=field``."""
    pairs = [value.rpartition("=") for value in values]
    for (heading, _sign, name), value in zip(pairs, values, strict=True):
        if not heading.strip() or not name.strip():
            example = "'Course name=title'"
            raise click.BadParameter(f"{value!r} is no heading with a field, such as {example}")
    return tuple((heading.strip(), name.strip()) for heading, _sign, name in pairs)


@click.command("import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--into",
    default="content/activities",
    help="The folder of the site to write to; default: content/activities.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option(
    "--scheme", default="", help="The scheme whose sheet it is; default: the site's first."
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    callback=read_mapping,
    metavar="HEADING=FIELD",
    help="What a column holds, such as 'Course name=title'; may be given several times.",
)
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="What comes first in dates such as 03/04/2026.",
)
@click.option(
    "--status",
    type=click.Choice(["draft", "private", "published"]),
    help="The status of new entries; default: draft. What needs a look stays a draft.",
)
@click.option(
    "--report",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How the report is written; JSON gives the account of every row and cell.",
)
@click.option("--details", is_flag=True, help="Tell in text what became of every row and cell.")
@site_option
@today_option
def import_record(
    files: tuple[Path, ...],
    into: str,
    dry_run: bool,
    scheme: str,
    mapping: tuple[tuple[str, str], ...],
    date_order: str | None,
    status: str | None,
    form: str,
    details: bool,
    site: Path,
    today: date,
) -> None:
    """Bring in a record kept elsewhere: Word, Excel, CSV or JSON; nothing is overwritten."""
    from cpdsite.commands.import_account import FORMATS, write_matches
    from cpdsite.commands.import_record import ImportOptions, plan_import, write_import
    from cpdsite.commands.site_folder import find_site
    from cpdsite.portfolio.activity import Status
    from cpdsite.quotation import still_text

    root = find_site(site)
    options = ImportOptions(
        today=today,
        into=into,
        scheme=scheme,
        status=Status(status) if status else None,
        mapping=mapping,
        date_order=date_order or "",
    )
    plan = plan_import(root, files, options)
    matches = write_matches(plan)
    if matches:
        say(still_text(matches, "\n"))
    questions = plan.find_questions()
    if questions:
        raise ProblemsError(questions)
    if not dry_run and not plan.find_empty():
        plan = write_import(root, plan)
    click.echo(still_text(FORMATS["short" if form == "text" and not details else form](plan), "\n"))
    if form != "text":
        say(plan.summarise())
    if plan.find_empty():
        raise RefusedError(plan.describe_empty())
