"""``serve`` without a server: what is shown after each save, and what is said to be wrong."""

import re
from datetime import date
from pathlib import Path

import pytest

from cpdsite.commands import serve
from cpdsite.commands.editions import MAKING
from cpdsite.commands.serve import NOTHING_YET, open_source
from cpdsite.commands.site_folder import SOURCES
from cpdsite.content import reader
from cpdsite.content.entries import ReadFile, read_file
from cpdsite.errors import Problem, find_errors
from cpdsite.files import digest_file, read_bytes
from cpdsite.publish.folder import MARKER
from tests.commands.desks import PUBLISHED_BASE, Viewer, read_edition, with_base
from tests.conftest import MakeSite
from tests.edits import GUILD, Editor
from tests.picture_maker import make_picture_file
from tests.site_maker import TODAY, build, find_problems, read_tree, write_entry, write_files
from tests.test_privacy import PRIVATE, find_canaries
from tests.test_sites_invalid import NAMES, REPORT, SITES, make_invalid

ENTRY = "content/activities/2025-03-12-negotiation.md"
PAGE = "activities/2025-03-12-negotiation/index.html"
FAILING = "{{ page.titel }}"


# What is shown after a save


def test_the_first_page_is_that_of_the_site(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    assert "Negotiating agreements" in viewer.mine(PAGE)
    assert viewer.showing.problems == ()
    assert (viewer.refreshed.pages, viewer.showing.note) == (0, "")


def test_a_saved_entry_is_shown_everywhere_and_counted(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.save(ENTRY, write_entry("Other words.", title="Another title"))
    assert "Other words." in viewer.mine(PAGE)
    assert "Another title" in viewer.mine("activities/index.html")
    assert "Another title" in viewer.published("activities/index.html")
    assert viewer.refreshed.pages == 1


def test_a_page_for_each_address_of_an_entry_is_counted(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.save(ENTRY, write_entry(aliases="[/old/, /older/]"))
    assert viewer.refreshed.pages == 3


def test_a_new_and_a_deleted_entry_come_and_go(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    new = "activities/new/index.html"
    assert viewer.mine(new) == ""
    viewer.save("content/activities/new.md", write_entry("Brand-new."))
    assert "Brand-new." in viewer.mine(new)
    viewer.delete("content/activities/new.md")
    assert viewer.mine(new) == ""
    assert viewer.refreshed.pages == 0


@pytest.mark.parametrize(
    ("path", "grows"),
    [
        (ENTRY, ()),
        ("content/profile.md", ()),
        ("themes/plain/static/plain.css", ("styles",)),
        ("static/own.css", ("styles",)),
        ("templates/page.html", ("reload",)),
        ("cpdsite.toml", ("reload",)),
        ("content/activities/pic.png", ("reload",)),
        ("static/notes.md", ("reload",)),
    ],
)
def test_each_kind_of_file_asks_of_a_page_what_it_must(
    site: MakeSite, path: str, grows: tuple[str, ...]
) -> None:
    viewer = Viewer(site("small"))
    before = viewer.showing
    after = viewer.refresh(path)
    assert after.revision == before.revision + 1
    changed = {
        name for name in ("reload", "styles") if getattr(after, name) > getattr(before, name)
    }
    assert changed == set(grows)


def test_what_is_wrong_changes_all_pages_and_what_stays_wrong_none(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    before = viewer.showing.revision
    assert viewer.save(ENTRY, "no front matter").revision == before + 2
    assert viewer.refresh("content/profile.md").revision == before + 3


def test_a_site_without_activities_says_how_to_begin(site: MakeSite) -> None:
    viewer = Viewer(site({}))
    assert viewer.showing.note == NOTHING_YET
    assert viewer.save("content/activities/a.md", write_entry()).note == ""


def test_only_the_files_that_changed_are_read_again(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = Viewer(site("rich"))
    read: list[str] = []

    def watch(kind: str, path: str, data: bytes) -> ReadFile:
        read.append(path)
        return read_file(kind, path, data)

    monkeypatch.setattr(reader, "read_file", watch)
    path = "content/activities/2025-01-mentoring.md"
    viewer.save(path, write_entry("Again."))
    assert read == [path]
    viewer.refresh()
    assert read == [path]


def test_the_preview_of_a_large_site_is_shown_before_all_of_it_is_looked_through(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "MANY", 2)
    broken = write_entry("See [it](gone.md).")
    root = site({f"content/activities/{name}.md": write_entry() for name in "abc"})
    viewer = Viewer(root)
    write_files(root, {"content/activities/a.md": broken})
    quick, whole = viewer.desk.refresh(frozenset({"content/activities/a.md"}))
    assert (quick.is_complete, quick.showing.problems) == (False, ())
    assert whole.is_complete
    assert [it.code for it in whole.showing.problems] == ["link"]
    # What was wrong elsewhere probably still is; what is wrong here has to be looked for.
    (root / "content/activities/b.md").write_text(write_entry("Better."))
    quick, whole = viewer.desk.refresh(frozenset({"content/activities/b.md"}))
    assert quick.showing.problems == whole.showing.problems
    (root / "content/activities/a.md").write_text(write_entry("Mended."))
    refreshed = viewer.desk.refresh(frozenset({"content/activities/a.md"}))
    assert [it.showing.problems for it in refreshed] == [(), ()]


def test_what_waits_is_told_and_changes_with_the_day(site: MakeSite) -> None:
    entry = write_entry(further_action="[{action: Write, due: 2026-11-23}]")
    viewer = Viewer(site({"content/activities/a.md": entry}))
    path = "content/activities/a.md"
    due, review = viewer.showing.waiting
    assert due.heading == "Further actions due in the next 60 days"
    assert (due.words, due.path) == ("An entry: Write (due 23 November 2026)", path)
    assert review.heading == "Reviews missing"
    viewer.today = date(2026, 11, 24)
    assert viewer.desk.is_stale()
    assert viewer.refresh().waiting[0].heading == "Further actions overdue"
    shown = viewer.save(path, write_entry(date="2026-11-01"))
    assert shown.waiting == ()
    assert "Write" not in viewer.published()


def test_a_new_day_makes_what_is_planned_due(site: MakeSite) -> None:
    root = site("rich")
    viewer = Viewer(root)
    planned = "activities/2027-02-planned/index.html"
    assert viewer.published(planned) == ""
    assert not viewer.desk.is_stale()
    viewer.today = date(2027, 2, 1)
    assert viewer.desk.is_stale()
    viewer.refresh()
    assert "Later." in viewer.published(planned)
    assert not viewer.desk.is_stale()


@pytest.mark.parametrize("path", [ENTRY, "content/activities/proof.txt"])
def test_a_file_that_goes_while_it_is_read_is_no_mistake(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    viewer = Viewer(site("small"))
    write_files(viewer.root, {"content/activities/proof.txt": "proof"})

    def vanish(root: Path, asked: str, *more: int) -> object:
        if asked == path:
            (root / asked).unlink(missing_ok=True)
        return (read_bytes if more else digest_file)(root, asked, *more)

    monkeypatch.setattr(reader, "read_bytes", vanish)
    monkeypatch.setattr(reader, "digest_file", vanish)
    viewer.refresh(path)
    assert not (viewer.root / path).exists()
    assert viewer.codes == []


def test_settings_that_are_gone_are_told(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.delete("cpdsite.toml")
    assert [it.location.path for it in viewer.showing.problems] == ["cpdsite.toml"]
    assert "Ada&#39;s CPD" in viewer.mine()


# What stays good


def test_an_entry_with_a_mistake_is_shown_as_it_last_was(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.save(ENTRY, write_entry("Good words."))
    viewer.save(ENTRY, "---\ntitle: [\n---\n\nBad words.\n")
    assert "Good words." in viewer.mine(PAGE)
    assert "Good words." in viewer.published(PAGE)
    assert {it.location.path for it in viewer.showing.problems} == {ENTRY}
    viewer.save("content/profile.md", "---\nname: Bo\n---\n")
    assert "Good words." in viewer.mine(PAGE)
    viewer.save(ENTRY, write_entry("Better words."))
    assert "Better words." in viewer.mine(PAGE)
    assert viewer.showing.problems == ()


def test_a_deleted_entry_is_not_shown_as_it_last_was(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.save(ENTRY, "no front matter")
    assert viewer.mine(PAGE)
    viewer.delete(ENTRY)
    assert viewer.mine(PAGE) == ""
    viewer.save(ENTRY, "no front matter")
    assert viewer.mine(PAGE) == ""


def test_a_profile_that_is_gone_leaves_the_site_as_it_was(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.delete("content/profile.md")
    assert "Ada" in viewer.mine()
    assert viewer.codes == ["profile"]
    # What the last good site showed may have gone since.
    viewer.delete(ENTRY)
    assert viewer.mine(PAGE) == ""
    viewer.save("content/profile.md", "---\nname: Bo\n---\n")
    assert "Bo" in viewer.mine()
    assert viewer.mine(PAGE) == ""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("cpdsite.toml", "title = "),
        ("cpdsite.toml", 'title = "Ada\'s CPD"\ntheme = "gone"\nrecord_files = []\n'),
        ("themes/plain/theme.toml", "name = "),
        ("themes/plain/static/plain.css", "b { background: url(gone.svg) }"),
    ],
)
def test_settings_and_a_theme_with_a_mistake_give_way_to_the_last_good_ones(
    site: MakeSite, path: str, content: str
) -> None:
    viewer = Viewer(site("small"))
    good = (viewer.root / path).read_bytes()
    before = read_edition(viewer.showing.mine)
    viewer.save(path, content)
    assert find_errors(viewer.showing.problems)
    assert read_edition(viewer.showing.mine) == before
    viewer.save(ENTRY, write_entry("New words."))
    assert "New words." in viewer.mine(PAGE)
    assert "Ada&#39;s CPD" in viewer.mine()
    viewer.save(path, good)
    assert viewer.showing.problems == ()


def test_a_scheme_with_a_mistake_leaves_the_site_as_it_last_was(site: MakeSite) -> None:
    root = site(
        {"cpdsite.toml": 'scheme = "guild"\ntheme = "plain"\n', "schemes/guild.toml": GUILD}
    )
    viewer = Viewer(root)
    before = viewer.mine("record/index.html")
    viewer.save("schemes/guild.toml", GUILD.replace("name =", "nmae ="))
    assert {it.location.path for it in viewer.showing.problems} == {"schemes/guild.toml"}
    assert viewer.mine("record/index.html") == before
    viewer.save("schemes/guild.toml", GUILD.replace('"When"', '"Day"'))
    assert viewer.showing.problems == ()
    assert "Day" in viewer.mine("record/index.html")


@pytest.mark.parametrize("template", [FAILING, "{% if %}"])
def test_a_page_whose_template_fails_is_shown_as_it_last_was(site: MakeSite, template: str) -> None:
    viewer = Viewer(site("small"))
    good = viewer.mine(PAGE)
    viewer.save("templates/entry.html", template)
    assert viewer.showing.mine is not None
    found = viewer.showing.mine.find(PAGE)
    assert found is not None
    assert found.content.decode() == good
    assert [it.location.path for it in found.problems] == ["templates/entry.html"]
    assert set(found.problems) <= set(viewer.showing.problems)
    viewer.delete("templates/entry.html")
    assert viewer.mine(PAGE) == good
    assert viewer.showing.problems == ()


def test_a_page_that_was_never_good_is_empty_and_says_why(site: MakeSite) -> None:
    viewer = Viewer(
        site({"templates/home.html": FAILING, "content/activities/a.md": write_entry()})
    )
    assert viewer.showing.published is not None
    found = viewer.showing.published.find("index.html")
    assert found is not None
    assert (found.content, [it.code for it in found.problems]) == (b"", ["template"])
    assert viewer.mine("activities/index.html")


def test_a_template_that_fails_on_every_page_is_one_problem(site: MakeSite) -> None:
    entries = {f"content/activities/{name}.md": write_entry() for name in "abc"}
    viewer = Viewer(site({**entries, "templates/entry.html": FAILING}))
    (problem,) = viewer.showing.problems
    assert str(problem.location) == "templates/entry.html:1:1"
    assert MAKING not in problem.message


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("content/profile.md", "no front matter"),
        ("cpdsite.toml", 'theme = "gone"'),
        ("cpdsite.toml", 'scheme = "gone"'),
        ("themes/plain/theme.toml", 'name = "Plain"\nextends = "gone"\n'),
    ],
)
def test_a_site_that_was_never_good_is_shown_once_it_is(
    site: MakeSite, path: str, content: str
) -> None:
    root = site("small")
    good = (root / path).read_bytes()
    write_files(root, {path: content})
    viewer = Viewer(root)
    assert (viewer.showing.mine, viewer.showing.published) == (None, None)
    assert len(viewer.codes) == 1
    viewer.save(path, good)
    assert "Negotiating" in viewer.mine(PAGE)
    assert viewer.codes == []


# What is said to be wrong


def find_told(problems: tuple[Problem, ...]) -> set[str]:
    """Return the errors as a report words their first lines, without which page they are of."""
    return {f"{it.location}: error[{it.code}]: {it.message}" for it in find_errors(problems)}


@pytest.mark.parametrize("name", NAMES)
def test_every_error_that_a_check_tells_is_told_and_no_other(name: str, tmp_path: Path) -> None:
    viewer = Viewer(make_invalid(tmp_path / "site", name))
    report = (SITES / name / REPORT).read_text("utf-8")
    lines = re.findall(r"^\S.*: error\[[\w-]+\]: .*$", report, re.MULTILINE)
    wanted = {line.partition(MAKING)[0] for line in lines}
    told = {line.partition(MAKING)[0] for line in find_told(viewer.showing.problems)}
    assert told == wanted


def test_the_warnings_of_a_build_are_told(site: MakeSite) -> None:
    viewer = Viewer(
        site(
            {
                "templates/never-used.html": "Words.",
                "content/activities/a.md": write_entry(type="Glass blowing"),
            }
        )
    )
    warnings = build(viewer.root).problems
    assert [it.location.path for it in warnings] == [
        "content/activities/a.md",
        "templates/never-used.html",
    ]
    assert viewer.showing.problems == warnings


def test_what_is_not_published_yet_is_looked_through_too(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry("[x](gone.md)", status="draft")})
    viewer = Viewer(root)
    assert viewer.codes == ["link"]
    # It keeps nothing from being published, so it waits with the warnings.
    assert [it.is_error for it in viewer.showing.problems] == [False]
    assert find_problems(root) == ()


@pytest.mark.parametrize("changed", ["private", "deleted"])
@pytest.mark.parametrize("path", ["cpdsite.toml", "content/profile.md", ENTRY])
def test_what_is_withdrawn_while_something_is_wrong_is_withdrawn_at_once(
    site: MakeSite, path: str, changed: str
) -> None:
    viewer = Viewer(site("small"))
    wrong = {"cpdsite.toml": 'scheme = "nonsuch"\n', "content/profile.md": "---\nnme: A\n---\n"}
    if path in wrong:
        viewer.save(path, wrong[path])
    assert "Negotiating" in viewer.published(PAGE)
    if changed == "deleted":
        viewer.delete(ENTRY)
    else:
        # With a mistake of its own, it says all the same that it is not for everyone.
        viewer.save(ENTRY, write_entry(title="Negotiating", status="private", datte="2025"))
        assert "Negotiating" in viewer.mine(PAGE)
    assert viewer.published(PAGE) == ""
    assert "Negotiating" not in viewer.published("activities/index.html")


def test_entries_follow_while_a_scheme_is_broken(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    viewer.save("cpdsite.toml", 'scheme = "nonsuch"\n')
    viewer.save(ENTRY, write_entry("Words.", title="A new title"))
    assert "A new title" in viewer.mine(PAGE)
    assert "scheme" in viewer.codes


def test_a_page_never_seen_is_made_with_the_last_theme_that_could(site: MakeSite) -> None:
    viewer = Viewer(site("small"))
    assert "Ada" in viewer.mine()
    viewer.save("templates/entry.html", "{{ page.titel }}")
    assert "Negotiating" in viewer.mine(PAGE)
    assert "template" in viewer.codes


def test_a_file_that_only_the_person_sees_is_looked_at(site: MakeSite) -> None:
    evidence = "[{file: proof.png}]"
    viewer = Viewer(
        site(
            {
                "content/activities/a.md": write_entry(evidence=evidence),
                "content/activities/proof.png": "no picture",
            }
        )
    )
    assert viewer.codes == ["image"]
    viewer.save("content/activities/proof.png", make_picture_file("png"))
    assert viewer.codes == []


# Who sees what


@pytest.mark.parametrize(
    "url", ["activities/draft/", "activities/private/", "activities/2027-02-planned/"]
)
def test_what_is_not_published_is_shown_to_the_person_alone(site: MakeSite, url: str) -> None:
    showing = Viewer(site("rich")).showing
    assert showing.mine is not None
    assert showing.published is not None
    path = f"{url}index.html"
    assert (showing.mine.holds(path), showing.published.holds(path)) == (True, False)
    assert showing.mine.is_alone(path)


def test_evidence_that_is_not_public_is_shown_to_the_person_alone(site: MakeSite) -> None:
    viewer = Viewer(site("rich"))
    folder = "activities/2024-09-workshop"
    assert viewer.mine(f"{folder}/private.pdf")
    assert viewer.published(f"{folder}/private.pdf") == ""
    assert "Marks" in viewer.mine(f"{folder}/index.html")
    assert "Marks" not in viewer.published(f"{folder}/index.html")
    assert viewer.mine(f"{folder}/unused.txt") == ""


@pytest.mark.parametrize("name", ["small", "rich"])
def test_what_everyone_will_see_is_what_a_build_writes(site: MakeSite, name: str) -> None:
    root = site(name)
    showing = Viewer(root).showing
    build(root, clean=True)
    base = {"small": "/", "rich": "/zo\u00eb/"}[name]
    built = with_base(read_built(root / "public"), base, PUBLISHED_BASE)
    published = read_edition(showing.published)
    assert published == built
    mine = read_edition(showing.mine)
    assert published.keys() < mine.keys()
    # Pages, feeds and records hold more for the person; what they are made of is the same.
    shown = (".html", ".xml", "record.csv", "record.json")
    files = {path for path in published if not path.endswith(shown)}
    assert {path: mine[path] for path in files} == {path: published[path] for path in files}


def read_built(folder: Path) -> dict[str, bytes]:
    """Return what a build wrote, without its marker."""
    return {path: it for path, it in read_tree(folder).items() if path != MARKER}


def test_the_person_sees_what_everyone_does_where_nothing_is_hidden(site: MakeSite) -> None:
    root = site("small")
    draft = root / "content/activities/2025-06-draft.md"
    draft.write_text(draft.read_text().replace("draft", "published"))
    showing = Viewer(root).showing
    build(root)
    assert read_edition(showing.mine) == read_built(root / "public")


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_nothing_private_is_in_what_everyone_will_see(
    site: MakeSite, tmp_path: Path, theme: str
) -> None:
    root = site(PRIVATE)
    settings = root / "cpdsite.toml"
    settings.write_text(settings.read_text().replace("plain", theme))
    showing = Viewer(root).showing
    for name, edition in (("published", showing.published), ("mine", showing.mine)):
        write_files(tmp_path / name, read_edition(edition))
    assert list(find_canaries(tmp_path / "published")) == []
    seen = list(find_canaries(tmp_path / "mine"))
    assert len(seen) > 50
    hidden = ("canary-mail", "canary-number", "canary-photo", "canary-link.example")
    assert not [
        word
        for word in hidden
        for path, content in read_tree(tmp_path / "mine").items()
        if word in path or word.encode() in content
    ]


def test_nothing_is_written_but_the_cache(site: MakeSite) -> None:
    root = site("rich")
    before = read_tree(root)
    viewer = Viewer(root)
    for edition in (viewer.showing.mine, viewer.showing.published):
        read_edition(edition)
    viewer.refresh(ENTRY)
    after = read_tree(root)
    assert {path: it for path, it in after.items() if not path.startswith(".cpdsite/")} == before
    assert after.keys() > before.keys()


def test_the_source_names_what_a_person_writes(site: MakeSite) -> None:
    root = site("small")
    source = open_source(root, lambda: TODAY, "/cpd/")
    assert (source.root, source.names) == (root, SOURCES)
    *_, last = source.refresh(frozenset())
    assert last.showing.mine is not None
    found = last.showing.mine.find("404.html")
    assert found is not None
    assert b'href="/cpd/' in found.content
    assert not source.is_stale()


# Any edits


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_preview_is_that_of_a_fresh_look(tmp_path: Path, seed: int) -> None:
    editor = Editor(tmp_path / "site", seed)
    viewer = Viewer(editor.root)
    compared = 0
    for _ in range(14):
        viewer.refresh(*editor.edit())
        shown = check_like_fresh(viewer, editor)
        if not find_errors(viewer.showing.problems):
            compared += 1
            clean = build(editor.root, clean=True, output=tmp_path / "clean")
            assert shown == with_base(read_built(clean.folder), "/", PUBLISHED_BASE)
    assert compared > 3


def check_like_fresh(viewer: Viewer, editor: Editor) -> dict[str, bytes]:
    """Check that a preview opened now shows the same, and return what everyone will see."""
    showing = viewer.showing
    published, mine = read_edition(showing.published), read_edition(showing.mine)
    if editor.has_sound_settings:
        fresh = Viewer(editor.root).showing
        assert fresh.problems == showing.problems
        if editor.is_whole:
            assert read_edition(fresh.published) == published
            assert read_edition(fresh.mine) == mine
    return published


def test_the_edits_break_and_mend(tmp_path: Path) -> None:
    editor = Editor(tmp_path / "site", 1)
    broken = sum(bool(editor.edit()) and not editor.is_whole for _ in range(60))
    assert 10 < broken < 60
    editor.mend()
    assert editor.is_whole
    assert not find_errors(find_problems(editor.root))
