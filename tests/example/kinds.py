"""The kinds of page that a site has, named by their addresses, and a page of each."""

import re
from collections.abc import Iterable
from pathlib import Path

FULL = "/activities/*/ with much"
PICTURED = "/activities/*/ with a picture"
BARE = "/activities/*/ with little"
APPLICATION = "/applications/*/"
ALIKE = (
    PICTURED,
    BARE,
    "/objectives/",
    "/reviews/",
    "/applications/*/",
    "/years/*/",
    "/types/*/",
    "/providers/*/",
    "/tags/*/",
    "/record/",
    "/record/<scheme>/",
    "/<page>/",
    "/404.html",
    "redirect",
)
"""Kinds that have the layout of another kind, which has more to look at."""

PERIOD = re.compile(r"\d{4}(-\d\d)?")
TAG = re.compile(r"<([a-z][a-z0-9]*)\b")
REFRESH = 'http-equiv="refresh"'

KINDS = (
    "/",
    "/activities/",
    FULL,
    PICTURED,
    BARE,
    "/years/*/",
    "/types/*/",
    "/providers/*/",
    "/tags/*/",
    "/actions/",
    "/objectives/",
    "/objectives/*/",
    "/reviews/",
    "/reviews/*/",
    APPLICATION,
    "/record/",
    "/record/<period>/",
    "/record/<scheme>/",
    "/about/",
    "/<page>/",
    "/404.html",
    "redirect",
)
"""The example has a page of each of these, and no page of another kind."""

SINGLE = {"", "activities", "actions", "objectives", "reviews", "record", "about"}
FOLDERS = {
    "activities",
    "objectives",
    "reviews",
    "applications",
    "years",
    "types",
    "providers",
    "tags",
}


def find_kind(path: str, text: str, pages: Iterable[str]) -> str:
    """Return the kind of a page by its path; ``pages`` are the names of the site's own pages."""
    if REFRESH in text:
        return "redirect"
    url = path.removesuffix("index.html")
    parts = url.strip("/").split("/")
    match parts:
        case ["record", name]:
            return f"/record/<{'period' if PERIOD.fullmatch(name) else 'scheme'}>/"
        case [folder, _] if folder in FOLDERS:
            return f"/{folder}/*/"
        case [name] if name not in SINGLE and name in pages:
            return "/<page>/"
    return f"/{url}"


def sort_pages(public: Path, pages: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths of a built site's pages by kind, the richest first.

    The richest has the most different elements, then the most bytes.
    """
    known = set(pages)
    found: dict[str, list[tuple[int, int, str]]] = {}
    for file in sorted(public.rglob("*.html")):
        path, text = file.relative_to(public).as_posix(), file.read_text("utf-8")
        size = (len(set(TAG.findall(text))), len(text), path)
        found.setdefault(find_kind(path, text, known), []).append(size)
    return {kind: [it[2] for it in sorted(sizes, reverse=True)] for kind, sizes in found.items()}


def choose_pages(public: Path, pages: Iterable[str]) -> dict[str, str]:
    """Return a path for each kind: the richest page of it, and of entries the barest too."""
    found = sort_pages(public, pages)
    entries = found.pop("/activities/*/", [])
    chosen = {kind: paths[0] for kind, paths in found.items()}
    if entries:
        chosen |= {FULL: entries[0], BARE: entries[-1]}
    pictured = [it for it in entries if "<img" in (public / it).read_text("utf-8")]
    if pictured:
        chosen[PICTURED] = pictured[0]
    return chosen
