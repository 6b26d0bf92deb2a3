"""Why: what becomes of every kind of file."""

from pathlib import Path

import pytest

from cpdsite.commands.init import NewSite, create_site
from cpdsite.commands.why import Reasons, explain_file
from cpdsite.errors import ProblemsError, UsageError
from tests.conftest import MakeSite
from tests.picture_maker import make_document, make_picture_file
from tests.site_maker import TODAY, write_entry

WORKSHOP = "content/activities/2024-09-workshop"
BENCH = "/activities/2024-09-workshop/images/bench.png"
CERTIFICATE = "/activities/2024-09-workshop/certificate.pdf"
WORKSHOP_LISTS = (
    "/activities/",
    "/providers/c-plus-plus/",
    "/providers/c/",
    "/tags/c-plus-plus/",
    "/tags/c-sharp/",
    "/tags/c/",
    "/types/course/",
    "/years/2024-25/",
)


def explain(site: MakeSite, path: str, source: str = "rich") -> Reasons:
    root = site(source)
    return explain_file(root, root / path, TODAY)


def test_a_file_may_be_named_from_the_folder_of_the_site(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site("rich")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    named = explain_file(root, Path("content/activities/draft.md"), TODAY)
    assert named == explain_file(root, root / "content/activities/draft.md", TODAY)
    assert named.path == "content/activities/draft.md"


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        (
            f"{WORKSHOP}/index.md",
            (
                "It makes /activities/2024-09-workshop/ (the file activities/2024-09-workshop/index.html).",
                "It makes /courses/1/ (the file courses/1/index.html).",
                "It makes /old/workshop/ (the file old/workshop/index.html).",
                f"It is listed at {', '.join(WORKSHOP_LISTS)}.",
                "It is in the records /record/, /record/2024-25/, /record/guild/.",
            ),
        ),
        ("content/activities/draft.md", ("It is left out of the published site: draft.",)),
        (
            "content/activities/private.md",
            ("It is left out of the published site: no status, so private.",),
        ),
        (
            "content/activities/2027-02-planned.md",
            ("It is left out of the published site: planned.",),
        ),
        (
            "content/pages/method.md",
            (
                "It makes /how/ (the file how/index.html).",
                "It makes /method/ (the file method/index.html).",
            ),
        ),
        (
            "content/profile.md",
            (
                "It makes /about/ (the file about/index.html).",
                "The home page and every record show the name and what public: lists.",
            ),
        ),
        (
            f"{WORKSHOP}/certificate.pdf",
            (
                f"It makes {CERTIFICATE} (the file {CERTIFICATE[1:]}).",
                "It is published because an entry shows it, links to it, or says public: true.",
            ),
        ),
        (
            f"{WORKSHOP}/private.pdf",
            (
                "It is not published: no published entry uses it, and no evidence with public: true.",
            ),
        ),
        (
            f"{WORKSHOP}/images/bench.png",
            (
                f"It makes {BENCH} (the file {BENCH[1:]}).",
                "It is published because an entry shows it, links to it, or says public: true.",
                "It is made again for the site, so nothing of its metadata is published.",
            ),
        ),
        ("static/verify.txt", ("It makes /verify.txt (the file verify.txt).",)),
        ("cpdsite.toml", ("It shapes the whole site and is not published itself.",)),
        ("templates/entry.html", ("It shapes the whole site and is not published itself.",)),
        ("schemes/guild.toml", ("It shapes the whole site and is not published itself.",)),
        ("themes/child/theme.toml", ("It shapes the whole site and is not published itself.",)),
    ],
)
def test_each_kind_of_file_is_explained(
    site: MakeSite, path: str, sentences: tuple[str, ...]
) -> None:
    reasons = explain(site, path)
    assert reasons.path == path
    assert reasons.sentences == sentences


def test_a_redirect_that_comes_first_is_not_taken_for_the_page(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(aliases="[/aaa/]")})
    reasons = explain_file(root, root / "content/activities/a.md", TODAY)
    assert reasons.sentences[0] == "It makes /aaa/ (the file aaa/index.html)."
    assert "It is listed at /activities/, /years/2025/." in reasons.sentences


def test_a_static_file_of_a_theme_is_an_asset(site: MakeSite) -> None:
    made, again = explain(site, "themes/plain/static/dot.svg").sentences
    assert made.startswith("It makes /assets/dot.")
    assert again.startswith("It is made again")


