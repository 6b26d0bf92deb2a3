"""One file to one entry: a pure function of its path and bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from cpdsite.content.fences import find_second
from cpdsite.content.front_matter import (
    FrontMatter,
    Source,
    decode_source,
    read_front_matter,
)
from cpdsite.content.sections import cut_sections, trim_text
from cpdsite.errors import Problem, Severity, find_errors
from cpdsite.limits import MOST_ITEMS, MOST_KEYS
from cpdsite.portfolio.activity import Activity, Page, Status
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.dates import CpdYear, PartialDate
from cpdsite.portfolio.entry import Entry
from cpdsite.portfolio.fields import (
    ACTIVITY,
    APPLICATION,
    OBJECTIVE,
    PAGE,
    PROFILE,
    REVIEW,
    Field,
    find_fields,
    suggest_field,
)
from cpdsite.portfolio.nodes import Mapping, Node, Scalar, Sequence, is_empty, shorten
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.readers import CURE_STATUS
from cpdsite.portfolio.review import Review
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.bounds import find_excesses
from cpdsite.prose.comments import take_comments

INDEX = "index"

Value = Entry | Person
"""What a file becomes."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of a file, and what is wrong with it.

    ``value`` is ``None`` where anything is wrong. ``suspect`` is what can be made of the file
    all the same, to look for more mistakes in it; it is never published.
    """

    value: Value | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()
    suspect: Value | None = None


def read_file(kind: str, path: str, data: bytes) -> ReadFile:
    """Read a file of a kind: one of the kinds of entries, or the profile."""
    source, problems = decode_source(path, data)
    if source is None:
        return ReadFile(None, problems)
    parts = read_front_matter(source)
    if parts is None:
        return ReadFile(None, tuple(source.problems), tuple(source.lines))
    _check_body(kind, source, parts)
    suspect = _make_value(kind, source, parts)
    value = None if find_errors(source.problems) else suspect
    return ReadFile(value, tuple(source.problems), tuple(source.lines), suspect)


def _make_value(kind: str, source: Source, parts: FrontMatter) -> Value:
    values = _read_values(kind, source, parts.values) if parts.values else {}
    unread = {name for name, value in values.items() if value is None}
    known = {name: value for name, value in values.items() if value is not None}
    if find_errors(source.problems):
        known = STAND_INS[kind] | known
        if kind != PROFILE and ("status" in unread or parts.values is None):
            # So that what would be wrong with it in public is found; it is not published.
            known["status"] = Status.PUBLISHED
    return MAKERS[kind](source, known, _without_comments(source, parts))


def _check_body(kind: str, source: Source, parts: FrontMatter) -> None:
    """Warn of a body that begins with keys: they would be published as text."""
    line = find_second(parts.body, find_fields(kind))
    if line is not None:
        message = "the text begins with what looks like front matter"
        hint = "move the keys between the first two lines of ---, and delete the rest of it here"
        place = (parts.body_line + line, 1)
        source.report("front-matter", place, message, hint, Severity.WARNING)


def _without_comments(source: Source, parts: FrontMatter) -> FrontMatter:
    body, line = take_comments(parts.body)
    if line is not None:
        message = "this comment has no end, so what it hides would be published"
        source.report("comment", (parts.body_line + line, 1), message, "close it with -->")
    excesses = find_excesses(body)
    for it in excesses:
        source.report("markdown", (parts.body_line + it.line, 1), it.message, it.hint)
    # Nothing is ever converted, or even cut into sections, that is out of bounds.
    return replace(parts, body=STAND_IN_BODY if excesses else body)


def _read_values(kind: str, source: Source, written: Mapping) -> dict[str, Any]:
    known = find_fields(kind)
    told = _find_told(source, written) | _report_unknown(kind, source, written)
    values = {
        key.text: _read_value(known[key.text], node, source)
        for key, node in written.pairs
        if key.text in known and not is_empty(node)
    }
    for name, field in known.items():
        if field.required and name not in values and name not in told:
            message = f"{name} is missing ({field.summary})"
            hint = f"add a line such as {name}: {EXAMPLES[name]}"
            empty = next((key for key, _ in written.pairs if key.text == name), None)
            if empty:
                message, hint = f"{name} is empty", f"write the {name} after {name}:"
            source.report_at(name, empty or written, message, hint)
    for name, start in (("end_date", "date"), ("by", "from")):
        _check_order(values, (start, name), written, source)
    return values


def _check_order(
    values: dict[str, Any], names: tuple[str, str], written: Mapping, source: Source
) -> None:
    """Report an end that lies before its beginning."""
    first, last = names
    start, end = values.get(first), values.get(last)
    if isinstance(end, PartialDate) and start and end.last_day < start.first_day:
        message = f"{last}: {end} is before {first}: {start}"
        node = next(node for key, node in written.pairs if key.text == last)
        source.report_at(last, node, message, "swap the two dates")


def _read_value(field: Field, node: Node, source: Source) -> Any:  # noqa: ANN401 - each field has its own
    if isinstance(node, Sequence) and len(node.items) > MOST_ITEMS:
        message = f"{field.name}: expected at most {MOST_ITEMS} items, found {len(node.items):,}"
        source.report_at("count", node, message, "keep those that matter")
        return None
    return field.read(node, _report_as(field.name, source))


def _report_unknown(kind: str, source: Source, written: Mapping) -> set[str]:
    """Report each key that does not belong here; return the keys that were meant."""
    known = find_fields(kind)
    unknown = [(key, node) for key, node in written.pairs if key.text not in known]
    if len(unknown) > MOST_KEYS:
        message = f"expected keys such as {next(iter(known))}, found {len(unknown):,} others"
        hint = "delete what is no key, or move it below the second ---"
        source.report_at("unknown-key", unknown[0][0], message, hint)
        return set()
    told: set[str] = set()
    listed = 0
    for key, node in unknown:
        meant = suggest_field(kind, key.text)
        told |= {meant} if meant else set()
        hint = _suggest_key(meant, key.text, node) if meant else f"the keys are {', '.join(known)}"
        if not meant and listed:
            hint = f"delete it, or write one of the keys listed for line {listed}"
        listed = listed or (0 if meant else key.line)
        source.report_at("unknown-key", key, f'unknown key "{shorten(key.text)}"', hint)
    return told


def _find_told(source: Source, written: Mapping) -> set[str]:
    """Return the keys on whose lines a problem is known already, and says enough."""
    lines = {problem.location.line for problem in source.problems}
    return {key.text for key, _ in written.pairs if key.line in lines}


EXAMPLES = {
    "title": "Negotiating agreements",
    "date": "2026-03-12",
    "from": "2026-01",
    "period": "2025",
    "name": "Your Name",
}


STATUSES = {
    "draft": "draft",
    "private": "private",
    "public": "published",
    "publish": "published",
    "published": "published",
}
"""The status that is probably meant by a key of its own."""


def _suggest_key(meant: str, key: str, node: Node) -> str:
    is_denied = isinstance(node, Scalar) and node.text.strip().casefold() in ("false", "no")
    if meant == "status" and is_denied and key.casefold() in STATUSES:
        return CURE_STATUS
    status = STATUSES.get(key.casefold(), "") if meant == "status" else ""
    return f"write status: {status}" if status else f'did you mean "{meant}"?'


def _report_as(name: str, source: Source) -> Callable[[Node, str, str], None]:
    return lambda node, message, hint: source.report_at(name, node, f"{name}: {message}", hint)


def _make_activity(source: Source, values: dict[str, Any], parts: FrontMatter) -> Activity:
    known = values | {"slug": _find_slug(source, values)}
    return Activity(path=source.path, sections=cut_sections(source, parts), **known)


def _make_page(source: Source, values: dict[str, Any], parts: FrontMatter) -> Page:
    return Page(**_add_prose(source, values, parts))


def _make_objective(source: Source, values: dict[str, Any], parts: FrontMatter) -> Objective:
    known = _add_prose(source, values, parts)
    return Objective(begins=known.pop("from"), **known)


def _make_review(source: Source, values: dict[str, Any], parts: FrontMatter) -> Review:
    return Review(**_add_prose(source, values, parts))


def _make_application(source: Source, values: dict[str, Any], parts: FrontMatter) -> Application:
    known = _add_prose(source, values, parts)
    return Application(grade=known.pop("to", ""), **known)


def _add_prose(source: Source, values: dict[str, Any], parts: FrontMatter) -> dict[str, Any]:
    """Return the values of an entry whose body is one text."""
    body = Section(DESCRIPTION, "", *trim_text(parts.body, parts.body_line))
    return values | {"path": source.path, "slug": _find_slug(source, values), "body": body}


def _make_person(source: Source, values: dict[str, Any], parts: FrontMatter) -> Person:
    text, line = trim_text(parts.body, parts.body_line)
    about = Section(DESCRIPTION, "", text, line) if text else None
    return Person(path=source.path, about=about, **values)


MAKERS: dict[str, Callable[[Source, dict[str, Any], FrontMatter], Value]]
MAKERS = {
    ACTIVITY: _make_activity,
    OBJECTIVE: _make_objective,
    REVIEW: _make_review,
    APPLICATION: _make_application,
    PAGE: _make_page,
    PROFILE: _make_person,
}
"""How a file of each kind becomes a value."""

STAND_INS: dict[str, dict[str, Any]] = {
    ACTIVITY: {"title": "", "date": PartialDate(2000)},
    OBJECTIVE: {"title": "", "from": PartialDate(2000)},
    REVIEW: {"title": "", "period": CpdYear(2000)},
    APPLICATION: {"title": ""},
    PAGE: {"title": ""},
    PROFILE: {"name": ""},
}
"""What stands for a value that cannot be read; the file that lacks it has an error already."""


STAND_IN_BODY = "## Learning\n\nIt is not read.\n"
"""What stands for a body out of bounds, so that nobody is told of a lack of learning too."""


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
