"""``init`` and ``new``: what they write, and what they say is next."""

import re
from pathlib import Path

import pytest

from tests.cli.running import DAY, Ran, Run
from tests.conftest import MakeSite
from tests.site_maker import read_page, read_tree


def test_init_asks_nothing_and_says_what_is_next(run: Run, tmp_path: Path) -> None:
    ran = run("init", "my-cpd", *DAY)
    assert (ran.status, ran.out) == (0, "")
    assert re.search(r"Wrote \d+ files to my-cpd\.", ran.err)
    assert "Keep the repository private" in ran.err
    assert run("check", "--site", "my-cpd").status == 0
    assert (
        tmp_path / "my-cpd/content/activities/2026-11-23-starting-my-cpd-portfolio.md"
    ).is_file()


def test_init_takes_any_name(run: Run, tmp_path: Path) -> None:
    name = 'Zoë "Z": it\'s #1'
    ran = run("init", "my-cpd", "--name", name, "--number", "00:7", "--grade", "member", *DAY)
    assert ran.status == 0
    assert run("build", "--site", "my-cpd", *DAY).status == 0
    assert "it&#39;s #1" in read_page(tmp_path / "my-cpd", "index.html")


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cpdsite.toml").write_text("mine")
    ran = run("init")
    assert (ran.status, ran.out) == (1, "")
    assert "init overwrites nothing" in ran.err
    assert read_tree(tmp_path) == {"cpdsite.toml": b"mine"}


def test_init_with_the_example_builds(run: Run) -> None:
    assert run("init", "my-cpd", "--example", *DAY).status == 0
    ran = run("build", "--site", "my-cpd", *DAY)
    assert ran.status == 0
    assert re.search(r"\d\d published; left out: ", ran.err)


def test_init_writes_through_no_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my-cpd").mkdir()
    (tmp_path / "my-cpd/cpdsite.toml").symlink_to(tmp_path / "elsewhere")
    ran = run("init", "my-cpd")
    assert ran.status == 1
    assert ran.err.startswith("cpdsite: ")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_init_into_a_file_is_a_sentence(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("mine")
    ran = run("init", folder)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("cpdsite: ")


def test_the_example_takes_no_name(run: Run) -> None:
    ran = run("init", "mine", "--example", "--name", "Sam", *DAY)
    assert ran.status == 2
    assert not Path("mine").exists()


def test_new_prints_the_path_and_nothing_else(run: Run, site: MakeSite) -> None:
    root = site({})
    ran = run("new", "A course: part 2", "--type", "course", "--site", root, *DAY)
    told = "It is a draft: write status: published in it when it is finished.\n"
    assert ran == Ran(0, "site/content/activities/2026-11-23-a-course-part-2.md\n", told)
    again = run("new", "A course: part 2", "--site", root, "--date", "2026-03")
    assert again.out == "site/content/activities/2026-03-a-course-part-2.md\n"


@pytest.mark.parametrize(
    "arguments", [["?"], ["A", "--date", "12/3/2026"], ["A", "--date", "2026-13"]]
)
def test_new_with_a_mistake_is_a_sentence(run: Run, site: MakeSite, arguments: list[str]) -> None:
    root = site({})
    ran = run("new", *arguments, "--site", root)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("cpdsite: ")
    assert not (root / "content/activities").exists()


FOLIO = 'theme = "folio"\nrecord_files = []\n'


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["--kind", "review"], "reviews/2025.md"),
        (["--kind", "review", "--year", "2024"], "reviews/2024.md"),
        (["--kind", "review", "--last", "12m"], "reviews/2026-11-23.md"),
        (["My year", "--kind", "review", "--to", "2025-03"], "reviews/2025-03-31.md"),
        (["To lead", "--kind", "objective", "--by", "2027"], "objectives/to-lead.md"),
        (["--kind", "application", "--grade", "fellow"], "applications/application-fellow.md"),
        (["A page", "--kind", "page"], "pages/a-page.md"),
    ],
)
def test_new_begins_each_kind_as_a_draft(
    run: Run, site: MakeSite, arguments: list[str], path: str
) -> None:
    root = site({"cpdsite.toml": FOLIO})
    ran = run("new", *arguments, "--site", root, *DAY)
    assert (ran.status, ran.out) == (0, f"site/content/{path}\n")
    text = (root / "content" / path).read_text("utf-8")
    assert "\nstatus: draft\n" in text
    (root / "content" / path).write_text(text.replace("status: draft", "status: published"))
    assert run("build", "--site", root, *DAY).status == 0


def test_an_objective_goes_on_from_a_review(run: Run, site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO})
    assert run("new", "--kind", "review", "--site", root, *DAY).status == 0
    begin = ["new", "Lead", "--kind", "objective", "--site", str(root), *DAY]
    assert run(*begin, "--from-review", "2025").status == 0
    assert "\nreview: '2025'\n" in (root / "content/objectives/lead.md").read_text("utf-8")
    ran = run(*begin, "--from-review", "2052")
    assert (ran.status, ran.out) == (2, "")
    assert 'did you mean "2025"?' in ran.err


def test_an_application_gets_another_address_each_time(run: Run, site: MakeSite) -> None:
    root = site({})
    slugs = set()
    for _ in range(2):
        ran = run("new", "--kind", "application", "--site", root, *DAY)
        text = (root.parent / ran.out.strip()).read_text("utf-8")
        slugs |= set(re.findall(r"(?m)^slug: (application-[a-z2-7]{16})$", text))
    assert len(slugs) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["A", "--kind", "objective", "--to", "2026"], "--to goes with --kind review and"),
        (["--kind", "review", "--provider", "B"], "--provider goes with --kind activity, and this"),
        (["A", "--year", "2025"], "--year goes with --kind review and --kind application"),
        (["A", "--kind", "page", "--grade", "member"], "--grade goes with --kind application"),
        (["--kind", "review", "--by", "2026"], "--by goes with --kind objective"),
        ([], "give it a title, such as: cpdsite new 'Negotiation'"),
        (["--kind", "objective"], "give it a title, such as: cpdsite new --kind objective"),
        (["--kind", "application", "--grade", "x"], '--grade: IKT has no grade "x"'),
        (["--kind", "review", "--year", "2025", "--last", "1y"], "choose one of"),
    ],
)
def test_new_says_what_does_not_fit(
    run: Run, site: MakeSite, arguments: list[str], words: str
) -> None:
    root = site({})
    ran = run("new", *arguments, "--site", root, *DAY)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"cpdsite: {words}")
    assert [it.name for it in (root / "content").iterdir()] == ["profile.md"]
