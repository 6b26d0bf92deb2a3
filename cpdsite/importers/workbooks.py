"""Spreadsheet files opened with care: measured, and made anew of the parts that count."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from cpdsite.errors import RefusedError
from cpdsite.importers.archives import pack_parts, read_parts
from cpdsite.importers.binary_extents import measure_binary_sheet, measure_stream
from cpdsite.importers.compound import SIGNATURE, read_streams
from cpdsite.importers.extents import (
    SHEET,
    Extent,
    check_extents,
    measure_content,
    measure_sheet,
)
from cpdsite.importers.xml_parts import check_xml, read_xml

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MACROS = "the file holds macros, which were neither run nor read"
UNREAD = (
    "media",
    "drawings",
    "embeddings",
    "charts",
    "theme",
    "printerSettings",
    "Pictures",
    "Thumbnails",
    "customXml",
)
STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that the library may read: no more than was measured, and its cells in error."""

    data: bytes
    errors: Mapping[str, Mapping[tuple[int, int], str]]
    notes: tuple[str, ...] = ()

    def find_errors(self, number: int, name: str) -> Mapping[tuple[int, int], str]:
        """Return the cells in error of a sheet, by its name or else its number."""
        return self.errors.get(name, self.errors.get(f"#{number}", {}))


def open_workbook(name: str, data: bytes) -> Workbook:
    """Return a spreadsheet file that is safe to read; ``RefusedError`` says why it is none."""
    if data.startswith(SIGNATURE):
        return _open_compound(name, data)
    macros: list[str] = []

    def is_wanted(part: str) -> bool:
        if part.endswith("vbaProject.bin"):
            macros.append(part)
            return False
        is_read = part.endswith((".xml", ".rels", ".bin")) or part == "mimetype"
        return is_read and not set(UNREAD) & set(part.split("/"))

    parts = read_parts(name, data, is_wanted)
    notes = (MACROS,) if macros else ()
    if "content.xml" in parts:
        return _open_document(name, parts, notes)
    extents = _measure_parts(name, parts)
    check_extents(name, extents)
    sheets = _name_sheets(name, parts)
    errors = {sheet: extents[path].errors for sheet, path in sheets.items() if path in extents}
    return Workbook(pack_parts(parts), errors, notes)


def _measure_parts(name: str, parts: dict[str, bytes]) -> dict[str, Extent]:
    """Return how far each part that holds cells reaches; what may be no part of a workbook goes.

    Any part may be called a sheet by the workbook, wherever it lies.
    """
    extents = {}
    for path, content in tuple(parts.items()):
        if not path.endswith(".bin"):
            extents[path] = measure_sheet(name, content)
            continue
        try:
            extents[path] = measure_binary_sheet(name, content)
        except RefusedError:
            if "worksheets" in path.split("/"):
                raise
            del parts[path]
    return {path: extent for path, extent in extents.items() if extent.filled or extent.shared}


def _open_document(name: str, parts: dict[str, bytes], notes: tuple[str, ...]) -> Workbook:
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedError(f"{name} is protected by a password: save it without one")
    manifest = parts.get("META-INF/manifest.xml")
    if manifest is not None:
        check_xml(name, manifest)
    extents = measure_content(name, parts["content.xml"])
    check_extents(name, extents)
    kept = ("mimetype", "content.xml", "META-INF/manifest.xml")
    data = pack_parts({path: parts[path] for path in kept if path in parts})
    errors = {f"#{number}": extent.errors for number, extent in extents.items()}
    return Workbook(data, errors, notes)


def _open_compound(name: str, data: bytes) -> Workbook:
    streams = read_streams(name, data)
    if "EncryptedPackage" in streams:
        raise RefusedError(f"{name} is protected by a password: save it without one")
    found = next((streams[it] for it in STREAMS if it in streams), None)
    if found is None:
        raise RefusedError(
            f"{name} holds no spreadsheet: open it in the program that made it and save it as .xlsx"
        )
    extents = measure_stream(name, found)
    check_extents(name, {str(number): it for number, it in enumerate(extents)})
    errors = {f"#{number}": it.errors for number, it in enumerate(extents[1:])}
    has_macros = any(it in streams for it in ("_VBA_PROJECT", "_VBA_PROJECT_CUR"))
    return Workbook(data, errors, (MACROS,) if has_macros else ())


def _name_sheets(name: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the path of each sheet of an .xlsx file by its name."""
    workbook, relations = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    targets = {
        it.get("Id", ""): posixpath.normpath(posixpath.join("/xl", it.get("Target", ""))).lstrip(
            "/"
        )
        for it in read_xml(name, relations).iter(f"{PACKAGE}Relationship")
    }
    return {
        it.get("name", ""): targets.get(it.get(f"{R}id", ""), "")
        for it in read_xml(name, workbook).iter(f"{SHEET}sheet")
    }
