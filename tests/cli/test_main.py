"""The entry point: the exit status, and a sentence instead of a traceback."""

import os
import subprocess
import sys
from io import BufferedReader
from pathlib import Path

import pytest

from cpdsite import __version__, files
from tests.cli.running import DAY, ENTRY, Ran, Run
from tests.conftest import MakeSite


def test_the_version(run: Run) -> None:
    assert run("--version") == Ran(0, f"cpdsite {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--today", "tomorrow"],
        ["build", "--today", "2026-02-30"],
        ["build", "--site", "nowhere"],
        ["build", "--problems", "xml"],
        ["build", "--base-url", "example.org"],
        ["build", "--base-url", "https://[1"],
        ["build", "--base-url", "https://example.org/?q"],
        ["new"],
        ["new", "A title"],
        ["why"],
        ["why", "gone.md"],
        ["check"],
        ["build"],
        ["theme"],
        ["theme", "list"],
        ["theme", "eject"],
        ["theme", "eject", "entry.html"],
        ["theme", "nonsense"],
        [],
    ],
)
def test_usage_mistakes_exit_with_2_and_a_sentence(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert len(ran.err.strip()) > 20


def test_a_missing_site_says_what_to_do(run: Run) -> None:
    ran = run("build")
    assert "there is no cpdsite.toml" in ran.err
    assert "cpdsite init" in ran.err


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "cpdsite", "check"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("cpdsite: there is no cpdsite.toml")


@pytest.mark.parametrize("arguments", [["build"], ["check"], ["why", "cpdsite.toml"]])
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("cpdsite.toml", b"title = "),
        ("cpdsite.toml", b"\xff\xfe"),
        ("cpdsite.toml", b'theme = "gone"'),
        ("cpdsite.toml", b'scheme = "../gone"'),
        ("cpdsite.toml", b'base_url = "https://[1"'),
        ("cpdsite.toml", b'year_starts = "13-40"\nextra = 1\n[record]\nfrom = "soon"'),
        ("content/profile.md", b""),
        ("content/profile.md", b"\x00"),
        (ENTRY, b"\xff"),
        (ENTRY, b"---\n&a [*a]\n---\n"),
        ("schemes/ikt.toml", b"name = 1"),
        ("themes/plain/theme.toml", b"\xff"),
        ("templates/home.html", b"\xff"),
    ],
)
def test_a_broken_file_is_told_without_a_traceback(
    run: Run, site: MakeSite, arguments: list[str], path: str, content: bytes
) -> None:
    root = site({})
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)
    run.monkeypatch.chdir(root)
    ran = run(*arguments, *DAY)
    assert ran.status in (0, 1)
    if arguments != ["why", "cpdsite.toml"]:
        assert ran.status == 1
        assert "error[" in ran.out + ran.err
    assert not (root / "public").exists()


@pytest.mark.parametrize(
    "path",
    [
        "cpdsite.toml",
        "content/profile.md",
        "content/a.pdf",
        "static/a.txt",
        "themes/plain/theme.toml",
        "templates/home.html",
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_that_cannot_be_read_is_told(
    run: Run, site: MakeSite, path: str, command: str
) -> None:
    root = site({"content/a.pdf": "x", "static/a.txt": "x", "templates/home.html": "x"})
    plain_open = Path.open

    def refuse(self: Path, *arguments: str, **options: str) -> object:
        if self == root / path:
            raise PermissionError(13, "Permission denied", str(self))
        return plain_open(self, *arguments, **options)  # type: ignore[call-overload]

    def refuse_name(file: object, *arguments: str, **options: str) -> object:
        return refuse(Path(file), *arguments, **options) if isinstance(file, str) else file

    run.monkeypatch.setattr(Path, "open", refuse)
    plain = files.open_plain

    def refuse_plain(folder: Path, name: str) -> BufferedReader:
        if folder / name == root / path:
            refuse(root / path)
        return plain(folder, name)

    run.monkeypatch.setattr("cpdsite.files.open", refuse_name, raising=False)
    run.monkeypatch.setattr(files, "open_plain", refuse_plain)
    ran = run(command, "--site", root, *DAY)
    assert ran.status == 1
    said = ran.out + ran.err
    assert path in said
    assert "Permission denied" in said
