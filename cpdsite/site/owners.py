"""Entries and the profile as owners of prose: its page, its parts, and where it names something."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from cpdsite.errors import Location
from cpdsite.portfolio.activity import Activity, Entry
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.sections import Section
from cpdsite.site.directory import Directory
from cpdsite.site.urls import ABOUT

Owner = Entry | Person


def find_url(owner: Owner, directory: Directory) -> str:
    """Return the URL of the page on which a file's prose stands."""
    return ABOUT if isinstance(owner, Person) else directory.entry_url(owner)


def find_sections(owner: Owner) -> tuple[Section, ...]:
    """Return the prose of an entry or of the profile."""
    if isinstance(owner, Activity):
        return owner.sections
    if isinstance(owner, Person):
        return (owner.about,) if owner.about else ()
    return (owner.body,)


def make_prefix(owner: Owner, section: Section) -> str:
    """Return what makes the ids in a section unique on any page."""
    name = "about" if isinstance(owner, Person) else owner.slug
    return f"{name}-{section.name}-"


def locate_address(owner: Owner, address: str, directory: Directory) -> tuple[Location, str]:
    """Return the first place where an address stands in a file, and its line."""
    forms: Iterable[str] = dict.fromkeys((address, unquote(address)))
    # The address itself, not a longer one that holds it: "goal.md" is no "the-goal.md".
    pattern = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, forms))})(?![\w/-])")
    lines = directory.lines.get(owner.path, ())
    body = min((section.line for section in find_sections(owner)), default=1) - 1
    # In the text before the front matter, which may name the same file for another reason.
    for number in (*range(body, len(lines)), *range(body)):
        if found := pattern.search(lines[number]):
            return Location(owner.path, number + 1, found.start() + 1), lines[number]
    return Location(owner.path), ""
