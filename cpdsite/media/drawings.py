"""SVG to SVG that holds nothing but what is drawn."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NoReturn
from urllib.parse import unquote_to_bytes
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from cpdsite.errors import Location, Problem
from cpdsite.limits import DEEPEST_DRAWING
from cpdsite.media.allowance import CannotRemakeError
from cpdsite.media.signatures import ENDINGS, find_format
from cpdsite.media.stylesheets import clean_declarations, clean_style, clean_value
from cpdsite.media.vocabulary import ELEMENTS, PLAIN, STYLED

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ANIMATIONS = ("animate", "animateMotion", "animateTransform", "set")
WORDED = ("text", "tspan", "textPath", "a", "style")
"""The elements whose text is drawn, or draws."""

DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL)
REFERENCES = re.compile(r"#([^\s\"'(){}<>,;:]+)")
TIMES = re.compile(r"(?<![\w-])([\w-]++)\.")
ANEW = "open it in a drawing program and save it as plain SVG"

Remake = Callable[[str, bytes], bytes | None]


@dataclass(slots=True)
class _Node:
    """The beginning of an element, its end (without attributes), or text (without a name)."""

    name: str = ""
    attributes: dict[str, str] | None = None
    text: str = ""


@dataclass(slots=True)
class _Reader:
    """What has been read of a drawing; it lives within one call of ``clean_drawing``."""

    remake: Remake
    parser: expat.XMLParserType
    nodes: list[_Node] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    skipped: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element in, or skip it with all that it holds."""
        if len(self.open) + self.skipped >= DEEPEST_DRAWING:
            message = f"expected elements at most {DEEPEST_DRAWING} deep, found deeper ones"
            self._refuse(message, "take groups apart in a drawing program")
        local = _find_local(name)
        # What is divided by an element in a style would come together without it.
        is_drawn = local in ELEMENTS and not self.skipped and self.open[-1:] != ["style"]
        kept = self._clean(local, attributes) if is_drawn else None
        if not self.nodes and (local != "svg" or kept is None):
            self._refuse("expected an <svg> element first, found another", ANEW)
        if kept is None:
            self.skipped += 1
        else:
            self.open.append(local)
            self.nodes.append(_Node(local, kept))

    def end(self, _: str) -> None:
        """Close an element."""
        if self.skipped:
            self.skipped -= 1
            return
        if self.open[-1] == "style" and not self.nodes[-1].name:
            text = clean_style(self.nodes.pop().text)
            self.nodes += [_Node(text=text)] if text else []
        self.nodes.append(_Node(self.open.pop()))

    def read_text(self, text: str) -> None:
        """Take text in where it is drawn."""
        if self.skipped or not self.open or self.open[-1] not in WORDED:
            return
        if self.nodes[-1].name:
            self.nodes.append(_Node())
        self.nodes[-1].text += text

    def check_doctype(self, _: str, __: str | None, ___: str | None, has_own: object) -> None:
        """Refuse a document type that declares anything; a plain one is dropped, never loaded."""
        if has_own:
            self.refuse_entity()

    def refuse_entity(self, *_: object) -> None:
        """Refuse an entity, which could stand for a file or for very much."""
        self._refuse("expected no entities, found a document type that declares some", ANEW)

    def _refuse(self, message: str, hint: str) -> NoReturn:
        # Once the parser has stopped, it no longer knows where.
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise CannotRemakeError(message, hint, line, column)

    def _clean(self, element: str, attributes: dict[str, str]) -> dict[str, str] | None:
        """Return the attributes of an element that draw; nothing for one that must not stay."""
        if "requiredExtensions" in attributes:
            return None  # No browser draws it.
        target = attributes.get("attributeName", "")
        if element in ANIMATIONS and target and target not in PLAIN | STYLED:
            return None
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            if name in PLAIN or name in STYLED:
                if (clean := clean_value(value)) is not None:
                    kept[name] = clean
            elif name == "style":
                kept[name] = clean_declarations(value)
            elif name == f"{XML} space":
                kept["xml:space"] = value
            elif name == f"{XML} lang":
                kept.setdefault("lang", value)
        address = attributes.get("href", attributes.get(f"{XLINK} href", "")).strip()
        if own := self._find_own(address):
            kept["href"] = own
        return kept

    def _find_own(self, address: str) -> str:
        """Return an address within the drawing, or an embedded image made again; else ``""``."""
        if address.startswith("#"):
            return address
        found = DATA.fullmatch(address)
        if not found:
            return ""
        try:
            is_encoded = "base64" in found[1].split(";")
            data = unquote_to_bytes(found[2])
            data = base64.b64decode(data) if is_encoded else data
        except (binascii.Error, ValueError):
            data = b""
        known = find_format(data)
        made = self.remake(f"image.{ENDINGS[known][0]}", data) if known in ENDINGS else None
        if made is None:
            message = "it holds an image that cannot be made again"
            self._refuse(message, "embed a JPEG or PNG image instead")
        kind = "svg+xml" if known == "SVG" else known.lower()
        return f"data:image/{kind};base64,{base64.b64encode(made).decode()}"


