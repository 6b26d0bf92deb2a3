"""Ejecting: a whole copy that renders the same bytes, never over another, never elsewhere."""

from pathlib import Path

import pytest

from cpdsite.commands import eject as module
from cpdsite.commands.check import check_site
from cpdsite.commands.eject import eject_template
from cpdsite.commands.site_folder import open_site
from cpdsite.errors import ProblemsError, RefusedError, UsageError
from cpdsite.render.stamps import read_stamp
from cpdsite.shipped import find_example
from cpdsite.store import write_new
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_problems, read_page, read_tree, write_entry

ENTRY = {"content/activities/a.md": write_entry()}
OWN = {
    "cpdsite.toml": 'theme = "mine"\n',
    "themes/mine/theme.toml": 'name = "Mine"\nextends = "plain"\n',
    "themes/mine/templates/page.html": "Mine",
}


def find_templates(root: Path) -> tuple[str, ...]:
    """Return the whole names of the templates of the theme in use."""
    theme = open_site(root, TODAY).theme
    assert theme
    return tuple(theme.originals)


def check_that_copies_change_nothing(root: Path) -> None:
    """Eject every template, and compare the site before and after."""
    build(root, base_url="https://a.example/")
    before = read_tree(root / "public")
    for name in find_templates(root):
        if not (root / "templates" / name.partition("/")[2]).exists():
            eject_template(root, name)
    build(root, base_url="https://a.example/", clean=True)
    assert read_tree(root / "public") == before
    assert [it for it in check_site(root, TODAY) if it.code == "stale-template"] == []


def test_the_example_is_the_same_with_every_template_ejected(site: MakeSite) -> None:
    root = site("bare")
    example = find_example()
    for path in [example / "cpdsite.toml", *(example / "content").rglob("*")]:
        copy = root / path.relative_to(example)
        if path.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    check_that_copies_change_nothing(root)
    assert (root / "templates/layout.html").is_file()
    assert (root / "templates/options.css").is_file()


def test_a_site_with_a_theme_of_its_own_is_the_same(site: MakeSite) -> None:
    check_that_copies_change_nothing(site("rich"))


@pytest.mark.parametrize("name", ["entry.html", "plain/entry.html"])
def test_a_copy_has_the_name_of_its_original_and_its_stamp(site: MakeSite, name: str) -> None:
    root = site(ENTRY)
    ejected = eject_template(root, name)
    assert (ejected.path, ejected.original) == (root / "templates/entry.html", "plain/entry.html")
    original = root / "themes/plain/templates/entry.html"
    stamp, _, rest = ejected.path.read_text("utf-8").partition("\n")
    assert rest == original.read_text("utf-8")
    found = read_stamp(stamp)
    assert found
    assert found.name == "plain/entry.html"
    original.write_text("Other")
    assert [it.code for it in check_site(root, TODAY)] == ["stale-template"]
    assert build(root).problems == ()


def test_the_template_is_that_of_the_nearest_theme_that_has_it(site: MakeSite) -> None:
    root = site(OWN)
    assert eject_template(root, "page.html").original == "mine/page.html"
    assert eject_template(root, "home.html").original == "plain/home.html"
    (root / "templates/page.html").unlink()
    assert eject_template(root, "plain/page.html").original == "plain/page.html"


def test_a_copy_can_be_edited(site: MakeSite) -> None:
    root = site(ENTRY)
    path = eject_template(root, "entry.html").path
    text = path.read_text("utf-8").replace("{% block main %}", "{% block main %}Mine", 1)
    path.write_text(text, "utf-8")
    build(root)
    page = read_page(root, "activities/a/index.html")
    assert "Mine" in page
    assert page.startswith("<!doctype html>")


def test_the_hints_name_the_block_only_where_there_are_blocks(site: MakeSite) -> None:
    root = site({})
    assert '{% extends "plain/page.html" %}' in eject_template(root, "page.html").hints[-1]
    assert len(eject_template(root, "robots.txt").hints) == 1


def test_nothing_is_overwritten(site: MakeSite) -> None:
    root = site({"templates/page.html": "Mine"})
    with pytest.raises(RefusedError, match=r"^templates/page\.html is there already.*\.bak"):
        eject_template(root, "page.html")
    assert (root / "templates/page.html").read_text() == "Mine"


