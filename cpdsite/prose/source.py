"""Markdown source cut at its level-2 headings, without converting it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

FENCE = re.compile(
    r"(`{3,}|~{3,})[ \t]*+"
    r"(?:\{[^{}]*+\}|\.?[\w#.+-]*+[ \t]*+(?:hl_lines=(?:\"[^\"]*+\"|'[^']*+')[ \t]*+)?)$"
)
"""A fence with its language; text that begins with code in three backticks is none."""
SETEXT_LINE = re.compile(r"-+\s*$")
NO_TITLE = re.compile(r" {4}|\s*(?:\t|[-*+>|#]|\d+[.)])")
"""Code, a list, a quotation, a table or a heading: no line that can be underlined."""
HTML_BLOCK = re.compile(
    r" {0,3}<(address|article|aside|blockquote|body|canvas|center|colgroup|dd|details|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|html|iframe|legend|li|main|map"
    r"|math|menu|nav|noscript|object|ol|option|output|p|pre|progress|script|section|style|summary"
    r"|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video)\b",
    re.IGNORECASE,
)
"""The tags within which Python-Markdown reads no Markdown."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b(\s*>)?")
FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
REFERENCE = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*+\S++[ \t]*+(?:\"[^\"]*\"|'[^']*'|\([^)]*\))?[ \t]*+$"
)
"""One address with a title at most; "[Jane]: and so on" is no reference but speech."""
USES = (re.compile(r"\[\^[^\]\s]+\]"), re.compile(r"\[[^\[\]]+\]"))
"""Where a footnote, and where a reference, may be used."""
ABBREVIATION = re.compile(r" {0,3}\*\[([^\]]+)\]:")


@dataclass(frozen=True, slots=True)
class Part:
    """A level-2 heading with the text below it; ``heading`` is ``""`` before the first.

    ``line`` counts from 0 in the text that was cut: the heading's own, or 0. ``opening`` is
    the heading as it was written, on one line or two.
    """

    heading: str
    text: str
    line: int
    opening: str = ""


@dataclass(slots=True)
class _Draft:
    heading: str
    line: int
    opening: str = ""
    lines: list[str] = field(default_factory=list)


def find_heading(line: str) -> str | None:
    """Return the words of a level-2 heading; nothing of a line that is none."""
    if not line.startswith("##") or line.startswith("###"):
        return None
    return line[2:].strip().rstrip("#").rstrip()


def cut_source(text: str) -> tuple[Part, ...]:
    """Cut Markdown without comments at its level-2 headings outside fences and HTML blocks."""
    lines = text.split("\n")
    hidden = frozenset(_find_hidden(lines))
    drafts = [_Draft("", 0)]
    for number, line in enumerate(lines):
        if number in hidden:
            drafts[-1].lines.append(line)
        elif (heading := find_heading(line)) is not None:
            drafts.append(_Draft(heading, number, line))
        elif _is_setext(lines, number, hidden) and drafts[-1].lines:
            above = drafts[-1].lines.pop()
            drafts.append(_Draft(above.strip(), number - 1, f"{above}\n{line}"))
        else:
            drafts[-1].lines.append(line)
    return tuple(Part(it.heading, "\n".join(it.lines), it.line, it.opening) for it in drafts)


def _is_setext(lines: list[str], number: int, hidden: frozenset[int]) -> bool:
    """Tell whether a line underlines the one above, which must begin a paragraph."""
    if not number or number - 1 in hidden or not SETEXT_LINE.match(lines[number]):
        return False
    above, before = lines[number - 1], lines[number - 2] if number > 1 else ""
    begins = not before.strip() or number - 2 in hidden or find_heading(before) is not None
    return bool(above.strip()) and begins and not NO_TITLE.match(above)


