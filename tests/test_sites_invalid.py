"""Sites with mistakes: what ``check`` says of each, from the first line to the last.

Each folder of ``tests/sites_invalid`` holds the files in which a site differs from the good
one in ``_base``, and the whole report in ``expected.txt``. What git or another system could
not keep as a file is described in ``make.toml``, which ``README.md`` there explains.
"""

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cpdsite.cli.main import main
from cpdsite.portfolio.question import CODES, LEARNING
from tests.conftest import CheckGolden
from tests.site_maker import read_tree

SITES = Path(__file__).parent / "sites_invalid"
GOOD = "_base"
NAMES = sorted(it.name for it in SITES.iterdir() if it.is_dir() and it.name != GOOD)
RECIPE, REPORT = "make.toml", "expected.txt"
LEAST_SITES = 75

HEAD = re.compile(r"(?P<path>.+?)(?::\d+)*: (?P<severity>error|warning)\[(?P<code>[\w-]+)\]: (.+)")
ANNOTATION = re.compile(r"::(error|warning) file=([^,]+),.*title=([\w-]+)::")
PROGRAMMING = re.compile(
    r"Traceback|\w(?:Error|Exception)\b|<class|<function|object at 0x|datetime\.|NoneType"
    r"|\b(?:None|True|False|dict|str|int|float|tuple|bool)\b|\bb'|(?:found|expected) \[?'"
)
"""What only a programmer could read: names of types, and values as Python writes them."""

ABOUT_A_WHOLE_FILE = {
    "collision", "depth", "folder", "image", "link-file", "link-outside", "name", "nested", "profile", "size",
    "unreadable",
}  # fmt: skip
"""Codes of errors that no line of a text is to blame for."""

QUESTIONS = {*CODES} - {LEARNING}
TOLD_BY_CHECK_ALONE = {"placeholder", "privacy", "stale-template", "accept", *QUESTIONS}


def make_invalid(folder: Path, name: str) -> Path:
    """Make the site of a mistake."""
    shutil.copytree(SITES / GOOD, folder)
    mistake = SITES / name
    recipe = mistake / RECIPE
    wanted = tomllib.loads(recipe.read_text("utf-8")) if recipe.exists() else {}
    if wanted.get("only_on", sys.platform) != sys.platform:
        pytest.skip(f"only {wanted['only_on']} can hold such files")
    for path in wanted.get("remove", ()):
        found = folder / path
        shutil.rmtree(found) if found.is_dir() else found.unlink()
    shutil.copytree(
        mistake, folder, ignore=shutil.ignore_patterns(RECIPE, REPORT), dirs_exist_ok=True
    )
    for file in wanted.get("file", ()):
        write_file(folder, file)
    for link in wanted.get("link", ()):
        path = folder / link["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(link["to"])
    return folder


def write_file(folder: Path, file: Mapping[str, Any]) -> None:
    """Write a file as a recipe describes it."""
    encoded = file["path"].encode(file.get("path_encoding", "utf-8"))
    path = folder / encoded.decode("utf-8", "surrogateescape")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = file["text"] + file.get("repeat", "") * file.get("times", 1) + file.get("end", "")
    lined = text.replace("\n", file.get("line_ends", "\n"))
    path.write_bytes(lined.encode(file.get("encoding", "utf-8")))


class Ran(NamedTuple):
    """What came of a run of the command line."""

    status: int
    out: str
    err: str


class Run:
    """Runs the command line in this process on a site, on a fixed day."""

    def __init__(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Keep what is needed to call and to listen."""
        self.root = root
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Ran:
        """Run with some arguments."""
        command = ["cpdsite", *arguments, "--site", str(self.root), "--today", "2026-11-23"]
        self.monkeypatch.setattr(sys, "argv", command)
        status = 0
        try:
            main()
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        return Ran(status, *self.capsys.readouterr())


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command line on ``tmp_path / "site"``, for no host."""
    for name in ("NETLIFY", "CI_PAGES_URL"):
        monkeypatch.delenv(name, raising=False)
    return Run(tmp_path / "site", monkeypatch, capsys)


def find_heads(report: str) -> list[tuple[str, str, str]]:
    """Return path, severity and code of each problem in a report."""
    lines = [line for line in report.splitlines() if line and not line.startswith(" ")]
    found = [match for line in lines if (match := HEAD.fullmatch(line))]
    return [(it["path"], it["severity"], it["code"]) for it in found]


def test_there_are_enough_mistakes() -> None:
    assert len(NAMES) >= LEAST_SITES


def test_the_site_that_each_mistake_is_made_in_is_good(run: Run) -> None:
    shutil.copytree(SITES / GOOD, run.root)
    assert run("check", "--strict") == Ran(0, "", "No problems.\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_mistake_has_its_report(name: str, run: Run, check_golden: CheckGolden) -> None:
    make_invalid(run.root, name)
    before = read_tree(run.root)
    ran = run("check")
    report = ran.out + "\n" + ran.err
    check_golden(str(SITES / name / REPORT), report)
    assert not PROGRAMMING.search(report)
    assert str(run.root) not in report
    strict = run("check", "--strict")
    assert (strict.out, strict.err) == (ran.out, ran.err)
    problems = json.loads(run("check", "--problems", "json").out)
    has_error = any(it["severity"] == "error" for it in problems)
    assert (ran.status, strict.status) == (int(has_error), 1)
    check_problems(problems, report, run)
    if not {it["code"] for it in problems} <= TOLD_BY_CHECK_ALONE:
        check_build(problems, run, has_error=has_error)
    after = {path: data for path, data in read_tree(run.root).items() if ".cpdsite/" not in path}
    assert after == before


def check_problems(problems: list[dict[str, Any]], report: str, run: Run) -> None:
    """Check that a report is complete, in every form alike, and without repetition."""
    heads = [(it["path"], it["severity"], it["code"]) for it in problems]
    assert find_heads(report) == heads
    told = [(it["path"], it["line"], it["column"], it["code"], it["message"]) for it in problems]
    assert len(set(told)) == len(told)
    for it in problems:
        assert it["message"]
        assert it["hint"]
        assert it["severity"] == "warning" or it["code"] in ABOUT_A_WHOLE_FILE or it["column"]
    annotations = run("check", "--problems", "github").out.splitlines()
    found = [match.groups() for line in annotations if (match := ANNOTATION.match(line))]
    assert len(found) == len(annotations) == len(problems)
    assert [(severity, code) for severity, _, code in found] == [it[1:] for it in heads]


def find_errors(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the errors, without what only a build knows: which page it was making."""
    errors = [it for it in problems if it["severity"] == "error"]
    return [{**it, "message": it["message"].partition(" (while making ")[0]} for it in errors]


def check_build(problems: list[dict[str, Any]], run: Run, *, has_error: bool) -> None:
    """Check that a build is refused for the same reasons, and writes nothing."""
    built = run("build", "--problems", "json", *([] if has_error else ["--strict"]))
    refused = json.loads(built.out)
    assert built.status == 1
    assert "Nothing was published" in built.err
    assert find_errors(refused) == find_errors(problems)
    assert not (run.root / "public").exists()
