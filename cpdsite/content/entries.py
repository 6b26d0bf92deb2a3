"""One file to one entry: a pure function of its path and bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from cpdsite.content.front_matter import (
    FrontMatter,
    Source,
    decode_source,
    read_front_matter,
)
from cpdsite.content.sections import cut_sections, trim_text
from cpdsite.errors import Problem
from cpdsite.portfolio.activity import Activity, Page
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, PAGE, PROFILE, find_fields, suggest_field
from cpdsite.portfolio.nodes import Node, is_empty
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.comments import take_comments

INDEX = "index"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of a file: its value if it has one, and what is wrong with it."""

    value: Activity | Page | Person | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()


def read_file(kind: str, path: str, data: bytes) -> ReadFile:
    """Read a file of a kind (activity, page or profile)."""
    source, problems = decode_source(path, data)
    if source is None:
        return ReadFile(None, problems)
    front_matter = read_front_matter(source)
    value = _make_value(kind, source, front_matter) if front_matter else None
    return ReadFile(value, tuple(source.problems), tuple(source.lines))


def _make_value(kind: str, source: Source, parts: FrontMatter) -> Activity | Page | Person | None:
    values = _read_values(kind, source, parts)
    value = MAKERS[kind](source, values, _without_comments(source, parts))
    # A half-read entry would raise questions of its own, so a mistake leaves no value.
    return None if any(problem.is_error for problem in source.problems) else value


def _without_comments(source: Source, parts: FrontMatter) -> FrontMatter:
    body, line = take_comments(parts.body)
    if line is not None:
        message = "this comment has no end, so what it hides would be published"
        source.report("comment", (parts.body_line + line, 1), message, "close it with -->")
    return replace(parts, body=body)


def _read_values(kind: str, source: Source, parts: FrontMatter) -> dict[str, Any]:
    known = find_fields(kind)
    values: dict[str, Any] = {}
    written = {key.text for key, _ in parts.values.pairs}
    for key, node in parts.values.pairs:
        if key.text not in known:
            meant = suggest_field(kind, key.text)
            hint = _suggest_key(meant) if meant else f"the keys are {', '.join(known)}"
            source.report_at("unknown-key", key, f'unknown key "{key.text}"', hint)
        elif not is_empty(node):
            values[key.text] = known[key.text].read(node, _report_as(key.text, source))
    missing = [name for name, it in known.items() if it.required and not values.get(name)]
    for name in missing:
        if name not in written or is_empty(dict_of(parts)[name]):
            message = f"{name} is missing: {known[name].summary}"
            source.report(name, (parts.values.line, 1), message, f"add {name}: {EXAMPLES[name]}")
    return values


def dict_of(parts: FrontMatter) -> dict[str, Node]:
    """Return the values of front matter by key."""
    return {key.text: value for key, value in parts.values.pairs}


EXAMPLES = {"title": "Negotiating agreements", "date": "2026-03-12", "name": "Your Name"}


def _suggest_key(meant: str) -> str:
    hints = {"status": "did you mean status: draft, private or published?"}
    return hints.get(meant, f'did you mean "{meant}"?')


def _report_as(name: str, source: Source) -> Callable[[Node, str, str], None]:
    return lambda node, message, hint: source.report_at(name, node, f"{name}: {message}", hint)


def _make_activity(source: Source, values: dict[str, Any], parts: FrontMatter) -> Activity | None:
    date, end = values.get("date"), values.get("end_date")
    if isinstance(end, PartialDate) and date and end.last_day < date.first_day:
        message = f"end_date: {end} is before date: {date}"
        source.report_at("end_date", dict_of(parts)["end_date"], message, "swap the two dates")
    slug = _find_slug(source, values)
    sections = cut_sections(source, parts)
    known = {name: value for name, value in values.items() if value is not None}
    if not known.get("title") or not date:
        return None
    return Activity(path=source.path, sections=sections, **(known | {"slug": slug}))


def _make_page(source: Source, values: dict[str, Any], parts: FrontMatter) -> Page | None:
    slug = _find_slug(source, values)
    body = Section(DESCRIPTION, "", *trim_text(parts.body, parts.body_line))
    known = {name: value for name, value in values.items() if value is not None}
    if not known.get("title"):
        return None
    return Page(path=source.path, body=body, **(known | {"slug": slug}))


def _make_person(source: Source, values: dict[str, Any], parts: FrontMatter) -> Person | None:
    text, line = trim_text(parts.body, parts.body_line)
    about = Section(DESCRIPTION, "", text, line) if text else None
    known = {name: value for name, value in values.items() if value is not None}
    return Person(path=source.path, about=about, **known) if known.get("name") else None


MAKERS: dict[str, Callable[[Source, dict[str, Any], FrontMatter], Activity | Page | Person | None]]
MAKERS = {ACTIVITY: _make_activity, PAGE: _make_page, PROFILE: _make_person}
"""How a file of each kind becomes a value."""


def _find_slug(source: Source, values: dict[str, Any]) -> str:
    if values.get("slug"):
        return str(values["slug"])
    path = PurePosixPath(source.path)
    name = path.parent.name if path.stem == INDEX else path.stem
    slug = make_slug(name)
    if not slug:
        message = f'the name "{name}" has no letter or digit to make an address of'
        source.report("slug", (1, 1), message, "rename the file, or add slug: my-activity")
    return slug
