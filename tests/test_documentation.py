"""The documentation names all that there is: what is added without a word fails here."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from shlex import split
from types import ModuleType
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from cpdsite import limits
from cpdsite.cli.main import cli
from cpdsite.portfolio.fields import FIELDS
from cpdsite.prose.passage import LONGEST_SENTENCE, SHORTEST_SENTENCE, cut_sentence
from cpdsite.settings import Settings
from cpdsite.shipped import PACKAGE, find_shipped
from cpdsite.site import feed_views, home_views, plan_views, record_views, views

DOCS = PACKAGE.parent / "docs"


def find_commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its name, such as ``theme list``."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from find_commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = [name for name, _ in find_commands(cli)]
OPTIONS = [
    (name, option)
    for name, command in find_commands(cli)
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]
RENAMED = {
    "theme_options": "[theme]",
    "record_period": "[record]",
    "record_note": "note",
    "extra": "[extra]",
}
"""Fields of the settings that stand in the file under another name."""

SETTINGS = [
    *(RENAMED.get(field.name, field.name) for field in fields(Settings)),
    "from",
    "to",
]
SCHEMES = sorted(path.stem for path in find_shipped("schemes").glob("*.toml"))


@cache
def read(name: str) -> str:
    """Return the text of a document."""
    return (DOCS / name).read_text("utf-8")


FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"``(.+?)``|`([^`\n]+)`")


def find_code(text: str) -> set[str]:
    """Return every piece of code in a document, and every word of each."""
    inline = [found[1] or found[2] for found in INLINE.finditer(FENCED.sub("", text))]
    pieces = [*inline, *FENCED.findall(text)]
    return {*pieces, *(word for piece in pieces for word in re.findall(r"[\w.\[\]-]+", piece))}


def find_view_classes(module: ModuleType) -> Iterator[type]:
    """Yield the view classes that a module declares."""
    for value in vars(module).values():
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
            yield value


VIEW_MODULES = (views, home_views, plan_views, record_views, feed_views)
VIEWS = [it for module in VIEW_MODULES for it in find_view_classes(module)]


def find_section(name: str) -> str:
    """Return what stands in the guide to themes below the heading of a view."""
    pattern = rf"^(#+) [^\n]*`{name}`[^\n]*\n(.*?)(?=^#|\Z)"
    found = re.search(pattern, read("themes.md"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/themes.md has no heading with `{name}`"
    return found[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"^#+ .*`cpdsite {name}\b", read("commands.md"), re.MULTILINE)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_documented(command: str, option: str) -> None:
    assert option in find_code(read("commands.md")), f"cpdsite {command} {option}"


@pytest.mark.parametrize("name", sorted({field.name for field in FIELDS}))
def test_every_front_matter_key_is_documented(name: str) -> None:
    assert name in find_code(read("front-matter.md"))


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented(name: str) -> None:
    assert name in find_code(read("settings.md"))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_variable_of_every_view_is_documented(view: type) -> None:
    known = find_code(find_section(view.__name__))
    assert is_dataclass(view)
    assert [it.name for it in fields(view) if it.name not in known] == []


def test_the_guide_to_themes_names_no_view_that_is_not_there() -> None:
    named = set(re.findall(r"`(\w+(?:View|Part))`", read("themes.md")))
    assert named <= {*(view.__name__ for view in VIEWS), "PartView"}


FOLIO = find_shipped("themes", "folio")
MACRO = re.compile(r"\{% macro (\w+\([^)]*\)) ")
BLOCK = re.compile(r"\{% block (\w+) ")
PROPERTY = re.compile(r"(?<![\w(-])(--\w+):")


def find_template_rows(heading: str) -> list[str]:
    """Return what the tables of the blocks and macros of a template name, in order."""
    pattern = rf"^#### [^\n]*`{re.escape(heading)}`[^\n]*\n(.*?)(?=^#|\Z)"
    (section,) = re.findall(pattern, read("themes.md"), re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(FOLIO.glob("templates/*")), ids=lambda path: path.name)
def test_the_guide_names_each_block_and_macro_of_folio_and_no_others(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks, macros = BLOCK.findall(text), MACRO.findall(text)
    assert len(blocks) + len(macros) == len(re.findall(r"\{%-? *(?:block|macro)\b", text))
    assert find_template_rows(path.name) == [*blocks, *macros]


def test_the_guide_names_each_template_of_folio_and_no_others() -> None:
    headings = re.findall(r"^#### (.*)", read("themes.md"), re.MULTILINE)
    named = [name for heading in headings for name in re.findall(r"`([^`]+)`", heading)]
    assert sorted(named) == sorted(path.name for path in FOLIO.glob("templates/*"))


def test_the_guide_names_each_custom_property_of_folio_and_no_others() -> None:
    paths = (*FOLIO.glob("static/*.css"), FOLIO / "templates/options.css")
    declared = {name for path in paths for name in PROPERTY.findall(path.read_text("utf-8"))}
    named = {it for it in find_code(read("themes.md")) if re.fullmatch(r"--\w+", it)}
    assert named == declared


def test_the_guide_names_each_option_of_folio_with_its_meaning() -> None:
    theme = tomllib.loads((FOLIO / "theme.toml").read_text("utf-8"))
    for name, option in theme["options"].items():
        (row,) = re.findall(
            rf"^\| `{name}` \| (\w+) \| `(.+?)` \|", read("themes.md"), re.MULTILINE
        )
        assert row == (option["kind"], json.dumps(option["default"]))


def test_what_folio_brings_along_is_listed_with_its_licence() -> None:
    listed = (FOLIO / "VENDORED.md").read_text("utf-8")
    fonts = sorted((FOLIO / "static/fonts").glob("*"))
    assert len(fonts) > 1
    assert [path.name for path in fonts if path.name not in listed] == []


def test_what_the_preview_brings_along_is_listed_with_its_licence() -> None:
    folder = PACKAGE / "preview/browser"
    listed = (folder / "VENDORED.md").read_text("utf-8")
    own = {"preview.js", "preview.css", "VENDORED.md"}
    brought = {path.name for path in folder.iterdir()} - own
    assert len(brought) > 1
    assert [name for name in brought if name not in listed] == []


@pytest.mark.parametrize("name", SCHEMES)
def test_every_shipped_scheme_is_documented(name: str) -> None:
    assert name in find_code(read("schemes.md"))


CODE_PLACES = {"Problem": (1,), "source.report": (0,), "source.report_at": (0,), "report": (1, 3)}
"""Which arguments of a call can be the code of a problem, by what is called."""

CODE = re.compile(r"[a-z][a-z_-]*")


def find_problem_codes(path: Path) -> Iterator[str]:
    """Yield the codes of problems that a module writes out; others are names of keys."""
    tree = ast.parse(path.read_text("utf-8"))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    constants = {ast.unparse(it.targets[0]): it.value for it in assigned}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        # A table of TOML reports under the name of the key, which the other documents explain.
        places = CODE_PLACES.get(ast.unparse(node.func).removeprefix("self."), ())
        positional = [node.args[place] for place in places if place < len(node.args)]
        named = [it.value for it in node.keywords if it.arg == "code"]
        for it in (*named, *positional):
            value = constants.get(it.id) if isinstance(it, ast.Name) else it
            if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                yield str(value.value)


CODES = sorted({code for path in PACKAGE.rglob("*.py") for code in find_problem_codes(path)})


class Row(NamedTuple):
    """A row of a table of codes."""

    codes: tuple[str, ...]
    severities: str
    example: str


def find_rows() -> Iterator[Row]:
    """Yield the rows of the tables of codes."""
    for line in read("problems.md").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == len(("code", "severity", "meaning", "example")) and cells[1]:
            codes = tuple(re.findall(r"`([\w-]+)`", cells[0]))
            yield Row(codes, cells[1], cells[3].strip("` "))


ROWS = [pytest.param(row, id=f"{row.codes[0]}-{number}") for number, row in enumerate(find_rows())]


@cache
def read_reports() -> str:
    """Return the reports of all sites with mistakes."""
    reports = (Path(__file__).parent / "sites_invalid").glob("*/expected.txt")
    return "\n".join(path.read_text("utf-8") for path in sorted(reports))


def test_the_codes_are_found() -> None:
    assert {"collision", "depth", "link", "privacy", "template", "unknown-key", "yaml"} <= set(
        CODES
    )


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_is_documented(code: str) -> None:
    assert [row for row in find_rows() if code in row.codes]


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_is_met_in_a_site_with_mistakes(code: str) -> None:
    assert f"[{code}]: " in read_reports()


@pytest.mark.parametrize("row", ROWS)
def test_every_row_of_codes_has_an_example_that_is_true(row: Row) -> None:
    severities = {"E": ("error",), "W": ("warning",)}.get(row.severities, ("error", "warning"))
    told = [f"{severity}[{code}]: {row.example}\n" for severity in severities for code in row.codes]
    assert row.example
    assert any(it in read_reports() for it in told)


@pytest.mark.parametrize("name", [name for name in vars(limits) if name.isupper()])
def test_every_limit_is_documented_with_its_number(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|.*", read("problems.md"), re.MULTILINE)
    assert f"{getattr(limits, name):,}" in row


def test_what_lists_show_is_what_the_documentation_says() -> None:
    text = read("front-matter.md")
    section = text.partition("### What lists show\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| ([A-Z].*?) \| (.*?) \|$", section, re.MULTILINE)
    assert len(rows) > 1
    assert [cut_sentence(opening) for opening, _ in rows] == [shown for _, shown in rows]
    assert f"shorter than {SHORTEST_SENTENCE} characters" in section
    assert f"longer than {LONGEST_SENTENCE} characters" in section


def test_getting_started_leads_to_the_site_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = read("getting-started.md")
    (shown,) = re.findall(r"^```\n(\d+ published;.*?)^```", guide, re.MULTILINE | re.DOTALL)
    (today,) = re.findall(r"(\d{4}-\d\d-\d\d)-starting", shown)

    def run(command: str) -> click.testing.Result:
        (line,) = re.findall(rf"^cpdsite ({command}\b.*)", guide, re.MULTILINE)
        result = CliRunner().invoke(cli, [*split(line), "--today", today])
        assert result.exit_code == 0, result.output
        return result

    monkeypatch.chdir(tmp_path)
    run("init my-cpd")
    monkeypatch.chdir("my-cpd")
    entry = Path(run("new").stdout.strip())
    assert entry.as_posix() in guide
    written = entry.read_text("utf-8").replace("status: draft", "status: published")
    entry.write_text(
        written.replace("## What I learned\n", "## What I learned\n\nWords.\n"), "utf-8"
    )
    assert run("build$").output.endswith(shown)
