"""What a preview shows, looked at without a server."""

from datetime import date
from pathlib import Path

from cpdsite.commands.editions import AudienceEdition
from cpdsite.commands.serve import Desk
from cpdsite.preview.answers import PUBLISHED
from cpdsite.preview.preview import Refreshed
from cpdsite.preview.showing import Edition, Found, Showing
from cpdsite.site.urls import find_path
from tests.site_maker import TODAY, write_files

BASE = "/"


class Viewer:
    """Keeps a preview of a site, saves files, and looks at what comes of it."""

    def __init__(self, root: Path, today: date = TODAY) -> None:
        """Look at a site as it is."""
        self.root = root
        self.today = today
        self.desk = Desk(root, lambda: self.today, BASE)
        self.refreshed = Refreshed(Showing())
        self.refresh()

    def refresh(self, *paths: str) -> Showing:
        """Show the site after some files have changed."""
        *_, self.refreshed = self.desk.refresh(frozenset(paths))
        assert self.refreshed.is_complete
        return self.showing

    def save(self, path: str, content: str | bytes) -> Showing:
        """Save a file of the site, and show what comes of it."""
        write_files(self.root, {path: content})
        return self.refresh(path)

    def delete(self, path: str) -> Showing:
        """Delete a file of the site, and show what comes of it."""
        (self.root / path).unlink()
        return self.refresh(path)

    @property
    def showing(self) -> Showing:
        """What there is to show."""
        return self.refreshed.showing

    @property
    def codes(self) -> list[str]:
        """The codes of all problems."""
        return [it.code for it in self.showing.problems]

    def mine(self, path: str = "index.html") -> str:
        """Return the text at a path as the person sees it; ``""`` where nothing is."""
        return read_text(self.showing.mine, path)

    def published(self, path: str = "index.html") -> str:
        """Return the text at a path as everyone will see it; ``""`` where nothing is."""
        return read_text(self.showing.published, path)


def read_text(edition: Edition | None, path: str) -> str:
    """Return the text at a path of an edition; ``""`` where nothing is."""
    assert edition is not None
    found = edition.find(path)
    return read_found(found).decode() if found else ""


def read_found(found: Found) -> bytes:
    """Return the bytes that are found, in a file too."""
    if found.open_file is None:
        return found.content
    with found.open_file() as file:
        return file.read()


def read_edition(edition: Edition | None) -> dict[str, bytes]:
    """Return all that an edition holds by path, with an address of the host's own in its 404 page."""
    assert isinstance(edition, AudienceEdition)
    contents = {}
    for output in edition.compose().site.outputs:
        path = find_path(output.url)
        found = edition.find(path)
        assert found is not None
        contents[path] = read_found(found)
    return contents


def with_base(contents: dict[str, bytes], base: str, other: str) -> dict[str, bytes]:
    """Return the files of a site that begins elsewhere on its host, which only its 404 page says."""
    page = contents["404.html"]
    moved = page.replace(f'="{base}'.encode(), f'="{other}'.encode())
    return {**contents, "404.html": moved}


PUBLISHED_BASE = BASE + PUBLISHED
