"""A draft read as it will be, before it is written."""

from cpdsite.content.entries import read_file
from cpdsite.errors import RefusedError, find_errors


def check_draft(kind: str, path: str, content: bytes) -> bytes:
    """Return a draft that reads back; raises ``RefusedError`` for one that would not.

    So many entries can go into one that it is longer than any that is read.
    """
    errors = find_errors(read_file(kind, path, content).problems)
    if errors:
        raise RefusedError(
            f"the draft would not be read back ({errors[0].message}): choose a shorter period"
        )
    return content
