"""Front matter split from a file and read as nodes: text with its line and column."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field

import yaml
from frontmatter.default_handlers import YAMLHandler

from cpdsite.content.fences import Finding, describe_closing, describe_opening, name_keys
from cpdsite.content.yaml_mistakes import describe_mistake, suggest_quotes, write_quotes
from cpdsite.errors import Location, Problem, Severity
from cpdsite.limits import DEEPEST_VALUE, FRONT_MATTER_BYTES, MOST_BRACKETS
from cpdsite.portfolio.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from cpdsite.portfolio.writers import Plain
from cpdsite.text import decode_text

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without its C library is slower and otherwise the same
    from yaml import SafeLoader  # type: ignore[assignment]

FENCE = "---"
Place = tuple[int, int]
"""A line and a column of a file, both from 1."""

TAG_PREFIX = "tag:yaml.org,2002:"
"""What ``!!`` stands for in YAML."""

PLAIN_TAGS = frozenset(
    f"{TAG_PREFIX}{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)
NULL = f"{TAG_PREFIX}null"
HANDLER = YAMLHandler()
WIDTH = 1_000_000
"""The width at which written text would be broken into lines; no text is that long."""

NESTED = re.compile(rf"^[ \t]*+(?:[-?][ \t]++){{{DEEPEST_VALUE},}}", re.MULTILINE)
"""Lists within lists, all begun on one line."""

LOST = re.compile(r"[ \t]++(#[^\s#].*)")
"""What follows a text as a comment, and by its looks belongs to it."""

ANCHOR = re.compile(r"(?:^|[\s,\[{])&\S")
"""What may begin a value with a name, by which YAML repeats it elsewhere."""

OPENING = re.compile(r"\s*(---+)[ \t]*(?:\n|$)")


@dataclass(slots=True)
class Source:
    """A file being read: its path in the site, its text, and the problems met so far."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the lines, to quote them."""
        self.lines = self.text.split("\n")

    def report(
        self,
        code: str,
        place: Place,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Take note of a problem at a place."""
        line, column = place
        quoted = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        location = Location(self.path, line, column)
        self.problems.append(Problem(location, code, message, hint, severity, quoted))

    def report_at(self, code: str, node: Node, message: str, hint: str) -> None:
        """Take note of a problem with a node."""
        self.report(code, (node.line, node.column), message, hint)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys and values of a file, and its body with the line on which that begins.

    ``values`` is ``None`` where there is a body, and what stands above it cannot be read.
    """

    values: Mapping | None
    body: str
    body_line: int


def decode_source(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the text of a file with plain line ends, or why it has none."""
    text, problems = decode_text(path, data)
    return (None, problems) if text is None else (Source(path, text), ())


def read_front_matter(source: Source) -> FrontMatter | None:
    """Split a file and read its front matter, or report why that is not possible."""
    boundary = HANDLER.FM_BOUNDARY
    opening = OPENING.match(source.text)
    if opening is None or boundary is None:
        _report_fence(source, describe_opening(source.path, source.lines))
        return None
    closing = boundary.search(source.text, opening.end())
    if closing is None:
        line = source.text.count("\n", 0, opening.start(1)) + 1
        _report_fence(source, describe_closing(source.lines, line))
        return None
    # The pattern takes the blank lines after a fence with it, so lines are counted to its end.
    yaml_line = source.text.count("\n", 0, opening.end()) + 1
    body_line = source.text.count("\n", 0, closing.end()) + 1
    values = _read_yaml(source, source.text[opening.end() : closing.start()], yaml_line)
    return FrontMatter(values, source.text[closing.end() :], body_line)


def _report_fence(source: Source, found: Finding) -> None:
    source.report("front-matter", (found.line, 1), found.message, found.hint)


def _read_yaml(source: Source, text: str, line: int) -> Mapping | None:
    if excess := _find_excess(text):
        source.report("yaml", (line + excess.line, 1), excess.message, excess.hint)
        return None
    try:
        root = yaml.compose(text, Loader=SafeLoader)
    except yaml.MarkedYAMLError as error:
        found = describe_mistake(error, text)
        source.report("yaml", (line + found.line, found.column + 1), found.message, found.hint)
        return None
    except (yaml.YAMLError, RecursionError):
        source.report("yaml", (line, 1), "this is not YAML", "write each key as key: value")
        return None
    if ANCHOR.search(text):
        _report_anchors(source, text, line)
    node = _Converter(source, line).convert(root) if root else Mapping((), line - 1, 1)
    if isinstance(node, Mapping):
        return node
    message = f"expected keys and values such as title: My course, found {describe(node)}"
    hint = (
        f"write {name_keys(source.path)}, each on a line of its own, in place of what stands here"
    )
    source.report("front-matter", (node.line, node.column), message, hint)
    return None


def _report_anchors(source: Source, text: str, first_line: int) -> None:
    """Report each value that begins with a name for it, which would be lost unseen."""
    for token in yaml.scan(text, Loader=SafeLoader):
        if isinstance(token, yaml.AnchorToken):
            line, column = first_line + token.start_mark.line, token.start_mark.column
            message = "a text cannot begin with & unless it is in quotes"
            hint = _suggest_plain(source, line, column, f"&{token.value}")
            source.report("yaml", (line, column + 1), message, hint)


def _suggest_plain(source: Source, line: int, column: int, mark: str) -> str:
    """Return how to write a value that begins with a mark for programs, without it."""
    text, following = source.lines[line - 1], "".join(source.lines[line : line + 1])
    if text[column:].strip() == mark and following.startswith((" ", "- ")):
        # The value stands below.
        return f"delete {mark}"
    return suggest_quotes(text[:column], text[column:])


def _find_excess(text: str) -> Finding | None:
    """Return what of front matter is beyond its limits, by its worst line, from 0 in its text."""
    lines = text.split("\n")
    size, brackets = len(text.encode()), text.count("[") + text.count("{")
    if size > FRONT_MATTER_BYTES:
        message = f"expected at most {FRONT_MATTER_BYTES:,} bytes of front matter, found {size:,}"
        worst = max(range(len(lines)), key=lambda at: len(lines[at]))
        return Finding(worst, message, "move what is text below the second ---")
    if brackets > MOST_BRACKETS:
        message = f"expected at most {MOST_BRACKETS:,} opening brackets, found {brackets:,}"
        worst = max(range(len(lines)), key=lambda at: lines[at].count("[") + lines[at].count("{"))
        return Finding(worst, message, "delete some of the brackets")
    if nested := NESTED.search(text):
        message = f"lists are nested more than {DEEPEST_VALUE} deep"
        return Finding(text.count("\n", 0, nested.start()), message, "use fewer levels")
    return None


@dataclass(slots=True)
class _Converter:
    """Converts composed YAML; anchors, tags and repeated keys are reported."""

    source: Source
    first_line: int
    seen: set[Hashable] = field(default_factory=set)

    def convert(self, node: yaml.Node, depth: int = 0) -> Node:
        line, column = self._place(node)
        if depth > DEEPEST_VALUE:
            self._report(node, "lists are nested too deeply", "use fewer levels")
            return Scalar("", line, column)
        if id(node) in self.seen:
            # What it repeats has a name, which is reported.
            return Scalar("", line, column)
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            tag = shorten(node.tag.replace(TAG_PREFIX, "!!"))
            message = f"expected a plain value, found the tag {tag}, which is for programs"
            self._report(node, message, _suggest_plain(self.source, line, column - 1, tag))
            return Scalar("", line, column)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.convert(item, depth + 1) for item in node.value)
            return Sequence(items, line, column)
        if isinstance(node, yaml.MappingNode):
            return self._convert_mapping(node, depth)
        # A plain style is None in one loader and "" in the other.
        is_plain = not getattr(node, "style", None)
        if is_plain:
            self._check_end(node)
        return Scalar("" if is_plain and node.tag == NULL else node.value, line, column)

    def _check_end(self, node: yaml.Node) -> None:
        """Warn where YAML takes a part of a text, such as "course #3", for a comment."""
        line, column = node.end_mark.line + self.first_line, node.end_mark.column
        quoted = self.source.lines[line - 1] if line <= len(self.source.lines) else ""
        lost = LOST.match(quoted, column)
        if lost and node.value:
            message = f'"{shorten(lost[1])}" is left out: # begins a comment'
            whole = write_quotes(f"{shorten(node.value)} {shorten(lost[1])}")
            hint = f"put the text in quotes: {whole}"
            place = (line, lost.start(1) + 1)
            self.source.report("yaml", place, message, hint, Severity.WARNING)

    def _convert_mapping(self, mapping: yaml.MappingNode, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in mapping.value:
            line, column = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "delete this line, and the one below it if that begins with a colon"
                self._report(key_node, "expected a word as the key", hint)
                continue
            key = Scalar(key_node.value, line, column)
            if key.text in pairs:
                first = pairs[key.text][0].line
                message = f'"{shorten(key.text)}" appears twice, first on line {first}'
                self.source.report("duplicate-key", (line, column), message, "keep one of them")
                continue
            pairs[key.text] = (key, self.convert(value_node, depth + 1))
        return Mapping(tuple(pairs.values()), *self._place(mapping))

    def _place(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1

    def _report(self, node: yaml.Node, message: str, hint: str) -> None:
        self.source.report("yaml", self._place(node), message, hint)


class _Dumper(yaml.SafeDumper):
    """Writes dates without quotes: they are read as text, and read better so."""


_Dumper.yaml_implicit_resolvers = {
    start: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for start, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def write_front_matter(values: dict[str, Plain], body: str) -> str:
    """Return a Markdown file with the values, in their order, as front matter."""
    text = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return f"{FENCE}\n{text}{FENCE}\n\n{body}"
