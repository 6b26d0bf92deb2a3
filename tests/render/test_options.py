"""Options of a theme: declared with a kind, set in the settings, seen by every template."""

from dataclasses import replace
from pathlib import Path

import pytest

from cpdsite.errors import Problem
from cpdsite.limits import MOST_KEYS
from cpdsite.render.folders import Source, read_declaration
from cpdsite.render.options import Option, choose_values
from cpdsite.render.theme import load_theme
from cpdsite.settings import FILE_NAME
from cpdsite.toml.table import Table
from tests.conftest import MakeSite
from tests.site_maker import build, find_problems, read_page

PARTS = Option("parts", "list", ("one", "two"), "what is shown", ("one", "two", "three"))
LIST = 'kind = "list"\nchoices = ["one", "two"]\ndescription = "what is shown"\n'


def declare(folder: Path, options: str) -> tuple[tuple[Option, ...], list[Problem]]:
    """Return the options that a theme declares, and what is wrong with them."""
    problems: list[Problem] = []
    path = folder / "themes/own/theme.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'name = "Own"\n{options}', "utf-8")
    declared = read_declaration("own", Source(folder, is_shipped=False, problems=problems))
    return declared.options, problems


def choose(value: object, option: Option = PARTS) -> tuple[object, list[tuple[str, str]]]:
    """Return what an option is where the settings say so, and each mistake with its cure."""
    problems: list[Problem] = []
    table = Table(FILE_NAME, [f"{option.name} ="], {}, problems, ("theme",))
    (chosen,) = choose_values([option], {option.name: value}, table)
    assert chosen[0] == option.name
    return chosen[1], [(it.message, it.hint) for it in problems]


def test_options_have_their_defaults(site: MakeSite) -> None:
    theme, problems = load_theme(site({}), "plain", ())
    assert theme
    assert not problems
    assert theme.look.options == (("accent", "#123456"), ("shape", "round"), ("wide", False))


def test_options_take_the_values_of_the_settings(site: MakeSite) -> None:
    values = (("wide", True), ("shape", "square"))
    theme, problems = load_theme(site({}), "plain", values)
    assert theme
    assert not problems
    assert theme.look.options == (("accent", "#123456"), ("shape", "square"), ("wide", True))


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ('accent = "red"', 'expected a colour such as #1f5f5b, found "red"'),
        ('accent = "#12345"', "expected a colour"),
        ("accent = 7", "expected a colour"),
        ('shape = "oval"', 'expected one of round, square, found "oval"'),
        ("shape = [1]", "expected one of round, square"),
        ('wide = "yes"', 'expected true or false, found "yes"'),
        ("wide = 1", "expected true or false"),
        ('colour = "#000000"', 'the theme has no option "colour"'),
    ],
)
def test_options_are_checked(site: MakeSite, option: str, words: str) -> None:
    root = site({"cpdsite.toml": f'[theme]\nname = "plain"\n{option}\n'})
    (problem,) = find_problems(root)
    assert words in problem.message
    assert problem.location.path == "cpdsite.toml"
    assert problem.hint


def test_a_list_is_a_tuple_in_the_order_wanted() -> None:
    assert choose(["three", "one"]) == (("three", "one"), [])
    assert choose([]) == ((), [])


DEFAULT = 'write parts = ["one", "two"], the default (what is shown)'


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            ["one", "tow"],
            [('expected any of one, two, three, found "tow"', 'did you mean "two"?')],
        ),
        (
            ["ONE"],
            [('expected any of one, two, three, found "ONE"', 'did you mean "one"?')],
        ),
        (
            ["zzz", 7],
            [
                ('expected any of one, two, three, found "zzz"', "choose from one, two, three"),
                ("expected any of one, two, three, found 7", "choose from one, two, three"),
            ],
        ),
        ("one", [('expected a list such as ["one", "two"], found "one"', 'write parts = ["one"]')]),
        (
            "one, two",
            [
                (
                    'expected a list such as ["one", "two"], found "one, two"',
                    'write parts = ["one", "two"]',
                )
            ],
        ),
        ("one of two", [('expected a list such as ["one", "two"], found "one of two"', DEFAULT)]),
        (True, [('expected a list such as ["one", "two"], found true', DEFAULT)]),
        (["one", "two", "one"], [('"one" appears twice', "keep one of them")]),
        (
            ["two"] * 3 + ["x"] * 2,
            [
                ('expected any of one, two, three, found "x"', "choose from one, two, three"),
                ('"two" appears 3 times', "keep one of them"),
            ],
        ),
    ],
)
def test_a_list_that_does_not_fit_is_told_with_its_cure(
    value: object, said: list[tuple[str, str]]
) -> None:
    assert choose(value) == (
        ("one", "two"),
        [(f"[theme] parts: {message}", cure) for message, cure in said],
    )


