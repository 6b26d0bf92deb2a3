"""``cpdsite build``: write the site."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from cpdsite.commands.composition import Composed, survey_site
from cpdsite.commands.inspection import FINDINGS, inspect_files, make_picture_of
from cpdsite.commands.record_files import STORE, RecordFiles
from cpdsite.commands.site_folder import (
    CACHE,
    SOURCES,
    Opened,
    find_manifest,
    open_site,
    store_cache,
)
from cpdsite.commands.templates import find_idle_parts, find_template_problems
from cpdsite.content.references import check_address
from cpdsite.errors import (
    Location,
    Problem,
    ProblemsError,
    Severity,
    find_errors,
    sort_problems,
)
from cpdsite.portfolio.portfolio import LeftOut, make_public
from cpdsite.prose.passage import Passage
from cpdsite.publish.folder import check_folder
from cpdsite.publish.lock import hold_lock
from cpdsite.publish.manifest import read_manifest
from cpdsite.publish.write import Published, find_stale, publish
from cpdsite.render.keys import make_key
from cpdsite.settings import place_problem
from cpdsite.site.directory import find_own_url
from cpdsite.site.outputs import Copied, Filed, Output, Picture, Rendered, Written
from cpdsite.site.urls import find_path, join_base

OUTPUT = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build; ``output`` and ``base_url`` replace what the site says.

    ``homes`` are folders that no site may be built into.
    """

    today: date
    output: Path | None = None
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    clean: bool = False
    homes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """An application as its reader finds it; the address is whole where the site's is known.

    ``included`` holds the paths of the private entries that it shows to its reader alone.
    """

    title: str
    address: str
    included: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: counts, what it left out and why, and warnings.

    ``rendered`` lists the URLs of the outputs that were made again, files among them.
    """

    folder: Path
    shown: int
    left_out: tuple[LeftOut, ...]
    published: Published
    rendered: tuple[str, ...]
    problems: tuple[Problem, ...]
    has_address: bool
    applications: tuple[Sent, ...] = ()


def build_site(root: Path, options: BuildOptions) -> Built:
    """Build the site in a folder.

    Raises ``ProblemsError`` when anything is wrong, and ``RefusedError`` for a folder that
    is not ours to write or that another build is writing; then nothing is published and the
    old site stays. Raises ``OSError`` when a disk fails; then each page is whole.
    """
    with hold_output(root, options) as folder:
        return _build(root, folder, options)


@contextlib.contextmanager
def hold_output(root: Path, options: BuildOptions) -> Iterator[Path]:
    """Keep other builds away from the output folder; raises ``RefusedError`` where that is not ours."""
    folder = (options.output or root / OUTPUT).absolute()
    check_folder(folder, tuple(root / name for name in (*SOURCES, CACHE)), options.homes)
    with hold_lock(find_manifest(root, folder).with_suffix(".lock"), folder):
        yield folder


def _build(root: Path, folder: Path, options: BuildOptions) -> Built:
    opened = open_site(root, options.today, clean=options.clean)
    audience = make_public(options.today, drafts=options.drafts)
    store = root / CACHE / STORE
    files = RecordFiles(root, opened.passages.read, store, clean=options.clean)
    # What has mistakes is looked at and never published: no file is made of it.
    measure = files.measure if opened.is_sound else None
    composed = survey_site(opened, audience, options.base_url, measure)
    problems = _find_problems(opened, composed, files, options)
    if find_errors(problems, strict=options.strict) or not opened.is_sound:
        raise ProblemsError(problems)
    published, rendered = _publish(opened, composed, folder, files, options, problems)
    base_url = options.base_url or opened.settings.base_url
    store_cache(opened)
    files.save()
    return Built(
        folder=folder,
        shown=len(composed.shown.activities),
        left_out=composed.left_out,
        published=published,
        rendered=rendered,
        problems=problems,
        has_address=bool(base_url),
        applications=tuple(_list_applications(composed, base_url)),
    )


def _list_applications(composed: Composed, base_url: str) -> Iterator[Sent]:
    for it, shown in zip(composed.shown.applications, composed.included, strict=True):
        url = find_own_url(it)
        included = tuple(entry.path for entry in shown.entries)
        yield Sent(it.title, join_base(base_url or "/", url), included)


def _find_problems(
    opened: Opened, composed: Composed, files: RecordFiles, options: BuildOptions
) -> tuple[Problem, ...]:
    """Return what is wrong; of a site that is refused, all that a build would meet later too."""
    store = opened.root / CACHE / FINDINGS
    outputs = composed.site.outputs
    known = _refuse_passing(opened, composed)
    inspect = partial(inspect_files, opened.root, outputs, store, clean=options.clean)
    found = (*known, *find_idle_parts(composed), *inspect(pictures=False))
    if not find_errors(found):
        # What a file cannot show is known once it is made.
        notes = (place_problem(it, opened.lines) for it in files.find_notes(outputs))
        found = (*found, *notes)
    if not find_errors(found, strict=options.strict):
        # Pictures are only made where they must be, and templates are used in any case.
        return sort_problems(found)
    templates = find_template_problems(composed, opened.passages.read)
    return sort_problems((*found, *inspect(pictures=True), *templates))


def _refuse_passing(opened: Opened, composed: Composed) -> Iterator[Problem]:
    """Yield the problems of a site, an error for each address that the next build would not have."""
    lines, shown = opened.loaded.lines, composed.shown.applications
    waiting = [problem for it in shown for problem in check_address(it, lines)]
    if find_errors(composed.problems):
        # Until these are mended no build gives an address, wherever it runs.
        yield from composed.problems
        return
    yield from (it for it in composed.problems if it not in waiting)
    for problem in waiting:
        message = "slug: random has no address yet, and here each build would make another one"
        hint = "build once on your own computer, and commit the file with the address in it"
        yield replace(problem, message=message, hint=hint, severity=Severity.ERROR)


def _publish(  # noqa: PLR0913, PLR0917 - all that a build has found so far
    opened: Opened,
    composed: Composed,
    folder: Path,
    files: RecordFiles,
    options: BuildOptions,
    problems: tuple[Problem, ...],
) -> tuple[Published, tuple[str, ...]]:
    """Make and publish what has changed; return the counts, and the URLs of what was made."""
    manifest_path = find_manifest(opened.root, folder)
    # A clean build trusts no file, and still knows which hidden files are its own to remove.
    manifest = read_manifest(manifest_path, folder)
    keys = {
        find_path(output.url): make_key(output, composed.theme, composed.assets)
        for output in composed.site.outputs
    }
    stale = frozenset(keys if options.clean else find_stale(keys, folder, manifest))
    outputs = [output for output in composed.site.outputs if find_path(output.url) in stale]
    try:
        contents = make_contents(opened.root, outputs, composed, opened.passages.read)
        contents |= {
            find_path(it.url): partial(bytes, files.make(it))
            for it in outputs
            if isinstance(it, Filed)
        }
    except ProblemsError as error:
        raise ProblemsError((*problems, *error.problems)) from error
    published = publish(keys, contents, folder, manifest, manifest_path)
    return published, tuple(output.url for output in outputs)


def make_contents(
    root: Path,
    outputs: list[Output],
    composed: Composed,
    read_passage: Callable[[str], Passage],
) -> dict[str, Callable[[], bytes]]:
    """Return what gives the bytes of each output; pages and pictures are made at once.

    So what cannot be made fails before anything is written. Raises ``ProblemsError`` with
    all templates and pictures that fail, each once.
    """
    pages = [output for output in outputs if isinstance(output, Rendered)]
    pictures = [output for output in outputs if isinstance(output, Picture)]
    problems: list[Problem] = []
    contents: dict[str, Callable[[], bytes]] = {}
    if pages:
        # Imported here because a build in which nothing changed renders nothing.
        from cpdsite.render.pages import make_render

        render = make_render(composed.theme, composed.assets, read_passage)
        contents |= _render_all(pages, render, problems)
    contents |= _make_pictures(root, pictures, problems)
    if problems:
        raise ProblemsError(problems)
    for output in outputs:
        if isinstance(output, Copied):
            contents[find_path(output.url)] = (root / output.source).read_bytes
        elif isinstance(output, Written):
            contents[find_path(output.url)] = partial(bytes, output.content)
    return contents


def _render_all(
    pages: list[Rendered], render: Callable[[Rendered], bytes], problems: list[Problem]
) -> dict[str, Callable[[], bytes]]:
    """Render every page; a template that fails for many is one problem."""
    contents: dict[str, Callable[[], bytes]] = {}
    failures: dict[Location, Problem] = {}
    for page in pages:
        try:
            contents[find_path(page.url)] = partial(bytes, render(page))
        except ProblemsError as error:
            for problem in error.problems:
                failures.setdefault(problem.location, problem)
    problems += failures.values()
    return contents


def _make_pictures(
    root: Path, pictures: list[Picture], problems: list[Problem]
) -> dict[str, Callable[[], bytes]]:
    """Make every image again, once for all the entries that show it."""
    made: dict[str, bytes] = {}
    for source in dict.fromkeys(picture.source for picture in pictures):
        content, mistakes = make_picture_of(root, source)
        problems += mistakes
        if content is not None:
            made[source] = content
    return {
        find_path(it.url): partial(bytes, made[it.source]) for it in pictures if it.source in made
    }
