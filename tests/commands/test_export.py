"""Export: which activities, under which scheme, with which links, and what is left out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands.export import ExportOptions, MadeRecord, make_export
from cpdsite.commands.periods import Asked
from cpdsite.errors import ProblemsError, UsageError
from tests.conftest import MakeSite
from tests.site_maker import TODAY, write_entry

BASE = "https://cpd.example.org/"
PROFILE = """---
name: Ada Example
email: ada@example.org
memberships: [{scheme: ikt, number: K-1, grade: member}]
public: []
---
"""
SITE = {
    "content/profile.md": PROFILE,
    "content/activities/a.md": write_entry(
        "See [b](b.md), [c](c.md).",
        featured="true",
        evidence="[{file: shown.txt, public: true}, {file: hidden.txt, title: Hidden}]",
    ),
    "content/activities/b.md": write_entry(date="2024-05"),
    "content/activities/c.md": write_entry("On [a](a.md).", status="private"),
    "content/activities/d.md": write_entry(status="draft"),
    "content/activities/e.md": write_entry(date="2027-01-01"),
    "content/activities/shown.txt": "x",
    "content/activities/hidden.txt": "x",
    "cpdsite.toml": f'base_url = "{BASE}"\n',
}


def export(root: Path, form: str = "json", **options: Any) -> MadeRecord:
    """Export the record of a site."""
    return make_export(root, ExportOptions(**{"today": TODAY, "form": form, **options}))


def read(made: MadeRecord) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(made.content)
    return data


def find_slugs(made: MadeRecord) -> list[str]:
    return [it["slug"] for it in read(made)["activities"]]


def test_what_is_published_is_exported_and_what_is_not_is_counted(site: MakeSite) -> None:
    made = export(site(SITE))
    assert find_slugs(made) == ["b", "a"]
    assert made.shown == 2
    assert sorted(made.left_out) == ["draft", "planned", "private"]
    data = read(made)
    # The person's own details are theirs to give, whatever the site shows.
    assert data["person"]["email"] == "ada@example.org"
    assert data["person"]["memberships"][0]["number"] == "K-1"
    evidence = data["activities"][1]["evidence"]
    assert evidence == [{"file": "shown.txt", "public": True}]
    assert "hidden" not in made.content.decode().casefold()


def test_a_copy_of_ones_own_holds_what_is_private(site: MakeSite) -> None:
    made = export(site(SITE), has_private=True)
    assert find_slugs(made) == ["b", "a", "c"]
    assert sorted(made.left_out) == ["draft", "planned"]
    assert len(read(made)["activities"][1]["evidence"]) == 2


def test_only_what_is_featured(site: MakeSite) -> None:
    made = export(site(SITE), is_featured=True)
    assert find_slugs(made) == ["a"]
    assert sorted(made.left_out) == ["draft", "not featured", "planned", "private"]


def test_a_period_counts_only_what_falls_into_it(site: MakeSite) -> None:
    made = export(site(SITE), asked=Asked(year="2024"))
    assert (find_slugs(made), made.left_out) == (["b"], ())
    assert (made.period.start, made.period.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_the_settings_give_the_period_that_is_not_asked_for(site: MakeSite) -> None:
    settings = "record_files = []\n[record]\nfrom = 2025-01-01\n"
    assert find_slugs(export(site({**SITE, "cpdsite.toml": settings}))) == ["a"]


def test_links_in_a_file_lead_to_what_is_published(site: MakeSite) -> None:
    text = export(site(SITE), "csv", has_private=True).content.decode()
    assert f"[b]({BASE}activities/b/), c." in text
    assert f"[a]({BASE}activities/a/)" in text
    assert f"{BASE}activities/a/shown.txt" in text


def test_another_address_may_be_given(site: MakeSite) -> None:
    text = export(site(SITE), "csv", base_url="https://other.example/").content.decode()
    assert "https://other.example/activities/b/" in text


def test_a_scheme_of_the_site_or_any_other_that_is_shipped(site: MakeSite) -> None:
    root = site(SITE)
    assert read(export(root, scheme="IET"))["scheme"] == "iet"
    assert read(export(root))["scheme"] == "ikt"
    with pytest.raises(UsageError, match='there is no scheme "iett"'):
        export(root, scheme="iett")


def test_an_entry_with_a_mistake_stops_it(site: MakeSite) -> None:
    files = {**SITE, "content/activities/f.md": write_entry(date="soon")}
    with pytest.raises(ProblemsError) as caught:
        export(site(files))
    assert [it.location.path for it in caught.value.problems] == ["content/activities/f.md"]


def test_mistakes_in_the_settings_stop_it_and_those_of_a_theme_do_not(site: MakeSite) -> None:
    root = site({**SITE, "cpdsite.toml": 'theme = "gone"\n'})
    assert find_slugs(export(root)) == ["b", "a"]
    (root / "cpdsite.toml").write_text('papers = "a4"\n')
    with pytest.raises(ProblemsError):
        export(root)
