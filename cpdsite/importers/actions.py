"""Cells of further actions: what is to be done, with what is said of when; or none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cpdsite.importers.cell_text import LINK, MARKER, clean, flatten, split_blocks
from cpdsite.importers.moments import DAY_FIRST, NUMERIC, read_moment
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.loose_dates import normalise_date
from cpdsite.portfolio.readers import FIRST_YEAR, LAST_YEAR

LONGEST_ACTION = 300
"""In characters; anything longer is prose."""

LONGEST_PHRASE = 90
"""In characters; what stands between two semicolons and is longer is prose."""

MOST_SENTENCES = 2
MOST_BYTES = 12_000
"""How much room in front matter the actions of an entry may take."""

NONE = re.compile(
    r"\W*(?:none|no|nil|n/?a|n\.a\.?|not applicable|nothing|none (?:needed|required|planned|at present|identified)"
    r"|no further actions?(?: (?:needed|required|planned))?|not (?:needed|required)|)\W*",
    re.IGNORECASE,
)
SAID = re.compile(r"[\w\-\u2013\u2014]")
"""Other signs, such as a question mark, may be meant."""

DUE = r"due:?\s+(?P<due>[^\u00b7;()]+?)"
DONE = r"done:?\s+(?P<done>[^\u00b7;()]+?)"
DATES = re.compile(
    rf"(?:{DUE}(?:\s*(?:\u00b7|;|,)\s*{DONE})?|done:?\s+(?P<only>[^\u00b7;()]+?))\.?", re.IGNORECASE
)
BRACKETED = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]{5,80})[)\]]\.?")
STUCK = re.compile(r"(?<=\S)\s(?=(?:Due|Done)\s[^\u00b7]{4,30}(?:\u00b7 done [^\u00b7]{4,30})?\Z)")
"""Where dates begin that stood in a paragraph of their own, as in our Word files."""

DASH = re.compile(r"\s[-\u2013\u2014]\s")
NESTED = re.compile(r"\s{2,}(?:[-*+]|\d{1,2}[.)])\s")
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


def is_none(text: str) -> bool:
    """Tell whether a cell says that there is nothing to do: none, n/a, a dash."""
    return len(text) <= LONGEST_PHRASE and NONE.fullmatch(text.strip()) is not None


def says_none(text: str) -> bool:
    """Tell whether a text says that there is nothing, in words or by a dash."""
    return is_none(text) and SAID.search(text) is not None


def read_actions(markdown: str) -> tuple[FurtherAction, ...] | None:
    """Return the actions that a cell lists, ``None`` where it is prose that must stay together."""
    items = _split(clean(markdown))
    if items is None:
        return None
    actions: list[FurtherAction] = []
    for item in items:
        text = flatten(item)
        dates = _read_dates(text)
        if dates and actions and not (actions[-1].due or actions[-1].done):
            actions[-1] = replace(actions[-1], due=dates[0], done=dates[1])
        elif text:
            actions.append(_read_action(text))
    is_much = sum(len(it.action.encode("utf-8", "replace")) for it in actions) > MOST_BYTES
    return None if is_much or len(actions) > MOST_ITEMS else tuple(actions)


def _split(text: str) -> list[str] | None:
    """Return the items of a cell: of a list, line by line, or between semicolons."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any(NESTED.match(it) for it in lines) or any(
        it.lstrip().startswith(("#", "|", ">", "```", "~~~")) for it in lines
    ):
        return None
    is_list = any(MARKER.match(it) for it in lines)
    items = _join_list(lines) if is_list else _join_lines(text)
    if any(len(flatten(it)) > LONGEST_ACTION for it in items):
        return None
    is_prose = len(items) > 1 and any(
        len(SENTENCE_END.findall(it)) > MOST_SENTENCES for it in items
    )
    if is_prose and not is_list:
        return None
    if len(items) == 1 and not is_list and ";" in items[0] and not LINK.search(items[0]):
        return _split_phrases(items[0])
    return items


def _join_list(lines: list[str]) -> list[str]:
    """Return the items of a list, with the lines that go on with one joined to it."""
    items: list[str] = []
    for line in lines:
        if MARKER.match(line):
            items.append(MARKER.sub("", line, count=1))
        elif items and not _read_dates(flatten(line)) and line.startswith(" "):
            items[-1] = f"{items[-1]} {line.strip()}"
        else:
            items.append(line)
    return items


def _join_lines(text: str) -> list[str]:
    """Return the lines of a cell; a block that was wrapped counts as one."""
    items = []
    for block in split_blocks(text):
        lines = [it for it in block.split("\n") if it.strip()]
        is_broken = all(it.endswith(("  ", "\\")) for it in lines[:-1])
        is_separate = all(re.match(r"\W*[A-Z0-9]", it) for it in lines)
        items += lines if is_broken or is_separate else [" ".join(lines)]
    return items


def _split_phrases(item: str) -> list[str]:
    phrases = [it.strip() for it in item.split(";") if it.strip()]
    is_plain = all(len(it) <= LONGEST_PHRASE for it in phrases) and not re.search(r"[.!?]\s", item)
    return phrases if is_plain else [item]


def _read_action(text: str) -> FurtherAction:
    for action, words in _find_endings(text):
        dates = _read_dates(words)
        if dates:
            return FurtherAction(action, *dates)
    return FurtherAction(text)


def _find_endings(text: str) -> Iterator[tuple[str, str]]:
    """Yield an action and what stands in brackets or after a dash at its end."""
    if bracketed := BRACKETED.fullmatch(text):
        yield bracketed[1], bracketed[2]
    for dash in DASH.finditer(text):
        if len(text) - dash.end() <= LONGEST_PHRASE and dash.start():
            yield text[: dash.start()], text[dash.end() :]
    if stuck := STUCK.search(text):
        yield text[: stuck.start()], text[stuck.end() :]


def _read_dates(text: str) -> tuple[PartialDate | None, PartialDate | None] | None:
    """Read ``Due 1 May 2026 \u00b7 done 20 April 2026``; ``None`` for anything else."""
    found = DATES.fullmatch(text.strip())
    if not found:
        return None
    due = _read_date(found["due"])
    done = _read_date(found["done"] or found["only"])
    is_whole = (due is not None) == bool(found["due"]) and (done is not None) == bool(
        found["done"] or found["only"]
    )
    return (due, done) if is_whole else None


def _read_date(text: str | None) -> PartialDate | None:
    plain = normalise_date(text or "")
    if not plain or NUMERIC.fullmatch(plain):
        # Figures alone may be read in two ways, and stay as they are written.
        return None
    moment = read_moment(plain, DAY_FIRST)
    is_good = moment is not None and moment.is_sure and FIRST_YEAR <= moment.date.year <= LAST_YEAR
    return moment.date if moment and is_good else None
