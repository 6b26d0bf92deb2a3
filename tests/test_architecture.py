"""The house rules of the design, read from the syntax tree."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cpdsite.shipped import PACKAGE

TESTS = Path(__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

BOTTOM = {
    *("errors", "failures", "files", "limits", "portfolio", "quotation", "store", "text"),
    *("toml", "shipped"),
}
PROSE = {*BOTTOM, "settings"}
SITE = {*PROSE, "prose"}
ABOVE_SITE = {*SITE, "site"}
COMMANDS = {
    *ABOVE_SITE,
    "exporters",
    "content",
    "importers",
    "media",
    "render",
    "publish",
    "preview",
}

MAY_IMPORT = {
    "errors": set(),
    "failures": set(),
    "limits": set(),
    "portfolio": set(),
    "quotation": set(),
    "store": set(),
    "shipped": set(),
    "files": {"errors", "limits", "portfolio"},
    "text": {"errors"},
    "toml": {"errors", "limits", "text"},
    "settings": BOTTOM,
    "hosts": {"errors", "settings"},
    "prose": PROSE,
    "site": SITE,
    "exporters": SITE,
    "content": ABOVE_SITE,
    "importers": SITE,
    "media": {"errors", "limits"},
    "render": ABOVE_SITE,
    "publish": {"errors", "store"},
    "preview": {"errors", "files", "limits", "quotation"},
    "commands": COMMANDS,
    "report": {"errors", "quotation"},
    "cli": {*COMMANDS, "commands", "hosts", "report"},
    "__main__": {"cli"},
}
"""Each room of the house, bottom to top, and the rooms that it may import."""

VERSION = "cpdsite"
"""The package itself, of which the version may be imported."""

KEPT_TO_ONE_ROOM = {
    "yaml": "content",
    "frontmatter": "content",
    "markdown": "prose",
    "nh3": "prose",
    "pymdownx": "prose",
    "jinja2": "render",
    "markupsafe": "render",
    "PIL": "media",
    "pypdf": "media",
    "click": "cli",
    "msgspec": "store",
    "watchdog": "preview",
    "typst": "exporters",
    "fontTools": "exporters",
    "docx": "exporters",
    "xlsxwriter": "exporters",
    "mammoth": "importers",
    "python_calamine": "importers",
    "lxml": "importers",
    "subprocess": "importers",
    "http": "preview",
    "socketserver": "preview",
    "socket": "preview",
    "fcntl": "publish",
    "msvcrt": "publish",
}

PURE = {
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "posixpath",
    "re",
    "typing",
    "unicodedata",
    "urllib",
}
"""What of the standard library the domain may use; of pathlib, pure paths alone."""

UNTESTED_BY_NAME = {
    "limits.py": "holds numbers; where each is checked, a test crosses it",
    "media/vocabulary.py": "lists words; media/test_drawings.py looks through them",
    "__init__.py": "says what its room is for",
    "__main__.py": "runs cli.main; cli/test_main.py runs it",
    "site/views.py": "declares values; site/test_pages.py walks every one of them",
    "site/record_views.py": "declares values; the same",
    "site/feed_views.py": "declares values; the same",
    "site/home_views.py": "declares values; the same",
    "exporters/export.py": "declares values; every exporter's test uses them",
    "importers/source.py": "declares values; every reader's test makes them",
    "importers/gathered.py": "declares values; importers/test_gather.py makes them",
    "prose/shapes.py": "declares values; prose/test_blocks.py makes every one of them",
    "portfolio/sheets.py": "declares values; exporters/test_printed.py makes them",
    "preview/showing.py": "declares values; preview/test_answers.py answers from them",
}
"""Modules without a test module of their own, and why."""

MOST_LINES = 300
HEAVY = ("jinja2", "markdown", "PIL", "pypdf", "typst", "yaml", "watchdog", "nh3")


@cache
def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    """Return the path of a module in the package."""
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    """Return the room of a module: its folder, or its name at the top."""
    return name_of(path).partition("/")[0].removesuffix(".py")


def find_imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of every module or member that a module imports, anywhere."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_own_rooms(path: Path) -> set[str]:
    """Return the rooms of the house that a module imports from."""
    names = [name for name in find_imports(path) if name.split(".")[0] == "cpdsite"]
    return {name.split(".")[1] for name in names if name != "cpdsite.__version__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        assert not find_own_rooms(path)
    else:
        assert find_own_rooms(path) <= {*MAY_IMPORT[room], room} - (
            {room} if path.parent == PACKAGE else set()
        )


def test_the_table_of_rooms_is_that_of_the_package() -> None:
    assert set(MAY_IMPORT) == {room_of(path) for path in MODULES} - {"__init__"}
    order = list(MAY_IMPORT)
    for room, others in MAY_IMPORT.items():
        assert all(order.index(other) < order.index(room) for other in others)


@pytest.mark.parametrize("library", KEPT_TO_ONE_ROOM)
def test_a_library_is_known_to_one_room(library: str) -> None:
    users = {
        room_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in find_imports(path))
    }
    assert users <= {KEPT_TO_ONE_ROOM[library]}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nobody_imports_for_types_only(path: Path) -> None:
    assert not [name for name in find_imports(path) if name.endswith("TYPE_CHECKING")]
    assert "TYPE_CHECKING" not in path.read_text("utf-8")


def find_calls(path: Path) -> Iterator[str]:
    """Yield, as source, what a module calls or reads that could be the outer world's."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Attribute):
            yield ast.unparse(node)


