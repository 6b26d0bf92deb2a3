"""Addresses written in prose, resolved to URLs of the site; broken ones reported."""

import difflib
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import MOST_LINKS
from cpdsite.portfolio.application import Application
from cpdsite.portfolio.paths import is_elsewhere, resolve_path
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.sections import Section
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.passage import Passage
from cpdsite.site.directory import Directory
from cpdsite.site.gate import MARKDOWN, Shown, file_url, find_hidden_folder, show_file
from cpdsite.site.outputs import File
from cpdsite.site.owners import (
    Owner,
    find_anchor_url,
    find_section_url,
    find_sections,
    find_url,
    locate_address,
    make_prefix,
)
from cpdsite.site.urls import APPLICATIONS, HOME
from cpdsite.site.views import Prose

BACK_LINK = "#fnref:"
"""How the link begins that leads from a footnote back to where it is used."""

COMMENT = re.compile(r"<!--|&lt;!--|&#0*60;!--")
"""How a comment begins, and what is shown as one."""

LINK_HINT = "link to a file of this site by its path, such as ../reading/the-goal.md"
DIVIDE_HINT = "divide the entry"
PUBLISH_HINT = "publish that entry, or take the link away"
UNTOLD = "leads to an application, which nobody but its reader is to find"
UNTELL = "take it away, and send its reader the address"
PAGE_HINT = (
    "write the address of a page, such as /record/; a file goes beside the entry, by its name"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a URL, or ``""`` to keep the words without the link.

    ``file`` is to be published there; ``problem`` says what is wrong with the address.
    """

    url: str
    file: str = ""
    problem: str = ""
    hint: str = LINK_HINT
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Claim:
    """A URL of the site as an owner wrote it, to be looked up once all outputs are known."""

    url: str
    owner: Owner
    address: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A section with its links resolved, the files that it uses, and broken links.

    ``claims`` holds URLs of the site as written, to be looked up once all outputs are known.
    """

    prose: Prose
    copies: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one address; ``url`` is ``None`` where it stays as written."""

    url: str | None = None
    copies: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()


def resolve_section(owner: Owner, section: Section, directory: Directory) -> Resolved:
    """Resolve every address in a section of an entry or of the profile."""
    passage = directory.read_passage(section.text)
    addresses = dict.fromkeys((*passage.links, *passage.images))
    if len(addresses) > MOST_LINKS:
        message = f"expected at most {MOST_LINKS:,} links in one section, found {len(addresses):,}"
        problem = Problem(Location(owner.path, section.line, 1), "count", message, DIVIDE_HINT)
        return Resolved(Prose(section.text, (), make_prefix(owner, section)), problems=(problem,))
    found = {it: resolve_address(owner, it, passage, directory) for it in addresses}
    shown = (_report_comment(owner, section, directory),) if passage.shows_comment else ()
    links = tuple(sorted((it, to.url) for it, to in found.items() if to.url is not None))
    return Resolved(
        prose=Prose(section.text, links, make_prefix(owner, section)),
        copies=tuple(copy for it in found.values() for copy in it.copies),
        problems=(*shown, *(problem for it in found.values() for problem in it.problems)),
        claims=tuple(claim for it in found.values() for claim in it.claims),
    )


Resolve = Callable[[Owner], tuple[Resolved, ...]]
"""What gives each section of an entry or of the profile with its links resolved."""


def make_resolve(directory: Directory) -> Resolve:
    """Return a function that resolves the sections of an owner, each owner once."""
    known: dict[str, tuple[Resolved, ...]] = {}

    def resolve(owner: Owner) -> tuple[Resolved, ...]:
        found = known.get(owner.path)
        if found is None:
            sections = find_sections(owner)
            found = tuple(resolve_section(owner, it, directory) for it in sections)
            known[owner.path] = found
        return found

    return resolve


def report_broken(claim: Claim, directory: Directory) -> Problem:
    """Return the problem of a claim to a URL that no output has."""
    missing = Target("", problem=f'there is no page "{claim.address}" on this site', hint=PAGE_HINT)
    return _report(claim.owner, claim.address, missing, directory)


def resolve_address(owner: Owner, address: str, passage: Passage, directory: Directory) -> Found:
    """Return what comes of an address in a passage of an entry or of the profile."""
    if _is_of_another(address, owner, directory):
        return Found("", problems=(_report(owner, address, _refuse(address), directory),))
    if is_elsewhere(address):
        is_image = address in passage.images
        return Found(problems=(_report_remote(owner, address, directory),) if is_image else ())
    if address.startswith("#") and address[1:] in passage.ids:
        return Found()
    if address.startswith(BACK_LINK):
        label = address.removeprefix(BACK_LINK)
        return Found("", problems=(_report_unused(owner, label, directory),))
    if address.startswith("/"):
        url = unquote(address)
        return Found(url, claims=(Claim(url.partition("#")[0], owner, address),))
    target = find_target(owner, address, directory)
    shown = show_file(owner, target.file, address, directory) if target.file else Shown()
    told = (_report(owner, address, target, directory),) if target.problem else ()
    url = "" if shown.problems else target.url
    return Found(url, shown.copies, (*shown.problems, *told))


def _is_of_another(address: str, owner: Owner, directory: Directory) -> bool:
    """Tell whether an address, from the root or in full, is that of an application not one's own."""
    base = directory.base_url
    url = f"/{address.removeprefix(base)}" if base and address.startswith(base) else address
    own = find_url(owner, directory) if isinstance(owner, Application) else ""
    return unquote(url).startswith(APPLICATIONS) and not (own and unquote(url).startswith(own))


def find_target(owner: Owner, address: str, directory: Directory) -> Target:
    """Return where a relative address in an entry leads."""
    path, _, fragment = address.partition("#")
    fragment = unquote(fragment)
    if not path:
        return _find_fragment(owner, fragment, directory)
    wanted = resolve_path(owner.path, address)
    entry = _find_entry(wanted, directory)
    if entry:
        return _lead_to(entry, fragment, owner, address, directory)
    if hidden := directory.hidden.get(wanted) or directory.hidden.get(f"{wanted}/index.md"):
        message = f'"{address}" leads to an entry that is left out ({hidden}): the page shows the words without the link'
        return Target("", problem=message, hint=PUBLISH_HINT, severity=Severity.WARNING)
    entries = {wanted, f"{wanted}/index.md"}
    if wanted in directory.unusable or entries & directory.lines.keys():
        # The file has an error of its own, which says enough.
        return Target("")
    if wanted in directory.files:
        return _find_file(owner, wanted, address, directory)
    return _find_nothing(owner, wanted, address, directory)


def _lead_to(
    entry: Owner, fragment: str, owner: Owner, address: str, directory: Directory
) -> Target:
    if isinstance(entry, Application) and entry.path != owner.path:
        return _refuse(address)
    return (
        _find_fragment(entry, fragment, directory)
        if fragment
        else Target(_find_page(entry, directory))
    )


def _refuse(address: str) -> Target:
    return Target("", problem=f'"{address}" {UNTOLD}', hint=UNTELL)


def _find_nothing(owner: Owner, wanted: str, address: str, directory: Directory) -> Target:
    """Return what is wrong with a link to a file that is not there."""
    if not wanted:
        message = f'"{address}" leads out of the site'
        return Target("", problem=message, hint="copy the file beside the entry, and name it alone")
    name = PurePosixPath(wanted).name
    # Most slips leave the first letter as it was.
    alike = directory.by_letter.get(name[:1], ())
    names = {PurePosixPath(path).name: path for path in alike if path != owner.path}
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.8)
    hint = "put the file there, or correct the path, which begins at the folder of this file"
    if near:
        folder = PurePosixPath(owner.path).parent
        hint = f'did you mean "{posixpath.relpath(names[near[0]], folder)}"?'
    return Target("", problem=f'"{address}" leads nowhere: there is no {wanted}', hint=hint)


