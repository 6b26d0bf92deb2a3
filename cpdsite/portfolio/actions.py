"""Further actions, and what closed them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cpdsite.portfolio.activity import Activity, FurtherAction
from cpdsite.portfolio.dates import Ongoing, PartialDate

Closing = Mapping[tuple[str, int], tuple[Activity, ...]]
"""The activities that close a further action, by the slug of its activity and its number."""


@dataclass(frozen=True, slots=True)
class NotedAction:
    """A further action where it was noted, counted from 1, and the activities that closed it."""

    activity: Activity
    number: int
    action: FurtherAction
    closed_by: tuple[Activity, ...] = ()


def find_closing(activities: tuple[Activity, ...]) -> Closing:
    """Return which activities close which further actions, oldest first."""
    closing: dict[tuple[str, int], tuple[Activity, ...]] = {}
    for activity in activities:
        for it in activity.closes:
            key = (it.slug, it.number)
            closing[key] = (*closing.get(key, ()), activity)
    return closing


def list_actions(activities: tuple[Activity, ...]) -> tuple[NotedAction, ...]:
    """Return every further action, in the order of the activities that noted them."""
    closing = find_closing(activities)
    return tuple(
        NotedAction(activity, number, action, closing.get((activity.slug, number), ()))
        for activity in activities
        for number, action in enumerate(activity.further_action, start=1)
    )


def settle_actions(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Return activities whose further actions are done where another activity closes them.

    Without a date of its own, an action was done when the first such activity ended.
    """
    closing = find_closing(activities)
    if not closing:
        return activities
    return tuple(_settle(activity, closing) for activity in activities)


def _settle(activity: Activity, closing: Closing) -> Activity:
    numbered = enumerate(activity.further_action, start=1)
    settled = tuple(
        replace(action, done=action.done or _find_end(closing.get((activity.slug, number), ())))
        for number, action in numbered
    )
    if settled == activity.further_action:
        return activity
    return replace(activity, further_action=settled)


def _find_end(activities: tuple[Activity, ...]) -> PartialDate | None:
    if not activities:
        return None
    first = activities[0]
    return first.date if isinstance(first.end_date, Ongoing | None) else first.end_date
