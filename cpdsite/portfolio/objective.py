"""An objective: what the person set out to learn, by when, and what became of it."""

from dataclasses import dataclass
from enum import Enum

from cpdsite.portfolio.activity import Acceptance, Extra, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.sections import Section


class State(Enum):
    """What became of an objective."""

    OPEN = "open"
    MET = "met"
    CARRIED = "carried"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Something to learn; the body says why, and how the person will know.

    ``begins`` is written ``from``. ``carried_to`` and ``review`` are slugs: of the objective
    that goes on with it, and of the review in which it was set.
    """

    path: str
    slug: str
    title: str
    begins: PartialDate
    by: PartialDate | None = None
    state: State = State.OPEN
    carried_to: str = ""
    review: str = ""
    status: Status | None = None
    aliases: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    extra: Extra = ()
    body: Section

    @property
    def end(self) -> PartialDate:
        """When it is to be met, or else when it was set."""
        return self.by or self.begins


def sort_objectives(objectives: tuple[Objective, ...]) -> tuple[Objective, ...]:
    """Return objectives by when they are to be met, the earliest first."""
    return tuple(sorted(objectives, key=lambda it: (it.end.last_day, it.begins.first_day, it.path)))
