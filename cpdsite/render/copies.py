"""Copies of templates in a site: whether their originals are still what was copied."""

from collections.abc import Iterator

from cpdsite.errors import Location, Problem, Severity
from cpdsite.render.folders import Template
from cpdsite.render.stamps import Stamp, digest_source, is_damaged, read_stamp
from cpdsite.render.theme import Theme


def is_stale(stamp: Stamp, theme: Theme) -> bool:
    """Tell whether the original is another than when it was copied, or is gone."""
    original = theme.originals.get(stamp.name)
    return original is None or digest_source(original.source) != stamp.digest


def find_stale_copies(theme: Theme) -> tuple[Problem, ...]:
    """Return a warning for each copy in the site whose original has changed or is gone."""
    copies = {theme.templates[name].origin: theme.templates[name] for name in theme.own}
    return tuple(it for origin in sorted(copies) for it in _check(copies[origin], theme))


def _check(copy: Template, theme: Theme) -> Iterator[Problem]:
    stamp = read_stamp(copy.source)
    # Of a theme whose parent is missing, nobody knows what it would have.
    is_known = stamp is not None and (stamp.name in theme.originals or theme.is_whole)
    if stamp and is_known and is_stale(stamp, theme):
        yield _warn(copy, *_describe_stale(copy, stamp, theme))
    elif is_damaged(copy.source):
        message = "this says where the template is from, and cannot be read"
        cure = "put it back as cpdsite theme eject wrote it, or delete the line"
        yield _warn(copy, message, cure)


def _describe_stale(copy: Template, stamp: Stamp, theme: Theme) -> tuple[str, str]:
    if stamp.name not in theme.originals:
        message = f'this is a copy of "{stamp.name}", which the theme in use does not have'
        return message, "see whether the template is still needed, then delete it or this line"
    path = stamp.name.partition("/")[2]
    # Whose digest is another than it was, nothing here can tell.
    message = f'"{stamp.name}" is no longer what this copy was made from, or this line was edited'
    cure = (
        f"rename this file to {copy.origin}.bak, run cpdsite theme eject {stamp.name}, "
        f"and write your changes into the new templates/{path}"
    )
    return message, cure


def _warn(copy: Template, message: str, cure: str) -> Problem:
    place, line = Location(copy.origin, 1, 1), copy.source.partition("\n")[0]
    return Problem(place, "stale-template", message, cure, Severity.WARNING, line)
