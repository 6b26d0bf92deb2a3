"""An entry of any kind, and how each kind is called."""

from cpdsite.portfolio.activity import Activity, Page
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.review import Review

Entry = Activity | Objective | Review | Application | Page

NAMES: dict[type[Entry], str] = {
    Activity: "activity",
    Objective: "objective",
    Review: "review",
    Application: "application",
    Page: "page",
}
"""What an entry of each kind is called."""


def name_kind(entry: Entry) -> str:
    """Return what an entry of this kind is called."""
    return NAMES[type(entry)]