def test_a_choice_that_is_nearly_right_is_told_with_the_one_that_is() -> None:
    shape = Option("shape", "choice", "round", "the shape", ("round", "square"))
    default = 'write shape = "round", the default (the shape)'
    message = '[theme] shape: expected one of round, square, found "{}"'
    cure = f'did you mean "square"? Otherwise {default}'
    assert choose("Sqare", shape) == ("round", [(message.format("Sqare"), cure)])
    assert choose("oval", shape) == ("round", [(message.format("oval"), default)])


PALE = Option("accent", "colour", "#1f5f5b", "the colour of links", ground="#fcfcfa")


def test_a_colour_that_is_hard_to_read_is_a_warning_and_used() -> None:
    value, said = choose("#ffe9a8", PALE)
    assert value == "#ffe9a8"
    message = '"#ffe9a8" is hard to read on #fcfcfa: its contrast is 1.17:1, and text needs 4.5:1'
    assert said == [
        (
            f"[theme] accent: {message}",
            'write accent = "#946f00", which is the same hue and enough (WCAG 2.2, 1.4.3)',
        )
    ]


def test_a_contrast_that_is_nearly_enough_is_not_said_to_be_enough() -> None:
    _, said = choose("#777777", replace(PALE, ground="#ffffff"))
    assert "its contrast is 4.47:1" in said[0][0]
    assert choose("#767676", replace(PALE, ground="#ffffff"))[1] == []


def test_a_colour_without_a_ground_is_not_looked_at() -> None:
    assert choose("#ffe9a8", replace(PALE, ground="")) == ("#ffe9a8", [])


COLOUR = 'kind = "colour"\ndescription = "d"\n'


@pytest.mark.parametrize(
    ("option", "codes"),
    [
        (f'{COLOUR}default = "#000000"\non = "#ffffff"', []),
        (f'{COLOUR}default = "#ffffff"\non = "#ffffff"', ["contrast"]),
        (f'{COLOUR}default = "#ffffff"\non = "#fff"', ["on"]),
        (f'{COLOUR}default = "#ffffff"\non = 7', ["on"]),
        (f'{COLOUR}default = "white"\non = "#ffffff"', ["default"]),
        (f'{LIST}default = []\non = "#ffffff"', ["unknown-key"]),
    ],
)
def test_the_ground_of_a_colour_is_checked_like_the_other_keys(
    tmp_path: Path, option: str, codes: list[str]
) -> None:
    (declared,), problems = declare(tmp_path, f"[options.a]\n{option}\n")
    assert [it.code for it in problems] == codes
    assert declared.ground == ("#ffffff" if codes in ([], ["contrast"], ["default"]) else "")
    assert [it.is_error for it in problems] == [it != "contrast" for it in codes]


def test_what_cannot_be_listed_is_not_told_without_end() -> None:
    _, said = choose([f"odd {number}" for number in range(5_000)])
    assert len(said) == MOST_KEYS


def test_the_default_of_a_list_is_frozen_and_may_be_empty(tmp_path: Path) -> None:
    options, problems = declare(
        tmp_path, f'[options.a]\n{LIST}default = ["two"]\n[options.b]\n{LIST}default = []\n'
    )
    assert problems == []
    assert [it.default for it in options] == [("two",), ()]
    assert options[0] == Option("a", "list", ("two",), "what is shown", ("one", "two"))


