"""What export may write over: what it wrote itself, and nothing else."""

import os
from functools import partial
from pathlib import Path

import pytest

from cpdsite.commands.exported_files import MOST_KNOWN, check_target, write_exported
from cpdsite.errors import RefusedError, UsageError


def test_a_file_of_its_own_gives_way_until_someone_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    check_target(tmp_path, path)
    write_exported(tmp_path, path, b"first")
    check_target(tmp_path, path)
    write_exported(tmp_path, path, b"second")
    check_target(tmp_path, path)
    path.write_bytes(b"second, and a word of mine")
    with pytest.raises(RefusedError, match="--overwrite"):
        check_target(tmp_path, path)
    assert path.read_bytes() == b"second, and a word of mine"


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    for name in ("folder", "link.csv"):
        with pytest.raises(RefusedError, match="no plain file"):
            check_target(tmp_path, tmp_path / name)
    with pytest.raises(UsageError, match="there is no folder"):
        check_target(tmp_path, tmp_path / "nowhere/record.csv")
    with pytest.raises(UsageError, match="there is no folder"):
        write_exported(tmp_path, tmp_path / "nowhere/record.csv", b"x")


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    os.mkfifo(path)
    for act in (check_target, partial(write_exported, content=b"x")):
        with pytest.raises(RefusedError, match="no plain file"):
            act(tmp_path, path)
    assert path.is_fifo()


def test_only_the_latest_are_remembered(tmp_path: Path) -> None:
    for number in range(MOST_KNOWN + 1):
        write_exported(tmp_path, tmp_path / "record.csv", b"%d" % number)
    check_target(tmp_path, tmp_path / "record.csv")
    (tmp_path / "record.csv").write_bytes(b"0")
    with pytest.raises(RefusedError):
        check_target(tmp_path, tmp_path / "record.csv")
