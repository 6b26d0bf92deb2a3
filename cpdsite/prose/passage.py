"""A passage: what the rest of the house needs to know of a piece of Markdown.

Converting is the slow part of a build. It depends on the source alone, so it is done once
for each source and kept by digest.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from cpdsite.prose.tree import Document, Element, Node, find_text, parse_html, walk

SHORTEST_SENTENCE = 60
LONGEST_SENTENCE = 240
SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026])[\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]*[^\Wa-z_])"
)
ABBREVIATIONS = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|pp?|vol|ed|eds|approx|incl|\w)\.)$"
)

NAMED = re.compile(r"<(?:a|img)\b|\sid=")
"""What a passage leads to, shows, or can be led to by."""

COMMENT = "&lt;!--"
CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)

OPENING = re.compile(r"<(?:p|li)\b.*?</(?:p|li)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sanitised HTML, the addresses it leads to and shows, its ids and its first sentence.

    ``shows_comment`` tells that what looks like a comment stands in it as text, outside code.
    """

    html: str
    links: tuple[str, ...]
    images: tuple[str, ...]
    ids: tuple[str, ...]
    sentence: str
    shows_comment: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether it shows nothing."""
        return not self.html.strip()


class Passages:
    """Reads passages, and keeps each by the digest of its source and of the renderer."""

    def __init__(
        self, renderer: str, find_stored: Callable[[], object] | None = None, *, few: int = 0
    ) -> None:
        """Begin with what an earlier run stored, where the same renderer wrote it.

        It is not looked for before more than ``few`` passages are asked for: so many are
        sooner converted than all are read back.
        """
        self._few = few
        self._renderer = renderer
        self._find_stored = find_stored
        self._stored: dict[str, Passage] = {}
        self._read: dict[str, Passage] = {}
        self._older: dict[str, Passage] = {}

    def read(self, source: str) -> Passage:
        """Return the passage of a piece of Markdown."""
        passage = self._read.get(source)
        if passage is None:
            passage = self._older.get(source) or self._find(source)
            self._read[source] = passage
        return passage

    def forget_unread(self) -> None:
        """Forget what has not been read since this was last asked for."""
        self._older, self._read = self._read, {}

    def dump(self) -> object:
        """Return what to store for the next run as plain data; ``None`` if it is stored already."""
        self._load()
        used = {_make_key(source): passage for source, passage in [*self._read.items()]}
        if used.keys() == self._stored.keys():
            return None
        passages = {key: asdict(passage) for key, passage in sorted(used.items())}
        return {"renderer": self._renderer, "passages": passages}

    def _find(self, source: str) -> Passage:
        if len(self._read) >= self._few:
            self._load()
        return self._stored.get(_make_key(source)) or read_passage(source)

    def _load(self) -> None:
        find_stored, self._find_stored = self._find_stored, None
        if find_stored is not None:
            self._stored = _load(self._renderer, find_stored())


def _make_key(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _load(renderer: str, stored: object) -> dict[str, Passage]:
    try:
        if stored["renderer"] != renderer:  # type: ignore[index]
            return {}
        passages = stored["passages"].items()  # type: ignore[index]
        return {key: _load_passage(dict(values)) for key, values in passages}
    except (TypeError, KeyError, AttributeError, ValueError):
        return {}


def _load_passage(values: dict[str, Any]) -> Passage:
    links, images, ids = (tuple(values.pop(key)) for key in ("links", "images", "ids"))
    return Passage(links=links, images=images, ids=ids, **values)


def read_passage(source: str) -> Passage:
    """Return the passage of a piece of Markdown."""
    # Imported here because a run in which nothing changed converts nothing.
    from cpdsite.prose.convert import convert_markdown

    html = convert_markdown(source) if source.strip() else ""
    # Reading the tree is slow, and most passages are asked for their first words alone.
    opening = OPENING.search(html)
    document = parse_html(html if NAMED.search(html) else opening[0] if opening else "")
    elements = tuple(walk(document))
    return Passage(
        html=html,
        links=_attributes(elements, "a", "href"),
        images=_attributes(elements, "img", "src"),
        ids=tuple(dict.fromkeys(it for element in elements if (it := element.get("id")))),
        sentence=find_first_sentence(document),
        shows_comment=COMMENT in html and COMMENT in CODE.sub("", html),
    )


def _attributes(elements: tuple[Element, ...], name: str, attribute: str) -> tuple[str, ...]:
    values = (element.get(attribute) for element in elements if element.name == name)
    return tuple(dict.fromkeys(value for value in values if value))


def find_first_sentence(document: Document) -> str:
    """Return the first sentence of the first paragraph or list item as plain text."""
    opening = next((it for it in walk(document) if it.name in ("p", "li")), None)
    if opening is None:
        return ""
    text = " ".join(find_text(_without_notes(opening.children)).split())
    return cut_text(cut_sentence(text), LONGEST_SENTENCE)


def _without_notes(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(it for it in nodes if isinstance(it, str) or it.name != "sup")


def cut_sentence(text: str) -> str:
    """Return the text up to the end of its first sentence.

    A sentence that is too short to mean much alone takes the next one with it.
    """
    for end in SENTENCE_END.finditer(text):
        is_long_enough = end.end() >= SHORTEST_SENTENCE
        # The longest abbreviation is shorter than this.
        before = text[max(0, end.start() - 16) : end.start()]
        if is_long_enough and not ABBREVIATIONS.search(before):
            return text[: end.end()].rstrip()
    return text


def cut_text(text: str, limit: int) -> str:
    """Return a text of at most ``limit`` characters, cut between words."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:\u2013-")
    return f"{cut}\N{HORIZONTAL ELLIPSIS}"
