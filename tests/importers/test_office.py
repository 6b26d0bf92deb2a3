"""LibreOffice, or what stands in for it."""

import shutil
import stat
import sys
import time
from pathlib import Path

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers import office
from cpdsite.importers.office import convert_file, find_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def make_program(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_it_works_in_a_folder_of_its_own_with_macros_off(tmp_path: Path) -> None:
    script = """
for it in "$@"; do case "$it" in -env:*) profile=${it#-env:UserInstallation=file://};; esac; done
mkdir out; cat "$profile/user/registrymodifications.xcu" > out/record.docx; pwd >> out/record.docx
echo "$@" >> out/record.docx"""
    made = convert_file(make_program(tmp_path, script), "my file.doc", b"x", "doc", "docx").decode()
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in made
    assert "--headless" in made
    assert "my file" not in made
    folder = made.splitlines()[-2]
    assert "cpdsite-" in folder
    assert not Path(folder).exists()


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "mkdir out; : > out/record.docx"])
def test_nothing_made_is_a_refusal(tmp_path: Path, script: str) -> None:
    with pytest.raises(RefusedError, match=r"save it as \.docx"):
        convert_file(make_program(tmp_path, script), "a.doc", b"x", "doc", "docx")


def test_a_program_that_does_not_start_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="does not start"):
        convert_file(tmp_path / "nothing", "a.doc", b"x", "doc", "docx")


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "OFFICE_SECONDS", 0.3)
    late = tmp_path / "late"
    program = make_program(tmp_path, f"(sleep 1; touch {late}) &\nsleep 30")
    with pytest.raises(RefusedError, match="took LibreOffice longer"):
        convert_file(program, "a.doc", b"x", "doc", "docx")
    time.sleep(1.2)
    assert not late.exists()


def test_it_is_found_on_the_path_or_in_its_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_program(tmp_path, "")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "PLACES", (str(tmp_path / "nothing"), str(program)))
    assert find_office() == program
    monkeypatch.setattr(office, "PLACES", ())
    assert find_office() is None
    monkeypatch.setattr(shutil, "which", lambda it: f"/bin/{it}")
    assert find_office() == Path("/bin/soffice")
