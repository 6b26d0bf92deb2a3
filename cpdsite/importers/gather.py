"""The tables of a record kept elsewhere to candidates, with an account of every cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpdsite.importers.candidates import find_texts, make_candidates
from cpdsite.importers.dating import (
    Dated,
    find_certain_year,
    find_conflict,
    find_order,
    find_year,
    read_dates,
)
from cpdsite.importers.gathered import Accounted, Candidate, Gathered, Matched, Outcome, Question
from cpdsite.importers.groups import Group, group_lines, split_group
from cpdsite.importers.headers import Header, read_header
from cpdsite.importers.labelled_lines import lay_out_lines
from cpdsite.importers.labels import Labels, check_headings, make_labels
from cpdsite.importers.lines import At, Fate
from cpdsite.importers.moments import DAY_FIRST, MONTH_FIRST
from cpdsite.importers.own_tables import restore_own
from cpdsite.importers.rows import Draft, read_cells
from cpdsite.importers.source import Cell, Source
from cpdsite.importers.tables import Found, Table, find_tables
from cpdsite.importers.when import read_when
from cpdsite.limits import MOST_IMPORTED
from cpdsite.portfolio.dates import format_dates
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import normalise_heading

OUTSIDE = -1
"""The grid of what stands in none."""

NO_TABLE = "it stands in no table of activities"
NOTHING_FOUND = "No table of activities was found: a row of headings such as Dates, Activity and Provider makes one."
NOTHING_BELOW = "The row of headings was read, and no row below it holds an activity."
NO_ACTIVITY = "it stands outside the tables, and belongs to no activity"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said of the file.

    ``mapping`` holds headings, each with the field for its column. ``date_order`` is ``dmy``,
    ``mdy``, ``ymd`` or ``""``. ``year`` stands in where nothing in the file gives any.
    """

    mapping: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    year: int = 2000


@dataclass(frozen=True, slots=True)
class _Read:
    """An activity as read, with the table that it stands in and the order of its dates."""

    group: Group
    draft: Draft
    order: str


def gather(source: Source, scheme: Scheme, options: Options) -> Gathered:
    """Return the activities of a source, what its columns were taken for, and every cell's fate.

    A field or a heading of ``options.mapping`` that does not exist is a ``UsageError``.
    """
    labels = make_labels(scheme, options.mapping)
    source = replace(source, grids=tuple(map(restore_own, source.grids)))
    source = lay_out_lines(source, labels)
    found = _find_all(source, scheme, labels)
    tables = [table for it in found for table in it.tables]
    check_headings(options.mapping, [column.heading for it in tables for column in it.columns])
    fates: dict[At, Fate] = {at: fate for it in found for at, fate in it.fates}
    everywhere = options.date_order or find_order(_find_dates(tables))
    header, told = _read_headers(source, found, scheme, everywhere)
    fates = {**told, **fates}
    reads: list[_Read] = []
    for table in tables:
        order = options.date_order or find_order(_find_dates([table])) or everywhere
        groups = [it for group in group_lines(table.lines) for it in split_group(group)]
        reads += [_Read(it, read_cells(it.cells, scheme), order) for it in groups]
    dated = _date_all(reads, header)
    candidates, more = _make_all(reads, dated, header, options)
    return Gathered(
        source.name,
        candidates,
        tuple(_account(source, {**fates, **more})),
        tuple(_tell_matches(tables, labels)),
        tuple(_ask(reads, dated, candidates, source)),
        source.notes if candidates else (*source.notes, NOTHING_BELOW if tables else NOTHING_FOUND),
    )


def _find_all(source: Source, scheme: Scheme, labels: Labels) -> list[Found]:
    found: list[Found] = []
    previous: Table | None = None
    for number, grid in enumerate(source.grids):
        found.append(find_tables(number, grid, labels, scheme, previous))
        previous = found[-1].tables[-1] if found[-1].tables else previous
    return found


def _find_dates(tables: Sequence[Table]) -> list[Cell]:
    return [
        it.cell
        for table in tables
        for line in table.lines
        for it in line.cells
        if it.column.field in ("date", "end_date") and not it.is_copy
    ]


def _read_headers(
    source: Source, found: Sequence[Found], scheme: Scheme, order: str
) -> tuple[Header, dict[At, Fate]]:
    """Read what stands above, between and outside of tables."""
    rows = [row for it in found for row in it.above]
    rows += [(((OUTSIDE, at, 0), cell),) for at, cell in enumerate(source.outside)]
    header = read_header([[cell for _, cell in row] for row in rows], scheme, order)
    places = [at for row in rows for at, _ in row]
    fates = {}
    for at, reason in zip(places, header.reasons, strict=True):
        other = NO_ACTIVITY if at[0] == OUTSIDE else NO_TABLE
        fates[at] = Fate(Outcome.LEFT_OUT, "", reason or other)
    return header, fates


