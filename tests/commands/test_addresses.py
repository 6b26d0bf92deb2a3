"""``slug: random``: a build writes an address in its place, once and for all."""

from pathlib import Path

import pytest

from cpdsite.commands import addresses
from cpdsite.commands.addresses import Named, name_applications
from cpdsite.commands.build import BuildOptions, hold_output
from cpdsite.errors import ProblemsError, RefusedError
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_problems, read_tree

FOLIO = 'theme = "folio"\nrecord_files = []\n'
PATH = "content/applications/mine.md"
UNGUESSED = "abcdefghij234567"
SLUG = f"full-membership-{UNGUESSED}"
TEXT = (
    "---\ntitle: Full membership\nstatus: published\nslug: random\n---\n\nWords.\n\nslug: random\n"
)


def name(root: Path, *, drafts: bool = False) -> tuple[Named, ...]:
    """Give applications their addresses, as before a build."""
    return name_applications(root, BuildOptions(today=TODAY, drafts=drafts), lambda: UNGUESSED)


def make(site: MakeSite, text: str | bytes = TEXT, path: str = PATH) -> Path:
    """Make a site with an application."""
    return site({"cpdsite.toml": FOLIO, path: text})


def test_the_word_is_replaced_and_nothing_else_changes(site: MakeSite) -> None:
    root = make(site)
    before = read_tree(root)
    (named,) = name(root)
    assert (named.path, named.line, named.slug) == (PATH, 4, SLUG)
    after = TEXT.replace("slug: random", f"slug: {SLUG}", 1).encode()
    changed = {it: content for it, content in read_tree(root).items() if ".cpdsite" not in it}
    assert changed == {**before, PATH: after}
    assert name(root) == ()
    build(root)
    assert (root / f"public/applications/{SLUG}/index.html").is_file()
    assert (root / PATH).read_bytes() == after


@pytest.mark.parametrize(
    "line",
    [
        "slug: random",
        "slug: 'random'",
        'slug:   "random"   # not to be guessed',
        "'slug' : random",
        "slug: random\t#tab",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_quotes_comments_and_line_ends_stay(site: MakeSite, line: str, end: str, mark: str) -> None:
    text = f"{mark}---\ntitle: Full membership # random\nstatus: published\n{line}\n---\nWords\n"
    data = text.replace("\n", end).encode()
    root = make(site, data)
    assert len(name(root)) == 1
    written = line.replace("random", SLUG, 1).encode()
    assert (root / PATH).read_bytes() == data.replace(line.encode(), written, 1)


@pytest.mark.parametrize(
    "keys",
    [
        "slug: random-walk",
        "slug: Random",
        "extra:\n  slug: random",
        "tags: random",
        "slug: {slug: random}",
        "status: draft\nslug: random",
        "status: private\nslug: random",
        "slug: random\nslug: random",
    ],
)
def test_anything_else_is_left_alone(site: MakeSite, keys: str) -> None:
    known = "" if "status" in keys else "status: published\n"
    root = make(site, f"---\ntitle: A\n{known}{keys}\n---\n")
    before = read_tree(root)
    assert name(root) == ()
    assert read_tree(root) == before


def test_a_draft_gets_one_where_drafts_are_built(site: MakeSite) -> None:
    root = make(site, TEXT.replace("published", "draft"))
    assert name(root) == ()
    assert len(name(root, drafts=True)) == 1


def test_the_default_status_counts(site: MakeSite) -> None:
    root = make(site, TEXT.replace("status: published\n", ""))
    assert name(root) == ()
    (root / "cpdsite.toml").write_text(f'{FOLIO}default_status = "published"\n')
    assert len(name(root)) == 1


def test_a_file_of_an_entry_is_no_entry(site: MakeSite) -> None:
    files = {
        "cpdsite.toml": FOLIO,
        "content/applications/a/index.md": TEXT,
        "content/applications/a/notes.md": TEXT,
    }
    assert [it.path for it in name(site(files))] == ["content/applications/a/index.md"]


def test_a_word_on_a_line_of_its_own_is_refused_by_the_build(site: MakeSite) -> None:
    root = make(site, TEXT.replace("slug: random\n---", "slug:\n  random\n---"))
    assert name(root) == ()
    (problem,) = find_problems(root)
    assert (problem.code, problem.location.line, problem.is_error) == ("slug", 4, True)


@pytest.mark.parametrize("body", ["", "\n", "\n\nWords."])
def test_it_does_not_matter_what_the_statement_is(site: MakeSite, body: str) -> None:
    root = make(site, f"---\ntitle: A\nstatus: published\nslug: random\n---{body}")
    assert [it.code for it in find_problems(root)] == ["slug"]


def test_a_build_that_cannot_keep_an_address_is_refused(site: MakeSite) -> None:
    root = make(site)
    (problem,) = find_problems(root)
    assert str(problem.location) == f"{PATH}:4:1"
    assert problem.is_error
    assert "each build would make another one" in problem.message
    assert find_problems(root, strict=True) == (problem,)
    assert (root / PATH).read_text("utf-8") == TEXT
    assert not (root / "public").exists()


def test_a_file_that_is_called_random_has_its_name_for_an_address(site: MakeSite) -> None:
    path = "content/applications/random.md"
    root = make(site, TEXT.replace("slug: random\n---", "---"), path)
    assert name(root) == ()
    assert find_problems(root) == ()


def test_a_file_that_cannot_be_written_is_a_problem(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, __: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    root = make(site)
    monkeypatch.setattr(addresses, "write_whole", refuse)
    with pytest.raises(ProblemsError) as caught:
        name(root)
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{PATH}:4:1"
    assert "this cannot be written: Permission denied" in problem.message
    assert f"slug: {SLUG}" in problem.hint
    assert (root / PATH).read_text("utf-8") == TEXT


def test_the_permissions_stay(site: MakeSite) -> None:
    root = make(site)
    (root / PATH).chmod(0o640)
    assert len(name(root)) == 1
    assert (root / PATH).stat().st_mode & 0o777 == 0o640


def test_what_a_killed_build_left_beside_the_file_goes(site: MakeSite) -> None:
    root = make(site)
    left = root / "content/applications/.cpdsite-mine.md.77.tmp"
    left.write_text("a part")
    assert len(name(root)) == 1
    assert not left.exists()


def test_two_builds_at_once_make_one_address(site: MakeSite) -> None:
    root = make(site)
    options = BuildOptions(today=TODAY)
    with hold_output(root, options), pytest.raises(RefusedError, match="another build"):
        name(root)
    assert (root / PATH).read_text("utf-8") == TEXT
