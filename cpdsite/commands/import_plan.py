"""What an import comes to: each activity of a record, and the entry that it makes or that is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cpdsite.commands.entry_texts import MadeEntry
from cpdsite.errors import Location, Problem
from cpdsite.importers.gathered import Candidate, Gathered, Matched
from cpdsite.portfolio.nodes import shorten

LONGEST = 40
"""How much of a heading a sentence quotes, in characters."""


class State(Enum):
    """What becomes of an activity: written, there already, or met by another of its address."""

    NEW = "new"
    THERE = "already there"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An activity as found, and its entry: that to be written, or at ``path`` the one there."""

    candidate: Candidate
    state: State
    path: str
    made: MadeEntry | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the person should look at, a sentence each."""
        if self.state is State.LEFT_ALONE:
            return ("it has this address and says something else: it was left as it is.",)
        told = self.made.drafted.doubts if self.made else ()
        return tuple(f"{it.rstrip('.')}." for it in told)

    @property
    def status(self) -> str:
        """The status of an entry that is to be written; ``""`` for that of the site."""
        return str(self.made.drafted.values.get("status", "")) if self.made else ""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file, and what becomes of each activity that was found in it."""

    gathered: Gathered
    entries: tuple[PlannedEntry, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the person should look at in a whole column, a sentence each."""
        if not any(it.state is State.NEW for it in self.entries):
            return ()
        unknown: dict[str, Matched] = {}
        for it in self.gathered.matches:
            if it.is_unknown:
                unknown.setdefault(it.heading or it.place, it)
        return tuple(map(_doubt_column, unknown.values()))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import comes to; ``is_written`` once it is done.

    ``asked`` names the options that shape new entries and leave those alone that are there.
    """

    into: str
    files: tuple[PlannedFile, ...]
    is_written: bool = False
    asked: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[PlannedEntry, ...]:
        """The entries of all files, in order."""
        return tuple(entry for file in self.files for entry in file.entries)

    def find_made(self) -> Iterator[MadeEntry]:
        """Yield the entries that are to be written."""
        for entry in self.entries:
            if entry.made:
                yield entry.made

    def find_questions(self) -> tuple[Problem, ...]:
        """Return what only the person can decide, as problems."""
        return tuple(
            Problem(Location(f"{file.gathered.name}: {it.place}"), "date", it.message, it.hint)
            for file in self.files
            for it in file.gathered.questions
        )

    def find_empty(self) -> tuple[str, ...]:
        """Return the names of the files that hold no activity."""
        return tuple(it.gathered.name for it in self.files if not it.gathered.candidates)

    def describe_empty(self) -> str:
        """Say which files hold no activity, and what to do."""
        return (
            f"{' and '.join(self.find_empty())}: no activity was found, and nothing was imported: "
            "see what was read with --dry-run --details, and name a file with activities in it"
        )

    def summarise(self) -> str:
        """Say how many entries there are of each kind."""
        states = [entry.state for entry in self.entries]
        new, there = states.count(State.NEW), states.count(State.THERE)
        alone = states.count(State.LEFT_ALONE)
        doubtful = sum(1 for entry in self.entries if entry.doubts)
        done = "written to" if self.is_written else "would be written to"
        parts = [f"{new or 'No'} {'activity' if new == 1 else 'activities'} {done} {self.into}"]
        parts += [f"{there} already there"] if there else []
        parts += [f"{alone} left alone"] if alone else []
        look = f"; {doubtful} need{'s' if doubtful == 1 else ''} a look" if doubtful else ""
        return f"{', '.join(parts)}{look}.{self._tell_unheeded(there)}"

    def _tell_unheeded(self, there: int) -> str:
        """Say that an option changes nothing in what is there; ``""`` where none was given."""
        if not there or not self.asked:
            return ""
        verb = "changes" if len(self.asked) == 1 else "change"
        what = "the one that is" if there == 1 else f"the {there} that are"
        return (
            f" {' and '.join(self.asked)} {verb} nothing in {what} already there: "
            "to import anew, delete the entry first."
        )


def _doubt_column(column: Matched) -> str:
    """Say that a column fits no field, and what to type."""
    if not column.heading:
        told = f"the column that begins at {column.place} has no heading, and fits no field"
        return f"{told}: give it one in the file, or see what stands under extra."
    heading = column.heading.replace('"', '\\"')
    named = shorten(column.heading, LONGEST)
    return (
        f'the column "{named}" stands under extra, or in the text, since {column.reason}: name '
        f'its field with --map "{heading}=...", such as --map "{heading}=provider", or leave it '
        f'out with --map "{heading}=ignore".'
    )
