"""Building: what is written, what is said of it, and what is refused."""

from datetime import date

import pytest

from cpdsite.commands.site_folder import CACHE
from cpdsite.errors import ProblemsError, RefusedError
from tests.conftest import MakeSite
from tests.site_maker import build, find_problems, read_page, read_tree, write_entry

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
