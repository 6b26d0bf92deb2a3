"""Strategies: front matter of all kinds, good, odd and broken."""

import json

from hypothesis import strategies as st

from cpdsite.portfolio.fields import FIELDS

ODD = (  # noqa: SIM905 - a list of words reads best as words
    "no yes on off y n true True false ~ null 1:30 010 1_000 1e3 .inf -.inf .nan 0x1F 0o17 0b11 "
    "+1 -0 1. .5 2026-02-30 2026-13 2026-1-5 05/01/2026 5.1.26 20260312 2026-03-12T10:00:00Z "
    "0000 1899 3000 9999-12-31 99999 = << - ? : | > % @home `x` !x &x *x #x ,x [x {x ]x }x "
    "'x \"x -- --- ... ongoing ONGOING draft Draft published public 1h30 90min 1.5h -1 1e999 "
    "a:b a: :a a#b a#1 a#0 2025-26 2025/26 2024-1925 met carried featured 1000 \u00a0 \u200b \ufeff \u202e Cafe\u0301 \U0001f600 ß İ \u2028"
).split(" ")
"""Plain scalars that look like something else, and what begins a piece of syntax."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text, invisible characters too."""

QUOTED = TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False))
SCALARS = st.one_of(st.sampled_from(ODD), QUOTED, TEXTS, st.from_regex(r"\A[0-9][0-9_:.exT+-]*\Z"))
MARKS = st.sampled_from(
    ["&a ", "*a ", "!!str ", "!!python/name:os.system ", "!!binary ", "!!set ", "! ", "!x ", "|\n "]
)
KNOWN = sorted({field.name for field in FIELDS})
PARTS = [
    *("action", "due", "done", "file", "link", "title", "public", "url", "scheme", "since"),
    *("from", "to", "activity", "featured", "tag", "objective", "period", "why"),
    *("comment", "name", "role", "date", "gap"),
]
KEYS = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(
        [*PARTS, "number", "grade", "content", "handler", "draft", "dates", "metadata"]
    ),
    st.sampled_from(
        ["<<", "=", "1", "null", "~", "2026-01-01", "[a]", "{a: b}", "? x", "''", "Title"]
    ),
    SCALARS,
)


def _write_flow(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _write_block(items: list[str]) -> str:
    return "".join(f"\n  - {item}" for item in items)


def _extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(_write_block),
        st.lists(st.tuples(KEYS, inner), max_size=4).map(_write_flow),
        st.tuples(MARKS, inner).map("".join),
    )


VALUES = st.recursive(SCALARS, _extend, max_leaves=8)
"""What may stand behind a key, lists and mappings of all kinds among it."""

PAIRS = st.lists(st.tuples(KEYS, VALUES).map(": ".join), max_size=8)

NEEDED = {
    "activity": ["title: On negotiation", "date: 2026-03-12", "status: published"],
    "objective": ["title: To listen", "from: 2026-01", "status: published"],
    "review": ["title: My year", "period: 2025", "status: published"],
    "application": ["title: To be a member", "status: published"],
    "page": ["title: On method", "status: published"],
    "profile": ["name: Ada Example"],
}
"""What a file of each kind needs, so that the rest of it is read."""


def write_file(fences: tuple[str, str], pairs: list[str], body: str) -> str:
    """Return a file with front matter between two fences."""
    return "\n".join([fences[0], *pairs, fences[1], "", body])


FENCES = st.one_of(
    st.just(("---", "---")),
    st.tuples(
        *[st.sampled_from(["---", "--- ", "----", "—", "...", "+++", "--", "", "\ufeff---"])] * 2
    ),
)
BODIES = st.one_of(
    st.just("Said.\n\n## What I learned\n\nThings.\n"),
    st.lists(
        st.sampled_from(
            ["## What I learned", "### Sub", "text", "<!--", "-->", "---", "```", "[a](b.md)", "![x](y.png)",
             "[^1]", "[^1]: note", "\x00", "\t", "> ", "- ", "<div", "## ", "##", "\u2028", "| a |"]
        ),
        max_size=8,
    ).map("\n".join),
    TEXTS,
)  # fmt: skip

FILES = st.builds(write_file, FENCES, PAIRS, BODIES)
"""Whole files, of which few are as they should be."""


def make_near(kind: str) -> st.SearchStrategy[str]:
    """Return files that have what their kind needs, and one or two values of any sort."""
    known = [field.name for field in FIELDS if kind in field.kinds]
    pair = st.tuples(st.sampled_from(known), VALUES).map(": ".join)
    needed = NEEDED[kind]
    pairs = st.lists(pair, max_size=2).map(lambda found: [*needed, *found])
    return st.builds(write_file, st.just(("---", "---")), pairs, BODIES)
