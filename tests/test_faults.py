"""Never half a site: whatever fails wherever, each file is whole and the next build repairs."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from cpdsite.publish.folder import MARKER
from tests.faults import (
    BUILT,
    DAY,
    FULL,
    KILL,
    KILLED,
    OTHER,
    Ran,
    Runner,
    assert_one_sentence,
    assert_whole,
    find_leftovers,
    name_fault,
    read_site,
    read_sources,
    replace_tree,
    start_runner,
)
from tests.links import Tree
from tests.site_maker import Files, make_site, write_entry, write_files, write_page

LEARNED = "## What I learned\n\nAs [before](2025-02-02-b.md).\n"
SHARED: Files = {
    "cpdsite.toml": 'theme = "plain"\nlists = ["tags"]\nrecord_files = ["csv"]\n',
    "content/profile.md": "---\nname: Ada Example\n---\n",
}
OLD: Files = {
    "content/activities/2025-01-01-a.md": write_entry(
        f"![One](pic.svg) and [notes](notes.txt).\n\n{LEARNED}", provider="One", tags="[x]"
    ),
    "content/activities/2025-02-02-b.md": write_entry("With [a](2025-01-01-a.md#learning)."),
    "content/activities/2025-03-03-c.md": write_entry(tags="[z]", type="course"),
    "content/activities/pic.svg": "<svg/>",
    "content/activities/notes.txt": "notes",
    "content/pages/method.md": write_page("How [c](../activities/2025-03-03-c.md) was."),
    "static/.well-known/old.txt": "old",
    "static/swap": "a file",
    "static/fold/a/x.txt": "x",
    "static/fold/y.txt": "y",
}
NEW: Files = {
    "content/activities/2025-01-01-a.md": write_entry(
        f"![Two](two.svg) and [notes](notes.txt).\n\n{LEARNED.replace('02-02-b', '02-02-d')}",
        provider="One",
        title="Another title",
    ),
    "content/activities/2025-02-02-d.md": write_entry(
        "With [a](2025-01-01-a.md#learning).", aliases="[/activities/2025-02-02-b/]"
    ),
    "content/activities/2026-04-04-e.md": write_entry(
        "After [d](2025-02-02-d.md).", provider="Two", tags="[y]"
    ),
    "content/activities/two.svg": "<svg></svg>",
    "content/activities/notes.txt": "other notes",
    "content/pages/method.md": write_page("How [e](../activities/2026-04-04-e.md) was."),
    "static/.well-known/new.txt": "new",
    "static/swap/a/x.txt": "x",
    "static/swap/y.txt": "y",
    "static/fold": "a file",
}
"""The same site after an edit of each kind."""

BUILD = ("build", *DAY)
LEAST_MOMENTS = 60
"""A build changes something at least so often; else the faults missed it."""


class Site:
    """A site in two versions, what a clean build makes of each, and one folder for all runs."""

    def __init__(self, folder: Path, runner: Runner) -> None:
        """Build both versions."""
        self.root = folder / "site"
        self.public = self.root / "public"
        self.built = folder / "built"
        self.runner = runner
        self.files = {"old": OLD, "new": NEW}
        self.clean: dict[str, Tree] = {}
        for version in ("new", "old"):
            self.edit(version)
            for name in BUILT:
                shutil.rmtree(self.root / name, ignore_errors=True)
            assert self.build().status == 0
            self.clean[version] = read_site(self.public)
        for name in BUILT:
            replace_tree(self.built / name, self.root / name)

    def edit(self, version: str) -> None:
        """Make the sources those of a version."""
        for name in ("content", "static"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        if not self.root.exists():
            make_site(self.root, {})
        write_files(self.root, {**SHARED, **self.files[version]})

    def reset(self, *, is_built: bool) -> None:
        """Undo what builds did, since the old version was built or since none was."""
        for name in BUILT:
            replace_tree(self.root / name, self.built / name if is_built else self.built / "none")

    def assert_whole(self, *, is_built: bool) -> None:
        """Check what a visitor meets, whatever happened."""
        versions = ("old", "new") if is_built else ("new",)
        assert_whole(self.public, [self.clean[version] for version in versions])
        if is_built:
            assert (self.public / "index.html").is_file()

    def assert_repaired(self, version: str) -> None:
        """Check that a build that nothing disturbs makes a version as if nothing had happened."""
        self.edit(version)
        ran = self.build()
        assert ran.status == 0, ran.said
        assert read_site(self.public) == self.clean[version]
        assert find_leftovers(self.root) == []

    def read_state(self) -> Tree:
        """Return what the next build finds; of what was being written, only that it is there.

        A build deletes all of that unread, so that many moments leave the same.
        """
        parts = (self.public, self.root / ".cpdsite")
        left = [part.name for part in parts if part.exists() and find_leftovers(part)]
        cache = {f".cpdsite/{path}": it for path, it in read_site(parts[1]).items()}
        return {**read_site(self.public), **cache, **dict.fromkeys(left, b"")}

    def build(self, moment: int = 0, fault: str = "") -> Ran:
        """Build, with a fault."""
        return self.runner.run(self.root, *BUILD, moment=moment, fault=fault)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Give the process that runs commands."""
    with start_runner(tmp_path_factory.mktemp("runner")) as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Site:
    """Give the site in two versions."""
    return Site(tmp_path_factory.mktemp("faults"), runner)