@pytest.mark.parametrize("name", ["a.png", "a.dat"])
def test_a_file_that_cannot_be_published_says_why(site: MakeSite, name: str) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry(f"[a]({name})"),
            "content/activities/b.md": write_entry(f"[a]({name}) [c](c.png)"),
            f"content/activities/{name}": make_picture_file("gif"),
            "content/activities/c.png": "broken too",
        }
    )
    reasons = explain_file(root, root / f"content/activities/{name}", TODAY)
    (problem,) = reasons.problems
    assert (problem.location.path, problem.code) == (f"content/activities/{name}", "image")
    assert "is a GIF image" in problem.message
    urls = f"/activities/a/{name}, /activities/b/{name}"
    assert reasons.sentences == (f"It would make {urls}, but as it is the site cannot be built.",)


def test_what_a_document_says_is_told_beside_what_it_makes(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry("[a](a.pdf)"),
            "content/activities/a.pdf": make_document({"/Author": "J. Smith"}),
        }
    )
    reasons = explain_file(root, root / "content/activities/a.pdf", TODAY)
    assert [it.code for it in reasons.problems] == ["pdf"]
    assert reasons.sentences[0].startswith("It makes /activities/a/a.pdf ")


def test_the_profile_of_a_new_site_is_explained(site: MakeSite) -> None:
    root = site({}).parent / "new"
    create_site(root, NewSite(today="2026-11-23"))
    assert explain_file(root, root / "content/profile.md", TODAY).sentences == (
        "The home page and every record show the name and what public: lists.",
    )


def test_another_markdown_file_in_the_folder_of_an_entry_is_just_a_file(site: MakeSite) -> None:
    root = site(
        {"content/activities/a/index.md": write_entry(), "content/activities/a/notes.md": "x"}
    )
    assert explain_file(root, root / "content/activities/a/notes.md", TODAY).sentences == (
        "It is not published: no published entry uses it, and no evidence with public: true.",
    )


def test_an_activity_in_no_record_and_no_list_but_one_says_so(site: MakeSite) -> None:
    root = site(
        {
            "cpdsite.toml": 'theme = "plain"\nlists = []\n[record]\nfrom = 2026-01-01\n',
            "content/activities/a.md": write_entry(date="2020"),
        }
    )
    reasons = explain_file(root, root / "content/activities/a.md", TODAY)
    assert "It is listed at /activities/." in reasons.sentences
    assert "It is in the records /record/2020/." in reasons.sentences


def test_an_entry_with_errors_says_so_and_shows_only_its_own(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/a.md": "---\ntitle: A\ndate: never\n---\n",
            "content/activities/b.md": "---\ntitle: B\ndate: later\n---\n",
        }
    )
    reasons = explain_file(root, root / "content/activities/a.md", TODAY)
    assert reasons.sentences == ("It makes no page, since it has errors.",)
    assert [(it.location.path, it.code) for it in reasons.problems] == [
        ("content/activities/a.md", "date")
    ]


@pytest.mark.parametrize("path", ["README.md", "public/index.html"])
def test_a_file_beside_the_sources_is_none(site: MakeSite, path: str) -> None:
    root = site("small")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("x")
    assert explain_file(root, root / path, TODAY).sentences == (
        "It is no source of the site, so nothing becomes of it.",
    )


@pytest.mark.parametrize("path", ["content", "content/gone.md", "../outside.md"])
def test_what_is_no_file_of_the_site_is_refused(site: MakeSite, path: str) -> None:
    root = site("small")
    (root.parent / "outside.md").write_text("x")
    with pytest.raises(UsageError, match="is no file of the site"):
        explain_file(root, root / path, TODAY)


def test_a_site_too_broken_to_compose_tells_its_problems(site: MakeSite) -> None:
    root = site({"content/profile.md": "---\n---\n"})
    with pytest.raises(ProblemsError):
        explain_file(root, root / "content/profile.md", TODAY)


def test_an_entry_that_an_application_includes_is_seen_by_its_reader(site: MakeSite) -> None:
    files = {
        "content/applications/one.md": "---\ntitle: One\nstatus: published\ninclude: [secret]\n---\n",
        "content/activities/secret.md": write_entry(status="private"),
    }
    root = site(files)
    reasons = explain_file(root, root / "content/activities/secret.md", TODAY)
    assert reasons.sentences == (
        "It is left out of the published site: private.",
        "content/applications/one.md includes it: whoever has the address /applications/one/ sees it.",
    )
