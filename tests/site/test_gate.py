"""The one gate for files: what may be published, by whichever way it is asked for."""

from pathlib import Path

import pytest

from cpdsite.site.gate import ACTIVE
from tests.conftest import MakeSite
from tests.site_maker import (
    compose_site,
    find_problems,
    find_urls,
    write_entry,
)

USES = [
    pytest.param("![a](a.pdf)", id="image"),
    pytest.param("[a](a.pdf)", id="link"),
    pytest.param("[a](./a.pdf#page=2)", id="link-with-fragment"),
    pytest.param("[a][1]\n\n[1]: a.pdf", id="reference"),
    pytest.param('<a href="a.pdf">a</a>', id="html"),
    pytest.param("[a](%61.pdf)", id="encoded"),
]
EVIDENCE = "content/activities/a.pdf"


def find_evidence_problems(root: Path) -> list[tuple[str, str]]:
    """Return the place and message of each problem with a file that must stay private."""
    problems = compose_site(root).problems
    assert not [it for it in problems if it.code != "evidence"]
    return [(it.location.path, it.message) for it in problems if it.is_error]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("status", ["published", "private", "draft"])
def test_evidence_that_is_not_public_may_be_used_in_no_text(
    site: MakeSite, use: str, status: str
) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry(evidence="a.pdf", status=status),
            "content/activities/b.md": write_entry(f"See {use}"),
            EVIDENCE: "x",
        }
    )
    ((path, message),) = find_evidence_problems(root)
    assert path == "content/activities/b.md"
    assert message.endswith("content/activities/a.md lists it without making it public")
    assert not [url for url in find_urls(compose_site(root)) if url.endswith(".pdf")]


def test_evidence_that_is_not_public_may_not_be_used_in_its_own_text(site: MakeSite) -> None:
    entry = write_entry("See [a](a.pdf)", evidence="a.pdf")
    root = site({"content/activities/a.md": entry, EVIDENCE: "x"})
    assert len(find_evidence_problems(root)) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            {"content/activities/b.md": "evidence: [{file: a.pdf, public: true}]"}, id="evidence"
        ),
        pytest.param(
            {"content/profile.md": "photo: activities/a.pdf\npublic: [photo]"}, id="photo"
        ),
    ],
)
def test_one_place_that_keeps_a_file_private_keeps_it_from_all(
    site: MakeSite, other: dict[str, str]
) -> None:
    known = {
        "content/activities/b.md": "title: B\ndate: 2025-01-01\nstatus: published",
        "content/profile.md": "name: Ada",
    }
    files = {
        path: f"---\n{known[path]}\n{lines}\n---\n\n## What I learned\n\nMuch.\n"
        for path, lines in other.items()
    }
    private = write_entry(evidence="a.pdf", status="private")
    root = site({**files, "content/activities/a.md": private, EVIDENCE: "x"})
    assert len(find_evidence_problems(root)) == 1
    assert not [url for url in find_urls(compose_site(root)) if url.endswith(".pdf")]


def test_evidence_in_the_folder_of_a_hidden_entry_is_shown_by_no_other(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/hidden/index.md": write_entry(status="private"),
            "content/activities/hidden/a.pdf": "x",
            "content/activities/b.md": write_entry(evidence="[{file: hidden/a.pdf, public: true}]"),
        }
    )
    assert len(find_evidence_problems(root)) == 1


@pytest.mark.parametrize(("public", "count"), [("[photo]", 0), ("[email]", 1)])
def test_a_photo_in_the_text_must_be_public(site: MakeSite, public: str, count: int) -> None:
    profile = f"---\nname: Ada\nphoto: me.jpg\npublic: {public}\n---\n\n![Me](me.jpg)\n"
    root = site({"content/profile.md": profile, "content/me.jpg": "x"})
    assert len(find_evidence_problems(root)) == count


@pytest.mark.parametrize("name", ["Certificate #12.pdf", "a?b.pdf", "a%20b.pdf", "Zoë.pdf"])
def test_evidence_is_named_as_its_file_is_called(site: MakeSite, name: str) -> None:
    evidence = f'[{{file: "{name}", public: true}}]'
    root = site(
        {
            "content/activities/a.md": write_entry(evidence=evidence),
            f"content/activities/{name}": "x",
        }
    )
    composed = compose_site(root)
    # No name on Windows can hold a question mark, which is a warning.
    assert [it.code for it in composed.problems] == ["name"] * name.count("?")
    assert len([it for it in find_urls(composed) if it.endswith(".pdf")]) == 1


@pytest.mark.parametrize("ending", [*ACTIVE, ".HTML"])
@pytest.mark.parametrize("way", ["evidence", "link"])
def test_what_could_act_as_a_page_of_the_site_is_refused(
    site: MakeSite, ending: str, way: str
) -> None:
    listed = f'[{{file: "a{ending}", public: true}}]' if way == "evidence" else ""
    body = "" if listed else f"See [it](a{ending})."
    files = {
        "content/activities/entry.md": write_entry(body, evidence=listed),
        f"content/activities/a{ending}": "<script>alert(1)</script>",
    }
    root = site(files)
    (problem,) = find_problems(root)
    assert (problem.code, problem.location.path) == ("active", "content/activities/entry.md")
    assert problem.location.line > 0
    assert "PDF" in problem.hint
    assert not (root / "public").exists()


def test_what_the_owner_of_the_site_puts_into_static_is_their_own(site: MakeSite) -> None:
    assert "/search.js" in find_urls(compose_site(site({"static/search.js": "go()"})))


@pytest.mark.parametrize("name", ["notes.md", "Notes.MD", "notes.markdown"])
def test_markdown_is_never_published_as_a_file(site: MakeSite, name: str) -> None:
    listed = f"[{{file: {name}, public: true}}]"
    text = write_entry(f"[n]({name})", evidence=listed)
    files = {"content/activities/a/index.md": text, f"content/activities/a/{name}": "<!-- mine -->"}
    root = site(files)
    assert {it.code for it in find_problems(root) if it.is_error} == {"evidence", "link"}
    assert not (root / "public").exists()