def _find_file(owner: Owner, wanted: str, address: str, directory: Directory) -> Target:
    """Return where a link to a file leads, which publishes the file.

    What lies in the folder of an entry that is left out stays private with it. A Markdown
    file may be an entry in the wrong place, and as a file it would show its comments.
    """
    if reason := find_hidden_folder(wanted, directory):
        message = f'"{address}" belongs to an entry that is left out ({reason}): the page shows the words without the link'
        return Target("", problem=message, hint=PUBLISH_HINT, severity=Severity.WARNING)
    if wanted.casefold().endswith(MARKDOWN):
        message = f'"{address}" is a Markdown file of which no page is made'
        hint = "let it end in .txt, here too; or move it to content/pages/ and give it a title: between two lines of ---"
        return Target("", problem=message, hint=hint)
    return Target(file_url(owner, wanted, directory), file=wanted)


def _find_entry(path: str, directory: Directory) -> Owner | None:
    return directory.owners.get(path) or directory.owners.get(f"{path}/index.md")


def _find_page(entry: Owner, directory: Directory) -> str:
    """Return the URL of an entry or of the person, who without a text has the home page alone."""
    is_on_home = isinstance(entry, Person) and not entry.about
    return HOME if is_on_home else find_url(entry, directory)


def _find_fragment(owner: Owner, fragment: str, directory: Directory) -> Target:
    for section in find_sections(owner):
        if fragment in (section.name, make_slug(section.heading)):
            return Target(find_section_url(owner, section.name, directory))
        if fragment in directory.read_passage(section.text).ids:
            return Target(find_anchor_url(owner, section, fragment, directory))
    url = find_url(owner, directory)
    known = ", ".join(f"#{it.name}" for it in find_sections(owner))
    hint = f"link to one of {known}" if known else "take what begins with # away"
    return Target(url, problem=f'"#{fragment}" is no heading of {owner.path}', hint=hint)


def _report(owner: Owner, address: str, target: Target, directory: Directory) -> Problem:
    location, source = locate_address(owner, address, directory)
    return Problem(location, "link", target.problem, target.hint, target.severity, source)


def _report_comment(owner: Owner, section: Section, directory: Directory) -> Problem:
    lines = enumerate(directory.lines.get(owner.path, ()), 1)
    found = ((at, text) for at, text in lines if at >= section.line and COMMENT.search(text))
    line, source = next(found, (section.line, ""))
    start = COMMENT.search(source)
    location = Location(owner.path, line, start.start() + 1 if start else 1)
    message = "what looks like a comment would be published as text"
    hint = "delete it, or put it on one line between two backticks if it is to be shown"
    return Problem(location, "comment", message, hint, source=source)


def _report_unused(owner: Owner, label: str, directory: Directory) -> Problem:
    location, source = locate_address(owner, f"[^{label}]:", directory)
    message = f'nothing refers to the footnote "{label}"'
    hint = f"write [^{label}] where it belongs"
    return Problem(location, "footnote", message, hint, Severity.WARNING, source)


def _report_remote(owner: Owner, address: str, directory: Directory) -> Problem:
    location, source = locate_address(owner, address, directory)
    message = "this image is not on the site, so the page links to it instead of showing it"
    hint = "save the image beside the entry and use its name"
    return Problem(location, "remote-image", message, hint, Severity.WARNING, source)
