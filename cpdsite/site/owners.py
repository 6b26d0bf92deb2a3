"""Entries and the profile as owners of prose: its page, its parts, and where it names something."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from cpdsite.errors import Location
from cpdsite.portfolio.activity import Activity, Page
from cpdsite.portfolio.entry import Entry, name_kind
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


def find_section_url(owner: Owner, name: str, directory: Directory) -> str:
    """Return the URL of a section of an owner: a part of its page, or of its place in another."""
    url = find_url(owner, directory)
    return f"{url}_{name}" if "#" in url else f"{url}#{name}"


def find_anchor_url(owner: Owner, section: Section, anchor: str, directory: Directory) -> str:
    """Return the URL of something within a section that has an id of its own."""
    page = find_url(owner, directory).partition("#")[0]
    return f"{page}#{make_prefix(owner, section)}{anchor}"


def make_prefix(owner: Owner, section: Section) -> str:
    """Return what makes the ids in a section unique on any page."""
    if isinstance(owner, Activity | Page):
        return f"{owner.slug}-{section.name}-"
    if isinstance(owner, Person):
        return f"about-{section.name}-"
    # An underscore, which no slug holds, keeps them apart from activities in an application.
    return f"{name_kind(owner)}_{owner.slug}-{section.name}-"


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
