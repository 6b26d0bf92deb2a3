"""The one gate through which files of the site leave: what may be published, and at which URL."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from cpdsite.errors import Problem
from cpdsite.portfolio.person import Person
from cpdsite.site.directory import Directory
from cpdsite.site.outputs import File, make_file
from cpdsite.site.owners import Owner, locate_address
from cpdsite.site.urls import ABOUT

ACTIVE = (
    ".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt",
    ".js", ".mjs", ".cjs", ".wasm", ".css", ".swf", ".hta", ".webmanifest", ".appcache",
)  # fmt: skip
"""Endings of files that a browser would run or style as a page of this site."""


MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
"""Endings of files that are published as pages; as files they would show their comments."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The output that publishes a file, or why it may not be published."""

    copies: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()


def show_file(owner: Owner, path: str, name: str, directory: Directory) -> Shown:
    """Publish a file under the entry that shows it: the one gate through which files leave.

    ``name`` is how the entry calls it. A file that something keeps private is an error, and
    so is one that could act as a page of this site: content is not trusted to.
    """
    keeper, reason = directory.withheld.get(path), find_hidden_folder(path, directory)
    is_active = PurePosixPath(path).suffix.casefold() in ACTIVE
    is_markdown = PurePosixPath(path).suffix.casefold() in MARKDOWN
    if not (keeper or reason or is_active or is_markdown):
        return Shown(copies=(copy_file(owner, path, directory),))
    location, source = locate_address(owner, name, directory)
    if is_markdown:
        message = f'"{name}" may not be shown: as a file, Markdown shows its comments too'
        hint = "let it end in .txt, here too, or print it to a PDF file"
        return Shown(problems=(Problem(location, "evidence", message, hint, source=source),))
    if is_active:
        message = f'"{name}" may not be shown: a browser would run it as a page of this site'
        hint = "print it to a PDF file, and show that"
        return Shown(problems=(Problem(location, "active", message, hint, source=source),))
    message = (
        f'"{name}" may not be shown: {keeper} lists it without making it public'
        if keeper
        else f'"{name}" belongs to an entry that is left out ({reason})'
    )
    hint = "write public: true where it is listed, or take it out here"
    return Shown(problems=(Problem(location, "evidence", message, hint, source=source),))


def find_hidden_folder(path: str, directory: Directory) -> str:
    """Return why the entry in whose folder a file lies is left out; ``""`` if none is."""
    indexes = (f"{folder}/index.md" for folder in PurePosixPath(path).parents)
    return next((directory.hidden[it] for it in indexes if it in directory.hidden), "")


def file_url(owner: Owner, path: str, directory: Directory) -> str:
    """Return the URL of a file that an entry publishes, below the entry's own.

    What lies in the folder of an entry that only an application shows stays within that.
    """
    for parent in PurePosixPath(path).parents:
        if within := directory.folders.get(f"{parent}/index.md"):
            return within + path.removeprefix(f"{parent}/").replace("#", "-")
    folder = str(PurePosixPath(owner.path).parent) + "/"
    is_own_folder = PurePosixPath(owner.path).stem == "index"
    name = path.removeprefix(folder) if is_own_folder else PurePosixPath(path).name
    kept = PurePosixPath(name).name if name == path else name
    # In a URL a fragment begins at "#", so it cannot stand in the name of a file.
    base = ABOUT if isinstance(owner, Person) else directory.folder_url(owner)
    return base + kept.replace("#", "-")


def copy_file(owner: Owner, path: str, directory: Directory) -> File:
    """Return the output that publishes a file of an entry."""
    return make_file(file_url(owner, path, directory), path, directory.files[path])
