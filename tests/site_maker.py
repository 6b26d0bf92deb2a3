"""Small real sites: made, composed, built and read back."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from cpdsite.commands.build import BuildOptions, Built, build_site
from cpdsite.commands.composition import Composed, compose_for
from cpdsite.commands.site_folder import open_site
from cpdsite.errors import Problem, ProblemsError
from cpdsite.portfolio.portfolio import Audience, make_public
from cpdsite.site.outputs import Rendered

SITES = Path(__file__).parent / "sites"
PLAIN = SITES / "small" / "themes" / "plain"
"""A theme of the tests' own, so that no design of a shipped theme changes what they see."""

TODAY = date(2026, 11, 23)

Files = Mapping[str, str | bytes]

ACCEPT = "accept: {application: a test, gap: a test, review: a test}\n"
"""So that what a test is about is all that ``check`` tells."""

BARE: Files = {
    "cpdsite.toml": 'theme = "plain"\nrecord_files = []\n',
    "content/profile.md": f"---\nname: Ada Example\n{ACCEPT}---\n",
}

View = TypeVar("View")


def make_site(folder: Path, source: str | Files) -> Path:
    """Make a site of a folder in ``tests/sites``, or of files on top of ``BARE``."""
    if isinstance(source, str):
        shutil.copytree(SITES / source, folder)
    else:
        write_files(folder, {**BARE, **source})
    if not (folder / "themes" / "plain").exists():
        shutil.copytree(PLAIN, folder / "themes" / "plain")
    return folder


def write_files(folder: Path, files: Files) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_entry(body: str = "", **keys: str) -> str:
    """Return a published activity with some front matter, which an empty text takes away."""
    known = {"title": "An entry", "date": "2025-03-12", "status": "published", **keys}
    lines = [f"{key}: {value}" for key, value in known.items() if value]
    learned = "" if "## " in body else "\n\n## What I learned\n\nSomething.\n"
    return "\n".join(["---", *lines, "---", "", body + learned])


def write_page(body: str = "Words.", **keys: str) -> str:
    """Return a published page with some front matter."""
    return write_entry(f"{body}\n\n## More\n", **{"date": "", "title": "A page", **keys})


def compose_site(
    root: Path, *, drafts: bool = False, base_url: str = "", audience: Audience | None = None
) -> Composed:
    """Compose the public site of a folder, or that of another audience."""
    seen_by = audience or make_public(TODAY, drafts=drafts)
    return compose_for(open_site(root, TODAY), seen_by, base_url)


def find_urls(composed: Composed) -> tuple[str, ...]:
    """Return the URLs of a composed site."""
    return tuple(output.url for output in composed.site.outputs)


def find_view(composed: Composed, url: str, kind: type[View]) -> View:
    """Return the view of a page, which must be of a kind."""
    views = [it.view for it in composed.site.outputs if isinstance(it, Rendered) and it.url == url]
    assert len(views) == 1, f"{len(views)} pages at {url}"
    view = views[0]
    assert isinstance(view, kind)
    return view


def build(root: Path, **options: Any) -> Built:
    """Build a site as of a fixed day."""
    return build_site(root, BuildOptions(**{"today": TODAY, **options}))


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by path, hidden ones too; links by where they lead."""
    return {
        path.relative_to(folder).as_posix(): (
            f"link to {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def read_page(root: Path, path: str) -> str:
    """Return the text of a file of the built site."""
    return (root / "public" / path).read_text("utf-8")


def find_problems(root: Path, **options: Any) -> tuple[Problem, ...]:
    """Return the problems for which a build is refused."""
    try:
        build(root, **options)
    except ProblemsError as error:
        return error.problems
    return ()
