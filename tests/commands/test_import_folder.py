"""Where imported entries go: only where a build reads them."""

from pathlib import Path

import pytest

from cpdsite.commands.import_folder import check_folder
from cpdsite.commands.site_folder import open_memory, reopen_site
from cpdsite.errors import ProblemsError, UsageError
from tests.conftest import MakeSite
from tests.site_maker import write_entry


def check(root: Path, written: str) -> str:
    """Return the folder that is meant in a site."""
    return check_folder(root, written, reopen_site(root, open_memory(root), None))


@pytest.mark.parametrize(
    ("written", "into"),
    [
        ("content/activities", "content/activities"),
        ("./content/activities/2025/", "content/activities/2025"),
        ("{root}/content/activities/a b", "content/activities/a b"),
    ],
)
def test_a_folder_of_activities_will_do(site: MakeSite, written: str, into: str) -> None:
    root = site({})
    assert check(root, written.format(root=root)) == into


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("content", "expected content/activities"),
        ("content/pages", "expected content/activities"),
        ("/elsewhere", "expected content/activities"),
        ("content/activities/../../..", "expected content/activities"),
        ("content/activities/.hidden", "does not look into"),
        ("content/activities/a~", "does not look into"),
        ("content/activities/con", "Windows keeps"),
        ("content/activities/" + "a/" * 30, "folders deep"),
        ("content/activities/one", "the folder of an entry"),
        ("content/activities/one/more", "the folder of an entry"),
        ("content/activities/a\x07", "does not look into"),
    ],
)
def test_any_other_folder_is_a_sentence(site: MakeSite, written: str, words: str) -> None:
    root = site({"content/activities/one/index.md": write_entry()})
    with pytest.raises(UsageError, match=words):
        check(root, written)


def test_a_link_on_the_way_is_refused(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    (root / "content/activities").symlink_to(tmp_path)
    with pytest.raises(ProblemsError):
        check(root, "content/activities/2025")
