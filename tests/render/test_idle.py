"""Blocks and templates of a site that no page shows are told, and no others."""

from dataclasses import replace

import pytest

from cpdsite.commands.check import check_site
from cpdsite.errors import Problem, Severity
from cpdsite.render.idle import find_idle
from cpdsite.render.stamps import stamp_copy
from cpdsite.render.theme import load_theme
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_problems

BASE = "{% block one %}1{% endblock %}{% block two %}2{% endblock %}"
THEME = {
    "themes/mine/theme.toml": 'name = "Mine"\nextends = "plain"\n',
    "themes/mine/templates/base.html": BASE,
    "themes/mine/templates/home.html": '{% extends "base.html" %}\n',
}


def find(site: MakeSite, templates: dict[str, str], used: str = "") -> tuple[Problem, ...]:
    """Return what nothing shows of a site with some templates, on top of a theme of its own."""
    files = {f"templates/{name}": text for name, text in templates.items()}
    theme, _ = load_theme(site({**THEME, **files}), "mine", ())
    assert theme
    return find_idle(theme, frozenset({used}))


def tell(found: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(it.location.path, it.location.line, it.message) for it in found]


def test_a_block_that_no_parent_has_is_told(site: MakeSite) -> None:
    text = '{% extends "mine/home.html" %}\n  {% block onne %}{% endblock %}'
    (problem,) = find(site, {"home.html": text})
    assert (problem.code, problem.severity) == ("template", Severity.WARNING)
    assert (problem.location.path, problem.location.line, problem.location.column) == (
        "templates/home.html",
        2,
        3,
    )
    assert problem.message == '"mine/home.html" has no block "onne", so this one is never shown'
    assert problem.hint == 'did you mean "one"?'
    assert problem.source == "  {% block onne %}{% endblock %}"


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "mine/home.html" %}{% block two %}{% block new %}{% endblock %}{% endblock %}',
        '{% extends "mine/home.html" %}\n{% block one %}{{ self.new() }}{% endblock %}\n{% block new %}{% endblock %}',
        '{% extends "mine/home.html" if page else "base.html" %}{% block new %}{% endblock %}',
        '{% extends "gone.html" %}{% block new %}{% endblock %}',
        "{% block new %}{% endblock %}",
        '{% extends "home.html" %}{% block new %}{% endblock %}',
        "{% if %}",
    ],
)
def test_a_block_that_may_be_shown_is_not_told(site: MakeSite, text: str) -> None:
    found = find(site, {"home.html": text})
    assert [it for it in found if '"home.html"' not in it.message] == []


def test_of_blocks_in_one_another_the_outermost_is_told(site: MakeSite) -> None:
    inner = "{% block b %}{% endblock %}{% block two %}{% endblock %}"
    text = f'{{% extends "base.html" %}}{{% if 1 %}}{{% block a %}}{inner}{{% endblock %}}{{% endif %}}'
    (problem,) = find(site, {"home.html": text})
    assert 'no block "a"' in problem.message
    assert problem.hint == "its blocks are one, two"


def test_a_template_of_a_theme_of_the_site_is_told_once(site: MakeSite) -> None:
    theme, _ = load_theme(
        site(
            {
                **THEME,
                "themes/mine/templates/list.html": '{% extends "mine/empty.html" %}\n{% block a %}{% endblock %}',
                "themes/mine/templates/empty.html": "",
            }
        ),
        "mine",
        (),
    )
    assert theme
    (problem,) = find_idle(theme, frozenset())
    assert tell((problem,)) == [
        (
            "themes/mine/templates/list.html",
            2,
            '"mine/empty.html" has no block "a", so this one is never shown',
        )
    ]
    assert problem.hint == "it has no blocks"
    assert find_idle(replace(theme, is_whole=False), frozenset()) == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("entri.html", "entry.html"), ("Home.html", "home.html"), ("mine/entri.html", "entry.html")],
)
def test_a_template_with_a_misspelt_name_is_told(site: MakeSite, name: str, meant: str) -> None:
    (problem,) = find(site, {name: "Mine"})
    assert tell((problem,)) == [(f"templates/{name}", 0, "no page and no template uses this one")]
    assert problem.hint == f"did you mean {meant}? Rename it to templates/{meant}"
    assert problem.severity is Severity.WARNING


def test_a_template_like_no_other_is_told_with_the_names_there_are(site: MakeSite) -> None:
    (problem,) = find(site, {"zzz.txt": "{% include 'zzz.txt' %}"}, "extra.html")
    assert problem.hint.startswith(
        "delete it, or give it the name of the one that it replaces: 404.html, "
    )
    assert "extra.html" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'part.html' %}",
        "{% include ['gone.html', 'part.html'] ignore missing %}",
        "{% import 'part.html' as m %}",
        "{% from 'part.html' import m %}",
        "{% extends 'part.html' %}",
        "{% include page.name ~ '.html' %}",
        "{{ broken",
    ],
)
def test_a_template_that_another_may_ask_for_is_not_told(site: MakeSite, text: str) -> None:
    assert find(site, {"home.html": text, "part.html": "Mine"}) == ()


def test_a_template_that_a_page_is_made_of_is_not_told(site: MakeSite) -> None:
    assert find(site, {"extra.html": "Mine"}, "extra.html") == ()


def test_a_copy_of_what_is_gone_is_told_elsewhere(site: MakeSite) -> None:
    assert find(site, {"gone.html": stamp_copy("mine/gone.html", "Text")}) == ()
    assert len(find(site, {"gone.html": stamp_copy("mine/home.html", "Text")})) == 1


def test_build_warns_and_publishes(site: MakeSite) -> None:
    root = site({"templates/entri.html": "Mine", "templates/entry.html.bak": "Mine"})
    for _ in range(2):
        (problem,) = build(root).problems
        assert problem.location.path == "templates/entri.html"
    assert check_site(root, TODAY) == (problem,)
    assert find_problems(root, strict=True) == (problem,)
