"""Files that are zip archives, as Word, Excel and OpenDocument files are: opened with care."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

from cpdsite.errors import RefusedError
from cpdsite.limits import HONEST_RATIO, IMPORT_BYTES, MOST_PARTS, PARTS_BYTES, SMALL_PART

MADE = (1980, 1, 1, 0, 0, 0)
"""The day that every part of a packed archive bears, so that its bytes are the same each time."""

DAMAGED = "open it in the program that made it, save it again, and import that"


def check_size(name: str, data: bytes) -> None:
    """Raise ``RefusedError`` for a file that is empty or too large to be a record."""
    if not data:
        raise RefusedError(f"{name} is empty: choose the file that holds your record")
    if len(data) > IMPORT_BYTES:
        raise RefusedError(
            f"{name}: expected at most {IMPORT_BYTES:,} bytes, found {len(data):,}: "
            "take pictures out of it, or divide it, and import the parts"
        )


def list_parts(name: str, data: bytes) -> tuple[str, ...]:
    """Return the names of what an archive says that it holds, in its order."""
    with _open(name, data) as archive:
        return tuple(archive.namelist())


def read_parts(name: str, data: bytes, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return those parts of an archive that are wanted, by name.

    Raises ``RefusedError`` for one that is damaged, encrypted or larger than it can honestly be:
    by what it says of itself, and by what comes out of it. Archives within it are never opened.
    """
    with _open(name, data) as archive:
        members = [it for it in archive.infolist() if is_wanted(it.filename)]
        _check_members(name, data, members)
        try:
            parts = {it.filename: _read_member(archive, it) for it in members}
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise RefusedError(f"{name} is damaged: {DAMAGED}") from error
        except (NotImplementedError, RuntimeError) as error:
            raise RefusedError(f"{name} is packed in a way that is not read: {DAMAGED}") from error
    return parts


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive that holds these parts and nothing else, not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part, content in sorted(parts.items()):
            archive.writestr(zipfile.ZipInfo(part, MADE), content)
    return out.getvalue()


def _open(name: str, data: bytes) -> zipfile.ZipFile:
    check_size(name, data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError) as error:
        raise RefusedError(f"{name} is damaged or cut off: {DAMAGED}") from error
    count = len(archive.infolist())
    if count > MOST_PARTS:
        raise RefusedError(
            f"{name}: expected at most {MOST_PARTS:,} parts within it, found {count:,}: {DAMAGED}"
        )
    return archive


def _check_members(name: str, data: bytes, members: list[zipfile.ZipInfo]) -> None:
    if any(it.flag_bits & 1 for it in members):
        raise RefusedError(f"{name} is protected by a password: save it without one")
    names = [it.filename for it in members]
    packed = sum(it.compress_size for it in members)
    if len(set(names)) < len(names) or packed > len(data):
        # Parts that share their bytes are how a small file holds a petabyte.
        raise RefusedError(f"{name} is damaged: its parts overlap: {DAMAGED}")
    total = sum(it.file_size for it in members)
    if total > PARTS_BYTES:
        raise RefusedError(_describe_excess(name, f"says that it holds {total:,} bytes"))
    for it in members:
        if it.file_size > SMALL_PART and it.file_size > HONEST_RATIO * max(1, it.compress_size):
            grows = f"holds {it.filename}, which grows from {it.compress_size:,} bytes"
            raise RefusedError(_describe_excess(name, f"{grows} to {it.file_size:,}"))


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The library gives no more than a part says of itself, and refuses one that says otherwise.
    with archive.open(member) as stream:
        return stream.read()


def _describe_excess(name: str, what: str) -> str:
    return f"{name} {what}, more than a record needs: copy the record into a new file, save and import that"
