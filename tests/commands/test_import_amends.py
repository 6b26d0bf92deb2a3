"""New entries are changed where a site with them would not build."""

from pathlib import Path

import pytest

from cpdsite.commands import import_amends
from cpdsite.errors import ProblemsError
from tests.commands.candidates import import_files, write_record
from tests.conftest import MakeSite
from tests.site_maker import find_problems, write_entry


def test_an_import_leaves_a_site_that_builds(site: MakeSite, tmp_path: Path) -> None:
    text = [{"name": "learning", "text": "[Gone](gone.md)"}]
    record = write_record(
        tmp_path / "r.json",
        {"status": "published", "type": "juggling"},
        {"status": "published", "sections": text},
        {"status": "published", "aliases": ["/activities/mine/"]},
        {"evidence": [{"file": "x.pdf"}]},
        {"status": "published", "end_date": "2026-03-13"},
    )
    files = {"content/activities/mine.md": write_entry()}
    root = site({"cpdsite.toml": 'theme = "plain"\nscheme = "iet"\n', **files})
    plan = import_files(root, record)
    assert [entry.status for entry in plan.entries] == [*["draft"] * 4, "published"]
    assert [bool(entry.doubts) for entry in plan.entries] == [*[True] * 4, False]
    assert find_problems(root) == ()
    assert find_problems(root, drafts=True) != ()


def test_what_no_change_mends_is_refused(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_amends, "MOST_ROUNDS", 1)
    text = [{"name": "learning", "text": "[Gone](gone.md)"}]
    record = write_record(tmp_path / "r.json", {"status": "published", "sections": text})
    with pytest.raises(ProblemsError):
        import_files(site({}), record)
