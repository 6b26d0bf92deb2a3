"""A site composed for an audience, and what is wrong with all of it."""

import pytest

from cpdsite.commands.composition import compose_for, survey_site
from cpdsite.commands.site_folder import open_site
from cpdsite.portfolio.portfolio import make_myself, make_public
from tests.conftest import MakeSite
from tests.site_maker import TODAY, find_urls, write_entry

BROKEN = {
    "an unread status": write_entry("[x](gone.md)", status="publishd"),
    "no date": write_entry("[x](gone.md)", date=""),
    "no title": write_entry("[x](gone.md)", title=""),
    "a date that is not": write_entry("[x](gone.md)", date="2026-02-30"),
    "no YAML": "---\ntitle: A: B\n---\n\n[x](gone.md)\n\n## What I learned\n\nMuch.\n",
}


def test_each_audience_has_its_own_site(site: MakeSite) -> None:
    opened = open_site(site("rich"), TODAY)
    public = find_urls(compose_for(opened, make_public(TODAY), ""))
    mine = find_urls(compose_for(opened, make_myself(TODAY), ""))
    added = set(mine) - set(public)
    assert {url for url in added if url.startswith("/activities/")} == {
        "/activities/draft/",
        "/activities/private/",
        "/activities/2027-02-planned/",
        "/activities/2024-09-workshop/private.pdf",
    }


def test_what_is_left_out_is_named_with_the_reason(site: MakeSite) -> None:
    composed = compose_for(open_site(site("rich"), TODAY), make_public(TODAY), "")
    assert sorted((it.entry.path, it.reason) for it in composed.left_out) == [
        ("content/activities/2027-02-planned.md", "planned"),
        ("content/activities/draft.md", "draft"),
        ("content/activities/private.md", "no status, so private"),
    ]


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_mistake_hides_no_other_of_the_same_entry(site: MakeSite, broken: str) -> None:
    opened = open_site(site({"content/activities/a.md": broken}), TODAY)
    composed = survey_site(opened, make_public(TODAY))
    assert [it.code for it in opened.problems if it.is_error] != []
    assert {"link"} == {it.code for it in composed.problems} - {it.code for it in opened.problems}
    assert not opened.is_sound


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_has_a_mistake_is_surveyed_and_never_composed(site: MakeSite, broken: str) -> None:
    files = {"content/activities/a.md": broken, "content/activities/b.md": write_entry()}
    opened = open_site(site(files), TODAY)
    composed = compose_for(opened, make_public(TODAY), "")
    assert "/activities/a/" not in find_urls(composed)
    assert "/activities/b/" in find_urls(composed)
    assert "/activities/a/" in find_urls(survey_site(opened, make_public(TODAY)))
    assert composed.problems == survey_site(opened, make_public(TODAY)).problems


def test_an_entry_without_status_stays_private_in_a_survey(site: MakeSite) -> None:
    files = {"content/activities/a.md": write_entry(status="", hours="many")}
    opened = open_site(site(files), TODAY)
    survey = survey_site(opened, make_public(TODAY))
    assert "/activities/a/" not in find_urls(survey)


@pytest.mark.parametrize(
    "files",
    [
        {"cpdsite.toml": 'theme = "gone"\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = "gone"\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = ["ikt", "gone"]\n'},
        {"cpdsite.toml": 'theme = "plain"\nscheme = 3\n'},
        {"cpdsite.toml": "theme = plain\n"},
        {"cpdsite.toml": b"\xff"},
        {"content/profile.md": "---\nnme: Ada\n---\n"},
    ],
    ids=lambda files: str(next(iter(files.values()))),
)
def test_a_mistake_above_the_entries_hides_none_in_them(
    site: MakeSite, files: dict[str, str | bytes]
) -> None:
    entries = {
        "content/activities/a.md": write_entry("[x](gone.md)", type="a type of its own"),
        "content/activities/b.md": write_entry(type="webinar"),
    }
    root = site({**files, **entries})
    found = survey_site(open_site(root, TODAY), make_public(TODAY)).problems
    below = [it for it in found if it.location.path.startswith("content/activities/")]
    # Which types there are is not known without the schemes, so nothing is said of them.
    assert {(it.location.path, it.code) for it in below if it.code != "type"} == {
        ("content/activities/a.md", "link")
    }
    knows_types = "profile" in str(files) or files["cpdsite.toml"] == 'theme = "gone"\n'
    assert any(it.code == "type" for it in below) == knows_types


def test_what_cannot_be_read_is_not_called_missing_too(site: MakeSite) -> None:
    text = write_entry("[see](notes.txt)", evidence="[{file: notes.txt, public: true}]")
    root = site({"content/activities/a.md": text})
    (root / "content/activities/notes.txt").symlink_to(root / "cpdsite.toml")
    found = survey_site(open_site(root, TODAY), make_public(TODAY)).problems
    assert [it.code for it in found] == ["link-file"]
