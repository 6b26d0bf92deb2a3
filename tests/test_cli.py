"""The command line: what it says and where, exit status, and never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from cpdsite import __version__
from cpdsite.cli.group import cli
from cpdsite.cli.main import main
from tests.conftest import MakeSite
from tests.site_maker import read_page, read_tree, write_entry

COMMANDS = ("init", "new", "build", "serve", "check", "why", "theme")
DAY = ["--today", "2026-11-23"]
ENTRY = "content/activities/a.md"
HOST = ("NETLIFY", "CONTEXT", "URL", "DEPLOY_PRIME_URL", "CI_PAGES_URL")


class Ran(NamedTuple):
    """What came of a run of the command line."""

    status: int
    out: str
    err: str


class Run:
    """Runs the command line in this process, as ``cpdsite`` runs it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Keep what is needed to call and to listen."""
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        """Run with some arguments."""
        self.monkeypatch.setattr(sys, "argv", ["cpdsite", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        return Ran(status, *self.capsys.readouterr())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs the command line, in an empty folder and no host."""
    for name in HOST:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Run(monkeypatch, capsys)


# Every command


def test_the_version(run: Run) -> None:
    assert run("--version") == Ran(0, f"cpdsite {__version__}\n", "")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_the_commands_in_the_order_of_use(run: Run, option: str) -> None:
    ran = run(option)
    assert (ran.status, ran.err) == (0, "")
    places = [ran.out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "Traceback" not in ran.out


@pytest.mark.parametrize("name", [*COMMANDS, "theme list", "theme eject"])
def test_every_option_of_every_command_is_explained(run: Run, name: str) -> None:
    ran = run(*name.split(), "--help")
    assert ran.status == 0
    command: click.Command = cli
    for part in name.split():
        assert isinstance(command, click.Group)
        command = command.commands[part]
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in ran.out
            assert getattr(parameter, "help", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--today", "tomorrow"],
        ["build", "--today", "2026-02-30"],
        ["build", "--site", "nowhere"],
        ["build", "--problems", "xml"],
        ["build", "--base-url", "example.org"],
        ["build", "--base-url", "https://[1"],
        ["build", "--base-url", "https://example.org/?q"],
        ["new"],
        ["new", "A title"],
        ["why"],
        ["why", "gone.md"],
        ["check"],
        ["build"],
        ["theme"],
        ["theme", "list"],
        ["theme", "eject"],
        ["theme", "eject", "entry.html"],
        ["theme", "nonsense"],
        [],
    ],
)
def test_usage_mistakes_exit_with_2_and_a_sentence(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert len(ran.err.strip()) > 20


def test_a_missing_site_says_what_to_do(run: Run) -> None:
    ran = run("build")
    assert "there is no cpdsite.toml" in ran.err
    assert "cpdsite init" in ran.err


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "cpdsite", "check"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("cpdsite: there is no cpdsite.toml")


# init and new


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


# build


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


# check and why


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


def test_problems_as_json(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)")})
    (problem,) = json.loads(run("check", "--site", root, "--problems", "json", *DAY).out)
    assert (problem["path"], problem["line"], problem["column"]) == (ENTRY, 7, 5)
    assert (problem["severity"], problem["code"]) == ("error", "link")
    good = run("check", "--site", site("small", "good"), "--problems", "json", *DAY)
    assert json.loads(good.out) == []


def test_problems_for_a_forge(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry("[x](gone.md)")})
    out = run("check", "--site", root, "--problems", "github", *DAY).out
    assert out.startswith(f"::error file={ENTRY},line=7,col=5,title=link::")
    assert out.count("\n") == 1


def test_why_prints_the_path_and_the_reasons(run: Run, site: MakeSite) -> None:
    root = site("rich")
    ran = run("why", root / "content/activities/draft.md", "--site", root, *DAY)
    assert ran == Ran(
        0, "content/activities/draft.md\n  It is left out of the published site: draft.\n", ""
    )


# theme


