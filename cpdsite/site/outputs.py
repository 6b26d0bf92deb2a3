"""The outputs of a site, as values, and the check that each has a URL of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpdsite.errors import Location, Problem
from cpdsite.site.feed_views import FeedView, RobotsView, SitemapView
from cpdsite.site.record_views import RecordView
from cpdsite.site.urls import find_path, fold_url
from cpdsite.site.views import (
    ActionsView,
    ActivityView,
    HomeView,
    ListView,
    NotFoundView,
    OptionsView,
    PageView,
    RedirectView,
)

View = (
    HomeView
    | ListView
    | ActivityView
    | RecordView
    | ActionsView
    | PageView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | RobotsView
    | OptionsView
)
"""What the template of an output sees."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An output that a template makes of a view; ``origin`` names what it comes from."""

    url: str
    template: str
    view: View
    origin: str


@dataclass(frozen=True, slots=True)
class Copied:
    """An output that is a file of the site or the theme as it is.

    ``source`` is its path relative to the site's folder; ``digest`` the SHA-256 of its bytes.
    """

    url: str
    source: str
    digest: str
    origin: str


@dataclass(frozen=True, slots=True)
class Written:
    """An output whose bytes are known already."""

    url: str
    content: bytes
    origin: str


Output = Rendered | Copied | Written


@dataclass(frozen=True, slots=True)
class Site:
    """Every output, sorted by URL, and the problems met in composing them."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...] = ()


def unite_outputs(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """Return the outputs sorted by URL; the same file at the same URL counts once."""
    return tuple(sorted(set(outputs), key=lambda output: (output.url, output.origin)))


def find_collisions(outputs: tuple[Output, ...]) -> Iterator[Problem]:
    """Yield a problem for each URL that two outputs claim, naming both sources.

    URLs that differ only in case or Unicode form collide: a file system may not tell them
    apart. So does a file where another output needs a folder.
    """
    claims: dict[str, Output] = {}
    for output in outputs:
        first = claims.setdefault(fold_url(output.url), output)
        if first is not output:
            yield _describe(
                first, output, f"{first.origin} and {output.origin} both make {output.url}"
            )
    for folded, output in claims.items():
        parents = [folded[:end] for end, char in enumerate(folded) if char == "/"]
        for owner in (claims[parent] for parent in parents if parent in claims):
            message = f"{owner.origin} makes the file {find_path(owner.url)}, where {output.url} needs a folder"
            yield _describe(owner, output, message)


def _describe(first: Output, second: Output, message: str) -> Problem:
    # What follows from entries, such as "the list ...", is no file that a person can rename.
    here, other = (first, second) if second.origin.startswith("the ") else (second, first)
    hint = f"rename one of them, or give it a slug: of its own (the other is {other.origin})"
    return Problem(Location(here.origin), "collision", message, hint)
