"""Paths of files as entries name them: relative to the entry, percent-encoded or not."""

import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

ROOT = "content/"
ADDRESS = re.compile(r"(?:[a-zA-Z][\w+.-]*:|//|/)")


def resolve_path(entry: str, address: str) -> str:
    """Return the path, relative to the site, that an entry's relative address leads to.

    ``""`` stands for an address that is no path, or that leads out of ``content/``.
    """
    path = unquote(address.partition("#")[0].partition("?")[0])
    if not path or ADDRESS.match(path):
        return ""
    joined = posixpath.normpath(str(PurePosixPath(entry).parent / path))
    return joined if joined.startswith(ROOT) else ""
