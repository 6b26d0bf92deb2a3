"""What a YAML parser finds wrong, in the words of someone who writes front matter.

The two parsers of PyYAML word their findings differently; what they share is matched.
"""

import re
from dataclasses import dataclass

import yaml

PROSE = re.compile(r"##|(?!- )\w[^:]*$|\w[^:]* [^:]* [^:]*:")
"""How a line begins that is text and no key with a value."""

NO_SPACE = re.compile(r"\s*([\w-]+):(?=[^\s/])(.*)")
EQUALS = re.compile(r"[ \t]*+([\w-]++)[ \t]*+=(.*)")
"""A key with a value as TOML writes it."""

KEY = re.compile(r"\s*(?:- )?[\w-]+: +")
QUOTES = ('"', "'")
MISPLACED = re.compile("expected key|block end|'-' indicator|document start")
CURLY_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where front matter cannot be read, from 0 in its text, and why; how to mend it."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a finding is told: ``opening`` where it began is a better place than where it ends."""

    finding: re.Pattern[str]
    message: str
    hint: str
    opening: bool = False


READINGS = tuple(
    _Reading(re.compile(finding), message, hint, opening)
    for finding, message, hint, opening in (
        ("unexpected end of stream", "this quotation mark is never closed",
         "close it: {quoted}", True),
        (r"expected ',' or '\]'", "this list is never closed, or an item lacks its comma",
         "write a list as [one, two]", True),
        (r"expected ',' or '\}'", "this { is never closed, or a comma is missing",
         "write {key: value, other: value}, or a line for each key", True),
        (r"tab|\\t", "expected spaces, found a tab", "indent with spaces instead of tabs", False),
        ("duplicate anchor|second occurrence", "a text cannot begin with & unless it is in quotes",
         "put it in quotes: {quoted}", False),
        ("alias|alphabetic or numeric", "a text cannot begin with {found} unless it is in quotes",
         "put it in quotes: {quoted}", True),
        ("cannot start any token", "a text cannot begin with {found} unless it is in quotes",
         "put it in quotes: {quoted}", False),
        ("escape character", "a \\ within double quotes begins a special character",
         "put the text in single quotes: title: 'C:\\data'", False),
        ("keys are not allowed", "a text cannot begin with ? unless it is in quotes",
         "put it in quotes: {quoted}", False),
        ("node content", 'expected a value, found "{found}"',
         'put a text that holds brackets or commas in quotes: title: "[Draft] Notes"', False),
        ("comment or (?:a )?line break|chomping",
         "a text that begins with | or > goes on below it", "put the text in quotes", False),
        ("another document", "expected one front matter, found the beginning of a second",
         "delete this line", False),
    )
)  # fmt: skip
"""What a parser may say, from the most to the least particular."""


def describe_mistake(error: yaml.MarkedYAMLError, text: str) -> Mistake:
    """Return what is wrong with front matter that cannot be read."""
    lines = text.split("\n")
    finding = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "mapping values" in finding:
        message, hint = _describe_colon(lines, line, column)
    elif "sequence entries" in finding:
        message, hint = (
            "a list cannot begin on the line of its key",
            _suggest_items(lines, line, column),
        )
    elif "expected ':'" in finding:
        began = error.context_mark
        line, column = (began.line, began.column) if began else (line, column)
        message, hint = _describe_text(lines[line] if line < len(lines) else "")
    elif MISPLACED.search(finding):
        message, hint = _describe_place(lines, line, column)
    else:
        at = lines[line][column : column + 1] if line < len(lines) else ""
        found = f"{finding} tab" if at == "\t" else finding
        known = next((it for it in READINGS if it.finding.search(found)), None)
        if known and known.opening and error.context_mark:
            line, column = error.context_mark.line, error.context_mark.column
        before, rest = (
            (lines[line][:column], lines[line][column:]) if line < len(lines) else ("", "")
        )
        message, hint = (
            (_fill(known.message, before, rest), _fill(known.hint, before, rest))
            if known
            else (f"this is not YAML: {error.problem}", "write each key as key: value")
        )
    return Mistake(line, column, message, _suggest_end(lines, line) or hint)


def _fill(text: str, before: str, rest: str) -> str:
    filled = text.replace("{found}", rest[:1] or "nothing")
    return filled.replace("{quoted}", _quote(before, rest))


