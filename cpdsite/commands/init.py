"""``cpdsite init``: a new site that builds at once."""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template

from cpdsite import __version__
from cpdsite.commands.check import PLACEHOLDER
from cpdsite.commands.site_folder import CACHE
from cpdsite.errors import RefusedError, UsageError, show_text
from cpdsite.files import find_files
from cpdsite.settings import FILE_NAME
from cpdsite.shipped import PACKAGE, find_example, find_shipped
from cpdsite.store import write_new

HIDDEN = {"gitignore": ".gitignore", "python-version": ".python-version"}
"""Starter files whose real names begin with a dot, which packaging tools would leave out."""

EXAMPLE_OWN = ("content", FILE_NAME)
"""What the example replaces in the starter."""

KEPT = ("README.md", ".gitignore")
"""What a repository made at a host holds already; it may stay as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What is known of the new site; what is empty gets a placeholder that ``check`` finds."""

    today: str
    name: str = ""
    number: str = ""
    grade: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Initialised:
    """The files written, and those of the person's own that it kept.

    A host can install this cpdsite from where it came, or not.
    """

    folder: Path
    files: tuple[str, ...]
    kept: tuple[str, ...]
    is_installable_elsewhere: bool


def create_site(folder: Path, known: NewSite) -> Initialised:
    """Write a new site; raises ``RefusedError`` rather than overwrite anything.

    On a failure it takes back what it wrote. What a killed run left is completed: a file
    that is there with the same bytes is as good as written.
    """
    for name in ("name", "number", "grade"):
        text = " ".join(getattr(known, name).split())
        if show_text(text) != text:
            raise UsageError(f"--{name} holds a character that cannot be shown: type it again")
    requirement = find_requirement()
    files = _make_files(known, requirement)
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder} is a file: choose another name")
    found = {name for name, content in files.items() if _holds(folder / name, content)}
    kept = tuple(name for name in KEPT if name not in found and (folder / name).exists())
    files = {name: it for name, it in files.items() if name not in {*found, *kept}}
    taken = [name for name in files if os.path.lexists(folder / name)]
    if taken:
        raise RefusedError(
            f"{folder} holds {', '.join(taken[:3])} already, and init overwrites nothing: "
            "choose an empty folder"
        )
    _write_all(folder, files)
    return Initialised(folder, tuple(files), kept, "file:" not in requirement)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files or none; what was there before stays, folders too."""
    made: list[Path] = []
    scratch = folder / CACHE
    try:
        for name, content in files.items():
            path = folder / name
            for missing in reversed([it for it in (scratch, *path.parents) if not it.exists()]):
                missing.mkdir()
                made.append(missing)
            write_new(path, content, scratch)
            made.append(path)
    except BaseException:
        for path in reversed(made):
            _take_back(path)
        raise
    if scratch in made:
        _take_back(scratch)


def _take_back(path: Path) -> None:
    """Remove a file, or a folder unless something is in it by now."""
    with contextlib.suppress(OSError):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


def _make_files(known: NewSite, requirement: str) -> dict[str, bytes]:
    values = {
        "name": _quote(known.name or PLACEHOLDER),
        "number": _quote(known.number),
        "grade": _quote(known.grade or "associate"),
        "today": known.today,
        "requirement": requirement,
        "version": __version__,
    }
    starter = find_shipped("starter")
    files = {
        _rename(path.relative_to(starter).as_posix(), known.today): Template(
            path.read_text("utf-8")
        )
        .substitute(values)
        .encode()
        for path in sorted(starter.rglob("*"))
        if path.is_file()
    }
    return _replace_with_example(files) if known.example else files


def _replace_with_example(files: dict[str, bytes]) -> dict[str, bytes]:
    kept = {name: it for name, it in files.items() if not name.startswith(EXAMPLE_OWN)}
    root = find_example()
    paths = (FILE_NAME, *find_files(root, "content", follows_links=True).paths)
    return {**kept, **{path: (root / path).read_bytes() for path in paths}}


def _rename(path: str, today: str) -> str:
    head, slash, name = path.rpartition("/")
    return head + slash + HIDDEN.get(name, name).replace("TODAY", today)


def _quote(text: str) -> str:
    """Return a text as a JSON string, which YAML reads as the same text."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def find_requirement() -> str:
    """Return the line of ``requirements.txt`` that installs this cpdsite from where it came.

    The origin is what the installer recorded (PEP 610); without a record it is the index,
    and a checkout that was never installed stands for itself.
    """
    try:
        text = distribution("cpdsite").read_text("direct_url.json")
    except PackageNotFoundError:
        return f"cpdsite @ {PACKAGE.parent.as_uri()}"
    if text is None:
        return f"cpdsite=={__version__}"
    origin = json.loads(text)
    url = re.sub(r"//[^/@]*@", "//", str(origin["url"]))  # never a password in a file
    version_control = origin.get("vcs_info")
    if version_control:
        url = f"{version_control['vcs']}+{url}@{version_control['commit_id']}"
    return f"cpdsite @ {url}"


def list_notes(made: Initialised, known: NewSite) -> Iterator[str]:
    """Yield what a person should know of a new site, and do next."""
    if made.kept:
        yield f"Left as they are: {', '.join(made.kept)}."
    if ".gitignore" in made.kept:
        yield "Add /public/ and /.cpdsite/ to .gitignore: what is built does not belong in git."
    if not known.name and not known.example:
        yield "Next: write your name in content/profile.md, then run cpdsite build."
    yield "Keep the repository private: drafts and private entries are in it, only the site is not."
    if not made.is_installable_elsewhere:
        yield (
            "Note: this cpdsite was installed from a folder of this computer, and requirements.txt "
            "names that folder. For a host such as Netlify, put a wheel or a published version "
            "into the site and name it there."
        )