OUTER_WORLD = re.compile(
    r"print|input|exit|breakpoint|click\..*|(?:\w+\.)*(?:today|now|utcnow|monotonic|perf_counter)"
    r"|time\.\w+|os\.(?:environ|getenv|getcwd|putenv)(?:\.\w+)*|(?:Path|Path\(\))\.cwd"
    r"|(?:Path|Path\(\))\.home|(?:os\.path|\w+)\.expanduser|sys\.(?:stdout|stderr|stdin|argv|exit)(?:\.\w+)*|locale\.\w+|random\.\w+|logging\.\w+"
)


SILENCES = {"media/documents.py": "logging", "preview/watcher.py": "logging"}
"""Modules that name what they may not use, since a library must be kept from using it."""


MAY_MEASURE = {"time.monotonic", "sys.exc_info"}
"""How long something takes says nothing of the day, and a failing connection is no output."""


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) != "cli"], ids=name_of)
def test_only_the_command_line_prints_or_reads_clock_and_environment(path: Path) -> None:
    silenced = SILENCES.get(name_of(path), "nothing")
    calls = [call for call in find_calls(path) if OUTER_WORLD.fullmatch(call)]
    calls = [call for call in calls if not call.startswith(f"{silenced}.")]
    own = [
        call
        for call in calls
        if not call.startswith(("self.", "audience.", "known.", "options.", "asking."))
    ]
    timed = MAY_MEASURE if room_of(path) == "preview" else set()
    assert set(own) <= timed
    roots = {name.split(".")[0] for name in find_imports(path)} - {silenced}
    allowed = {"time", "socket"} if timed else set()
    outer = {"time", "locale", "random", "logging", "click", "getpass", "socket"}
    assert not roots & (outer - allowed)


def test_the_rule_sees_what_the_command_line_does() -> None:
    modules = [path for path in MODULES if room_of(path) == "cli"]
    calls = {it for path in modules for it in find_calls(path) if OUTER_WORLD.fullmatch(it)}
    assert {"click.echo", "date.today", "os.environ", "sys.exit"} <= calls


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(path) == "portfolio"], ids=name_of
)
def test_the_domain_is_pure(path: Path) -> None:
    imports = [name for name in find_imports(path) if not name.startswith("cpdsite.")]
    others = [name for name in imports if name.split(".")[0] not in PURE]
    assert set(others) <= {"pathlib.PurePosixPath"}
    calls = {call.rpartition(".")[2] for call in find_calls(path)}
    assert not calls & {"open", "read_bytes", "write_bytes", "exists", "iterdir", "stat"}


def needs_test(path: Path) -> bool:
    return name_of(path) not in UNTESTED_BY_NAME and path.name not in ("__init__.py", "__main__.py")


@pytest.mark.parametrize("path", [path for path in MODULES if needs_test(path)], ids=name_of)
def test_tests_mirror_the_package(path: Path) -> None:
    mirror = TESTS / path.relative_to(PACKAGE).with_name(f"test_{path.name}")
    assert mirror.is_file()


def test_the_exceptions_from_the_mirror_are_still_there() -> None:
    known = {name_of(path) for path in MODULES}
    assert set(UNTESTED_BY_NAME) <= known


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_named_after_nothing(path: Path) -> None:
    nothings = {"utils", "helpers", "base", "common", "core", "manager", "misc"}
    assert not nothings & {path.stem, path.parent.name}


def test_help_loads_nothing_heavy() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cpdsite", "--help"],
        check=True,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in ran.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & set(HEAVY)
