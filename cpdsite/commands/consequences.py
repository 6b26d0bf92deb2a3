"""What new entries would do to a whole site, before any of them is written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cpdsite.commands.composition import survey_site
from cpdsite.commands.entry_texts import MadeEntry
from cpdsite.commands.site_folder import Opened, check_opened
from cpdsite.errors import Problem, find_errors
from cpdsite.portfolio.activity import order_activity
from cpdsite.portfolio.portfolio import Portfolio, make_public


def survey_with(opened: Opened, made: Iterable[MadeEntry], today: date) -> tuple[Problem, ...]:
    """Return the errors that a site would have, were these entries in it too.

    ``opened`` need not be checked yet.
    """
    checked = check_opened(_extend(opened, tuple(made)), today)
    return find_errors(survey_site(checked, make_public(today)).problems)


def _extend(opened: Opened, made: tuple[MadeEntry, ...]) -> Opened:
    loaded = opened.loaded
    lines = {**loaded.lines, **{entry.path: entry.lines for entry in made}}
    whole = loaded.portfolio and _add(loaded.portfolio, made)
    suspect = _add(loaded.suspect, made)
    return replace(opened, loaded=replace(loaded, portfolio=whole, suspect=suspect, lines=lines))


def _add(portfolio: Portfolio, made: tuple[MadeEntry, ...]) -> Portfolio:
    activities = (*portfolio.activities, *(entry.activity for entry in made))
    return replace(portfolio, activities=tuple(sorted(activities, key=order_activity)))
