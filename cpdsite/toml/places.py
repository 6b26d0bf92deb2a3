"""The lines on which keys and tables of a TOML file stand.

The standard library's reader keeps no lines, so they are found again by key.
"""

import functools
import re

HEADER = re.compile(r"\s*+(\[\[?)([^\]]++)\]")
KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[=.]")
Keys = tuple[str | int, ...]
"""The way to a value: the names of tables and keys, and the numbers of tables of one name."""


def find_line(lines: list[str], keys: Keys) -> int:
    """Return the line, from 1, of a key or of a table's header; 0 if it is not found."""
    places = _find_places(tuple(lines))
    return places.get(keys) or places.get((*keys, 0), 0)


@functools.lru_cache(maxsize=8)
def _find_places(lines: tuple[str, ...]) -> dict[Keys, int]:
    """Map each key and header to its first line; a file is asked about many of them."""
    places: dict[Keys, int] = {}
    here: Keys = ()
    counts: dict[Keys, int] = {}
    for number, line in enumerate(lines, start=1):
        if header := HEADER.match(line):
            here = _follow(header, counts)
            places.setdefault(here, number)
        elif key := KEY.match(line):
            places.setdefault((*here, key[1] or key[2] or key[3]), number)
    return places


def _follow(header: re.Match[str], counts: dict[Keys, int]) -> Keys:
    names = tuple(part.strip().strip("\"'") for part in header[2].split("."))
    keys: Keys = ()
    for name in names[:-1]:
        keys = (*keys, name)
        keys = (*keys, counts[keys] - 1) if keys in counts else keys
    keys = (*keys, names[-1])
    if header[1] == "[[":
        counts[keys] = counts.get(keys, 0) + 1
        return (*keys, counts[keys] - 1)
    return keys
