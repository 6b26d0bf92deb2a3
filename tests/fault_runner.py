"""Runs cpdsite commands, each in a fork of this process, with one fault in its file system calls.

A plain script that ``tests/faults.py`` talks to, one JSON object a line. It imports cpdsite
once, so that a run costs what the command costs. Every call that changes something below one
folder is counted: opening for writing, writing, closing, making, renaming, linking, removing.
The call of a given number fails with an error number, or the process is killed or stopped
there. Of two error numbers, the second is for calls that remove. A write that fails or dies
has written half.
"""

import io
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

CHANGES = {
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
}
"""What Python announces before it changes a folder, and how many paths it names first."""

LONGEST = 120
"""How long a command may take, in seconds."""

TRACEBACK = 99
"""The exit status of a command that let an exception through."""


class Faults:
    """Counts what this process changes below a folder, and lets one call go wrong."""

    def __init__(self, folder: str, moment: int, fault: str) -> None:
        """Keep what is to go wrong: ``kill``, ``stop``, one or two error numbers, or nothing."""
        self.folder = os.path.realpath(folder)
        self.moment = moment
        self.fault = fault
        self.calls = 0

    def covers(self, path: object) -> bool:
        """Tell whether a path lies below the folder."""
        text = os.fsdecode(path) if isinstance(path, str | bytes | Path) else ""
        return str(Path.cwd() / text).startswith(self.folder)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Meet what Python announces, if it changes anything."""
        if event == "open":
            if arguments[2] & (os.O_WRONLY | os.O_RDWR) and self.covers(arguments[0]):
                self.meet(arguments[0])
        elif event in CHANGES:
            paths = arguments[: CHANGES[event]]
            # A path relative to an open folder is one of ours: nobody else removes trees.
            is_removing = event in ("os.remove", "os.rmdir")
            if (is_removing and arguments[-1] != -1) or self.covers(paths[-1]):
                self.meet(*paths, is_removing=is_removing)

    def is_next(self) -> bool:
        """Tell whether the next call is the one."""
        return bool(self.fault) and self.calls + 1 == self.moment

    def meet(self, *paths: Any, is_removing: bool = False) -> None:
        """Count a call, and let it go wrong if it is the one."""
        is_one = self.is_next()
        self.calls += 1
        if is_one and self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif is_one and self.fault == "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        elif is_one:
            number = int(self.fault.split()[-1 if is_removing else 0])
            both = [it for path in paths for it in (os.fspath(path), None)][: len(paths) * 2 - 1]
            raise OSError(number, os.strerror(number), *both)


class FaultyFile(io.FileIO):
    """A file whose writing and closing can go wrong."""

    faults: Faults
    has_content = False

    def write(self, content: Any) -> int:
        """Write, or write half and fail."""
        self.has_content = True
        if self.faults.is_next() and self.faults.fault != "stop":
            super().write(bytes(content)[: len(content) // 2])
        self.faults.meet(self.name)
        return super().write(content)

    def close(self) -> None:
        """Close, and fail then: what a disk held back may not fit it."""
        is_first = not self.closed
        super().close()
        if is_first and self.has_content:
            self.faults.meet(self.name)


def install(faults: Faults) -> None:
    """Let the faults hear and see what this process does from now on."""
    plain_open = io.open
    faulty = type("Faulty", (FaultyFile,), {"faults": faults})

    def open_faulty(  # noqa: PLR0913, PLR0917 - the parameters of open
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> Any:
        is_writing = set(mode) & set("wxa") and "+" not in mode
        if isinstance(file, int) or not is_writing or not faults.covers(file):
            return plain_open(file, mode, buffering, encoding, errors, newline)
        binary = io.BufferedWriter(faulty(file, mode.replace("b", "").replace("t", "")))
        return binary if "b" in mode else io.TextIOWrapper(binary, encoding, errors, newline)

    sys.addaudithook(faults.hear)
    io.open = open_faulty  # type: ignore[assignment]


def run(request: dict[str, Any], writer: int) -> NoReturn:
    """Run a command in this process, and end it."""
    from cpdsite.cli.main import main

    said = os.open(request["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(request["folder"])
    sys.argv = ["cpdsite", *request["arguments"]]
    faults = Faults(request["folder"], request["moment"], request["fault"])
    status = 0
    # A command that hangs fails its test, and not the whole run.
    signal.alarm(LONGEST)
    install(faults)
    try:
        main()
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - the parent tells it
        traceback.print_exc()
        status = TRACEBACK
    faults.fault = ""
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(writer, str(faults.calls).encode())
    os._exit(status)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Run one command to its end, or to where it stops."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        run(request, writer)
    os.close(writer)
    _, status = os.waitpid(process, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        os.close(reader)
        return {"stopped": process}
    with os.fdopen(reader) as counted:
        calls = int(counted.read() or 0)
    said = Path(request["said"]).read_text("utf-8", errors="replace")
    return {"status": os.waitstatus_to_exitcode(status), "said": said, "calls": calls}


def end(process: int, *, is_killed: bool) -> dict[str, Any]:
    """Let a stopped command go on to its end, or kill it."""
    os.kill(process, signal.SIGKILL if is_killed else signal.SIGCONT)
    _, status = os.waitpid(process, 0)
    return {"status": os.waitstatus_to_exitcode(status), "said": "", "calls": 0}


def warm(folder: str) -> None:
    """Build once in this process, so that no run has to import anything."""
    from datetime import date

    from cpdsite.commands import init, new
    from cpdsite.commands.build import BuildOptions, build_site

    site = Path(folder) / "warm"
    init.create_site(site, init.NewSite(today="2026-11-23"))
    settings = site / "cpdsite.toml"
    # A PDF would start threads, which no fork has: the next one would wait for them for ever.
    settings.write_text("record_files = []\n" + settings.read_text("utf-8"), "utf-8")
    new.create_activity(site, new.NewActivity(title="Warm", date="2026-11-23"))
    build_site(site, BuildOptions(today=date(2026, 11, 23)))


def main() -> None:
    """Answer requests until there are no more."""
    warm(sys.argv[1])
    for line in sys.stdin:
        request = json.loads(line)
        if "ending" in request:
            result = end(request["ending"], is_killed=request["is_killed"])
        else:
            result = answer(request)
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
