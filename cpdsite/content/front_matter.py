"""Front matter split from a file and read as nodes: text with its line and column."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.reader import Reader

from cpdsite.errors import Location, Problem, Severity
from cpdsite.portfolio.nodes import Mapping, Node, Scalar, Sequence, describe
from cpdsite.portfolio.writers import Plain

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without its C library is slower and otherwise the same
    from yaml import SafeLoader  # type: ignore[assignment]

FENCE = "---"
EXAMPLE = "begin the file with ---, then title: and date:, then --- on a line of its own"
Place = tuple[int, int]
"""A line and a column of a file, both from 1."""

PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)
NULL = "tag:yaml.org,2002:null"
HANDLER = YAMLHandler()
WIDTH = 1_000_000
"""The width at which written text would be broken into lines; no text is that long."""

DEEPEST = 20
"""How deeply lists and mappings may be nested."""

LINE_ENDS = re.compile(r"\r\n?")
SEPARATORS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""What YAML takes for line ends and editors do not: word processors put them into text."""


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
    """The keys and values of a file, and its body with the line on which that begins."""

    values: Mapping
    body: str
    body_line: int


def decode_source(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the text of a file with plain line ends, or why it has none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec drops a byte-order mark before it counts.
        lines = LINE_ENDS.sub("\n", error.object[: error.start].decode("utf-8")).split("\n")
        message = f"expected text in UTF-8, found the byte 0x{error.object[error.start]:02x}"
        hint = "save the file as UTF-8 (in Windows Notepad: Save as, Encoding: UTF-8)"
        location = Location(path, len(lines), len(lines[-1]) + 1)
        return None, (Problem(location, "encoding", message, hint),)
    return Source(path, LINE_ENDS.sub("\n", text).translate(SEPARATORS)), ()


def read_front_matter(source: Source) -> FrontMatter | None:
    """Split a file and read its front matter, or report why that is not possible."""
    if not HANDLER.detect(source.text):
        message = "expected front matter between two lines of ---, found none"
        source.report("front-matter", (1, 1), message, EXAMPLE)
        return None
    boundary = HANDLER.FM_BOUNDARY
    opening, closing = (
        (*boundary.finditer(source.text), None, None)[:2] if boundary else (None, None)
    )
    if opening is None or closing is None:
        message = "the front matter has no end: expected a second line of ---"
        source.report("front-matter", (1, 1), message, "add --- on a line of its own after it")
        return None
    # The pattern takes the blank lines after a fence with it, so lines are counted to its end.
    yaml_line = source.text.count("\n", 0, opening.end()) + 1
    body_line = source.text.count("\n", 0, closing.end()) + 1
    values = _read_yaml(source, source.text[opening.end() : closing.start()], yaml_line)
    return FrontMatter(values, source.text[closing.end() :], body_line) if values else None


def _read_yaml(source: Source, text: str, line: int) -> Mapping | None:
    try:
        root = yaml.compose(text, Loader=SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (mark.line + line, mark.column + 1) if mark else (line, 1)
        source.report("yaml", at, f"this is not YAML: {error.problem}", _suggest_mend(error))
        return None
    except yaml.YAMLError:
        message = "expected printable text, found a control character"
        hint = "delete the invisible characters and type the line again"
        source.report("yaml", _find_control(text, line), message, hint)
        return None
    except RecursionError:
        source.report("yaml", (line, 1), "lists and mappings are nested too deeply", "flatten them")
        return None
    node = _Converter(source, line).convert(root) if root else Mapping((), line, 1)
    if isinstance(node, Mapping):
        return node
    message = f"expected keys and values such as title: My course, found {describe(node)}"
    source.report("front-matter", (node.line, node.column), message, EXAMPLE)
    return None


def _find_control(text: str, line: int) -> Place:
    """Return the place of the first character that YAML refuses."""
    found = Reader.NON_PRINTABLE.search(text)
    before = text[: found.start() if found else 0]
    return line + before.count("\n"), len(before.rpartition("\n")[2]) + 1


def _suggest_mend(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem)
    if "mapping values" in problem:
        return 'put a text that contains a colon in quotes: title: "Audit: part 2"'
    if "tab character" in problem:
        return "indent with spaces instead of tabs"
    if "cannot start any token" in problem:
        return 'put the text in quotes, and indent with spaces instead of tabs: title: "@home"'
    return 'write each key as key: value, with texts that contain : # or @ in "quotes"'


@dataclass(slots=True)
class _Converter:
    """Converts composed YAML; anchors, tags and repeated keys are reported."""

    source: Source
    first_line: int
    seen: set[Hashable] = field(default_factory=set)

    def convert(self, node: yaml.Node, depth: int = 0) -> Node:
        line, column = self._place(node)
        if depth > DEEPEST:
            self._report(node, "lists and mappings are nested too deeply", "flatten them")
            return Scalar("", line, column)
        if id(node) in self.seen:
            self._report(node, "an alias (*name) repeats a value", "write the value out again")
            return Scalar("", line, column)
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            self._report(
                node, f"expected a plain value, found the tag {node.tag}", "delete the tag"
            )
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.convert(item, depth + 1) for item in node.value)
            return Sequence(items, line, column)
        if isinstance(node, yaml.MappingNode):
            return self._convert_mapping(node, depth)
        # A plain style is None in one loader and "" in the other.
        is_null = node.tag == NULL and not getattr(node, "style", None)
        return Scalar("" if is_null else node.value, line, column)

    def _convert_mapping(self, mapping: yaml.MappingNode, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in mapping.value:
            line, column = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "expected a word as the key", "write key: value")
                continue
            key = Scalar(key_node.value, line, column)
            if key.text in pairs:
                first = pairs[key.text][0].line
                message = f'"{key.text}" appears twice, first on line {first}'
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
