"""Commands that fail or die at a chosen call, and what must be true of a site afterwards."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpdsite.store import LEFTOVER
from tests.links import Tree, find_broken
from tests.site_maker import read_tree

ROOT = Path(__file__).resolve().parents[1]
DAY = ("--today", "2026-11-23")
KILL, STOP, FULL, OTHER = "kill", "stop", "full", "other"
"""Kinds of faults: ``FULL`` is a full disk, ``OTHER`` what else can go wrong with a disk."""

ERRORS = tuple(str(it) for it in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO))
"""What can go wrong with a call: a full disk, no permission, a read-only disk, a broken one."""

KILLED = -9
BUILT = ("public", ".cpdsite")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, what it said, and how many of its calls change something."""

    status: int
    said: str
    calls: int


class Runner:
    """Runs commands with faults, in a process that has imported cpdsite already."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        """Keep the process, and where a command's words go."""
        self.process = process
        self.home = folder
        self.said = folder / "said.txt"

    def run(self, folder: Path, *arguments: str, moment: int = 0, fault: str = "") -> Ran:
        """Run a command in a folder; at its call number ``moment``, the fault happens."""
        request = {"folder": str(folder), "arguments": arguments, "said": str(self.said)}
        return Ran(**self.ask({**request, "moment": moment, "fault": fault}))

    def stop(self, folder: Path, *arguments: str, moment: int) -> int:
        """Run a command up to a call, and leave it standing there; return its number."""
        said = self.said.with_name("stopped.txt")
        request = {"folder": str(folder), "arguments": arguments, "said": str(said)}
        stopped: int = self.ask({**request, "moment": moment, "fault": STOP})["stopped"]
        return stopped

    def end(self, stopped: int, *, is_killed: bool) -> int:
        """Let a command that was stopped go on to its end, or kill it; return its status."""
        status: int = self.ask({"ending": stopped, "is_killed": is_killed})["status"]
        return status

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@contextmanager
def start_runner(folder: Path) -> Iterator[Runner]:
    """Give a runner, which works in a folder of its own."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests/fault_runner.py"), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "HOME": str(folder)},
    )
    try:
        yield Runner(process, folder)
    finally:
        process.communicate()


def name_fault(moment: int, kind: str) -> str:
    """Return the fault of a kind at a moment.

    A full disk refuses every call that writes; what removes needs no room, and fails in
    another way. Of the other errors, each has its turn.
    """
    full, *others = ERRORS
    other = others[moment % len(others)]
    return {KILL: KILL, FULL: f"{full} {other}", OTHER: other}[kind]


def read_sources(root: Path) -> dict[str, bytes]:
    """Return all files of a site but those that a build makes."""
    return {
        path: content
        for path, content in read_tree(root).items()
        if path.partition("/")[0] not in BUILT
    }


def read_site(public: Path) -> dict[str, bytes]:
    """Return the files of an output folder but those that a build is still writing."""
    return {
        path: content
        for path, content in read_tree(public).items()
        if not LEFTOVER.fullmatch(path.partition("/")[0])
    }


def find_leftovers(root: Path) -> list[str]:
    """Return what is left anywhere of files that were being written."""
    return [str(path) for path in root.rglob("*") if LEFTOVER.fullmatch(path.name)]


def assert_whole(public: Path, builds: Collection[Tree]) -> None:
    """Check that each file is as some build makes it, and that each link leads somewhere."""
    tree = read_site(public)
    for path, content in tree.items():
        assert any(it.get(path) == content for it in builds), f"{path} is no whole file of a build"
    if "index.html" in tree:
        assert find_broken(tree, builds) == []


def assert_one_sentence(ran: Ran) -> None:
    """Check that a command that failed said one sentence, about files that a person knows."""
    assert ran.status == 1, ran.said
    assert ran.said.startswith("cpdsite: ")
    assert ran.said.count("\n") == 1, ran.said
    assert ".tmp" not in ran.said
    assert "Errno" not in ran.said


def replace_tree(target: Path, source: Path) -> None:
    """Make a folder, or its absence, the same as another, times of files included."""
    if target.exists():
        shutil.rmtree(target)
    if source.exists():
        shutil.copytree(source, target, symlinks=True)
