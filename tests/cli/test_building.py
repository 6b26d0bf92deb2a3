"""``build``: what it says, what it refuses, and the address that the host gives."""

import re
from pathlib import Path

import pytest

from tests.cli.running import DAY, ENTRY, Run
from tests.conftest import MakeSite
from tests.site_maker import read_page, write_entry


def test_build_says_what_it_did_and_what_it_left_out(run: Run, site: MakeSite) -> None:
    root = site("rich")
    ran = run("build", "--site", root, *DAY)
    assert (ran.status, ran.out) == (0, "")
    assert "\n3 published; left out: 1 draft, 1 no status, so private, 1 planned.\n" in ran.err
    assert "  left out: content/activities/draft.md (draft)\n" in ran.err
    assert re.search(r"site/public: \d+ new, 0 changed, 0 removed, 0 unchanged\.\n$", ran.err)
    assert "warning[link]" in ran.err
    again = run("build", "--site", root, *DAY)
    assert re.search(r"0 new, 0 changed, 0 removed, \d+ unchanged\.\n$", again.err)


def test_build_says_when_there_is_no_address(run: Run, site: MakeSite) -> None:
    root = site("small")
    assert "No feed and no sitemap" in run("build", "--site", root, *DAY).err
    ran = run("build", "--site", root, "--base-url", "https://a.example/x", *DAY)
    assert "No feed" not in ran.err
    assert "https://a.example/x/feed.xml" in read_page(root, "feed.xml")


def test_build_from_a_folder_of_the_site(
    run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site("small")
    monkeypatch.chdir(root / "content")
    assert run("build", *DAY).status == 0
    assert (root / "public/index.html").is_file()


def test_build_takes_its_options(run: Run, site: MakeSite, tmp_path: Path) -> None:
    root = site("small")
    ran = run("build", "--site", root, "--output", "out", "--drafts", "--clean", "--strict", *DAY)
    assert ran.status == 0
    assert "3 published." in ran.err
    assert (tmp_path / "out/activities/2025-06-draft/index.html").is_file()
    assert not (root / "public").exists()


def test_a_build_with_errors_publishes_nothing(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: "---\ntitle: A\ndate: 2026-02-30\nstatus: published\n---\n"})
    ran = run("build", "--site", root, *DAY)
    assert (ran.status, ran.out) == (1, "")
    assert f'{ENTRY}:3:7: error[date]: date: "2026-02-30" is not in the calendar\n' in ran.err
    assert (
        "    date: 2026-02-30\n          ^\n    mend: February 2026 ends on 2026-02-28\n" in ran.err
    )
    assert "Nothing was published: 1 error" in ran.err
    assert not (root / "public").exists()


def test_strict_stops_at_warnings(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry(type="Glass blowing")})
    ran = run("build", "--site", root, "--strict", *DAY)
    assert ran.status == 1
    assert "Nothing was published: 1 warning." in ran.err
    assert run("build", "--site", root, *DAY).status == 0


def test_a_refused_folder_is_a_sentence(run: Run, site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    ran = run("build", "--site", site("small"), "--output", "mine", *DAY)
    assert (ran.status, ran.out) == (1, "")
    assert "holds files that cpdsite did not write" in ran.err


def test_build_says_how_to_publish_and_warns_of_drafts(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry(status="draft")})
    assert "write status: published" in run("build", "--site", root, *DAY).err
    ran = run("build", "--drafts", "--site", root, *DAY)
    assert "Drafts are among them" in ran.err


def test_a_cache_that_cannot_be_written_only_costs_time(run: Run, site: MakeSite) -> None:
    root = site({})
    (root / ".cpdsite").write_text("a file where the folder belongs")
    for _ in range(2):
        assert run("build", "--site", root, *DAY).status == 0
    assert (root / "public/index.html").is_file()


def test_the_option_wins_over_the_host_and_the_host_over_the_settings(
    run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(
        {
            "cpdsite.toml": 'theme = "plain"\nrecord_files = []\nbase_url = "https://settings.example/"\n'
        }
    )
    monkeypatch.setenv("CI_PAGES_URL", "https://host.example/x")
    run("build", "--site", root, *DAY)
    assert "https://host.example/x/feed.xml" in read_page(root, "feed.xml")
    run("build", "--site", root, "--base-url", "https://option.example", *DAY)
    assert "https://option.example/feed.xml" in read_page(root, "feed.xml")


def test_an_address_that_the_host_gives_wrongly_is_told(
    run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PAGES_URL", "nonsense")
    ran = run("build", "--site", site(), *DAY)
    assert ran.status == 2
    assert "the host of this build gives its address wrongly" in ran.err


FOLIO = 'theme = "folio"\nrecord_files = []\n'
APPLICATION = "content/applications/mine.md"
STATEMENT = "---\ntitle: Full membership\nstatus: published\nslug: random\n---\n\nWords.\n"
TOLD = (
    r"(?m)^Application \"Full membership\": (\S+) \(send this to its reader; nothing links to it\)$"
)


def test_build_gives_an_application_an_address_once_and_says_it(run: Run, site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO, APPLICATION: STATEMENT})
    ran = run("build", "--site", root, *DAY)
    assert ran.status == 0
    named = re.search(
        rf"(?m)^{APPLICATION}:4: slug: (full-membership-[a-z2-7]{{16}}) is its address from now on; "
        "commit the file$",
        ran.err,
    )
    assert named
    assert f"\nslug: {named[1]}\n" in (root / APPLICATION).read_text("utf-8")
    told = re.search(TOLD, ran.err)
    assert told
    assert told[1] == f"/applications/{named[1]}/"
    content = (root / APPLICATION).read_bytes()
    again = run("build", "--site", root, "--base-url", "https://a.example/x", *DAY)
    assert "from now on" not in again.err
    told = re.search(TOLD, again.err)
    assert told
    assert told[1] == f"https://a.example/x/applications/{named[1]}/"
    assert (root / APPLICATION).read_bytes() == content


def test_a_host_gives_no_address(run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site({"cpdsite.toml": FOLIO, APPLICATION: STATEMENT})
    monkeypatch.setenv("NETLIFY", "true")
    ran = run("build", "--site", root, *DAY)
    assert (ran.status, ran.out) == (1, "")
    assert f"{APPLICATION}:4:1: error[slug]: slug: random has no address yet" in ran.err
    assert "Nothing was published: 1 error" in ran.err
    assert (root / APPLICATION).read_text("utf-8") == STATEMENT


def test_a_mistake_beside_it_says_nothing_wrong_of_the_address(run: Run, site: MakeSite) -> None:
    text = STATEMENT.replace("slug: random", "limit: many\nslug: random", 1)
    root = site({"cpdsite.toml": FOLIO, APPLICATION: text})
    ran = run("build", "--site", root, *DAY)
    assert "error[limit]" in ran.err
    assert "error[slug]" not in ran.err
    assert "Nothing was published: 1 error" in ran.err
    assert (root / APPLICATION).read_text("utf-8") == text


def test_check_says_that_build_gives_an_address(run: Run, site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO, APPLICATION: STATEMENT})
    assert (
        f"{APPLICATION}:4:1: warning[slug]: slug: random" in run("check", "--site", root, *DAY).out
    )
    (root / APPLICATION).write_text(STATEMENT.replace("published", "draft"))
    assert "warning[slug]" not in run("check", "--site", root, *DAY).out
