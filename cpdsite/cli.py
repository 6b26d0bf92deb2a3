"""The command line; the only module that prints or reads the clock and the environment."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from cpdsite import __version__
from cpdsite.errors import (
    CpdsiteError,
    Problem,
    ProblemsError,
    UsageError,
    find_errors,
)
from cpdsite.report import count_problems, list_reasons

# Commands import their own modules inside, so that --help starts at once.

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class _Group(click.Group):
    """Lists commands in the order in which a person meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands)


def _read_day(_: click.Context, __: click.Parameter, value: str) -> date:
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
    callback=_read_day,
    help="The day that counts as today, for runs that can be repeated.",
)
problems_option = click.option(
    "--problems",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are written.",
)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cpdsite", message="%(prog)s %(version)s")
def cli() -> None:
    """Keep a CPD portfolio as Markdown; publish it, with your institute's record sheet.

    Begin with `cpdsite init my-cpd`, then `cpdsite new "What I did"` and `cpdsite build`.
    """


@cli.command()
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
    _say(f"Wrote {len(made.files)} files to {click.format_filename(folder)}.")
    for note in list_notes(made, known):
        _say(note)


@cli.command()
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
    click.echo(_find_way(path))
    _say("It is a draft: write status: published in it when it is finished.")


@cli.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="The folder to write; default: public."
)
@click.option("--base-url", default="", help="The site's address, for feed, sitemap and 404 page.")
@click.option(
    "--drafts", is_flag=True, help="Publish drafts too, for a preview that is not public."
)
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@click.option("--clean", is_flag=True, help="Make everything again, trusting no cache.")
@site_option
@today_option
@problems_option
def build(
    output: Path | None,
    base_url: str,
    drafts: bool,
    strict: bool,
    clean: bool,
    site: Path,
    today: date,
    form: str,
) -> None:
    """Write the site to public/; with any error, the old site stays as it is."""
    from cpdsite.commands.build import BuildOptions, build_site
    from cpdsite.commands.site_folder import find_site
    from cpdsite.hosts import choose_base_url

    options = BuildOptions(
        today=today,
        output=output,
        base_url=choose_base_url(base_url, os.environ),
        drafts=drafts,
        strict=strict,
        clean=clean,
        # Unlike Path.home, this does not raise where a person has none.
        homes=(Path(os.path.expanduser("~")),),  # noqa: PTH111 - see above
    )
    try:
        built = build_site(find_site(site), options)
    except ProblemsError as error:
        _show(error.problems, form, to_output=form != "text")
        _say(f"Nothing was published: {count_problems(error.problems)}.")
        sys.exit(EXIT_PROBLEMS)
    _show(built.problems, form, to_output=form != "text")
    counts = built.published
    _say(f"{built.shown} published{list_reasons(it.reason for it in built.left_out)}.")
    if drafts:
        _say("Drafts are among them, each with a mark: do not give this folder to a public host.")
    elif not built.shown:
        _say("To publish an entry, write status: published in it when it is finished.")
    for left in built.left_out:
        _say(f"  left out: {left.entry.path} ({left.reason})")
    if not built.has_address:
        _say("No feed and no sitemap: they need base_url in cpdsite.toml, or --base-url.")
    changes = f"{counts.added} new, {counts.replaced} changed, {counts.removed} removed"
    _say(f"{_name_folder(built.folder)}: {changes}, {counts.unchanged} unchanged.")


@cli.command()
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@site_option
@today_option
@problems_option
def check(strict: bool, site: Path, today: date, form: str) -> None:
    """Say what is wrong, in every entry at once, without building."""
    from cpdsite.commands.check import check_site
    from cpdsite.commands.site_folder import find_site

    problems = check_site(find_site(site), today)
    _show(problems, form, to_output=True)
    _say(f"{count_problems(problems)[:1].upper()}{count_problems(problems)[1:]}.")
    if find_errors(problems, strict=strict):
        sys.exit(EXIT_PROBLEMS)


@cli.command()
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
    _show(reasons.problems, "text", to_output=True)


@cli.group(cls=_Group)
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
    _show(found.problems, "text")
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
    click.echo(_find_way(ejected.path))
    for hint in ejected.hints:
        _say(hint)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _show(problems: Iterable[Problem], form: str, *, to_output: bool = False) -> None:
    from cpdsite.report import FORMATS

    text = FORMATS[form](problems)
    if text:
        click.echo(text, err=not to_output)


def _find_way(path: Path) -> str:
    """Return a path from here, or whole where there is no way, as from one Windows drive."""
    try:
        return os.path.relpath(path)
    except (ValueError, OSError):
        return str(path)


def _name_folder(folder: Path) -> str:
    shown = _find_way(folder)
    return click.format_filename(str(folder) if shown.startswith("..") else shown)


def main() -> None:
    """Run the command line, with a sentence instead of a traceback for a user's mistake."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        _say("Stopped.")
        sys.exit(EXIT_PROBLEMS)
    except ProblemsError as error:
        _show(error.problems, "text")
        sys.exit(EXIT_PROBLEMS)
    except OSError as error:
        from cpdsite.failures import describe_failure

        _say(f"cpdsite: {describe_failure(error)}")
        sys.exit(EXIT_PROBLEMS)
    except CpdsiteError as error:
        _say(f"cpdsite: {error}")
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_PROBLEMS)


if __name__ == "__main__":
    main()
