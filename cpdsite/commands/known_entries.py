"""The entries that are there already, by which an import tells what is new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal

from cpdsite.commands.entry_texts import EXTRA, IMPORTED
from cpdsite.portfolio.actions import settle_actions
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY, find_fields, write_fields
from cpdsite.portfolio.names import fold_name
from cpdsite.portfolio.sections import normalise_heading
from cpdsite.portfolio.terms import fold
from cpdsite.portfolio.writers import Plain

ADDRESS = "/activities/"
APART = frozenset({"slug", "status"})
"""What two entries may differ in and say the same."""

KNOWN = frozenset(find_fields(ACTIVITY)) - {EXTRA}


@dataclass(slots=True)
class KnownEntries:
    """Entries by address, by what they were made of and by what they say.

    Each stands for one activity of a file at most, so that of two alike both are kept.
    ``normalise`` gives the same Markdown for all that reads the same.
    """

    normalise: Callable[[str], str]
    slugs: dict[str, Activity] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    _made_of: dict[str, list[Activity]] = field(default_factory=dict)
    _named: dict[tuple[str, str], list[Activity]] = field(default_factory=dict)
    _settled: dict[str, Activity] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def add(self, activities: Iterable[Activity]) -> None:
        """Add entries that are there, or are to be written."""
        known = tuple(activities)
        for activity, settled in zip(known, settle_actions(known), strict=True):
            self._settled[activity.path] = settled
            self.slugs.setdefault(activity.slug, activity)
            old = (it.removeprefix(ADDRESS).strip("/") for it in activity.aliases)
            self.taken |= {fold_name(it) for it in (activity.slug, *old)}
            self._named.setdefault(_name(activity), []).append(activity)
            for fingerprint in find_fingerprints(activity):
                self._made_of.setdefault(fingerprint, []).append(activity)

    def begin(self) -> None:
        """Begin with a file, for which no entry stands yet."""
        self._used.clear()

    def use(self, activity: Activity) -> None:
        """Let an entry stand for what is imported."""
        self._used.add(activity.path)

    def find_address(self, slug: str) -> Activity | None:
        """Return the entry at an address."""
        return self.slugs.get(slug)

    def find_made_of(self, fingerprint: str) -> Activity | None:
        """Return an entry that was made of the same."""
        return self._find_unused(self._made_of.get(fingerprint, []))

    def find_same(
        self, activity: Activity, is_same: Callable[[Activity, Activity], bool]
    ) -> Activity | None:
        """Return an entry that says the same; ``is_same`` tells, given an entry and the activity."""
        named = self._named.get(_name(activity), [])
        return self._find_unused(
            it for it in named if any(is_same(form, activity) for form in self.find_forms(it))
        )

    def find_forms(self, activity: Activity) -> tuple[Activity, ...]:
        """Return an entry as it is, and as records show it: with actions done that others closed."""
        return activity, self._settled.get(activity.path, activity)

    def find_namesake(self, activity: Activity) -> Activity | None:
        """Return an entry of the same title and date."""
        return next(iter(self._named.get(_name(activity), [])), None)

    def is_same(self, one: Activity, other: Activity) -> bool:
        """Tell whether two entries say the same, whatever their addresses and statuses."""
        return self._simplify(one) == self._simplify(other)

    def _find_unused(self, activities: Iterable[Activity]) -> Activity | None:
        return next((it for it in activities if it.path not in self._used), None)

    def _simplify(self, activity: Activity) -> tuple[object, ...]:
        sections = tuple(
            (it.name, normalise_heading(it.heading), self.normalise(it.text))
            for it in activity.sections
        )
        return list_values(activity), sections


def list_values(activity: Activity) -> dict[str, Plain]:
    """Return what an entry says in its front matter; what an import moved counts as in its place."""
    written = {it.name: getattr(activity, it.name) for it in fields(activity)}
    # 1.5 hours are 1.50 hours.
    numbers = {name: it.normalize() for name, it in written.items() if isinstance(it, Decimal)}
    values = write_fields(ACTIVITY, written | numbers)
    held = values.pop(EXTRA, {})
    extra = dict(held) if isinstance(held, dict) else {}
    for name in values.keys() | extra.keys():
        if name in KNOWN and name in extra:
            moved = extra.pop(name)
            here = values.get(name)
            values[name] = [*list_plain(here), *list_plain(moved)] if here else moved
        if isinstance(value := values.get(name), list):
            values[name] = sorted(value, key=str)
    left = {name: value for name, value in extra.items() if name != IMPORTED}
    return {**{name: it for name, it in values.items() if name not in APART}, EXTRA: left}


def list_plain(plain: Plain) -> list[Plain]:
    """Return a list as it is, and one value as a list of it."""
    return plain if isinstance(plain, list) else [plain]


def find_fingerprints(activity: Activity) -> tuple[str, ...]:
    """Return what an entry says that it was made of: one digest, or those of entries made one."""
    held = dict(activity.extra).get(IMPORTED, ())
    return tuple(map(str, held)) if isinstance(held, tuple) else (str(held),)


def _name(activity: Activity) -> tuple[str, str]:
    return fold(activity.title), str(activity.date)
