"""Sections that are read back as they are written: nothing in their text ends or hides another."""

import re

from cpdsite.importers.cell_text import clean
from cpdsite.limits import ENTRY_BYTES, LONGEST_BLANK
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.prose.bounds import find_excesses
from cpdsite.prose.comments import take_comments
from cpdsite.prose.source import cut_source, find_fenced, find_heading

MOST_BYTES = ENTRY_BYTES - 100_000
"""How large the sections of one entry may be together, in bytes; front matter comes on top."""

UNDERLINE = re.compile(r"[ \t]*-+[ \t]*$")
BLANKS = re.compile(rf"[ \t]{{{LONGEST_BLANK},}}")


def settle_text(text: str) -> str:
    """Return Markdown in which no line is a level-2 heading, and no comment hides anything."""
    cleaned = clean(text)
    if "<!" in cleaned:
        cleaned = cleaned.replace("<!", "&lt;!")
    lines = cleaned.split("\n")
    fenced = find_fenced(lines)
    settled: list[str] = []
    for number, line in enumerate(lines):
        if number not in fenced and find_heading(line) is not None:
            settled.append(f"#{line}")
        elif number not in fenced and UNDERLINE.match(line) and settled and settled[-1].strip():
            settled += ["", line]
        else:
            settled.append(line)
    return "\n".join(settled).strip("\n").rstrip()


def settle_sections(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], str]:
    """Return sections that are read back as they are, and a doubt where that took code or escapes."""
    settled = tuple(_put(it, settle_text(it.text)) for it in sections)
    settled = tuple(it for it in settled if it.text)
    if _is_readable(settled):
        return settled, ""
    escaped = tuple(_put(it, _escape(it.text)) for it in settled)
    if _is_readable(escaped):
        return escaped, "Some of its text looked like markup that would hide the rest: look at it."
    fenced = tuple(_put(it, _fence(it.text)) for it in settled)
    return fenced, "Its text has more marks than an entry may have: it was kept as plain lines."


def _put(section: Section, text: str) -> Section:
    return Section(section.name, section.heading, text, section.line)


def write_body(sections: tuple[Section, ...]) -> str:
    """Return sections as the body of an entry."""
    return "\n\n".join(
        f"## {it.heading}\n\n{it.text}" if it.heading else it.text for it in sections
    )


def _is_readable(sections: tuple[Section, ...]) -> bool:
    body = write_body(sections)
    if take_comments(body) != (body, None) or find_excesses(body):
        return False
    parts = [(it.heading, it.text.strip("\n").rstrip()) for it in cut_source(body)]
    wanted = [(it.heading, it.text) for it in sections]
    return [it for it in parts if it != ("", "")] == wanted


def _escape(text: str) -> str:
    """Return a text without tags and without fences, its words kept."""
    plain = re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", text)
    return settle_text(re.sub(r"^([ \t]*)(?=```|~~~)", r"\1\\", plain, flags=re.MULTILINE))


def _fence(text: str) -> str:
    """Return a text as code, of which nothing is ever read."""
    runs = re.findall(r"`+", text)
    fence = "`" * max(3, *(len(it) + 1 for it in runs)) if runs else "```"
    return f"{fence}\n{BLANKS.sub(' ' * (LONGEST_BLANK - 1), text)}\n{fence}"


def divide_sections(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """Return sections in as many groups as entries are needed to hold them; nearly always one."""
    if sum(map(_measure, sections)) <= MOST_BYTES:
        return (sections,)
    groups: list[list[Section]] = [[]]
    room = MOST_BYTES
    for section in sections:
        for piece in _divide_text(section.text):
            part = _put(section, piece)
            size = _measure(part)
            if size > room and groups[-1]:
                groups.append([])
                room = MOST_BYTES
            room -= size
            last = groups[-1][-1] if groups[-1] else None
            if last and last.name == section.name:
                groups[-1][-1] = _put(last, f"{last.text}\n\n{piece}")
            else:
                groups[-1].append(part)
    return tuple(tuple(it) for it in groups)


def _measure(section: Section) -> int:
    return len(section.text.encode("utf-8", "replace")) + len(section.heading) * 4 + 16


def _divide_text(text: str) -> list[str]:
    """Return a text in pieces that are small enough, cut between lines, else between words."""
    longest = MOST_BYTES // 8
    pieces: list[str] = []
    current: list[str] = []
    size = 0
    for word in re.findall(rf"[^ \n]{{1,{longest}}}[ \n]*|[ \n]+", text):
        if size + len(word) > longest and current:
            pieces.append("".join(current).strip("\n"))
            current, size = [], 0
        current.append(word)
        size += len(word)
    return [it for it in [*pieces, "".join(current).strip("\n")] if it]


def join_sections(sections: list[Section]) -> tuple[Section, ...]:
    """Return each section once, the description first, the texts of one name one below the other.

    A text that had another heading keeps it, as a smaller one.
    """
    first: dict[str, Section] = {}
    texts: dict[str, list[str]] = {}
    for it in sections:
        known = first.setdefault(it.name, it)
        is_same = it.heading == known.heading
        texts.setdefault(it.name, []).append(
            it.text if is_same else f"### {it.heading}\n\n{it.text}"
        )
    joined = (_put(it, "\n\n".join(texts[name])) for name, it in first.items())
    return tuple(sorted(joined, key=lambda it: it.name != DESCRIPTION))
