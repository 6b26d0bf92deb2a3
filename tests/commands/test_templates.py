"""Own templates: what is wrong with them is found without a build."""

import pytest

from cpdsite.commands.check import check_site
from cpdsite.commands.composition import survey_site
from cpdsite.commands.site_folder import open_site
from cpdsite.commands.templates import find_template_problems
from cpdsite.portfolio.portfolio import make_public
from tests.conftest import MakeSite
from tests.site_maker import SITES, TODAY, find_problems, write_entry

ENTRY = {"content/activities/a.md": write_entry()}


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("entry.html", "one\n{% if %}", 2, "Expected an expression"),
        ("entry.html", "one\n{{ page.nothing }}", 2, "nothing"),
        ("entry.html", "one\n{{ asset('gone.css') }}", 2, "gone.css"),
        ("entry.html", "{% include 'gone.html' %}", 1, 'no template "gone.html"'),
        ("never-used.html", "one\n{{ a b }}", 2, "expected token"),
    ],
)
def test_a_mistake_is_found_once_at_its_line(
    site: MakeSite, name: str, text: str, line: int, said: str
) -> None:
    files = {**ENTRY, "content/activities/b.md": write_entry(), f"templates/{name}": text}
    (problem,) = check_site(site(files), TODAY)
    assert (problem.code, problem.is_error) == ("template", True)
    assert (problem.location.path, problem.location.line) == (f"templates/{name}", line)
    assert said in problem.message
    assert problem.source == text.split("\n")[line - 1]


def test_mistakes_in_templates_and_entries_are_told_in_one_run(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(hours="many"),
        "content/activities/b.md": write_entry(),
        "templates/entry.html": "{{ page.nothing }}",
        "templates/home.html": "{% if %}",
    }
    root = site(files)
    expected = ["hours", "template", "template"]
    assert sorted(it.code for it in check_site(root, TODAY)) == expected
    assert sorted(it.code for it in find_problems(root)) == expected
    assert not (root / "public").exists()


def test_shipped_templates_are_not_rendered(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({**ENTRY, "cpdsite.toml": ""})
    opened = open_site(root, TODAY)
    composed = survey_site(opened, make_public(TODAY))
    assert composed.theme.own == frozenset()
    monkeypatch.setattr("cpdsite.render.pages.make_render", None)
    assert find_template_problems(composed, opened.passages.read) == ()


def test_templates_of_a_theme_in_the_site_are_its_own(site: MakeSite) -> None:
    composed = survey_site(open_site(site("rich"), TODAY), make_public(TODAY))
    assert {it.split("/")[0] for it in composed.theme.own} >= {"plain", "entry.html"}
    assert (SITES / "rich").is_dir()


def test_a_theme_of_ones_own_without_templates_is_told_by_check_too(site: MakeSite) -> None:
    files = {
        **ENTRY,
        "cpdsite.toml": 'theme = "mine"\n',
        "themes/mine/theme.toml": 'name = "Mine"\n',
    }
    root = site(files)
    told = {it for it in check_site(root, TODAY) if it.code == "template"}
    assert told
    assert set(find_problems(root)) <= told
