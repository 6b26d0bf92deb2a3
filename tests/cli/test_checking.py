"""``check``, ``status`` and ``why``: what they print, and their exit status."""

import json

from tests.cli.running import DAY, ENTRY, Ran, Run
from tests.conftest import MakeSite
from tests.site_maker import write_entry


def test_check_prints_problems_as_results(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)")})
    ran = run("check", "--site", root, *DAY)
    assert ran.status == 1
    assert ran.out.startswith(f'{ENTRY}:7:5: error[link]: "gone.md" leads nowhere')
    assert ran.err == "1 error.\n"


def test_check_of_a_good_site_is_quiet(run: Run, site: MakeSite) -> None:
    assert run("check", "--site", site("small"), *DAY) == Ran(0, "", "No problems.\n")


def test_check_warns_and_is_strict_on_request(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry(type="Glass blowing"), "content/activities/b.md": "x"})
    assert run("check", "--site", root, *DAY).err == "1 error and 1 warning.\n"
    (root / "content/activities/b.md").unlink()
    assert run("check", "--site", root, *DAY).status == 0
    assert run("check", "--site", root, "--strict", *DAY).status == 1


def test_status_prints_what_waits_and_always_ends_well(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry(date="2026-03", status="draft", title='"A \\u202e B"')})
    ran = run("status", "--site", root, *DAY)
    assert ran == Ran(0, f"Drafts to finish:\n  A \ufffd B (activity)\n      {ENTRY}\n", "")
    (item,) = json.loads(run("status", "--json", "--site", root, *DAY).out)
    assert (item["matter"], item["path"]) == ("draft", ENTRY)


def test_status_says_so_where_nothing_waits_and_where_it_cannot_know(
    run: Run, site: MakeSite
) -> None:
    root = site({ENTRY: write_entry(date="2026-03")})
    assert run("status", "--site", root, *DAY) == Ran(0, "Nothing is waiting.\n", "")
    (root / ENTRY).write_text("no front matter", "utf-8")
    ran = run("status", "--site", root, *DAY)
    assert (ran.status, ran.out) == (0, "Nothing is waiting.\n")
    assert "cannot be read" in ran.err


def test_why_prints_the_path_and_the_reasons(run: Run, site: MakeSite) -> None:
    root = site("rich")
    ran = run("why", root / "content/activities/draft.md", "--site", root, *DAY)
    assert ran == Ran(
        0, "content/activities/draft.md\n  It is left out of the published site: draft.\n", ""
    )


def test_why_takes_the_folder_of_an_entry(run: Run, site: MakeSite) -> None:
    root = site({"content/activities/a/index.md": write_entry()})
    ran = run("why", root / "content/activities/a", "--site", root, *DAY)
    assert ran.out.startswith("content/activities/a/index.md\n  It makes /activities/a/")
