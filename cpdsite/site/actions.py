"""The further actions of all activities: what is open, and what has been done."""

from functools import partial

from cpdsite.portfolio.dates import PartialDate
from cpdsite.site.activities import view_action
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import make_head, make_site_view
from cpdsite.site.urls import ACTIONS
from cpdsite.site.views import ActionsView, ActionView

LAST = str(PartialDate(9999))
"""Where an action without a date stands among those that have one."""


def sort_actions(
    directory: Directory,
) -> tuple[tuple[ActionView, ...], tuple[ActionView, ...]]:
    """Return the open actions, by when they are due, and the closed ones, the latest first."""
    actions = [
        view_action(noted, directory, with_activity=True)
        for activity in directory.portfolio.activities
        for noted in directory.actions.get(activity.slug, ())
    ]
    still_open = (it for it in actions if not it.done_date)
    closed = (it for it in actions if it.done_date)
    return (
        tuple(sorted(still_open, key=lambda it: it.due_date or LAST)),
        tuple(sorted(closed, key=lambda it: it.done_date, reverse=True)),
    )


def make_actions(directory: Directory) -> Rendered:
    """Return the page of further actions."""
    make_view = partial(_view_actions, directory)
    return Rendered(ACTIONS, "actions.html", make_view, "the page of further actions")


def _view_actions(directory: Directory) -> ActionsView:
    still_open, closed = sort_actions(directory)
    description = f"What {directory.portfolio.person.name} set out to do after each activity"
    return ActionsView(
        site=make_site_view(directory),
        head=make_head(ACTIONS, "Further action", directory, description),
        open=still_open,
        closed=closed,
    )
