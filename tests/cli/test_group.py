"""What all commands share: their order, their help and the day that counts as today."""

from datetime import date, timedelta

import click
import pytest

from cpdsite.cli.main import cli
from tests.cli.running import ENTRY, Run
from tests.conftest import MakeSite
from tests.site_maker import write_entry

COMMANDS = ("init", "new", "build", "serve", "check", "status", "why", "theme")


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


def test_the_reader_s_own_day_counts_where_none_is_given(run: Run, site: MakeSite) -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - the reader's own day
    root = site({ENTRY: write_entry(date=tomorrow.isoformat())})
    assert "1 planned" in run("build", "--site", root).err
    assert "1 published." in run("build", "--site", root, "--today", tomorrow.isoformat()).err
