"""What is no YAML is told in plain words, at the place where it went wrong."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.yaml_mistakes import Mistake, describe_mistake, suggest_quotes, write_quotes
from tests.properties import check_property

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


def describe(text: str, loader: type[yaml.SafeLoader]) -> Mistake:
    """Return what is said of a text that is no YAML."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.compose(text, Loader=loader)
    return describe_mistake(caught.value, text)


@pytest.mark.parametrize("loader", LOADERS, ids=["plain", "fast"])
@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("title: A: B", 0, 8, "a colon needs quotes", 'put it in quotes: title: "A: B"'),
        ('title: A "x": B', 0, 12, "a colon needs quotes", "title: \"A 'x': B"),
        ("title: “A: B”", 0, 9, "a colon needs quotes", 'straight quotes: title: "A: B"'),
        ("title:A\ndate: x", 1, 4, "a space is missing", "write title: A"),
        ("title: a\n  date: b", 1, 6, "further to the right", "delete the spaces before date"),
        ("a:\n  b: 1\n   c: 2", 2, 4, "further to the right", "same column"),
        ("title\ndate: b", 1, 4, "the line above is no key", "write it as key: value"),
        ("title: 'x", 0, 7, "never closed", 'close it: title: "x"'),
        ("tags: [a, b\nx: 1", 0, 6, "list is never closed", "[one, two]"),
        ("tags: {a: 1", 0, 6, "{ is never closed", "a line for each key"),
        ("a:\n\tb: 1", 1, 0, "found a tab", "spaces instead of tabs"),
        ("title: @a b", 0, 7, "cannot begin with @", 'title: "@a b"'),
        ("title: *a", 0, 7, "cannot begin with *", 'title: "*a"'),
        ('title: "a \\d"', 0, 10, "special character", "single quotes"),
        (
            "title: - a",
            0,
            7,
            "cannot begin on the line",
            "write - a on a line of its own below title:",
        ),
        ("title: ? x", 0, 7, "cannot begin with ?", "quotes"),
        ("title: [a,,b]", 0, 10, 'found ","', "brackets or commas"),
        ("title: | a", 0, 9, "goes on below", "quotes"),
        ("a: &x 1\nb: &x 2", 1, 3, "cannot begin with &", 'b: "&x 2"'),
        ("a: b\n--- \nb", 1, 0, "beginning of a second", "delete"),
        ("title: A\ndate = 2026\ntype: c", 1, 0, 'found "="', "write date: 2026"),
        ("title: A\ntype:c\ndate: d", 1, 0, "space is missing", "write type: c, with a space"),
        ("tags: [law, *new]", 0, 12, "cannot begin with *", 'quotes: "*new"'),
        ("tags: [@a, b]", 0, 7, "cannot begin with @", 'quotes: "@a"'),
        ("tags:\n- @new", 1, 2, "cannot begin with @", 'quotes: "@new"'),
        ("tags: - a\n  - b", 0, 6, "on the line", "- a on a line of its own above - b"),
        (
            "title: A\ndate 2026\ntype: c",
            1,
            0,
            "has no key",
            "begin it with a key such as provider:",
        ),
        ("title: 'it's'", 0, 11, "expected the end of the line", "whole text in quotes"),
        ("title: a\n- b", 1, 0, "belongs to no list", "as tags:"),
        ("  title: a\ndate: b", 1, 0, "does not fit", "same column"),
    ],
)
def test_each_mistake_has_its_words_and_its_cure(  # noqa: PLR0913, PLR0917 - parts of a report
    text: str, line: int, column: int, message: str, hint: str, loader: type[yaml.SafeLoader]
) -> None:
    found = describe(text, loader)
    assert message in found.message
    assert hint in found.hint
    assert found.line == line
    # One parser stands on the backslash, the other after it.
    assert found.column - column in ((0, 1) if "\\" in text else (0,))


@pytest.mark.parametrize("loader", LOADERS, ids=["plain", "fast"])
def test_what_looks_like_the_body_is_where_front_matter_should_end(
    loader: type[yaml.SafeLoader],
) -> None:
    text = "title: A\n\n## What I learned\n\nMuch: and more: of it\n"
    found = describe(text, loader)
    assert found.hint == 'does the text begin with "## What I learned"? Then write --- above it'


@check_property
@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=30))
def test_a_text_in_quotes_is_read_as_text(text: str) -> None:
    assert isinstance(yaml.safe_load(f"- {write_quotes(text)}\n")[0], str)


@pytest.mark.parametrize("title", ["@a \\d", "*a 'b' \\d", '@"a"', "&a: b", "A: B \\d", "%a, b"])
def test_what_is_told_to_be_in_quotes_can_be_read_once_it_is(title: str) -> None:
    hint = suggest_quotes("title: ", title)
    assert isinstance(yaml.safe_load(hint.removeprefix("put it in quotes: "))["title"], str)


def test_an_item_between_brackets_is_put_in_quotes_alone() -> None:
    assert suggest_quotes("tags: [law, ", "&x new, old]") == 'put it in quotes: "&x new"'
    assert suggest_quotes("  - ", "&x new") == 'put it in quotes: "&x new"'


def test_what_nobody_foresaw_is_told_as_the_parser_says_it() -> None:
    error = yaml.MarkedYAMLError(problem="something odd")
    assert describe_mistake(error, "a: b") == Mistake(
        0, 0, "this is not YAML: something odd", "write each key as key: value"
    )
