"""Static files: the theme's under ``/assets/`` with a digest in the name, the site's as they are."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpdsite.errors import Location, Problem
from cpdsite.site.outputs import File, Output, Rendered, Written, make_file
from cpdsite.site.urls import ASSETS
from cpdsite.site.views import OptionsView, Pairs

OPTIONS_TEMPLATE = "options.css"
DIGEST_LENGTH = 12
CSS_URL = re.compile(
    # No path holds "url(", so that a thousand that are never closed are not each read to the end.
    rb"""url\(\s*+(["']?)((?:[^"')#?u]|u(?!rl\())++)((?:[^"')u]|u(?!rl\())*+)\1\s*+\)"""
)
"""A ``url()``: its quote, the path, and what follows the path, such as ``#moon``."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of a theme's ``static/``, by its path there; ``origin`` says where it is.

    ``is_own`` tells that the site itself holds it, at its origin.
    """

    path: str
    content: bytes
    origin: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What composing needs of a theme: its static files, its options and their template."""

    static: tuple[StaticFile, ...]
    options: Pairs
    options_source: str


def make_assets(look: Look, options: OptionsView) -> tuple[dict[str, str], tuple[Output, ...]]:
    """Return the URL of each asset by its name in the theme, and the outputs.

    ``options`` is what the template of the options' stylesheet sees.

    The digest in a URL is that of all that makes the bytes: a stylesheet's of its source
    and of the files that its ``url()`` name, the options' of template and values. What the
    site itself holds is published like any other file of it, so its images are made again.
    """
    files = {file.path: file for file in look.static}
    urls: dict[str, str] = {}
    outputs: list[Output] = []
    for path in sorted(files, key=lambda path: (path.endswith(".css"), path)):
        file, is_style = files[path], path.endswith(".css")
        content = _rewrite(path, file.content, urls) if is_style else file.content
        url = urls[path] = name_asset(path, content)
        if file.is_own and not is_style:
            outputs.append(make_file(url, file.origin, hashlib.sha256(content).hexdigest()))
        else:
            outputs.append(Written(url, content, file.origin))
    inputs = f"{look.options_source}{options!r}".encode("utf-8", "surrogatepass")
    urls[OPTIONS_TEMPLATE] = name_asset(OPTIONS_TEMPLATE, inputs)
    outputs.append(
        Rendered(urls[OPTIONS_TEMPLATE], OPTIONS_TEMPLATE, lambda: options, "the theme's options")
    )
    return urls, tuple(outputs)


def name_asset(path: str, inputs: bytes) -> str:
    """Return the URL of an asset: its name with the digest of what it is made of."""
    stem, dot, ending = path.rpartition(".")
    digest = hashlib.sha256(inputs).hexdigest()[:DIGEST_LENGTH]
    return f"{ASSETS}{stem}.{digest}{dot}{ending}" if dot else f"{ASSETS}{ending}.{digest}"


def _rewrite(path: str, content: bytes, urls: Mapping[str, str]) -> bytes:
    """Return a stylesheet whose ``url()`` name the assets by their URLs."""

    def replace(match: re.Match[bytes]) -> bytes:
        wanted = _find_wanted(path, match)
        if wanted not in urls:
            return match[0]
        folder = posixpath.dirname(ASSETS + path)
        return b'url("' + posixpath.relpath(urls[wanted], folder).encode() + match[3] + b'")'

    return CSS_URL.sub(replace, content)


def _find_wanted(path: str, match: re.Match[bytes]) -> str:
    """Return the path in ``static/`` that a ``url()`` in a stylesheet names."""
    address = match[2].decode(errors="replace").strip()
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def copy_static(files: Mapping[str, str]) -> Iterator[File]:
    """Yield the site's own static files, copied to the root; ``files`` maps paths to digests."""
    for path, digest in files.items():
        yield make_file("/" + path.removeprefix("static/"), path, digest)


def find_missing(look: Look) -> Iterator[Problem]:
    """Yield a problem for each ``url()`` in a stylesheet that names no file of the theme."""
    names = {file.path for file in look.static}
    for file in look.static:
        for match in CSS_URL.finditer(file.content) if file.path.endswith(".css") else ():
            if _find_wanted(file.path, match) not in names and not match[2].startswith(b"data:"):
                before = file.content[: match.start()].decode(errors="replace").split("\n")
                source = file.content.decode(errors="replace").split("\n")[len(before) - 1]
                place = Location(file.origin, len(before), len(before[-1]) + 1)
                message = f"url({match[2].decode(errors='replace')}) names no file of the theme"
                hint = "add the file to static/ of the theme, or take the url() out"
                yield Problem(place, "theme", message, hint, source=source)
