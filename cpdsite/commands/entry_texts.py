"""What was found elsewhere to the text of an entry, which reads back as it was meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cpdsite.content.entries import read_file
from cpdsite.content.front_matter import write_front_matter
from cpdsite.errors import Location, Problem, ProblemsError, find_errors
from cpdsite.limits import ENTRY_BYTES, MOST_ITEMS
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.readers import CONTROL
from cpdsite.portfolio.sections import (
    DESCRIPTION,
    HEADINGS,
    Section,
    name_section,
    plain_heading,
)
from cpdsite.portfolio.writers import Plain
from cpdsite.prose.source import Part, cut_source
from cpdsite.text import LINE_ENDS

EXTRA = "extra"
IMPORTED = "imported"
"""The key under ``extra`` that says what of the source an entry was made of."""

KEPT = ("title", "date", "status", "slug", EXTRA)
"""Keys that an entry cannot do without, or that hold what was moved."""

SHORT_TITLE = 200
"""How much of a title that is too long stays one, in characters."""

MOST_TRIES = 40
"""Each try moves a value or changes the prose once; there are not so many of them."""

FENCES = re.compile("~{3,}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """Front matter as plain data, sections in order, and what the person should look at.

    ``plainness`` says how much of its Markdown the prose has given up: 0 for none.
    """

    values: Mapping[str, Plain]
    sections: tuple[Section, ...]
    doubts: tuple[str, ...] = ()
    plainness: int = 0


@dataclass(frozen=True, slots=True)
class MadeEntry:
    """An entry that reads back without a mistake: its bytes, its value and its lines."""

    path: str
    drafted: Drafted
    content: bytes
    activity: Activity
    lines: tuple[str, ...]


def make_entry(path: str, drafted: Drafted, origin: str) -> MadeEntry:
    """Return an entry; what keeps it from being read back moves to ``extra`` or into the body.

    ``origin`` says where it stood. Raises ``ProblemsError`` where even that does not help.
    """
    current = _clean(drafted)
    for _ in range(MOST_TRIES):
        if current.doubts:
            current = replace(current, values={**current.values, "status": "draft"})
        content = _write(current).encode()
        read = read_file(ACTIVITY, path, content)
        errors = find_errors(read.problems)
        is_short = len(content) <= ENTRY_BYTES
        if is_short and isinstance(read.value, Activity) and _holds_all(read.value, current):
            return MadeEntry(path, current, content, read.value, read.lines)
        relieved = _relieve(current, errors)
        if relieved is None or not is_short:
            raise ProblemsError((_refuse(origin, errors, len(content)),))
        current = relieved
    raise ProblemsError((_refuse(origin, (), 0),))


def withdraw(drafted: Drafted, problem: Problem) -> Drafted | None:
    """Return an entry without what a problem of the whole site comes of; nothing where none helps."""
    values = drafted.values
    if problem.code in values and problem.code not in KEPT:
        return _move(drafted, problem.code, problem.message)
    doubt = f"{problem.message}; it is a draft until that is mended"
    if values.get("status") != "draft":
        changed = {**values, "status": "draft"}
        return replace(drafted, values=changed, doubts=(*drafted.doubts, doubt))
    shared = next((name for name in ("aliases", "evidence") if name in values), "")
    return _move(drafted, shared, problem.message) if shared else None


def _clean(drafted: Drafted) -> Drafted:
    """Return an entry in which every character can be written and shown."""
    values = {name: _clean_plain(value) for name, value in drafted.values.items()}
    texts = [LINE_ENDS.sub("\n", section.text) for section in drafted.sections]
    named = zip(drafted.sections, texts, strict=True)
    sections = tuple(
        replace(it, text=CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).strip("\n").rstrip())
        for it, text in named
    )
    is_changed = values != drafted.values or any(map(CONTROL.search, texts))
    told = "characters that no page can show stand as \N{REPLACEMENT CHARACTER}"
    doubts = (*drafted.doubts, told) if is_changed else drafted.doubts
    filled = (_with_heading(it) for it in sections if it.text.strip())
    ordered = sorted(filled, key=lambda section: section.name != DESCRIPTION)
    return replace(drafted, values=values, sections=tuple(ordered), doubts=doubts)


def _clean_plain(value: Plain) -> Plain:
    if isinstance(value, str):
        return CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_clean_plain(item) for item in value]
    return {str(_clean_plain(key)): _clean_plain(item) for key, item in value.items()}


def _with_heading(section: Section) -> Section:
    """Return a section with a heading that begins it, and that is read back as it is."""
    if section.name == DESCRIPTION:
        return replace(section, heading="")
    heading = " ".join(section.heading.split()).rstrip("#").rstrip()
    while (plain := plain_heading(heading)) != heading:
        heading = plain
    is_fitting = name_section(heading) == section.name
    return replace(section, heading=heading if is_fitting else HEADINGS[section.name][0])


def _write(drafted: Drafted) -> str:
    parts = [
        section.text if section.name == DESCRIPTION else f"## {section.heading}\n\n{section.text}"
        for section in drafted.sections
    ]
    body = "\n\n".join(parts)
    return write_front_matter(dict(drafted.values), f"{body}\n" if body else "")


def _holds_all(activity: Activity, drafted: Drafted) -> bool:
    """Tell whether an entry that was read back has the sections, and every word, that were meant."""
    named = [(it.name, it.heading) for it in activity.sections]
    if named != [(it.name, it.heading) for it in drafted.sections]:
        return False
    meant, found = _count_words(drafted.sections), _count_words(activity.sections)
    return not meant - found


def _count_words(sections: Iterable[Section]) -> Counter[str]:
    return Counter(word for section in sections for word in section.text.split())


def _relieve(drafted: Drafted, errors: tuple[Problem, ...]) -> Drafted | None:
    """Return an entry with less that can be wrong with it; nothing where nothing is left to try."""
    for error in errors:
        if error.code in drafted.values and error.code not in KEPT:
            return _move(drafted, error.code, error.message)
    codes = {error.code for error in errors}
    if "count" in codes:
        long = next(
            name
            for name, value in drafted.values.items()
            if isinstance(value, list) and len(value) > MOST_ITEMS
        )
        return _move(drafted, long, f"{long} has more than {MOST_ITEMS} items")
    if codes & {"yaml", EXTRA}:
        return _move_largest(drafted)
    return _make_plainer(drafted)


def _move(drafted: Drafted, name: str, why: str) -> Drafted:
    """Move a value to ``extra``, as it is."""
    values = dict(drafted.values)
    extra = values.get(EXTRA, {})
    known = extra if isinstance(extra, dict) else {}
    values[EXTRA] = {**known, name: values.pop(name)}
    message = why if why.startswith(name) else f"{name}: {why}"
    doubts = (*drafted.doubts, f"{message}; it stands under extra")
    return replace(drafted, values=values, doubts=doubts)


def _move_largest(drafted: Drafted) -> Drafted | None:
    """Move the largest value of all into the body: front matter is no place for so much."""
    values = dict(drafted.values)
    sizes = {name: len(str(value)) for name, value in values.items()}
    name = max(sizes, key=lambda it: sizes[it])
    text = "\n".join(_list_texts(values[name]))
    if name == "title":
        values[name] = shorten(str(values[name]), SHORT_TITLE)
    elif name == EXTRA and isinstance(known := values[name], dict):
        values[name] = {key: it for key, it in known.items() if key == IMPORTED}
    elif name in KEPT:
        return None
    else:
        del values[name]
    if values == drafted.values:
        return None
    kept = Section(DESCRIPTION, "", _fence(text), 0)
    first = drafted.sections[:1]
    if first and first[0].name == DESCRIPTION:
        kept = replace(kept, text=f"{first[0].text}\n\n{kept.text}")
    others = tuple(it for it in drafted.sections if it.name != DESCRIPTION)
    doubts = (*drafted.doubts, f"{name}: it is too long for front matter; it stands in the text")
    return replace(drafted, values=values, sections=(kept, *others), doubts=doubts)


def _list_texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _list_texts(item)
    else:
        for key, item in value.items():
            yield from (f"{key}: {text}" for text in _list_texts(item))


def _make_plainer(drafted: Drafted) -> Drafted | None:
    """Return an entry of which the prose has less Markdown that something else may be made of."""
    if drafted.plainness >= len(PLAINER):
        return None
    change, told = PLAINER[drafted.plainness]
    sections = tuple(replace(it, text=change(it.text)) for it in drafted.sections)
    is_changed = sections != drafted.sections
    doubts = (*drafted.doubts, told) if is_changed else drafted.doubts
    return replace(drafted, sections=sections, doubts=doubts, plainness=drafted.plainness + 1)


def _lower_headings(text: str) -> str:
    """Return a text in which no heading begins a section, and nothing is a comment."""
    parts = [
        f"{_lower(part)}\n{part.text}" if part.opening else part.text for part in cut_source(text)
    ]
    return "\n".join(parts).replace("<!--", "&lt;!--")


def _lower(part: Part) -> str:
    return f"### {part.heading}" if name_section(part.heading) else part.opening


def _fence(text: str) -> str:
    """Return a text between fences, in which nothing is Markdown."""
    longest = max(map(len, FENCES.findall(text)), default=2)
    fence = "~" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


PLAINER = (
    (_lower_headings, "headings and comments within the text stand as plain parts of it"),
    (_fence, "the text stands as plain lines, since it cannot be read as Markdown"),
)
"""How prose gives up its Markdown, little by little, and what is told of it."""


def _refuse(origin: str, errors: tuple[Problem, ...], size: int) -> Problem:
    """Return why an entry cannot be made, and what to do."""
    message = f"no entry can be made of this: {errors[0].message}" if errors else ""
    code = errors[0].code if errors else "size"
    if size > ENTRY_BYTES:
        code = "size"
        message = f"expected at most {ENTRY_BYTES:,} bytes for an activity, found {size:,}"
    hint = "shorten it there, or take it out, and import the rest"
    return Problem(Location(origin), code, message or "no entry can be made of this", hint)
