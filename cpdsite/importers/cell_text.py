"""The text of a cell: lines without markup, blocks, a title, and sections that begin in it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpdsite.portfolio.sections import (
    DESCRIPTION,
    HEADINGS,
    name_section,
    normalise_heading,
    plain_heading,
)
from cpdsite.prose.source import find_fenced, find_heading

LONGEST_TITLE = 120
"""In characters; a longer first line is a sentence of the description."""

LONGEST_CUT = 80
"""Where a sentence that is too long for a title is cut, in characters."""

LONGEST_MARKED = 5_000
"""How long a text may be for its marks to be looked for, in characters."""

UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no page, no feed and no front matter can hold."""

LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^\s()<>]+)>?\s*\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
MARKS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.*?\S)\1(?!\w)")
MARKER = re.compile(
    r"\s*(?:\\?[-*+\u2022\u00b7\u25cf\u25aa\u2013]|\d{1,2}\\?[.)])\s+(?:\\?\[[ xX]\\?\]\s+)?"
)
"""The mark of an item in a list, as Markdown has it and as people type it."""
STRONG = re.compile(r"\s*(\*\*|__)(?=\S)(.+?)(?<=\S)\1\s*:?\s*")
SENTENCE = re.compile(r"(?<=[.!?])\s")
LISTED = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
HASHES = re.compile(r"^#{1,6}\s+")
BYLINE = re.compile(r"######\s+(\S.*)")
"""A line below the title of one of our own sheets that names a provider."""

MANY_WORDS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: the section it belongs to, its heading as written, its Markdown.

    ``name`` is ``""`` for what stands before the first heading.
    """

    name: str
    heading: str
    text: str


def clean(text: str) -> str:
    """Return a text without what cannot be kept anywhere; line ends become plain."""
    return UNPRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def _strip_break(line: str) -> str:
    """Return a line without the mark of a line break at its end."""
    return line.rstrip(" ").removesuffix("\\")


def flatten(text: str) -> str:
    """Return Markdown as plain text on one line; addresses of links stand in brackets."""
    flat = " ".join(_strip_break(line) for line in clean(text).split("\n"))
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        # Escaped signs and addresses must not be taken for marks.
        kept.append(found[1])
        return f"\x00{len(kept) - 1}\x00"

    if len(flat) > LONGEST_MARKED:
        # Nothing of that length goes where marks would be seen; to look for them takes long.
        return " ".join(UNPRINTED.sub("", flat).split())
    flat = AUTOLINK.sub(keep, ESCAPED.sub(keep, flat))
    flat = LINK.sub(lambda it: it[1] if not it[2] or it[2] in it[1] else f"{it[1]} ({it[2]})", flat)
    for _ in range(3):
        flat = MARKS.sub(r"\2", flat)
    flat = re.sub(r"\x00(\d+)\x00", lambda it: kept[int(it[1])], flat)
    return " ".join(UNPRINTED.sub("", html.unescape(flat)).split())


def split_lines(markdown: str) -> list[str]:
    """Return the lines of Markdown without list marks; blank ones are left out."""
    lines = (HASHES.sub("", _strip_break(it).strip()) for it in clean(markdown).split("\n"))
    return [MARKER.sub("", it, count=1) if MARKER.match(it) else it for it in lines if it]


def split_blocks(markdown: str) -> list[str]:
    """Return what blank lines keep apart."""
    return [it.strip("\n") for it in re.split(r"\n[ \t]*\n+", clean(markdown)) if it.strip()]


def cut_title(markdown: str) -> tuple[str, str]:
    """Return a title and the description: the first line where it is short, else a sentence."""
    text = clean(markdown).strip("\n")
    first, _, rest = text.lstrip().partition("\n")
    if re.match(r"#(?!#)\s*\S", first):
        return flatten(re.sub(r"^#\s*|\s*#+\s*$", "", first)), rest.strip("\n")
    bare = _strip_break(first)
    if len(bare) <= LONGEST_MARKED and (strong := STRONG.fullmatch(bare)):
        bare = strong[2]
    title = flatten(bare)
    is_plain = (
        not LISTED.match(first)
        and not LINK.search(first)
        and not first.startswith(("|", ">", "```", "~~~", "##"))
    )
    if is_plain and 0 < len(title) <= LONGEST_TITLE:
        return title, rest.strip("\n")
    return shorten_title(flatten("\n".join(split_lines(text)[:3]))), text


def cut_bylines(rest: str) -> tuple[tuple[str, ...], str]:
    """Return the providers that stand below a title of ours, and what follows them."""
    lines = rest.split("\n")
    named: list[str] = []
    for number, line in enumerate(lines):
        found = BYLINE.fullmatch(line.strip())
        if found:
            named.append(flatten(found[1]))
        elif line.strip():
            return tuple(named), "\n".join(lines[number:])
    return tuple(named), ""


def shorten_title(text: str) -> str:
    """Return the first sentence of a plain text, cut at a word where it is long."""
    sentence = SENTENCE.split(text, maxsplit=1)[0].lstrip("#>| ")
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    cut = sentence[:LONGEST_CUT]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:-") + "\N{HORIZONTAL ELLIPSIS}"


def cut_parts(markdown: str) -> tuple[Part, ...]:
    """Cut the text of a cell at the headings that begin a section; others become smaller ones."""
    lines = clean(markdown).split("\n")
    fenced = find_fenced(lines)
    parts: list[tuple[str, str, list[str]]] = [("", "", [])]
    for number, line in enumerate(lines):
        heading = None if number in fenced else _find_section(lines, number)
        if heading is None:
            is_title = number not in fenced and find_heading(line) is not None
            parts[-1][2].append(f"#{line}" if is_title else line)
        else:
            parts.append((name_section(heading) or "", heading, []))
    return tuple(_join(parts))


def _join(parts: list[tuple[str, str, list[str]]]) -> Iterator[Part]:
    for name, heading, lines in parts:
        text = "\n".join(lines).strip("\n").rstrip()
        if text.strip():
            yield Part(name, heading, text)
        elif heading:
            # A heading with nothing below it is kept as words.
            yield Part("", "", f"### {heading}")


def _find_section(lines: list[str], number: int) -> str | None:
    """Return the heading that a line is, where it begins a section."""
    line = lines[number]
    if (heading := find_heading(line)) is not None:
        return plain_heading(heading) if name_section(heading) else None
    before = lines[number - 1] if number else ""
    bare = _strip_break(line).strip()
    if len(bare) > 2 * LONGEST_TITLE:
        return None
    strong = STRONG.fullmatch(bare)
    text = (strong[2] if strong else bare).rstrip(": ")
    is_alone = not before.strip() or before.endswith(("\\", "  "))
    if len(text) > LONGEST_TITLE or (not strong and not is_alone) or not name_section(text):
        return None
    is_long = len(normalise_heading(text).split()) >= MANY_WORDS or bare.endswith(":")
    return text if strong or is_long else None


def choose_heading(name: str, label: str) -> str:
    """Return the heading of a section that is read back as that section: the label where it is."""
    flat = " ".join(clean(label).split())
    is_kept = (
        name_section(flat) == name
        and len(flat) <= LONGEST_TITLE
        and plain_heading(flat) == flat
        and find_heading(f"## {flat}") == flat
        and "<" not in flat
    )
    return "" if name == DESCRIPTION else flat if is_kept else HEADINGS[name][0]
