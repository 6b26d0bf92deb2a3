"""Markdown source cut at its level-2 headings, without converting it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

FENCE = re.compile(r"(`{3,}|~{3,})\s*(?:\{.*\}|\.?[\w#.+-]*\s*(?:hl_lines=.*)?)$")
"""A fence with its language; text that begins with code in three backticks is none."""
ATX_HEADING = re.compile(r"##(?!#)\s*(.*?)\s*#*\s*$")
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
FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
REFERENCE = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*\S+[ \t]*(?:\"[^\"]*\"|'[^']*'|\([^)]*\))?[ \t]*$"
)
"""One address with a title at most; "[Jane]: and so on" is no reference but speech."""
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


def cut_source(text: str) -> tuple[Part, ...]:
    """Cut Markdown without comments at its level-2 headings outside fences and HTML blocks."""
    lines = text.split("\n")
    hidden = frozenset(_find_hidden(lines))
    drafts = [_Draft("", 0)]
    for number, line in enumerate(lines):
        if number in hidden:
            drafts[-1].lines.append(line)
        elif atx := ATX_HEADING.match(line):
            drafts.append(_Draft(atx[1], number, line))
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
    begins = not before.strip() or number - 2 in hidden or ATX_HEADING.match(before) is not None
    return bool(above.strip()) and begins and not NO_TITLE.match(above)


def _find_hidden(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines in which nothing is a heading.

    Python-Markdown takes fences out first, so what stands in one ends no block.
    """
    fenced = find_fenced(lines)
    yield from fenced
    others = ["" if number in fenced else line for number, line in enumerate(lines)]
    yield from _find_blocks(others, _find_block_end)


def find_fenced(lines: list[str]) -> frozenset[int]:
    """Return the numbers of the lines that stand in fences, from 0."""
    return frozenset(_find_blocks(lines, _find_fence_end))


def _find_blocks(lines: list[str], find_end: Callable[[list[str], int], int]) -> Iterator[int]:
    number = 0
    while number < len(lines):
        end = find_end(lines, number)
        yield from range(number, end)
        number = max(end, number + 1)


def _find_fence_end(lines: list[str], number: int) -> int:
    """Return the line after the fence that begins here, or this line."""
    fence = FENCE.match(lines[number])
    if not fence:
        return number
    closing = (end for end in range(number + 1, len(lines)) if lines[end].rstrip() == fence[1])
    return next(closing, number - 1) + 1


def _find_block_end(lines: list[str], number: int) -> int:
    """Return the line after the HTML block that begins here, or this line."""
    line = lines[number]
    if block := HTML_BLOCK.match(line):
        return _find_closing_tag(lines, number, block[1])
    return number


def _find_closing_tag(lines: list[str], number: int, tag: str) -> int:
    opening = re.compile(rf"<{tag}\b", re.IGNORECASE)
    closing = re.compile(rf"</{tag}\s*>", re.IGNORECASE)
    depth = 0
    for end in range(number, len(lines)):
        depth += len(opening.findall(lines[end])) - len(closing.findall(lines[end]))
        if depth <= 0:
            return end + 1
    return number


@dataclass(frozen=True, slots=True)
class Definition:
    """A footnote, reference or abbreviation, and the pattern of its uses."""

    text: str
    use: re.Pattern[str]


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
        use = None if number in hidden else _find_use(lines[number])
        end = _find_definition_end(lines, number) if use else number + 1
        if use:
            definitions.append(Definition("\n".join(lines[number:end]), use))
        else:
            kept.append(lines[number])
        number = end
    return "\n".join(kept), tuple(definitions)


def _find_use(line: str) -> re.Pattern[str] | None:
    if footnote := FOOTNOTE.match(line):
        return re.compile(re.escape(f"[^{footnote[1]}]"))
    if abbreviation := ABBREVIATION.match(line):
        return re.compile(rf"(?<!\w){re.escape(abbreviation[1])}(?!\w)")
    if reference := REFERENCE.match(line):
        return re.compile(re.escape(f"[{reference[1]}]"), re.IGNORECASE)
    return None


def _find_definition_end(lines: list[str], number: int) -> int:
    """Return the line after a definition; indented lines and blank ones between belong to it."""
    end = number + 1
    is_footnote = FOOTNOTE.match(lines[number]) is not None
    for index in range(number + 1, len(lines)):
        line = lines[index]
        if line.startswith(("    ", "\t")):
            end = index + 1
        elif is_footnote and line.strip() and index == end and not _find_use(line):
            if ATX_HEADING.match(line) or FENCE.match(line):
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
        kept = [it for it in every if it in mine or (it in own and it in unused)]
        shared.append("\n\n".join([body.rstrip(), *(it.text for it in kept)]) if kept else body)
    return tuple(shared)


def _find_used(body: str, definitions: list[Definition]) -> frozenset[Definition]:
    """Return the definitions that a text uses, itself or through others; the first of each."""
    firsts: dict[str, Definition] = {}
    for definition in definitions:
        firsts.setdefault(definition.use.pattern.casefold(), definition)
    used: set[Definition] = set()
    texts = [body]
    while texts:
        text = texts.pop()
        found = {it for it in firsts.values() if it not in used and it.use.search(text)}
        used |= found
        texts += [it.text for it in found]
    return frozenset(used)
