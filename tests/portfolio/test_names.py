"""Names of files that another system refuses, or takes for the same."""

import unicodedata

import pytest

from cpdsite.portfolio.names import find_name_mistake, fold_name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("con", '"con"'), ("CON.md", '"CON"'), ("aux.tar.gz", '"aux"'), ("Lpt9", '"Lpt9"'),
        ("com\u00b9.txt", "Windows keeps"), ("nul", "Windows keeps"), ("conin$", "Windows keeps"),
        ("report.", "full stop"), ("report ", "space"), ("...", "full stop"),
        ("a:b.md", "hold :"), ('say "x".md', 'hold "'), ("a?b", "hold ?"), ("a|b", "hold |"),
        ("back\\slash", "hold \\"), ("<b>", "hold <"), ("a*", "hold *"),
    ],
)  # fmt: skip
def test_what_another_system_refuses_is_said(name: str, said: str) -> None:
    assert said in find_name_mistake(name)


@pytest.mark.parametrize(
    "name",
    ["concert.md", "con-1.md", "auxiliary", "com0x", "com10", "nullable", "2026-03-12.md", ".hidden",
     "Zoë's notes (1).md", "日本語.md", "a b.md", "lpt", "x.con", ""],
)  # fmt: skip
def test_other_names_are_right(name: str) -> None:
    assert find_name_mistake(name) == ""


def test_names_that_differ_in_case_or_unicode_form_fold_to_one() -> None:
    forms = ["CAFÉ.md", "café.md", unicodedata.normalize("NFD", "Café.md")]
    assert len({fold_name(it) for it in forms}) == 1
    assert fold_name("cafe.md") != fold_name("café.md")
