"""``cpdsite check``: everything that is wrong or could be better, without writing a site."""

from datetime import date
from pathlib import Path

from cpdsite.commands.site_folder import compose_for, open_site, store_passages
from cpdsite.content.checks import locate
from cpdsite.errors import Problem, ProblemsError, Severity, sort_problems
from cpdsite.portfolio.portfolio import make_myself, make_public

PLACEHOLDER = "Your Name"
"""The name that ``init`` writes where it was given none."""


def check_site(root: Path, today: date) -> tuple[Problem, ...]:
    """Return every problem of a site, of what is published and of what is not yet."""
    opened = open_site(root)
    try:
        public = compose_for(opened, make_public(today), "")
        mine = compose_for(opened, make_myself(today), "")
    except ProblemsError as error:
        return error.problems
    store_passages(opened)
    person = public.shown.person
    placeholders = []
    if person.name == PLACEHOLDER:
        location, source = locate(opened.loaded.lines, person.path, PLACEHOLDER)
        message = f'the profile still says "{PLACEHOLDER}"'
        problem = Problem(
            location, "placeholder", message, "write your own name", Severity.WARNING, source
        )
        placeholders.append(problem)
    # A link from one unpublished entry to another is only broken for myself.
    return sort_problems(
        (*public.problems, *_only_new(mine.problems, public.problems), *placeholders)
    )


def _only_new(problems: tuple[Problem, ...], known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    places = {(problem.location, problem.code) for problem in known}
    return tuple(it for it in problems if (it.location, it.code) not in places)
