"""Files that a later run reads back: written whole, and trusted only when undamaged."""

import hashlib
import json
import os
from pathlib import Path

LONGEST_NAME = 50
"""How much of a name a temporary file keeps: 50 characters are at most 200 bytes of 255."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it sees the old bytes or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name[:LONGEST_NAME]}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_store(path: Path, data: object) -> None:
    """Store plain data with the digest of what is written."""
    content = json.dumps(data).encode()
    write_whole(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def read_store(path: Path) -> object:
    """Return stored data; ``None`` when there is none, or it is not as it was written."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest().encode() != digest:
        return None
    try:
        data: object = json.loads(content)
    except ValueError:
        return None
    return data
