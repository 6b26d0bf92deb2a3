"""Readers of what looks back and ahead: periods, states, comments, and what is included."""

import difflib
import re

from cpdsite.portfolio.activity import Acceptance, ActionReference
from cpdsite.portfolio.application import Inclusion, Selection
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, Period
from cpdsite.portfolio.list_readers import Readers, read_parts
from cpdsite.portfolio.nodes import (
    Mapping,
    Node,
    Report,
    Scalar,
    Sequence,
    describe,
    is_empty,
)
from cpdsite.portfolio.objective import State
from cpdsite.portfolio.readers import (
    FIRST_YEAR,
    LAST_YEAR,
    read_boolean,
    read_date,
    read_slug,
    read_text,
)
from cpdsite.portfolio.review import Comment
from cpdsite.portfolio.terms import make_slug

YEAR = re.compile(r"(\d{4})(?:[-/](\d{2}|\d{4}))?", re.ASCII)
REFERENCE = re.compile(r"([^\s#]+)\s*#\s*([1-9]\d{0,3})", re.ASCII)
LIMIT = re.compile(r"[1-9]\d{0,5}", re.ASCII)
CHOICES = tuple(it.value for it in Selection)
PERIODS = "a CPD year such as 2025 or 2024-25, or from: and to:"

MEANT = {
    **dict.fromkeys(("done", "achieved", "complete", "completed", "finished", "closed"), "met"),
    **dict.fromkeys(("started", "ongoing", "in progress", "active"), "open"),
    **dict.fromkeys(("abandoned", "cancelled", "given up"), "dropped"),
}
"""Other words for what became of an objective, and the state that is meant."""


