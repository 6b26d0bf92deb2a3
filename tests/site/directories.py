"""Directories of activities, without a site on disk."""

from typing import Any

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.scheme import Scheme
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from cpdsite.site.assets import Look
from cpdsite.site.directory import Directory, Material, make_directory
from tests.portfolio.values import make_person, make_portfolio, make_scheme

MATERIAL = Material(
    look=Look((), (), ""),
    base_url="",
    files={},
    static={},
    hidden={},
    withheld={},
    lines={},
    unusable=frozenset(),
)


def make_small(
    *activities: Activity,
    person: Person | None = None,
    schemes: tuple[Scheme, ...] = (),
    **settings: Any,
) -> Directory:
    """Return the directory of some activities, under settings of which only some are given."""
    portfolio = make_portfolio(
        *activities, person=person or make_person(), schemes=schemes or (make_scheme(),)
    )
    return make_directory(portfolio, Settings(**settings), MATERIAL, read_passage)
