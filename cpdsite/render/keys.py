"""Digests that say whether an output must be made again."""

import functools
import hashlib
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from cpdsite.render.theme import Theme
from cpdsite.shipped import PACKAGE
from cpdsite.site.outputs import Copied, Filed, Output, Picture, Written

LIBRARIES = (
    *("fonttools", "jinja2", "lxml", "markdown", "markupsafe", "nh3", "pillow"),
    *("pymdown-extensions", "pypdf", "python-docx", "typst", "xlsxwriter"),
)
"""The libraries that shape bytes, or what is said of files."""


@functools.cache
def find_renderer() -> str:
    """Return the digest of what makes outputs: our source and fonts, Python and the libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {_find_version(library)}\n".encode())
    made_with = [*PACKAGE.rglob("*.py"), *PACKAGE.joinpath("exporters").rglob("*.t*")]
    for path in sorted(made_with):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _find_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"


def make_key(output: Output, theme: Theme, assets: Mapping[str, str]) -> str:
    """Return the digest of all that an output's bytes depend on."""
    if isinstance(output, Copied):
        return output.digest
    if isinstance(output, Written):
        return hashlib.sha256(output.content).hexdigest()
    if isinstance(output, Picture):
        # The name says which format is written.
        named = f"{find_renderer()}{PurePosixPath(output.source).suffix}{output.digest}"
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
    if isinstance(output, Filed):
        return make_filed_key(output)
    inputs = (output.url, output.template, output.view, theme.digest, sorted(assets.items()))
    text = f"{find_renderer()}{inputs!r}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_filed_key(output: Filed) -> str:
    """Return the digest of all that the bytes of a record's file depend on."""
    text = f"{find_renderer()}{(output.form, output.fonts, output.filed)!r}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
