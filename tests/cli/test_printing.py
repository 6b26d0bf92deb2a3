"""What is said and where: sentences beside results, and problems in every form."""

import json
import os
from pathlib import Path

import pytest

from cpdsite.cli.printing import find_way, name_folder
from tests.cli.running import DAY, ENTRY, Run
from tests.conftest import MakeSite
from tests.site_maker import write_entry


def test_problems_as_json(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)")})
    (problem,) = json.loads(run("check", "--site", root, "--problems", "json", *DAY).out)
    assert (problem["path"], problem["line"], problem["column"]) == (ENTRY, 7, 5)
    assert (problem["severity"], problem["code"]) == ("error", "link")
    good = run("check", "--site", site("small", "good"), "--problems", "json", *DAY)
    assert json.loads(good.out) == []


def test_problems_for_a_forge(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)")})
    out = run("check", "--site", root, "--problems", "github", *DAY).out
    assert out.startswith(f"::error file={ENTRY},line=7,col=5,title=link::")
    assert out.count("\n") == 1


def test_problems_of_a_build_for_a_program_are_alone_on_standard_output(
    run: Run, site: MakeSite
) -> None:
    root = site({ENTRY: write_entry(date="soon")})
    ran = run("build", "--site", root, "--problems", "json", *DAY)
    assert [it["code"] for it in json.loads(ran.out)] == ["date"]
    assert "Nothing was published" in ran.err


def test_a_folder_below_is_named_from_here_and_another_as_it_is(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    root = site("small")
    assert "\nsite/public: " in run("build", "--site", root, *DAY).err
    (tmp_path / "deep").mkdir()
    run.monkeypatch.chdir(tmp_path / "deep")
    assert f"\n{root}/public: " in run("build", "--site", root, *DAY).err


def test_a_way_that_there_is_not_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert find_way(Path("/sites/mine")) == "/sites/mine"
    assert name_folder(Path("/sites/mine")) == "/sites/mine"
