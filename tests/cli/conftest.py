"""What all tests of the command line share."""

from pathlib import Path

import pytest

from tests.cli.running import HOST, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs the command line, in an empty folder and no host."""
    for name in HOST:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Run(monkeypatch, capsys)
