"""``cpdsite check``: everything that is wrong or could be better, without writing a site."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cpdsite.commands.composition import Composed, survey_site
from cpdsite.commands.inspection import FINDINGS, inspect_files
from cpdsite.commands.record_files import STORE, RecordFiles
from cpdsite.commands.site_folder import CACHE, Opened, open_site, store_cache
from cpdsite.commands.templates import find_idle_parts, find_template_problems
from cpdsite.content.advice import find_advice, find_file_advice, find_settings_advice
from cpdsite.content.checks import locate
from cpdsite.content.questions import ask
from cpdsite.errors import Problem, Severity, find_errors, sort_problems
from cpdsite.portfolio.portfolio import find_withheld, make_myself, make_public
from cpdsite.render.copies import find_stale_copies
from cpdsite.settings import place_problem
from cpdsite.site.outputs import Output

PLACEHOLDER = "Your Name"
"""The name that ``init`` writes where it was given none."""


def check_site(root: Path, today: date) -> tuple[Problem, ...]:
    """Return every problem of a site, of what is published and of what is not yet."""
    opened = open_site(root, today)
    public = survey_site(opened, make_public(today))
    mine = survey_site(opened, make_myself(today))
    templates = (
        *find_template_problems(public, opened.passages.read),
        *find_idle_parts(public),
    )
    store_cache(opened)
    files = inspect_files(
        root, _find_files(public, mine, opened, today), root / CACHE / FINDINGS, pictures=True
    )
    notes = () if find_errors(public.problems) else _find_notes(opened, public)
    person = public.shown.person
    placeholders = []
    if person.name == PLACEHOLDER:
        location, source = locate(opened.loaded.lines, person.path, PLACEHOLDER)
        message = f'the profile still says "{PLACEHOLDER}"'
        problem = Problem(
            location, "placeholder", message, "write your own name", Severity.WARNING, source
        )
        placeholders.append(problem)
    stale = find_stale_copies(opened.theme) if opened.theme else ()
    # A link from one unpublished entry to another is only broken for myself.
    later = _only_new(mine.problems, public.problems)
    found = (*public.problems, *later, *files, *templates, *notes, *stale, *placeholders)
    broken = {problem.location for problem in find_errors(found)}
    lines = opened.loaded.lines
    advice = (
        *(it for shown in (public.shown, *public.included) for it in find_advice(shown, lines)),
        *find_settings_advice(opened.settings, opened.lines),
        *find_file_advice(root, public.site.outputs, _find_shaping(opened)),
    )
    # What is an error will change, and may not be published as it stands.
    told = (*found, *(it for it in advice if it.location not in broken))
    return sort_problems((*told, *(() if broken else _ask(opened, today))))


def _ask(opened: Opened, today: date) -> Iterator[Problem]:
    """Yield the questions of a reader; where nothing is broken, so that all that is there counts."""
    lines, read = opened.loaded.lines, opened.passages.read
    return ask(opened.loaded.suspect, opened.settings, today, lines, read)


def _find_notes(opened: Opened, public: Composed) -> tuple[Problem, ...]:
    """Return what the files of records cannot show, as a build would tell."""
    store = opened.root / CACHE / STORE
    made = RecordFiles(opened.root, opened.passages.read, store, clean=False)
    notes = made.find_notes(public.site.outputs)
    made.save(all_known=True)
    return tuple(place_problem(it, opened.lines) for it in notes)


def _find_shaping(opened: Opened) -> Iterator[str]:
    """Yield the site's own templates, and its own schemes that it uses."""
    theme = opened.theme
    yield from (theme.templates[name].origin for name in theme.own) if theme else ()
    schemes = (f"schemes/{name}.toml" for name in opened.settings.scheme)
    yield from (path for path in schemes if (opened.root / path).is_file())


def _find_files(public: Composed, mine: Composed, opened: Opened, today: date) -> list[Output]:
    """Return what is published, and what would be with the entries that are not yet.

    What is kept private by whatever lists it may stay as it is, and PDF files in what is not
    published tell nobody anything.
    """
    withheld = find_withheld(opened.loaded.suspect, make_public(today))
    later = (
        it
        for it in mine.site.outputs
        if it.origin not in withheld and not it.origin.casefold().endswith(".pdf")
    )
    return [*public.site.outputs, *later]


def _only_new(problems: tuple[Problem, ...], known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    told = {(problem.location, problem.code, problem.message) for problem in known}
    return tuple(it for it in problems if (it.location, it.code, it.message) not in told)
