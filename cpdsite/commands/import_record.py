"""``cpdsite import``: activities from a record kept elsewhere, all of them or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePosixPath

from cpdsite.commands.candidate_drafts import (
    ADDRESSES,
    Terms,
    draft_candidate,
    is_own,
    settle_account,
)
from cpdsite.commands.drafts import FOLDER, is_free, list_names, name_entry, write_drafts
from cpdsite.commands.entry_texts import Drafted, MadeEntry, make_entry
from cpdsite.commands.import_amends import spare_site
from cpdsite.commands.import_folder import check_folder
from cpdsite.commands.import_likeness import (
    Likeness,
    Said,
    find_held,
    make_reader,
    name_differences,
)
from cpdsite.commands.import_links import find_moved, lead_sections
from cpdsite.commands.import_paths import Places, find_places, find_stem, is_safe
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.commands.import_sources import SourceOptions, choose_scheme, gather_file
from cpdsite.commands.known_entries import KnownEntries
from cpdsite.commands.site_folder import open_memory, reopen_site
from cpdsite.errors import RefusedError, UsageError
from cpdsite.importers.gathered import Candidate, Gathered
from cpdsite.limits import MOST_IMPORTED
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.names import fold_name
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.markdown import normalise_markdown

KEPT = 4096
"""How many pieces of prose are kept in the form in which they are compared."""


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
    known = KnownEntries(lru_cache(maxsize=KEPT)(normalise_markdown))
    places = find_places(root, into, opened)
    reader = make_reader(opened.settings.base_url)
    planner = _Planner(terms, known, scheme, reader, places)
    planner.known.add(opened.loaded.suspect.activities)
    files = tuple(planner.plan_file(settle_account(it)) for it in found)
    plan = Plan(into, files, asked=_name_asked(options))
    return spare_site(plan, opened, options.today)


def _name_asked(options: ImportOptions) -> tuple[str, ...]:
    """Return the options that shape what is new and nothing else."""
    given = {
        "--map": options.mapping,
        "--date-order": options.date_order,
        "--status": options.status,
    }
    return tuple(name for name, value in given.items() if value)


def write_import(root: Path, plan: Plan) -> Plan:
    """Write the entries of a plan, all of them or none, and return it as done."""
    files = {made.path: made.content for made in plan.find_made()}
    if files:
        write_drafts(root, files)
    return replace(plan, is_written=True)


@dataclass(slots=True)
class _Item:
    """An activity of a file, and the entry that it would be, wherever that will lie.

    ``old`` is where it lay when our own JSON was written, and ``place`` the same if it may lie
    there again; ``""`` for neither.
    """

    name: str
    candidate: Candidate
    drafted: Drafted
    into: str
    old: str = ""
    place: str = ""
    _made: MadeEntry | None = None

    @property
    def slug(self) -> str:
        """The address that our own JSON gives; ``""`` for none."""
        return str(self.candidate.values.get("slug", ""))

    def preview(self) -> Activity:
        """Return the entry as a value."""
        if self._made is None:
            self._made = self.make(self.place or f"{self.into}/entry.md", self.drafted)
        return self._made.activity

    def make(self, path: str, drafted: Drafted) -> MadeEntry:
        """Return the entry at a path of the site."""
        return make_entry(path, drafted, f"{self.name}: {self.candidate.place}")

    def meet(self, state: State, met: Activity) -> PlannedEntry:
        """Return that an entry is there in its place."""
        return PlannedEntry(self.candidate, state, met.path)


@dataclass(slots=True)
class _Planner:
    """Plans file after file: the entries of one are known to those after it."""

    terms: Terms
    known: KnownEntries
    scheme: Scheme
    read: Callable[[str], Said]
    places: Places
    names: dict[str, Iterator[str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def plan_file(self, gathered: Gathered) -> PlannedFile:
        """Tell what is new in a file, by address, by where it came from and by what it says."""
        items = [self._draft(gathered.name, it) for it in gathered.candidates]
        self.known.begin()
        likeness = Likeness(self.scheme, find_held(gathered), self.read)

        def meet_same(item: _Item) -> PlannedEntry | None:
            is_same = self.known.is_same if is_own(item.candidate) else likeness.is_alike
            return self._use(item, self.known.find_same(item.preview(), is_same))

        def meet_address(item: _Item) -> PlannedEntry | None:
            return self._meet_address(item, moved)

        met = ((it.old, self.known.find_address(it.slug)) for it in items)
        moved = find_moved((old, it.path if it else "") for old, it in met)
        planned: dict[int, PlannedEntry] = {}
        # All of one kind first, so that no entry is taken for another than its own.
        for meet in (meet_address, self._meet_source, meet_same):
            for number, item in enumerate(items):
                if number not in planned and (entry := meet(item)):
                    planned[number] = entry
        reserved = {fold_name(item.slug) for item in items if item.slug}
        for number, item in enumerate(items):
            if number not in planned:
                planned[number] = self._plan_new(item, reserved, likeness)
        moved = find_moved((it.old, planned[number].path) for number, it in enumerate(items))
        entries = tuple(_lead(it, planned[number], moved) for number, it in enumerate(items))
        self.known.add(entry.made.activity for entry in entries if entry.made)
        return PlannedFile(gathered, entries)

    def _draft(self, name: str, candidate: Candidate) -> _Item:
        """Return an activity with its entry, where it lay before if nothing is there."""
        slug, written = (str(candidate.values.get(it, "")) for it in ADDRESSES)
        path = f"{self.terms.into}/{written}"
        old = path if is_safe(path, written) else ""
        is_new = bool(slug) and self.known.find_address(slug) is None
        place = self.places.restore(written) if is_new and old else ""
        into = str(PurePosixPath(place).parent) if place else self.terms.into
        drafted = draft_candidate(candidate, replace(self.terms, into=into))
        return _Item(name, candidate, drafted, self.terms.into, old, place)

    def _meet_address(self, item: _Item, moved: Mapping[str, str]) -> PlannedEntry | None:
        met = self.known.find_address(item.slug)
        if met is None:
            return None
        self.known.use(met)
        activity = item.preview()
        if moved and item.old:
            sections = lead_sections(activity.sections, item.old, met.path, moved)
            activity = replace(activity, sections=sections)
        forms = self.known.find_forms(met)
        is_same = any(self.known.is_same(form, activity) for form in forms)
        return item.meet(State.THERE if is_same else State.LEFT_ALONE, met)

    def _meet_source(self, item: _Item) -> PlannedEntry | None:
        fingerprint = item.candidate.fingerprint
        met = None if is_own(item.candidate) else self.known.find_made_of(fingerprint)
        return self._use(item, met)

    def _use(self, item: _Item, met: Activity | None) -> PlannedEntry | None:
        if met is None:
            return None
        self.known.use(met)
        return item.meet(State.THERE, met)

    def _plan_new(self, item: _Item, reserved: set[str], likeness: Likeness) -> PlannedEntry:
        drafted, activity = item.drafted, item.preview()
        if met := self.known.find_namesake(activity):
            named = name_differences(likeness.find_differences(met, activity))
            other = f"differs in {named}" if named else "says the same"
            doubt = f"{met.path} has the same title and date, and {other}"
            drafted = replace(drafted, doubts=(*drafted.doubts, doubt))
        path = item.place
        if not path:
            name = self._choose_name(str(activity.date), activity.title, item.slug, reserved)
            path = f"{item.into}/{name}.md"
        if item.slug and make_slug(find_stem(path)) != item.slug:
            drafted = replace(drafted, values={**drafted.values, "slug": item.slug})
        made = item.make(path, drafted)
        self.places.take(path)
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
        into = self.terms.into
        is_taken = fold_name(name) in self.given or self.places.is_taken(f"{into}/{name}.md")
        return not is_taken and is_free(self.places.root / into, name)


def _lead(item: _Item, entry: PlannedEntry, moved: Mapping[str, str]) -> PlannedEntry:
    """Return a new entry whose links lead to where others of its file lie."""
    if not moved or entry.made is None or not item.old:
        return entry
    drafted = entry.made.drafted
    sections = lead_sections(drafted.sections, item.old, entry.path, moved)
    if sections == drafted.sections:
        return entry
    return replace(entry, made=item.make(entry.path, replace(drafted, sections=sections)))
