"""``init`` and ``new``: what they write, and what they say is next."""

import re
from pathlib import Path

import pytest

from tests.cli.running import DAY, Ran, Run
from tests.conftest import MakeSite
from tests.site_maker import read_page, read_tree


def test_init_asks_nothing_and_says_what_is_next(run: Run, tmp_path: Path) -> None:
    ran = run("init", "my-cpd", *DAY)
    assert (ran.status, ran.out) == (0, "")
    assert re.search(r"Wrote \d+ files to my-cpd\.", ran.err)
    assert "Keep the repository private" in ran.err
    assert run("check", "--site", "my-cpd").status == 0
    assert (
        tmp_path / "my-cpd/content/activities/2026-11-23-starting-my-cpd-portfolio.md"
    ).is_file()


def test_init_takes_any_name(run: Run, tmp_path: Path) -> None:
    name = 'Zoë "Z": it\'s #1'
    ran = run("init", "my-cpd", "--name", name, "--number", "00:7", "--grade", "member", *DAY)
    assert ran.status == 0
    assert run("build", "--site", "my-cpd", *DAY).status == 0
    assert "it&#39;s #1" in read_page(tmp_path / "my-cpd", "index.html")


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cpdsite.toml").write_text("mine")
    ran = run("init")
    assert (ran.status, ran.out) == (1, "")
    assert "init overwrites nothing" in ran.err
    assert read_tree(tmp_path) == {"cpdsite.toml": b"mine"}


def test_init_with_the_example_builds(run: Run) -> None:
    assert run("init", "my-cpd", "--example", *DAY).status == 0
    ran = run("build", "--site", "my-cpd", *DAY)
    assert ran.status == 0
    assert re.search(r"\d\d published; left out: ", ran.err)


def test_init_writes_through_no_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my-cpd").mkdir()
    (tmp_path / "my-cpd/cpdsite.toml").symlink_to(tmp_path / "elsewhere")
    ran = run("init", "my-cpd")
    assert ran.status == 1
    assert ran.err.startswith("cpdsite: ")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_init_into_a_file_is_a_sentence(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("mine")
    ran = run("init", folder)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("cpdsite: ")


def test_the_example_takes_no_name(run: Run) -> None:
    ran = run("init", "mine", "--example", "--name", "Sam", *DAY)
    assert ran.status == 2
    assert not Path("mine").exists()


def test_new_prints_the_path_and_nothing_else(run: Run, site: MakeSite) -> None:
    root = site({})
    ran = run("new", "A course: part 2", "--type", "course", "--site", root, *DAY)
    told = "It is a draft: write status: published in it when it is finished.\n"
    assert ran == Ran(0, "site/content/activities/2026-11-23-a-course-part-2.md\n", told)
    again = run("new", "A course: part 2", "--site", root, "--date", "2026-03")
    assert again.out == "site/content/activities/2026-03-a-course-part-2.md\n"


@pytest.mark.parametrize(
    "arguments", [["?"], ["A", "--date", "12/3/2026"], ["A", "--date", "2026-13"]]
)
def test_new_with_a_mistake_is_a_sentence(run: Run, site: MakeSite, arguments: list[str]) -> None:
    root = site({})
    ran = run("new", *arguments, "--site", root)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("cpdsite: ")
    assert not (root / "content/activities").exists()
