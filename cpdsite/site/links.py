"""Addresses written in prose, resolved to URLs of the site; broken ones reported."""

import difflib
import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from cpdsite.errors import Problem, Severity
from cpdsite.portfolio.paths import is_elsewhere, resolve_path
from cpdsite.portfolio.person import Person
from cpdsite.portfolio.sections import Section
from cpdsite.portfolio.terms import make_slug
from cpdsite.prose.passage import Passage
from cpdsite.site.directory import Directory
from cpdsite.site.gate import Shown, file_url, find_hidden_folder, show_file
from cpdsite.site.outputs import File
from cpdsite.site.owners import Owner, find_sections, find_url, locate_address, make_prefix
from cpdsite.site.urls import HOME
from cpdsite.site.views import Prose

BACK_LINK = "#fnref:"
"""How the link begins that leads from a footnote back to where it is used."""

LINK_HINT = "link to a file of this site by its path, such as ../reading/the-goal.md"
PUBLISH_HINT = "publish that entry, or take the link away"
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
class Resolved:
    """A section with its links resolved, the files that it uses, and broken links.

    ``claims`` holds URLs of the site as written, with their places, to be looked up once
    all outputs are known.
    """

    prose: Prose
    copies: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[tuple[str, Problem], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one address; ``url`` is ``None`` where it stays as written."""

    url: str | None = None
    copies: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[tuple[str, Problem], ...] = ()


def resolve_section(owner: Owner, section: Section, directory: Directory) -> Resolved:
    """Resolve every address in a section of an entry or of the profile."""
    passage = directory.read_passage(section.text)
    addresses = dict.fromkeys((*passage.links, *passage.images))
    found = {it: resolve_address(owner, it, passage, directory) for it in addresses}
    links = tuple(sorted((it, to.url) for it, to in found.items() if to.url is not None))
    return Resolved(
        prose=Prose(section.text, links, make_prefix(owner, section)),
        copies=tuple(copy for it in found.values() for copy in it.copies),
        problems=tuple(problem for it in found.values() for problem in it.problems),
        claims=tuple(claim for it in found.values() for claim in it.claims),
    )


def resolve_address(owner: Owner, address: str, passage: Passage, directory: Directory) -> Found:
    """Return what comes of an address in a passage of an entry or of the profile."""
    if is_elsewhere(address):
        is_image = address in passage.images
        return Found(problems=(_report_remote(owner, address, directory),) if is_image else ())
    if address.startswith("#") and address[1:] in passage.ids:
        return Found()
    if address.startswith(BACK_LINK):
        label = address.removeprefix(BACK_LINK)
        return Found("", problems=(_report_unused(owner, label, directory),))
    if address.startswith("/"):
        url, message = unquote(address), f'there is no page "{address}" on this site'
        missing = Target("", problem=message, hint=PAGE_HINT)
        claim = (url.partition("#")[0], _report(owner, address, missing, directory))
        return Found(url, claims=(claim,))
    target = find_target(owner, address, directory)
    shown = show_file(owner, target.file, address, directory) if target.file else Shown()
    told = (_report(owner, address, target, directory),) if target.problem else ()
    url = "" if shown.problems else target.url
    return Found(url, shown.copies, (*shown.problems, *told))


def find_target(owner: Owner, address: str, directory: Directory) -> Target:
    """Return where a relative address in an entry leads."""
    path, _, fragment = address.partition("#")
    fragment = unquote(fragment)
    if not path:
        return _find_fragment(owner, fragment, directory)
    wanted = resolve_path(owner.path, address)
    entry = _find_entry(wanted, directory)
    if entry:
        return (
            _find_fragment(entry, fragment, directory)
            if fragment
            else Target(_find_page(entry, directory))
        )
    if hidden := directory.hidden.get(wanted) or directory.hidden.get(f"{wanted}/index.md"):
        message = f'"{address}" leads to an entry that is left out ({hidden}); its words stay'
        return Target("", problem=message, hint=PUBLISH_HINT, severity=Severity.WARNING)
    if wanted in directory.lines or f"{wanted}/index.md" in directory.lines:
        # The entry has an error of its own, which says enough.
        return Target("")
    if wanted in directory.files:
        return _find_file(owner, wanted, address, directory)
    return _find_nothing(owner, wanted, address, directory)


def _find_nothing(owner: Owner, wanted: str, address: str, directory: Directory) -> Target:
    """Return what is wrong with a link to a file that is not there."""
    if not wanted:
        message = f'"{address}" leads out of the site'
        return Target("", problem=message, hint="copy the file beside the entry, and name it alone")
    others = {*directory.owners, *directory.files} - {owner.path}
    names = {PurePosixPath(path).name: path for path in sorted(others)}
    near = difflib.get_close_matches(PurePosixPath(wanted).name, names, n=1, cutoff=0.8)
    hint = "put the file there, or correct the path, which begins at the folder of this file"
    if near:
        folder = PurePosixPath(owner.path).parent
        hint = f'did you mean "{posixpath.relpath(names[near[0]], folder)}"?'
    return Target("", problem=f'"{address}" leads nowhere: there is no {wanted}', hint=hint)


def _find_file(owner: Owner, wanted: str, address: str, directory: Directory) -> Target:
    """Return where a link to a file leads, which publishes the file.

    What lies in the folder of an entry that is left out stays private with it, and a
    Markdown file elsewhere may be an entry in the wrong place.
    """
    is_own = PurePosixPath(owner.path).parent in PurePosixPath(wanted).parents
    if reason := find_hidden_folder(wanted, directory):
        message = f'"{address}" belongs to an entry that is left out ({reason}); its words stay'
        return Target("", problem=message, hint=PUBLISH_HINT, severity=Severity.WARNING)
    if wanted.endswith(".md") and not (is_own and PurePosixPath(owner.path).stem == "index"):
        message = f'"{address}" is a Markdown file of which no page is made'
        return Target("", problem=message, hint="move it to content/pages/, or let it end in .txt")
    return Target(file_url(owner, wanted, directory), file=wanted)


def _find_entry(path: str, directory: Directory) -> Owner | None:
    return directory.owners.get(path) or directory.owners.get(f"{path}/index.md")


def _find_page(entry: Owner, directory: Directory) -> str:
    """Return the URL of an entry or of the person, who without a text has the home page alone."""
    is_on_home = isinstance(entry, Person) and not entry.about
    return HOME if is_on_home else find_url(entry, directory)


def _find_fragment(owner: Owner, fragment: str, directory: Directory) -> Target:
    url = find_url(owner, directory)
    for section in find_sections(owner):
        if fragment in (section.name, make_slug(section.heading)):
            return Target(f"{url}#{section.name}")
        if fragment in directory.read_passage(section.text).ids:
            return Target(f"{url}#{make_prefix(owner, section)}{fragment}")
    known = ", ".join(f"#{it.name}" for it in find_sections(owner))
    hint = f"link to one of {known}" if known else "take what begins with # away"
    return Target(url, problem=f'"#{fragment}" is no heading of {owner.path}', hint=hint)


def _report(owner: Owner, address: str, target: Target, directory: Directory) -> Problem:
    location, source = locate_address(owner, address, directory)
    return Problem(location, "link", target.problem, target.hint, target.severity, source)


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