def _find_hidden(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines in which nothing is a heading.

    Python-Markdown takes fences out first, so what stands in one ends no block.
    """
    fenced = find_fenced(lines)
    yield from fenced
    yield from _find_html(["" if number in fenced else line for number, line in enumerate(lines)])


def find_fenced(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that stand in fences, from 0."""
    closings = find_places((line.rstrip(" \t"), number) for number, line in enumerate(lines))

    def find_end(number: int) -> int:
        fence = FENCE.match(lines[number])
        closing = find_next(closings.get(fence[1], []), number) if fence else None
        return number if closing is None else closing + 1

    return frozenset(_find_blocks(len(lines), find_end))


def find_places(named: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the places of each name, in their order."""
    places: dict[str, list[int]] = {}
    for name, place in named:
        places.setdefault(name, []).append(place)
    return places


def find_next(places: list[int], number: int) -> int | None:
    """Return the first of some places, which are in order, that lies beyond a number."""
    later = bisect_right(places, number)
    return places[later] if later < len(places) else None


def _find_blocks(size: int, find_end: Callable[[int], int]) -> Iterator[int]:
    number = 0
    while number < size:
        end = find_end(number)
        yield from range(number, end)
        number = max(end, number + 1)


def _find_html(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that stand in HTML blocks."""
    ends = _find_html_ends(lines)

    def find_end(number: int) -> int:
        block = HTML_BLOCK.match(lines[number])
        return ends.get((block[1].lower(), number), number) if block else number

    return _find_blocks(len(lines), find_end)


def _find_html_ends(lines: Sequence[str]) -> dict[tuple[str, int], int]:
    """Return, by tag and line, the line after which as many have been closed as were opened."""
    ends: dict[tuple[str, int], int] = {}
    depths: dict[str, int] = {}
    waiting: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        tags = Counter[str]()
        for found in TAG.finditer(line) if "<" in line else ():
            is_closed = bool(found[3])
            tags[found[2].lower()] += (-1 if is_closed else 0) if found[1] else 1
        for tag, change in tags.items():
            opened = waiting.setdefault(tag, [])
            before = depths.get(tag, 0)
            depths[tag] = before + change
            # Those that wait stand in the order of their depths, the deepest last.
            opened.append((before, number))
            while opened and depths[tag] <= opened[-1][0]:
                ends[tag, opened.pop()[1]] = number + 1
    return ends


@dataclass(frozen=True, slots=True)
class Definition:
    """A footnote, reference or abbreviation, and what stands where it is used.

    ``use`` is the pattern of an abbreviation's uses; the others are used in brackets.
    """

    text: str
    name: str
    use: re.Pattern[str] | None = None


def take_definitions(text: str) -> tuple[str, tuple[Definition, ...]]:
    """Return the text without its definitions, and the definitions."""
    if "]:" not in text:
        return text, ()
    lines = text.split("\n")
    hidden = frozenset(_find_hidden(lines))
    kept: list[str] = []
    definitions: list[Definition] = []
    number = 0
    while number < len(lines):
        named = None if number in hidden else _name_definition(lines[number])
        end = _find_definition_end(lines, number) if named else number + 1
        if named:
            definitions.append(Definition("\n".join(lines[number:end]), *named))
        else:
            kept.append(lines[number])
        number = end
    return "\n".join(kept), tuple(definitions)


def _name_definition(line: str) -> tuple[str, re.Pattern[str] | None] | None:
    if footnote := FOOTNOTE.match(line):
        return f"[^{footnote[1]}]", None
    if abbreviation := ABBREVIATION.match(line):
        word = abbreviation[1]
        return word, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    if reference := REFERENCE.match(line):
        return f"[{reference[1]}]".casefold(), None
    return None


def _find_definition_end(lines: list[str], number: int) -> int:
    """Return the line after a definition; indented lines and blank ones between belong to it."""
    end = number + 1
    is_footnote = FOOTNOTE.match(lines[number]) is not None
    for index in range(number + 1, len(lines)):
        line = lines[index]
        if line.startswith(("    ", "\t")):
            end = index + 1
        elif is_footnote and line.strip() and index == end and not _name_definition(line):
            if find_heading(line) is not None or FENCE.match(line):
                break
            end = index + 1
        elif line.strip() or not is_footnote:
            break
    return end


def share_definitions(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Give each text the definitions that it uses; one that no text uses stays where it was.

    Where a text and another define the same, its own counts.
    """
    taken = [take_definitions(text) for text in texts]
    every = list(dict.fromkeys(it for _, definitions in taken for it in definitions))
    used = [_find_used(body, [*own, *every]) for body, own in taken]
    unused = frozenset(every).difference(*used)
    shared = []
    for (body, own), mine in zip(taken, used, strict=True):
        kept_here = mine | (unused & frozenset(own))
        kept = [it for it in every if it in kept_here]
        shared.append("\n\n".join([body.rstrip(), *(it.text for it in kept)]) if kept else body)
    return tuple(shared)


def _find_used(body: str, definitions: list[Definition]) -> frozenset[Definition]:
    """Return the definitions that a text uses, itself or through others; the first of each."""
    firsts: dict[str, Definition] = {}
    for definition in definitions:
        firsts.setdefault(definition.name.casefold(), definition)
    words = [it for it in firsts.values() if it.use]
    used: dict[Definition, None] = {}
    texts = [body]
    while texts:
        text = texts.pop()
        names = {it.casefold() for pattern in USES for it in pattern.findall(text)}
        found = [firsts[it] for it in names & firsts.keys() if not firsts[it].use]
        found += [it for it in words if it.use and it.use.search(text)]
        new = dict.fromkeys(it for it in found if it not in used)
        used |= new
        texts += [it.text for it in new]
    return frozenset(used)
