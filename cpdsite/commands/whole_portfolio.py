"""A portfolio read for a new entry that is made of the others."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cpdsite.commands.site_folder import open_memory, reopen_site
from cpdsite.errors import ProblemsError, find_errors
from cpdsite.files import find_link
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.prose.passage import Passage
from cpdsite.settings import FILE_NAME, Settings

READ = (FILE_NAME, "content", "schemes")
"""What a portfolio is made of."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A portfolio without a mistake, the settings of its site, and what reads its prose."""

    settings: Settings
    portfolio: Portfolio
    read_passage: Callable[[str], Passage]


def read_whole(root: Path, folder: str) -> Whole:
    """Return the portfolio of a site, for a draft that is to be written to a folder of it.

    Raises ``ProblemsError`` where anything that was read holds a mistake, since the draft
    would not be whole, and where the folder is a link that leads out of the site.
    """
    if link := find_link(root, folder):
        raise ProblemsError((link,))
    opened = reopen_site(root, open_memory(root), None)
    # A theme that cannot be read is no matter of a draft.
    read = (it for it in opened.problems if it.location.path.split("/")[0] in READ)
    wrong = find_errors(it for it in read if it.code != "theme")
    if opened.loaded.portfolio is None or wrong:
        raise ProblemsError(wrong or opened.problems)
    return Whole(opened.settings, opened.loaded.portfolio, opened.passages.read)