def test_what_was_made_in_the_meantime_is_not_overwritten(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({})

    def write_late(path: Path, content: bytes, scratch: Path) -> None:
        path.parent.mkdir()
        path.write_text("Mine")
        write_new(path, content, scratch)

    monkeypatch.setattr(module, "write_new", write_late)
    with pytest.raises(RefusedError, match="is there already"):
        eject_template(root, "page.html")
    assert (root / "templates/page.html").read_text() == "Mine"


def test_a_file_in_place_of_the_folder_is_told_as_such(site: MakeSite) -> None:
    root = site({})
    (root / "templates").write_text("Mine")
    with pytest.raises(OSError, match="templates"):
        eject_template(root, "page.html")
    assert (root / "templates").read_text() == "Mine"


def test_a_copy_is_not_written_through_a_link(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    (tmp_path / "elsewhere").mkdir()
    (root / "templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProblemsError) as caught:
        eject_template(root, "page.html")
    assert [it.code for it in caught.value.problems] == ["link-outside"]
    (root / "templates").unlink()
    (root / "templates").mkdir()
    (root / "templates/page.html").symlink_to(tmp_path / "elsewhere/page.html")
    with pytest.raises(ProblemsError) as caught:
        eject_template(root, "page.html")
    assert list((tmp_path / "elsewhere").iterdir()) == []


NAMES = (
    "404.html, actions.html, application.html, entry.html, feed.xml, home.html, layout.html, list.html, "
    "objective.html, objectives.html, options.css, page.html, record.html, redirect.html, review.html, "
    "reviews.html, robots.txt, sitemap.xml"
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("entry.htm", f'did you mean "entry.html"? Its templates are {NAMES}'),
        ("plain/entri.html", f'did you mean "plain/entry.html"? Its templates are {NAMES}'),
        ("zzz", f"its templates are {NAMES}"),
        ("../themes/plain/templates/home.html", "home.html"),
        ("../page.html", 'did you mean "page.html"?'),
        ("/etc/passwd", "its templates are"),
        ("folio/entry.html", 'did you mean "plain/entry.html"?'),
        ("", "its templates are"),
    ],
)
def test_a_name_that_is_none_is_told_with_all_that_are(
    site: MakeSite, name: str, said: str
) -> None:
    root = site({})
    before = read_tree(root.parent)
    with pytest.raises(UsageError) as caught:
        eject_template(root, name)
    assert str(caught.value).startswith(f'the theme plain has no template "{name}": ')
    assert said in str(caught.value)
    assert read_tree(root.parent) == before


@pytest.mark.parametrize("name", ["folio.css", "static/folio.css", "folio/folio.css"])
def test_a_static_file_belongs_into_a_theme_of_ones_own(site: MakeSite, name: str) -> None:
    root = site({"cpdsite.toml": ""})
    with pytest.raises(UsageError) as caught:
        eject_template(root, name)
    said = str(caught.value)
    assert said.startswith("folio.css is a static file, and only templates are copied")
    assert 'extends = "folio"' in said
    assert said.endswith("themes/mine/static/folio.css")


def test_a_static_file_belongs_into_the_theme_of_ones_own_that_is_in_use(site: MakeSite) -> None:
    with pytest.raises(UsageError, match=r"put yours at themes/mine/static/plain\.css$"):
        eject_template(site(OWN), "plain.css")


def test_a_name_that_no_comment_can_hold_is_refused(site: MakeSite) -> None:
    root = site({})
    (root / "themes/plain/templates/a#}b.html").write_text("Text")
    with pytest.raises(UsageError, match=r"rename the template first"):
        eject_template(root, "a#}b.html")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('theme = "gone"\n', "theme"),
        ("theme = plain\n", "toml"),
        ('title = 1\ntheme = "plain"\n', "title"),
    ],
)
def test_without_a_theme_that_is_sure_the_problems_are_told(
    site: MakeSite, settings: str, code: str
) -> None:
    root = site({"cpdsite.toml": settings})
    with pytest.raises(ProblemsError) as caught:
        eject_template(root, "page.html")
    assert [it.code for it in caught.value.problems] == [code]
    assert not (root / "templates").exists()


def test_where_a_parent_is_missing_what_is_there_can_be_copied(site: MakeSite) -> None:
    files = {**OWN, "themes/mine/theme.toml": 'name = "Mine"\nextends = "gone"\n'}
    root = site(files)
    with pytest.raises(ProblemsError) as caught:
        eject_template(root, "home.html")
    assert [it.code for it in caught.value.problems] == ["theme"]
    assert eject_template(root, "page.html").original == "mine/page.html"


def test_a_mistake_in_another_template_is_no_hindrance(site: MakeSite) -> None:
    root = site({"templates/home.html": "{{ nothing }}", "templates/page.html": b"caf\xe9"})
    eject_template(root, "entry.html")
    assert {it.code for it in find_problems(root)} == {"encoding", "template"}
