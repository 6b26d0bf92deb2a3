"""Zip archives written again, so that their bytes tell nothing of when they were made."""

import io
import zipfile
from collections.abc import Mapping

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip archive can hold."""

MADE_ON_UNIX = 3
PLAIN_FILE = 0o100644 << 16


def rewrite_archive(archive: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a zip archive with the same members in the same order, all of one fixed time.

    ``changed`` has the members that hold something else by name, each of which must be there:
    ``KeyError``. Members of one name are an error of whoever made the archive: ``ValueError``.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        if len(set(names)) < len(names):
            raise ValueError("two members of the archive have one name")
        if missing := changed.keys() - names:
            raise KeyError(min(missing))
        for name in names:
            member = zipfile.ZipInfo(name, FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            # The module would write what it runs on into every member.
            member.create_system = MADE_ON_UNIX
            member.external_attr = PLAIN_FILE
            new.writestr(member, changed[name] if name in changed else old.read(name))
    return written.getvalue()
