"""What the preview is given to show: functions and values, nothing of what they are about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from cpdsite.errors import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """What is at a path: bytes, or a file to be opened.

    ``digest`` names the content. ``problems`` say why it is not as it should be: with them the
    content is that of an earlier moment, or empty where there is none.
    """

    content: bytes = b""
    open_file: Callable[[], BinaryIO] | None = None
    digest: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person: under which heading, in words, and in which file."""

    heading: str
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A page to which no other leads: its title, and its path below the site's root."""

    title: str
    path: str


class Edition(Protocol):
    """A site as one audience sees it: a table of paths, such as ``about/index.html``."""

    def holds(self, path: str) -> bool:
        """Tell whether there is anything at a path."""

    def is_alone(self, path: str) -> bool:
        """Tell whether nobody else sees what is at a path."""

    def find(self, path: str) -> Found | None:
        """Return what is at a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What there is to show at a moment.

    ``mine`` is what the person sees and ``published`` what everyone will; without them there
    is nothing to show yet, and ``problems`` say why. ``revision`` grows with every change,
    ``reload`` with those after which a page is loaded anew, ``styles`` with those of style
    sheets alone. What is ``waiting`` stands in the order in which it is shown; ``unlinked`` are
    pages that would not be found otherwise.
    """

    revision: int = 0
    reload: int = 0
    styles: int = 0
    mine: Edition | None = None
    published: Edition | None = None
    problems: tuple[Problem, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
    note: str = ""