def _date_all(reads: Sequence[_Read], header: Header) -> list[Dated]:
    """Read the dates of all activities; those without a year after the others."""
    dated = [read_dates(it.draft.dates, it.order, it.group.year) for it in reads]
    before = _find_years(dated)
    after = _find_years(dated[::-1])[::-1]
    for at, read in enumerate(reads):
        if dated[at].is_known or not read.draft.dates or dated[at].ambiguous:
            continue
        text = read.draft.dates[0].cell.plain
        around = [it for it in (before[at], after[at]) if it]
        year = find_certain_year(text, read.order, header.period, around)
        if year:
            dated[at] = read_dates(read.draft.dates, read.order, year)
    return dated


def _find_years(dated: Sequence[Dated]) -> list[int]:
    """Return, for each activity, the year of the nearest before it that has one."""
    years = [0]
    for it in dated:
        years.append(it.date.year if it.date and it.is_known else years[-1])
    return years[:-1]


def _make_all(
    reads: Sequence[_Read], dated: Sequence[Dated], header: Header, options: Options
) -> tuple[tuple[Candidate, ...], dict[At, Fate]]:
    """Return all candidates, and the fates of their cells."""
    before, after = _find_years(dated), _find_years(dated[::-1])[::-1]
    period = header.period.start.year if header.period.start else 0
    seen: Counter[tuple[str, ...]] = Counter()
    candidates: list[Candidate] = []
    fates: dict[At, Fate] = {}
    for at, read in enumerate(reads):
        own = read.group.year
        year = find_year(
            read.draft.dates, (own, period, header.year, before[at], after[at], options.year)
        )
        texts = tuple(find_texts(read.group))
        seen[texts] += 1
        for place, fate in read.draft.fates:
            told = _tell_dates(fate, dated[at]) if fate.field in ("date", "end_date") else fate
            if place in fates:
                told = replace(
                    fates[place],
                    reason=f"{len(candidates) + 1 - (fates[place].entry or 0)} activities stand in it",
                )
            else:
                told = replace(told, entry=len(candidates))
            fates[place] = told
        candidates += make_candidates(read.group, read.draft, dated[at], year, seen[texts])
    return tuple(candidates), fates


def _tell_dates(fate: Fate, dated: Dated) -> Fate:
    if dated.is_known or fate.outcome is Outcome.MERGED:
        return fate
    return Fate(Outcome.KEPT, "extra: dates_as_written", "it cannot be read as a date")


def _account(source: Source, fates: dict[At, Fate]) -> Iterator[Accounted]:
    """Yield what became of every cell that holds anything, in the order of the source."""
    cells = [
        ((number, at, index), cell)
        for number, grid in enumerate(source.grids)
        for at, row in enumerate(grid.rows)
        for index, cell in enumerate(row)
    ]
    cells += [((OUTSIDE, at, 0), cell) for at, cell in enumerate(source.outside)]
    for at, cell in cells:
        if not cell.plain.strip():
            continue
        fate = fates.get(at)
        if cell.copy_of:
            entry = fate.entry if fate else None
            fate = Fate(
                Outcome.MERGED, fate.field if fate else "", f"merged with {cell.copy_of}", entry
            )
        fate = fate or Fate(Outcome.LEFT_OUT, "", NO_TABLE)
        yield Accounted(cell.place, cell.plain, fate.outcome, fate.entry, fate.field, fate.reason)


def _tell_matches(tables: Sequence[Table], labels: Labels) -> Iterator[Matched]:
    for table in tables:
        filled = {placed.column.index for line in table.lines for placed in line.cells}
        for it in table.columns:
            is_mapped = normalise_heading(it.heading) in labels.mapped
            is_unknown = not it.field and not is_mapped and it.index in filled
            yield Matched(it.place, it.heading, it.field, it.reason, is_unknown)


def _ask(
    reads: Sequence[_Read], dated: Sequence[Dated], candidates: Sequence[Candidate], source: Source
) -> Iterator[Question]:
    """Yield what only the person can decide."""
    open_ones = [(it, read) for it, read in zip(dated, reads, strict=True) if it.ambiguous]
    if open_ones:
        first, read = open_ones[0]
        ways = [read_when(first.ambiguous, order) for order in (DAY_FIRST, MONTH_FIRST)]
        names = " or ".join(format_dates(it.date, it.end) for it in ways if it.date)
        others = len(open_ones) - 1
        count = f" ({others} other{'s' * (others > 1)} as well)" if others else ""
        message = f'"{shorten(first.ambiguous)}" may be {names}{count}; {_tell_order(read, reads)}'
        hint = "say which comes first: --date-order dmy for the day, --date-order mdy for the month"
        yield Question(read.draft.dates[0].cell.place, message, hint)
    if len(candidates) > MOST_IMPORTED:
        message = (
            f"expected at most {MOST_IMPORTED:,} activities in a file, found {len(candidates):,}"
        )
        yield Question(source.name, message, "divide the file")


def _tell_order(read: _Read, reads: Sequence[_Read]) -> str:
    """Say why the other dates of a column leave open which of day and month comes first."""
    column = read.draft.dates[0].column
    cells = [placed.cell for it in reads for placed in it.draft.dates if placed.column == column]
    conflict = find_conflict(cells)
    if conflict is None:
        return "no other date of its column says which"
    one, other = map(shorten, conflict)
    return f'its column contradicts itself: "{one}" has the day first, "{other}" the month'
