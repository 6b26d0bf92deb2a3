"""What commands share: finding, opening and composing a site."""

from pathlib import Path

import pytest

from cpdsite.commands.site_folder import (
    CACHE,
    PASSAGES,
    compose_for,
    find_manifest,
    find_site,
    open_site,
    refuse_problems,
    store_passages,
)
from cpdsite.errors import Location, Problem, ProblemsError, Severity, UsageError
from cpdsite.portfolio.portfolio import make_myself, make_public
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, find_urls, read_tree

WARNING = Problem(Location("a"), "code", "message", severity=Severity.WARNING)
ERROR = Problem(Location("b"), "code", "message")


@pytest.mark.parametrize("start", [".", "content", "content/activities"])
def test_the_site_is_found_from_any_folder_in_it(site: MakeSite, start: str) -> None:
    root = site("small")
    assert find_site(root / start) == root


def test_no_site_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no cpdsite\.toml in .* cpdsite init"):
        find_site(tmp_path)


def test_every_problem_of_a_site_is_collected(site: MakeSite) -> None:
    root = site(
        {
            "cpdsite.toml": 'theme = "gone"\nscheme = "gone"\ncolour = 1\n',
            "content/profile.md": "---\nnme: Ada\n---\n",
            "content/activities/a.md": "no front matter",
        }
    )
    opened = open_site(root)
    found = {(it.location.path, it.code) for it in opened.problems}
    assert found >= {
        ("cpdsite.toml", "unknown-key"),
        ("cpdsite.toml", "theme"),
        ("cpdsite.toml", "scheme"),
        ("content/profile.md", "unknown-key"),
        ("content/profile.md", "name"),
        ("content/activities/a.md", "front-matter"),
    }
    with pytest.raises(ProblemsError) as caught:
        compose_for(opened, make_public(TODAY), "")
    assert caught.value.problems == opened.problems


def test_each_audience_has_its_own_site(site: MakeSite) -> None:
    opened = open_site(site("rich"))
    public = find_urls(compose_for(opened, make_public(TODAY), ""))
    mine = find_urls(compose_for(opened, make_myself(TODAY), ""))
    added = set(mine) - set(public)
    assert {url for url in added if url.startswith("/activities/")} == {
        "/activities/draft/",
        "/activities/private/",
        "/activities/2027-02-planned/",
        "/activities/2024-09-workshop/private.pdf",
    }


def test_what_is_left_out_is_named_with_the_reason(site: MakeSite) -> None:
    composed = compose_for(open_site(site("rich")), make_public(TODAY), "")
    assert sorted((it.entry.path, it.reason) for it in composed.left_out) == [
        ("content/activities/2027-02-planned.md", "planned"),
        ("content/activities/draft.md", "draft"),
        ("content/activities/private.md", "no status, so private"),
    ]


def test_errors_refuse_and_warnings_only_when_strict() -> None:
    refuse_problems((WARNING,), strict=False)
    refuse_problems((), strict=True)
    for problems, strict in (((WARNING,), True), ((ERROR, WARNING), False)):
        with pytest.raises(ProblemsError) as caught:
            refuse_problems(problems, strict=strict)
        assert set(caught.value.problems) == set(problems)


def test_converted_prose_is_stored_once(site: MakeSite) -> None:
    root = site("small")
    build(root)
    path = root / CACHE / PASSAGES
    before = path.stat().st_mtime_ns
    build(root)
    assert path.stat().st_mtime_ns == before


def test_a_site_that_cannot_keep_its_cache_goes_without(site: MakeSite) -> None:
    root = site("small")
    (root / CACHE).write_text("a file where the folder belongs")
    opened = open_site(root)
    compose_for(opened, make_public(TODAY), "")
    store_passages(opened)
    assert (root / CACHE).is_file()


def test_each_output_folder_has_its_manifest(site: MakeSite) -> None:
    root = site("small")
    build(root)
    one, two = root / "public", root.parent / "two"
    assert find_manifest(root, one) != find_manifest(root, two)
    assert find_manifest(root, one) == find_manifest(root, root / "content" / ".." / "public")
    built = build(root, output=two)
    assert built.published.added == len(built.rendered)
    assert read_tree(one) == read_tree(two)
    assert build(root).rendered == ()
