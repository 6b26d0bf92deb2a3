"""The command ``serve``."""

import contextlib
import errno
import re
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from cpdsite.cli.group import EXIT_PROBLEMS, read_day, site_option
from cpdsite.cli.printing import say, show
from cpdsite.errors import Problem, UsageError, show_text
from cpdsite.report import count_problems

BASE_PATH = re.compile(r"/(?:(?!\.{1,2}/)[A-Za-z0-9.~-][A-Za-z0-9._~-]*/)*")
HOST = re.compile(r"[A-Za-z0-9._:%-]+")
MOST_NAMED = 2
"""How many files a line names; of more, it gives the number."""


def read_fixed_day(context: click.Context, parameter: click.Parameter, value: str) -> date | None:
    """Return the day that counts as today all the while; nothing if each day does."""
    return read_day(context, parameter, value) if value else None


def read_host(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return where to listen; an empty name would mean everywhere."""
    host = value.strip("[]")
    if not HOST.fullmatch(host):
        raise click.BadParameter(f"expected a host such as 0.0.0.0, found {show_text(value)!r}")
    return host


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    callback=read_host,
    help="Where to listen; default: this computer alone.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 8000, or the next free one.")
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--poll", is_flag=True, help="Look for changes, where files give no sign of them.")
@click.option(
    "--base-path", default="/", metavar="PATH", help="Show the site below a path, such as /cpd/."
)
@site_option
@click.option(
    "--today",
    metavar="DATE",
    default="",
    callback=read_fixed_day,
    help="The day that counts as today; default: each day.",
)
def serve(
    host: str,
    port: int | None,
    opens: bool,
    poll: bool,
    base_path: str,
    site: Path,
    today: date | None,
) -> None:
    """Show the site as it will be, on every save, until you press Ctrl-C.

    Drafts, private entries and what is not published yet are marked; nothing is written to
    public/.
    """
    from cpdsite.commands.serve import open_source
    from cpdsite.commands.site_folder import find_site
    from cpdsite.preview.preview import run_preview
    from cpdsite.preview.server import open_server

    root, base = find_site(site), _read_base_path(base_path)
    try:
        server = open_server(host, port, base)
    except OSError as error:
        say(_describe_trouble(host, port, error))
        sys.exit(EXIT_PROBLEMS)
    # From here on Ctrl-C is how it ends, and no mistake.
    with contextlib.suppress(KeyboardInterrupt):
        click.echo(server.address)
        _say_port(host, port, server.server_port)
        source = open_source(root, lambda: today or date.today(), base)  # noqa: DTZ011
        if opens:
            # The browser asks at once, and is answered as soon as there is anything to show.
            threading.Thread(target=click.launch, args=(server.address,), daemon=True).start()
        run_preview(server, source, Teller(), say, poll=poll)


def _read_base_path(text: str) -> str:
    path = f"/{text.strip('/')}/" if text.strip("/") else "/"
    if not BASE_PATH.fullmatch(path):
        raise UsageError(f"--base-path: expected a path such as /cpd/, found {show_text(text)}")
    return path


def _describe_trouble(host: str, port: int | None, error: OSError) -> str:
    where = f"port {port}" if port is not None else "a port"
    if error.errno == errno.EADDRINUSE:
        return f"cpdsite: {where} is taken: choose another, or leave --port out for a free one"
    if error.errno == errno.EACCES:
        return f"cpdsite: {where} is not for everyone to use: choose one above 1023"
    return f"cpdsite: it cannot listen at {host}: {error.strerror or error}"


def _say_port(host: str, port: int | None, found: int) -> None:
    from cpdsite.preview.requests import LOCAL
    from cpdsite.preview.server import FIRST_PORT

    if port is None and found != FIRST_PORT:
        say(f"Port {FIRST_PORT} is taken, so this is {found}.")
    if host not in LOCAL:
        say(
            f"Whoever can reach {host} sees all of it, drafts and private entries too; "
            "without --host only this computer does."
        )
    say("Save a file, and the page follows. Ctrl-C ends it.")


class Teller:
    """Says a line for each change, and what is wrong whenever that changes."""

    def __init__(self, find_now: Callable[[], datetime] = datetime.now) -> None:
        """Begin with nothing told."""
        self._find_now = find_now
        self._told: tuple[Problem, ...] = ()

    def __call__(
        self,
        paths: tuple[str, ...],
        pages: int,
        milliseconds: int,
        problems: tuple[Problem, ...] | None,
    ) -> None:
        """Say what changed, and what came of it."""
        if paths:
            say(
                f"{self._find_now():%H:%M:%S} {name_files(paths)} \u2192 {name_pages(pages, paths)}, {milliseconds} ms"
            )
        if problems is None or problems == self._told:
            return
        self._told = problems
        show(problems, "text")
        count = count_problems(problems)
        say(f"{count[:1].upper()}{count[1:]}.")


def name_files(paths: tuple[str, ...]) -> str:
    """Return the files that changed in few words, without the folder that nearly all are in."""
    if len(paths) > MOST_NAMED:
        return f"{len(paths)} files"
    return ", ".join(show_text(path.removeprefix("content/")) for path in paths)


def name_pages(pages: int, paths: tuple[str, ...]) -> str:
    """Return how many pages some files make themselves; what makes none may shape them all."""
    if pages:
        return "1 page" if pages == 1 else f"{pages} pages"
    return "no page of its own" if len(paths) == 1 else "no pages of their own"
