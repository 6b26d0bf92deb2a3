"""``cpdsite build``: write the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from cpdsite.commands.site_folder import (
    CACHE,
    SOURCES,
    Composed,
    compose_for,
    find_manifest,
    open_site,
    refuse_problems,
    store_passages,
)
from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.portfolio.portfolio import LeftOut, make_public
from cpdsite.prose.passage import Passage
from cpdsite.publish.folder import check_folder
from cpdsite.publish.manifest import read_manifest
from cpdsite.publish.write import Published, find_stale, publish
from cpdsite.render.keys import make_key
from cpdsite.site.outputs import Copied, Output, Rendered, Written
from cpdsite.site.urls import find_path

OUTPUT = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build; ``output`` and ``base_url`` replace what the site says."""

    today: date
    output: Path | None = None
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    clean: bool = False


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


def build_site(root: Path, options: BuildOptions) -> Built:
    """Build the site in a folder.

    Raises ``ProblemsError`` when anything is wrong, and ``RefusedError`` for a folder that
    is not ours to write; then nothing is published and the old site stays.
    """
    folder = (options.output or root / OUTPUT).absolute()
    check_folder(folder, tuple(root / name for name in (*SOURCES, CACHE)))
    opened = open_site(root, clean=options.clean)
    audience = make_public(options.today, drafts=options.drafts)
    composed = compose_for(opened, audience, options.base_url)
    refuse_problems(composed.problems, strict=options.strict)
    manifest_path = find_manifest(root, folder)
    # A clean build trusts no file, and still knows which hidden files are its own to remove.
    manifest = read_manifest(manifest_path, folder)
    keys = {
        find_path(output.url): make_key(output, composed.theme, composed.assets)
        for output in composed.site.outputs
    }
    stale = frozenset(keys if options.clean else find_stale(keys, folder, manifest))
    outputs = [output for output in composed.site.outputs if find_path(output.url) in stale]
    contents = make_contents(root, outputs, composed, opened.passages.read)
    published = publish(keys, contents, folder, manifest, manifest_path)
    store_passages(opened)
    return Built(
        folder=folder,
        shown=len(composed.shown.activities),
        left_out=composed.left_out,
        published=published,
        rendered=tuple(output.url for output in outputs),
        problems=composed.problems,
        has_address=bool(options.base_url or opened.settings.base_url),
    )


def _render_all(
    pages: list[Rendered], render: Callable[[Rendered], bytes]
) -> dict[str, Callable[[], bytes]]:
    """Render every page; raises ``ProblemsError`` with all templates that fail, each once."""
    contents: dict[str, Callable[[], bytes]] = {}
    failures: dict[Location, Problem] = {}
    for page in pages:
        try:
            contents[find_path(page.url)] = partial(bytes, render(page))
        except ProblemsError as error:
            for problem in error.problems:
                failures.setdefault(problem.location, problem)
    if failures:
        raise ProblemsError(failures.values())
    return contents


def make_contents(
    root: Path,
    outputs: list[Output],
    composed: Composed,
    read_passage: Callable[[str], Passage],
) -> Mapping[str, Callable[[], bytes]]:
    """Return what gives the bytes of each output; pages are rendered at once.

    So a template that fails fails before anything is written.
    """
    contents: dict[str, Callable[[], bytes]] = {}
    pages = [output for output in outputs if isinstance(output, Rendered)]
    if pages:
        # Imported here because a build in which nothing changed renders nothing.
        from cpdsite.render.pages import make_render

        render = make_render(composed.theme, composed.assets, read_passage)
        contents |= _render_all(pages, render)
    for output in outputs:
        if isinstance(output, Copied):
            contents[find_path(output.url)] = (root / output.source).read_bytes
        elif isinstance(output, Written):
            contents[find_path(output.url)] = partial(bytes, output.content)
    return contents