def read_state(node: Node, report: Report) -> State | None:
    """Read what became of an objective: ``open``, ``met``, ``carried`` or ``dropped``."""
    text = node.text.strip().casefold() if isinstance(node, Scalar) else ""
    names = [state.value for state in State]
    if text in names:
        return State(text)
    near = [MEANT[text]] if text in MEANT else difflib.get_close_matches(text, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"write {names[0]}"
    expected = f"expected {', '.join(names[:-1])} or {names[-1]}"
    report(node, f"{expected}, found {describe(node)}", hint)
    return None


def parse_year(text: str) -> CpdYear | None:
    """Return the CPD year that ``2025`` or ``2024-25`` names, or nothing for anything else."""
    match = YEAR.fullmatch(text.strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    following = f"{int(match[1]) + 1:04}"
    if match[2] and match[2] not in (following, following[-2:]):
        return None
    return CpdYear(int(match[1]), is_split=bool(match[2]))


def read_period(node: Node, report: Report) -> AskedPeriod | None:
    """Read a period: a CPD year, or ``from`` and ``to``, of which one may be left open."""
    if isinstance(node, Mapping):
        return _read_days(node, report)
    year = parse_year(node.text) if isinstance(node, Scalar) else None
    if year is None:
        report(node, f"expected {PERIODS}, found {describe(node)}", "write a year such as 2025")
    return year


def _read_days(node: Mapping, report: Report) -> Period | None:
    parts = read_parts(node, {"from": read_date, "to": read_date}, report)
    if len(parts) < sum(not is_empty(value) for _, value in node.pairs):
        # One that cannot be read is told already, and is not left open for that.
        return None
    if not parts:
        report(node, f"expected {PERIODS}, found neither date", "write a year such as 2025")
        return None
    start, end = parts.get("from"), parts.get("to")
    period = Period(
        start.first_day if start else None,  # type: ignore[attr-defined]
        end.last_day if end else None,  # type: ignore[attr-defined]
    )
    if period.start and period.end and period.end < period.start:
        report(node, f"to: {end} is before from: {start}", "swap the two dates")
        return None
    return period


LINE: Readers = {
    "activity": read_slug,
    "featured": read_boolean,
    "tag": read_text,
    "objective": read_slug,
    "period": read_period,
    "why": read_text,
}
"""The keys of a line of ``include``."""


def read_limit(node: Node, report: Report) -> int | None:
    """Read how many words a statement may have."""
    if isinstance(node, Scalar) and LIMIT.fullmatch(node.text.strip()):
        return int(node.text)
    report(node, f"expected a number of words such as 1000, found {describe(node)}", "write 1000")
    return None


def read_closes(node: Node, report: Report) -> tuple[ActionReference, ...]:
    """Read which further actions of other activities one closes: ``2025-03-12-course#2``."""
    items = node.items if isinstance(node, Sequence) else (node,)
    found = []
    for item in items:
        match = REFERENCE.fullmatch(item.text.strip()) if isinstance(item, Scalar) else None
        if match and make_slug(match[1]) == match[1]:
            found.append(ActionReference(match[1], int(match[2])))
            continue
        expected = "expected the address of an activity and the number of its action"
        hint = "write 2025-03-12-course#1 for the first further action of 2025-03-12-course.md"
        report(item, f"{expected}, found {describe(item)}", hint)
    return tuple(dict.fromkeys(found))


def read_slugs(node: Node, report: Report) -> tuple[str, ...]:
    """Read a list of slugs, or one."""
    items = node.items if isinstance(node, Sequence) else (node,)
    slugs = (read_slug(item, report) for item in items)
    return tuple(dict.fromkeys(slug for slug in slugs if slug))


def read_accept(node: Node, report: Report) -> tuple[Acceptance, ...]:
    """Read which questions of ``check`` are well as they are, each with the reason."""
    if not isinstance(node, Mapping):
        hint = 'write accept: {gap: "a year of parental leave"}'
        report(node, f"expected the name of a warning and a reason, found {describe(node)}", hint)
        return ()
    accepted = []
    for key, value in node.pairs:
        reason = "" if is_empty(value) else read_text(value, report)
        if reason:
            accepted.append(Acceptance(key.text.strip(), reason))
        elif reason is not None:
            report(key, f"{key.text} has no reason", f"say why: {key.text}: because ...")
    return tuple(accepted)


def read_comments(node: Node, report: Report) -> tuple[Comment, ...]:
    """Read what was said of a review: a list of ``comment``, ``name``, ``role`` and ``date``."""
    readers = {"comment": read_text, "name": read_text, "role": read_text, "date": read_date}
    comments = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        written = item.pairs if isinstance(item, Mapping) else ()
        parts = read_parts(item, readers, report) if isinstance(item, Mapping) else {}
        if "comment" in parts:
            comments.append(Comment(**parts))  # type: ignore[arg-type]
        elif not any(key.text == "comment" and not is_empty(value) for key, value in written):
            report(item, "expected comment: with what was said", "add comment: ...")
    return tuple(comments)


def read_include(node: Node, report: Report) -> tuple[Inclusion, ...]:
    """Read what an application includes: slugs in order, ``featured``, tags, objectives, a period."""
    items = node.items if isinstance(node, Sequence) else (node,)
    found = (_read_inclusion(item, report) for item in items)
    return tuple(inclusion for inclusion in found if inclusion)


def _read_inclusion(node: Node, report: Report) -> Inclusion | None:
    if isinstance(node, Mapping):
        return _read_line(node, report)
    if isinstance(node, Scalar) and node.text.strip() == Selection.FEATURED.value:
        return Inclusion(Selection.FEATURED)
    slug = read_slug(node, report)
    return Inclusion(Selection.ACTIVITY, slug) if slug else None


def _read_line(node: Mapping, report: Report) -> Inclusion | None:
    """Read what a line includes that has keys, of which one says by what it chooses."""
    parts = read_parts(node, LINE, report)
    named = {key.text: value for key, value in node.pairs if key.text in CHOICES}
    if not named and any(key.text not in LINE for key, _ in node.pairs):
        # A misspelt key is told already.
        return None
    if len(named) != 1:
        expected = "expected one of activity:, featured:, tag:, objective: and period:"
        found = f"{len(named)} of them" if named else "none of them"
        report(node, f"{expected}, found {found}", "write each as an item of its own")
        return None
    ((name, written),) = named.items()
    why, value = str(parts.get("why", "")), parts.get(name)
    if is_empty(written) or value is False:
        report(node, f"expected what {name}: chooses, found {describe(written)}", "take it out")
    if not value:
        return None
    if name == "period":
        return Inclusion(Selection.PERIOD, period=value, why=why)  # type: ignore[arg-type]
    return Inclusion(Selection(name), "" if name == "featured" else str(value), why=why)