def test_theme_list_prints_what_there_is(run: Run, site: MakeSite) -> None:
    ran = run("theme", "list", "--site", site("small"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Themes:\n  folio (comes with cpdsite)\n")
    assert "  plain (in use, in this site)\n" in ran.out
    assert '\n  accent = "#123456" (colour; the default)\n' in ran.out


def test_theme_list_says_what_is_wrong_beside_the_list(run: Run, site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "gone"\n'})
    ran = run("theme", "list", "--site", root)
    assert ran.status == 1
    assert ran.out.startswith("Themes:\n")
    assert ran.err.startswith('cpdsite.toml:1:1: error[theme]: there is no theme "gone"')


def test_a_copy_that_is_stale_is_only_a_warning(run: Run, site: MakeSite) -> None:
    stamp = '{# From plain/page.html (cpdsite 0.1.0, sha256 0123456789abcdef): "x" #}\n'
    root = site({"templates/page.html": stamp})
    ran = run("theme", "list", "--site", root)
    assert ran.status == 0
    assert "a copy of plain/page.html, which is no longer the same" in ran.out
    assert ran.err.startswith("templates/page.html:1:1: warning[stale-template]: ")
    assert run("check", "--site", root, *DAY).status == 0


def test_no_theme_acts_on_a_terminal(run: Run, site: MakeSite) -> None:
    option = '[options."a\\u009bb"]\nkind = "choice"\nchoices = ["c\\u009b"]\ndefault = "c"\n'
    root = site(
        {
            "cpdsite.toml": 'theme = "mine"\n',
            "themes/mine/theme.toml": f'name = "M"\nextends = "plain"\n{option}',
        }
    )
    ran = run("theme", "list", "--site", root)
    assert '  a\ufffdb = "c" (choice; the default)\n' in ran.out
    assert "\x9b" not in ran.out + ran.err


def test_theme_eject_prints_the_path_and_hints_beside_it(run: Run, site: MakeSite) -> None:
    root = site({})
    ran = run("theme", "eject", "page.html", "--site", root)
    assert (ran.status, Path(ran.out.strip())) == (0, Path("site/templates/page.html"))
    assert ran.err.startswith("Edit it: ")
    assert '{% extends "plain/page.html" %}' in ran.err
    again = run("theme", "eject", "page.html", "--site", root)
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("cpdsite: templates/page.html is there already")
    unknown = run("theme", "eject", "pge.html", "--site", root)
    assert (unknown.status, unknown.out) == (2, "")
    assert 'did you mean "page.html"?' in unknown.err


# No mistake of a person gives a traceback


@pytest.mark.parametrize("arguments", [["build"], ["check"], ["why", "cpdsite.toml"]])
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("cpdsite.toml", b"title = "),
        ("cpdsite.toml", b"\xff\xfe"),
        ("cpdsite.toml", b'theme = "gone"'),
        ("cpdsite.toml", b'scheme = "../gone"'),
        ("cpdsite.toml", b'base_url = "https://[1"'),
        ("cpdsite.toml", b'year_starts = "13-40"\nextra = 1\n[record]\nfrom = "soon"'),
        ("content/profile.md", b""),
        ("content/profile.md", b"\x00"),
        (ENTRY, b"\xff"),
        (ENTRY, b"---\n&a [*a]\n---\n"),
        ("schemes/ikt.toml", b"name = 1"),
        ("themes/plain/theme.toml", b"\xff"),
        ("templates/home.html", b"\xff"),
    ],
)
def test_a_broken_file_is_told_without_a_traceback(
    run: Run, site: MakeSite, arguments: list[str], path: str, content: bytes
) -> None:
    root = site({})
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)
    run.monkeypatch.chdir(root)
    ran = run(*arguments, *DAY)
    assert ran.status in (0, 1)
    if arguments != ["why", "cpdsite.toml"]:
        assert ran.status == 1
        assert "error[" in ran.out + ran.err
    assert not (root / "public").exists()


@pytest.mark.parametrize(
    "path",
    [
        "cpdsite.toml",
        "content/profile.md",
        "content/a.pdf",
        "static/a.txt",
        "themes/plain/theme.toml",
        "templates/home.html",
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_that_cannot_be_read_is_told(
    run: Run, site: MakeSite, path: str, command: str
) -> None:
    root = site({"content/a.pdf": "x", "static/a.txt": "x", "templates/home.html": "x"})
    plain_open = Path.open

    def refuse(self: Path, *arguments: str, **options: str) -> object:
        if self == root / path:
            raise PermissionError(13, "Permission denied", str(self))
        return plain_open(self, *arguments, **options)  # type: ignore[call-overload]

    def refuse_name(file: object, *arguments: str, **options: str) -> object:
        return refuse(Path(file), *arguments, **options) if isinstance(file, str) else file

    run.monkeypatch.setattr(Path, "open", refuse)
    run.monkeypatch.setattr("cpdsite.files.open", refuse_name, raising=False)
    ran = run(command, "--site", root, *DAY)
    assert ran.status == 1
    said = ran.out + ran.err
    assert path in said
    assert "Permission denied" in said


def test_a_cache_that_cannot_be_written_only_costs_time(run: Run, site: MakeSite) -> None:
    root = site({})
    (root / ".cpdsite").write_text("a file where the folder belongs")
    for _ in range(2):
        assert run("build", "--site", root, *DAY).status == 0
    assert (root / "public/index.html").is_file()


# The host's address


def test_the_option_wins_over_the_host_and_the_host_over_the_settings(
    run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\nbase_url = "https://settings.example/"\n'})
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


def test_problems_of_a_build_for_a_program_are_alone_on_standard_output(
    run: Run, site: MakeSite
) -> None:
    root = site({ENTRY: write_entry(date="soon")})
    ran = run("build", "--site", root, "--problems", "json", *DAY)
    assert [it["code"] for it in json.loads(ran.out)] == ["date"]
    assert "Nothing was published" in ran.err


def test_the_example_takes_no_name(run: Run) -> None:
    ran = run("init", "mine", "--example", "--name", "Sam", *DAY)
    assert ran.status == 2
    assert not Path("mine").exists()


def test_why_takes_the_folder_of_an_entry(run: Run, site: MakeSite) -> None:
    root = site({"content/activities/a/index.md": write_entry()})
    ran = run("why", root / "content/activities/a", "--site", root, *DAY)
    assert ran.out.startswith("content/activities/a/index.md\n  It makes /activities/a/")


def test_build_says_how_to_publish_and_warns_of_drafts(run: Run, site: MakeSite) -> None:
    root = site({ENTRY: write_entry(status="draft")})
    assert "write status: published" in run("build", "--site", root, *DAY).err
    ran = run("build", "--drafts", "--site", root, *DAY)
    assert "Drafts are among them" in ran.err


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("tomorrow", "'tomorrow' is not a date such as 2026-03-12"),
        ("2026-02-30", "'2026-02-30' is not a date"),
        ("0001-01-01", "expected a year from 1800 to 2200"),
        ("2201-01-01", "expected a year from 1800 to 2200"),
    ],
)
def test_a_day_that_cannot_be_today_is_told_as_such(run: Run, day: str, said: str) -> None:
    ran = run("build", "--today", day)
    assert ran.status == 2
    assert said in ran.err
