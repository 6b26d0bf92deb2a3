"""Where imported entries go: a folder of the site's activities that a build reads."""

from pathlib import Path, PurePosixPath

from cpdsite.commands.drafts import FOLDER
from cpdsite.commands.site_folder import Opened
from cpdsite.content.load import find_kind
from cpdsite.errors import UNSHOWN, ProblemsError, UsageError
from cpdsite.files import find_link, is_leftover
from cpdsite.limits import DEEPEST_FOLDER
from cpdsite.portfolio.fields import ACTIVITY
from cpdsite.portfolio.names import find_name_mistake


def check_folder(root: Path, written: str, opened: Opened) -> str:
    """Return a folder by its path in the site; raises ``UsageError`` for one that holds no entries.

    It need not be there yet. Raises ``ProblemsError`` where a link is on the way.
    """
    path = PurePosixPath(Path(written).as_posix())
    if path.is_absolute() and path.is_relative_to(root.as_posix()):
        path = path.relative_to(root.as_posix())
    into, names = path.as_posix(), path.parts
    if ".." in names or not path.is_relative_to(FOLDER):
        raise UsageError(f"--into: expected {FOLDER} or a folder in it, found {written}")
    if len(names) > DEEPEST_FOLDER:
        raise UsageError(f"--into: {into} is more than {DEEPEST_FOLDER} folders deep")
    for name in names:
        if name.startswith(".") or is_leftover(name) or UNSHOWN.search(name):
            raise UsageError(f'--into: a build does not look into a folder named "{name}"')
        if mistake := find_name_mistake(name):
            raise UsageError(f"--into: {mistake}: choose another name")
    if find_kind(f"{into}/entry.md", frozenset(opened.loaded.lines)) != ACTIVITY:
        raise UsageError(f"--into: {into} is the folder of an entry: choose another one")
    if link := find_link(root, into):
        raise ProblemsError((link,))
    return into
