"""Stamps: read as written, and a copy renders as its original does."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.render.stamps import is_damaged, read_stamp, remove_stamp, stamp_copy
from tests.conftest import MakeSite
from tests.site_maker import build, read_page

NAME = "plain/home.html"
SOURCES = [
    "",
    "\n",
    "\n\n\nText\n\n",
    "  {% if true %}\n  Text\n  {% endif %}\n",
    "\n  {%- if true %}\n\nText{% endif %}",
    "\t{{ 1 }}\n",
    "{# A note. #}\n\n{# Another. -#}\n\n  Text",
    "   {#- A note. #}   \nText",
    '<?xml version="1.0"?>\n<a/>\n',
    "User-agent: *\nAllow: /\n",
    "{% raw %}{# #}{% endraw %}\n#}\n",
    '{% extends "layout.html" %}\n{% block main %}Text{% endblock %}\n',
    "{%+ if true %}Text{% endif %}",
    " \N{NO-BREAK SPACE}Text",
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_copy_renders_the_bytes_of_its_original(site: MakeSite, source: str) -> None:
    root = site({"templates/home.html": source})
    build(root)
    before = read_page(root, "index.html")
    (root / "templates/home.html").write_text(stamp_copy(NAME, source), "utf-8")
    build(root)
    assert read_page(root, "index.html") == before


@example("a (cpdsite 1, sha256 0123456789abcdef) b", "")
@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
    ).filter(lambda name: "#}" not in name),
    st.text(max_size=40),
)
def test_what_is_stamped_can_be_read(name: str, source: str) -> None:
    copy = stamp_copy(name, source)
    stamp = read_stamp(copy)
    assert stamp
    assert stamp.name == name
    assert not is_damaged(copy)
    assert copy.endswith(f"#}}\n{source}")
    assert stamp != read_stamp(stamp_copy(name, f"{source} "))
    assert remove_stamp(copy) == source
    assert remove_stamp(source) == source


def test_a_name_that_ends_the_comment_cannot_be_stamped() -> None:
    with pytest.raises(ValueError, match="a#}b"):
        stamp_copy("plain/a#}b", "")


@given(st.text(max_size=80))
def test_any_template_can_be_asked_for_its_stamp(source: str) -> None:
    assert read_stamp(source) is None
    is_damaged(source)
    is_damaged(f"{{# From {source} sha256")


COPY = stamp_copy(NAME, "Text\n")
LINE = COPY.partition("\n")[0]


@pytest.mark.parametrize(
    "line", [LINE.replace("{# ", "{#- "), f"{LINE} ", LINE.replace('"cpdsite check"', "it")]
)
def test_a_stamp_may_be_changed_where_it_says_nothing(line: str) -> None:
    assert read_stamp(f"{line}\nText") == read_stamp(COPY)


@pytest.mark.parametrize(
    ("line", "damaged"),
    [
        (LINE.replace("sha256 ", "sha256 x"), True),
        (LINE[:-1], True),
        (LINE.replace("#}", "#} x"), True),
        (LINE.replace(NAME, ""), True),
        (f" {LINE}", True),
        (LINE.replace("From", "from"), True),
        (LINE.replace("sha256", "SHA"), True),
        ("{# From plain/home.html #}", True),
        ("{#- from plain/home.html, with a change", True),
        ("{# From here / there. #}", False),
        ("{# From https://example.org/ #}", False),
        ("{# From the heart. #}", False),
        ("{# The sha256 of it. #}", False),
        ("", False),
    ],
)
def test_a_stamp_that_was_damaged_is_told_from_none(line: str, damaged: bool) -> None:
    assert read_stamp(f"{line}\nText") is None
    assert is_damaged(f"{line}\nText") == damaged


def test_a_stamp_counts_on_the_first_line_alone() -> None:
    assert read_stamp(f"\n{COPY}") is None
    assert remove_stamp(f"\n{COPY}") == f"\n{COPY}"
    assert not is_damaged(f"\n{LINE.replace('sha256 ', 'sha256 x')}")
