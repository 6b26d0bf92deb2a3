"""The settings of a site: what ``cpdsite.toml`` says."""

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from cpdsite.errors import Location, Problem
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.dates import Period, YearStart
from cpdsite.toml.decode import decode_toml
from cpdsite.toml.places import find_line
from cpdsite.toml.table import Table, show

FILE_NAME = "cpdsite.toml"
TOP_KEYS = (
    "title", "description", "base_url", "language", "theme", "scheme", "year_starts", "paper",
    "default_status", "search_engines", "lists", "record_files",
)  # fmt: skip
"""The keys that stand above every table."""

LISTS = ("years", "types", "providers", "tags")
PAPERS = ("a4", "letter")
RECORD_FILES = ("pdf", "docx", "xlsx", "csv", "json", "txt")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
CALENDAR_YEAR = YearStart()
ALWAYS = Period()
NO_LEAP_YEAR = 2025
"""A CPD year cannot begin on 29 February."""

ODD = re.compile(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no address holds unless it is quoted."""

YEAR_START = re.compile(r"(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``cpdsite.toml`` says, with the defaults for what it does not say.

    ``scheme`` is empty where it cannot be read: no default can stand for a mistake there.
    """

    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en-GB"
    theme: str = "folio"
    scheme: tuple[str, ...] = ("ikt",)
    year_starts: YearStart = CALENDAR_YEAR
    paper: str = "a4"
    default_status: Status = Status.PRIVATE
    search_engines: bool = False
    lists: tuple[str, ...] = LISTS
    record_files: tuple[str, ...] = ("pdf",)
    record_period: Period = ALWAYS
    record_note: str = ""
    theme_options: tuple[tuple[str, object], ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


def read_settings(data: bytes) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings that a ``cpdsite.toml`` holds, and what is wrong with it."""
    values, lines, problems = decode_toml(FILE_NAME, data)
    if values is None:
        return Settings(scheme=()), tuple(problems)
    table = Table(FILE_NAME, lines, values, problems)
    period, note = _read_record(table.table("record"))
    theme, options = _read_theme(table, values)
    settings = Settings(
        title=table.text("title"),
        description=table.text("description"),
        base_url=_read_base_url(table),
        language=_read_matching(table, "language", LANGUAGE, "en-GB"),
        theme=theme,
        scheme=_read_schemes(table, values),
        year_starts=_read_year_start(table),
        paper=table.choice("paper", PAPERS, "a4"),
        default_status=Status(
            table.choice("default_status", [it.value for it in Status], Status.PRIVATE.value)
        ),
        search_engines=table.boolean("search_engines", default=False),
        lists=table.choices("lists", LISTS, LISTS),
        record_files=table.choices("record_files", RECORD_FILES, ("pdf",)),
        record_period=period,
        record_note=note,
        theme_options=options,
        extra=table.table("extra").anything(),
    )
    table.finish()
    return settings, tuple(problems)


def place_problem(problem: Problem, lines: tuple[str, ...]) -> Problem:
    """Return a problem with a setting at the line that it is about.

    What is wrong with a scheme or a theme shows only once those are read.
    """
    if problem.location.path != FILE_NAME or problem.location.line:
        return problem
    for keys in ((problem.code, "name"), (problem.code,)):
        if line := find_line(list(lines), keys):
            source = lines[line - 1]
            return replace(problem, location=Location(FILE_NAME, line, 1), source=source)
    return problem


def _read_theme(
    table: Table, values: dict[str, object]
) -> tuple[str, tuple[tuple[str, object], ...]]:
    """Return the theme's name and options, from ``theme = "folio"`` or a table ``[theme]``.

    TOML lets a key be a text or a table, not both, so the table holds the name as well.
    """
    if not isinstance(values.get("theme"), dict):
        return _read_matching(table, "theme", NAME, "folio"), ()
    options = table.table("theme")
    name = _read_matching(options, "name", NAME, "folio")
    return name, tuple((key, it) for key, it in options.anything().items() if key != "name")


def _read_matching(table: Table, key: str, pattern: re.Pattern[str], default: str) -> str:
    value = table.text(key, default)
    if pattern.fullmatch(value):
        return value
    table.report(
        key,
        f"{key}: expected a name such as {default}, found {show(value)}",
        f'write {key} = "{default}"',
    )
    return default


def _read_base_url(table: Table) -> str:
    value = table.text("base_url")
    mistake = find_base_url_mistake(value) if value else ""
    if mistake:
        table.report(
            "base_url", f"base_url: {mistake}", 'write base_url = "https://cpd.example.org/"'
        )
        return ""
    return value if not value or value.endswith("/") else f"{value}/"


def find_base_url_mistake(value: str) -> str:
    """Return what is wrong with the address of a site; ``""`` when nothing is."""
    try:
        parts = urlsplit(value)
        # A port that is none raises only when it is asked for.
        is_whole = bool(parts.netloc) and parts.port != 0
    except ValueError:
        return f"expected an address such as https://cpd.example.org/, found {show(value)}"
    if parts.scheme not in ("http", "https") or not is_whole:
        return f"expected an address that begins with https://, found {show(value)}"
    if parts.query or parts.fragment or parts.username or ODD.search(value):
        return f"expected an address without spaces, ?, #, @, quotes or <>, found {show(value)}"
    return ""


def _read_schemes(table: Table, values: dict[str, object]) -> tuple[str, ...]:
    cure = 'write scheme = "ikt"'
    names = tuple(name.casefold() for name in table.texts("scheme", hint=cure))
    if "scheme" not in values:
        return ("ikt",)
    if all(NAME.fullmatch(name) for name in names) and (names or values["scheme"] != []):
        return tuple(dict.fromkeys(names))
    wrong = next((name for name in names if not NAME.fullmatch(name)), None)
    message = f"scheme: {show(wrong)} is no name of a scheme"
    if wrong is None:
        message = "scheme: expected a name or a list of names, found []"
    table.report("scheme", message, cure)
    return ()


def _read_year_start(table: Table) -> YearStart:
    value = table.text("year_starts", "01-01")
    match = YEAR_START.fullmatch(value)
    try:
        day = date(NO_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day:
        return YearStart(day.month, day.day)
    expected = "year_starts: expected a month and a day such as 01-01 or 09-01"
    hint = f'write year_starts = "{_suggest_start(match)}"'
    if match and int(match[1]) > date.max.month:
        hint = f"the month comes first: {hint}"
    table.report("year_starts", f"{expected}, found {show(value)}", hint)
    return YearStart()


def _suggest_start(written: re.Match[str] | None) -> str:
    """Return the day that was probably meant, with its month first."""
    one, other = map(int, written.groups()) if written else (0, 0)
    months = [
        (month, day) for month, day in ((one, other), (other, one)) if 1 <= month <= date.max.month
    ]
    if not months or not 1 <= months[0][1] <= date.max.day:
        return "01-01"
    month, day = months[0]
    return f"{month:02}-{min(day, monthrange(NO_LEAP_YEAR, month)[1]):02}"


def _read_record(table: Table) -> tuple[Period, str]:
    period = Period(table.day("from"), table.day("to"))
    note = table.text("note")
    table.finish(TOP_KEYS)
    if period.start and period.end and period.end < period.start:
        message = f"to: the period ends on {period.end}, before it begins on {period.start}"
        table.report("to", message, "swap from and to")
        return Period(), note
    return period, note
