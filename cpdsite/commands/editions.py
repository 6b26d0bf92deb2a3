"""The site as one audience sees it, made page by page when a page is asked for."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from pathlib import Path

from cpdsite.commands.composition import Composed, Outlined, complete_site
from cpdsite.commands.inspection import make_picture_of
from cpdsite.commands.record_files import export_file
from cpdsite.commands.site_folder import Opened
from cpdsite.errors import Problem, ProblemsError
from cpdsite.files import digest_file, open_plain
from cpdsite.preview.showing import Found
from cpdsite.render.keys import make_key
from cpdsite.render.pages import Render, make_render
from cpdsite.site.outputs import Copied, Filed, Output, Picture, Rendered, Written
from cpdsite.site.urls import find_path

MOST_BYTES = 100_000_000
"""How much of what was made is kept, in bytes."""

MOST_THEMES = 5
"""How many states of the theme are kept, the latest, to make a page as it was."""

MAKING = " (while making "
"""What begins the part of a message that names one of the pages that a template fails for."""


class Kept:
    """What was made, by key, with the oldest forgotten first where it gets too much."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._contents: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> bytes | None:
        """Return what was kept under a key."""
        with self._lock:
            if key in self._contents:
                self._contents.move_to_end(key)
            return self._contents.get(key)

    def keep(self, key: Hashable, content: bytes) -> bytes:
        """Keep a content under a key, and return it."""
        with self._lock:
            self._size += len(content) - len(self._contents.pop(key, b""))
            self._contents[key] = content
            while self._size > MOST_BYTES:
                self._size -= len(self._contents.popitem(last=False)[1])
        return content


class Press:
    """Makes the bytes of outputs, each once for as long as nothing that shapes it changes."""

    def __init__(self, root: Path) -> None:
        """Begin with nothing made."""
        self._root = root
        self._made = Kept()
        self._renders: OrderedDict[Hashable, Render] = OrderedDict()
        self._choosing = threading.Lock()

    def make(self, output: Output, outlined: Outlined, opened: Opened) -> Found:
        """Return what is at the URL of an output.

        A page that cannot be made with the theme as it is, is made as it was when it could.
        """
        if isinstance(output, Copied):
            open_file = partial(open_plain, self._root, output.source)
            return Found(open_file=open_file, digest=output.digest)
        if isinstance(output, Written):
            return Found(output.content)
        key = make_key(output, outlined.theme, outlined.outline.assets)
        content = self._made.find(key)
        if content is not None:
            return Found(content, digest=key)
        if isinstance(output, Picture):
            return self._make_picture(output, key)
        if isinstance(output, Filed):
            return self._make_filed(output, key, opened)
        return self._make_page(output, key, outlined, opened)

    def _make_filed(self, output: Filed, key: str, opened: Opened) -> Found:
        try:
            exported = export_file(self._root, output, opened.passages.read)
        except ProblemsError as error:
            return Found(problems=error.problems)
        return Found(self._made.keep(key, exported.content), digest=key)

    def _make_page(self, output: Rendered, key: str, outlined: Outlined, opened: Opened) -> Found:
        try:
            content = self._find_render(outlined, opened)(output)
        except ProblemsError as error:
            # Which page it was is plain where the page is looked at.
            found = (replace(it, message=it.message.partition(MAKING)[0]) for it in error.problems)
            return Found(self._make_as_before(output), problems=tuple(found))
        return Found(self._made.keep(key, content), digest=key)

    def _make_picture(self, picture: Picture, key: str) -> Found:
        content, problems = make_picture_of(self._root, picture.source)
        if content is None:
            return Found(problems=problems)
        digest, _ = digest_file(self._root, picture.source)
        # One that was saved since the last look is not what its digest says.
        if digest != picture.digest:
            return Found(content)
        return Found(self._made.keep(key, content), digest=key)

    def _make_as_before(self, page: Rendered) -> bytes:
        """Return a page as it is, made with the last theme that can; nothing if none can."""
        with self._choosing:
            earlier = tuple(reversed(self._renders.values()))
        for render in earlier:
            with contextlib.suppress(ProblemsError):
                return render(page)
        return b""

    def _find_render(self, outlined: Outlined, opened: Opened) -> Render:
        """Return what renders with a theme; templates that have not changed stay compiled."""
        assets = outlined.outline.assets
        key = (outlined.theme.digest, tuple(sorted(assets.items())))
        # Several pages are asked for at once.
        with self._choosing:
            render = self._renders.get(key)
            if render is None:
                render = make_render(outlined.theme, assets, opened.passages.read)
                self._renders[key] = render
            self._renders.move_to_end(key)
            while len(self._renders) > MOST_THEMES:
                self._renders.popitem(last=False)
        return render


class AudienceEdition:
    """The site for an audience: which pages there are is known when anything is asked for.

    The files that its prose shows are known once all prose was read, which a page need not
    wait for.
    """

    def __init__(
        self,
        press: Press,
        opened: Opened,
        outline: Callable[[], Outlined],
        published: "AudienceEdition | None" = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Begin without having looked at anything.

        ``published`` is what everyone sees, and ``hidden`` holds the paths of the entries
        that they do not.
        """
        self._published = published
        self._hidden = hidden
        self._opened = opened
        self._press = press
        self._make_outline = outline
        self._outlined: Outlined | None = None
        self._composed: Composed | None = None
        self._pages: dict[str, Output] = {}
        self._all: dict[str, Output] = {}
        self._outlining = threading.Lock()
        self._composing = threading.Lock()

    def outline(self) -> Outlined:
        """Return the pages of the site."""
        if self._outlined is None:
            with self._outlining:
                if self._outlined is None:
                    outlined = self._make_outline()
                    self._pages = {find_path(it.url): it for it in outlined.outline.outputs}
                    self._outlined = outlined
        return self._outlined

    def compose(self) -> Composed:
        """Return the whole site, and what is wrong with it."""
        with self._composing:
            if self._composed is None:
                composed = complete_site(self._opened, self.outline())
                self._all = {find_path(it.url): it for it in composed.site.outputs}
                self._composed = composed
            return self._composed

    def find_mistakes(self) -> tuple[Problem, ...]:
        """Return what is wrong with the site's own templates, each tried on a page of its kind."""
        outlined = self.outline()
        theme = outlined.theme
        if theme.is_shipped and not theme.own:
            return ()
        # Of the records the last one is of a year, and so is sooner made than the first.
        samples = {it.template: it for it in outlined.outline.outputs if isinstance(it, Rendered)}
        made = (self._press.make(it, outlined, self._opened) for it in samples.values())
        return tuple(problem for found in made for problem in found.problems)

    def holds(self, path: str) -> bool:
        """Tell whether there is anything at a path."""
        return self._find_output(path) is not None

    def is_alone(self, path: str) -> bool:
        """Tell whether nobody else sees what is at a path."""
        output = self._find_output(path)
        if output is None or self._published is None or not self._hidden:
            return False
        if output.origin in self._opened.loaded.lines:
            # The page of an entry: to look through all pages would take longer.
            return output.origin in self._hidden
        return not self._published.holds(path)

    def find(self, path: str) -> Found | None:
        """Return what is at a path."""
        output = self._find_output(path)
        if output is None:
            return None
        return self._press.make(output, self.outline(), self._opened)

    def _find_output(self, path: str) -> Output | None:
        self.outline()
        if path not in self._pages:
            self.compose()
        return self._pages.get(path) or self._all.get(path)
