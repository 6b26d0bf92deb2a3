"""Checking: every problem, of what is published and of what is not yet."""

from cpdsite.commands.check import PLACEHOLDER, check_site
from cpdsite.errors import Severity
from tests.conftest import MakeSite
from tests.picture_maker import make_document, make_picture_file
from tests.site_maker import TODAY, build, find_problems, read_tree, write_entry

ENTRY = "content/activities/a.md"


def test_a_good_site_has_no_problems(site: MakeSite) -> None:
    assert check_site(site("small"), TODAY) == ()


def test_nothing_is_written_but_the_cache(site: MakeSite) -> None:
    root = site("small")
    before = read_tree(root)
    check_site(root, TODAY)
    after = read_tree(root)
    assert {path for path in after if path not in before} == {
        ".cpdsite/entries.json",
        ".cpdsite/files.json",
        ".cpdsite/passages.json",
    }
    assert all(after[path] == content for path, content in before.items())


def test_problems_of_unpublished_entries_are_found_too(site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)", status="draft")})
    (problem,) = check_site(root, TODAY)
    assert (problem.code, problem.is_error) == ("link", True)
    assert build(root).problems == ()


def test_a_link_from_draft_to_draft_is_fine(site: MakeSite) -> None:
    files = {
        ENTRY: write_entry("[b](b.md)", status="draft"),
        "content/activities/b.md": write_entry("[a](a.md)", status="private"),
    }
    assert check_site(site(files), TODAY) == ()


def test_a_link_from_published_to_draft_is_told_once(site: MakeSite) -> None:
    files = {
        ENTRY: write_entry("[b](b.md)"),
        "content/activities/b.md": write_entry(status="draft"),
    }
    (problem,) = check_site(site(files), TODAY)
    assert problem.severity is Severity.WARNING


def test_problems_of_all_files_come_at_once_and_sorted(site: MakeSite) -> None:
    files = {
        "cpdsite.toml": 'theme = "plain"\ncolour = 1\n',
        ENTRY: "---\ntitle: A\ndate: 2026-02-30\nstat: x\n---\n",
        "content/activities/b.md": write_entry("[x](gone.md) [y](away.md)"),
        "content/stray.md": "x",
    }
    problems = check_site(site(files), TODAY)
    assert [(it.location.path, it.location.line, it.code) for it in problems] == [
        (ENTRY, 3, "date"),
        (ENTRY, 4, "unknown-key"),
        ("content/activities/b.md", 7, "link"),
        ("content/activities/b.md", 7, "link"),
        ("content/stray.md", 0, "unread"),
        ("cpdsite.toml", 2, "unknown-key"),
    ]


def test_a_site_too_broken_to_compose_is_still_reported(site: MakeSite) -> None:
    root = site({"content/profile.md": "---\n---\n", ENTRY: "x"})
    assert {it.code for it in check_site(root, TODAY)} == {"name", "front-matter"}


def test_the_placeholder_name_is_a_warning_with_its_line(site: MakeSite) -> None:
    root = site({"content/profile.md": f"---\nheadline: x\nname: {PLACEHOLDER}\n---\n"})
    (problem,) = check_site(root, TODAY)
    assert (problem.code, problem.severity) == ("placeholder", Severity.WARNING)
    assert (problem.location.line, problem.location.column) == (3, 7)


PROFILE = {"content/profile.md": "---\nname: Ada Example\n---\n"}


def test_questions_are_asked_by_check_alone(site: MakeSite) -> None:
    root = site({**PROFILE, ENTRY: write_entry()})
    problems = check_site(root, TODAY)
    assert [(it.location.path, it.code) for it in problems] == [
        (ENTRY, "application"),
        ("content/profile.md", "gap"),
        ("content/profile.md", "review"),
    ]
    assert {it.severity for it in problems} == {Severity.WARNING}
    assert build(root).problems == ()


def test_questions_are_asked_once_nothing_is_broken(site: MakeSite) -> None:
    root = site({**PROFILE, ENTRY: write_entry("[x](gone.md)")})
    assert [it.code for it in check_site(root, TODAY)] == ["link"]


def test_that_nothing_was_learnt_can_be_accepted(site: MakeSite) -> None:
    entry = write_entry("## Other\n", accept="{learning: a lecture without a point}")
    root = site({ENTRY: entry})
    assert check_site(root, TODAY) == ()
    assert build(root).problems == ()
    asked = site({ENTRY: write_entry("## Other\n")}, "asked")
    assert [it.code for it in check_site(asked, TODAY)] == ["learning"]


FILES = {
    ENTRY: write_entry("![a](a.png) ![h](h.heic) [p](p.pdf)"),
    "content/activities/a.png": "no picture",
    "content/activities/h.heic": "x",
    "content/activities/p.pdf": make_document({"/Author": "J. Smith"}),
}


def test_check_says_of_files_what_build_says(site: MakeSite) -> None:
    root = site(FILES)
    before = read_tree(root)
    problems = check_site(root, TODAY)
    assert [it.code for it in problems] == ["image", "image", "pdf"]
    assert problems == find_problems(root)
    assert check_site(root, TODAY) == problems
    written = {path for path in read_tree(root) if path not in before}
    assert {it.partition("/")[0] for it in written} == {".cpdsite"}


def test_pictures_of_drafts_are_looked_at_and_private_evidence_is_not(site: MakeSite) -> None:
    root = site(
        {
            **FILES,
            ENTRY: write_entry(
                "![a](a.png)",
                status="draft",
                evidence="[{file: h.heic}, {file: p.pdf, public: true}]",
            ),
        }
    )
    (problem,) = check_site(root, TODAY)
    assert problem.location.path == "content/activities/a.png"
    assert build(root).problems == ()


def test_a_mended_picture_is_looked_at_again(site: MakeSite) -> None:
    root = site({ENTRY: write_entry("![a](a.png)"), "content/activities/a.png": "no picture"})
    assert [it.code for it in check_site(root, TODAY)] == ["image"]
    (root / "content/activities/a.png").write_bytes(make_picture_file())
    assert check_site(root, TODAY) == ()


def test_personal_data_in_settings_schemes_and_templates_is_told(site: MakeSite) -> None:
    root = site("rich")
    (root / "cpdsite.toml").write_text(
        'description = "Ring 01632 960123"\ntheme = "plain"\nscheme = ["ikt", "guild"]\n'
        '[record]\nnote = "ada@example.org"\n'
    )
    guild = root / "schemes/guild.toml"
    guild.write_text(guild.read_text("utf-8").replace("name = ", "# 943 476 5919\nname = ", 1))
    (root / "templates/entry.html").write_text("{# C:\\Users\\Ada #}{{ page.head.title }}")
    told = {
        (it.location.path, it.location.line)
        for it in check_site(root, TODAY)
        if it.code == "privacy"
    }
    assert told >= {
        ("cpdsite.toml", 1),
        ("cpdsite.toml", 5),
        ("schemes/guild.toml", 1),
        ("templates/entry.html", 1),
    }
