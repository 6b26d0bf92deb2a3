"""What a file system refuses, in plain words and with a cure."""

import errno

WORDS = {
    errno.ENOSPC: ("the disk is full", "make room on it"),
    errno.EDQUOT: ("your share of the disk is used up", "make room in it"),
    errno.EFBIG: ("it is larger than this disk allows", "make it smaller"),
    errno.EACCES: ("there is no permission to use it", "allow it to be read and written"),
    errno.EPERM: ("there is no permission to use it", "allow it to be read and written"),
    errno.EROFS: ("it lies on a disk that can only be read", "choose another place"),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "choose a shorter name or slug"),
    errno.EISDIR: ("it is a folder where a file must be", "move it away"),
    errno.ENOTDIR: ("a file is in the way where a folder must be", "move the file away"),
    errno.EEXIST: ("something of that name is there already", "move it away"),
    errno.ENOENT: ("it is not there", "look whether something moved or deleted it"),
    errno.ELOOP: ("it is a link that leads to itself", "delete the link"),
    errno.EBUSY: ("another program is using it", "close that program"),
    errno.EIO: ("the disk reports a fault", "look after the disk"),
}
"""Why a file cannot be used, and what a person can do, by the error's number."""


def describe_failure(error: OSError) -> str:
    """Return a sentence: which file, why it cannot be used, how things stand, what to do.

    How things stand is in the error's notes, from those who know.
    """
    name = error.filename or "a file"
    shown = name.decode(errors="replace") if isinstance(name, bytes) else str(name)
    unknown = (error.strerror or str(error), "put that right")
    reason, cure = WORDS.get(error.errno or 0, unknown)
    state = "".join(f"; {note}" for note in getattr(error, "__notes__", ()))
    return f"{shown} cannot be used: {reason}{state}: {cure} and run the command again"
