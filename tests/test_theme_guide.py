"""What the guide to themes gives to copy is built here: it works as it stands."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cpdsite.errors import ProblemsError, find_errors
from cpdsite.render.contrast import ENOUGH, find_contrast
from cpdsite.shipped import PACKAGE, find_shipped
from tests.conftest import MakeSite
from tests.links import find_broken
from tests.plan_maker import PLANS
from tests.site_maker import build, read_page, read_tree, write_files

FILE = re.compile(r"`([^`\n]+/[^`\n]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTINGS = re.compile(r"^```toml\n(\[theme\]\n.*?)^```$", re.MULTILINE | re.DOTALL)
PAIR = re.compile(r'\| `"(#\w+)"` \| ([\d.]+):1 \| `"(#\w+)"` \| ([\d.]+):1 \|')
TEMPLATES = {path.name for path in find_shipped("themes", "folio").glob("templates/*")}
SHARED = {"macros.html", "charts.html", "entries.html", "plans.html"}
"""What the pages of folio share, and a theme of one's own need not have."""


@cache
def read_guide() -> str:
    return (PACKAGE.parent / "docs/themes.md").read_text("utf-8")


@cache
def read_files() -> dict[str, str]:
    """Return the files that the guide gives, by path, each of which it gives once."""
    found = FILE.findall(read_guide())
    assert len(found) == len(dict(found)) > len(TEMPLATES)
    return dict(found)


def build_with(site: MakeSite, theme: str, *starts: str) -> Path:
    """Build the richest of the small sites with some files of the guide; every link holds.

    It is given objectives, reviews and applications, so that it has every kind of page.
    """
    root = site("rich")
    (root / "templates/entry.html").unlink()
    written = (root / "cpdsite.toml").read_text("utf-8")
    settings = re.sub(r"^theme = .*$", "", written, flags=re.MULTILINE)
    chosen = {path: text for path, text in read_files().items() if path.startswith(starts)}
    assert len(chosen) >= len(starts)
    write_files(root, {**PLANS, **chosen, "cpdsite.toml": f"{settings}\n{theme}"})
    built = build(root)
    assert not [it for it in built.problems if it.location.path.startswith(("templates", "themes"))]
    tree = read_tree(root / "public")
    assert not find_broken(tree, (tree,))
    return root


def read_styles(root: Path, name: str) -> str:
    """Return the stylesheet of the theme that has a name before its digest."""
    (path,) = (root / "public/assets").glob(f"{name}.*.css")
    return path.read_text("utf-8")


FOLIO = '[theme]\nname = "folio"\n'


def test_the_options_of_folio_are_set_as_shown(site: MakeSite) -> None:
    (settings,) = SETTINGS.findall(read_guide())
    root = build_with(site, settings)
    assert "#7a2e5d" in read_styles(root, "options")
    home = read_page(root, "index.html")
    places = [home.find(it) for it in ("Learnt lately", "The record", "Further action</h2>")]
    assert places == sorted(places)
    assert min(places) > 0
    assert "How varied" not in home


def test_each_pair_of_colours_can_be_read_as_text() -> None:
    grounds = re.findall(r"\| on `(#\w+)` ", read_guide())
    assert len(grounds) == 2
    css = find_shipped("themes", "folio", "static", "folio.css").read_text("utf-8")
    assert f"--ground: light-dark({', '.join(grounds)})" in css
    pairs = PAIR.findall(read_guide())
    assert len(pairs) > 3
    for pair in pairs:
        for colour, ground, shown in zip(pair[::2], grounds, pair[1::2], strict=True):
            assert f"{find_contrast(colour, ground):.1f}" == shown
            assert float(shown) > ENOUGH


def test_a_stylesheet_of_the_site_reaches_every_page(site: MakeSite) -> None:
    root = build_with(site, FOLIO, "static/mine.css", "templates/layout.html")
    pages = [it for it in (root / "public").rglob("*.html") if "assets" not in it.parts]
    assert len(pages) > 10
    assert [it for it in pages if "mine.css" not in it.read_text("utf-8")] == []


def find_head(public: Path, path: str) -> str:
    """Return the head of a page."""
    return (public / path).read_text("utf-8").partition("</head>")[0]


def test_a_stylesheet_of_the_site_comes_after_those_of_the_theme(site: MakeSite) -> None:
    public = build_with(site, FOLIO, "static/mine.css", "templates/layout.html") / "public"
    for path in ("index.html", "record/index.html", "applications/member/index.html"):
        styles = re.findall(
            r'<link rel="stylesheet" href="[^"]*?([\w-]+)\.', find_head(public, path)
        )
        assert len(styles) > 3
        assert styles[-1] == "mine", path


def find_outermost(css: str) -> set[str]:
    """Return how the rules of a stylesheet begin that stand within no other."""
    depth, found, start = 0, set[str](), 0
    for brace in re.finditer(r"[{};]", css):
        if depth == 0:
            found.add(css[start : brace.start()].split(maxsplit=1)[0])
        depth += {"{": 1, "}": -1, ";": 0}[brace[0]]
        start = brace.end() if depth == 0 else start
    assert depth == 0
    return found


