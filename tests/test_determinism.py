"""The same input gives the same bytes, wherever and whenever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.site_maker import read_tree

ROOT = Path(__file__).parents[1]

ONE = {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
TWO = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "2718",
    "SOURCE_DATE_EPOCH": "0",
    "USER": "someone",
}
WEST = {**ONE, "TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "0"}
"""On the other side of the date line."""

ASCII = {**TWO, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Where a file that is opened without saying how is read and written as ASCII."""

LOCALISED = """
import locale, runpy
assert locale.setlocale(locale.LC_ALL, "") not in ("C", "POSIX")
runpy.run_module("cpdsite", run_name="__main__", alter_sys=True)
"""
"""Runs cpdsite by all rules of a locale, as if some library had asked for them.

Python alone takes over the encoding: months and sorting would stay as they are in C. A locale
that is not installed ends the run.
"""

SHUFFLED = """
import os, random, runpy, sys
scandir, listdir = os.scandir, os.listdir
chance = random.Random(int(os.environ["SHUFFLE"]))

class Shuffled(list):
    def __enter__(self): return iter(self)
    def __exit__(self, *error): return None
    def __next__(self):
        if not self: raise StopIteration
        return self.pop()
    def close(self): pass

def shuffle(list_folder):
    def shuffled(*path):
        found = Shuffled(list_folder(*path))
        chance.shuffle(found)
        return found
    return shuffled

os.scandir, os.listdir = shuffle(scandir), shuffle(listdir)
runpy.run_module("cpdsite", run_name="__main__", alter_sys=True)
"""
"""Runs cpdsite where a folder lists its files in an order of chance."""


def start_build(
    root: Path, environment: dict[str, str], cwd: Path, umask: int, *more: str
) -> subprocess.Popen[bytes]:
    """Start to build a site in a process of its own; ``SHUFFLE`` shuffles every folder.

    Under ``LC_TIME`` it goes by all rules of the locale.
    """
    wrappers = {"SHUFFLE": SHUFFLED, "LC_TIME": LOCALISED}
    wrapper = next((wrappers[name] for name in wrappers if name in environment), "")
    run = ["-c", wrapper] if wrapper else ["-m", "cpdsite"]
    options = ["build", "--today", "2026-11-23", "--site", str(root), *more]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, *run, *options],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        umask=umask,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish_build(root: Path, process: subprocess.Popen[bytes]) -> Path:
    """Wait for a build, which must be well."""
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode(errors="replace")
    return root / "public"


def run_build(root: Path, environment: dict[str, str], cwd: Path, umask: int) -> Path:
    """Build a site in a process of its own."""
    return finish_build(root, start_build(root, environment, cwd, umask))


@pytest.mark.parametrize("name", ["small", "rich", "bare"])
def test_other_surroundings_give_the_same_bytes(site: MakeSite, tmp_path: Path, name: str) -> None:
    one = site(name, "one")
    two = tmp_path / "a much deeper" / "Ordner" / "zwei"
    shutil.copytree(one, two)
    for path in sorted(two.rglob("*"), reverse=True):
        os.utime(path, (1, 1))
    first = run_build(one, ONE, tmp_path, 0o022)
    second = run_build(two, TWO, two / "content", 0o077)
    assert read_tree(first) == read_tree(second)
    assert len(read_tree(first)) > 10


def test_the_other_side_of_the_date_line_gives_the_same_bytes(
    site: MakeSite, tmp_path: Path
) -> None:
    trees = [
        read_tree(run_build(site("rich", name), environment, tmp_path, umask))
        for name, environment, umask in (("one", TWO, 0o007), ("two", WEST, 0o002))
    ]
    assert trees[0] == trees[1]


@pytest.fixture
def another_locale(tmp_path: Path) -> dict[str, str]:
    """Return the surroundings of another locale than C, or skip the test where there is none.

    It is Turkish, which has letters of its own for i, where the sources of locales are there;
    otherwise whichever is installed.
    """
    if maker := shutil.which("localedef"):
        target = tmp_path / "locales/tr_TR.UTF-8"
        target.parent.mkdir()
        how = ["--no-archive", "-i", "tr_TR", "-f", "UTF-8", str(target)]
        subprocess.run([maker, *how], check=False, capture_output=True)
        if target.is_dir():
            return {**ONE, "LOCPATH": str(target.parent), **name_locale(target.name)}
    if lister := shutil.which("locale"):
        ran = subprocess.run([lister, "-a"], check=True, capture_output=True, text=True)
        for name in ran.stdout.split():
            if name.partition(".")[0] not in ("C", "POSIX"):
                return {**ONE, **name_locale(name)}
    pytest.skip("this machine has no locale but C")