def _find_local(name: str) -> str:
    """Return the name of an element of SVG; ``""`` for those of any other kind.

    Drawings cut out of web pages lack the namespace, and are given it.
    """
    space, _, local = name.rpartition(" ")
    return local if space in ("", SVG) else ""


def clean_drawing(
    path: str, data: bytes, remake: Remake
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return an SVG file with nothing but what is drawn, or why there is none.

    No comment, metadata, title, name of a layer or program, script, event or address outside
    the drawing is left. ``remake`` makes embedded images again, by name and bytes; what it
    raises is raised.
    """
    name = PurePosixPath(path).name
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(remake, parser)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.read_text
    parser.StartDoctypeDeclHandler = reader.check_doctype
    parser.EntityDeclHandler = parser.SkippedEntityHandler = reader.refuse_entity
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no names: this is all there is
    except expat.ExpatError as error:
        place = Location(path, error.lineno, error.offset + 1)
        message = f"{name} is damaged at this line: {expat.ErrorString(error.code)}"
        return None, (Problem(place, "image", message, ANEW),)
    except CannotRemakeError as error:
        message, hint, line, column = error.args
        return None, (Problem(Location(path, line, column), "image", f"{name}: {message}", hint),)
    except (LookupError, ValueError):
        message = f"{name} is in an encoding that cannot be read"
        return None, (Problem(Location(path, 1, 1), "image", message, "save it as UTF-8"),)
    return _write(reader.nodes).encode(), ()


def _find_references(nodes: list[_Node]) -> set[str]:
    """Return the ids that a drawing uses; all others are names that nobody needs."""
    used: set[str] = set()
    for node in nodes:
        used.update(REFERENCES.findall(node.text))
        for name, value in (node.attributes or {}).items():
            if not value.startswith("data:"):
                used.update(REFERENCES.findall(value))
            if name in ("begin", "end"):
                used.update(TIMES.findall(value))
    return used


def _write(nodes: list[_Node]) -> str:
    used = _find_references(nodes)
    parts = [f'<svg xmlns="{SVG}"']
    for node, following in zip(nodes, [*nodes[1:], _Node()], strict=True):
        if not node.name:
            parts.append(escape(node.text))
        elif node.attributes is not None:
            parts += [] if node is nodes[0] else [f"<{node.name}"]
            for name, value in node.attributes.items():
                if name != "id" or value in used:
                    parts.append(f" {name}={quoteattr(value)}")
            is_empty = following.name == node.name and following.attributes is None
            parts.append("/>" if is_empty else ">")
        else:
            parts.append("" if parts[-1] == "/>" else f"</{node.name}>")
    return "".join(parts) + "\n"