@pytest.mark.parametrize(
    ("option", "line", "message", "hint"),
    [
        (
            f'{LIST}default = ["two", "thre"]',
            6,
            'default: expected any of one, two, found "thre"',
            "choose from one, two",
        ),
        (
            f'{LIST}default = ["one", "one"]',
            6,
            'default: "one" appears twice',
            "keep one of them",
        ),
        (
            f'{LIST}default = "two"',
            6,
            'default: expected a list such as ["one", "two"], found "two"',
            'write default = ["two"]',
        ),
        (
            f"{LIST}default = 2",
            6,
            'default: expected a list such as ["one", "two"], found 2',
            'write a default that is a list such as ["one", "two"]',
        ),
        (
            f'{LIST}default = ""',
            6,
            'default: expected a list such as ["one", "two"], found ""',
            'write a default that is a list such as ["one", "two"]',
        ),
        (
            f"{LIST}default = 0",
            6,
            'default: expected a list such as ["one", "two"], found 0',
            'write a default that is a list such as ["one", "two"]',
        ),
        (
            LIST,
            2,
            "default is missing",
            "add default = [], with those of its choices that hold where the site says nothing",
        ),
        (
            'kind = "list"\ndefault = ["a"]\ndescription = "d"',
            2,
            "choices is missing",
            'add choices = ["a", "another"]',
        ),
        (
            'kind = "list"\ndefault = []\ndescription = "d"',
            2,
            "choices is missing",
            'add choices = ["one", "another"]',
        ),
    ],
)
def test_a_list_declared_wrongly_is_told_on_its_line(
    tmp_path: Path, option: str, line: int, message: str, hint: str
) -> None:
    _, problems = declare(tmp_path, f"[options.parts]\n{option}\n")
    (problem,) = problems
    assert (problem.location.path, problem.location.line) == ("themes/own/theme.toml", line)
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize("kind", ["colour", "choice", "list"])
def test_a_default_that_is_missing_is_told_once_and_proposed_to_nobody(
    tmp_path: Path, kind: str
) -> None:
    choices = "" if kind == "colour" else 'choices = ["one"]\n'
    text = f'[options.a]\nkind = "{kind}"\ndescription = "d"\n{choices}'
    (option,), problems = declare(tmp_path, text)
    assert [it.message for it in problems] == ["default is missing"]
    assert option.default == (() if kind == "list" else "")


THEME = 'name = "Own"\nextends = "plain"\n[options.parts]\nkind = "list"\n'
SHOWN = "{% for it in options.parts %}{{ it }} {% endfor %}{{ options.accent }}"


def test_every_template_sees_the_options(site: MakeSite) -> None:
    root = site(
        {
            "cpdsite.toml": '[theme]\nname = "own"\nparts = ["two", "one"]\n',
            "themes/own/theme.toml": f'{THEME}choices = ["one", "two"]\ndefault = ["one"]\n'
            'description = "d"\n',
            "templates/home.html": SHOWN,
            "templates/robots.txt": '{{ "two" in options.parts }} {{ "three" in options.parts }}',
            "templates/options.css": '{% from "part.css" import part with context %}{{ part() }}',
            "templates/part.css": "{% macro part() %}{{ options.parts|join }}{% endmacro %}",
        }
    )
    build(root)
    assert read_page(root, "index.html") == "two one #123456"
    assert read_page(root, "robots.txt") == "True False"
    (css,) = (root / "public/assets").glob("options.*.css")
    assert css.read_text("utf-8") == "twoone"
    (root / "cpdsite.toml").write_text('[theme]\nname = "own"\nparts = []\n')
    assert "/" in build(root).rendered
    assert read_page(root, "index.html") == "#123456"


def test_an_option_that_the_theme_does_not_have_is_told(site: MakeSite) -> None:
    root = site({"templates/home.html": "one\n{{ options.accnt }}"})
    (problem,) = find_problems(root)
    assert problem.message.startswith('the theme has no option "accnt"')
    assert (problem.location.path, problem.location.line) == ("templates/home.html", 2)


def test_no_template_can_change_an_option_for_the_next(site: MakeSite) -> None:
    root = site({"templates/home.html": "{{ options.update({'accent': '#000000'}) }}"})
    (problem,) = find_problems(root)
    assert "update" in problem.message
