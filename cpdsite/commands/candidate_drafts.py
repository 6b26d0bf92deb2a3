"""What was found elsewhere as front matter: a status, a mark of where it came from, what is missing."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from cpdsite.commands.entry_texts import EXTRA, IMPORTED, Drafted
from cpdsite.commands.known_entries import list_plain
from cpdsite.importers.gathered import Accounted, Candidate, Gathered, Outcome
from cpdsite.portfolio.activity import Evidence, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, write_fields
from cpdsite.portfolio.paths import resolve_name
from cpdsite.portfolio.writers import Plain

UNTITLED = "Activity without a title"
ADDRESSES = ("slug", "path")
"""What an entry has where it lies, and not as a value."""

THEIRS = "imported as written"
"""The key for what the source itself has under that of the mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms entries are made.

    ``status`` is what the person asks for, ``default_status`` what an entry without one has.
    ``files`` holds the paths of files that evidence may name. ``year`` stands in for a date that is
    missing.
    """

    into: str
    year: int
    status: Status | None
    default_status: Status
    files: Container[str]


def is_own(candidate: Candidate) -> bool:
    """Tell whether an activity comes of our own JSON, which is taken as it is."""
    return not candidate.fingerprint


def draft_candidate(candidate: Candidate, terms: Terms) -> Drafted:
    """Return an activity as front matter and sections, with no address of its own yet."""
    values: dict[str, Any] = {
        name: value for name, value in candidate.values.items() if name not in ADDRESSES
    }
    doubts = list(candidate.doubts)
    if not str(values.get("title", "")).strip():
        values["title"] = UNTITLED
        doubts.append("no title could be found")
    if values.get("date") is None:
        values["date"] = PartialDate(terms.year)
        doubts.append(f"no date could be found, and {terms.year} stands in its place")
    values["status"] = _choose_status(candidate, terms)
    missing = tuple(it for it in values.get("evidence", ()) if _is_missing(it, terms))
    if missing:
        values["evidence"] = tuple(it for it in values["evidence"] if it not in missing)
        doubts += [_describe_missing(it, terms) for it in missing]
    plain = write_fields(ACTIVITY, values)
    extra = _write_extra(candidate, plain, missing)
    if extra:
        plain[EXTRA] = extra
    return Drafted(plain, candidate.sections, tuple(doubts))


def _choose_status(candidate: Candidate, terms: Terms) -> Status | None:
    if terms.status:
        return terms.status
    if not is_own(candidate):
        return Status.DRAFT
    # Without a status, an entry may be shown by the settings of the site that it comes to.
    is_kept_back = terms.default_status is Status.PRIVATE
    return candidate.values.get("status") or (None if is_kept_back else Status.DRAFT)


def _is_missing(evidence: Evidence, terms: Terms) -> bool:
    path = resolve_name(f"{terms.into}/entry.md", evidence.file) if evidence.file else ""
    return bool(evidence.file) and path not in terms.files


def _describe_missing(evidence: Evidence, terms: Terms) -> str:
    path = resolve_name(f"{terms.into}/entry.md", evidence.file)
    cure = f"put it at {path}" if path else "name a file beside the entry"
    return f'there is no file "{evidence.file}": {cure}, and move it from extra to evidence'


def _write_extra(
    candidate: Candidate, plain: dict[str, Plain], missing: tuple[Evidence, ...]
) -> dict[str, Plain]:
    held = plain.get(EXTRA, {})
    extra = dict(held) if isinstance(held, dict) else {}
    if missing:
        moved = write_fields(ACTIVITY, {"evidence": missing})["evidence"]
        extra["evidence"] = [*list_plain(extra.get("evidence", [])), *list_plain(moved)]
    if not is_own(candidate):
        if IMPORTED in extra:
            extra[THEIRS] = extra[IMPORTED]
        extra[IMPORTED] = candidate.fingerprint
    return extra


def settle_account(gathered: Gathered) -> Gathered:
    """Return what was found with a word on statuses: that of another's record publishes nothing."""

    def settle(it: Accounted) -> Accounted:
        if it.field != "status" or it.entry is None or is_own(gathered.candidates[it.entry]):
            return it
        reason = "what is imported is a draft unless --status says otherwise"
        return replace(it, outcome=Outcome.LEFT_OUT, reason=reason)

    return replace(gathered, account=tuple(map(settle, gathered.account)))
