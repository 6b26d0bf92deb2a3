"""The parts of a Word file: its text, headers, footers, notes and comments, and their links."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import pack_parts, read_parts
from cpdsite.importers.xml_parts import check_xml, read_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

KINDS = ("header", "footer", "footnotes", "endnotes", "comments")
"""The parts whose words stand beside the text, in the order in which they are told."""

CONTENT_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part with text: what it is, its tree, and the addresses of its links by their id."""

    kind: str
    root: Element
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordFile:
    """The text of a Word file, what stands beside it, and what shapes it."""

    text: Part
    beside: tuple[Part, ...]
    styles: bytes
    numbering: bytes
    has_macros: bool


def open_word(name: str, data: bytes) -> WordFile:
    """Return the parts of a Word file; ``RefusedError`` if it is damaged or not one."""
    macros = []

    def is_wanted(part: str) -> bool:
        macros.extend([part] if part.endswith("vbaProject.bin") else [])
        folder = part.partition("/")[0]
        return part.endswith((".xml", ".rels")) and folder not in ("customXml", "docProps")

    parts = read_parts(name, data, is_wanted)
    main = _find_main(name, parts)
    relations = _read_relations(name, parts, main)
    if main not in parts:
        raise RefusedError(
            f"{name} holds no Word text: open it in Word or LibreOffice and save it as .docx"
        )
    found: dict[str, list[str]] = {}
    for kind, target, is_elsewhere in relations.values():
        if not is_elsewhere and target in parts and target not in found.get(kind, []):
            found.setdefault(kind, []).append(target)
    beside = (
        _read_part(name, parts, path, kind)
        for kind in KINDS
        for path in sorted(found.get(kind, []))
    )
    return WordFile(
        _read_part(name, parts, main, "text"),
        tuple(beside),
        _find_shape(name, parts, found.get("styles", [])),
        _find_shape(name, parts, found.get("numbering", [])),
        bool(macros),
    )


def pack_word(body: Element, links: Mapping[str, str], source: WordFile) -> bytes:
    """Return a Word file with this text, the styles and lists of another, and nothing else."""
    document = Element(f"{W}document")
    document.append(body)
    relations = Element(f"{PACKAGE}Relationships")
    for key, target in links.items():
        given = {"Id": key, "Target": target, "Type": f"{KIND}hyperlink", "TargetMode": "External"}
        relations.append(Element(f"{PACKAGE}Relationship", given))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": tostring(document, "utf-8"),
        "word/_rels/document.xml.rels": tostring(relations, "utf-8"),
        "word/styles.xml": source.styles,
        "word/numbering.xml": source.numbering,
    }
    return pack_parts({path: content for path, content in parts.items() if content})


def _find_main(name: str, parts: Mapping[str, bytes]) -> str:
    relations = _read_relations(name, parts, "")
    found = [target for kind, target, _ in relations.values() if kind == "officeDocument"]
    return next((target for target in found if target in parts), "word/document.xml")


def _read_relations(
    name: str, parts: Mapping[str, bytes], part: str
) -> dict[str, tuple[str, str, bool]]:
    folder, base = posixpath.split(part)
    content = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if content is None:
        return {}
    found = {}
    for it in read_xml(name, content).iter(f"{PACKAGE}Relationship"):
        is_elsewhere = it.get("TargetMode") == "External"
        target = it.get("Target", "")
        if not is_elsewhere:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = it.get("Type", "").rpartition("/")[2]
        found[it.get("Id", "")] = (kind, target, is_elsewhere)
    return found


def _read_part(name: str, parts: Mapping[str, bytes], path: str, kind: str) -> Part:
    relations = _read_relations(name, parts, path)
    links = {
        key: target
        for key, (type_, target, is_elsewhere) in relations.items()
        if type_ == "hyperlink" and is_elsewhere
    }
    return Part(kind, read_xml(name, parts[path]), links)


def _find_shape(name: str, parts: Mapping[str, bytes], paths: list[str]) -> bytes:
    if not paths:
        return b""
    check_xml(name, parts[paths[0]])
    return parts[paths[0]]