@pytest.mark.parametrize(
    ("is_built", "kind", "step"),
    # A different call of three or five in each way, so that each of them fails in one at least.
    [(False, FULL, 5), (True, FULL, 3), (True, OTHER, 5)],
    ids=["full-first-build", "full-rebuild", "other-rebuild"],
)
def test_a_build_that_fails_at_any_call_says_so_and_leaves_whole_files(
    site: Site, is_built: bool, kind: str, step: int
) -> None:
    site.edit("new")
    sources = read_sources(site.root)
    start = site.clean["old"] if is_built else {}
    ended = set()
    for moment in count(1, step):
        site.reset(is_built=is_built)
        ran = site.build(moment, name_fault(moment, kind))
        site.assert_whole(is_built=is_built)
        assert read_sources(site.root) == sources
        assert find_leftovers(site.root) == []
        found = read_site(site.public)
        is_unchanged = found == start or set(found) == {MARKER}
        if ran.status == 0:
            assert found == site.clean["new"]
        else:
            assert_one_sentence(ran)
            assert str(site.public) in ran.said
            assert is_unchanged or "nothing" not in ran.said
        ended.add((ran.status, is_unchanged))
        # What is as it was before needs no repair.
        if not is_unchanged:
            site.assert_repaired("old" if is_built and moment % 2 else "new")
            site.edit("new")
        if ran.status == 0 and ran.calls < moment:
            break
    assert moment > LEAST_MOMENTS
    assert ended == {(0, False), (1, False), (1, True)}


@pytest.mark.parametrize(
    ("is_built", "step"), [(False, 3), (True, 2)], ids=["first-build", "rebuild"]
)
def test_a_build_that_is_killed_at_any_call_leaves_whole_files_and_the_next_repairs(
    site: Site, is_built: bool, step: int
) -> None:
    site.edit("new")
    sources = read_sources(site.root)
    repaired: list[Tree] = []
    for moment in count(1, step):
        site.reset(is_built=is_built)
        ran = site.build(moment, KILL)
        site.assert_whole(is_built=is_built)
        assert read_sources(site.root) == sources
        state = site.read_state()
        if state not in repaired:
            repaired.append(state)
            # Every other time the edit is taken back, and it is the old site that must come.
            site.assert_repaired("old" if is_built and len(repaired) % 2 else "new")
            site.edit("new")
        if ran.status == 0:
            break
        assert ran.status == KILLED, ran.said
    assert moment > LEAST_MOMENTS