def name_locale(name: str) -> dict[str, str]:
    """Return the variables that choose a locale for everything."""
    return dict.fromkeys(("LC_ALL", "LC_TIME", "LANG"), name)


def test_the_rules_of_another_locale_are_nothing(
    site: MakeSite, tmp_path: Path, another_locale: dict[str, str]
) -> None:
    one = read_tree(run_build(site("rich", "one"), ONE, tmp_path, 0o022))
    assert read_tree(run_build(site("rich", "two"), another_locale, tmp_path, 0o022)) == one


def test_the_encoding_of_the_surroundings_is_nothing(site: MakeSite, tmp_path: Path) -> None:
    # Without the names that ASCII cannot spell: they are all that comes from the surroundings.
    one = read_tree(run_build(site("small", "one"), ONE, tmp_path, 0o022))
    assert read_tree(run_build(site("small", "two"), ASCII, tmp_path, 0o022)) == one
    assert any(not content.isascii() for content in one.values())


def test_the_order_in_which_folders_are_listed_is_nothing(site: MakeSite, tmp_path: Path) -> None:
    plain = read_tree(run_build(site("rich", "plain"), ONE, tmp_path, 0o022))
    for seed in ("1", "2"):
        root = site("rich", seed)
        assert read_tree(run_build(root, {**ONE, "SHUFFLE": seed}, tmp_path, 0o022)) == plain


def test_the_wrapper_shuffles(tmp_path: Path) -> None:
    for name in "abcdefghij":
        (tmp_path / name).touch()
    code = SHUFFLED.partition("runpy.run_module")[0] + "print(*(it.name for it in os.scandir()))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "SHUFFLE": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(ran.stdout.split()) == list("abcdefghij")
    assert ran.stdout.split() != sorted(os.listdir(tmp_path))  # noqa: PTH208 - names alone


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux lets us choose")
def test_the_number_of_processors_is_nothing(site: MakeSite, tmp_path: Path) -> None:
    own = os.sched_getaffinity(0)
    if len(own) < 2:
        pytest.skip("this process may use one processor only")
    trees = []
    for name, few in (("all", own), ("one", {min(own)})):
        os.sched_setaffinity(0, few)
        try:
            trees.append(read_tree(run_build(site("rich", name), ONE, tmp_path, 0o022)))
        finally:
            os.sched_setaffinity(0, own)
    assert trees[0] == trees[1]


def test_builds_at_the_same_time_give_the_same_bytes(site: MakeSite, tmp_path: Path) -> None:
    alone = read_tree(run_build(site("rich", "alone"), ONE, tmp_path, 0o022))
    roots = [site("rich", name) for name in ("one", "two")]
    begun = [start_build(root, ONE, tmp_path, 0o022) for root in roots]
    built = [finish_build(root, it) for root, it in zip(roots, begun, strict=True)]
    assert all(read_tree(folder) == alone for folder in built)


def test_one_site_built_twice_at_once_into_two_folders(site: MakeSite, tmp_path: Path) -> None:
    root = site("rich")
    alone = read_tree(run_build(root, ONE, tmp_path, 0o022))
    shutil.rmtree(root / ".cpdsite")
    begun = [start_build(root, ONE, tmp_path, 0o022, "--output", str(tmp_path / it)) for it in "ab"]
    for process, name in zip(begun, "ab", strict=True):
        finish_build(root, process)
        assert read_tree(tmp_path / name) == alone


def test_the_order_in_which_files_were_written_is_nothing(site: MakeSite, tmp_path: Path) -> None:
    one = site("rich", "one")
    two = tmp_path / "two"
    for name, content in sorted(read_tree(one).items(), reverse=True):
        (two / name).parent.mkdir(parents=True, exist_ok=True)
        (two / name).write_bytes(content)
    trees = [read_tree(run_build(root, ONE, tmp_path, 0o022)) for root in (one, two)]
    assert trees[0] == trees[1]
