"""Small sites, written file by file."""

from collections.abc import Mapping
from pathlib import Path

from cpdsite.content.load import Loaded, load_site
from cpdsite.errors import Problem
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from tests.site_maker import TODAY

PROFILE = {"content/profile.md": "---\nname: Ada Example\n---\n"}


def write_entry(*lines: str, body: str = "## What I learned\n\nMuch.") -> str:
    """Return a published activity with some lines after title (2), date (3) and status (4)."""
    return "\n".join(
        ["---", "title: A title", "date: 2026-03-12", "status: published", *lines, "---", body, ""]
    )


def write_site(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def load(root: Path, files: Mapping[str, str | bytes], *schemes: str) -> Loaded:
    """Return what a site with a profile and some files holds."""
    write_site(root, {**PROFILE, **files})
    return load_site(root, Settings(scheme=schemes or ("ikt",)), TODAY, read_passage)


def find_portfolio(loaded: Loaded) -> Portfolio:
    """Return the portfolio of a site in which nothing is wrong."""
    assert loaded.problems == ()
    assert loaded.portfolio
    return loaded.portfolio


def summarise(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return the place and code of each problem."""
    return [(str(it.location).removeprefix("content/"), it.code) for it in problems]
