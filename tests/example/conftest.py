"""The example portfolio, built once, served under its security policy, seen in a browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cpdsite.commands.build import BuildOptions, build_site
from cpdsite.commands.init import NewSite, create_site
from cpdsite.content.load import load_site
from cpdsite.portfolio.portfolio import make_public, visible
from cpdsite.portfolio.record import Record, make_record
from cpdsite.prose.passage import Passages
from cpdsite.settings import read_settings
from tests.browsing import serve
from tests.example.kinds import choose_pages
from tests.example.wild_site import make_wild_site
from tests.site_maker import TODAY, build, write_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built example."""
    folder = tmp_path_factory.mktemp("example") / "public"
    build_site(ROOT, BuildOptions(today=date(2026, 11, 23), output=folder, clean=True))
    return folder


@pytest.fixture(scope="session", params=["/", "/x/y/"])
def address(request: pytest.FixtureRequest, public: Path) -> Iterator[str]:
    """Give the address of the example: at a root, and below a path."""
    with serve(public, request.param) as found:
        yield found


@pytest.fixture(scope="session")
def root_address(public: Path) -> Iterator[str]:
    """Give the address of the example at a root."""
    with serve(public) as found:
        yield found


LONG_PROFILE = "---\nname: Sam Sample\n---\n"
LONG_ENTRY = """\
---
title: A very long entry
date: 2026-01-05
status: published
---

A description.

## What I learned

"""


def build_folder(folder: Path, settings: str, body: str) -> Path:
    """Build a site of one entry and return its output folder."""
    (folder / "content/activities").mkdir(parents=True)
    (folder / "cpdsite.toml").write_text(settings, "utf-8")
    (folder / "content/profile.md").write_text(LONG_PROFILE, "utf-8")
    (folder / "content/activities/long.md").write_text(LONG_ENTRY + body, "utf-8")
    build_site(folder, BuildOptions(today=date(2026, 11, 23)))
    return folder / "public"


@pytest.fixture
def long_site(tmp_path: Path) -> Path:
    """Return the built site of an entry that is longer than two sheets."""
    sentences = [f"This is sentence{number}. It goes on for a while." for number in range(400)]
    paragraphs = [" ".join(sentences[start : start + 8]) for start in range(0, 400, 8)]
    return build_folder(tmp_path / "long", "", "\n\n".join(paragraphs))


@pytest.fixture
def short_site(tmp_path: Path) -> Path:
    """Return the built site of a member with little to print."""
    return build_folder(tmp_path / "short", "", "Enough.\n")


@pytest.fixture
def letter_site(tmp_path: Path) -> Path:
    """Return the built site of a member who prints on US Letter."""
    return build_folder(tmp_path / "letter", 'paper = "letter"\n', "Enough.\n")


def read_example_record() -> Record:
    """Return the record of the example as the public sees it."""
    settings, _ = read_settings((ROOT / "cpdsite.toml").read_bytes())
    loaded = load_site(ROOT, settings, date(2026, 11, 23), Passages("test").read)
    assert loaded.portfolio
    shown = visible(loaded.portfolio, make_public(date(2026, 11, 23)))
    return make_record(shown, shown.schemes[0], settings.record_period)


@pytest.fixture(scope="session")
def own_pages() -> tuple[str, ...]:
    """Return the names of the example's own pages, which are not activities."""
    return tuple(path.stem for path in (ROOT / "content/pages").rglob("*.md"))


@pytest.fixture(scope="session")
def chosen(public: Path, own_pages: tuple[str, ...]) -> dict[str, str]:
    """Return a page of each kind that the example has."""
    return choose_pages(public, own_pages)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is built of a site as ``init`` writes it."""
    folder = tmp_path_factory.mktemp("fresh") / "site"
    create_site(folder, NewSite(today=TODAY.isoformat(), name="Sam Sample"))
    build(folder)
    return folder / "public"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is built of a site without any activity."""
    folder = tmp_path_factory.mktemp("empty")
    write_files(folder, {"cpdsite.toml": "", "content/profile.md": LONG_PROFILE})
    build(folder)
    return folder / "public"


@pytest.fixture(scope="session")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is built of a site that strains the design."""
    return make_wild_site(tmp_path_factory.mktemp("wild"))
