"""The commands that write what a person then edits: ``init`` and ``new``."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from cpdsite.cli.group import site_option, today_option
from cpdsite.cli.printing import find_way, say
from cpdsite.cli.secrecy import make_secret
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


FITTING = {
    "--date": ("activity",),
    "--type": ("activity",),
    "--provider": ("activity",),
    "--by": ("objective",),
    "--from-review": ("objective",),
    "--grade": ("application",),
    "--year": ("review", "application"),
    "--last": ("review", "application"),
    "--from": ("review", "application"),
    "--to": ("review", "application"),
}
"""The kinds of entry that each option of ``new`` goes with."""

NAMED = ("review", "application")
"""What gets a title where it is given none."""

ASKED = {"start": "--from", "end": "--to", "year": "--year", "last": "--last"}
"""The options that ask for a period."""

Given = Mapping[str, str]
"""What a person gives for each option; ``""`` where they do not."""


@click.command()
@click.argument("title", default="")
@click.option(
    "--kind",
    type=click.Choice(["activity", "objective", "review", "application", "page"]),
    default="activity",
    help="What to begin; default: activity.",
)
@click.option("--date", "when", default="", help="The day, month or year: 2026-03-12, 2026-03.")
@click.option("--type", "sort", default="", help="One of the scheme's activity types.")
@click.option("--provider", default="", help="Mentor or coach, course provider, publication.")
@click.option("--by", default="", metavar="DATE", help="When an objective is to be met.")
@click.option(
    "--from-review", "review", default="", metavar="NAME", help="The review an objective is from."
)
@click.option("--grade", default="", help="The grade that is applied for, such as member.")
@click.option("--year", default="", help="The CPD year of a review or an application.")
@click.option("--last", default="", metavar="LENGTH", help="Its time up to today, such as 12m.")
@click.option("--from", "start", default="", metavar="DATE", help="Its first day, month or year.")
@click.option("--to", "end", default="", metavar="DATE", help="Its last day, month or year.")
@site_option
@today_option
def new(
    title: str,
    kind: str,
    when: str,
    sort: str,
    provider: str,
    by: str,
    review: str,
    grade: str,
    year: str,
    last: str,
    start: str,
    end: str,
    site: Path,
    today: date,
) -> None:
    """Begin an entry as a draft with what is known and prompts, and print its path."""
    from cpdsite.commands.site_folder import find_site

    given = {
        "--date": when,
        "--type": sort,
        "--provider": provider,
        "--by": by,
        "--from-review": review,
        "--grade": grade,
        "--year": year,
        "--last": last,
        "--from": start,
        "--to": end,
    }
    _check_fitting(kind, given)
    if not title and kind not in NAMED:
        option = "" if kind == "activity" else f" --kind {kind}"
        raise UsageError(f"give it a title, such as: cpdsite new{option} 'Negotiation'")
    path = CREATORS[kind](find_site(site), title, given, today)
    click.echo(find_way(path))
    say("It is a draft: write status: published in it when it is finished.")


def _check_fitting(kind: str, given: Given) -> None:
    for option, value in given.items():
        if value and kind not in FITTING[option]:
            kinds = " and ".join(f"--kind {it}" for it in FITTING[option])
            raise UsageError(f"{option} goes with {kinds}, and this is --kind {kind}")


def _create_activity(root: Path, title: str, given: Given, today: date) -> Path:
    from cpdsite.commands.new import NewActivity, create_activity

    known = NewActivity(
        title=title,
        date=given["--date"] or today.isoformat(),
        type=given["--type"],
        provider=given["--provider"],
    )
    return create_activity(root, known)


def _create_objective(root: Path, title: str, given: Given, today: date) -> Path:
    from cpdsite.commands.objective_drafts import NewObjective, create_objective

    by, review = given["--by"], given["--from-review"]
    return create_objective(root, NewObjective(today=today, title=title, by=by, review=review))


def _create_review(root: Path, title: str, given: Given, today: date) -> Path:
    from cpdsite.commands.periods import Asked
    from cpdsite.commands.review_drafts import NewReview, create_review

    asked = Asked(**{name: given[option] for name, option in ASKED.items()})
    return create_review(root, NewReview(today=today, title=title, asked=asked))


def _create_application(root: Path, title: str, given: Given, today: date) -> Path:
    from cpdsite.commands.application_drafts import NewApplication, create_application
    from cpdsite.commands.periods import Asked

    known = NewApplication(
        today=today,
        make_secret=make_secret,
        title=title,
        grade=given["--grade"],
        asked=Asked(**{name: given[option] for name, option in ASKED.items()}),
    )
    return create_application(root, known)


def _create_page(root: Path, title: str, _: Given, __: date) -> Path:
    from cpdsite.commands.new import create_page

    return create_page(root, title)


CREATORS: dict[str, Callable[[Path, str, Given, date], Path]] = {
    "activity": _create_activity,
    "objective": _create_objective,
    "review": _create_review,
    "application": _create_application,
    "page": _create_page,
}
"""What begins an entry of each kind."""
