"""Cells of evidence: links and files one by one; what else stands there is shown to nobody."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from cpdsite.importers.actions import is_none
from cpdsite.importers.cell_text import AUTOLINK, LINK, flatten, split_lines
from cpdsite.importers.source import Cell
from cpdsite.importers.value import MOST_BYTES, NOTHING, Value
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import Evidence
from cpdsite.portfolio.nodes import shorten
from cpdsite.portfolio.scheme import Scheme

ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\]+[^\s<>()\[\]\\.,;:]")
FILE_NAME = re.compile(
    r"[^\s/\\]+\.(?:pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|tiff?|msg|eml|txt|csv|zip|html?|odt|ods|heic)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"(?!/|[a-zA-Z][\w+.-]*:)[^?#\\]+")
"""Where a link leads to a file of the site; only tables of ours hold such links."""

WORD = re.compile(r"\w")


def read_evidence(cell: Cell, scheme: Scheme) -> Value:
    """Read links, and files that a table of ours lists; anything else is kept aside, with a doubt.

    A note such as "in the folder at work", or the name of a file, may be for the person alone.
    """
    del scheme
    if is_none(cell.plain.strip()):
        return NOTHING
    listed: list[Evidence] = []
    rest: list[str] = []
    for line in split_lines(cell.markdown):
        found = tuple(_find_listed(line))
        listed += found
        if not found or WORD.search(_find_words(line)):
            rest.append(line)
    kept = tuple(dict.fromkeys(listed))
    size = sum(len(it.link) + len(it.file) + len(it.title) for it in kept)
    if not kept or len(kept) > MOST_ITEMS or size > MOST_BYTES:
        return Value(kept="aside", doubt=_doubt(flatten(cell.markdown)))
    if not rest:
        return Value(kept)
    told = "\n".join(rest)
    return Value(kept, kept="aside", doubt=_doubt(flatten(told)), is_partly=True, rest=told)


def _find_listed(line: str) -> Iterator[Evidence]:
    """Yield the links and files of a line, those that have a title first."""
    for title, address in ((flatten(it[1]), it[2]) for it in LINK.finditer(line)):
        if ADDRESS.fullmatch(address):
            yield Evidence(link=address, title="" if title == address else title)
        elif RELATIVE.fullmatch(address):
            name = unquote(address)
            yield Evidence(file=name, title="" if title == name else title)
    rest = LINK.sub(" ", line)
    bare = [it[1] for it in AUTOLINK.finditer(rest)] + ADDRESS.findall(_without_marks(rest))
    yield from (Evidence(link=it) for it in bare if ADDRESS.fullmatch(it))


def _without_marks(text: str) -> str:
    return AUTOLINK.sub(" ", text).replace("\\", "")


def _find_words(line: str) -> str:
    """Return what of a line is no link."""
    unread = LINK.sub(lambda it: " " if _is_listed(it[2]) else it[0], line)
    return ADDRESS.sub(" ", _without_marks(unread))


def _is_listed(address: str) -> bool:
    return bool(ADDRESS.fullmatch(address) or RELATIVE.fullmatch(address))


def _doubt(text: str) -> str:
    if FILE_NAME.search(text):
        return (
            f'"{shorten(text)}" names a file: put it beside the entry and list it under evidence.'
        )
    return (
        f'"{shorten(text)}" is no address and no file: write it into the text if it is to be shown.'
    )
