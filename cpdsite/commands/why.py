"""``cpdsite why``: what becomes of a file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeGuard

from cpdsite.commands.composition import Composed, compose_for
from cpdsite.commands.inspection import inspect_file
from cpdsite.commands.site_folder import SOURCES, Opened, open_site
from cpdsite.content.load import PROFILE_PATH
from cpdsite.errors import Problem, UsageError, find_errors
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.portfolio import make_public
from cpdsite.site.directory import find_own_url
from cpdsite.site.outputs import Copied, File, Output, Picture, Rendered
from cpdsite.site.record_views import RecordView
from cpdsite.site.urls import find_path
from cpdsite.site.views import ActivityView, ListView


@dataclass(frozen=True, slots=True)
class Reasons:
    """What becomes of a file, sentence by sentence, and the problems that it has."""

    path: str
    sentences: tuple[str, ...]
    problems: tuple[Problem, ...]


def explain_file(root: Path, file: Path, today: date) -> Reasons:
    """Return what becomes of a file of the site: its pages, or why it is left out."""
    # Messages name files from the folder of the site, which need not be the one at hand.
    found = file if file.exists() else root / file
    named = found / "index.md" if found.is_dir() else found
    resolved = Path(os.path.realpath(named))
    if not resolved.is_relative_to(root) or not resolved.is_file():
        raise UsageError(
            f"{file} is no file of the site in {root}: name one, such as {PROFILE_PATH}"
        )
    path = resolved.relative_to(root).as_posix()
    opened = open_site(root, today)
    composed = compose_for(opened, make_public(today), "")
    problems = tuple(it for it in composed.problems if it.location.path == path)
    files = [it for it in composed.site.outputs if it.origin == path and _is_file(it)]
    # One look is enough: whatever lists it, the file is the same.
    wrong = tuple(it for file in files[:1] for it in inspect_file(root, file))
    sentences = tuple(_explain(path, opened, composed))
    if find_errors(wrong):
        urls = ", ".join(it.url for it in files)
        sentences = (f"It would make {urls}, but as it is the site cannot be built.",)
    return Reasons(path, sentences, (*problems, *wrong))


def _is_file(output: Output) -> TypeGuard[File]:
    return isinstance(output, Copied | Picture)


def _explain(path: str, opened: Opened, composed: Composed) -> Iterator[str]:
    outputs = composed.site.outputs
    own = [it for it in outputs if it.origin == path]
    left_out = next((it for it in composed.left_out if it.entry.path == path), None)
    if left_out:
        yield f"It is left out of the published site: {left_out.reason}."
        yield from _explain_included(path, composed)
        return
    for output in own:
        yield f"It makes {output.url} (the file {find_path(output.url)})."
    entry = next((it for it in composed.shown.activities if it.path == path), None)
    if entry:
        yield from _explain_activity(entry, composed)
    elif own or path == composed.shown.person.path:
        yield from _explain_owner(path, opened, composed)
    else:
        yield _explain_nothing(path, opened)


def _explain_included(path: str, composed: Composed) -> Iterator[str]:
    """Say which applications show an entry to their readers all the same."""
    for it, shown in zip(composed.shown.applications, composed.included, strict=True):
        if any(entry.path == path for entry in shown.entries):
            url = find_own_url(it)
            yield f"{it.path} includes it: whoever has the address {url} sees it."


def _explain_activity(activity: Activity, composed: Composed) -> Iterator[str]:
    pages = [it for it in composed.site.outputs if isinstance(it, Rendered)]
    # An entry with aliases makes redirects too, so its own page is told by its view.
    own = next(
        page.url
        for page in pages
        if page.origin == activity.path and isinstance(page.view, ActivityView)
    )
    lists = [
        page.url
        for page in pages
        if isinstance(page.view, ListView)
        and any(own == it.url for group in page.view.groups for it in group.activities)
    ]
    records = [
        page.url
        for page in pages
        if isinstance(page.view, RecordView)
        and any(row.id == activity.slug for row in page.view.rows)
    ]
    yield f"It is listed at {', '.join(lists)}."
    yield f"It is in the records {', '.join(records)}." if records else "It is in no record."


def _explain_owner(path: str, opened: Opened, composed: Composed) -> Iterator[str]:
    made = [it for it in composed.site.outputs if it.origin == path]
    is_file = any(_is_file(it) for it in made)
    if is_file and path in opened.loaded.files:
        yield "It is published because an entry shows it, links to it, or says public: true."
    if any(isinstance(it, Picture) for it in made):
        yield "It is made again for the site, so nothing of its metadata is published."
    if path == PROFILE_PATH:
        yield "The home page and every record show the name and what public: lists."


def _explain_nothing(path: str, opened: Opened) -> str:
    folder = path.partition("/")[0]
    if path in opened.loaded.lines:
        return "It makes no page, since it has errors."
    if folder == "content":
        return "It is not published: no published entry uses it, and no evidence with public: true."
    if path in SOURCES or folder in SOURCES:
        return "It shapes the whole site and is not published itself."
    return "It is no source of the site, so nothing becomes of it."