def suggest_quotes(before: str, rest: str) -> str:
    """Return how to write a value in quotes, from its line up to it and from it on."""
    return f"put it in quotes: {_quote(before, rest)}"


def _quote(before: str, rest: str) -> str:
    """Return a value in quotes, with its key; of a list between brackets, an item alone."""
    is_item = before.count("[") + before.count("{") > before.count("]") + before.count("}")
    text = re.split(r"[,\]}]", rest, maxsplit=1)[0] if is_item else rest
    key = before.lstrip() if KEY.fullmatch(before) else ""
    quote = text[:1] if text[:1] in QUOTES else ""
    return key + write_quotes(text.strip().strip(quote or None))


def write_quotes(text: str) -> str:
    """Return a text in quotes, in which a backslash means nothing but itself."""
    if "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace('"', "'") + '"'


def _suggest_items(lines: list[str], line: int, column: int) -> str:
    """Return where to write the item of a list that stands on the line of its key."""
    key, item = lines[line][:column].strip(), lines[line][column:].strip()
    following = lines[line + 1].strip() if line + 1 < len(lines) else ""
    if following.startswith("- "):
        return f"write {item} on a line of its own above {following}, in the same column"
    return f"write {item} on a line of its own below {key}"


def _describe_text(line: str) -> tuple[str, str]:
    """Return what is wrong with a line that is no key with a value."""
    if joined := NO_SPACE.match(line):
        return "a space is missing after the colon", _suggest_space(joined)
    if written := EQUALS.match(line):
        cure = written[2].strip().strip("\"'")
        return 'expected : after the key, found "="', f"write {written[1]}: {cure}"
    hint = "begin it with a key such as provider:, or join it to the text that it belongs to"
    return "this line has no key", hint


def _suggest_space(joined: re.Match[str]) -> str:
    return f"write {joined[1]}: {joined[2]}, with a space after the colon"


def _describe_place(lines: list[str], line: int, column: int) -> tuple[str, str]:
    """Return what is wrong where something stands that belongs to nothing."""
    text = lines[line] if line < len(lines) else ""
    if text[:column].strip():
        message = f'expected the end of the line, found "{text[column:].strip()}"'
        key, _, value = text.strip().partition(": ")
        marks = QUOTES[::-1] if "\\" in value else QUOTES
        mark = next((it for it in marks if it not in value), "")
        if mark and value:
            return message, f"put the whole text in quotes: {key}: {mark}{value.strip()}{mark}"
        return message, "put the whole text in quotes, of a kind that it does not hold"
    if text.lstrip().startswith("- "):
        return "this item belongs to no list", "write it below a key that holds no text, as tags:"
    return "this line does not fit the ones above", "begin each key at the same column"


def _describe_colon(lines: list[str], line: int, column: int) -> tuple[str, str]:
    """Return what is wrong where a colon stands that begins no value."""
    before = lines[line][:column]
    if ":" in before:
        key, _, value = lines[line].strip().partition(":")
        plain = value.strip().strip("\"'")
        cure = CURLY_QUOTES.sub("", plain)
        kind = "straight quotes" if cure != plain else "quotes"
        return (
            "a text that holds a colon needs quotes",
            f"put it in {kind}: {key}: {write_quotes(cure)}",
        )
    above = next((it for it in reversed(lines[:line]) if it.strip()), "")
    if joined := NO_SPACE.match(above):
        message = "the line above is no key with a value: a space is missing after its colon"
        return message, _suggest_space(joined)
    indent, indent_above = (len(it) - len(it.lstrip()) for it in (before, above))
    if indent > indent_above:
        spaces = "space" if indent == 1 else "spaces"
        cure = f"delete the {spaces} before {before.strip()}"
        hint = "begin both in the same column" if indent_above else cure
        return "this key stands further to the right than the one above", hint
    return "the line above is no key with a value", "write it as key: value, or delete it"


def _suggest_end(lines: list[str], last: int) -> str:
    """Return where front matter probably ends, if what cannot be read looks like a body."""
    for at, line in enumerate(lines[: last + 1]):
        if at and not lines[at - 1].strip() and PROSE.match(line):
            return f'does the text begin with "{line[:40].rstrip()}"? Then write --- above it'
    return ""
