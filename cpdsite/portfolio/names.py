"""Names of files and folders: those that another system refuses, or takes for the same."""

import re
import unicodedata

RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?"
)
"""What Windows keeps for devices, with any ending."""

REFUSED = re.compile(r'[<>:"|?*\\]')


def fold_name(name: str) -> str:
    """Return what two names have in common that a file system may not tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def find_name_mistake(name: str) -> str:
    """Return why another system refuses the name of a file or folder; ``""`` if none does."""
    if RESERVED.fullmatch(name.casefold()):
        return f'Windows keeps the name "{name.partition(".")[0]}" for itself'
    if name.endswith((".", " ")):
        return f'Windows drops the {"full stop" if name[-1] == "." else "space"} at the end of "{name}"'
    if found := REFUSED.search(name):
        return f"no name on Windows can hold {found[0]}"
    return ""
