"""What new entries would do to a whole site."""

from pathlib import Path

from cpdsite.commands.consequences import survey_with
from cpdsite.commands.entry_texts import Drafted, MadeEntry, make_entry
from cpdsite.commands.site_folder import open_memory, reopen_site
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.portfolio.writers import Plain
from tests.conftest import MakeSite
from tests.site_maker import TODAY, read_tree, write_entry


def make(text: str = "Words.", **values: Plain) -> MadeEntry:
    """Return an entry that is not written yet."""
    known: dict[str, Plain] = {"title": "A", "date": "2026", "status": "published", **values}
    drafted = Drafted(known, (Section(DESCRIPTION, "", text, 0),))
    return make_entry("content/activities/new.md", drafted, "r.csv")


def survey(root: Path, *made: MadeEntry) -> list[tuple[str, str]]:
    """Return the errors that a site would have."""
    opened = reopen_site(root, open_memory(root), None)
    return [(it.location.path, it.code) for it in survey_with(opened, made, TODAY)]


def test_errors_are_those_of_the_site_with_the_entries(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(aliases="[/activities/new/]")})
    before = read_tree(root)
    new = "content/activities/new.md"
    assert survey(root) == []
    assert survey(root, make(slug="other")) == []
    assert [code for _, code in survey(root, make())] == ["collision"]
    assert survey(root, make("[x](gone.md)", slug="b")) == [(new, "link")]
    assert survey(root, make("[x](gone.md)", slug="b", status="draft")) == []
    assert survey(root, make(slug="b", evidence=[{"file": "x.pdf"}])) == [(new, "evidence")]
    changed = {path for path in read_tree(root).keys() - before if not path.startswith(".cpdsite")}
    assert changed == set()


def test_a_site_that_does_not_build_can_be_surveyed(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(date="never"), "content/profile.md": "x"})
    assert set(survey(root)) <= set(survey(root, make()))