SHEETS = sorted(find_shipped("themes", "folio", "static").glob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_rule_of_folio_comes_before_those_of_a_site(path: Path) -> None:
    css = path.read_text("utf-8")
    found = find_outermost(re.sub(r"/\*.*?\*/", "", css))
    assert {"@layer"} <= found <= {"@layer", "@font-face"}


STYLES = re.compile(r"^\| `(\w+\.css)` \| [^|]+ \| ([^|]+\.html`) \|$", re.MULTILINE)


def test_the_guide_says_which_templates_load_which_stylesheet_of_folio() -> None:
    templates = find_shipped("themes", "folio", "templates")
    loaded: dict[str, set[str]] = {}
    for path in sorted(templates.glob("*.html")):
        for name in re.findall(r"asset\('(\w+\.css)'\)", path.read_text("utf-8")):
            loaded.setdefault(name, set()).add(path.name)
    assert {path.name for path in SHEETS} == loaded.keys() - {"options.css"}
    assert loaded.pop("folio.css") == loaded.pop("options.css") == {"layout.html"}
    told = {name: set(re.findall(r"`([^`]+)`", by)) for name, by in STYLES.findall(read_guide())}
    assert told == loaded


def test_a_block_is_replaced_and_keeps_its_layout(site: MakeSite) -> None:
    home = read_page(build_with(site, FOLIO, "templates/home.html"), "index.html")
    (section,) = re.findall(
        r"<section[^>]*>\s*<h2>The last three</h2>.*?</section>", home, re.DOTALL
    )
    assert section.startswith('<section class="dated">')
    assert 0 < section.count("<article") <= 3
    assert '<p class="more">' in section
    assert "Learnt lately" not in home
    (featured,) = re.findall(r"<h2>What has mattered most</h2>.*?</section>", home, re.DOTALL)
    assert not set(re.findall(r'href="([^"]+)"', featured)) & set(
        re.findall(r'href="([^"]+)"', section)
    )


def test_the_original_of_a_block_is_shown_as_it_is() -> None:
    (shown,) = re.findall(r"```jinja\n(\{% block learnt scoped .*?)```", read_guide(), re.DOTALL)
    assert shown in find_shipped("themes", "folio", "templates", "home.html").read_text("utf-8")


def test_a_whole_template_stands_in_the_frame_of_the_theme(site: MakeSite) -> None:
    page = read_page(build_with(site, FOLIO, "templates/actions.html"), "actions/index.html")
    assert "<p>Try again (open)</p>" in page
    assert 'class="top"' in page


def test_a_fact_that_only_this_site_knows_stands_among_the_facts(site: MakeSite) -> None:
    root = build_with(site, FOLIO, "templates/entry.html")
    (extra,) = re.findall(r"^```yaml\n(extra:\n.*?)^```$", read_guide(), re.MULTILINE | re.DOTALL)
    entry = root / "content/activities/2025-01-mentoring.md"
    text = entry.read_text("utf-8")
    assert "extra:" not in text
    entry.write_text(text.replace("---\n", f"---\n{extra}", 1), "utf-8")
    build(root)
    page = read_page(root, "activities/2025-01-mentoring/index.html")
    (aside,) = re.findall(r"<aside.*?</aside>", page, re.DOTALL)
    assert re.search(r"Travelled by</h2>\s*<p>train</p>", aside)
    assert "<dl>" in aside
    pages = [it for it in (root / "public").rglob("*.html") if "assets" not in it.parts]
    assert [it for it in pages if "Travelled by" in it.read_text("utf-8")] == [
        root / "public/activities/2025-01-mentoring/index.html"
    ]


@pytest.mark.parametrize(("density", "is_tight"), [("open", False), ("tight", True)])
def test_a_theme_that_extends_folio_has_options_of_its_own(
    site: MakeSite, density: str, *, is_tight: bool
) -> None:
    theme = f'[theme]\nname = "narrow"\ndensity = "{density}"\naccent = "#112233"\n'
    root = build_with(site, theme, "themes/narrow/")
    options = read_styles(root, "options")
    assert ("--gap: 1.5rem" in options) == is_tight
    assert "#112233" in options
    assert "max-width: 50rem" in read_styles(root, "narrow")
    assert "assets/narrow." in read_page(root, "activities/2025-01-mentoring/index.html")


def test_the_theme_from_nothing_makes_a_whole_site(site: MakeSite) -> None:
    paths = {path for path in read_files() if path.startswith("themes/mine/templates/")}
    assert {path.rpartition("/")[2] for path in paths} == TEMPLATES - SHARED
    root = build_with(site, '[theme]\nname = "mine"\n', "themes/mine/")
    for path in (root / "public").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<h1>" in text
        assert 'content="noindex"' in text
    for name in ("feed.xml", "sitemap.xml"):
        assert len(ET.fromstring(read_page(root, name))) > 3  # noqa: S314 - our own file
    assert "Sitemap: https://" in read_page(root, "robots.txt")
    application = read_page(root, "applications/member/index.html")
    for words in ("Because.", "To hide", "My year 2024"):
        assert words in application
    record = read_page(root, "record/index.html")
    widths = re.findall(r'<th class="w(\d+)">', record)
    assert sum(map(int, widths)) == 100
    declared = read_styles(root, "options")
    assert [it for it in widths if f".w{it} {{ width: {it}% }}" not in declared] == []
    assert "Tell the team" in record


PLAN_TEMPLATES = ("objectives", "objective", "reviews", "review", "application")


def test_a_theme_needs_no_templates_for_entries_that_a_site_has_not(site: MakeSite) -> None:
    root = build_with(site, '[theme]\nname = "mine"\n', "themes/mine/")
    for name in PLAN_TEMPLATES:
        (root / f"themes/mine/templates/{name}.html").unlink()
    with pytest.raises(ProblemsError):
        build(root)
    for path in PLANS:
        if not path.startswith("content/activities/"):
            (root / path).unlink()
    for entry in (root / "content/activities").rglob("*.md"):
        kept = re.sub(r"^objectives: .*\n", "", entry.read_text("utf-8"), flags=re.MULTILINE)
        entry.write_text(kept, "utf-8")
    assert not find_errors(build(root).problems)
