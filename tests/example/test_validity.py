"""Every page and stylesheet holds to the standards: the Nu HTML checker finds no error."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKER = Path(__file__).parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
"""What ``tests/install-packages`` installs."""

FEWEST = 80

UNKNOWN = {
    "Unrecognized at-rule “@view-transition”": "CSS View Transitions Level 2, in browsers since 2024",
}
"""The checker's messages on what is right but newer than the checker, with the reason for each."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the checker says of a place in a file."""

    place: str
    kind: str
    text: str


def check_files(files: list[Path]) -> list[Message]:
    """Return all that the checker says, the files read in one run."""
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--stdout"]
    options = ["--exit-zero-always", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*command, *options, *(str(it) for it in files)], check=True, capture_output=True, text=True
    )
    return [
        Message(f"{it['url']}:{it.get('lastLine', 0)}", it["type"], it["message"])
        for it in json.loads(done.stdout)["messages"]
    ]


def find_files(folder: Path) -> list[Path]:
    """Return the pages, stylesheets and drawings of a built site."""
    return sorted(it for it in folder.rglob("*.*") if it.suffix in (".html", ".css", ".svg"))


@pytest.fixture(scope="module")
def messages(public: Path, fresh: Path, empty: Path, wild: Path) -> list[Message]:
    """Return what the checker says of the example and of three sites that strain the theme."""
    files = [it for folder in (public, fresh, empty, wild) for it in find_files(folder)]
    assert len(files) > FEWEST
    return check_files(files)


def test_the_checker_finds_no_error(messages: list[Message]) -> None:
    errors = [
        f"{it.place}: {it.text}"
        for it in messages
        if it.kind != "info" and not any(known in it.text for known in UNKNOWN)
    ]
    assert not errors, "\n".join(errors)


def test_each_message_that_is_put_up_with_still_comes(messages: list[Message]) -> None:
    unused = [known for known in UNKNOWN if not any(known in it.text for it in messages)]
    assert unused == []


def test_the_checker_reads_pages_and_stylesheets(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>x</title><p><b>x</p>", "utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }", "utf-8")
    texts = " ".join(it.text for it in check_files(find_files(tmp_path)) if it.kind == "error")
    assert "“b”" in texts
    assert "“colour”" in texts
