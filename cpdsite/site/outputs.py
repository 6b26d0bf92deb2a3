"""The outputs of a site, as values, and the check that each has a URL of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from cpdsite.errors import Location, Problem
from cpdsite.portfolio.names import fold_name
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.site.feed_views import FeedView, RobotsView, SitemapView
from cpdsite.site.home_views import HomeView
from cpdsite.site.plan_views import (
    ApplicationView,
    ObjectivesView,
    ObjectiveView,
    ReviewsView,
    ReviewView,
)
from cpdsite.site.record_views import RecordView
from cpdsite.site.urls import find_path, fold_url
from cpdsite.site.views import (
    ActionsView,
    ActivityView,
    ListView,
    NotFoundView,
    OptionsView,
    PageView,
    RedirectView,
)

REDIRECT = "redirect.html"
"""The template of a page that leads from an old address to an entry."""

View = (
    HomeView
    | ListView
    | ActivityView
    | RecordView
    | ActionsView
    | ObjectivesView
    | ObjectiveView
    | ReviewsView
    | ReviewView
    | ApplicationView
    | PageView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | RobotsView
    | OptionsView
)
"""What the template of an output sees."""


Made = TypeVar("Made")


class Once(Generic[Made]):
    """A function without arguments that is called once; ten thousand of them cost little."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Made]) -> None:
        """Begin without having called it."""
        self._make = make
        self._made: Made | None = None

    def __call__(self) -> Made:
        """Return what the function gives."""
        made = self._made
        if made is None:
            made = self._made = self._make()
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """An output that a template makes of a view; ``origin`` names what it comes from.

    Which outputs there are is known without their views, so a view is made when it is first
    asked for: a preview asks for one page of ten thousand.
    """

    url: str
    template: str
    make_view: Callable[[], View]
    origin: str

    def __post_init__(self) -> None:
        """Make the view once, however often it is asked for."""
        object.__setattr__(self, "make_view", Once(self.make_view))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is the same output, with the same view."""
        if not isinstance(other, Rendered):
            return NotImplemented
        return (self.url, self.template, self.origin) == (
            other.url,
            other.template,
            other.origin,
        ) and self.view == other.view

    def __hash__(self) -> int:
        """Return what equal outputs have in common, without making their views."""
        return hash((self.url, self.template, self.origin))

    @property
    def view(self) -> View:
        """What the template sees."""
        return self.make_view()


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """An output that an exporter makes of a record; ``form`` names the format, such as ``pdf``.

    ``fonts`` holds the paths of the site's own fonts with the SHA-256 of their bytes.
    """

    url: str
    form: str
    make_filed: Callable[[], FiledRecord]
    fonts: tuple[tuple[str, str], ...]
    origin: str

    def __post_init__(self) -> None:
        """Make the record once, however often it is asked for."""
        object.__setattr__(self, "make_filed", Once(self.make_filed))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is the same output, of the same record."""
        if not isinstance(other, Filed):
            return NotImplemented
        return (self.url, self.form, self.fonts, self.origin) == (
            other.url,
            other.form,
            other.fonts,
            other.origin,
        ) and self.filed == other.filed

    def __hash__(self) -> int:
        """Return what equal outputs have in common, without making their records."""
        return hash((self.url, self.form, self.fonts, self.origin))

    @property
    def filed(self) -> FiledRecord:
        """The record, with all that its file depends on."""
        return self.make_filed()


@dataclass(frozen=True, slots=True)
class Copied:
    """An output that is a file of the site as it is.

    ``source`` is its path relative to the site's folder; ``digest`` the SHA-256 of its bytes.
    """

    url: str
    source: str
    digest: str
    origin: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An output that is an image of the site made again, so that no metadata is left.

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


File = Copied | Picture
Output = Rendered | Filed | File | Written

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".ico", ".svg")
"""How the names of images that are made again end, in any case."""


def make_file(url: str, source: str, digest: str) -> File:
    """Return the output that publishes a file of the site: its ending says how."""
    kind = Picture if PurePosixPath(source).suffix.casefold() in PICTURES else Copied
    return kind(url, source, digest, source)


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
        # Of files that themselves have nearly one name, the reading of the site has told.
        if first is not output and not _are_twins(first.origin, output.origin):
            yield _describe(
                first, output, f"{first.origin} and {output.origin} both make {output.url}"
            )
    blocked: dict[str, tuple[Output, Output]] = {}
    for folded, output in claims.items():
        parents = [folded[:end] for end, char in enumerate(folded) if char == "/"]
        for parent in parents:
            if parent in claims:
                blocked.setdefault(parent, (output, claims[parent]))
    for output, owner in blocked.values():
        message = f"{owner.origin} makes the file {find_path(owner.url)}, where {output.url} needs a folder"
        yield _describe(output, owner, message)


def _are_twins(one: str, other: str) -> bool:
    return one != other and fold_name(one) == fold_name(other)


def _describe(first: Output, second: Output, message: str) -> Problem:
    here, other = sorted((second, first), key=_find_ties)
    hint = "rename one of them, or give it a slug: of its own"
    if _is_redirect(here):
        hint = f"take {here.url} out of its aliases:"
    elif not here.origin.endswith(".md"):
        hint = "rename this file"
    elif _find_ties(other) > 0:
        hint = "rename this file, or give it a slug: of its own"
    return Problem(Location(here.origin), "collision", message, hint)


def _find_ties(output: Output) -> int:
    """Return how firmly an output is tied to its URL; an alias least, what is derived most."""
    # What follows from entries, such as "the list ...", is no file that a person can rename.
    if _is_redirect(output):
        return -1
    return int(output.origin.startswith("the ") or output.origin.endswith("/profile.md"))


def _is_redirect(output: Output) -> bool:
    return isinstance(output, Rendered) and output.template == REDIRECT
