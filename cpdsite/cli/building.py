"""The command ``build``."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import EXIT_PROBLEMS, problems_option, site_option, today_option
from cpdsite.cli.printing import name_folder, say, show
from cpdsite.cli.secrecy import make_secret
from cpdsite.errors import ProblemsError
from cpdsite.report import count_problems, list_reasons


@click.command()
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
    from cpdsite.commands.addresses import name_applications
    from cpdsite.commands.build import BuildOptions, build_site
    from cpdsite.commands.site_folder import find_site
    from cpdsite.hosts import choose_base_url, is_builder

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
    root = find_site(site)
    try:
        # Where nobody keeps the file, the build refuses what has no address yet.
        named = () if is_builder(os.environ) else name_applications(root, options, make_secret)
        for it in named:
            told = f"slug: {it.slug} is its address from now on; commit the file"
            say(f"{it.path}:{it.line}: {told}")
        built = build_site(root, options)
    except ProblemsError as error:
        show(error.problems, form, to_output=form != "text")
        say(f"Nothing was published: {count_problems(error.problems)}.")
        sys.exit(EXIT_PROBLEMS)
    show(built.problems, form, to_output=form != "text")
    counts = built.published
    say(f"{built.shown} published{list_reasons(it.reason for it in built.left_out)}.")
    if drafts:
        say("Drafts are among them, each with a mark: do not give this folder to a public host.")
    elif not built.shown:
        say("To publish an entry, write status: published in it when it is finished.")
    for left in built.left_out:
        say(f"  left out: {left.entry.path} ({left.reason})")
    for sent in built.applications:
        told = "send this to its reader; nothing links to it"
        say(f'Application "{sent.title}": {sent.address} ({told})')
        for path in sent.included:
            say(f"  shows to its reader alone: {path}")
    if not built.has_address:
        say("No feed and no sitemap: they need base_url in cpdsite.toml, or --base-url.")
    changes = f"{counts.added} new, {counts.replaced} changed, {counts.removed} removed"
    say(f"{name_folder(built.folder)}: {changes}, {counts.unchanged} unchanged.")
