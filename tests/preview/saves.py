"""The ways in which editors save a file: each leaves it with a new text."""

import os
from collections.abc import Callable
from pathlib import Path

Save = Callable[[Path, str], None]


def save_plainly(path: Path, text: str) -> None:
    """Write it where it is."""
    path.write_text(text, "utf-8")


def save_in_pieces(path: Path, text: str) -> None:
    """Empty it, and write it line by line."""
    with path.open("w", encoding="utf-8", buffering=1) as file:
        file.writelines(text.splitlines(keepends=True))


def save_beside(path: Path, text: str) -> None:
    """Write another file, and put it in its place."""
    beside = path.with_name(f".goutputstream-{path.name}")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)  # noqa: PTH105 - plain, as editors do


def save_like_vim(path: Path, text: str) -> None:
    """Move it away, write it anew, and delete the old one: ``backupcopy=no``."""
    probe, swap, backup = (path.with_name(it) for it in ("4913", f".{path.name}.swp", "a.md~"))
    swap.write_text("swap", "utf-8")
    probe.touch()
    probe.unlink()
    path.rename(backup)
    path.write_text(text, "utf-8")
    backup.unlink()
    swap.unlink()


def save_over_itself(path: Path, text: str) -> None:
    """Copy it, then empty and write it: vim's ``backupcopy=yes``."""
    backup = path.with_name(f"{path.name}~")
    backup.write_bytes(path.read_bytes())
    with path.open("r+", encoding="utf-8") as file:
        file.truncate(0)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    backup.unlink()


def save_twice(path: Path, text: str) -> None:
    """Write it, then what a formatter makes of it, as VS Code does."""
    for content in (text.replace("\n", "\n\n"), text):
        with path.open("r+", encoding="utf-8") as file:
            file.truncate(0)
            file.write(content)


def save_by_deleting(path: Path, text: str) -> None:
    """Delete it, and write it anew."""
    path.unlink()
    path.write_text(text, "utf-8")


SAVES: tuple[Save, ...] = (
    save_plainly,
    save_in_pieces,
    save_beside,
    save_like_vim,
    save_over_itself,
    save_twice,
    save_by_deleting,
)


def leave_things_behind(folder: Path) -> None:
    """Write, and delete, what editors and file managers keep beside the files."""
    names = (".a.md.swp", "a.md~", "#a.md#", "a.md.tmp", ".DS_Store", ".obsidian/a.json", "a.bak")
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    (folder / ".#a.md").symlink_to("someone@somewhere.1")
    (folder / "4913").touch()
    (folder / "4913").unlink()
    (folder / "a.md~").unlink()
