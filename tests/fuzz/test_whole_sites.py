"""Any entries in a site: it builds, or says why not; and what is written is text."""

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.front_matter import FILES, TEXTS, make_near
from tests.fuzz.whole_site import check_and_build
from tests.properties import check_often
from tests.prose.hostile import HOSTILE, SNIPPETS, find_hostile
from tests.site_maker import Files, build, make_site, read_tree, write_entry, write_page

MESSY = st.one_of(
    FILES,
    make_near("activity"),
    make_near("activity"),
    st.binary(max_size=50).map(lambda data: data.decode("latin-1")),
)


@check_often(25)
@given(st.lists(MESSY, min_size=1, max_size=3), make_near("page"), make_near("profile"))
def test_any_entries(entries: list[str], page: str, profile: str) -> None:
    files: dict[str, str | bytes] = {
        f"content/activities/{number}.md": text for number, text in enumerate(entries)
    }
    files |= {"content/pages/page.md": page, "content/profile.md": profile}
    with tempfile.TemporaryDirectory() as folder:
        check_and_build(make_site(Path(folder) / "site", files))


WORDS = st.one_of(
    st.sampled_from([it for it in SNIPPETS if "\n" not in it]),
    st.sampled_from(
        ["{{ 7 * 7 }}", "{% raw %}", "{#", '" onclick="x', "']", "&lt;b&gt;", "../../x"]
    ),
    TEXTS,
).map(
    lambda text: json.dumps(
        "a " + "".join(char for char in text if char.isprintable()), ensure_ascii=False
    )
)


@st.composite
def hostile_sites(draw: st.DrawFn) -> Files:
    """Return sites that build, with something hostile in every text that a person writes."""

    def word() -> str:
        return draw(WORDS)

    entry = write_entry(
        draw(HOSTILE).replace("\x00", ""),
        title=word(),
        type=word(),
        provider=f"[{word()}]",
        tags=f"[{word()}, {word()}]",
        competences=f"[{word()}]",
        further_action=f"[{{action: {word()}}}]",
        featured=word(),
        evidence=f"[{{link: 'https://a.example/?x=<script>', title: {word()}, public: true}}]",
        extra=f"{{{word()}: {word()}}}",
    )
    profile = (
        f"---\nname: {word()}\nheadline: {word()}\nrole: {word()}\naspirations: {word()}\n---\n"
    )
    profile += draw(st.sampled_from(SNIPPETS))
    theme = draw(st.sampled_from(["plain", "folio"]))
    return {
        "content/activities/a.md": entry,
        "content/pages/b.md": write_page(draw(HOSTILE), title=word()),
        "content/profile.md": profile,
        "cpdsite.toml": f'theme = "{theme}"\nrecord_files = []\ntitle = {word()}\ndescription = {word()}\n'
        f'base_url = "https://a.example/"\n[record]\nnote = {word()}\n',
    }


HARMLESS = {
    "content/activities/a.md": write_entry("Text.", tags="[a]", provider="b", type="course"),
    "content/pages/b.md": write_page(),
}


def find_all_hostile(folder: Path) -> set[str]:
    """Return what the pages of a built site hold and no prose may."""
    pages = {name: text for name, text in read_tree(folder).items() if name.endswith(".html")}
    return {found for text in pages.values() for found in find_hostile(text.decode(), "")}


def find_harmless(theme: str) -> set[str]:
    """Return what the templates of a theme hold themselves, such as ``<meta>``."""
    with tempfile.TemporaryDirectory() as folder:
        settings = f'theme = "{theme}"\nbase_url = "https://a.example/"\n'
        root = make_site(Path(folder) / "site", {**HARMLESS, "cpdsite.toml": settings})
        build(root)
        return find_all_hostile(root / "public")


def test_hostile_text_is_text() -> None:
    own = {theme: find_harmless(theme) for theme in ("plain", "folio")}
    assert not {it for found in own.values() for it in found if "script" in it or " on" in it}
    built = 0

    @check_often(15)
    @given(hostile_sites())
    def attack(files: Files) -> None:
        nonlocal built
        with tempfile.TemporaryDirectory() as folder:
            root = make_site(Path(folder) / "site", files)
            if check_and_build(root):
                built += 1
                theme = "folio" if 'theme = "folio"' in str(files["cpdsite.toml"]) else "plain"
                assert find_all_hostile(root / "public") <= own[theme]

    attack()
    assert built, "none of these sites was built, so nothing was shown"
