"""The command ``export``."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import site_option, today_option
from cpdsite.cli.printing import say
from cpdsite.errors import UsageError
from cpdsite.portfolio.dates import Period

FORMS = ("pdf", "docx", "xlsx", "csv", "json", "txt", "html", "resume")
PRIVATE = "private"


@click.command()
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="The format, where the name does not say it; without a name, to standard output.",
)
@click.option("--from", "start", default="", metavar="DATE", help="The first day, month or year.")
@click.option("--to", "end", default="", metavar="DATE", help="The last day, month or year.")
@click.option("--year", default="", help="A CPD year, such as 2025 or 2024-25.")
@click.option("--last", default="", metavar="LENGTH", help="The time up to today, such as 12m.")
@click.option("--scheme", default="", help="The scheme whose sheet it is; default: the site's.")
@click.option("--featured", is_flag=True, help="Only what is featured.")
@click.option(
    "--include",
    type=click.Choice([PRIVATE]),
    help="Private activities and evidence too, for a copy of your own.",
)
@click.option("--archival", is_flag=True, help="PDF that is PDF/A as well, to be kept for decades.")
@click.option("--bom", is_flag=True, help="CSV with a byte-order mark, for an older Excel.")
@click.option("--overwrite", is_flag=True, help="Replace a file that export did not write.")
@site_option
@today_option
def export(
    out: Path | None,
    form: str | None,
    start: str,
    end: str,
    year: str,
    last: str,
    scheme: str,
    featured: bool,
    include: str | None,
    archival: bool,
    bom: bool,
    overwrite: bool,
    site: Path,
    today: date,
) -> None:
    """Write the record to a file: PDF, Word, Excel, CSV, JSON or plain text, by its ending."""
    from cpdsite.commands.export import ExportOptions, make_export
    from cpdsite.commands.exported_files import check_target, write_exported
    from cpdsite.commands.periods import Asked
    from cpdsite.commands.site_folder import find_site
    from cpdsite.hosts import choose_base_url

    chosen = form or _find_form(out)
    _check_options(chosen, archival=archival, bom=bom)
    root = find_site(site)
    options = ExportOptions(
        today=today,
        form=chosen,
        asked=Asked(start=start, end=end, year=year, last=last),
        scheme=scheme,
        is_featured=featured,
        has_private=include == PRIVATE,
        is_archival=archival,
        has_mark=bom,
        base_url=choose_base_url("", os.environ),
    )
    if out is not None and not overwrite:
        check_target(root, out)
    made = make_export(root, options)
    if out is None:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
    else:
        write_exported(root, out, made.content)
    where = f"{click.format_filename(out)}: " if out else ""
    say(where + _describe(made.shown, made.period, made.left_out))
    if any(PRIVATE in reason for reason in made.left_out):
        say("To add what is private to a copy of your own, give --include private.")
    for note in made.notes:
        say(note)


def _check_options(form: str, *, archival: bool, bom: bool) -> None:
    if archival and form != "pdf":
        raise UsageError(f"--archival is for PDF alone, and this is {form}: leave it out")
    if bom and form != "csv":
        raise UsageError(f"--bom is for CSV alone, and this is {form}: leave it out")


def _find_form(out: Path | None) -> str:
    from cpdsite.exporters.formats import FORMATS, find_format

    found = find_format(out.name) if out else None
    if found:
        return found
    endings = ", ".join(it.suffix for it in FORMATS.values())
    if out is None:
        raise UsageError("name a file, such as: cpdsite export record.pdf, or give --format")
    raise UsageError(f"{out.name}: expected a name that ends in one of {endings}, or --format")


def _describe(shown: int, period: Period, left_out: tuple[str, ...]) -> str:
    from cpdsite.portfolio.dates import format_day
    from cpdsite.report import list_reasons

    days = [format_day(day) for day in (period.start, period.end) if day]
    counted = "1 activity" if shown == 1 else f"{shown} activities"
    covered = f", {' to '.join(days)}" if shown and days else ""
    return f"{counted}{covered}{list_reasons(left_out)}."
