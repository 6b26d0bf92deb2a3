"""init, new and build work from the wheel, from an editable install and from the checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What is at hand is enough, and nothing is fetched while tests run.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
OURS = ["cpdsite", "content", "themes", "cpdsite.toml", "pyproject.toml", "README.md", "LICENSE"]


def run(*command: str | Path, cwd: Path, path: str = "") -> str:
    """Run a program and return what it prints; a failure shows everything."""
    environment = {name: it for name, it in os.environ.items() if not name.startswith("PYTHON")}
    environment |= OFFLINE | ({"PYTHONPATH": path} if path else {})
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def make_environment(folder: Path, *, with_pip: bool = False) -> Path:
    """Return the Python of a new environment that sees our dependencies but not cpdsite."""
    venv.create(folder, with_pip=with_pip)
    python = folder / "bin/python"
    packages = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
        ).strip()
    )
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def install(python: Path, *what: str | Path, cwd: Path) -> None:
    """Install into an environment with the pip of this one."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--force-reinstall"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, *what, cwd=cwd)


def copy_checkout(folder: Path) -> Path:
    """Return a copy of the parts of the checkout that an install uses."""
    for name in OURS:
        source = ROOT / name
        target = folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from a copy of the checkout."""
    folder = copy_checkout(tmp_path_factory.mktemp("checkout") / "cpdsite")
    target = tmp_path_factory.mktemp("wheels")
    options = ["--quiet", "--no-deps", "--no-build-isolation"]
    run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", target, folder, cwd=folder)
    (found,) = target.glob("*.whl")
    return found


def try_commands(python: Path, folder: Path, path: str = "") -> None:
    """Make a site and the example, add an entry, build, and see that the pages are there."""
    folder.mkdir()
    cpdsite = (python, "-m", "cpdsite")
    run(*cpdsite, "init", "mine", cwd=folder, path=path)
    site = folder / "mine"
    written = run(*cpdsite, "new", "Negotiating", "--type", "webinar", cwd=site, path=path).strip()
    entry = site / written
    entry.write_text(entry.read_text("utf-8").replace("draft", "published"), "utf-8")
    run(*cpdsite, "build", cwd=site, path=path)
    page = (site / "public/activities" / entry.stem / "index.html").read_text("utf-8")
    assert "Negotiating" in page
    assert list((site / "public/assets").glob("*.css"))
    run(*cpdsite, "init", "--example", "example", cwd=folder, path=path)
    run(*cpdsite, "build", "--strict", cwd=folder / "example", path=path)
    assert "Marrowby" in (folder / "example/public/record/index.html").read_text("utf-8")


def test_the_wheel(tmp_path: Path, wheel: Path) -> None:
    python = make_environment(tmp_path / "environment")
    install(python, wheel, cwd=tmp_path)
    try_commands(python, tmp_path / "work")


def test_an_editable_install(tmp_path: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    python = make_environment(tmp_path / "environment")
    install(python, "--editable", checkout, cwd=tmp_path)
    try_commands(python, tmp_path / "work")


def test_the_checkout(tmp_path: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    python = make_environment(tmp_path / "environment")
    try_commands(python, tmp_path / "work", path=str(checkout))


def test_the_build_command_of_a_new_site_works_in_an_empty_clone(
    tmp_path: Path, wheel: Path
) -> None:
    python = make_environment(tmp_path / "mine")
    install(python, wheel, cwd=tmp_path)
    run(python, "-m", "cpdsite", "init", "site", cwd=tmp_path)
    site = tmp_path / "site"
    assert (site / "requirements.txt").read_text("utf-8").startswith("cpdsite @ file:")
    run("git", "init", "--quiet", cwd=site)
    run("git", "add", ".", cwd=site)
    identity = ["-c", "user.name=Sam", "-c", "user.email=sam@example.org"]
    run("git", *identity, "commit", "--quiet", "--message", "Begin", cwd=site)
    clone = tmp_path / "clone"
    run("git", "clone", "--quiet", site, clone, cwd=tmp_path)
    host = make_environment(tmp_path / "host", with_pip=True)
    settings = tomllib.loads((clone / "netlify.toml").read_text("utf-8"))["build"]
    command = settings["command"].replace("python ", f"{host} ")
    run("bash", "-euo", "pipefail", "-c", command, cwd=clone)
    assert (clone / settings["publish"] / "index.html").is_file()
    assert (clone / settings["publish"] / "record/index.html").is_file()
    assert not (clone / settings["publish"] / "activities/index.md").exists()
