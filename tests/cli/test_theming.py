"""``theme list`` and ``theme eject``: what they print."""

from pathlib import Path

from tests.cli.running import DAY, Run
from tests.conftest import MakeSite


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
