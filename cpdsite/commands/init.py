"""``cpdsite init``: a new site that builds at once."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template

from cpdsite import __version__
from cpdsite.commands.check import PLACEHOLDER
from cpdsite.content.files import find_files
from cpdsite.errors import RefusedError
from cpdsite.settings import FILE_NAME
from cpdsite.shipped import PACKAGE, find_example, find_shipped

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
    """The files written and kept, and whether a host can install cpdsite from where it came."""

    folder: Path
    files: tuple[str, ...]
    kept: tuple[str, ...]
    is_installable_elsewhere: bool


def create_site(folder: Path, known: NewSite) -> Initialised:
    """Write a new site; raises ``RefusedError`` rather than overwrite anything."""
    requirement = find_requirement()
    files = _make_files(known, requirement)
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder} is a file: choose another name")
    kept = tuple(name for name in KEPT if (folder / name).exists())
    files = {name: content for name, content in files.items() if name not in kept}
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        raise RefusedError(
            f"{folder} holds {', '.join(taken[:3])} already, and init overwrites nothing: "
            "choose an empty folder"
        )
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    return Initialised(folder, tuple(files), kept, "file:" not in requirement)


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
    paths = (FILE_NAME, *find_files(root, "content").paths)
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
