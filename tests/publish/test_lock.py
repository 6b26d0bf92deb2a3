"""One build at a time; ``test_faults_lock.py`` runs real ones at once."""

import fcntl
from pathlib import Path

import pytest

from cpdsite.errors import RefusedError
from cpdsite.publish.lock import hold_lock


def test_a_lock_is_held_once_and_again_after_it(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "a.lock"
    for _ in range(2):
        with hold_lock(path, tmp_path / "public"):
            with (
                pytest.raises(RefusedError, match=r"another build is writing .*public: wait"),
                hold_lock(path, tmp_path / "public"),
            ):
                pytest.fail("two hold it")
            with hold_lock(tmp_path / "cache" / "b.lock", tmp_path / "other"):
                pass
    assert not (tmp_path / "public").exists()


def test_a_lock_is_let_go_when_a_build_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with pytest.raises(OSError, match="full"), hold_lock(path, tmp_path):
        raise OSError("full")
    with hold_lock(path, tmp_path):
        pass


@pytest.mark.parametrize("in_the_way", ["", "cache/a.lock"])
def test_where_no_lock_can_be_written_there_is_none(tmp_path: Path, in_the_way: str) -> None:
    if in_the_way:
        (tmp_path / in_the_way).mkdir(parents=True)
    else:
        (tmp_path / "cache").write_text("a file")
    path = tmp_path / "cache" / "a.lock"
    with hold_lock(path, tmp_path), hold_lock(path, tmp_path):
        pass


def test_where_a_file_system_knows_no_locks_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with hold_lock(tmp_path / "a.lock", tmp_path), hold_lock(tmp_path / "a.lock", tmp_path):
        pass
