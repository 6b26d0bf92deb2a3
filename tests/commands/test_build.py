"""Building: what is written, what is said of it, and what is refused."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cpdsite.commands.build import Sent
from cpdsite.commands.inspection import make_picture_of
from cpdsite.commands.site_folder import CACHE
from cpdsite.errors import ProblemsError, RefusedError
from cpdsite.site.outputs import Rendered, Written
from tests.conftest import MakeSite
from tests.picture_maker import FILLED, expand, make_document, open_image
from tests.site_maker import (
    PLAIN,
    Files,
    build,
    compose_site,
    find_problems,
    read_page,
    read_tree,
    write_entry,
)

ENTRY = "content/activities/a.md"


def test_a_build_counts_what_it_did(site: MakeSite) -> None:
    root = site("small")
    built = build(root)
    assert built.folder == root / "public"
    assert built.shown == 2
    assert [(it.entry.title, it.reason) for it in built.left_out] == [
        ("Something unfinished", "draft")
    ]
    assert built.problems == ()
    assert built.published.added == len(built.rendered)
    again = build(root)
    assert again.rendered == ()
    assert again.published.unchanged == built.published.added


def test_the_output_may_be_elsewhere(site: MakeSite) -> None:
    root = site("small")
    built = build(root, output=root.parent / "out" / "here")
    assert built.folder == root.parent / "out" / "here"
    assert (built.folder / "index.html").is_file()
    assert not (root / "public").exists()


def test_drafts_are_published_on_request_and_then_no_longer(site: MakeSite) -> None:
    root = site("small")
    page = root / "public/activities/2025-06-draft/index.html"
    assert build(root, drafts=True).shown == 3
    assert page.is_file()
    assert build(root).shown == 2
    assert not page.exists()


def test_drafts_do_not_bring_private_or_planned_entries(site: MakeSite) -> None:
    built = build(site("rich"), drafts=True)
    assert sorted(it.reason for it in built.left_out) == ["no status, so private", "planned"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-22", 1), ("2026-11-23", 1), ("2026-11", 1), ("2026-11-24", 0), ("2026-12", 0)],
)
def test_what_begins_after_today_is_planned(site: MakeSite, day: str, shown: int) -> None:
    assert build(site({ENTRY: write_entry(date=day)})).shown == shown


def test_today_changes_nothing_but_what_is_planned(site: MakeSite) -> None:
    root = site("small")
    one = build(root, output=root.parent / "one")
    two = build(root, output=root.parent / "two", today=date(2099, 1, 1))
    assert read_tree(one.folder) == read_tree(two.folder)


def test_warnings_publish_unless_strict(site: MakeSite) -> None:
    root = site({ENTRY: write_entry(type="Glass blowing")})
    with pytest.raises(ProblemsError) as caught:
        build(root, strict=True)
    assert [it.code for it in caught.value.problems] == ["type"]
    assert not (root / "public").exists()
    assert [it.code for it in build(root).problems] == ["type"]


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        (ENTRY, "---\ntitle: A\n---\n", "date"),
        ("content/profile.md", "---\nname: [\n---\n", "yaml"),
        ("cpdsite.toml", "title = \n", "toml"),
        ("templates/home.html", "{{ gone }}", "template"),
        ("themes/plain/theme.toml", "", "name"),
        ("static/index.html", "", "collision"),
    ],
)
def test_with_any_error_the_old_site_stays(
    site: MakeSite, path: str, content: str, code: str
) -> None:
    root = site({ENTRY: write_entry()})
    build(root)
    before = read_tree(root / "public")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(content)
    (root / "content/activities/new.md").write_text(write_entry())
    assert code in {it.code for it in find_problems(root)}
    assert read_tree(root / "public") == before


@pytest.mark.parametrize("option", [{"clean": True}, {}])
def test_clean_makes_everything_again(site: MakeSite, option: dict[str, bool]) -> None:
    root = site("small")
    first = build(root)
    again = build(root, **option)
    assert again.rendered == (first.rendered if option else ())
    assert again.published.replaced == 0
    assert again.published.unchanged == len(first.rendered)


def test_clean_trusts_no_cache(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site("small")
    build(root)
    monkeypatch.setattr("cpdsite.commands.site_folder.read_store", lambda _: pytest.fail("read"))
    first = read_tree(root / "public")
    built = build(root, clean=True)
    marker = 1
    assert len(built.rendered) == len(first) - marker
    assert read_tree(root / "public") == first


def test_a_folder_that_is_not_ours_is_refused_before_anything_is_read(site: MakeSite) -> None:
    root = site("small")
    (root / "cpdsite.toml").write_text("not toml")
    (root / "public").mkdir()
    (root / "public/mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match="holds files that cpdsite did not write"):
        build(root)
    assert read_tree(root / "public") == {"mine.txt": b"mine"}
    assert not (root / CACHE).exists()


def test_a_template_that_fails_late_still_publishes_nothing(site: MakeSite) -> None:
    root = site({ENTRY: write_entry(), "templates/sitemap.xml": "{{ gone }}"})
    assert [it.code for it in find_problems(root, base_url="https://a.example/")] == ["template"]
    assert not (root / "public").exists()


def test_the_address_reaches_pages_feed_and_404(site: MakeSite) -> None:
    root = site("small")
    build(root, base_url="https://a.example/x/")
    assert '<link rel="canonical" href="https://a.example/x/about/">' in read_page(
        root, "about/index.html"
    )
    assert 'href="/x/activities/"' in read_page(root, "404.html")
    assert "https://a.example/x/feed.xml" in read_page(root, "feed.xml")
    build(root)
    assert not (root / "public/feed.xml").exists()
    assert "canonical" not in read_page(root, "about/index.html")


def test_a_clean_build_removes_hidden_files_that_are_withdrawn(site: MakeSite) -> None:
    root = site({"static/.well-known/secret.txt": "x"})
    build(root)
    assert (root / "public/.well-known/secret.txt").is_file()
    (root / "static/.well-known/secret.txt").unlink()
    build(root, clean=True)
    assert not (root / "public/.well-known").exists()


def test_every_template_that_fails_is_told_at_once(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry(),
            "templates/entry.html": "{{ nothing }}",
            "templates/list.html": "{{ f(a=1, a=2) }}",
        }
    )
    with pytest.raises(ProblemsError) as caught:
        build(root)
    found = [it.location.path for it in caught.value.problems]
    assert found == ["templates/entry.html", "templates/list.html"]
    assert not (root / "public").exists()


def test_an_output_folder_that_leads_to_itself_is_refused(site: MakeSite) -> None:
    root = site({})
    (root / "public").symlink_to("public")
    with pytest.raises(RefusedError, match="leads to itself"):
        build(root)


def test_pictures_are_made_again_and_then_left_alone(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({ENTRY: write_entry("![a](a.jpg)"), "content/activities/a.jpg": FILLED["jpg"]()})
    build(root)
    page = root / "public/activities/a/a.jpg"
    first = page.read_bytes()
    assert first != FILLED["jpg"]()
    assert open_image(first).size == (32, 16)
    monkeypatch.setattr("cpdsite.commands.build.make_picture_of", lambda *_: pytest.fail("made"))
    assert build(root).rendered == ()
    monkeypatch.undo()
    page.unlink()
    assert build(root).rendered == ("/activities/a/a.jpg",)
    assert page.read_bytes() == first


def test_a_picture_that_two_entries_show_is_made_once(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(
        {
            ENTRY: write_entry("![a](a.png)"),
            "content/activities/b.md": write_entry("![a](a.png)"),
            "content/activities/a.png": FILLED["png"](),
        }
    )
    made = []
    real = make_picture_of

    def note(root: Path, source: str) -> object:
        made.append(source)
        return real(root, source)

    monkeypatch.setattr("cpdsite.commands.build.make_picture_of", note)
    build(root)
    assert made == ["content/activities/a.png", "themes/plain/static/dot.svg"]
    one, other = (root / f"public/activities/{it}/a.png" for it in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_an_unchanged_build_loads_no_library_for_files(site: MakeSite) -> None:
    root = site(
        {
            ENTRY: write_entry("![a](a.png) [b](b.pdf) [c](c.txt)"),
            "content/activities/a.png": FILLED["png"](),
            "content/activities/b.pdf": make_document({"/Title": "T"}),
            "content/activities/c.txt": "text",
        }
    )
    command = [sys.executable, "-X", "importtime", "-m", "cpdsite", "build", "--site", str(root)]

    def run() -> tuple[set[str], str]:
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        names = {it.rpartition("|")[2].strip().split(".")[0] for it in ran.stderr.splitlines()}
        return names & {"PIL", "pypdf"}, ran.stderr

    first, again = run(), run()
    assert first[0] == {"PIL", "pypdf"}
    assert again[0] == set()
    assert 'b.pdf says: title "T"' in again[1]


def test_every_picture_and_template_that_fails_is_told_at_once(site: MakeSite) -> None:
    root = site(
        {
            ENTRY: write_entry("![a](a.png) ![b](b.jpg)"),
            "content/activities/a.png": "no picture",
            "content/activities/b.jpg": FILLED["png"](),
            "static/c.svg": "<svg>",
            "templates/entry.html": "{{ nothing }}",
        }
    )
    found = [(it.location.path, it.code) for it in find_problems(root)]
    assert found == [
        ("content/activities/a.png", "image"),
        ("content/activities/b.jpg", "image"),
        ("static/c.svg", "image"),
        ("templates/entry.html", "template"),
    ]
    assert not (root / "public").exists()


def test_what_is_wrong_with_files_is_told_with_other_problems(site: MakeSite) -> None:
    root = site(
        {
            ENTRY: write_entry("![a](a.png) [b](b.heic) [c](c.pdf) [d](scan.dat) [e](gone.md)"),
            "content/activities/a.png": "no picture",
            "content/activities/b.heic": "x",
            "content/activities/c.pdf": make_document({"/Author": "J. Smith"}),
            "content/activities/scan.dat": FILLED["jpg"](),
        }
    )
    found = [(it.location.path.rpartition("/")[2], it.code) for it in find_problems(root)]
    assert found == [
        ("a.md", "link"),
        ("a.png", "image"),
        ("b.heic", "image"),
        ("c.pdf", "pdf"),
        ("scan.dat", "image"),
    ]


def test_what_a_document_says_is_a_warning_at_every_build(site: MakeSite) -> None:
    root = site(
        {
            ENTRY: write_entry(evidence="[{file: b.pdf, public: true}, {file: c.pdf}]"),
            "content/activities/b.pdf": make_document({"/Author": "J. Smith"}),
            "content/activities/c.pdf": make_document({"/Author": "Private Person"}),
        }
    )
    for clean in (False, False, True):
        (problem,) = build(root, clean=clean).problems
        assert (problem.code, problem.is_error) == ("pdf", False)
        assert "J. Smith" in problem.message
    assert [it.code for it in find_problems(root, strict=True)] == ["pdf"]


def test_images_of_an_own_theme_are_made_again_and_then_left_alone(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = {f"themes/plain/static/me.{it}": make() for it, make in FILLED.items()}
    css = "body { background: url(me.jpg) }"
    root = site({**pictures, "themes/plain/static/me.css": css})
    shutil.copytree(PLAIN, root / "themes/plain", dirs_exist_ok=True)
    build(root)
    tree = read_tree(root / "public")
    shown = {name: content for name, content in tree.items() if name.startswith("assets/me.")}
    assert len(shown) == len(FILLED) + 1
    assert [name for name, it in tree.items() if b"canary" in expand(it).lower()] == []
    (picture,) = (name for name in shown if name.endswith(".jpg"))
    assert open_image(shown[picture]).size == (32, 16)
    (style,) = (it for name, it in shown.items() if name.endswith(".css"))
    assert picture.rpartition("/")[2].encode() in style
    monkeypatch.setattr("cpdsite.commands.build.make_picture_of", lambda *_: pytest.fail("made"))
    assert build(root).rendered == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("me.jpg", b"broken", "image"), ("me.dat", FILLED["jpg"](), "image"), ("me.tif", b"", "image"),
     ("me.pdf", make_document({"/Author": "J. Smith"}), "pdf")],
)  # fmt: skip
def test_files_of_an_own_theme_are_inspected(
    site: MakeSite, name: str, content: bytes, code: str
) -> None:
    root = site({f"themes/plain/static/{name}": content})
    shutil.copytree(PLAIN, root / "themes/plain", dirs_exist_ok=True)
    (problem,) = find_problems(root, strict=True)
    assert (problem.location.path, problem.code) == (f"themes/plain/static/{name}", code)
    assert not (root / "public").exists()


def test_a_shipped_theme_keeps_its_own_files(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "folio"\n'})
    outputs = compose_site(root).site.outputs
    assets = [
        it for it in outputs if it.url.startswith("/assets/") and not isinstance(it, Rendered)
    ]
    assert assets
    assert all(isinstance(it, Written) for it in assets)


def test_warnings_are_told_beside_a_picture_that_cannot_be_made(site: MakeSite) -> None:
    text = write_entry("![Bench](bench.png)\n\n## What I lerned\n\nMuch.")
    root = site({ENTRY: text, "content/activities/bench.png": b"\x89PNG\r\n\x1a\nbroken"})
    build_codes = {it.code for it in find_problems(root)}
    assert build_codes >= {"image", "heading"}
    assert not (root / "public").exists()


def test_a_build_tells_where_each_application_is(site: MakeSite) -> None:
    files = {
        "cpdsite.toml": 'theme = "folio"\nrecord_files = []\nbase_url = "https://a.example/x"\n',
        "content/applications/one.md": "---\ntitle: One\nstatus: published\n---\n",
        "content/applications/two.md": "---\ntitle: Two\nstatus: draft\nslug: zweite\n---\n",
    }
    root = site(files)
    one = Sent("One", "https://a.example/x/applications/one/")
    assert build(root).applications == (one,)
    two = Sent("Two", "https://b.example/applications/zweite/")
    assert two in build(root, base_url="https://b.example/", drafts=True).applications
    (root / "cpdsite.toml").write_text('theme = "folio"\nrecord_files = []\n')
    assert build(root).applications == (Sent("One", "/applications/one/"),)


def include(status: str) -> Files:
    return {
        "content/applications/one.md": f"---\ntitle: One\nstatus: {status}\ninclude: [secret]\n---\n",
        "content/activities/secret.md": write_entry("Confidential.", status="private"),
    }


def test_a_build_tells_what_an_application_shows_to_its_reader_alone(site: MakeSite) -> None:
    root = site(include("published"))
    (sent,) = build(root).applications
    assert sent.included == ("content/activities/secret.md",)
    page = root / "public/applications/one/index.html"
    assert "Confidential." in page.read_text("utf-8")


def test_a_draft_of_an_application_shows_nothing_private_in_a_build(site: MakeSite) -> None:
    root = site(include("draft"))
    (sent,) = build(root, drafts=True).applications
    assert sent.included == ()
    assert not [it for it in find_pages(root) if "Confidential." in it.read_text("utf-8")]


def find_pages(root: Path) -> list[Path]:
    return sorted((root / "public").rglob("*.html"))


def test_no_server_lists_the_folder_of_applications(site: MakeSite) -> None:
    root = site(include("published"))
    build(root)
    cover = (root / "public/applications/index.html").read_text("utf-8")
    assert 'content="0; url=../"' in cover
    assert "one" not in cover
    assert "applications" not in "".join(
        it.read_text("utf-8") for it in find_pages(root) if "applications" not in it.parts
    )
