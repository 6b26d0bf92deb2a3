"""Addresses that cannot be guessed, written where applications say ``slug: random``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cpdsite.commands.application_drafts import FOLDER, write_secret_slug
from cpdsite.commands.build import BuildOptions, hold_output
from cpdsite.commands.site_folder import open_settings
from cpdsite.content.entries import read_file
from cpdsite.content.load import find_kind
from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.files import find_files, read_bytes
from cpdsite.limits import ENTRY_BYTES
from cpdsite.portfolio.application import RANDOM, Application
from cpdsite.portfolio.fields import APPLICATION
from cpdsite.portfolio.portfolio import make_public
from cpdsite.store import remove_leftovers, write_whole

LINE = re.compile(
    rb"""(["']?)slug\1[ \t]*:[ \t]*(["']?)(?P<word>%b)\2[ \t]*(?:[ \t]#.*)?[\r\n]*"""
    % RANDOM.encode(),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Named:
    """An application with its new address: the file as it is written, and the line."""

    path: str
    line: int
    slug: str
    content: bytes


def name_applications(
    root: Path, options: BuildOptions, make_secret: Callable[[], str]
) -> tuple[Named, ...]:
    """Give each application that a build publishes an address, where it waits for one.

    Nothing else of a file changes. Raises ``ProblemsError`` for files that cannot be written.
    """
    if not tuple(_find_waiting(root, options, make_secret)):
        return ()
    # Two builds at once would give two addresses, and say each that theirs stays.
    with hold_output(root, options):
        named = tuple(_find_waiting(root, options, make_secret))
        problems = [problem for it in named for problem in _write(root, it)]
    if problems:
        raise ProblemsError(problems)
    return named


def _find_waiting(
    root: Path, options: BuildOptions, make_secret: Callable[[], str]
) -> Iterator[Named]:
    statuses = make_public(options.today, drafts=options.drafts).statuses
    paths = find_files(root, FOLDER).paths
    for path in (it for it in paths if find_kind(it, frozenset(paths)) == APPLICATION):
        data, _ = read_bytes(root, path, ENTRY_BYTES)
        if data is None or RANDOM.encode() not in data:
            continue
        application = read_file(APPLICATION, path, data).value
        if not isinstance(application, Application) or application.slug != RANDOM:
            continue
        status = application.status or open_settings(root)[0].default_status
        if status in statuses:
            yield from _name(application, data, make_secret)


def _name(application: Application, data: bytes, make_secret: Callable[[], str]) -> Iterator[Named]:
    """Yield an application with an address in place of the word, if it is what gives its slug."""
    slug = write_secret_slug(application.title, make_secret)
    meant = replace(application, slug=slug)
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = LINE.fullmatch(line)
        if found:
            written = line[: found.start("word")] + slug.encode() + line[found.end("word") :]
            content = b"".join((*lines[:number], written, *lines[number + 1 :]))
            # What looks the same in a text, or under another key, gives it no address.
            if read_file(APPLICATION, application.path, content).value == meant:
                yield Named(application.path, number + 1, slug, content)
                return


def _write(root: Path, named: Named) -> Iterator[Problem]:
    path = root / named.path
    try:
        # A new file takes the place of one that may not be written, which nobody wants.
        with path.open("r+b"):
            mode = path.stat().st_mode
        remove_leftovers(path.parent)
        write_whole(path, named.content)
        path.chmod(mode)
    except OSError as error:
        message = f"slug: random gets no address, since this cannot be written: {error.strerror}"
        hint = f"make the file writable, or write slug: {named.slug}"
        yield Problem(Location(named.path, named.line, 1), "slug", message, hint)
