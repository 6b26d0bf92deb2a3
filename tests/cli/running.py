"""The command line run in this process, as ``cpdsite`` runs it."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cpdsite.cli.main import main
from cpdsite.hosts import BUILDERS

DAY = ["--today", "2026-11-23"]
ENTRY = "content/activities/a.md"
HOST = (*BUILDERS, "CONTEXT", "URL", "DEPLOY_PRIME_URL", "CI_PAGES_URL")
"""What a host that builds sites sets in the environment."""


class Ran(NamedTuple):
    """What came of a run of the command line."""

    status: int
    out: str
    err: str


class Run:
    """Runs the command line in this process, as ``cpdsite`` runs it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Keep what is needed to call and to listen."""
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        """Run with some arguments."""
        self.monkeypatch.setattr(sys, "argv", ["cpdsite", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        return Ran(status, *self.capsys.readouterr())
