"""A portfolio read for an entry that is made of the others."""

from pathlib import Path

import pytest

from cpdsite.commands.whole_portfolio import read_whole
from cpdsite.errors import ProblemsError
from tests.conftest import MakeSite
from tests.site_maker import write_entry

FOLDER = "content/reviews"


def find_codes(root: Path) -> list[str]:
    """Return the codes of the problems for which a portfolio is refused."""
    with pytest.raises(ProblemsError) as caught:
        read_whole(root, FOLDER)
    return [it.code for it in caught.value.problems]


def test_what_is_read_is_everything(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(title="Mine", status="private"),
        "content/activities/b.md": write_entry(type="juggling"),
    }
    whole = read_whole(site(files), FOLDER)
    assert [it.title for it in whole.portfolio.activities] == ["Mine", "An entry"]
    assert whole.read_passage("A *word*.").sentence == "A word."
    assert whole.settings.theme == "plain"


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"content/activities/a.md": write_entry(date="2025-02-30")}, ["date"]),
        ({"cpdsite.toml": 'theme = "plain"\nlanguage = 7\n'}, ["language"]),
        ({"cpdsite.toml": 'scheme = "gone"\n'}, ["scheme"]),
    ],
)
def test_a_mistake_is_told(site: MakeSite, files: dict[str, str], codes: list[str]) -> None:
    assert find_codes(site(files)) == codes


def test_a_theme_is_no_matter_of_a_draft(site: MakeSite) -> None:
    assert read_whole(site({"cpdsite.toml": 'theme = "gone"\n'}), FOLDER).portfolio


def test_a_folder_that_is_a_link_is_told(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    (tmp_path / "elsewhere").mkdir()
    (root / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert find_codes(root) == ["link-outside"]
