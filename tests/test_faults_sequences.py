"""Never half a site, however often: edits, kills, failures and builds in any order."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.faults import (
    DAY,
    ERRORS,
    KILL,
    KILLED,
    Ran,
    Runner,
    assert_one_sentence,
    assert_whole,
    find_leftovers,
    read_site,
    start_runner,
)
from tests.links import Tree
from tests.properties import check_often
from tests.site_maker import make_site, write_entry, write_files

NAMES = st.sampled_from(["a", "b", "c"])
LINKS = st.sampled_from(["", "a", "b", "c"])
STATIC = st.sampled_from(["x.txt", ".well-known/x", "deep/x.txt", "deep/er/y.txt"])
MOMENTS = st.integers(1, 130)
FAULTS = st.sampled_from([KILL, KILL, *ERRORS])
BUILD = ("build", *DAY)


class Sequences(RuleBasedStateMachine):
    """Edits a small site, and builds it with and without faults."""

    runner: Runner

    @initialize()
    def make(self) -> None:
        """Begin with a site of one entry."""
        self.home = Path(tempfile.mkdtemp(prefix="cpdsite-"))
        self.root = make_site(
            self.home / "site",
            {
                "cpdsite.toml": 'theme = "plain"\nrecord_files = ["json"]\nlists = ["tags"]\n',
                "content/activities/a.md": write_entry(),
            },
        )
        self.builds: list[Tree] = []

    def teardown(self) -> None:
        """Delete the site."""
        shutil.rmtree(self.home)

    def find_entry(self, name: str) -> Path:
        """Return where an entry is, or would be."""
        return self.root / f"content/activities/{name}.md"

    @rule(name=NAMES, link=LINKS, tag=LINKS)
    def edit(self, name: str, link: str, tag: str) -> None:
        """Write an entry, which may link to another."""
        body = f"See [{link}]({link}.md)." if link and self.find_entry(link).exists() else "Words."
        self.find_entry(name).write_text(write_entry(body, tags=f"[{tag}]" if tag else ""))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Delete an entry, and the links to it."""
        self.find_entry(name).unlink(missing_ok=True)
        for path in (self.root / "content/activities").glob("*.md"):
            text = path.read_text("utf-8")
            path.write_text(text.replace(f"See [{name}]({name}.md).", "Words."), "utf-8")

    @rule(path=STATIC, text=st.sampled_from(["1", "2"]))
    def write_static(self, path: str, text: str) -> None:
        """Write a static file, in a folder where a file may have been."""
        if (self.root / "static/deep").is_file():
            (self.root / "static/deep").unlink()
        write_files(self.root, {f"static/{path}": text})

    @rule(part=st.sampled_from(["deep", ".well-known", ""]), is_file=st.booleans())
    def drop_static(self, part: str, is_file: bool) -> None:
        """Delete static files, or let a file take the place of a folder of them."""
        folder = self.root / "static" / part
        if folder.is_dir():
            shutil.rmtree(folder)
            if is_file and part == "deep":
                folder.write_text("a file now")

    @rule(fault=FAULTS, moment=MOMENTS)
    def disturb(self, fault: str, moment: int) -> None:
        """Build, and let one call fail, or kill the build there."""
        self.note_clean()
        ran = self.build(moment, fault)
        if ran.status == 0:
            assert read_site(self.root / "public") == self.builds[-1]
        elif fault == KILL:
            assert ran.status == KILLED, ran.said
        else:
            assert_one_sentence(ran)

    @rule()
    def finish(self) -> None:
        """Build undisturbed, which makes what a clean build makes."""
        self.note_clean()
        ran = self.build()
        assert ran.status == 0, ran.said
        assert read_site(self.root / "public") == self.builds[-1]
        assert find_leftovers(self.root) == []

    @invariant()
    def shows_a_whole_site(self) -> None:
        """Check what a visitor meets."""
        if hasattr(self, "root") and (self.root / "public").exists():
            assert_whole(self.root / "public", self.builds)

    def note_clean(self) -> None:
        """Build into another folder, to know what the site should be."""
        ran = self.runner.run(self.root, *BUILD, "--output", str(self.home / "clean"))
        assert ran.status == 0, ran.said
        self.builds.append(read_site(self.home / "clean"))

    def build(self, moment: int = 0, fault: str = "") -> Ran:
        """Build, with a fault."""
        return self.runner.run(self.root, *BUILD, moment=moment, fault=fault)


def test_any_sequence_shows_a_whole_site_and_ends_in_the_one_wanted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with start_runner(tmp_path_factory.mktemp("runner")) as runner:
        Sequences.runner = runner
        how = settings(check_often(24), stateful_step_count=15)
        run_state_machine_as_test(Sequences, settings=how)
