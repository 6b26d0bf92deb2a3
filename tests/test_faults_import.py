"""``import`` writes all entries or none, and completes what a kill left, each entry once."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.commands.candidates import write_record
from tests.faults import (
    DAY,
    FULL,
    KILL,
    KILLED,
    Runner,
    assert_one_sentence,
    find_leftovers,
    name_fault,
    replace_tree,
    start_runner,
)
from tests.site_maker import make_site, read_tree

ROWS: list[dict[str, Any]] = [
    {"slug": "negotiation", "sections": [{"name": "learning", "text": "Much."}]},
    {"date": "2026-03", "slug": "2026-03-two"},
]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Give the process that runs commands."""
    with start_runner(tmp_path_factory.mktemp("runner")) as started:
        yield started


def read_written(root: Path) -> dict[str, bytes]:
    """Return the files of a site but those in the cache."""
    tree = read_tree(root)
    return {path: it for path, it in tree.items() if not path.startswith(".cpdsite/")}


@pytest.mark.parametrize("kind", [KILL, FULL])
def test_import_writes_all_or_nothing_and_completes_what_was_begun(
    tmp_path: Path, runner: Runner, kind: str
) -> None:
    record = write_record(tmp_path / "r.json", *ROWS)
    root, start = tmp_path / "site", make_site(tmp_path / "start", {})
    command = ("import", str(record), *DAY)
    before = read_tree(start)
    replace_tree(root, start)
    assert runner.run(root, *command).status == 0
    complete = read_written(root)
    assert len(complete) == len(before) + len(ROWS)
    for moment in count(1):
        replace_tree(root, start)
        ran = runner.run(root, *command, moment=moment, fault=name_fault(moment, kind))
        written = read_written(root)
        if ran.status == 0:
            assert written == complete
            if ran.calls < moment:
                break
        elif kind == KILL:
            assert ran.status == KILLED, ran.said
            assert before.items() <= written.items() <= complete.items()
            assert runner.run(root, *command).status == 0
            assert read_written(root) == complete
        else:
            assert_one_sentence(ran)
            assert read_tree(root) == before
        # What is left in the cache, the next build removes.
        assert all("/.cpdsite/" in it for it in find_leftovers(root))
    assert moment > 3 * len(ROWS)
