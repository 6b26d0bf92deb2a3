"""The body of an activity cut into named sections."""

from dataclasses import dataclass, field

from cpdsite.content.front_matter import FrontMatter, Source
from cpdsite.content.headings import LINK, find_misplaced
from cpdsite.errors import Severity
from cpdsite.portfolio.sections import (
    DESCRIPTION,
    Section,
    name_section,
    plain_heading,
    suggest_heading,
)
from cpdsite.prose.source import Part, cut_source, share_definitions


@dataclass(slots=True)
class _Draft:
    """A section while it grows.

    ``line`` is that of the file on which its text begins, ``begun`` that of its heading.
    """

    name: str
    heading: str
    line: int
    begun: int
    texts: list[str] = field(default_factory=list)


def cut_sections(source: Source, parts: FrontMatter) -> tuple[Section, ...]:
    """Cut a body into its named sections.

    What an unknown heading begins stays, heading and all, in the section before it, so that
    no learning is ever lost.
    """
    drafts = [_Draft(DESCRIPTION, "", parts.body_line, parts.body_line)]
    current = drafts[0]
    unknown: list[tuple[Part, int]] = []
    for part in cut_source(parts.body):
        name = name_section(part.heading)
        known = next((draft for draft in drafts if draft.name == name), None)
        text_line = (
            parts.body_line + part.line + (part.opening.count("\n") + 1 if part.opening else 0)
        )
        if not part.heading:
            current.texts.append(f"{part.opening}\n{part.text}" if part.opening else part.text)
        elif name is None:
            current.texts.append(f"{part.opening}\n{part.text}")
            unknown.append((part, len(drafts)))
        elif known:
            current = known
            current.texts.append(part.text)
            _report_repeated(source, part, parts, known)
        else:
            begun = parts.body_line + part.line
            current = _Draft(name, plain_heading(part.heading), text_line, begun, [part.text])
            drafts.append(current)
        _report_misplaced(source, part.text, text_line, current.name)
    for part, position in unknown:
        _report_unknown(source, part, parts, is_between=1 < position < len(drafts))
    texts = share_definitions(tuple("\n".join(draft.texts) for draft in drafts))
    sections = (make_section(it, text) for it, text in zip(drafts, texts, strict=True))
    return tuple(section for section in sections if section.text)


def make_section(draft: _Draft, text: str) -> Section:
    """Return a section without blank lines around its text."""
    trimmed, line = trim_text(text, draft.line)
    return Section(draft.name, draft.heading, trimmed, line)


def trim_text(text: str, line: int) -> tuple[str, int]:
    """Return the text without blank lines around it, and the line on which it then begins."""
    skipped = len(text) - len(text.lstrip("\n"))
    return text.strip("\n").rstrip(), line + skipped


def _report_unknown(source: Source, part: Part, parts: FrontMatter, *, is_between: bool) -> None:
    near = suggest_heading(LINK.sub(r"\1", part.heading))
    if near or is_between:
        message = (
            f'"{part.heading}" begins no section, and what follows stays with the section before'
        )
        hint = f'did you mean "{near}"?' if near else "write ### for a heading within a section"
        place = (parts.body_line + part.line, 1)
        source.report("heading", place, message, hint, Severity.WARNING)


def _report_misplaced(source: Source, text: str, line: int, section: str) -> None:
    for it in find_misplaced(text, section):
        message = (
            f'"{it.written}" begins no section, and what follows stays with the section before'
        )
        where = "at the beginning of a line of its own"
        hint = (
            f"write ## {it.meant} {where}"
            if it.is_sure
            else f"did you mean ## {it.meant}, {where}?"
        )
        source.report("heading", (line + it.line, it.column), message, hint, Severity.WARNING)


def _report_repeated(source: Source, part: Part, parts: FrontMatter, known: _Draft) -> None:
    message = f'"{part.heading}" begins a section that the entry has already; the two were joined'
    place = (parts.body_line + part.line, 1)
    hint = f'move this text under "{known.heading}" (line {known.begun})'
    source.report("heading", place, message, hint, Severity.WARNING)
