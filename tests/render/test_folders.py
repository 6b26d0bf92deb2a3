"""The folders of themes: found in order, their declarations read, every mistake told."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from cpdsite.errors import Problem
from cpdsite.render.folders import Source, find_folders, list_themes, read_declaration
from tests.conftest import MakeSite
from tests.site_maker import find_problems


def find_mistakes(
    site: MakeSite, toml: str, files: Mapping[str, str | bytes] = MappingProxyType({})
) -> list[Problem]:
    """Return the problems of a site with a theme of its own."""
    root = site({"cpdsite.toml": 'theme = "own"\n', "themes/own/theme.toml": toml, **files})
    return list(find_problems(root))


def test_an_unknown_theme_is_named_with_those_there_are(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "no-such"\n'})
    (problem,) = find_problems(root)
    assert problem.message == 'there is no theme "no-such"'
    assert "folio" in problem.hint
    assert "plain" in problem.hint
    assert list_themes(root) == ("folio", "plain")


@pytest.mark.parametrize(
    ("toml", "words", "line"),
    [
        ("", "name is missing", 1),
        ('name = "Own"\napi = 2\n', "this cpdsite has version 1, found 2", 2),
        ('name = "Own"\ncolour = "x"\n', 'unknown key "colour"', 2),
        ('name = "Own\n', "never closed", 1),
        ('name = "Own"\nextends = "nowhere"\n', 'there is no theme "nowhere"', 2),
        ('name = "Own"\nextends = "own"\n', 'the theme "own" extends itself', 2),
        ('name = "Own"\noptions = "x"\n', "options: expected a table", 2),
        (
            'name = "Own"\n[options.x]\nkind = "number"\ndefault = "1"\ndescription = "d"\n',
            "kind: expected one of colour, choice, boolean",
            3,
        ),
        (
            'name = "Own"\n[options.x]\nkind = "colour"\ndefault = "red"\ndescription = "d"\n',
            "default: expected a colour",
            4,
        ),
        (
            'name = "Own"\n[options.x]\nkind = "choice"\ndefault = "a"\nchoices = ["b"]\ndescription = "d"\n',
            "default: expected one of b",
            4,
        ),
        ('name = "Own"\n[options.x]\nkind = "boolean"\n', "description is missing", 2),
        (
            'name = "Own"\n[options.x]\nkind = "choice"\ndefault = "a"\ndescription = "d"\n',
            "choices is missing",
            2,
        ),
        ('name = "Own"\n[options.x]\nkind = "number"\ndefault = 12\n', "kind: expected one of", 3),
        (
            'name = "Own"\n[options.x]\nkind = "boolean"\ndescription = "d"\nmin = 1\n',
            'unknown key "min"',
            5,
        ),
    ],
)
def test_mistakes_in_a_theme_file_have_a_sentence(
    site: MakeSite, toml: str, words: str, line: int
) -> None:
    problems = find_mistakes(site, toml)
    found = [it for it in problems if words in it.message]
    assert found, problems
    assert found[0].location.path == "themes/own/theme.toml"
    assert found[0].location.line == line


def test_a_theme_without_its_file_is_no_theme(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "own"\n', "themes/own/templates/home.html": "x"})
    (problem,) = find_problems(root)
    assert problem.message == 'the theme "own" has no themes/own/theme.toml'


@pytest.mark.parametrize("path", ["templates/page.html", "themes/plain/templates/home.html"])
def test_a_template_in_another_encoding_is_told(site: MakeSite, path: str) -> None:
    root = site({})
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(b"caf\xe9")
    problem = next(it for it in find_problems(root) if it.code == "encoding")
    assert problem.location.path == path
    assert not (root / "public").exists()


def test_a_theme_comes_before_the_one_that_it_extends(site: MakeSite) -> None:
    problems: list[Problem] = []
    folders = list(find_folders(site("rich"), "child", problems, []))
    assert [(it.name, it.declaration.parent, it.is_shipped) for it in folders] == [
        ("child", "plain", False),
        ("plain", "", False),
    ]
    assert problems == []


def test_a_declaration_that_cannot_be_read_says_nothing(site: MakeSite) -> None:
    problems: list[Problem] = []
    root = site({"themes/own/theme.toml": "name = Own"})
    declared = read_declaration("own", Source(root, is_shipped=False, problems=problems))
    assert (declared.title, declared.parent, declared.options) == ("", "", ())
    assert [it.code for it in problems] == ["toml"]
