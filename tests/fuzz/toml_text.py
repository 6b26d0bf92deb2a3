"""Strategies: TOML of all kinds, written from what a setting may hold."""

import json
from collections.abc import Mapping

from hypothesis import strategies as st

PLAIN = (  # noqa: SIM905 - a list of words reads best as words
    "true false 0 -1 1_000 0x1F 1e3 .5 1. inf -nan +0 99999999999999999999 2026-12-31 2026-13-01 "
    "2026-12-31T10:00:00Z 10:00:00 2026-12 '' \"\" 'x' no yes folio [] {} [[]] [{}] [1,'a'] "
    "'01-01' '09-31' '29-02' '02-29' 'a5' 'A4' 'FOLIO' 'plain' '../plain' 'ikt' 'IKT' '..' "
    "'https://a.example/' 'http:/x' 'https://u:p@a.example' 'https://[::1' 'https://a.example:x/' "
    "'https://a b/' 'javascript:alert(1)' 'private' 'published' '#12345' '#1f5f5b' 'en-GB' 'xx-' "
    '"\\u0000" "\\u202e" "\\n" "\\U0001f600" "\\ud800"'
).split(" ")
"""Values as they stand in a file; some are no TOML."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = st.one_of(
    st.sampled_from(PLAIN),
    TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.integers().map(str),
    st.floats().map(str),
)
BARE = st.sampled_from(
    ["name", "title", "id", "label", "shows", "width", "x", "from", "to", "kind"]
)
KEYS = st.one_of(BARE, TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False)))


def _write_table(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"


def _extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(KEYS, inner), max_size=3).map(_write_table),
    )


VALUES = st.recursive(SCALARS, _extend, max_leaves=6)
"""What may stand behind ``=``."""


def make_toml(known: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[str]:
    """Return files with tables of known headers, each with known keys and any values."""

    def write_section(header: str) -> st.SearchStrategy[str]:
        keys = st.one_of(st.sampled_from([*known[header], "x"]), KEYS)
        line = st.tuples(keys, VALUES).map(" = ".join)
        # A key that stands twice makes the whole file unreadable, so most stand once.
        lines = st.lists(line, max_size=4, unique_by=lambda it: it.partition(" =")[0])
        return lines.map(lambda found: "\n".join([header, *found, ""]))

    first, *rest = known
    others = st.lists(st.sampled_from(rest).flatmap(write_section), max_size=4)
    return st.tuples(write_section(first), others.map("".join)).map("".join)


def spoil(text: str) -> st.SearchStrategy[str]:
    """Return a good file with one value, key or line changed."""
    lines = text.split("\n")

    def change(at: int, new: str, how: str) -> str:
        key, equals, _ = lines[at].partition("=")
        changed = {
            "value": f"{key}= {new}" if equals else lines[at],
            "drop": "",
            "repeat": f"{lines[at]}\n{lines[at]}",
            "key": f"{new} ={lines[at].partition('=')[2]}",
            "insert": f"{new}\n{lines[at]}",
            "header": f"[{new}]\n{lines[at]}",
        }
        return "\n".join([*lines[:at], changed[how], *lines[at + 1 :]])

    return st.builds(
        change,
        st.integers(0, len(lines) - 1),
        st.one_of(VALUES, KEYS),
        st.sampled_from(["value", "value", "value", "drop", "repeat", "key", "insert", "header"]),
    )
