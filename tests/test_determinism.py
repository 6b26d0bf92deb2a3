"""The same input gives the same bytes, wherever and whenever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.site_maker import read_tree

ROOT = Path(__file__).parents[1]

ONE = {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
TWO = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "2718",
    "SOURCE_DATE_EPOCH": "0",
    "USER": "someone",
}


def run_build(root: Path, environment: dict[str, str], cwd: Path, umask: int) -> Path:
    """Build a site in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "cpdsite",
        "build",
        "--today",
        "2026-11-23",
        "--site",
        str(root),
    ]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(
        command,
        check=True,
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        umask=umask,
        capture_output=True,
    )
    return root / "public"


@pytest.mark.parametrize("name", ["small", "rich", "bare"])
def test_other_surroundings_give_the_same_bytes(site: MakeSite, tmp_path: Path, name: str) -> None:
    one = site(name, "one")
    two = tmp_path / "a much deeper" / "Ordner" / "zwei"
    shutil.copytree(one, two)
    for path in sorted(two.rglob("*"), reverse=True):
        os.utime(path, (1, 1))
    first = run_build(one, ONE, tmp_path, 0o022)
    second = run_build(two, TWO, two / "content", 0o077)
    assert read_tree(first) == read_tree(second)
    assert len(read_tree(first)) > 10


def test_the_order_in_which_files_were_written_is_nothing(site: MakeSite, tmp_path: Path) -> None:
    one = site("rich", "one")
    two = tmp_path / "two"
    for name, content in sorted(read_tree(one).items(), reverse=True):
        (two / name).parent.mkdir(parents=True, exist_ok=True)
        (two / name).write_bytes(content)
    trees = [read_tree(run_build(root, ONE, tmp_path, 0o022)) for root in (one, two)]
    assert trees[0] == trees[1]
