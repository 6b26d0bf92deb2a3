"""``cpdsite export``: the record in a format."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cpdsite.commands.composition import NO_THEME, outline_site
from cpdsite.commands.periods import Asked, choose_period
from cpdsite.commands.record_files import read_fonts
from cpdsite.commands.site_folder import Opened, open_site, store_cache
from cpdsite.content.load import load_schemes
from cpdsite.errors import Problem, ProblemsError, UsageError, find_errors
from cpdsite.exporters.export import Request
from cpdsite.exporters.formats import FORMATS
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.portfolio import (
    Audience,
    Portfolio,
    find_left_out,
    make_public,
    visible,
)
from cpdsite.portfolio.record import Record, make_record
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.settings import FILE_NAME
from cpdsite.site.compose import by_section
from cpdsite.site.record_files import file_record

NOT_FEATURED = "not featured"
EVERYTHING = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What to export and how; ``scheme`` is the name of one, ``""`` for the one that leads."""

    today: date
    form: str
    asked: Asked = field(default=EVERYTHING)
    scheme: str = ""
    is_featured: bool = False
    has_private: bool = False
    is_archival: bool = False
    has_mark: bool = False
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record as a file: its bytes, how many activities it holds, and what to say of it.

    ``left_out`` holds the reason for each activity of the period that is not in it.
    """

    content: bytes
    shown: int
    period: Period
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def make_export(root: Path, options: ExportOptions) -> MadeRecord:
    """Return the record of a site in a format.

    Raises ``ProblemsError`` where anything that was read holds a mistake, since the record
    would not be whole, and ``UsageError`` for a period or a scheme that is none.
    """
    opened = open_site(root, options.today)
    settings = opened.settings
    period = choose_period(
        options.asked, settings.record_period, settings.year_starts, options.today
    )
    portfolio = _find_portfolio(opened)
    scheme = _choose_scheme(root, opened, portfolio, options.scheme)
    record = make_record(_select(portfolio, options), scheme, period)
    request = Request(
        filed=_file(opened, portfolio, record, options),
        read_passage=opened.passages.read,
        fonts=read_fonts(root, opened.fonts),
        is_archival=options.is_archival,
        has_mark=options.has_mark,
    )
    exported = FORMATS[options.form].export(request)
    store_cache(opened)
    return MadeRecord(
        content=exported.content,
        shown=len(record.rows),
        period=record.period,
        left_out=tuple(_find_reasons(portfolio, period, options)),
        notes=exported.notes,
    )


def make_copyist(options: ExportOptions) -> Audience:
    """Return the audience of an export: the person, for whoever asks them for their record.

    It holds what is published, and with ``has_private`` what is private too, evidence among it;
    never drafts and what is only planned. The person's own details are theirs to give.
    """
    statuses = {Status.PUBLISHED, Status.PRIVATE} if options.has_private else {Status.PUBLISHED}
    return Audience(
        frozenset(statuses),
        options.today,
        sees_all_evidence=options.has_private,
        sees_all_details=True,
    )


def _find_portfolio(opened: Opened) -> Portfolio:
    # A theme that cannot be read, or a picture that is missing, is no matter of the record.
    wrong = find_errors((*opened.loaded.problems, *_find_settings_mistakes(opened)))
    if opened.loaded.portfolio is None or wrong:
        raise ProblemsError(wrong or opened.problems)
    return opened.loaded.portfolio


def _find_settings_mistakes(opened: Opened) -> Iterator[Problem]:
    return (it for it in opened.problems if it.location.path == FILE_NAME and it.code != "theme")


def _choose_scheme(root: Path, opened: Opened, portfolio: Portfolio, name: str) -> Scheme:
    """Return the scheme that is asked for: one of the site's, or any other that is to be had."""
    folded = name.strip().casefold()
    known = {scheme.id: scheme for scheme in portfolio.schemes}
    if not folded:
        return portfolio.schemes[0]
    if folded in known:
        return known[folded]
    schemes, problems = load_schemes(root, replace(opened.settings, scheme=(folded,)))
    if not schemes:
        hints = [problem.hint for problem in problems if problem.hint]
        raise UsageError(
            f'--scheme: there is no scheme "{name}"' + "".join(f" ({it})" for it in hints[:1])
        )
    return schemes[0]


def _select(portfolio: Portfolio, options: ExportOptions) -> Portfolio:
    shown = visible(portfolio, make_copyist(options))
    if not options.is_featured:
        return shown
    return replace(shown, activities=tuple(it for it in shown.activities if it.featured))


def _file(
    opened: Opened, portfolio: Portfolio, record: Record, options: ExportOptions
) -> FiledRecord:
    """Return the record with links that lead to what is published, and to nothing else."""
    theme = opened.theme or NO_THEME
    audience = make_public(options.today)
    outline = outline_site(opened, portfolio, theme, audience, options.base_url).outline
    find_prose = by_section(outline.resolve)
    filed = file_record(record, find_prose, outline.directory, is_own=True)
    return replace(filed, keeps_links=options.has_private)


def _find_reasons(portfolio: Portfolio, period: Period, options: ExportOptions) -> Iterator[str]:
    """Yield why each activity of the period that is not in the record is left out."""
    left_out = {it.entry.path: it.reason for it in find_left_out(portfolio, make_copyist(options))}
    for activity in portfolio.activities:
        if period.covers(activity.first_day, activity.last_day):
            if activity.path in left_out:
                yield left_out[activity.path]
            elif options.is_featured and not activity.featured:
                yield NOT_FEATURED
