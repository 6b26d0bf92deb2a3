"""LibreOffice, where it is there: it makes newer files of older ones, and runs nothing in them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from cpdsite.errors import RefusedError
from cpdsite.limits import IMPORT_BYTES, OFFICE_SECONDS

PROGRAMS = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
"""Where it lies when it is on no search path."""

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""

SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Load", "UserDefinedSettings", "false"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links to other files, and a proxy that is not there in the way of the network."""

ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)


def find_office() -> Path | None:
    """Return where LibreOffice is, if it is there."""
    for program in PROGRAMS:
        if found := shutil.which(program):
            return Path(found)
    return next((Path(place) for place in PLACES if Path(place).is_file()), None)


def convert_file(office: Path, name: str, data: bytes, old: str, new: str) -> bytes:
    """Return a file with the ending ``old`` as one with the ending ``new``.

    Raises ``RefusedError`` where LibreOffice takes too long, or makes nothing of it. It works in
    a folder of its own, which goes afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="cpdsite-") as place:
        folder = Path(place)
        _write_profile(folder / "profile")
        source = folder / f"record.{old}"
        source.write_bytes(data)
        _run(office, name, folder, source, new)
        made = folder / "out" / f"record.{new}"
        if not made.is_file() or not 0 < made.stat().st_size <= IMPORT_BYTES:
            raise RefusedError(
                f"{name} could not be read by LibreOffice: open it in Word or LibreOffice, "
                f"save it as .{new}, and import that"
            )
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        ITEM.format(
            path=f"Office.{path}" if not path.startswith("Inet") else path, name=name, value=value
        )
        for path, name, value in SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(PROFILE.format(items=items), "utf-8")


def _run(office: Path, name: str, folder: Path, source: Path, new: str) -> None:
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", new, "--outdir", str(folder / "out"), str(source)),
    ]
    try:
        process = subprocess.Popen(  # noqa: S603 - no word of it is the file's
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
        )
    except OSError as error:
        raise RefusedError(
            f"{name} could not be read, since LibreOffice does not start: open the file in Word, "
            f"save it as .{new}, and import that"
        ) from error
    try:
        process.wait(OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RefusedError(
            f"{name} took LibreOffice longer than {OFFICE_SECONDS} seconds: open it in Word or "
            f"LibreOffice, save it as .{new}, and import that"
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all those that it started, if any of them still runs."""
    if sys.platform == "win32":  # pragma: no cover - no process groups there
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
    process.wait()
