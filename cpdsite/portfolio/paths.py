"""Paths of files as entries name them: relative to the entry, in links or as names."""

import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

ROOT = "content/"
SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
HARMLESS = frozenset({"http", "https", "mailto", "tel"})
ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//")


def is_elsewhere(address: str) -> bool:
    """Tell whether an address leads to another site, or is none of a page at all.

    Browsers drop line breaks and tabs, and take a backslash for a slash.
    """
    return ELSEWHERE.match(read_address(address)) is not None


def is_harmless(address: str) -> bool:
    """Tell whether a link to an address opens a page, a letter or a call, and runs nothing."""
    scheme = SCHEME.match(read_address(address))
    return scheme is None or scheme[1].lower() in HARMLESS


def read_address(address: str) -> str:
    """Return an address as browsers read it."""
    return re.sub(r"[\t\n\r]", "", address).strip(STRIPPED).replace("\\", "/")


STRIPPED = "".join(map(chr, range(0x21)))
"""Control characters and the space, which browsers strip from both ends."""


def resolve_path(entry: str, address: str) -> str:
    """Return the path, relative to the site, that an entry's relative address leads to.

    ``""`` stands for an address that is no path, or that leads out of ``content/``.
    """
    path = unquote(address.partition("#")[0].partition("?")[0])
    return "" if is_elsewhere(path) else resolve_name(entry, path)


def resolve_name(entry: str, name: str) -> str:
    """Return the path, relative to the site, of a file that an entry names as it is called."""
    if not name or name.startswith("/"):
        return ""
    joined = posixpath.normpath(str(PurePosixPath(entry).parent / name))
    return joined if joined.startswith(ROOT) else ""
