"""Any name that a file system allows: a page or problems, never an exception."""

import os
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.whole_site import check_and_build
from tests.properties import check_often
from tests.site_maker import make_site, write_entry, write_page

ODD = [
    "con", "CON", "nul.md", "aux.html", "a.", "a..", " a", "a ", "-a", "--help", "~", "a:b", 'a"b', "a*b", "a\\b",
    "a<b>", "a|b", "a?b", "a#b", "a%2fb", "%00", "a&b", "a;b", "$a", "`a`", "\n", "a\nb", "a\rb", "\t", "\x01", "\x7f",
    "\x1b[31m", "Cafe\u0301", "Caf\u00e9", "caf\u00e9", "CAFÉ", "ß", "SS", "ss", "\u0130", "\u202egpj", "\u2028",
    "\U0001f600", "\u200b", "a" * 240, "é" * 120, "index", "INDEX", "profile", "index.html", "..a", "...", "{{ 7 }}",
    "[x](y)", "<b>", "'", "--", "---", "CNAME", "_headers", "robots.txt", "feed.xml", "404.html", "assets", "about",
    "activities", "record", "2026-03-12-a", "é".encode("latin-1").decode("utf-8", "surrogateescape"),
]  # fmt: skip
"""Names that mean something somewhere, or cannot be shown."""

RAW = st.binary(min_size=1, max_size=30).map(os.fsdecode)
STEMS = st.one_of(st.sampled_from(ODD), RAW, st.text(min_size=1, max_size=12))
ENDS = st.sampled_from([".md", ".md", ".md", "/index.md", ".txt", ".html", ".css", ".toml", ""])
FOLDERS = st.sampled_from(
    ["content/activities", "content/activities", "content/pages", "content", "content/activities/x",
     "static", "themes", "themes/plain/static", "themes/plain/templates", "templates", "schemes"]
)  # fmt: skip
PLACES = st.tuples(FOLDERS, STEMS, ENDS)


def put_file(root: Path, place: tuple[str, str, str], *, is_entry: bool) -> bool:
    """Write a file where a person might; return whether this file system takes the name."""
    folder, stem, end = place
    name = "".join(char for char in stem if char not in "/\x00") + end
    if name.lstrip("/") in ("", ".", "..") or name.startswith("/"):
        return False
    text = write_page("See.") if folder.endswith("pages") else write_entry("See.", slug="")
    if "templates" in folder:
        text = "Words."
    try:
        path = root / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if is_entry or "templates" in folder else b"a { b: c }")
    except (OSError, UnicodeEncodeError):
        return False
    return True


@check_often(15)
@given(st.lists(st.tuples(PLACES, st.booleans()), min_size=1, max_size=4))
def test_any_names(places: list[tuple[tuple[str, str, str], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_site(Path(folder) / "site", {"content/activities/a.md": write_entry()})
        for place, is_entry in places:
            put_file(root, place, is_entry=is_entry)
        check_and_build(root)


@check_often(8)
@given(STEMS, STEMS)
def test_any_name_in_a_text(name: str, title: str) -> None:
    kept = "".join(char for char in name if char not in "/\x00\n\r")
    with tempfile.TemporaryDirectory() as folder:
        text = f"[x](<{kept}.txt>) ![y](<{kept}.txt>)"
        files = {
            "content/activities/a.md": write_entry(text, evidence=f"[{kept!r}]").encode(
                "utf-8", "replace"
            )
        }
        root = make_site(Path(folder) / "site", files)
        put_file(root, ("content/activities", kept, ".txt"), is_entry=False)
        put_file(root, ("content/activities", title, ".txt"), is_entry=False)
        check_and_build(root)


def test_every_odd_name_everywhere() -> None:
    for start in range(0, len(ODD), 6):
        with tempfile.TemporaryDirectory() as folder:
            root = make_site(Path(folder) / "site", {"content/activities/a.md": write_entry()})
            for stem in ODD[start : start + 6]:
                for parent in ("content/activities", "content/pages", "static"):
                    put_file(root, (parent, stem, ".md"), is_entry=parent != "static")
            check_and_build(root)
