"""``new``, ``init`` and ``theme eject`` write whole files or none, and overwrite nothing."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults import (
    DAY,
    FULL,
    KILL,
    KILLED,
    OTHER,
    Runner,
    assert_one_sentence,
    find_leftovers,
    name_fault,
    replace_tree,
    start_runner,
)
from tests.links import Tree
from tests.site_maker import make_site, read_tree, write_files

NEW = ("new", "A course", *DAY)
EJECT = ("theme", "eject", "page.html")
INIT = ("init", ".", "--name", "Ada Example", *DAY)
OWN: Tree = {"README.md": b"mine", "notes.txt": b"mine", "content/pages/.keep": b""}
"""What a person has in the folder already; ``init`` leaves it."""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Give the process that runs commands."""
    with start_runner(tmp_path_factory.mktemp("runner")) as started:
        yield started


def read_folders(root: Path) -> set[str]:
    """Return the folders below a folder."""
    return {it.relative_to(root).as_posix() for it in root.rglob("*") if it.is_dir()}


def read_written(root: Path) -> dict[str, bytes]:
    """Return the files below a folder but those that a killed command left in the cache."""
    return {
        path: content
        for path, content in read_tree(root).items()
        if not path.startswith(".cpdsite/")
    }


@pytest.mark.parametrize("kind", [KILL, FULL, OTHER])
def test_new_writes_all_or_nothing_and_never_over_another(
    tmp_path: Path, runner: Runner, kind: str
) -> None:
    root, start = tmp_path / "site", make_site(tmp_path / "start", {})
    draft = "content/activities/2026-11-23-a-course{}.md"
    replace_tree(root, start)
    assert runner.run(root, *NEW).status == 0
    content = (root / draft.format("")).read_bytes()
    assert content.endswith(b"-->\n")
    (start / draft.format("")).parent.mkdir(parents=True)
    (start / draft.format("")).write_bytes(b"---\ntitle: Mine\ndate: 2026\n---\n")
    before = read_tree(start)
    complete = {**before, draft.format("-2"): content}
    for moment in count(1):
        replace_tree(root, start)
        ran = runner.run(root, *NEW, moment=moment, fault=name_fault(moment, kind))
        if ran.status == 0:
            assert read_written(root) == complete
        elif kind == KILL:
            assert ran.status == KILLED, ran.said
            assert read_written(root) in (before, complete)
        else:
            assert_one_sentence(ran)
            assert read_tree(root) == before
        assert runner.run(root, *NEW).status == 0
        assert runner.run(root, "build", *DAY).status == 0
        assert find_leftovers(root) == []
        if ran.status == 0 and ran.calls < moment:
            break
    assert moment > 5


@pytest.mark.parametrize("kind", [KILL, FULL, OTHER])
def test_eject_writes_all_or_nothing(tmp_path: Path, runner: Runner, kind: str) -> None:
    root, start = tmp_path / "site", make_site(tmp_path / "start", {})
    before = read_tree(start)
    replace_tree(root, start)
    assert runner.run(root, *EJECT).status == 0
    complete = read_written(root)
    assert set(complete) == {*before, "templates/page.html"}
    for moment in count(1):
        replace_tree(root, start)
        ran = runner.run(root, *EJECT, moment=moment, fault=name_fault(moment, kind))
        if ran.status == 0:
            assert read_written(root) == complete
        elif kind == KILL:
            assert ran.status == KILLED, ran.said
            assert read_written(root) in (before, complete)
        else:
            assert_one_sentence(ran)
            assert read_tree(root) == before
        # What is whole is never written over; what is missing is made by the next run.
        is_there = read_written(root) == complete
        assert runner.run(root, *EJECT).status == int(is_there)
        assert read_written(root) == complete
        if ran.status == 0 and ran.calls < moment:
            break
    assert moment > 3


@pytest.mark.parametrize("kind", [KILL, FULL, OTHER])
def test_init_takes_back_what_it_wrote_and_completes_what_it_could_not(
    tmp_path: Path, runner: Runner, kind: str
) -> None:
    root, start = tmp_path / "site", tmp_path / "start"
    start.mkdir()
    write_files(start, OWN)
    folders = read_folders(start)
    replace_tree(root, start)
    assert runner.run(root, *INIT).status == 0
    complete = read_tree(root)
    assert {name: complete[name] for name in OWN} == OWN
    for moment in count(1):
        replace_tree(root, start)
        ran = runner.run(root, *INIT, moment=moment, fault=name_fault(moment, kind))
        written = read_written(root)
        if ran.status == 0:
            assert written == complete
        elif kind == KILL:
            assert ran.status == KILLED, ran.said
            assert OWN.items() <= written.items() <= complete.items()
        else:
            assert_one_sentence(ran)
            assert read_tree(root) == OWN
            assert read_folders(root) == folders
        again = runner.run(root, *INIT)
        assert again.status == 0, again.said
        assert read_written(root) == complete
        if ran.status == 0 and ran.calls < moment:
            break
    assert moment > 40


def test_init_never_completes_over_what_a_person_wrote_since(
    tmp_path: Path, runner: Runner
) -> None:
    assert runner.run(tmp_path, *INIT, moment=60, fault=KILL).status == KILLED
    written = sorted(read_written(tmp_path))
    assert len(written) > 3
    (tmp_path / written[-1]).write_bytes(b"mine")
    before = read_tree(tmp_path)
    ran = runner.run(tmp_path, *INIT)
    assert_one_sentence(ran)
    assert written[-1] in ran.said
    assert read_tree(tmp_path) == before
