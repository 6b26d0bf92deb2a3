"""``cpdsite import``: activities from a record kept elsewhere, all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path

from cpdsite.commands.candidate_drafts import Terms, draft_candidate, is_own, settle_account
from cpdsite.commands.consequences import survey_with
from cpdsite.commands.drafts import FOLDER, is_free, list_names, name_entry, write_drafts
from cpdsite.commands.entry_texts import Drafted, MadeEntry, make_entry, withdraw
from cpdsite.commands.import_folder import check_folder
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.commands.import_sources import SourceOptions, choose_scheme, gather_file
from cpdsite.commands.known_entries import KnownEntries
from cpdsite.commands.site_folder import Opened, open_memory, reopen_site
from cpdsite.errors import Problem, ProblemsError, RefusedError, UsageError
from cpdsite.importers.gathered import Candidate, Gathered
from cpdsite.limits import MOST_IMPORTED
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.names import fold_name
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.markdown import normalise_markdown

KEPT = 4096
"""How many pieces of prose are kept in the form in which they are compared."""

MOST_ROUNDS = 6
"""How often entries are changed for the sake of the whole site; each may need it a few times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How a record is imported; ``into`` is a folder of the site, ``scheme`` the name of one.

    ``mapping`` holds headings with the fields that they stand for, ``date_order`` is ``dmy``,
    ``mdy``, ``ymd`` or ``""``.
    """

    today: date
    into: str = FOLDER
    scheme: str = ""
    status: Status | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    date_order: str = ""


def plan_import(root: Path, paths: Sequence[Path], options: ImportOptions) -> Plan:
    """Return what importing some files comes to; nothing is written.

    Where the files leave a question to the person, no entry is planned. Raises
    ``ProblemsError`` and ``RefusedError`` for files that cannot be read or imported.
    """
    opened = reopen_site(root, open_memory(root), None)
    into = check_folder(root, options.into, opened)
    scheme = choose_scheme(root, opened.settings, options.scheme)
    asked = SourceOptions(
        mapping=options.mapping, date_order=options.date_order, year=options.today.year
    )
    found = [gather_file(path, scheme, asked) for path in paths]
    number = sum(len(gathered.candidates) for gathered in found)
    if number > MOST_IMPORTED:
        message = f"expected at most {MOST_IMPORTED:,} activities, found {number:,}"
        raise RefusedError(f"{message}: import a part of them at a time")
    if any(gathered.questions for gathered in found):
        return Plan(into, tuple(PlannedFile(gathered, ()) for gathered in found))
    terms = Terms(
        into=into,
        year=options.today.year,
        status=options.status,
        default_status=opened.settings.default_status,
        files=opened.loaded.files,
    )
    planner = _Planner(root, terms, KnownEntries(lru_cache(maxsize=KEPT)(normalise_markdown)))
    planner.known.add(opened.loaded.suspect.activities)
    plan = Plan(into, tuple(planner.plan_file(settle_account(it)) for it in found))
    return _spare_site(plan, opened, options.today)


def write_import(root: Path, plan: Plan) -> Plan:
    """Write the entries of a plan, all of them or none, and return it as done."""
    files = {made.path: made.content for made in plan.find_made()}
    if files:
        write_drafts(root, files)
    return replace(plan, is_written=True)


@dataclass(slots=True)
class _Item:
    """An activity of a file, and the entry that it would be, wherever that will lie."""

    name: str
    candidate: Candidate
    drafted: Drafted
    into: str
    _made: MadeEntry | None = None

    @property
    def slug(self) -> str:
        """The address that our own JSON gives; ``""`` for none."""
        return str(self.candidate.values.get("slug", ""))

    def preview(self) -> Activity:
        """Return the entry as a value."""
        if self._made is None:
            self._made = self.make("entry", self.drafted)
        return self._made.activity

    def make(self, stem: str, drafted: Drafted) -> MadeEntry:
        """Return the entry under a name."""
        return make_entry(f"{self.into}/{stem}.md", drafted, f"{self.name}: {self.candidate.place}")

    def meet(self, state: State, met: Activity) -> PlannedEntry:
        """Return that an entry is there in its place."""
        return PlannedEntry(self.candidate, state, met.path)


@dataclass(slots=True)
class _Planner:
    """Plans file after file: the entries of one are known to those after it."""

    root: Path
    terms: Terms
    known: KnownEntries
    names: dict[str, Iterator[str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def plan_file(self, gathered: Gathered) -> PlannedFile:
        """Tell what is new in a file, by address, by where it came from and by what it says."""
        items = [
            _Item(gathered.name, it, draft_candidate(it, self.terms), self.terms.into)
            for it in gathered.candidates
        ]
        self.known.begin()
        planned: dict[int, PlannedEntry] = {}
        # All of one kind first, so that no entry is taken for another than its own.
        for meet in (self._meet_address, self._meet_source, self._meet_same):
            for number, item in enumerate(items):
                if number not in planned and (entry := meet(item)):
                    planned[number] = entry
        reserved = {fold_name(item.slug) for item in items if item.slug}
        for number, item in enumerate(items):
            if number not in planned:
                planned[number] = self._plan_new(item, reserved)
        entries = tuple(planned[number] for number in range(len(items)))
        self.known.add(entry.made.activity for entry in entries if entry.made)
        return PlannedFile(gathered, entries)

    def _meet_address(self, item: _Item) -> PlannedEntry | None:
        met = self.known.find_address(item.slug)
        if met is None:
            return None
        self.known.use(met)
        is_same = self.known.is_same(met, item.preview())
        return item.meet(State.THERE if is_same else State.LEFT_ALONE, met)

    def _meet_source(self, item: _Item) -> PlannedEntry | None:
        fingerprint = item.candidate.fingerprint
        met = None if is_own(item.candidate) else self.known.find_made_of(fingerprint)
        return self._use(item, met)

    def _meet_same(self, item: _Item) -> PlannedEntry | None:
        return self._use(item, self.known.find_same(item.preview()))

    def _use(self, item: _Item, met: Activity | None) -> PlannedEntry | None:
        if met is None:
            return None
        self.known.use(met)
        return item.meet(State.THERE, met)

    def _plan_new(self, item: _Item, reserved: set[str]) -> PlannedEntry:
        drafted, activity = item.drafted, item.preview()
        if met := self.known.find_namesake(activity):
            doubt = f"{met.path} has the same title and date, and other text"
            drafted = replace(drafted, doubts=(*drafted.doubts, doubt))
        stem = self._choose_name(str(activity.date), activity.title, item.slug, reserved)
        if item.slug and make_slug(stem) != item.slug:
            drafted = replace(drafted, values={**drafted.values, "slug": item.slug})
        made = item.make(stem, drafted)
        return PlannedEntry(item.candidate, State.NEW, made.path, made)

    def _choose_name(self, when: str, title: str, slug: str, reserved: set[str]) -> str:
        """Return the name that ``new`` would give, or an address of its own that is like one."""
        name = name_entry(when, title) or f"{when}-activity"
        # What has such an address had such a name, by which other entries link to it.
        own = [slug] if slug.startswith(f"{when}-") else []
        # Names that others have got or could not get are not tried again.
        for it in chain(own, self.names.setdefault(name, list_names(name))):
            address = fold_name(make_slug(it))
            is_new = address not in self.known.taken and address not in reserved
            if (is_new or address == fold_name(slug)) and self._is_free(it):
                self.given.add(fold_name(it))
                reserved.add(address)
                return it
        raise UsageError(f"there are too many entries named {name}: divide the file")

    def _is_free(self, name: str) -> bool:
        return fold_name(name) not in self.given and is_free(self.root / self.terms.into, name)


def _spare_site(plan: Plan, opened: Opened, today: date) -> Plan:
    """Return a plan that leaves a site that builds, if it did so before.

    Raises ``ProblemsError`` where entries cannot be changed so that it would.
    """
    if not any(plan.find_made()):
        return plan
    before = frozenset(survey_with(opened, (), today))
    for _ in range(MOST_ROUNDS):
        survey = survey_with(opened, plan.find_made(), today)
        errors = tuple(it for it in survey if it not in before)
        if not errors:
            return plan
        plan = _amend(plan, errors)
    raise ProblemsError(errors)


def _amend(plan: Plan, errors: tuple[Problem, ...]) -> Plan:
    blamed: dict[str, Problem] = {}
    for error in errors:
        blamed.setdefault(error.location.path, error)
    if not any(entry.made and entry.path in blamed for entry in plan.entries):
        # What an entry lists as evidence may be kept from another that shows it.
        shared = (
            it for it in plan.find_made() if {"aliases", "evidence"} & it.drafted.values.keys()
        )
        blamed = dict.fromkeys((it.path for it in shared), errors[0])
    if not blamed:
        raise ProblemsError(errors)
    files = (
        replace(file, entries=tuple(_amend_entry(file, it, blamed) for it in file.entries))
        for file in plan.files
    )
    return replace(plan, files=tuple(files))


def _amend_entry(
    file: PlannedFile, entry: PlannedEntry, blamed: dict[str, Problem]
) -> PlannedEntry:
    if entry.made is None or entry.path not in blamed:
        return entry
    drafted = withdraw(entry.made.drafted, blamed[entry.path])
    if drafted is None:
        raise ProblemsError((blamed[entry.path],))
    origin = f"{file.gathered.name}: {entry.candidate.place}"
    return replace(entry, made=make_entry(entry.path, drafted, origin))
